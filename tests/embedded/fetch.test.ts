// Fetch of the embedded broker: versions, long poll, limits, epochs, and the conversion for old versions.
import assert from "node:assert/strict";
import { ClusterState } from "../../embedded/cluster_state.ts";
import type { RequestContext } from "../../embedded/handler.ts";
import { fetch as fetchHandler } from "../../embedded/handlers/fetch.ts";
import { Fetch, type FetchRequest, type FetchResponse } from "../../protocol/messages/fetch.ts";
import { Metadata } from "../../protocol/messages/metadata.ts";
import { Produce } from "../../protocol/messages/produce.ts";
import { readRecordBatches } from "../../protocol/records/batch_reader.ts";
import { CodecTable } from "../../protocol/records/codecs.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { crc32c } from "../../protocol/wire/crc32c.ts";
import { Reader } from "../../protocol/wire/reader.ts";
import { Writer } from "../../protocol/wire/writer.ts";
import { test } from "../harness.ts";
import { batch, virtualPlatform, type World, world } from "./raw_client.ts";

const codecs = new CodecTable({});
const EMPTY = new Uint8Array(0);

interface Ask {
  readonly offset?: number;
  readonly maxWaitMs?: number;
  readonly minBytes?: number;
  readonly maxBytes?: number;
  readonly partitionMaxBytes?: number;
  readonly epoch?: number;
  readonly lastFetchedEpoch?: number;
}

function request(ask: Ask = {}): Init<FetchRequest> {
  const { offset = 0, maxWaitMs = 0, minBytes = 1, maxBytes = 1_000_000, partitionMaxBytes = 1_000_000 } = ask;
  const partitions = [{
    partition: 0,
    fetchOffset: BigInt(offset),
    partitionMaxBytes,
    currentLeaderEpoch: ask.epoch ?? -1,
    lastFetchedEpoch: ask.lastFetchedEpoch ?? -1,
  }];
  return { maxWaitMs, minBytes, maxBytes, topics: [{ topic: "orders", partitions }] };
}

async function fetch({ call }: World, ask: Ask = {}, options: { version?: number; node?: number } = {}) {
  const { responses } = await call(Fetch, request(ask), { version: 12, ...options });
  return responses[0].partitions[0];
}

async function send({ call }: World, records: Uint8Array, node = 1): Promise<void> {
  const topicData = [{ name: "orders", partitionData: [{ index: 0, records }] }];
  const { responses } = await call(Produce, { acks: 1, topicData }, { version: 9, node });
  assert.equal(responses[0].partitionResponses[0].errorCode, 0);
}

async function decoded({ until }: World, records: Uint8Array | null) {
  const set = readRecordBatches(records ?? EMPTY);
  const all = [];
  for (const one of set.batches) all.push(...await until(Promise.resolve(one.decode({ crc: crc32c, codecs }))));
  return { ...set, all, values: all.map(({ value }) => new TextDecoder().decode(value ?? EMPTY)) };
}

test("Fetch gives records in every version, as message sets below version 4", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  const { topics: [{ topicId }] } = await it.call(Metadata, { topics: null });
  await send(it, batch([{ key: "k", value: "a", timestamp: 11 }, { value: "b", timestamp: 12 }]));
  await send(
    it,
    batch([{ value: "c", timestamp: 13 }, { value: "d", timestamp: 14 }], { codec: await codecs.get("gzip") }),
  );
  for (let version = 0; version <= Fetch.maxVersion; version++) {
    const { topics: [{ partitions = [] }] = [{}], ...rest } = request({ offset: 1 });
    const topics = version < 13 ? [{ topic: "orders", partitions }] : [{ topicId, partitions }];
    const limits = version < 3 ? { maxWaitMs: 0, minBytes: 1 } : rest;
    const { responses: [answer] } = await it.call(Fetch, { ...limits, topics }, { version });
    const { errorCode, records, highWatermark } = answer.partitions[0];
    assert.deepEqual([errorCode, highWatermark], [0, 4n]);
    const { batches, values, all } = await decoded(it, records);
    assert.equal(batches[0].magic, version < 2 ? 0 : version < 4 ? 1 : 2);
    assert.deepEqual(values, version < 4 ? ["b", "c", "d"] : ["a", "b", "c", "d"]);
    assert.deepEqual(all.map(({ offset }) => offset), version < 4 ? [1, 2, 3] : [0, 1, 2, 3]);
    assert.equal(all.at(-1)?.timestamp, version < 2 ? -1 : 14);
    if (version === 13) assert.equal(answer.topicId, topicId);
  }
});

