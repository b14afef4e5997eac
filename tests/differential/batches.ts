// The batches in fetched bytes as fields that can be compared: ids of producers and the times of control batches are a
// broker's own and the checksum with them. Called by compare.ts.
import { createHash } from "node:crypto";
import { BATCH_BITS, BATCH_FIELDS, BATCH_HEADER_BYTES } from "../../protocol/records/batch_header.ts";

/** A batch as a tree of fields. */
export type BatchFields = Readonly<Record<string, string | number | bigint>>;

/** Every batch of `bytes`; what is cut off at the end is left out, as readers do. */
export function batchesOf(bytes: Uint8Array): readonly BatchFields[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: BatchFields[] = [];
  let at = 0;
  while (at + BATCH_HEADER_BYTES <= bytes.length) {
    const end = at + BATCH_FIELDS.partitionLeaderEpoch + view.getInt32(at + BATCH_FIELDS.length);
    if (end > bytes.length) break;
    found.push(batchAt(view, { start: at, end }));
    at = end;
  }
  return found;
}

function batchAt(view: DataView, { start, end }: { readonly start: number; readonly end: number }): BatchFields {
  const at = BATCH_FIELDS;
  const attributes = view.getInt16(start + at.attributes);
  const control = (attributes & BATCH_BITS.control) !== 0;
  const stamped = control || (attributes & BATCH_BITS.logAppendTime) !== 0;
  const body = new Uint8Array(
    view.buffer,
    view.byteOffset + start + BATCH_HEADER_BYTES,
    end - start - BATCH_HEADER_BYTES,
  );
  return {
    baseOffset: view.getBigInt64(start + at.baseOffset),
    bytes: end - start,
    partitionLeaderEpoch: view.getInt32(start + at.partitionLeaderEpoch),
    magic: view.getInt8(start + at.magic),
    attributes,
    lastOffsetDelta: view.getInt32(start + at.lastOffsetDelta),
    baseTimestamp: control ? "(control)" : view.getBigInt64(start + at.baseTimestamp),
    maxTimestamp: stamped ? "(stamped)" : view.getBigInt64(start + at.maxTimestamp),
    producerId: view.getBigInt64(start + at.producerId),
    producerEpoch: view.getInt16(start + at.producerEpoch),
    baseSequence: view.getInt32(start + at.baseSequence),
    recordCount: view.getInt32(start + at.recordCount),
    body: createHash("sha256").update(body).digest("hex").slice(0, 16),
  };
}
