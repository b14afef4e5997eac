// Transactions of both generations on the wire, by a producer that knows nothing else.
import assert from "node:assert/strict";
import { CodecTable } from "../../protocol/records/codecs.ts";
import { readControlKey } from "../../protocol/records/control_records.ts";
import { crc32c } from "../../protocol/wire/crc32c.ts";
import { readRecordBatches } from "../../protocol/records/batch_reader.ts";
import { AddOffsetsToTxn } from "../../protocol/messages/add_offsets_to_txn.ts";
import { AddPartitionsToTxn } from "../../protocol/messages/add_partitions_to_txn.ts";
import { DescribeTransactions } from "../../protocol/messages/describe_transactions.ts";
import { EndTxn } from "../../protocol/messages/end_txn.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { Fetch } from "../../protocol/messages/fetch.ts";
import { InitProducerId } from "../../protocol/messages/init_producer_id.ts";
import { ListTransactions } from "../../protocol/messages/list_transactions.ts";
import { OffsetFetch } from "../../protocol/messages/offset_fetch.ts";
import { Produce } from "../../protocol/messages/produce.ts";
import { TxnOffsetCommit } from "../../protocol/messages/txn_offset_commit.ts";
import { WriteTxnMarkers } from "../../protocol/messages/write_txn_markers.ts";
import { test, type TestContext } from "../harness.ts";
import { batch, type World, world } from "./raw_client.ts";
import type { EmbeddedKafkaOptions } from "../../embedded/mod.ts";

const COMMIT = true;
const ABORT = false;

const EMPTY = new Uint8Array(0);
const codecs = new CodecTable({}, (promise) => promise);
const text = (bytes: Uint8Array | null) => new TextDecoder().decode(bytes ?? EMPTY);

/** A transactional producer by hand. */
class Producer {
  producerId = -1n;
  producerEpoch = -1;
  sequence = 0;
  readonly world: World;
  readonly transactionalId: string;

  constructor(owner: World, transactionalId = "tx") {
    this.world = owner;
    this.transactionalId = transactionalId;
  }

  async init(version = 5, options: { known?: boolean; timeoutMs?: number } = {}): Promise<number> {
    const { producerId, producerEpoch } = options.known ? this : { producerId: -1n, producerEpoch: -1 };
    const answer = await this.world.call(InitProducerId, {
      transactionalId: this.transactionalId,
      transactionTimeoutMs: options.timeoutMs ?? 60_000,
      producerId,
      producerEpoch,
    }, { version });
    if (answer.errorCode === 0) {
      this.producerId = answer.producerId;
      this.producerEpoch = answer.producerEpoch;
      this.sequence = 0;
    }
    return answer.errorCode;
  }

  async add(topic: string, version = 3, partition = 0): Promise<number> {
    const answer = await this.world.call(AddPartitionsToTxn, {
      v3AndBelowTransactionalId: this.transactionalId,
      v3AndBelowProducerId: this.producerId,
      v3AndBelowProducerEpoch: this.producerEpoch,
      v3AndBelowTopics: [{ name: topic, partitions: [partition] }],
    }, { version });
    return answer.resultsByTopicV3AndBelow[0].resultsByPartition[0].partitionErrorCode;
  }

  async produce(topic: string, values: readonly string[], version = 12): Promise<number> {
    const records = batch(values.map((value) => ({ key: null, value: new TextEncoder().encode(value) })), {
      producerId: this.producerId,
      producerEpoch: this.producerEpoch,
      baseSequence: this.sequence,
      transactional: true,
    });
    const answer = await this.world.call(Produce, {
      transactionalId: this.transactionalId,
      acks: -1,
      timeoutMs: 1000,
      topicData: [{ name: topic, partitionData: [{ index: 0, records }] }],
    }, { version });
    const { errorCode } = answer.responses[0].partitionResponses[0];
    if (errorCode === 0) this.sequence += values.length;
    return errorCode;
  }

