// Differential cases: transactions, of both generations.
import { AddOffsetsToTxn } from "../../../protocol/messages/add_offsets_to_txn.ts";
import { AddPartitionsToTxn } from "../../../protocol/messages/add_partitions_to_txn.ts";
import { EndTxn } from "../../../protocol/messages/end_txn.ts";
import { InitProducerId } from "../../../protocol/messages/init_producer_id.ts";
import { OffsetFetch } from "../../../protocol/messages/offset_fetch.ts";
import { TxnOffsetCommit } from "../../../protocol/messages/txn_offset_commit.ts";
import { WriteTxnMarkers } from "../../../protocol/messages/write_txn_markers.ts";
import type { DifferentialCase, Script } from "../script.ts";
import { newGroup, stable } from "./members.ts";
import { fetch, produce, type Producer, producer, records, sequenced, type TopicName } from "./records.ts";

/** A producer with its transactional id. */
interface Transactional extends Required<Producer> {
  readonly transactionalId: string;
}

const CONCURRENT_TRANSACTIONS = 51;
const STABLE = { requireStable: true } as const;
const COMMITTED = { isolationLevel: 1 } as const;
/** Before this version of EndTxn the epoch stays as it is (the first generation of transactions). */
const FIRST_GENERATION = 3;

async function begin(script: Script, text = "tx"): Promise<Transactional> {
  const transactionalId = script.name(text);
  await script.coordinator(transactionalId, "transaction");
  return { transactionalId, ...await producer(script, { transactionalId }) };
}

/** Adds a partition; from version 4 on only brokers ask, so the last version of clients is the highest here. */
function add(script: Script, who: Transactional, topic: string, partitions: readonly number[] = [0]) {
  return script.call(AddPartitionsToTxn, {
    v3AndBelowTransactionalId: who.transactionalId,
    v3AndBelowProducerId: who.producerId,
    v3AndBelowProducerEpoch: who.producerEpoch,
    v3AndBelowTopics: [{ name: topic, partitions }],
  }, { version: Math.min(3, script.version(AddPartitionsToTxn)) });
}

function addOffsets(script: Script, who: Transactional, groupId: string) {
  const { transactionalId, producerId, producerEpoch } = who;
  return script.call(AddOffsetsToTxn, { transactionalId, producerId, producerEpoch, groupId });
}

/** Ends it; asks again while the transaction before it is still being completed. */
async function end(script: Script, who: Transactional, committed: boolean, version?: number) {
  let answer = await script.call(EndTxn, { ...identity(who), committed }, { version, silent: true });
  await script.until("the end of the last transaction", async () => {
    if (answer.errorCode !== CONCURRENT_TRANSACTIONS) return true;
    answer = await script.call(EndTxn, { ...identity(who), committed }, { version, silent: true });
    return false;
  });
  script.note(`EndTxn v${version ?? script.version(EndTxn)}, committed: ${committed}`, answer);
  return answer;
}

function identity({ transactionalId, producerId, producerEpoch }: Transactional) {
  return { transactionalId, producerId, producerEpoch };
}

/** Writes `count` records in the transaction. */
function write(script: Script, topic: TopicName, who: Transactional, options: {
  readonly sequence?: number;
  readonly version?: number;
} = {}) {
  const { sequence = 0, version } = options;
  const bytes = sequenced(who, sequence, { count: 2, transactional: true });
  return produce(script, topic, bytes, { transactionalId: who.transactionalId, version });
}

function commitOffset(script: Script, who: Transactional, groupId: string, topic: TopicName, member: {
  readonly memberId?: string;
  readonly generation?: number;
  readonly partition?: number;
} = {}) {
  const { memberId = "", generation = -1, partition = 0 } = member;
  const joined = script.version(TxnOffsetCommit) >= 3 ? { memberId, generationIdOrMemberEpoch: generation } : {};
  const partitions = [{ partitionIndex: partition, committedOffset: 5n, committedMetadata: "m" }];
  const topics = [{ name: topic.name, topicId: topic.id, partitions }];
  return script.call(TxnOffsetCommit, { ...identity(who), ...joined, groupId, topics });
}

function offsetOf(script: Script, groupId: string, { name, id }: TopicName, options: {
  readonly requireStable?: boolean;
  readonly silent?: boolean;
} = {}) {
  const { requireStable = false, silent } = options;
  const topics = [{ name, topicId: id, partitionIndexes: [0] }];
  return script.call(OffsetFetch, { groups: [{ groupId, topics }], requireStable }, { silent });
}

/** Waits until the markers are written and readers may read up to `stable`. */
function ended(script: Script, topic: TopicName, stable: bigint): Promise<void> {
  return script.until("the end of the transaction", async () => {
    const { responses } = await fetch(script, topic, { ...COMMITTED, silent: true });
    return responses[0]?.partitions[0]?.lastStableOffset === stable;
  });
}

