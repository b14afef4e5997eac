// Batches written by BatchWriter, read back.
import assert from "node:assert/strict";
import fc from "fast-check";
import { lz4 } from "../../../protocol/compression/lz4.ts";
import {
  BatchWriter,
  type RecordContent,
  type RecordHeaders,
  recordSizeBound,
} from "../../../protocol/records/batch_writer.ts";
import { readRecordBatches } from "../../../protocol/records/batch_reader.ts";
import { placeBatch, renumberBatch, stampBatch } from "../../../protocol/records/batch_header.ts";
import { CodecTable } from "../../../protocol/records/codecs.ts";
import type { RecordView } from "../../../protocol/records/record_view.ts";
import { crc32c } from "../../../protocol/wire/crc32c.ts";
import { test } from "../../harness.ts";
import { sample } from "../compression/codec_suite.ts";

const codecs = new CodecTable({ lz4 });
const options = { crc: crc32c, codecs };

function only(bytes: Uint8Array) {
  const { batches, error, trailingBytes } = readRecordBatches(bytes);
  assert.equal(error, null);
  assert.equal(trailingBytes, 0);
  assert.equal(batches.length, 1);
  return batches[0];
}

function records(bytes: Uint8Array): RecordView[] {
  const decoded = only(bytes).decode(options);
  assert.ok(!(decoded instanceof Promise), "the codec is there, so decoding needs no promise");
  return decoded;
}

function text(content: Uint8Array | null): string | null {
  return content === null ? null : new TextDecoder().decode(content);
}

function plain(content: RecordContent): number[] | null {
  return content === null ? null : [...(typeof content === "string" ? new TextEncoder().encode(content) : content)];
}

test("BatchWriter writes keys, values and headers that read back equal, null apart from empty", () => {
  const writer = new BatchWriter({ maxBytes: 10_000 });
  const headers: RecordHeaders = [["a", "1"], ["a", new Uint8Array([0, 255])], ["", null], ["ключ", ""]];
  assert.ok(writer.append({ key: null, value: "" }, 1000));
  assert.ok(writer.append({ key: "", value: null }, 1001, headers));
  assert.ok(writer.append({}, 999));
  const [first, second, third] = records(writer.seal({ crc: crc32c }));
  assert.equal(first.key, null);
  assert.deepEqual([...first.value ?? [1]], []);
  assert.deepEqual([...second.key ?? [1]], []);
  assert.equal(second.value, null);
  assert.deepEqual(second.headers.map(([name, value]) => [name, plain(value)]), [
    ["a", [49]],
    ["a", [0, 255]],
    ["", null],
    ["ключ", []],
  ]);
  assert.deepEqual(third.headers, []);
  assert.deepEqual([first, second, third].map((r) => [r.offset, r.timestamp]), [[0, 1000], [1, 1001], [2, 999]]);
});

test("BatchWriter takes any record: what is read is what was written", () => {
  const content = fc.oneof(
    fc.constant(null),
    fc.uint8Array({ maxLength: 200 }),
    fc.string({ unit: "grapheme", maxLength: 100 }),
    fc.string({ maxLength: 100 }),
  );
  const record = fc.record({
    key: content,
    value: content,
    timestamp: fc.oneof(
      fc.constant(-1),
      fc.integer({ min: 0, max: 2 ** 53 - 1 }),
      fc.integer({ min: 1_700_000_000_000, max: 1_700_000_000_100 }),
    ),
    headers: fc.array(fc.tuple(fc.string({ unit: "grapheme", maxLength: 80 }), content), { maxLength: 3 }),
  });
  const property = fc.property(
    fc.array(record, { minLength: 1, maxLength: 8 }),
    fc.integer({ min: 61, max: 400 }),
    fc.boolean(),
    (list, initialBytes, packed) => {
      const writer = new BatchWriter({ maxBytes: 1_000_000, initialBytes });
      for (const one of list) {
        assert.ok(writer.append(one, one.timestamp, one.headers.length === 0 ? null : one.headers));
      }
      const bound = list.reduce((sum, one) => sum + recordSizeBound(one, one.headers), 61);
      assert.ok(writer.sizeInBytes <= bound);
      const back = records(writer.seal({ crc: crc32c, codec: packed ? lz4 : undefined }));
      assert.deepEqual(
        back.map((
          r,
        ) => [
          r.timestamp,
          Number(r.timestampExact()),
          plain(r.key),
          plain(r.value),
          r.headers.map(([n, v]) => [n, plain(v)]),
        ]),
        list.map((
          r,
        ) => [
          r.timestamp,
          r.timestamp,
          plain(r.key),
          plain(r.value),
          r.headers.map(([n, v]) => [toWellFormed(n), plain(v)]),
        ]),
      );
    },
  );
  fc.assert(property, { numRuns: 150, seed: 1 });
});