  async end(committed: boolean, version = 5): Promise<number> {
    const { transactionalId, producerId, producerEpoch } = this;
    const request = { transactionalId, producerId, producerEpoch, committed };
    const answer = await this.world.call(EndTxn, request, { version });
    if (version >= 5 && answer.errorCode === 0) {
      if (answer.producerEpoch !== this.producerEpoch) this.sequence = 0;
      this.producerId = answer.producerId;
      this.producerEpoch = answer.producerEpoch;
    }
    return answer.errorCode;
  }

  async commitOffset(groupId: string, topic: string, committedOffset: bigint, version = 5): Promise<number> {
    const { transactionalId, producerId, producerEpoch } = this;
    const answer = await this.world.call(TxnOffsetCommit, {
      transactionalId,
      groupId,
      producerId,
      producerEpoch,
      topics: [{ name: topic, partitions: [{ partitionIndex: 0, committedOffset, committedMetadata: "" }] }],
    }, { version });
    return answer.topics[0].partitions[0].errorCode;
  }

  async state(): Promise<string> {
    const request = { transactionalIds: [this.transactionalId] };
    const { transactionStates: [one] } = await this.world.call(DescribeTransactions, request);
    if (one.errorCode !== 0) return String(one.errorCode);
    const places = one.topics.map(({ topic, partitions }) => `${topic}[${partitions}]`).join(" ");
    return `${one.transactionState} ${one.producerEpoch} ${places}`.trim();
  }
}

/** What a consumer sees of partition 0: values, `+` and `-` for markers, the last stable offset, aborted ranges. */
async function read(owner: World, topic: string, isolationLevel = 1): Promise<string> {
  const answer = await owner.call(Fetch, {
    maxWaitMs: 0,
    minBytes: 0,
    maxBytes: 1_000_000,
    isolationLevel,
    topics: [{ topic, partitions: [{ partition: 0, fetchOffset: 0n, partitionMaxBytes: 1_000_000 }] }],
  }, { version: 12 });
  const { records, lastStableOffset, abortedTransactions } = answer.responses[0].partitions[0];
  const seen: string[] = [];
  for (const one of readRecordBatches(records ?? EMPTY).batches) {
    for (const { key, value } of await owner.until(Promise.resolve(one.decode({ crc: crc32c, codecs })))) {
      seen.push(one.isControl ? `${readControlKey(key).type}/${one.producerEpoch}` : text(value));
    }
  }
  const aborted = (abortedTransactions ?? []).map(({ producerId, firstOffset }) => `${producerId}@${firstOffset}`);
  return `${seen.join(" ")} | ${lastStableOffset} | ${aborted}`.trim();
}

async function start(
  t: TestContext,
  options: EmbeddedKafkaOptions = {},
): Promise<{ owner: World; producer: Producer }> {
  const owner = await world(t, { topics: { a: 1, b: 1 }, ...options });
  return { owner, producer: new Producer(owner) };
}

for (const [name, produceVersion, endVersion, epoch] of [["1", 11, 4, 0], ["2", 12, 5, 1]] as const) {
  test(`A transaction of version ${name} is invisible until its commit`, async (t) => {
    const { owner, producer } = await start(t);
    assert.equal(await producer.init(), 0);
    if (endVersion < 5) assert.equal(await producer.add("a"), 0);
    assert.equal(await producer.produce("a", ["one", "two"], produceVersion), 0);
    assert.equal(await read(owner, "a"), "| 0 |");
    assert.equal(await read(owner, "a", 0), "one two | 0 |");
    assert.equal(await producer.state(), "Ongoing 0 a[0]");
    assert.equal(await producer.end(COMMIT, endVersion), 0);
    assert.equal(producer.producerEpoch, epoch);
    assert.equal(await read(owner, "a"), `one two commit/${epoch} | 3 |`);
    assert.equal(await producer.state(), `CompleteCommit ${epoch}`);
  });
}