test("Fetch answers UNSUPPORTED_COMPRESSION_TYPE for zstd where it has to convert, and gives it as it is above", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  await send(it, batch([{ value: "v" }], { codec: await codecs.get("zstd") }));
  const { errorCode, records } = await fetch(it, {}, { version: 4 });
  assert.deepEqual([errorCode, (await decoded(it, records)).values], [0, ["v"]]);
  const old = await it.call(Fetch, request(), { version: 3 });
  assert.equal(old.responses[0].partitions[0].errorCode, 76);
});

test("Fetch waits until there is something, and no longer than max wait", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  const start = it.clock.now();
  assert.equal((await fetch(it, { maxWaitMs: 500 })).records?.length ?? 0, 0);
  assert.ok(it.clock.now() - start >= 500 && it.clock.now() - start < 510);
  const client = await it.connect();
  const waiting = client.call(Fetch, request({ maxWaitMs: 60_000 }), 12);
  await it.clock.advance(1000);
  const before = it.clock.now();
  await send(it, batch([{ value: "woken" }]));
  const { responses } = await it.until(waiting);
  assert.deepEqual((await decoded(it, responses[0].partitions[0].records)).values, ["woken"]);
  assert.ok(it.clock.now() - before < 10);
});

test("Fetch waits for min bytes, over all partitions together", async (t) => {
  const it = await world(t, { topics: { orders: 2 } });
  const client = await it.connect();
  const { topics: [{ partitions: [partition = {}] = [] }] = [{}], ...rest } = request({
    maxWaitMs: 60_000,
    minBytes: 300,
  });
  const topics = [{ topic: "orders", partitions: [partition, { ...partition, partition: 1 }] }];
  const waiting = client.call(Fetch, { ...rest, topics }, 12);
  let answered = false;
  waiting.then(() => answered = true);
  const appended = async (index: number) => {
    const topicData = [{ name: "orders", partitionData: [{ index, records: batch([{ value: "x".repeat(100) }]) }] }];
    await it.call(Produce, { acks: 1, topicData }, { version: 9 });
    await it.clock.advance(100);
    return answered;
  };
  assert.equal(await appended(0), false);
  assert.equal(await appended(1), true);
  const { responses: [{ partitions }] } = await waiting;
  assert.deepEqual(partitions.map(({ records }) => records?.length), [170, 170]);
});

test("Fetch answers at once when nothing is asked, when max wait is 0, and when a partition errs", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  const start = it.clock.now();
  assert.deepEqual(
    (await it.call(Fetch, { ...request({ maxWaitMs: 9999 }), topics: [] }, { version: 12 })).responses,
    [],
  );
  await fetch(it, { maxWaitMs: 0 });
  assert.equal((await fetch(it, { maxWaitMs: 9999, offset: 5 })).errorCode, 1);
  assert.ok(it.clock.now() - start < 20);
});

test("Fetch gives one batch whole though it is larger than the limits, and cuts the one behind", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  const one = batch([{ value: "x".repeat(500) }]);
  await send(it, one);
  await send(it, one);
  const large = await fetch(it, { partitionMaxBytes: 100, maxBytes: 50 });
  assert.equal(large.records?.length, one.length);
  const cut = await fetch(it, { partitionMaxBytes: one.length + 100 });
  assert.equal(cut.records?.length, one.length + 100);
  const { batches, trailingBytes } = await decoded(it, cut.records);
  assert.deepEqual([batches.length, trailingBytes], [1, 100]);
  assert.equal((await fetch(it, { offset: 1, partitionMaxBytes: 10 })).records?.length, one.length);
});

test("Fetch below version 3 cuts even the first message at the limit of the partition", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  await send(it, batch([{ value: "x".repeat(500) }]));
  const { topics } = request({ partitionMaxBytes: 100 });
  const { responses } = await it.call(Fetch, { maxWaitMs: 0, topics }, { version: 2 });
  assert.equal(responses[0].partitions[0].records?.length, 100);
});

