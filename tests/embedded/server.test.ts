// Connections of the embedded broker: frames, header versions, order of answers, and what makes it close.
import assert from "node:assert/strict";
import { ApiVersions } from "../../protocol/messages/api_versions.ts";
import { Fetch } from "../../protocol/messages/fetch.ts";
import { Metadata } from "../../protocol/messages/metadata.ts";
import { Produce } from "../../protocol/messages/produce.ts";
import { Vote } from "../../protocol/messages/vote.ts";
import { Reader } from "../../protocol/wire/reader.ts";
import { test } from "../harness.ts";
import { batch, type RawClient, world } from "./raw_client.ts";

const NAMES = { clientSoftwareName: "raw", clientSoftwareVersion: "1.0" };

function bytes(...values: number[]): Uint8Array {
  return new Uint8Array(values);
}

/** Size, key, version, correlation id. */
function header(key: number, version: number): Uint8Array {
  const frame = new Uint8Array(14);
  const view = new DataView(frame.buffer);
  view.setInt32(0, 10);
  view.setInt16(4, key);
  view.setInt16(6, version);
  view.setInt32(8, 77);
  view.setInt16(12, -1);
  return frame;
}

async function closedBy(client: RawClient, chunk: Uint8Array): Promise<boolean> {
  await client.stream.write([chunk]);
  return await client.frame().catch(() => null) === null;
}

test("ApiVersions answers in every version with every API of the cluster", async (t) => {
  const { call } = await world(t);
  for (let version = 0; version <= ApiVersions.maxVersion; version++) {
    const { errorCode, apiKeys } = await call(ApiVersions, NAMES, { version });
    assert.equal(errorCode, 0);
    assert.deepEqual(apiKeys.find(({ apiKey }) => apiKey === 0), { apiKey: 0, minVersion: 0, maxVersion: 13 });
    assert.equal(apiKeys.some(({ apiKey }) => apiKey === Vote.key), false);
  }
});

test("ApiVersions answers an unknown version in the form of version 0 with its own range", async (t) => {
  const { connect, until } = await world(t);
  const client = await connect();
  await until(client.stream.write([header(18, 99)]));
  const frame = await until(client.frame());
  assert.ok(frame !== null);
  const reader = new Reader(frame);
  assert.equal(reader.int32(), 77);
  const { errorCode, apiKeys } = ApiVersions.decodeResponse(reader, 0);
  assert.equal(errorCode, 35);
  assert.deepEqual(apiKeys, [{ apiKey: 18, minVersion: 0, maxVersion: ApiVersions.latestStableVersion }]);
  assert.equal((await until(client.call(ApiVersions, NAMES, 3))).errorCode, 0);
});

test("ApiVersions of an older cluster tells no range beside UNSUPPORTED_VERSION", async (t) => {
  const { connect, until } = await world(t, {
    versions: { ApiVersions: 1, Produce: [0, 5], Fetch: 6, Metadata: null },
  });
  const client = await connect();
  const { apiKeys } = await until(client.call(ApiVersions, {}, 1));
  assert.deepEqual(apiKeys.find(({ apiKey }) => apiKey === 0), { apiKey: 0, minVersion: 0, maxVersion: 5 });
  assert.equal(apiKeys.some(({ apiKey }) => apiKey === Metadata.key), false);
  await until(client.stream.write([header(18, 3)]));
  const frame = await until(client.frame());
  assert.deepEqual([...(frame ?? [])], [0, 0, 0, 77, 0, 35, 0, 0, 0, 0]);
});

test("ApiVersions refuses a client name that is none, and an id that is not this cluster's", async (t) => {
  const { call, cluster: { clusterId } } = await world(t);
  const names = { clientSoftwareName: "-", clientSoftwareVersion: "1" };
  assert.equal((await call(ApiVersions, names, { version: 3 })).errorCode, 42);
  assert.equal((await call(ApiVersions, { ...NAMES, clusterId: "other" }, { version: 5 })).errorCode, 129);
  assert.equal((await call(ApiVersions, { ...NAMES, clusterId, nodeId: 2 }, { version: 5 })).errorCode, 129);
  assert.equal((await call(ApiVersions, { ...NAMES, clusterId, nodeId: 1 }, { version: 5 })).errorCode, 0);
});

