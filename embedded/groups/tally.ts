// How often each value is there, kept as those that have it come and go: so that nobody has to look at all of them.
// Called by consumer_group.ts and consumer_regexes.ts.

/** Counts a value once more or once less; one that is there no more leaves the map. */
export function tally<Key>(counts: Map<Key, number>, key: Key, step: 1 | -1): void {
  const count = (counts.get(key) ?? 0) + step;
  if (count > 0) counts.set(key, count);
  else counts.delete(key);
}
