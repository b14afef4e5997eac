// What idempotence and transactions read from the header of a sealed batch. Called by log.ts for each append. Must not
// know logs.
import { BATCH_BITS, BATCH_FIELDS } from "../protocol/records/batch_header.ts";
import { readRecordBatches } from "../protocol/records/batch_reader.ts";
import { bigInt64At, int16At, int32At } from "../protocol/records/big_endian.ts";
import { CodecTable } from "../protocol/records/codecs.ts";
import { readControlKey, readMarkerValue } from "../protocol/records/control_records.ts";
import type { ProducedBatch, ProducedMarker } from "./producer_states.ts";

const TWO_31 = 0x8000_0000;
const NO_CODECS = new CodecTable({});

/** Producer, sequences and marker of a sealed batch; null when it has no producer, or is a marker that was emptied. */
export function producedBatch(batch: Uint8Array): ProducedBatch | null {
  // Every negative id means none; the sign is in the first byte.
  if (batch[BATCH_FIELDS.producerId] >= 0x80) return null;
  const producerId = bigInt64At(batch, BATCH_FIELDS.producerId);
  const producerEpoch = int16At(batch, BATCH_FIELDS.producerEpoch);
  const attributes = int16At(batch, BATCH_FIELDS.attributes);
  const transactional = (attributes & BATCH_BITS.transactional) !== 0;
  const baseSequence = int32At(batch, BATCH_FIELDS.baseSequence);
  if ((attributes & BATCH_BITS.control) !== 0) {
    const marker = markerOf(batch);
    return marker === null
      ? null
      : { producerId, producerEpoch, baseSequence, lastSequence: baseSequence, transactional, marker };
  }
  const lastSequence = (baseSequence + int32At(batch, BATCH_FIELDS.lastOffsetDelta)) % TWO_31;
  return { producerId, producerEpoch, baseSequence, lastSequence, transactional, marker: null };
}

function markerOf(bytes: Uint8Array): ProducedMarker | null {
  const [batch] = readRecordBatches(bytes).batches;
  const records = batch.decode({ crc: () => 0, codecs: NO_CODECS, checkCrc: false });
  if (records instanceof Promise || records.length === 0) return null;
  const { type } = readControlKey(records[0].key);
  if (type !== "commit" && type !== "abort") return null;
  return { aborted: type === "abort", coordinatorEpoch: readMarkerValue(records[0].value).coordinatorEpoch };
}