test("Fetch shares the limit of the answer out in the order of the partitions", async (t) => {
  const it = await world(t, { topics: { orders: 3 } });
  const one = batch([{ value: "x".repeat(200) }]);
  for (let index = 0; index < 3; index++) {
    await it.call(Produce, { acks: 1, topicData: [{ name: "orders", partitionData: [{ index, records: one }] }] }, {
      version: 9,
    });
  }
  const { topics: [{ partitions: [partition = {}] = [] }] = [{}], ...rest } = request({ maxBytes: one.length + 10 });
  const topics = [{ topic: "orders", partitions: [2, 0, 1].map((n) => ({ ...partition, partition: n })) }];
  const { responses: [{ partitions }] } = await it.call(Fetch, { ...rest, topics }, { version: 12 });
  assert.deepEqual(partitions.map(({ partitionIndex, records }) => [partitionIndex, records?.length]), [
    [2, one.length],
    [0, 0],
    [1, 0],
  ]);
});

test("Fetch at the end of the log is empty, beyond it and below its start out of range", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  for (const value of ["a", "b", "c"]) await send(it, batch([{ value }]));
  assert.equal((await fetch(it, { offset: 3 })).errorCode, 0);
  const beyond = await fetch(it, { offset: 4 });
  assert.deepEqual([beyond.errorCode, beyond.highWatermark, beyond.logStartOffset], [1, -1n, -1n]);
  it.cluster.deleteRecords("orders", 0, 2);
  assert.equal((await fetch(it, { offset: 1 })).errorCode, 1);
  const rest = await fetch(it, { offset: 2 });
  assert.deepEqual([rest.logStartOffset, (await decoded(it, rest.records)).values], [2n, ["c"]]);
});

test("Fetch from within a batch gives the batch whole", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  await send(it, batch([{ value: "a" }, { value: "b" }, { value: "c" }]));
  assert.deepEqual((await decoded(it, (await fetch(it, { offset: 2 })).records)).values, ["a", "b", "c"]);
});

test("Fetch reads a log of many segments to its end", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  const value = "x".repeat(3000);
  for (let n = 0; n < 100; n++) await send(it, batch([{ value: `${n} ${value}` }, { value: "-" }]));
  let offset = 0;
  const seen: string[] = [];
  while (offset < 200) {
    const { batches, values } = await decoded(it, (await fetch(it, { offset, partitionMaxBytes: 20_000 })).records);
    assert.ok(batches.length > 0);
    seen.push(...values.filter((one) => one !== "-").map((one) => one.split(" ")[0]));
    offset = (batches.at(-1)?.lastOffset ?? 0) + 1;
  }
  assert.deepEqual(seen, Array.from({ length: 100 }, (_, n) => `${n}`));
});

test("Fetch checks the leader epoch, and names the leader since version 16", async (t) => {
  const it = await world(t, { brokers: 2, topics: { orders: 1 } });
  await send(it, batch([{ value: "a" }]));
  assert.equal((await fetch(it, { epoch: 1 })).errorCode, 75);
  it.cluster.moveLeader("orders", 0, 2);
  assert.equal((await fetch(it, { epoch: 0 })).errorCode, 74);
  assert.equal((await fetch(it, { epoch: 1 }, { node: 2 })).errorCode, 0);
  const { topics: [{ topicId }] } = await it.call(Metadata, { topics: null });
  const { topics: [{ partitions }] = [{}], ...rest } = request({ epoch: 0 });
  const { responses, nodeEndpoints } = await it.call(Fetch, { ...rest, topics: [{ topicId, partitions }] });
  const [{ errorCode, currentLeader }] = responses[0].partitions;
  assert.deepEqual([errorCode, currentLeader.leaderId, currentLeader.leaderEpoch], [74, 2, 1]);
  assert.deepEqual(nodeEndpoints.map(({ nodeId, host }) => [nodeId, host]), [[2, "broker-2.embedded"]]);
});

