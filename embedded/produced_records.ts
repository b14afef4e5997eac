// From the records of a Produce request to batches that the log takes: checks as Kafka's LogValidator does, and turns
// message sets of old producers into batches of format 2. Called by handlers/produce.ts; must not know partitions.
import { ProtocolError } from "../errors/protocol_error.ts";
import { BATCH_BITS, BATCH_HEADER_BYTES, type BatchCrc } from "../protocol/records/batch_header.ts";
import { readRecordBatches, type RecordBatch } from "../protocol/records/batch_reader.ts";
import { BatchWriter } from "../protocol/records/batch_writer.ts";
import type { CodecTable } from "../protocol/records/codecs.ts";
import { ErrorCode } from "../protocol/messages/error_codes.ts";
import { type Failure, failure } from "./failure.ts";

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
export interface ProduceRules {
  /** Version of the request. */
  readonly version: number;
  /** `max.message.bytes` of the topic. */
  readonly maxMessageBytes: number;
}

/** Batches ready for the log, or why they are refused. */
export function checkProduced(
  records: Uint8Array,
  rules: ProduceRules,
  tools: RecordTools,
): readonly Uint8Array[] | Failure | Promise<readonly Uint8Array[] | Failure> {
  const { batches, error, trailingBytes } = readRecordBatches(records);
  if (error !== null) return failure(ErrorCode.CORRUPT_MESSAGE, error.message);
  if (trailingBytes > 0 && (rules.version >= FIRST_WITH_BATCHES || batches.length === 0)) {
    return failure(ErrorCode.CORRUPT_MESSAGE, `The records end in a batch that is cut after ${trailingBytes} bytes`);
  }
  if (rules.version < FIRST_WITH_BATCHES) return upConvert(batches, rules, tools);
  const problem = shapeProblem(batches, rules.version) ?? batchProblem(batches[0], rules, tools);
  return problem ?? [records];
}

/** Since version 3: exactly one batch of format 2 (`ProduceRequest.validateRecords`). */
function shapeProblem(batches: readonly RecordBatch[], version: number): Failure | null {
  const rule = `Produce requests with version ${version}`;
  const first = batches[0];
  if (first === undefined) {
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

function batchProblem(batch: RecordBatch, rules: ProduceRules, tools: RecordTools): Failure | null {
  if (batch.baseOffset !== 0) {
    return failure(
      ErrorCode.INVALID_RECORD,
      `The baseOffset of the record batch should be 0, but it is ${batch.baseOffset}`,
    );
  }
  if (batch.sizeInBytes > rules.maxMessageBytes) return tooLarge(batch.sizeInBytes, rules);
  if (!batch.crcMatches(tools.crc)) {
    return failure(ErrorCode.CORRUPT_MESSAGE, "Record is corrupt: its checksum is wrong");
  }
  if ((batch.attributes & BATCH_BITS.control) !== 0) {
    return failure(ErrorCode.INVALID_RECORD, "Clients are not allowed to write control records");
  }
  if (batch.isTransactional) {
    return failure(ErrorCode.INVALID_TXN_STATE, "The embedded cluster has no transactions");
  }
  const count = batch.lastOffset - batch.baseOffset + 1;
  if (batch.recordCount <= 0 || batch.recordCount !== count) {
    return failure(
      ErrorCode.INVALID_RECORD,
      `Batch has ${batch.recordCount} records, but its offsets say that there are ${count}`,
    );
  }
  if (batch.producerIdExact() >= 0n && batch.baseSequence < 0) {
    return failure(
      ErrorCode.INVALID_RECORD,
      `Invalid sequence number ${batch.baseSequence} in record batch with producerId ${batch.producerId}`,
    );
  }
  if (batch.codec > ZSTD) {
    return failure(ErrorCode.UNSUPPORTED_COMPRESSION_TYPE, `Unknown compression type id: ${batch.codec}`);
  }
  return batch.codec === 0 ? recordsProblem(batch) : null;
}

function tooLarge(size: number, rules: ProduceRules): Failure {
  return failure(
    ErrorCode.MESSAGE_TOO_LARGE,
    `The record batch size is ${size} bytes which exceeds the maximum configured value of ${rules.maxMessageBytes}`,
  );
}

/** Walks over the records of a batch that is not compressed: their lengths must fill it. */
function recordsProblem(batch: RecordBatch): Failure | null {
  const { bytes } = batch;
  const end = batch.start + batch.sizeInBytes;
  let at = batch.start + BATCH_HEADER_BYTES;
  for (let n = 0; n < batch.recordCount; n++) {
    let raw = 0;
    let shift = 0;
    let byte = 0x80;
    while (byte >= 0x80 && at < end && shift < 35) {
      byte = bytes[at++];
      raw += (byte & 0x7f) * 2 ** shift;
      shift += 7;
    }
    const length = raw % 2 === 0 ? raw / 2 : -1;
    if (byte >= 0x80 || length < 0 || at + length > end) return invalidRecord(n);
    at += length;
  }
  return at === end ? null : invalidRecord(batch.recordCount);
}

function invalidRecord(index: number): Failure {
  return failure(ErrorCode.INVALID_RECORD, `Record ${index} of the batch does not fit into it`);
}

/** Message sets of formats 0 and 1 become one batch, with the codec that they had. */
async function upConvert(
  batches: readonly RecordBatch[],
  rules: ProduceRules,
  tools: RecordTools,
): Promise<readonly Uint8Array[] | Failure> {
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
    const codec = batches[0].codec === 0 ? undefined : await tools.codecs.get(batches[0].codec);
    return [writer.seal({ crc: tools.crc, codec })];
  } catch (error) {
    if (error instanceof ProtocolError) return failure(ErrorCode.CORRUPT_MESSAGE, error.message);
    throw error;
  }
}