test("ApiVersions offers unstable versions only when asked", async (t) => {
  const stable = await world(t);
  const unstable = await world(t, { unstableVersions: true });
  const highest = async ({ call }: typeof stable) =>
    (await call(ApiVersions, NAMES)).apiKeys.find(({ apiKey }) => apiKey === 22)?.maxVersion;
  assert.equal(await highest(stable), 5);
  assert.equal(await highest(unstable), 6);
});

test("A connection is closed for an unknown API, an unknown version, a torn body, and bad sizes", async (t) => {
  const { connect, until } = await world(t, { maxRequestBytes: 2000 });
  for (
    const chunk of [
      header(999, 0),
      header(Metadata.key, 99),
      header(Produce.key, -1),
      header(Fetch.key, 4),
      bytes(0xff, 0xff, 0xff, 0xff),
      bytes(0, 0, 0, 2, 0, 0),
      bytes(0x7f, 0xff, 0xff, 0xff),
      bytes(0, 0, 0x07, 0xd1),
    ]
  ) {
    const client = await connect();
    assert.equal(await until(closedBy(client, chunk)), true);
  }
});

test("Requests that arrive together are answered in their order, however they are cut", async (t) => {
  const { connect, until, cluster } = await world(t, { topics: { orders: 1 } });
  cluster.network.configure(cluster.options().brokers[0], { cut: () => 1 });
  const client = await connect();
  const slow = await until(client.send(Fetch, {
    maxWaitMs: 500,
    minBytes: 1,
    topics: [{ topic: "orders", partitions: [{ partition: 0, fetchOffset: 0n, partitionMaxBytes: 10 }] }],
  }, 12));
  const fast = await until(client.send(Metadata, { topics: [] }, 9));
  const names = await until(client.send(ApiVersions, NAMES, 3));
  assert.equal((await until(client.receive(Fetch, 12, slow))).errorCode, 0);
  assert.equal((await until(client.receive(Metadata, 9, fast))).brokers.length, 1);
  assert.equal((await until(client.receive(ApiVersions, 3, names))).errorCode, 0);
});

test("A client that has sent its last request still gets the answers", async (t) => {
  const { connect, until } = await world(t);
  const client = await connect();
  const id = await until(client.send(Metadata, { topics: [] }, 9));
  await until(client.stream.closeWrite());
  assert.equal((await until(client.receive(Metadata, 9, id))).brokers.length, 1);
  assert.equal(await until(client.frame()), null);
});

test("A client that is gone leaves no timer of its long poll behind", async (t) => {
  const { connect, until, clock } = await world(t, { topics: { orders: 1 } });
  const client = await connect();
  await until(client.send(Fetch, {
    maxWaitMs: 3_600_000,
    minBytes: 1,
    topics: [{ topic: "orders", partitions: [{ partition: 0, fetchOffset: 0n, partitionMaxBytes: 10 }] }],
  }, 12));
  await clock.advance(10);
  assert.equal(clock.pending, 1);
  client.close();
  await clock.advance(10);
  assert.equal(clock.pending, 0);
});

test("A hundred produce requests sent at once are all carried out", async (t) => {
  const { connect, until, cluster } = await world(t, { topics: { orders: 1 } });
  const client = await connect();
  const ids: number[] = [];
  for (let n = 0; n < 200; n++) {
    const records = batch([{ value: "x".repeat(1000) }]);
    const topicData = [{ name: "orders", partitionData: [{ index: 0, records }] }];
    ids.push(await until(client.send(Produce, { acks: 1, topicData }, 9)));
  }
  for (const id of ids) assert.equal((await until(client.receive(Produce, 9, id))).responses.length, 1);
  assert.equal(cluster.partition("orders", 0).endOffset, 200);
});