/** Lone surrogates cannot be written as UTF-8. */
function toWellFormed(value: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(value));
}

test("BatchWriter mends the length in front of text that is not ASCII", () => {
  for (const length of [20, 31, 32, 48, 49, 63, 64, 100, 2730, 2731, 2800, 5000, 8191, 8192]) {
    for (const unit of ["a", "ü", "京", "🚀"]) {
      const value = unit.repeat(length);
      const [record, next] = (() => {
        const writer = new BatchWriter({ maxBytes: 1_000_000, initialBytes: 61 });
        writer.append({ key: value.slice(0, 40), value }, 5);
        writer.append({ value: "next" }, 6);
        return records(writer.seal({ crc: crc32c }));
      })();
      assert.equal(text(record.value), value);
      assert.equal(text(next.value), "next");
    }
  }
});

test("BatchWriter says no to a record that does not fit, and is as if it had not been asked", () => {
  const writer = new BatchWriter({ maxBytes: 300 });
  assert.ok(writer.append({ value: new Uint8Array(1000) }, 1), "one record always fits");
  assert.equal(writer.append({ value: "x" }, 1), false);
  const other = new BatchWriter({ maxBytes: 300 });
  let taken = 0;
  while (other.append({ value: "0123456789" }, 7)) taken++;
  const size = other.sizeInBytes;
  assert.ok(size <= 300 && size > 280, `${size} bytes`);
  assert.equal(other.append({ value: "é".repeat(8) }, 9), false);
  assert.equal(other.recordCount, taken);
  assert.equal(other.sizeInBytes, size);
  assert.equal(other.maxTimestamp, 7);
  assert.equal(records(other.seal({ crc: crc32c })).length, taken);
  assert.equal(other.append({ value: "" }, 1), false, "a sealed batch takes no more");
});

test("BatchWriter.seal() writes every field of the header", () => {
  const writer = new BatchWriter({ maxBytes: 10_000 });
  writer.append({ value: "a" }, 50);
  writer.append({ value: "b" }, 40);
  const batch = only(writer.seal({
    crc: crc32c,
    codec: lz4,
    producerId: 9007199254740993n,
    producerEpoch: 32_767,
    baseSequence: 2_147_483_647,
    transactional: true,
    partitionLeaderEpoch: 12,
    baseOffset: 1_000_000_000_005,
  }));
  assert.equal(batch.producerIdExact(), 9007199254740993n);
  const { producerEpoch, baseSequence, isTransactional, isControl, partitionLeaderEpoch, maxTimestamp, codec } = batch;
  assert.deepEqual(
    { producerEpoch, baseSequence, isTransactional, isControl, partitionLeaderEpoch, maxTimestamp, codec },
    {
      producerEpoch: 32_767,
      baseSequence: 2_147_483_647,
      isTransactional: true,
      isControl: false,
      partitionLeaderEpoch: 12,
      maxTimestamp: 50,
      codec: 3,
    },
  );
  assert.deepEqual([batch.baseOffset, batch.lastOffset, batch.recordCount], [1_000_000_000_005, 1_000_000_000_006, 2]);
  assert.equal(batch.timestampType, "create");
});