test("Fetch from a follower is answered since version 11, from a stranger never", async (t) => {
  const it = await world(t, { brokers: 3, topics: { orders: { replicationFactor: 2 } } });
  await send(it, batch([{ value: "a" }]));
  assert.equal((await fetch(it, {}, { node: 2, version: 10 })).errorCode, 6);
  assert.deepEqual((await decoded(it, (await fetch(it, {}, { node: 2, version: 11 })).records)).values, ["a"]);
  assert.equal((await fetch(it, {}, { node: 3, version: 12 })).errorCode, 6);
});

test("Fetch tells where the log of the asker diverges", async (t) => {
  const it = await world(t, { brokers: 2, topics: { orders: 1 } });
  await send(it, batch([{ value: "a" }, { value: "b" }]));
  it.cluster.moveLeader("orders", 0, 2);
  it.cluster.moveLeader("orders", 0, 1);
  await send(it, batch([{ value: "c" }]));
  const ahead = await fetch(it, { offset: 3, lastFetchedEpoch: 0, maxWaitMs: 9999 });
  assert.deepEqual([ahead.errorCode, ahead.divergingEpoch.epoch, ahead.divergingEpoch.endOffset], [0, 0, 2n]);
  const right = await fetch(it, { offset: 2, lastFetchedEpoch: 0 });
  assert.deepEqual([right.divergingEpoch.epoch, (await decoded(it, right.records)).values], [-1, ["c"]]);
  assert.equal((await fetch(it, { offset: 2, lastFetchedEpoch: 9 })).errorCode, 1);
});

test("Fetch that waits is woken when its topic is deleted or its leader moves", async (t) => {
  const it = await world(t, { brokers: 2, topics: { orders: 1 } });
  const moved = (await it.connect()).call(Fetch, request({ maxWaitMs: 60_000, epoch: 0 }), 12);
  await it.clock.advance(100);
  it.cluster.moveLeader("orders", 0, 2);
  assert.equal((await it.until(moved)).responses[0].partitions[0].errorCode, 74);
  const deleted = (await it.connect(2)).call(Fetch, request({ maxWaitMs: 60_000, epoch: 1 }), 12);
  await it.clock.advance(100);
  it.cluster.deleteTopic("orders");
  assert.equal((await it.until(deleted)).responses[0].partitions[0].errorCode, 3);
  assert.ok(it.clock.now() < 1000);
});

test("Fetch answers UNKNOWN_TOPIC_OR_PARTITION and UNKNOWN_TOPIC_ID for what is not there", async (t) => {
  const { call } = await world(t, { topics: { orders: 1 } });
  const partitions = [{ partition: 7, fetchOffset: 0n, partitionMaxBytes: 100 }];
  const named = await call(Fetch, { topics: [{ topic: "orders", partitions }, { topic: "no", partitions }] }, {
    version: 12,
  });
  assert.deepEqual(named.responses.map((topic) => topic.partitions[0].errorCode), [3, 3]);
  const byId = await call(Fetch, { topics: [{ topicId: "BAAAAAAAAAAAAAAAAAAAAA", partitions }] });
  assert.equal(byId.responses[0].partitions[0].errorCode, 100);
});

