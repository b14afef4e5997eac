// The description of a Huffman table in a zstd block: weights of four bits, or coded by FSE where there are more than
// 128. Called by zstd_literals.ts.
import { BitWriter } from "./zstd_bit_writer.ts";
import { CodeStream, encodingTable } from "./zstd_sequences.ts";

const MOST_DIRECT = 128;
const MAX_WEIGHT = 11;
const LOG = 6;

/** Writes the weights at `at`; returns the place behind them, 0 where they cannot be written. */
export function putWeights(weights: Uint8Array, out: Uint8Array, at: number): number {
  const coded = putCoded(weights, out, at);
  const direct = at + 1 + ((weights.length + 1) >>> 1);
  if (weights.length > MOST_DIRECT) return coded;
  if (coded > 0 && coded <= direct) return coded;
  out[at] = 127 + weights.length;
  for (let i = 0; i < weights.length; i += 2) {
    out[at + 1 + (i >>> 1)] = weights[i] << 4 | (i + 1 < weights.length ? weights[i + 1] : 0);
  }
  return direct;
}

/** Two states take the weights by turns, from the last to the first. */
function putCoded(weights: Uint8Array, out: Uint8Array, at: number): number {
  const counts = normalized(weights);
  if (counts === null) return 0;
  const table = encodingTable({ counts, log: LOG });
  const bits = new BitWriter(out, putCounts(counts, out, at + 1));
  const streams = [new CodeStream(table), new CodeStream(table)];
  const begun = [false, false];
  for (let i = weights.length - 1; i >= 0; i--) {
    const stream = streams[i & 1];
    if (begun[i & 1]) stream.add(weights[i], bits);
    else stream.begin(weights[i]);
    begun[i & 1] = true;
  }
  streams[1].end(bits);
  streams[0].end(bits);
  const end = bits.finish();
  const size = end - at - 1;
  if (size >= 128) return 0;
  out[at] = size;
  return end;
}

/** Counts that add up to 64, none of them 0 for a weight that occurs; null where one weight alone occurs. */
function normalized(weights: Uint8Array): number[] | null {
  const found = new Array<number>(MAX_WEIGHT + 1).fill(0);
  for (const weight of weights) found[weight]++;
  while (found.length > 0 && found[found.length - 1] === 0) found.pop();
  if (weights.length < 2 || found.filter((count) => count > 0).length < 2) return null;
  const counts = found.map((count) => count === 0 ? 0 : Math.max(1, Math.round(count * 64 / weights.length)));
  let over = counts.reduce((sum, count) => sum + count, 0) - 64;
  // What rounding has left or taken goes to the largest.
  while (over !== 0) {
    const largest = counts.indexOf(Math.max(...counts));
    const step = over > 0 ? Math.min(over, counts[largest] - 1) : over;
    counts[largest] -= step;
    over -= step;
  }
  return counts;
}

/** Writes the counts as `readFseTable` reads them; returns the place behind them. */
function putCounts(counts: readonly number[], out: Uint8Array, at: number): number {
  let held = LOG - 5;
  let count = 4;
  let o = at;
  const add = (value: number, bits: number) => {
    held |= value << count;
    for (count += bits; count >= 8; count -= 8) {
      out[o++] = held;
      held >>>= 8;
    }
  };
  let remaining = (1 << LOG) + 1;
  let threshold = 1 << LOG;
  let width = LOG + 1;
  for (let i = 0; i < counts.length && remaining > 1; i++) {
    const max = 2 * threshold - 1 - remaining;
    const value = counts[i] + 1;
    const coded = value >= threshold ? value + max : value;
    add(coded, value < max ? width - 1 : width);
    remaining -= counts[i];
    if (counts[i] === 0) {
      let zeros = 0;
      while (i + 1 < counts.length && counts[i + 1] === 0) {
        zeros++;
        i++;
      }
      for (; zeros >= 3; zeros -= 3) add(3, 2);
      add(zeros, 2);
    }
    while (remaining < threshold) {
      width--;
      threshold >>>= 1;
    }
  }
  if (count > 0) out[o++] = held;
  return o;
}
