// Record sets and batches, whole, cut and hostile.
import assert from "node:assert/strict";
import { ProtocolError } from "../../../errors/protocol_error.ts";
import { lz4 } from "../../../protocol/compression/lz4.ts";
import { BatchWriter } from "../../../protocol/records/batch_writer.ts";
import { BATCH_FIELDS } from "../../../protocol/records/batch_header.ts";
import { readRecordBatches, RecordBatch } from "../../../protocol/records/batch_reader.ts";
import { putInt16, putInt32, putInt64 } from "../../../protocol/records/big_endian.ts";
import { CodecTable } from "../../../protocol/records/codecs.ts";
import { exactTimestamp, headersAt } from "../../../protocol/records/record_view.ts";
import { crc32c } from "../../../protocol/wire/crc32c.ts";
import { test } from "../../harness.ts";

const codecs = new CodecTable({ lz4 });
const options = { crc: crc32c, codecs };

function batchOf(values: readonly string[], timestamp = 1_700_000_000_000): Uint8Array {
  const writer = new BatchWriter({ maxBytes: 100_000 });
  for (const value of values) writer.append({ key: "k", value }, timestamp);
  return writer.seal({ crc: crc32c });
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** A batch whose records are these bytes. */
function rawBatch(records: readonly number[], { count = 1, baseTimestamp = 0n, lastOffsetDelta = 0 } = {}): Uint8Array {
  const bytes = new Uint8Array(61 + records.length);
  bytes.set(records, 61);
  bytes[BATCH_FIELDS.magic] = 2;
  putInt32(bytes, BATCH_FIELDS.length, bytes.length - 12);
  putInt32(bytes, BATCH_FIELDS.lastOffsetDelta, lastOffsetDelta);
  putInt64(bytes, BATCH_FIELDS.baseTimestamp, baseTimestamp);
  putInt32(bytes, BATCH_FIELDS.recordCount, count);
  putInt32(bytes, BATCH_FIELDS.crc, crc32c(bytes, BATCH_FIELDS.attributes, bytes.length));
  return bytes;
}

function fails(fn: () => unknown, code: string): ProtocolError {
  try {
    fn();
  } catch (error) {
    assert.ok(error instanceof ProtocolError, String(error));
    assert.equal(error.code, code);
    assert.equal(typeof error.offset, "number");
    return error;
  }
  assert.fail(`did not fail with ${code}`);
}

test("readRecordBatches() finds every batch, and tells of one that is cut at the end", () => {
  const one = batchOf(["a", "b"]);
  const two = batchOf(["c"]);
  const all = joined(one, two);
  for (let length = 0; length <= all.length; length++) {
    const { batches, trailingBytes, trailingBatchSize, error } = readRecordBatches(all.subarray(0, length));
    assert.equal(error, null);
    assert.equal(batches.length, length === all.length ? 2 : length >= one.length ? 1 : 0);
    const rest = length === all.length ? 0 : length >= one.length ? length - one.length : length;
    assert.equal(trailingBytes, rest);
    const size = length >= one.length ? two.length : one.length;
    assert.equal(trailingBatchSize, rest === 0 ? 0 : rest < 12 ? -1 : size);
  }
});

test("readRecordBatches() gives what stands before damage, and says what is damaged and where", () => {
  const good = batchOf(["a"]);
  const cases: [(bytes: Uint8Array) => void, string][] = [
    [(b) => b[BATCH_FIELDS.magic] = 3, "INVALID_RECORD_BATCH"],
    [(b) => putInt32(b, BATCH_FIELDS.length, 48), "INVALID_RECORD_BATCH"],
    [(b) => putInt32(b, BATCH_FIELDS.length, -5), "INVALID_RECORD_BATCH"],
    [(b) => putInt64(b, 0, -1), "OUT_OF_RANGE"],
    [(b) => putInt64(b, 0, 2n ** 53n), "OUT_OF_RANGE"],
    [(b) => putInt64(b, 0, 2 ** 53 - 1) === putInt32(b, BATCH_FIELDS.lastOffsetDelta, 5), "OUT_OF_RANGE"],
    [(b) => putInt32(b, BATCH_FIELDS.lastOffsetDelta, -1), "INVALID_RECORD_BATCH"],
    [(b) => putInt32(b, BATCH_FIELDS.recordCount, -1), "INVALID_RECORD_BATCH"],
  ];
  for (const [damage, code] of cases) {
    const bad = good.slice();
    damage(bad);
    const { batches, error } = readRecordBatches(joined(good, bad, good));
    assert.equal(batches.length, 1);
    assert.equal(error?.code, code);
    assert.equal(error?.offset, good.length);
  }
});

test("RecordBatch.decode() checks the checksum unless told not to", () => {
  const bytes = batchOf(["value"]);
  bytes[bytes.length - 2] ^= 1;
  const [batch] = readRecordBatches(bytes).batches;
  const error = fails(() => batch.decode(options), "CRC_MISMATCH");
  assert.match(error.message, /checksum/);
  assert.equal((batch.decode({ ...options, checkCrc: false }) as unknown[]).length, 1);
});

test("RecordBatch.decode() bounds what a batch may decompress to", () => {
  const writer = new BatchWriter({ maxBytes: 1_000_000 });
  writer.append({ value: new Uint8Array(100_000) }, 1);
  const [batch] = readRecordBatches(writer.seal({ crc: crc32c, codec: lz4 })).batches;
  assert.throws(() => batch.decode({ ...options, maxDecompressedBytes: 50_000 }), { code: "DECOMPRESSED_TOO_LARGE" });
});

test("RecordBatch.decode() refuses a codec that does not exist", () => {
  const bytes = batchOf(["a"]);
  putInt16(bytes, BATCH_FIELDS.attributes, 6);
  putInt32(bytes, BATCH_FIELDS.crc, crc32c(bytes, BATCH_FIELDS.attributes, bytes.length));
  fails(() => new RecordBatch(bytes, 0).decode(options), "INVALID_RECORD_BATCH");
});

test("RecordBatch.decode() refuses records whose numbers make no sense", () => {
  const good = [14, 0, 0, 0, 1, 2, 65, 0];
  const first = new RecordBatch(rawBatch(good), 0).decode(options) as { value: Uint8Array | null }[];
  assert.deepEqual([...first[0].value ?? []], [65]);
  const cases: [string, readonly number[], Parameters<typeof rawBatch>[1]?][] = [
    ["more records than bytes", good, { count: 2_000_000_000 }],
    ["bytes behind the last record", [...good, 0]],
    ["a record longer than the batch", [16, ...good.slice(1)]],
    ["a record of negative length", [1, ...good.slice(1)]],
    ["a record that ends too late", [12, 0, 0, 0, 1, 2, 65, 0], {}],
    ["an offset delta beyond the last", [14, 0, 0, 2, 1, 2, 65, 0]],
    ["a negative offset delta", [14, 0, 0, 1, 1, 2, 65, 0]],
    ["a key that does not fit", [14, 0, 0, 0, 40, 2, 65, 0]],
    ["a length below -1", [14, 0, 0, 0, 3, 2, 65, 0]],
    ["more headers than bytes", [14, 0, 0, 0, 1, 2, 65, 50]],
    ["a header without name", [20, 0, 0, 0, 1, 2, 65, 2, 1, 1]],
    ["a number without end", [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]],
    ["a timestamp without end", [14, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]],
  ];
  for (const [what, records, batch] of cases) {
    try {
      fails(() => new RecordBatch(rawBatch(records, batch), 0).decode(options), "INVALID_RECORD_BATCH");
    } catch (error) {
      throw new Error(what, { cause: error });
    }
  }
});

test("RecordBatch.decode() refuses offsets that do not grow", () => {
  const record = (delta: number) => [14, 0, 0, delta * 2, 1, 2, 65, 0];
  const two = (a: number, b: number) => rawBatch([...record(a), ...record(b)], { count: 2, lastOffsetDelta: 3 });
  assert.equal((new RecordBatch(two(1, 3), 0).decode(options) as unknown[]).length, 2);
  fails(() => new RecordBatch(two(1, 1), 0).decode(options), "INVALID_RECORD_BATCH");
  fails(() => new RecordBatch(two(2, 1), 0).decode(options), "INVALID_RECORD_BATCH");
});

test("RecordView.timestampExact() wraps a delta that leaves int64, and timestamp is the nearest number", () => {
  // Delta -1 (zigzag 1) from the least int64 gives the largest.
  const bytes = rawBatch([14, 0, 1, 0, 1, 2, 65, 0], { baseTimestamp: -(2n ** 63n) });
  const [record] = new RecordBatch(bytes, 0).decode(options) as { timestamp: number; timestampExact(): bigint }[];
  assert.equal(record.timestampExact(), 2n ** 63n - 1n);
  assert.equal(record.timestamp, 2 ** 63);
});

test("RecordBatch.walk() tells where records lie, without objects for them", () => {
  const writer = new BatchWriter({ maxBytes: 1000 });
  writer.append({ key: null, value: "one" }, 5, [["h", "x"]]);
  writer.append({ key: "k", value: "two" }, 6);
  const walk = new RecordBatch(writer.seal({ crc: crc32c }), 0).walk(options);
  assert.ok(!(walk instanceof Promise));
  const seen: unknown[] = [];
  while (walk.next()) {
    const value = new TextDecoder().decode(walk.bytes.subarray(walk.valueStart, walk.valueStart + walk.valueLength));
    const headers = headersAt(walk.bytes, walk.headersStart, walk.headerCount).map(([name]) => name);
    seen.push([walk.offset, walk.timestamp, exactTimestamp(walk), walk.keyLength, value, headers]);
  }
  assert.deepEqual(seen, [[0, 5, 5n, -1, "one", ["h"]], [1, 6, 6n, 1, "two", []]]);
});

test("RecordBatch.decode() gives a promise only while the codec is being loaded", async () => {
  const writer = new BatchWriter({ maxBytes: 10_000 });
  writer.append({ value: "a".repeat(300) }, 5);
  const [batch] = readRecordBatches(writer.seal({ crc: crc32c, codec: lz4 })).batches;
  const fresh = { crc: crc32c, codecs: new CodecTable({}) };
  const first = batch.decode(fresh);
  assert.ok(first instanceof Promise);
  assert.equal((await first).length, 1);
  assert.ok(Array.isArray(batch.decode(fresh)));
});
