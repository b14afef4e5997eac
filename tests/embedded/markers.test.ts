// WriteTxnMarkers by hand: partitions of committed offsets, many partitions at once, places named twice.
import assert from "node:assert/strict";
import { coordinatorPartition } from "../../embedded/coordinators.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { WriteTxnMarkers, type WriteTxnMarkersRequest } from "../../protocol/messages/write_txn_markers.ts";
import { test } from "../harness.ts";
import { type World, world } from "./raw_client.ts";

const OFFSETS = "__consumer_offsets";

type Topics = NonNullable<Init<WriteTxnMarkersRequest>["markers"]>[number]["topics"];

/** Codes by topic and partition: `"a-0 0"`. */
async function mark(it: World, topics: Topics, producerId = 7n): Promise<string[]> {
  const marker = { producerId, producerEpoch: 0, transactionResult: true, coordinatorEpoch: 0, topics };
  const { markers } = await it.call(WriteTxnMarkers, { markers: [marker] });
  return markers.flatMap(({ topics: all }) =>
    all.flatMap(({ name, partitions }) => partitions.map((one) => `${name}-${one.partitionIndex} ${one.errorCode}`))
  );
}

test("Markers of committed offsets are taken by the coordinator of the partition alone, once it has loaded", async (t) => {
  const it = await world(t, { brokers: 2 });
  const [mine, other] = ["g", "other"].map((group, n) => {
    it.cluster.moveCoordinator("group", group, n + 1);
    return coordinatorPartition(group);
  });
  const topics = [{ name: OFFSETS, partitionIndexes: [mine, other, 50, -1] }];
  const codes = (first: number) => [
    `${OFFSETS}-${mine} ${first}`,
    `${OFFSETS}-${other} ${ErrorCode.NOT_LEADER_OR_FOLLOWER}`,
    `${OFFSETS}-50 ${ErrorCode.UNKNOWN_TOPIC_OR_PARTITION}`,
    `${OFFSETS}--1 ${ErrorCode.UNKNOWN_TOPIC_OR_PARTITION}`,
  ];
  assert.deepEqual(await mark(it, topics), codes(ErrorCode.NOT_LEADER_OR_FOLLOWER), "it still reads its partition");
  await it.clock.advance(10);
  assert.deepEqual(await mark(it, topics), codes(ErrorCode.NONE));
});

test("All markers of a request are appended before one of them is waited for", async (t) => {
  const it = await world(t, { brokers: 2, replicaFetchMs: 100, topics: { a: 4 } });
  for (const index of [0, 1, 2, 3]) it.cluster.moveLeader("a", index, 1);
  await it.clock.advance(1000);
  const before = it.clock.now();
  const partitionIndexes = [0, 1, 2, 3];
  const codes = await mark(it, [{ name: "a", partitionIndexes }]);
  assert.deepEqual(codes, ["a-0 0", "a-1 0", "a-2 0", "a-3 0"]);
  const took = it.clock.now() - before;
  assert.ok(took > 0 && took <= 200, `one round of copying and no more: it took ${took} ms`);
});

test("A place that is named twice gets one marker", async (t) => {
  const it = await world(t, { topics: { a: 2 } });
  const twice = [{ name: "a", partitionIndexes: [0, 1, 0] }, { name: "a", partitionIndexes: [1] }];
  assert.deepEqual(await mark(it, twice), ["a-0 0", "a-1 0"]);
  assert.deepEqual([0, 1].map((index) => it.cluster.partition("a", index).endOffset), [1, 1]);
});
