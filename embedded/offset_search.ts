// Where an offset stands in what is kept in the order of offsets. Called by log.ts and transaction_index.ts; must not know
// what is kept.

/** Index of the first entry whose last offset is not below `offset`; the number of entries when there is none. */
export function indexByLastOffset(entries: readonly { readonly lastOffset: number }[], offset: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (entries[middle].lastOffset < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
