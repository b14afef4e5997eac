// What a request names more than once, and what belongs together. Called by handlers; its time grows with the request and
// no faster, as a hostile client may send a hundred thousand names. Must not know requests.

/** The values that come more than once, in the order of their first repeat. */
export function repeated<T>(values: Iterable<T>): Set<T> {
  const seen = new Set<T>();
  const twice = new Set<T>();
  for (const value of values) seen.has(value) ? twice.add(value) : seen.add(value);
  return twice;
}

/** The elements with each key, in their order. */
export function grouped<T, Key>(all: Iterable<T>, keyOf: (one: T) => Key): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}

/** The first element with each key. */
export function firstOf<T, Key>(all: readonly T[], keyOf: (one: T) => Key): Map<Key, T> {
  const found = new Map<Key, T>();
  for (const one of all) {
    const key = keyOf(one);
    if (!found.has(key)) found.set(key, one);
  }
  return found;
}
