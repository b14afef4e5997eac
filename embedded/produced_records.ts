// From the records of a Produce request to batches that the log takes: checks as Kafka's LogValidator does, and turns
// message sets of old producers into batches of format 2. Called by handlers/produce.ts; must not know partitions.
import { ProtocolError } from "../errors/protocol_error.ts";
import { BATCH_BITS, BATCH_FIELDS, BATCH_HEADER_BYTES, type BatchCrc } from "../protocol/records/batch_header.ts";
import { readRecordBatches, type RecordBatch } from "../protocol/records/batch_reader.ts";
import { BatchWriter, CODEC_IDS } from "../protocol/records/batch_writer.ts";
import { int16At, int32At, int64At, putInt16, putInt32, putInt64 } from "../protocol/records/big_endian.ts";
import { codecName, type CodecTable } from "../protocol/records/codecs.ts";
import { ErrorCode } from "../protocol/messages/error_codes.ts";
import type { Codec, CodecName } from "../transports/platform.ts";
import { type Failure, failure } from "./failure.ts";
import { type CheckedRecords, checkRecords, type RecordFailure, type RecordRules, refused } from "./record_check.ts";

const ZSTD = 4;
const FIRST_WITH_BATCHES = 3;
const FIRST_WITH_ZSTD = 7;

/** What checking and converting records needs. */
export interface RecordTools {
  /** CRC-32C. */
  readonly crc: BatchCrc;
  /** Codecs. */
  readonly codecs: CodecTable;
  /** Most bytes that the records of one batch may have when decompressed. */
  readonly maxDecompressedBytes: number;
}

/** The rules of one request and topic. */
export interface ProduceRules extends RecordRules {
  /** Version of the request. */
  readonly version: number;
  /** `max.message.bytes` of the topic. */
  readonly maxMessageBytes: number;
  /** `compression.type` of the topic: a codec to store with; null = as the producer sent them. */
  readonly compression: CodecName | "none" | null;
  /** Level of that codec. */
  readonly level?: number;
}

/** Batches ready for the log, or why they are refused. */
export type CheckedBatches = readonly Uint8Array[] | RecordFailure;

/** What can be seen without a partition: `ProduceRequest.validateRecords`. Null when nothing is wrong. */
export function shapeProblem(records: Uint8Array, version: number): RecordFailure | null {
  if (version < FIRST_WITH_BATCHES || (version >= FIRST_WITH_ZSTD && isOneBatch(records))) return null;
  const { batches, error } = readRecordBatches(records);
  const rule = `Produce requests with version ${version}`;
  const first = batches[0];
  if (first === undefined) {
    if (error !== null) return null;
    return failure(ErrorCode.INVALID_RECORD, `${rule} must have at least one record batch per partition`);
  }
  if (first.magic !== 2) {
    return failure(ErrorCode.INVALID_RECORD, `${rule} are only allowed to contain record batches with magic version 2`);
  }
  if (version < FIRST_WITH_ZSTD && first.codec === ZSTD) {
    return failure(ErrorCode.UNSUPPORTED_COMPRESSION_TYPE, `${rule} are not allowed to use ZStandard compression`);
  }
  if (batches.length === 1) return null;
  return failure(ErrorCode.INVALID_RECORD, `${rule} must have exactly one record batch per partition`);
}

const LEAST_RECORD_BYTES = 14;

/** A first header that no batch has: `ByteBufferLogInputStream.nextBatchSize`. A cut one is none at all. */
export function headerProblem(records: Uint8Array): Failure | null {
  if (records.length <= BATCH_FIELDS.magic) return null;
  const size = int32At(records, BATCH_FIELDS.length);
  if (size < LEAST_RECORD_BYTES) {
    return failure(
      ErrorCode.CORRUPT_MESSAGE,
      `Record size ${size} is less than the minimum record overhead (${LEAST_RECORD_BYTES})`,
    );
  }
  const magic = records[BATCH_FIELDS.magic];
  return magic > 2 ? failure(ErrorCode.CORRUPT_MESSAGE, `Invalid magic found in record: ${magic}`) : null;
}

/** Whether the records are one batch of format 2 that fills them: what nearly all requests bring. */
function isOneBatch(records: Uint8Array): boolean {
  return records.length > BATCH_HEADER_BYTES && records[BATCH_FIELDS.magic] === 2 &&
    int32At(records, BATCH_FIELDS.length) + BATCH_FIELDS.partitionLeaderEpoch === records.length;
}

