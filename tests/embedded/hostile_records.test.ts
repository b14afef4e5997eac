// Records that are damaged under a checksum that holds: what is taken is read again in every form, and what is not is an
// error of that partition.
import assert from "node:assert/strict";
import { DeleteRecords } from "../../protocol/messages/delete_records.ts";
import { DescribeProducers } from "../../protocol/messages/describe_producers.ts";
import { Fetch } from "../../protocol/messages/fetch.ts";
import { ListOffsets } from "../../protocol/messages/list_offsets.ts";
import { OffsetForLeaderEpoch } from "../../protocol/messages/offset_for_leader_epoch.ts";
import { Produce } from "../../protocol/messages/produce.ts";
import { WriteTxnMarkers } from "../../protocol/messages/write_txn_markers.ts";
import { crc32c } from "../../protocol/wire/crc32c.ts";
import { SeededRandom } from "../../simulation/mod.ts";
import { test } from "../harness.ts";
import { batch, world } from "./raw_client.ts";

const CRC_AT = 17;
const COVERED_FROM = 21;
/** Places of the fields of a header that are 4 or 8 bytes long. */
const INT64_AT = [0, 27, 35, 43];
const INT32_AT = [23, 53, 57];
const EXTREMES = [2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n + 1n, -1n, 0n, 2n ** 62n];

function damaged(random: SeededRandom): Uint8Array {
  const keys = ["k", null, "a much longer key"];
  const bytes = batch(keys.map((key, n) => ({ key, value: n === 1 ? null : "v", timestamp: 1000 + n })));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  switch (random.int(5)) {
    case 0:
      view.setBigInt64(INT64_AT[random.int(INT64_AT.length)], EXTREMES[random.int(EXTREMES.length)]);
      break;
    case 1:
      view.setInt32(INT32_AT[random.int(INT32_AT.length)], [0x7fff_ffff, -0x8000_0000, -1, 0, 7][random.int(5)]);
      break;
    case 2:
      view.setInt16(21, random.int(0x1_0000) - 0x8000);
      break;
    case 3:
      for (let n = random.int(4); n >= 0; n--) bytes[61 + random.int(bytes.length - 61)] = random.int(256);
      break;
    default:
      for (let n = random.int(4); n >= 0; n--) {
        bytes[COVERED_FROM + random.int(bytes.length - COVERED_FROM)] = random.int(256);
      }
  }
  view.setInt32(CRC_AT, crc32c(bytes, COVERED_FROM, bytes.length) | 0);
  return bytes;
}

test("Damaged records under a right checksum are refused, or read again in every form", async (t) => {
  const { cluster, call, clock } = await world(t, {
    topics: {
      plain: 1,
      compacted: { partitions: 1, configs: { "cleanup.policy": "compact" } },
      timed: { partitions: 1, configs: { "message.timestamp.type": "LogAppendTime", "retention.ms": 1 } },
      gzip: { partitions: 1, configs: { "compression.type": "gzip" } },
    },
  });
  const random = new SeededRandom(8);
  let taken = 0;
  const names = [...cluster.topics.keys()];
  for (let round = 0; round < 1500; round++) {
    const name = names[random.int(names.length)];
    const version = 3 + random.int(10);
    const partitionData = [{ index: 0, records: damaged(random) }];
    const produced = await call(Produce, { acks: 1, timeoutMs: 10, topicData: [{ name, partitionData }] }, { version });
    if (produced.responses[0].partitionResponses[0].errorCode === 0) taken++;
    assert.deepEqual(cluster.errors, [], `round ${round}`);
  }
  assert.ok(taken > 50, `${taken} were taken`);
  for (const name of names) {
    const { startOffset, endOffset } = cluster.partition(name, 0);
    for (let version = 0; version <= 12; version++) {
      for (const offset of [startOffset, Math.floor((startOffset + endOffset) / 2)]) {
        const partitions = [{ partition: 0, fetchOffset: BigInt(offset), partitionMaxBytes: 1_000_000 }];
        const request = { maxBytes: 10_000_000, topics: [{ topic: name, partitions }], isolationLevel: version % 2 };
        await call(Fetch, version < 4 ? { ...request, isolationLevel: 0 } : request, { version });
      }
    }
    for (const timestamp of [...EXTREMES, -2n, -3n, 5n, 1001n]) {
      const partitions = [{ partitionIndex: 0, timestamp }];
      await call(ListOffsets, { topics: [{ name, partitions }] }, { version: 8 });
    }
    await call(DescribeProducers, { topics: [{ name, partitionIndexes: [0] }] });
    const epochs = [{ partition: 0, leaderEpoch: 0x7fff_ffff }, { partition: 0, leaderEpoch: -5 }];
    await call(OffsetForLeaderEpoch, { topics: [{ topic: name, partitions: epochs }] });
    for (const producerId of EXTREMES) {
      const marker = { producerId, producerEpoch: 1, coordinatorEpoch: -1, transactionResult: true };
      await call(WriteTxnMarkers, { markers: [{ ...marker, topics: [{ name, partitionIndexes: [0] }] }] });
    }
    for (const offset of EXTREMES) {
      const partitions = [{ partitionIndex: 0, offset }];
      await call(DeleteRecords, { timeoutMs: -1, topics: [{ name, partitions }] });
    }
    await clock.until(cluster.compact(name));
    await clock.advance(1000);
    cluster.applyRetention(name);
    assert.deepEqual(cluster.errors, [], name);
  }
});