const partitions: readonly DifferentialCase[] = [
  {
    name: "Partitions are added twice, and one that is not there",
    api: AddPartitionsToTxn,
    run: async (script) => {
      const { name } = await script.topic("topic", { partitions: 2 });
      const who = await begin(script);
      await add(script, who, name);
      await add(script, who, name);
      await add(script, who, name, [0, 1]);
      await add(script, who, name, [0, 9]);
      await add(script, who, script.name("none"));
    },
  },
  {
    name: "Partitions are added by somebody else",
    api: AddPartitionsToTxn,
    run: async (script) => {
      const { name } = await script.topic();
      const who = await begin(script);
      await add(script, { ...who, producerEpoch: 7 }, name);
      await add(script, { ...who, producerEpoch: -1 }, name);
      await add(script, { ...who, producerId: who.producerId + 1000n }, name);
      await add(script, { ...who, transactionalId: script.name("stranger") }, name);
      await add(script, { ...who, transactionalId: "" }, name);
      await add(script, who, name);
    },
  },
  {
    name: "Partitions are added with the epoch from before a new InitProducerId",
    api: AddPartitionsToTxn,
    run: async (script) => {
      const { name } = await script.topic();
      const who = await begin(script);
      await add(script, who, name);
      await script.until("the transaction to be aborted", async () => {
        const request = { transactionalId: who.transactionalId, transactionTimeoutMs: 60_000 };
        const { errorCode } = await script.call(InitProducerId, request, { silent: true, version: 5 });
        return errorCode === 0;
      });
      await add(script, who, name);
      await end(script, who, true, FIRST_GENERATION);
    },
  },
];

const offsets: readonly DifferentialCase[] = [
  {
    name: "Offsets of a group are committed with a transaction",
    api: AddOffsetsToTxn,
    run: async (script) => {
      const topic = await script.topic();
      const groupId = await newGroup(script);
      const who = await begin(script);
      await addOffsets(script, who, groupId);
      await commitOffset(script, who, groupId, topic);
      await offsetOf(script, groupId, topic);
      await offsetOf(script, groupId, topic, STABLE);
      await end(script, who, true, FIRST_GENERATION);
      await script.until("the offset", async () => {
        const answer = await offsetOf(script, groupId, topic, { silent: true });
        return answer.groups[0]?.topics[0]?.partitions[0]?.committedOffset === 5n;
      });
      await offsetOf(script, groupId, topic, STABLE);
    },
  },
  {
    name: "AddOffsetsToTxn by somebody else",
    api: AddOffsetsToTxn,
    run: async (script) => {
      const groupId = await newGroup(script);
      const who = await begin(script);
      await addOffsets(script, { ...who, producerEpoch: 7 }, groupId);
      await addOffsets(script, { ...who, producerId: who.producerId + 1000n }, groupId);
      await addOffsets(script, { ...who, transactionalId: script.name("stranger") }, groupId);
      await addOffsets(script, { ...who, transactionalId: "" }, groupId);
      await addOffsets(script, who, "");
      await addOffsets(script, who, groupId);
    },
  },
  {
    name: "TxnOffsetCommit with a wrong generation and a stranger",
    api: TxnOffsetCommit,
    run: async (script) => {
      const topic = await script.topic();
      const member = await stable(script);
      const { groupId, memberId, generation } = member;
      const who = await begin(script);
      await addOffsets(script, who, groupId);
      await commitOffset(script, who, groupId, topic, { memberId, generation });
      await commitOffset(script, who, groupId, topic, { memberId, generation: generation - 1 });
      await commitOffset(script, who, groupId, topic, { memberId, generation: generation + 1 });
      await commitOffset(script, who, groupId, topic, { memberId: "stranger", generation });
      await commitOffset(script, who, groupId, topic);
    },
    only: { end: "highest", why: "the lowest version has no members" },
  },
  {
    name: "TxnOffsetCommit is aborted",
    api: TxnOffsetCommit,
    run: async (script) => {
      const topic = await script.topic();
      const groupId = await newGroup(script);
      const who = await begin(script);
      await addOffsets(script, who, groupId);
      await commitOffset(script, who, groupId, topic);
      await end(script, who, false, FIRST_GENERATION);
      await script.until("a stable offset", async () => {
        const answer = await offsetOf(script, groupId, topic, { ...STABLE, silent: true });
        return answer.groups[0]?.topics[0]?.partitions[0]?.errorCode === 0;
      });
      await offsetOf(script, groupId, topic, STABLE);
    },
  },
  {
    name: "TxnOffsetCommit outside of a transaction, with wrong epochs, and to nowhere",
    api: TxnOffsetCommit,
    run: async (script) => {
      const topic = await script.topic();
      const groupId = await newGroup(script);
      const who = await begin(script);
      await addOffsets(script, who, groupId);
      await commitOffset(script, { ...who, producerEpoch: 7 }, groupId, topic);
      await commitOffset(script, { ...who, producerId: who.producerId + 1000n }, groupId, topic);
      await commitOffset(script, who, groupId, topic, { partition: 9 });
      await commitOffset(script, who, "", topic);
      await commitOffset(script, who, script.name("other"), topic);
    },
  },
];