test("Aborted records come with the list that lets consumers skip them", async (t) => {
  const { owner, producer } = await start(t);
  await producer.init();
  await producer.produce("a", ["kept"]);
  await producer.end(COMMIT);
  await producer.produce("a", ["lost"]);
  assert.equal(await producer.end(ABORT), 0);
  assert.equal(await read(owner, "a"), `kept commit/1 lost abort/2 | 4 | ${producer.producerId}@2`);
});

test("With version 1 the broker refuses records of a partition that was not added", async (t) => {
  const { producer } = await start(t);
  await producer.init();
  assert.equal(await producer.produce("a", ["x"], 10), ErrorCode.INVALID_TXN_STATE);
  assert.equal(await producer.produce("a", ["x"], 11), ErrorCode.TRANSACTION_ABORTABLE);
  await producer.add("a");
  assert.equal(await producer.produce("b", ["x"], 10), ErrorCode.INVALID_TXN_STATE);
  assert.equal(await producer.produce("a", ["x"], 10), 0);
});

test("Partitions join a transaction all together or not at all", async (t) => {
  const { owner, producer } = await start(t);
  await producer.init();
  const { transactionalId, producerId, producerEpoch } = producer;
  const answer = await owner.call(AddPartitionsToTxn, {
    v3AndBelowTransactionalId: transactionalId,
    v3AndBelowProducerId: producerId,
    v3AndBelowProducerEpoch: producerEpoch,
    v3AndBelowTopics: [{ name: "a", partitions: [0, 7] }],
  }, { version: 3 });
  assert.deepEqual(
    answer.resultsByTopicV3AndBelow[0].resultsByPartition.map((one) => one.partitionErrorCode),
    [ErrorCode.OPERATION_NOT_ATTEMPTED, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION],
  );
  assert.equal(await producer.state(), "Empty 0");
});

test("Brokers ask for several transactions at once, and whether partitions are in them", async (t) => {
  const { owner, producer } = await start(t);
  await producer.init();
  await producer.add("a");
  const { transactionalId, producerId, producerEpoch } = producer;
  const verify = (epoch: number) => ({
    transactionalId,
    producerId,
    producerEpoch: epoch,
    verifyOnly: true,
    topics: [{ name: "a", partitions: [0] }, { name: "b", partitions: [0] }],
  });
  const { resultsByTransaction } = await owner.call(AddPartitionsToTxn, {
    transactions: [verify(producerEpoch), { ...verify(0), transactionalId: "other" }, verify(producerEpoch + 1)],
  });
  const codes = resultsByTransaction.map(({ topicResults }) =>
    topicResults.flatMap(({ resultsByPartition }) => resultsByPartition.map((one) => one.partitionErrorCode))
  );
  assert.deepEqual(codes, [
    [ErrorCode.NONE, ErrorCode.TRANSACTION_ABORTABLE],
    [ErrorCode.INVALID_PRODUCER_ID_MAPPING, ErrorCode.INVALID_PRODUCER_ID_MAPPING],
    [ErrorCode.PRODUCER_FENCED, ErrorCode.PRODUCER_FENCED],
  ]);
});

test("A new instance fences the old one and aborts its transaction", async (t) => {
  const { owner, producer: old } = await start(t);
  await old.init();
  await old.produce("a", ["lost"]);
  const next = new Producer(owner);
  assert.equal(await next.init(), ErrorCode.CONCURRENT_TRANSACTIONS);
  assert.equal(await next.init(), 0);
  assert.deepEqual([next.producerId, next.producerEpoch], [old.producerId, 2]);
  assert.equal(await read(owner, "a"), `lost abort/1 | 2 | ${old.producerId}@0`);
  assert.equal(await old.produce("a", ["again"]), ErrorCode.INVALID_PRODUCER_EPOCH);
  assert.equal(await old.produce("b", ["again"]), ErrorCode.INVALID_PRODUCER_EPOCH);
  assert.equal(await old.end(COMMIT), ErrorCode.PRODUCER_FENCED);
  assert.equal(await old.end(COMMIT, 1), ErrorCode.INVALID_PRODUCER_EPOCH);
  assert.equal(await old.add("b", 2), ErrorCode.PRODUCER_FENCED);
  assert.equal(await old.add("b", 1), ErrorCode.INVALID_PRODUCER_EPOCH);
  assert.equal(await old.init(4, { known: true }), ErrorCode.PRODUCER_FENCED);
  assert.equal(await old.init(3, { known: true }), ErrorCode.INVALID_PRODUCER_EPOCH);
});