/** A broker without a wire: what only a transaction's coordinator writes is written into the partition. */
function direct(allowed: RequestContext["allowed"] = () => true) {
  const platform = virtualPlatform();
  const state = new ClusterState({
    platform,
    nodes: [{ id: 1, rack: null }],
    autoCreateTopics: false,
    defaultPartitions: 1,
    defaultReplicationFactor: 1,
  });
  state.brokerUp(1);
  const topic = state.createTopic({
    name: "orders",
    partitions: 1,
    replicationFactor: 1,
    assignments: null,
    configs: new Map(),
  });
  const node = state.nodes.get(1);
  assert.ok(node !== undefined && "partitions" in topic);
  node.running = true;
  const [partition] = topic.partitions;
  const options = { now: 0, logAppendTime: false, crc: crc32c };
  const append = (value: string, producerId?: number) => {
    const producer = producerId === undefined
      ? {}
      : { producerId, producerEpoch: 0, baseSequence: 0, transactional: true };
    assert.ok(!("errorCode" in partition.append(batch([{ value }], producer), options)));
  };
  const end = (kind: "commit" | "abort", producerId: bigint) =>
    assert.equal(partition.appendMarker({ kind, producerId, producerEpoch: 0, coordinatorEpoch: 0, now: 0 }), null);
  const call = async (offset: number, isolationLevel: number, changes: Init<FetchRequest> = {}) => {
    const ask = { ...request({ offset, maxWaitMs: 60_000 }), isolationLevel, ...changes };
    const writer = new Writer();
    Fetch.encodeRequest(writer, ask, 12);
    const context: Partial<RequestContext> = {
      state,
      node,
      allowed,
      listener: "memory",
      version: 12,
      clientId: null,
      clientHost: "/127.0.0.1",
      principal: "User:ANONYMOUS",
      versions: new Map(),
      tools: { crc: crc32c, codecs, maxDecompressedBytes: 1_000_000 },
      signal: new AbortController().signal,
      close: () => {},
    };
    const decodedRequest = fetchHandler.decode(new Reader(joined(writer.chunks())), 12);
    const answer = await fetchHandler.handle(decodedRequest, context as RequestContext) as Init<FetchResponse>;
    const found = answer.responses?.[0]?.partitions?.[0];
    assert.ok(found !== undefined);
    return found;
  };
  return { append, end, call, clock: platform.clock };
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(chunks.flatMap((chunk) => [...chunk]));
}

function sets(records: Uint8Array | null | undefined): boolean[] {
  return readRecordBatches(records ?? EMPTY).batches.map((one) => one.isControl);
}

test("Fetch with read_committed stops at the first open transaction, waits for its end, and lists what was aborted", async () => {
  const { append, end, call, clock } = direct();
  append("plain");
  append("open", 7);
  const first = await call(0, 1);
  assert.deepEqual(sets(first.records), [false]);
  assert.deepEqual([first.highWatermark, first.lastStableOffset, first.abortedTransactions], [2n, 1n, []]);
  const uncommitted = await call(0, 0);
  assert.deepEqual([sets(uncommitted.records), uncommitted.lastStableOffset], [[false, false], 1n]);
  assert.equal(uncommitted.abortedTransactions, null);
  const waiting = call(1, 1);
  let answered = false;
  waiting.then(() => answered = true);
  await clock.advance(1000);
  append("more");
  await clock.advance(1000);
  assert.equal(answered, false);
  end("abort", 7n);
  const last = await clock.until(waiting);
  assert.deepEqual([last.errorCode, last.lastStableOffset], [undefined, 4n]);
  assert.deepEqual(last.abortedTransactions, [{ producerId: 7n, firstOffset: 1n }]);
  assert.deepEqual(sets(last.records), [false, false, true]);
  assert.ok(clock.now() < 10_000);
});

test("Fetch with read_committed lists no transaction that was committed, or that ended before the records", async () => {
  const { append, end, call } = direct();
  append("a", 7);
  end("abort", 7n);
  append("b", 8);
  end("commit", 8n);
  assert.deepEqual((await call(0, 1)).abortedTransactions, [{ producerId: 7n, firstOffset: 0n }]);
  assert.deepEqual((await call(2, 1)).abortedTransactions, []);
});

test("Fetch does not wait when the offset lies beyond what may be read, as when a follower lags", async () => {
  const { append, call, clock } = direct();
  append("open", 7);
  const { errorCode, records } = await call(1, 1);
  assert.deepEqual([errorCode, records?.length], [undefined, 0]);
  assert.equal(clock.now(), 0);
});

test("Fetch answers an isolation level that is none with UNKNOWN_SERVER_ERROR", async () => {
  assert.equal((await direct().call(0, 9)).errorCode, -1);
});

test("Fetch wants READ on topics from consumers, and CLUSTER_ACTION from followers", async () => {
  const { call } = direct((operation, kind, name) => !(operation === "READ" && kind === "TOPIC" && name === "orders"));
  assert.equal((await call(0, 0)).errorCode, 29);
  assert.equal((await call(0, 0, { replicaId: 1, maxWaitMs: 0 })).errorCode, undefined);
  const consumersOnly = direct((operation) => operation === "READ");
  assert.equal((await consumersOnly.call(0, 0, { maxWaitMs: 0 })).errorCode, undefined);
  assert.equal((await consumersOnly.call(0, 0, { replicaId: 1 })).errorCode, 29);
});

