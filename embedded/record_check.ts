// Walks over the records of a batch of format 2 as they lie in bytes and checks them as Kafka's LogValidator does: their
// lengths, keys, timestamps and offsets. Called by produced_records.ts. Hot: no object for a record.
import { ErrorCode } from "../protocol/messages/error_codes.ts";
import { type Failure, failure } from "./failure.ts";

/** Why single records of a batch were refused (KIP-467). */
export interface RecordError {
  /** Which record of the batch. */
  readonly batchIndex: number;
  /** Why. */
  readonly batchIndexErrorMessage: string;
}

/** A refusal that may name single records. */
export interface RecordFailure extends Failure {
  /** The records that are to blame. */
  readonly recordErrors?: readonly RecordError[];
}

/** Where records lie. */
export interface RecordSection {
  /** The bytes. */
  readonly bytes: Uint8Array;
  /** Where the first record begins. */
  readonly start: number;
  /** Where the last one must end. */
  readonly end: number;
  /** How many there must be. */
  readonly count: number;
  /** Timestamp that the deltas add to. */
  readonly baseTimestamp: number;
}

/** What is wanted of records. */
export interface RecordRules {
  /** Topic and partition, for messages: `"orders-0"`. */
  readonly where: string;
  /** Whether each record needs a key: the topic is compacted. */
  readonly keys: boolean;
  /** Timestamps outside are refused; null when they are not looked at. */
  readonly times: { readonly from: number; readonly to: number } | null;
}

/** What records turned out to be. */
export interface CheckedRecords {
  /** Largest timestamp; -1 = none. */
  readonly maxTimestamp: number;
  /** Whether their offsets count up from 0 without a gap. */
  readonly inOrder: boolean;
}

/** A place that moves over bytes; `at` is -1 once something did not fit. */
class Place {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  at: number;

  constructor({ bytes, start, end }: RecordSection) {
    this.#bytes = bytes;
    this.#end = end;
    this.at = start;
  }

  /** A zigzag number; NaN (and a place of -1) when it is cut or too long. */
  number(): number {
    const bytes = this.#bytes;
    const { at } = this;
    const first = at >= 0 && at < this.#end ? bytes[at] : 0x80;
    if (first < 0x80) {
      this.at = at + 1;
      return (first >>> 1) ^ -(first & 1);
    }
    return this.#long();
  }

  /** Goes `length` bytes on; -1 means null, where that may be. */
  skip(length: number, least: number = -1): void {
    if (length > 0) this.at += length;
    if (!(length >= least && this.at <= this.#end)) this.at = -1;
  }

  #long(): number {
    if (this.at < 0) return NaN;
    let raw = 0;
    let scale = 1;
    for (let n = 0; n < 10 && this.at < this.#end; n++) {
      const byte = this.#bytes[this.at++];
      raw += (byte & 0x7f) * scale;
      if (byte < 0x80) return raw % 2 === 0 ? raw / 2 : -(raw + 1) / 2;
      scale *= 128;
    }
    this.at = -1;
    return NaN;
  }
}

/** Checks all records of a batch. */
export function checkRecords(section: RecordSection, rules: RecordRules): CheckedRecords | RecordFailure {
  const place = new Place(section);
  const errors: RecordError[] = [];
  let maxTimestamp = -1;
  let inOrder = true;
  let badTime = false;
  for (let n = 0; n < section.count; n++) {
    const length = place.number();
    const end = place.at + length;
    if (!(length >= 0) || place.at < 0 || end > section.end) return invalidRecord(n);
    place.at++;
    const timestamp = section.baseTimestamp + place.number();
    if (place.number() !== n) inOrder = false;
    const keyLength = place.number();
    place.skip(keyLength);
    place.skip(place.number());
    const headers = place.number();
    if (!(headers >= 0)) return invalidRecord(n);
    for (let left = headers; left > 0 && place.at >= 0; left--) {
      place.skip(place.number(), 0);
      place.skip(place.number());
    }
    if (place.at !== end) return invalidRecord(n);
    if (timestamp > maxTimestamp) maxTimestamp = timestamp;
    if (rules.keys && keyLength < 0) errors.push(keyless(n, rules));
    else if (
      rules.times !== null && timestamp !== -1 && !(timestamp >= rules.times.from && timestamp <= rules.times.to)
    ) {
      errors.push(outOfRange(n, timestamp, rules));
      badTime = true;
    }
  }
  if (errors.length > 0) return refused(errors, badTime);
  return place.at === section.end ? { maxTimestamp, inOrder } : invalidRecord(section.count);
}

/** The refusal of a batch for some of its records: `LogValidator.processRecordErrors`. */
export function refused(recordErrors: readonly RecordError[], badTime: boolean): RecordFailure {
  const { errorCode, errorMessage } = badTime
    ? failure(ErrorCode.INVALID_TIMESTAMP, "One or more records have been rejected due to invalid timestamp")
    : failure(
      ErrorCode.INVALID_RECORD,
      `One or more records have been rejected due to ${recordErrors.length} record errors in total, and only showing the first three errors at most: [${
        recordErrors.slice(0, 3).map((error) =>
          `RecordError(batchIndex=${error.batchIndex}, message='${error.batchIndexErrorMessage}')`
        ).join(", ")
      }]`,
    );
  return { errorCode, errorMessage, recordErrors };
}

function keyless(batchIndex: number, { where }: RecordRules): RecordError {
  const batchIndexErrorMessage = `Compacted topic cannot accept message without key in topic partition ${where}.`;
  return { batchIndex, batchIndexErrorMessage };
}

function outOfRange(batchIndex: number, timestamp: number, { times }: RecordRules): RecordError {
  const batchIndexErrorMessage =
    `Timestamp ${timestamp} of message with offset ${batchIndex} is out of range. The timestamp should be within [${times?.from}, ${times?.to}]`;
  return { batchIndex, batchIndexErrorMessage };
}

function invalidRecord(index: number): Failure {
  return failure(ErrorCode.INVALID_RECORD, `Record ${index} of the batch does not fit into it`);
}