test("InitProducerId refuses what Kafka refuses", async (t) => {
  const { owner, producer } = await start(t, { transactionMaxTimeoutMs: 1000, unstableVersions: true });
  assert.equal(await producer.init(5, { timeoutMs: 1001 }), ErrorCode.INVALID_TRANSACTION_TIMEOUT);
  assert.equal(await producer.init(5, { timeoutMs: 0 }), ErrorCode.INVALID_TRANSACTION_TIMEOUT);
  assert.equal(await new Producer(owner, "").init(), ErrorCode.INVALID_REQUEST);
  const ask = async (extra: { enable2Pc?: boolean; keepPreparedTxn?: boolean; producerId?: bigint }) => {
    const request = { transactionalId: "tx", transactionTimeoutMs: 1000, producerId: -1n, producerEpoch: -1, ...extra };
    return (await owner.call(InitProducerId, request, { version: 6 })).errorCode;
  };
  assert.equal(await ask({ enable2Pc: true }), ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED);
  assert.equal(await ask({ keepPreparedTxn: true }), ErrorCode.UNSUPPORTED_VERSION);
  assert.equal(await ask({ producerId: 3n }), ErrorCode.INVALID_REQUEST);
  assert.equal(await ask({}), 0);
});

test("A transaction that takes too long is aborted and its producer is fenced", async (t) => {
  const { owner, producer } = await start(t);
  await producer.init(5, { timeoutMs: 5000 });
  await producer.produce("a", ["slow"]);
  await owner.clock.advance(4000);
  assert.equal(await producer.state(), "Ongoing 0 a[0]");
  await owner.clock.advance(1001);
  assert.equal(await producer.state(), "CompleteAbort 1");
  assert.equal(await read(owner, "a"), `slow abort/1 | 2 | ${producer.producerId}@0`);
  assert.equal(await producer.end(COMMIT, 4), ErrorCode.PRODUCER_FENCED);
});

test("While markers are delayed the transaction is decided, pending, and invisible", async (t) => {
  const { owner, producer } = await start(t, { transactionMarkerDelayMs: 1000 });
  await producer.init();
  await producer.produce("a", ["x"]);
  assert.equal(await producer.end(COMMIT), 0);
  assert.equal(await producer.state(), "PrepareCommit 1 a[0]");
  assert.equal(await read(owner, "a"), "| 0 |");
  assert.equal(await producer.add("a"), ErrorCode.CONCURRENT_TRANSACTIONS);
  assert.equal(await producer.produce("b", ["y"]), ErrorCode.CONCURRENT_TRANSACTIONS, "after 100 ms of patience");
  assert.equal(await producer.produce("b", ["y"], 11), ErrorCode.NOT_ENOUGH_REPLICAS);
  assert.equal(await producer.init(), ErrorCode.CONCURRENT_TRANSACTIONS);
  await owner.clock.advance(1000);
  assert.equal(await read(owner, "a"), "x commit/1 | 2 |");
  owner.cluster.setTransactionMarkerDelay(50);
  await producer.produce("a", ["z"]);
  await producer.end(COMMIT);
  assert.equal(await producer.produce("b", ["y"]), 0, "the broker waits for the transaction before");
});