test("Fetch sends consumers to the replica of their rack, if it is in sync and alive", async (t) => {
  const it = await world(t, {
    brokers: 3,
    racks: ["a", "b", "b"],
    topics: { orders: { replicationFactor: 3 } },
    replicaSelector: "rack",
  });
  await send(it, batch([{ value: "v" }]));
  const ask = async (rackId: string, options: { version?: number; node?: number; offset?: number } = {}) => {
    const { offset, ...rest } = options;
    const wanted = { ...request({ offset, maxWaitMs: 60_000 }), ...(rest.version === 10 ? {} : { rackId }) };
    const { responses } = await it.call(Fetch, wanted, { version: 12, ...rest });
    const [{ preferredReadReplica, records, highWatermark }] = responses[0].partitions;
    return [preferredReadReplica, (records?.length ?? 0) > 0, highWatermark];
  };
  const start = it.clock.now();
  assert.deepEqual(await ask("a"), [-1, true, 1n]);
  assert.deepEqual(await ask("c"), [-1, true, 1n]);
  assert.deepEqual(await ask("b"), [3, false, 1n]);
  assert.deepEqual(await ask("b", { version: 10 }), [-1, true, 1n]);
  assert.deepEqual(await ask("b", { node: 3 }), [-1, true, 1n]);
  await it.until(it.cluster.stopBroker(3));
  assert.deepEqual((await ask("b"))[0], 2);
  await it.until(it.cluster.stopBroker(2));
  assert.deepEqual(await ask("b"), [-1, true, 1n]);
  assert.ok(it.clock.now() - start < 10_000);
});

test("Fetch sends consumers to the replica that was set, until that is taken back", async (t) => {
  const it = await world(t, { brokers: 2, topics: { orders: { replicationFactor: 2 } } });
  await send(it, batch([{ value: "v" }]));
  it.cluster.setPreferredReplica("orders", 0, 2);
  assert.equal((await fetch(it, {}, { version: 11 })).preferredReadReplica, 2);
  assert.equal((await fetch(it, {}, { version: 10 })).errorCode, 0);
  assert.equal((await fetch(it, {}, { node: 2 })).preferredReadReplica, -1);
  it.cluster.setPreferredReplica("orders", 0, null);
  assert.equal((await fetch(it)).preferredReadReplica, -1);
  assert.throws(() => it.cluster.setPreferredReplica("orders", 0, 9), /There is no broker 9/);
});

test("Fetch waits for a readable partition beside one that is unknown", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  const partitions = [{ partition: 0, partitionMaxBytes: 100 }];
  const topics = [{ topic: "no", partitions }, { topic: "orders", partitions }];
  const start = it.clock.now();
  const { responses } = await it.call(Fetch, { maxWaitMs: 500, minBytes: 1, topics }, { version: 12 });
  assert.deepEqual(responses.map((one) => [one.topic, one.partitions[0].errorCode]), [["orders", 0], ["no", 3]]);
  assert.ok(it.clock.now() - start >= 500);
});

test("Fetch of a partition that is named twice goes by the last word", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  await send(it, batch([{ value: "v" }]));
  const one = { partition: 0, partitionMaxBytes: 100 };
  const topics = [{ topic: "orders", partitions: [one, { ...one, fetchOffset: 1n }] }];
  const { responses: [{ partitions }] } = await it.call(Fetch, { topics }, { version: 12 });
  assert.deepEqual(partitions.map(({ records }) => records?.length), [0]);
});

test("Fetch of a follower reads to the end of the log, and a stranger's is refused", async (t) => {
  const it = await world(t, { brokers: 2, topics: { orders: { replicationFactor: 2 } } });
  await send(it, batch([{ value: "v" }]));
  const ask = async (replicaId: number, epoch = -1) => {
    const { responses } = await it.call(Fetch, { ...request({ epoch }), replicaId }, { version: 12 });
    return responses[0].partitions[0].errorCode;
  };
  assert.deepEqual([await ask(2), await ask(7), await ask(7, 0)], [0, 6, 75]);
});
