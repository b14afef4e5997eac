// Finds the frames of zstd data, and that none is cut short: the runtimes' own zstd reads the first frame alone (Node,
// Deno) or takes a cut one for whole (Deno, Bun). Called by native_codecs.ts; must not know zlib.

const MAGIC = 0xfd2fb528;
/** Magics of skippable frames differ in their last four bits. */
const SKIPPABLE = 0x184d2a50;

/** One frame of data. */
export interface ZstdFrame {
  /** The bytes of the frame. */
  readonly bytes: Uint8Array;
  /** Length of its data, where the header tells. */
  readonly contentSize: number | undefined;
}

/** The frames with data, in order, or a sentence that says what is wrong. */
export function zstdFrames(input: Uint8Array): readonly ZstdFrame[] | string {
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  const frames: ZstdFrame[] = [];
  let at = 0;
  while (at < input.length) {
    if (at + 8 > input.length) return "the last frame is cut short, or followed by other bytes";
    const magic = view.getUint32(at, true);
    if ((magic & 0xfffffff0) >>> 0 === SKIPPABLE) {
      at += 8 + view.getUint32(at + 4, true);
      if (at > input.length) return "a skippable frame is cut short";
      continue;
    }
    if (magic !== MAGIC) return at === 0 ? "it does not begin with a zstd frame" : "a frame is followed by other bytes";
    const header = frameHeader(view, at);
    const end = header === null ? null : frameEnd(view, header);
    if (header === null || end === null) return "a frame is cut short";
    frames.push({ bytes: input.subarray(at, end), contentSize: header.contentSize });
    at = end;
  }
  return frames;
}

interface Header {
  readonly end: number;
  readonly checksum: boolean;
  readonly contentSize: number | undefined;
}

function frameHeader(view: DataView, start: number): Header | null {
  const descriptor = view.getUint8(start + 4);
  const single = (descriptor & 32) !== 0;
  const sizeFlag = descriptor >> 6;
  const dictionary = [0, 1, 2, 4][descriptor & 3] as number;
  const sizeLength = sizeFlag === 0 ? (single ? 1 : 0) : 1 << sizeFlag;
  const sizeAt = start + 5 + (single ? 0 : 1) + dictionary;
  const end = sizeAt + sizeLength;
  if (end > view.byteLength) return null;
  return { end, checksum: (descriptor & 4) !== 0, contentSize: contentSize(view, sizeAt, sizeLength) };
}

function contentSize(view: DataView, at: number, length: number): number | undefined {
  switch (length) {
    case 1:
      return view.getUint8(at);
    case 2:
      return view.getUint16(at, true) + 256;
    case 4:
      return view.getUint32(at, true);
    case 8:
      return Number(view.getBigUint64(at, true));
    default:
      return undefined;
  }
}

/** Position after the last block and the checksum; null when the bytes end before. */
function frameEnd(view: DataView, header: Header): number | null {
  let at = header.end;
  for (let last = false; !last;) {
    if (at + 3 > view.byteLength) return null;
    const block = view.getUint16(at, true) | view.getUint8(at + 2) << 16;
    last = (block & 1) !== 0;
    // A run-length block holds one byte, whatever its size says.
    at += 3 + ((block >> 1 & 3) === 1 ? 1 : block >> 3);
  }
  if (header.checksum) at += 4;
  return at > view.byteLength ? null : at;
}