const ends: readonly DifferentialCase[] = [
  {
    name: "A transaction is committed, and committed again",
    api: EndTxn,
    run: async (script) => {
      const topic = await script.topic();
      const who = await begin(script);
      await add(script, who, topic.name);
      await write(script, topic, who, { version: 11 });
      await fetch(script, topic, COMMITTED);
      await end(script, who, true, FIRST_GENERATION);
      await ended(script, topic, 3n);
      await fetch(script, topic, COMMITTED);
      await end(script, who, true, FIRST_GENERATION);
      await end(script, who, false, FIRST_GENERATION);
    },
    only: { end: "highest", why: "one generation, spoken in one version" },
  },
  {
    name: "A transaction is aborted, and readers are told",
    api: EndTxn,
    run: async (script) => {
      const topic = await script.topic();
      const who = await begin(script);
      await produce(script, topic, records(1));
      await add(script, who, topic.name);
      await write(script, topic, who, { version: 11 });
      await end(script, who, false, FIRST_GENERATION);
      await ended(script, topic, 4n);
      await fetch(script, topic, COMMITTED);
      await fetch(script, topic);
      await fetch(script, topic, { ...COMMITTED, offset: 3n });
    },
    only: { end: "highest", why: "one generation, spoken in one version" },
  },
  {
    name: "A transaction ends that has not begun",
    api: EndTxn,
    run: async (script) => {
      const who = await begin(script);
      await end(script, who, true);
      await end(script, who, false);
      await end(script, who, true);
    },
  },
  {
    name: "EndTxn by somebody else",
    api: EndTxn,
    run: async (script) => {
      const topic = await script.topic();
      const who = await begin(script);
      await add(script, who, topic.name);
      await end(script, { ...who, producerEpoch: 7 }, true);
      await end(script, { ...who, producerId: who.producerId + 1000n }, true);
      await end(script, { ...who, transactionalId: script.name("stranger") }, true);
      await end(script, { ...who, transactionalId: "" }, true);
    },
  },
  {
    name: "A transaction of the second generation: no partitions added, the epoch bumped at the end",
    api: EndTxn,
    run: async (script) => {
      const topic = await script.topic();
      const who = await begin(script);
      await write(script, topic, who);
      const after = await end(script, who, true);
      await ended(script, topic, 3n);
      await end(script, who, true);
      await write(script, topic, who, { sequence: 2 });
      const next = { ...who, producerId: after.producerId, producerEpoch: after.producerEpoch };
      await write(script, topic, next);
      await end(script, next, false);
      await ended(script, topic, 6n);
      await fetch(script, topic, COMMITTED);
    },
    only: { end: "highest", why: "the lowest version is of the first generation" },
  },
  {
    name: "Produce in a transaction that the coordinator does not know",
    api: EndTxn,
    run: async (script) => {
      const topic = await script.topic();
      const who = await begin(script);
      await write(script, topic, who, { version: 11 });
      await write(script, topic, { ...who, producerEpoch: 7 });
      await write(script, topic, { ...who, transactionalId: script.name("stranger") });
      await produce(script, topic, sequenced(who, 0, { count: 1 }), { transactionalId: who.transactionalId });
      await produce(script, topic, sequenced(who, 0, { count: 1, transactional: true }));
    },
    only: { end: "highest", why: "it is about Produce" },
  },
];

const markers: readonly DifferentialCase[] = [
  {
    name: "WriteTxnMarkers to partitions and topics that are there and not",
    api: WriteTxnMarkers,
    run: async (script) => {
      const topic = await script.topic();
      const { producerId } = await producer(script);
      const mark = (
        name: string,
        options: Partial<{ partition: number; producerEpoch: number; epoch: number }> = {},
      ) => {
        const { partition = 0, producerEpoch = 0, epoch = 0 } = options;
        const topics = [{ name, partitionIndexes: [partition] }];
        const marker = { producerId, producerEpoch, transactionResult: true, coordinatorEpoch: epoch, topics };
        return script.call(WriteTxnMarkers, { markers: [marker] });
      };
      await mark(topic.name);
      await mark(topic.name, { partition: 9 });
      await mark(script.name("none"));
      await mark(topic.name, { producerEpoch: 2, epoch: 5 });
      await mark(topic.name, { producerEpoch: 1, epoch: 5 });
      await mark(topic.name, { producerEpoch: 2, epoch: 4 });
      await fetch(script, topic);
    },
  },
];

/** Cases. */
export const transactionCases: readonly DifferentialCase[] = [...partitions, ...offsets, ...ends, ...markers];
