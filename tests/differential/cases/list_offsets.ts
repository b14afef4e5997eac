// Differential cases: offsets by timestamp.
import { DeleteRecords } from "../../../protocol/messages/delete_records.ts";
import { ListOffsets } from "../../../protocol/messages/list_offsets.ts";
import type { DifferentialCase, Script } from "../script.ts";
import { produce, producer, records, sequenced } from "./records.ts";

/** Timestamps that stand for places of the log, with the first version that knows them. */
const SPECIAL: readonly (readonly [timestamp: bigint, version: number])[] = [
  [-1n, 1],
  [-2n, 1],
  [-3n, 7],
  [-4n, 8],
  [-5n, 9],
  [-6n, 11],
];

async function list(script: Script, name: string, options: {
  readonly timestamp: bigint;
  readonly isolationLevel?: number;
  readonly partitionIndex?: number;
  readonly currentLeaderEpoch?: number;
  readonly replicaId?: number;
}): Promise<unknown> {
  const { timestamp, isolationLevel = 0, partitionIndex = 0, currentLeaderEpoch = -1, replicaId = -1 } = options;
  const version = script.version(ListOffsets);
  const topics = [{ name, partitions: [{ partitionIndex, timestamp, currentLeaderEpoch }] }];
  return await script.call(ListOffsets, {
    replicaId,
    topics,
    ...(version >= 2 ? { isolationLevel } : {}),
    ...(version >= 10 ? { timeoutMs: 1_000 } : {}),
  }).catch(() => script.note("it", "closed"));
}

/** Cases. */
export const listOffsetsCases: readonly DifferentialCase[] = [
  {
    name: "ListOffsets with every special timestamp, empty and not",
    api: ListOffsets,
    run: async (script) => {
      const topic = await script.topic();
      const version = script.version(ListOffsets);
      const known = SPECIAL.filter(([, since]) => since <= version);
      for (const [timestamp] of known) await list(script, topic.name, { timestamp });
      await produce(script, topic, records(3, { timestamp: 1000 }));
      await produce(script, topic, records(2, { timestamp: 500 }));
      for (const [timestamp] of known) await list(script, topic.name, { timestamp });
    },
  },
  {
    name: "ListOffsets with a special timestamp that the version does not know",
    api: ListOffsets,
    run: async (script) => {
      const { name } = await script.topic();
      const version = script.version(ListOffsets);
      for (const [timestamp, since] of SPECIAL) if (since > version) await list(script, name, { timestamp });
      await list(script, name, { timestamp: -7n });
      await list(script, name, { timestamp: -100n });
    },
  },
  {
    name: "ListOffsets finds the first record at or after a time",
    api: ListOffsets,
    run: async (script) => {
      const topic = await script.topic();
      await produce(script, topic, records(3, { timestamp: 1000 }));
      await produce(script, topic, records(3, { timestamp: 3000 }));
      await produce(script, topic, records(2, { timestamp: 2000 }));
      for (const timestamp of [0n, 1001n, 1003n, 2000n, 3002n, 3003n, 9_000_000_000_000n]) {
        await list(script, topic.name, { timestamp });
      }
    },
  },
  {
    name: "ListOffsets while a transaction is open, in both isolations",
    api: ListOffsets,
    run: async (script) => {
      const topic = await script.topic();
      const transactionalId = script.name("tx");
      await script.coordinator(transactionalId, "transaction");
      const who = await producer(script, { transactionalId });
      await produce(script, topic, records(2, { timestamp: 1000 }));
      await produce(script, topic, sequenced(who, 0, { count: 2, transactional: true, timestamp: 1000 }), {
        transactionalId,
      });
      await produce(script, topic, records(1, { timestamp: 5000 }));
      for (const isolationLevel of [0, 1]) {
        for (const timestamp of [-1n, -2n, -3n, 1001n, 1500n]) {
          await list(script, topic.name, { timestamp, isolationLevel });
        }
      }
    },
    only: { end: "highest", why: "the lowest version has no isolation" },
  },
  {
    name: "ListOffsets of partitions and topics that are not there",
    api: ListOffsets,
    run: async (script) => {
      const { name } = await script.topic();
      await list(script, name, { timestamp: -1n, partitionIndex: 1 });
      await list(script, name, { timestamp: -1n, partitionIndex: -1 });
      await list(script, script.name("none"), { timestamp: -1n });
      await list(script, "in valid", { timestamp: -1n });
    },
  },
  {
    name: "ListOffsets with a leader epoch that is wrong",
    api: ListOffsets,
    run: async (script) => {
      const { name } = await script.topic();
      for (const currentLeaderEpoch of [0, 1, -2]) await list(script, name, { timestamp: -1n, currentLeaderEpoch });
    },
    only: { end: "highest", why: "the lowest version has no epochs" },
  },
  {
    name: "ListOffsets of a partition twice",
    api: ListOffsets,
    run: async (script) => {
      const { name } = await script.topic();
      const partitions = [-1n, -2n].map((timestamp) => ({ partitionIndex: 0, timestamp }));
      await script.call(ListOffsets, { replicaId: -1, topics: [{ name, partitions }] });
    },
  },
  {
    name: "ListOffsets after the start of the log has moved",
    api: ListOffsets,
    run: async (script) => {
      const topic = await script.topic();
      const { name } = topic;
      await produce(script, topic, records(3, { timestamp: 1000 }));
      await produce(script, topic, records(3, { timestamp: 2000 }));
      const partitions = [{ partitionIndex: 0, offset: 4n }];
      await script.call(DeleteRecords, { topics: [{ name, partitions }], timeoutMs: 5_000 });
      for (const timestamp of [-2n, 0n, 1000n, 2000n, 2002n, 2003n]) await list(script, name, { timestamp });
    },
  },
];
