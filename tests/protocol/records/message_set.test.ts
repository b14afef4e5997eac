// Message formats 0 and 1, written and read, alone and in compressed wrappers.
import assert from "node:assert/strict";
import { gzip } from "../../../protocol/compression/gzip.ts";
import { lz4, lz4Legacy } from "../../../protocol/compression/lz4.ts";
import { readRecordBatches } from "../../../protocol/records/batch_reader.ts";
import { putInt32, putInt64 } from "../../../protocol/records/big_endian.ts";
import { CodecTable } from "../../../protocol/records/codecs.ts";
import { MessageSetWriter } from "../../../protocol/records/message_set_writer.ts";
import type { RecordView } from "../../../protocol/records/record_view.ts";
import { crc32 } from "../../../protocol/wire/crc32.ts";
import { crc32c } from "../../../protocol/wire/crc32c.ts";
import { test } from "../../harness.ts";

const codecs = new CodecTable({ gzip });

async function records(bytes: Uint8Array): Promise<RecordView[]> {
  const { batches, error } = readRecordBatches(bytes);
  assert.equal(error, null);
  const all: RecordView[] = [];
  for (const batch of batches) all.push(...await batch.decode({ crc: crc32c, codecs }));
  return all;
}

function filled(magic: 0 | 1, values: readonly string[]): MessageSetWriter {
  const writer = new MessageSetWriter({ magic, maxBytes: 100_000 });
  for (const [i, value] of values.entries()) writer.append({ key: i === 0 ? null : "k", value }, 1000 + i);
  return writer;
}

function show(list: readonly RecordView[]): unknown[] {
  return list.map((
    r,
  ) => [
    r.offset,
    r.timestamp,
    r.key === null ? null : r.key.length,
    new TextDecoder().decode(r.value ?? new Uint8Array()),
  ]);
}

test("MessageSetWriter writes formats 0 and 1 that read back equal, with and without a codec", async () => {
  for (const codec of [undefined, gzip, lz4, lz4Legacy]) {
    if (codec !== lz4) {
      const set = filled(0, ["a", "b", "c"]).seal({ codec });
      assert.deepEqual(show(await records(set)), [[0, -1, null, "a"], [1, -1, 1, "b"], [2, -1, 1, "c"]]);
    }
    if (codec !== lz4Legacy) {
      const set = filled(1, ["a", "b", "c"]).seal({ codec });
      assert.deepEqual(show(await records(set)), [[0, 1000, null, "a"], [1, 1001, 1, "b"], [2, 1002, 1, "c"]]);
    }
  }
});

test("A compressed wrapper of format 1 has relative offsets inside: the wrapper has the last one", async () => {
  const set = filled(1, ["a", "b", "c"]).seal({ codec: gzip });
  // What a broker does: it changes the offset of the wrapper alone, which is not in the checksum.
  putInt64(set, 0, 502);
  assert.deepEqual((await records(set)).map((r) => r.offset), [500, 501, 502]);
});

test("A wrapper with the time of the append gives it to all its messages", async () => {
  const set = filled(1, ["a", "b"]).seal({ codec: gzip, timestampType: "append" });
  const [batch] = readRecordBatches(set).batches;
  assert.equal(batch.timestampType, "append");
  assert.deepEqual((await records(set)).map((r) => [r.timestamp, r.timestampExact()]), [[1001, 1001n], [1001, 1001n]]);
});

test("MessageSetWriter refuses headers, and a message that does not fit", () => {
  const writer = new MessageSetWriter({ magic: 1, maxBytes: 60 });
  assert.throws(() => writer.append({ value: "a" }, 1, [["h", "x"]]), { code: "INVALID_RECORD", field: "headers" });
  assert.ok(writer.append({ value: "a".repeat(100) }, 1));
  assert.equal(writer.append({ value: "b" }, 1), false);
  assert.equal(writer.recordCount, 1);
});

test("Messages with a wrong checksum, length, format or codec inside are refused", async () => {
  const set = filled(1, ["a"]).seal();
  const failing = async (damage: (bytes: Uint8Array) => void, mend: boolean, code: string) => {
    const bytes = set.slice();
    damage(bytes);
    if (mend) putInt32(bytes, 12, crc32(bytes, 16, bytes.length));
    await assert.rejects(records(bytes), { name: "ProtocolError", code });
  };
  await failing((b) => b[b.length - 1] ^= 1, false, "CRC_MISMATCH");
  await failing((b) => putInt32(b, 26, 5), true, "INVALID_RECORD_BATCH");
  await failing((b) => putInt32(b, 26, -2), true, "INVALID_RECORD_BATCH");
  await failing((b) => putInt32(b, 30, 2_000_000_000), true, "INVALID_RECORD_BATCH");
  // A wrapper in a wrapper.
  const writer = new MessageSetWriter({ magic: 1, maxBytes: 1000 });
  writer.append({ value: "a" }, 1);
  const inner = writer.seal({ codec: gzip });
  const outer = { ...gzip, compress: () => gzip.compress(inner) };
  await assert.rejects(records(writer.seal({ codec: outer })), { code: "INVALID_RECORD_BATCH" });
});