/** Batches ready for the log, or why they are refused; at once unless a codec must be loaded. */
export function checkProduced(
  records: Uint8Array,
  rules: ProduceRules,
  tools: RecordTools,
): CheckedBatches | Promise<CheckedBatches> {
  const { batches, error, trailingBytes } = readRecordBatches(records);
  if (error !== null) return failure(ErrorCode.CORRUPT_MESSAGE, error.message);
  if (trailingBytes > 0 && batches.length === 0) {
    return failure(ErrorCode.CORRUPT_MESSAGE, `The records end in a batch that is cut after ${trailingBytes} bytes`);
  }
  if (rules.version < FIRST_WITH_BATCHES) return upConvert(batches, rules, tools);
  const problem = batchProblem(batches[0], rules, tools);
  return problem ?? checkBatch(batches[0], rules, tools);
}

function batchProblem(batch: RecordBatch, rules: ProduceRules, tools: RecordTools): RecordFailure | null {
  const { where } = rules;
  if (batch.baseOffset !== 0) {
    return failure(
      ErrorCode.INVALID_RECORD,
      `The baseOffset of the record batch in the append to ${where} should be 0, but it is ${batch.baseOffset}`,
    );
  }
  if (batch.sizeInBytes > rules.maxMessageBytes) return tooLarge(batch.sizeInBytes, rules);
  if (!batch.crcMatches(tools.crc)) {
    return failure(ErrorCode.CORRUPT_MESSAGE, `Record is corrupt: its checksum is wrong (${where})`);
  }
  const count = batch.lastOffset - batch.baseOffset + 1;
  if (batch.recordCount <= 0 || batch.recordCount !== count) {
    return failure(
      ErrorCode.INVALID_RECORD,
      `Inconsistent batch offset range [0, ${
        count - 1
      }] and count of records ${batch.recordCount} in topic partition ${where}`,
    );
  }
  if ((batch.attributes & BATCH_BITS.control) !== 0) {
    return failure(
      ErrorCode.INVALID_RECORD,
      `Clients are not allowed to write control records in topic partition ${where}`,
    );
  }
  if (batch.producerIdExact() >= 0n && batch.baseSequence < 0) {
    return failure(
      ErrorCode.INVALID_RECORD,
      `Invalid sequence number ${batch.baseSequence} in record batch with producerId ${batch.producerId} in topic partition ${where}`,
    );
  }
  if (batch.codec <= ZSTD) return null;
  return failure(ErrorCode.UNSUPPORTED_COMPRESSION_TYPE, `Unknown compression type id: ${batch.codec}`);
}

function tooLarge(size: number, { where, maxMessageBytes }: ProduceRules): RecordFailure {
  return failure(
    ErrorCode.MESSAGE_TOO_LARGE,
    `The record batch size in the append to ${where} is ${size} bytes which exceeds the maximum configured value of ${maxMessageBytes}.`,
  );
}

/** Looks into the records, which must be decompressed for that; at once unless the codec must be loaded. */
function checkBatch(
  batch: RecordBatch,
  rules: ProduceRules,
  tools: RecordTools,
): CheckedBatches | Promise<CheckedBatches> {
  const name = codecName(batch.codec);
  if (name === undefined) {
    const start = batch.start + BATCH_HEADER_BYTES;
    return checkSection(batch, { bytes: batch.bytes, start, end: batch.start + batch.sizeInBytes }, { rules, tools });
  }
  const codec = tools.codecs.get(name);
  return codec instanceof Promise
    ? codec.then((loaded) => unpack(batch, loaded, { rules, tools }))
    : unpack(batch, codec, { rules, tools });
}

interface Checking {
  readonly rules: ProduceRules;
  readonly tools: RecordTools;
}

function unpack(batch: RecordBatch, codec: Codec, checking: Checking): CheckedBatches | Promise<CheckedBatches> {
  const packed = batch.bytes.subarray(batch.start + BATCH_HEADER_BYTES, batch.start + batch.sizeInBytes);
  try {
    const bytes = codec.decompress(packed, checking.tools.maxDecompressedBytes);
    return checkSection(batch, { bytes, start: 0, end: bytes.length }, checking);
  } catch (error) {
    if (error instanceof ProtocolError) return failure(ErrorCode.CORRUPT_MESSAGE, error.message);
    throw error;
  }
}

