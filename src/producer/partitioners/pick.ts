// Picks by chance, without a new list. Called by the choosers of this folder.
import type { Random } from "../../../transports/platform.ts";

/** Any of the partitions but `present`, unless it is the only one. */
export function pickOther(random: Random, available: readonly number[], present: number): number {
  const count = available.length;
  if (count === 1) return available[0] as number;
  const skipped = present < 0 ? -1 : available.indexOf(present);
  if (skipped < 0) return available[random.int(count)] as number;
  const index = random.int(count - 1);
  return available[index < skipped ? index : index + 1] as number;
}

/**
 * The place of one of the first `count` queues, the more likely the less it holds: the largest has the weight 1, one
 * that holds `n` less has 1 + n. As Java's `BuiltInPartitioner`: sizes 0, 3, 1 have the weights 4, 1, 3. -1: all are
 * equal. `draw` gives a number below its argument.
 */
export function pickBySize(sizes: readonly number[], count: number, draw: (below: number) => number): number {
  let largest = 0;
  let sum = 0;
  let equal = true;
  for (let i = 0; i < count; i++) {
    const size = sizes[i] as number;
    if (size !== sizes[0]) equal = false;
    if (size > largest) largest = size;
    sum += size;
  }
  if (equal) return -1;
  let left = draw((largest + 1) * count - sum);
  for (let i = 0; i < count; i++) {
    left -= largest + 1 - (sizes[i] as number);
    if (left < 0) return i;
  }
  return count - 1;
}