test("Markers wait for partitions without a leader", async (t) => {
  const { owner, producer } = await start(t, { brokers: 2, replicationFactor: 1, topics: { a: 2 } });
  const coordinator = owner.cluster.moveCoordinator("transaction", "tx", 1);
  assert.equal(coordinator, 1);
  const away = owner.cluster.partition("a", 0).leader === 2 ? 0 : 1;
  await producer.init();
  assert.equal(await producer.add("a", 3, away), 0);
  await owner.until(owner.cluster.stopBroker(2));
  assert.equal(await producer.end(ABORT), 0);
  assert.equal(await producer.state(), `PrepareAbort 1 a[${away}]`);
  await owner.until(owner.cluster.startBroker(2));
  await owner.clock.advance(1000);
  assert.equal(await producer.state(), "CompleteAbort 1");
});

for (const [name, version] of [["1", 4], ["2", 5]] as const) {
  test(`Offsets of a transaction of version ${name} hold back stable reads until they are committed`, async (t) => {
    const { owner, producer } = await start(t);
    const offset = async (requireStable: boolean) => {
      const request = {
        groups: [{ groupId: "g", topics: [{ name: "a", partitionIndexes: [0] }] }],
        requireStable,
      };
      const { groups: [group] } = await owner.call(OffsetFetch, request, { version: 9 });
      const { committedOffset, errorCode } = group.topics[0].partitions[0];
      return errorCode || Number(committedOffset);
    };
    await producer.init();
    if (version === 4) {
      assert.equal(await producer.commitOffset("g", "a", 5n, 3), ErrorCode.INVALID_TXN_STATE);
      assert.equal(await producer.commitOffset("g", "a", 5n, 4), ErrorCode.TRANSACTION_ABORTABLE);
      const { transactionalId, producerId, producerEpoch } = producer;
      const request = { transactionalId, producerId, producerEpoch, groupId: "g" };
      assert.equal((await owner.call(AddOffsetsToTxn, request)).errorCode, 0);
    }
    assert.equal(await producer.commitOffset("g", "a", 5n, version), 0);
    assert.equal(await offset(true), ErrorCode.UNSTABLE_OFFSET_COMMIT);
    assert.equal(await offset(false), -1);
    assert.equal(await producer.end(COMMIT, version), 0);
    assert.equal(await offset(true), 5);
    assert.equal(await producer.commitOffset("g", "missing", 1n, version), ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    assert.equal(await producer.commitOffset("", "a", 1n, version), ErrorCode.INVALID_GROUP_ID);
  });
}

test("A transaction survives its coordinator", async (t) => {
  const { owner, producer } = await start(t, { brokers: 2, topics: { a: { partitions: 1, replicationFactor: 1 } } });
  owner.cluster.moveCoordinator("transaction", "tx", 1);
  await producer.init();
  assert.equal(await producer.add("a"), 0);
  owner.cluster.moveCoordinator("transaction", "tx", 2);
  assert.equal(await producer.end(COMMIT), ErrorCode.NOT_COORDINATOR);
  const { transactionalId, producerId, producerEpoch } = producer;
  const end = async () =>
    (await owner.call(EndTxn, { transactionalId, producerId, producerEpoch, committed: true }, { node: 2 }))
      .errorCode;
  assert.equal(await end(), ErrorCode.COORDINATOR_LOAD_IN_PROGRESS);
  await owner.clock.advance(10);
  assert.equal(await end(), 0);
  assert.equal(await end(), 0, "a repeated end is answered as the first");
});

test("Transactions are listed by state, producer, duration and pattern", async (t) => {
  const { owner, producer } = await start(t);
  await producer.init();
  await producer.add("a");
  const other = new Producer(owner, "other");
  await other.init();
  await owner.clock.advance(1000);
  const list = async (filter: Partial<Parameters<typeof ListTransactions.encodeRequest>[1]>) => {
    const request = { stateFilters: [], producerIdFilters: [], durationFilter: -1n, transactionalIdPattern: null };
    const answer = await owner.call(ListTransactions, { ...request, ...filter });
    const ids = answer.transactionStates.map(({ transactionalId, transactionState: state }) =>
      `${transactionalId} ${state}`
    );
    return [answer.errorCode, ...answer.unknownStateFilters, ...ids];
  };
  assert.deepEqual(await list({}), [0, "tx Ongoing", "other Empty"]);
  assert.deepEqual(await list({ stateFilters: ["Ongoing", "Nonsense"] }), [0, "Nonsense", "tx Ongoing"]);
  assert.deepEqual(await list({ producerIdFilters: [other.producerId] }), [0, "other Empty"]);
  assert.deepEqual(await list({ durationFilter: 999n, stateFilters: ["Ongoing"] }), [0, "tx Ongoing"]);
  assert.deepEqual(await list({ durationFilter: 5000n, stateFilters: ["Ongoing"] }), [0]);
  assert.deepEqual(await list({ transactionalIdPattern: "o.*" }), [0, "other Empty"]);
  assert.deepEqual(await list({ transactionalIdPattern: "(" }), [ErrorCode.INVALID_REGULAR_EXPRESSION]);
});

test("DescribeTransactions tells what is not there", async (t) => {
  const { owner } = await start(t);
  assert.equal(await new Producer(owner, "nobody").state(), String(ErrorCode.TRANSACTIONAL_ID_NOT_FOUND));
  assert.equal(await new Producer(owner, "").state(), String(ErrorCode.INVALID_REQUEST));
});

test("An administrator ends a transaction that hangs by writing its marker", async (t) => {
  const { owner, producer } = await start(t);
  await producer.init();
  await producer.produce("a", ["x"]);
  const { producerId, producerEpoch } = producer;
  const answer = await owner.call(WriteTxnMarkers, {
    markers: [{
      producerId,
      producerEpoch,
      transactionResult: false,
      coordinatorEpoch: 0,
      topics: [{ name: "a", partitionIndexes: [0] }, { name: "missing", partitionIndexes: [3] }],
    }],
  });
  const codes = answer.markers[0].topics.map((
    { name, partitions: [one] },
  ) => [name, one.partitionIndex, one.errorCode]);
  assert.deepEqual(codes, [["a", 0, 0], ["missing", 3, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION]]);
  assert.equal(await read(owner, "a"), `x abort/0 | 2 | ${producerId}@0`);
});

test("A transaction is complete once its markers are replicated, and a marker that was lost is written again", async (t) => {
  const { owner, producer } = await start(t, { brokers: 3, replicaFetchMs: 100, topics: { a: 1 } });
  owner.cluster.moveCoordinator("transaction", "tx", 1);
  const { leader, isr } = owner.cluster.partition("a", 0);
  const heir = isr.find((id) => id !== leader && id !== 1) ?? 3;
  await producer.init();
  await producer.add("a");
  await producer.end(COMMIT);
  assert.equal(await producer.state(), "PrepareCommit 1 a[0]");
  owner.cluster.moveLeader("a", 0, heir);
  assert.equal(owner.cluster.partition("a", 0).endOffset, 0, "the heir did not have the marker");
  await owner.clock.advance(50);
  assert.equal(owner.cluster.partition("a", 0).endOffset, 1, "it has a new one");
  assert.equal(await producer.state(), "PrepareCommit 1 a[0]");
  await owner.clock.advance(400);
  assert.equal(await producer.state(), "CompleteCommit 1");
  assert.equal(owner.cluster.partition("a", 0).highWatermark, 1);
});

test("A topic that is deleted needs no marker", async (t) => {
  const { owner, producer } = await start(t, { transactionMarkerDelayMs: 10 });
  await producer.init();
  await producer.add("a");
  await producer.add("b");
  await producer.end(COMMIT);
  owner.cluster.deleteTopic("a");
  await owner.clock.advance(10);
  assert.equal(await producer.state(), "CompleteCommit 1");
});

test("A cluster closes in the midst of transactions", async (t) => {
  const { owner, producer } = await start(t, { transactionMarkerDelayMs: 1000 });
  await producer.init();
  await producer.add("a");
  await producer.end(COMMIT);
  const other = new Producer(owner, "other");
  await other.init();
  await other.add("a");
  await owner.until(owner.cluster.close());
  assert.equal(owner.clock.pending, 0);
});
