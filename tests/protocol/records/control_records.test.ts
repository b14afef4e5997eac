// Control records: markers written and read, other kinds, and cut ones.
import assert from "node:assert/strict";
import { readRecordBatches } from "../../../protocol/records/batch_reader.ts";
import { CodecTable } from "../../../protocol/records/codecs.ts";
import { readControlKey, readMarkerValue, writeMarkerBatch } from "../../../protocol/records/control_records.ts";
import type { RecordView } from "../../../protocol/records/record_view.ts";
import { crc32c } from "../../../protocol/wire/crc32c.ts";
import { test } from "../../harness.ts";

test("writeMarkerBatch() writes a control batch that says how the transaction ended", () => {
  for (const type of ["commit", "abort"] as const) {
    const bytes = writeMarkerBatch({
      type,
      coordinatorEpoch: 12,
      producerId: 7,
      producerEpoch: 3,
      timestamp: 1000,
      baseOffset: 78,
      partitionLeaderEpoch: 5,
      crc: crc32c,
    });
    const [batch] = readRecordBatches(bytes).batches;
    assert.deepEqual([
      batch.isControl,
      batch.isTransactional,
      batch.producerId,
      batch.producerEpoch,
      batch.baseSequence,
    ], [true, true, 7, 3, -1]);
    const [record] = batch.decode({ crc: crc32c, codecs: new CodecTable({}) }) as RecordView[];
    assert.equal(record.offset, 78);
    assert.deepEqual(readControlKey(record.key), { version: 0, type });
    assert.deepEqual(readMarkerValue(record.value), { version: 0, coordinatorEpoch: 12 });
  }
});

test("readControlKey() knows the other kinds, passes over unknown ones and refuses what is cut", () => {
  const types = [2, 3, 4, 5, 6, 7, 99].map((n) => readControlKey(Uint8Array.from([0, 0, 0, n])).type);
  assert.deepEqual(types, [
    "leaderChange",
    "snapshotHeader",
    "snapshotFooter",
    "kraftVersion",
    "kraftVoters",
    "unknown",
    "unknown",
  ]);
  assert.equal(readControlKey(Uint8Array.from([0, 4, 0, 1, 9, 9])).type, "commit");
  for (const key of [null, new Uint8Array(0), new Uint8Array(3)]) {
    assert.throws(() => readControlKey(key), { name: "ProtocolError", code: "TRUNCATED" });
  }
  assert.throws(() => readControlKey(Uint8Array.from([255, 255, 0, 1])), { code: "INVALID_VALUE" });
  assert.throws(() => readMarkerValue(new Uint8Array(5)), { code: "TRUNCATED" });
});