function checkSection(
  batch: RecordBatch,
  place: { readonly bytes: Uint8Array; readonly start: number; readonly end: number },
  checking: Checking,
): CheckedBatches | Promise<CheckedBatches> {
  const { rules, tools } = checking;
  const baseTimestamp = int64At(batch.bytes, batch.start + BATCH_FIELDS.baseTimestamp);
  const stamped = (batch.attributes & BATCH_BITS.logAppendTime) !== 0;
  if (stamped && rules.times === null) {
    const batchIndexErrorMessage =
      "Invalid timestamp type in message. Producer should not set timestamp type to LogAppendTime.";
    return refused([{ batchIndex: 0, batchIndexErrorMessage }], true);
  }
  const checked = checkRecords({ ...place, count: batch.recordCount, baseTimestamp }, rules);
  if ("errorCode" in checked) return checked;
  if (!checked.inOrder || otherCodec(batch, rules)) return rebuild(batch, checking);
  const bytes = batch.bytes.subarray(batch.start, batch.start + batch.sizeInBytes);
  return [stamped || rules.times !== null ? mended(bytes, checked, tools) : bytes];
}

function otherCodec(batch: RecordBatch, { compression }: ProduceRules): boolean {
  return compression !== null && CODEC_IDS[compression] !== batch.codec;
}

/** The header says the largest timestamp and no other, and that it is the producer's: the broker sees to that. */
function mended(bytes: Uint8Array, { maxTimestamp }: CheckedRecords, { crc }: RecordTools): Uint8Array {
  const attributes = int16At(bytes, BATCH_FIELDS.attributes);
  const right = attributes & ~BATCH_BITS.logAppendTime;
  if (int64At(bytes, BATCH_FIELDS.maxTimestamp) === maxTimestamp && right === attributes) return bytes;
  const copy = bytes.slice();
  putInt16(copy, BATCH_FIELDS.attributes, right);
  putInt64(copy, BATCH_FIELDS.maxTimestamp, maxTimestamp);
  putInt32(copy, BATCH_FIELDS.crc, crc(copy, BATCH_FIELDS.attributes, copy.length));
  return copy;
}

/** Writes the records of a batch anew: with offsets that count up, and with the codec of the topic. */
async function rebuild(batch: RecordBatch, { rules, tools }: Checking): Promise<CheckedBatches> {
  const target = rules.compression ?? codecName(batch.codec) ?? "none";
  const writer = new BatchWriter({ maxBytes: tools.maxDecompressedBytes });
  try {
    // The deltas may be out of range of the header: one that claims every offset lets the reader take them.
    const loose = batch.bytes.slice(batch.start, batch.start + batch.sizeInBytes);
    putInt32(loose, BATCH_FIELDS.lastOffsetDelta, 0x7fff_fffe);
    const [readable] = readRecordBatches(loose).batches;
    const records = await readable.decode({ ...tools, checkCrc: false });
    for (const record of records) writer.append(record, record.timestamp, record.headers);
  } catch (error) {
    if (error instanceof ProtocolError) return failure(ErrorCode.INVALID_RECORD, error.message);
    throw error;
  }
  const sealed = writer.seal({
    crc: tools.crc,
    codec: target === "none" ? undefined : await tools.codecs.get(target),
    level: rules.level,
    producerId: batch.producerIdExact(),
    producerEpoch: batch.producerEpoch,
    baseSequence: batch.baseSequence,
    transactional: batch.isTransactional,
  });
  return sealed.length > rules.maxMessageBytes ? tooLarge(sealed.length, rules) : [sealed];
}

/** Message sets of formats 0 and 1 become one batch, with the codec that they had. */
async function upConvert(
  batches: readonly RecordBatch[],
  rules: ProduceRules,
  tools: RecordTools,
): Promise<CheckedBatches> {
  if (batches.length === 0) return [];
  const large = batches.find((batch) => batch.sizeInBytes > rules.maxMessageBytes);
  if (large !== undefined) return tooLarge(large.sizeInBytes, rules);
  if (batches.some((batch) => batch.magic === 2)) {
    return failure(ErrorCode.CORRUPT_MESSAGE, `Produce requests with version ${rules.version} hold message sets only`);
  }
  const writer = new BatchWriter({ maxBytes: tools.maxDecompressedBytes });
  try {
    for (const batch of batches) {
      for (const record of await batch.decode(tools)) writer.append(record, record.timestamp);
    }
    const target = rules.compression ?? codecName(batches[0].codec) ?? "none";
    const codec = target === "none" ? undefined : await tools.codecs.get(target);
    const sealed = writer.seal({ crc: tools.crc, codec, level: rules.level });
    if (!rules.keys && rules.times === null) return [sealed];
    const checked = await checkBatch(readRecordBatches(sealed).batches[0], rules, tools);
    return "errorCode" in checked ? checked : [sealed];
  } catch (error) {
    if (error instanceof ProtocolError) return failure(ErrorCode.CORRUPT_MESSAGE, error.message);
    throw error;
  }
}
