// Differential cases: fetches without a session, and ends of leader epochs.
import { DeleteRecords } from "../../../protocol/messages/delete_records.ts";
import { Fetch } from "../../../protocol/messages/fetch.ts";
import { OffsetForLeaderEpoch } from "../../../protocol/messages/offset_for_leader_epoch.ts";
import type { DifferentialCase, Script } from "../script.ts";
import { fetch, NO_SUCH_ID, produce, records, type TopicName, ZERO_ID } from "./records.ts";

const EPOCHS = { end: "highest", why: "the lowest version has no epochs" } as const;

function epochEnd(script: Script, topic: string, options: {
  readonly leaderEpoch: number;
  readonly currentLeaderEpoch?: number;
  readonly partition?: number;
  readonly replicaId?: number;
}): Promise<unknown> {
  const { replicaId = -1, partition = 0, currentLeaderEpoch = -1, leaderEpoch } = options;
  const version = script.version(OffsetForLeaderEpoch);
  const topics = [{ topic, partitions: [{ partition, currentLeaderEpoch, leaderEpoch }] }];
  return script.call(OffsetForLeaderEpoch, version >= 3 ? { replicaId, topics } : { topics });
}

function deleteTo(script: Script, { name }: TopicName, offset: bigint, partitionIndex = 0): Promise<unknown> {
  return script.call(DeleteRecords, {
    topics: [{ name, partitions: [{ partitionIndex, offset }] }],
    timeoutMs: 5_000,
  });
}

const fetches: readonly DifferentialCase[] = [
  {
    name: "Fetch at every kind of offset",
    api: Fetch,
    run: async (script) => {
      const topic = await script.topic();
      await fetch(script, topic);
      await produce(script, topic, records(3));
      for (const offset of [0n, 1n, 3n, 4n, -1n, -2n, 9_000_000_000n]) await fetch(script, topic, { offset });
    },
  },
  {
    name: "Fetch with limits smaller than a batch",
    api: Fetch,
    run: async (script) => {
      const topic = await script.topic("topic", { partitions: 2 });
      for (let n = 0; n < 3; n++) await produce(script, topic, records(2, { bytes: 100 }));
      await produce(script, topic, records(2), { partition: 1 });
      await fetch(script, topic, { partitionBytes: 1 });
      await fetch(script, topic, { partitionBytes: 0 });
      await fetch(script, topic, { maxBytes: 1 });
      await fetch(script, topic, { maxBytes: 0 });
      const partitions = [0, 1].map((partition) => ({ partition, fetchOffset: 0n, partitionMaxBytes: 1000 }));
      const topics = [{ topic: topic.name, topicId: topic.id, partitions }];
      await script.call(Fetch, { maxWaitMs: 0, minBytes: 0, maxBytes: 300, topics });
    },
  },
  {
    name: "Fetch from partitions and topics that are not there",
    api: Fetch,
    run: async (script) => {
      const topic = await script.topic();
      await fetch(script, topic, { partition: 1 });
      await fetch(script, topic, { partition: -1 });
      await fetch(script, { name: script.name("none"), id: NO_SUCH_ID });
      await fetch(script, { name: "in valid", id: ZERO_ID });
    },
  },
  {
    name: "Fetch with a leader epoch that is old, and one of the future",
    api: Fetch,
    run: async (script) => {
      const topic = await script.topic();
      await produce(script, topic, records(2));
      await fetch(script, topic, { epoch: 0 });
      await fetch(script, topic, { epoch: 1 });
      await fetch(script, topic, { lastFetchedEpoch: 0, offset: 1n });
      await fetch(script, topic, { lastFetchedEpoch: 3, offset: 1n });
      await fetch(script, topic, { lastFetchedEpoch: 0, offset: 9n });
    },
    only: EPOCHS,
  },
  {
    name: "Fetch below and at a start of the log that has moved",
    api: DeleteRecords,
    run: async (script) => {
      const topic = await script.topic();
      for (let n = 0; n < 3; n++) await produce(script, topic, records(2));
      await deleteTo(script, topic, 3n);
      await fetch(script, topic);
      await fetch(script, topic, { offset: 2n });
      await fetch(script, topic, { offset: 3n });
      await fetch(script, topic, { offset: 5n });
    },
  },
  {
    name: "Fetch waits for bytes, and is answered when they come",
    api: Fetch,
    run: async (script) => {
      const topic = await script.topic();
      await fetch(script, topic, { maxWaitMs: 50, minBytes: 1 });
      const waiting = fetch(script, topic, { maxWaitMs: 5_000, minBytes: 1, on: "waiting" });
      await script.pause(30);
      await produce(script, topic, records(1), { silent: true });
      await waiting;
      await fetch(script, topic, { maxWaitMs: 5_000, minBytes: 1, offset: 5n });
      await fetch(script, topic, { maxWaitMs: 5_000, minBytes: 1_000_000, maxBytes: 1, offset: 0n });
    },
  },
];

