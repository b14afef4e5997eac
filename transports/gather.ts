// Joins the small chunks of a write: each piece that goes to the runtime costs more than copying a few kilobytes.
// Called by the streams of this folder; must not know Kafka.

/** Writes up to this many bytes are copied whole and count as taken at once. */
export const COPY_LIMIT = 16_384;

/** Chunks below this many bytes are joined with their neighbours. */
const SMALL = 4_096;

/** A joined piece is no longer than this. */
const JOINED = 65_536;

/** Sum of the lengths. */
export function totalLength(chunks: readonly Uint8Array[]): number {
  let total = 0;
  for (let i = 0; i < chunks.length; i++) total += (chunks[i] as Uint8Array).length;
  return total;
}

/** A copy of the chunks `from` to `to` - 1, which hold `total` bytes. */
export function join(chunks: readonly Uint8Array[], total: number, range?: readonly [number, number]): Uint8Array {
  const out = new Uint8Array(total);
  let at = 0;
  for (let i = range?.[0] ?? 0, to = range?.[1] ?? chunks.length; i < to; i++) {
    const chunk = chunks[i] as Uint8Array;
    out.set(chunk, at);
    at += chunk.length;
  }
  return out;
}

/** The same bytes in fewer pieces: runs of small chunks are joined (copied), large ones are passed on as they are. */
export function gather(chunks: readonly Uint8Array[]): readonly Uint8Array[] {
  if (chunks.length === 1 && (chunks[0] as Uint8Array).length > 0) return chunks;
  const pieces: Uint8Array[] = [];
  for (let i = 0; i < chunks.length;) {
    let length = (chunks[i] as Uint8Array).length;
    let end = i + 1;
    if (length < SMALL) {
      while (end < chunks.length && (chunks[end] as Uint8Array).length < SMALL && length < JOINED) {
        length += (chunks[end++] as Uint8Array).length;
      }
    }
    if (length > 0) pieces.push(end === i + 1 ? chunks[i] as Uint8Array : join(chunks, length, [i, end]));
    i = end;
  }
  return pieces;
}