test("BatchWriter.seal() leaves records as they are when that is asked and compressing does not gain", () => {
  const writer = new BatchWriter({ maxBytes: 10_000 });
  writer.append({ value: sample("noise", 500) }, 1);
  assert.equal(only(writer.seal({ crc: crc32c, codec: lz4, onlyIfSmaller: true })).codec, 0);
  assert.equal(only(writer.seal({ crc: crc32c, codec: lz4 })).codec, 3);
});

test("renumberBatch() renumbers in place without compressing again", () => {
  let calls = 0;
  const counting = { ...lz4, compress: (input: Uint8Array) => (calls++, lz4.compress(input)) };
  const writer = new BatchWriter({ maxBytes: 10_000 });
  writer.append({ value: "a".repeat(400) }, 1);
  const sealed = writer.seal({
    crc: crc32c,
    codec: counting,
    producerId: 7,
    producerEpoch: 1,
    baseSequence: 30,
    transactional: true,
  });
  renumberBatch(sealed, { producerId: 8, producerEpoch: 0, baseSequence: 0 }, crc32c);
  assert.equal(calls, 1);
  const batch = only(sealed);
  assert.deepEqual([batch.producerId, batch.producerEpoch, batch.baseSequence, batch.isTransactional], [8, 0, 0, true]);
  assert.equal(text(records(sealed)[0].value), "a".repeat(400));
});

test("placeBatch() and stampBatch() do what a broker does, and the checksum stays right", () => {
  const writer = new BatchWriter({ maxBytes: 10_000 });
  writer.append({ value: "a" }, 50);
  writer.append({ value: "b" }, 60);
  const bytes = writer.seal({ crc: crc32c });
  placeBatch(bytes, { baseOffset: 700, partitionLeaderEpoch: 3 });
  assert.deepEqual(records(bytes).map((r) => [r.offset, r.timestamp]), [[700, 50], [701, 60]]);
  stampBatch(bytes, 99, crc32c);
  assert.equal(only(bytes).timestampType, "append");
  assert.deepEqual(records(bytes).map((r) => [r.offset, r.timestamp, r.timestampExact()]), [[700, 99, 99n], [
    701,
    99,
    99n,
  ]]);
});

test("BatchWriter.skipOffsets() leaves the gaps of compaction, and an empty batch keeps its range", () => {
  const writer = new BatchWriter({ maxBytes: 10_000 });
  writer.skipOffsets(2);
  writer.append({ value: "a" }, 1);
  writer.skipOffsets(3);
  const bytes = writer.seal({ crc: crc32c, baseOffset: 10 });
  assert.deepEqual(records(bytes).map((r) => r.offset), [12]);
  assert.equal(only(bytes).lastOffset, 15);
  const empty = new BatchWriter({ maxBytes: 100 });
  empty.skipOffsets(5);
  assert.deepEqual([only(empty.seal({ crc: crc32c })).lastOffset, records(empty.seal({ crc: crc32c })).length], [4, 0]);
});

test("BatchWriter writes into a buffer that it is given, whatever was in it", () => {
  const buffer = new Uint8Array(500).fill(0xee);
  const writer = new BatchWriter({ maxBytes: 1000, buffer });
  writer.append({ key: "key", value: "what was there before is not seen" }, 1, [["a", "b"]]);
  assert.equal(writer.seal({ crc: crc32c }).buffer, buffer.buffer);
  assert.equal(text(records(writer.seal({ crc: crc32c }))[0].value), "what was there before is not seen");
  const small = new BatchWriter({ maxBytes: 1000, buffer: new Uint8Array(3) });
  assert.ok(small.append({ value: "a" }, 1));
  assert.notEqual(small.buffer.length, 3);
});