const deletions: readonly DifferentialCase[] = [
  {
    name: "DeleteRecords up to offsets that are there, and back",
    api: DeleteRecords,
    run: async (script) => {
      const topic = await script.topic();
      await produce(script, topic, records(5));
      await deleteTo(script, topic, 2n);
      await deleteTo(script, topic, 1n);
      await deleteTo(script, topic, 0n);
      await deleteTo(script, topic, 5n);
      await fetch(script, topic, { offset: 5n });
      await produce(script, topic, records(1));
    },
  },
  {
    name: "DeleteRecords beyond the high watermark and with negative offsets",
    api: DeleteRecords,
    run: async (script) => {
      const topic = await script.topic();
      await produce(script, topic, records(2));
      await deleteTo(script, topic, 3n);
      await deleteTo(script, topic, -2n);
      await deleteTo(script, topic, -1n);
      await deleteTo(script, topic, -1n);
    },
  },
  {
    name: "DeleteRecords of partitions and topics that are not there",
    api: DeleteRecords,
    run: async (script) => {
      const topic = await script.topic();
      await deleteTo(script, topic, 0n, 1);
      await deleteTo(script, topic, 0n, -1);
      await deleteTo(script, { name: script.name("none"), id: "" }, 0n);
      await deleteTo(script, { name: "in valid", id: "" }, 0n);
    },
  },
  {
    name: "DeleteRecords of a topic that may not be shortened",
    api: DeleteRecords,
    run: async (script) => {
      const topic = await script.topic("compacted", { configs: { "cleanup.policy": "compact" } });
      await produce(script, topic, records(2));
      await deleteTo(script, topic, 1n);
      await fetch(script, topic);
    },
  },
];

const epochs: readonly DifferentialCase[] = [
  {
    name: "OffsetForLeaderEpoch of the current, an older and a future epoch",
    api: OffsetForLeaderEpoch,
    run: async (script) => {
      const topic = await script.topic();
      await epochEnd(script, topic.name, { leaderEpoch: 0 });
      await produce(script, topic, records(3));
      for (const leaderEpoch of [0, 1, -1, -2, 77]) await epochEnd(script, topic.name, { leaderEpoch });
    },
  },
  {
    name: "OffsetForLeaderEpoch with a current epoch that is wrong",
    api: OffsetForLeaderEpoch,
    run: async (script) => {
      const { name } = await script.topic();
      await epochEnd(script, name, { leaderEpoch: 0, currentLeaderEpoch: 0 });
      await epochEnd(script, name, { leaderEpoch: 0, currentLeaderEpoch: 1 });
      await epochEnd(script, name, { leaderEpoch: 0, currentLeaderEpoch: -2 });
    },
  },
  {
    name: "OffsetForLeaderEpoch of partitions and topics that are not there",
    api: OffsetForLeaderEpoch,
    run: async (script) => {
      const { name } = await script.topic();
      await epochEnd(script, name, { leaderEpoch: 0, partition: 1 });
      await epochEnd(script, script.name("none"), { leaderEpoch: 0 });
      await epochEnd(script, "in valid", { leaderEpoch: 0 });
    },
  },
  {
    name: "OffsetForLeaderEpoch after all records have been deleted",
    api: OffsetForLeaderEpoch,
    run: async (script) => {
      const topic = await script.topic();
      await produce(script, topic, records(4));
      await deleteTo(script, topic, -1n);
      await epochEnd(script, topic.name, { leaderEpoch: 0 });
      await produce(script, topic, records(1));
      await epochEnd(script, topic.name, { leaderEpoch: 0 });
    },
  },
];

/** Cases. */
export const fetchCases: readonly DifferentialCase[] = [...fetches, ...deletions, ...epochs];
