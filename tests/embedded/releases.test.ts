// The embedded cluster as releases of Kafka: versions, features, and the ways in which the oldest ones don't answer.
import assert from "node:assert/strict";
import { EmbeddedKafka, type KafkaRelease } from "../../embedded/mod.ts";
import { KAFKA_RELEASES, NEWEST_RELEASE, releaseFeatures, releaseVersions } from "../../embedded/kafka_releases.ts";
import { ApiVersions } from "../../protocol/messages/api_versions.ts";
import { Metadata } from "../../protocol/messages/metadata.ts";
import { Produce } from "../../protocol/messages/produce.ts";
import * as messages from "../../protocol/messages/mod.ts";
import { test } from "../harness.ts";
import { batch, world } from "./raw_client.ts";

const CLIENT = { clientSoftwareName: "raw", clientSoftwareVersion: "1" };
const NAMES = Object.values(messages).flatMap((one) =>
  typeof one === "object" && one !== null && "key" in one && "name" in one ? [String(one.name)] : []
);

/** Ranges that real brokers told: `lowest-highest` or the highest, `-` for none. */
const TOLD: Readonly<Partial<Record<KafkaRelease, string>>> = {
  "0.10": "Produce:2 Fetch:3 ListOffsets:1 Metadata:2 OffsetCommit:2 OffsetFetch:2 FindCoordinator:0 JoinGroup:1 " +
    "Heartbeat:0 ApiVersions:0 CreateTopics:1 DeleteTopics:0 InitProducerId:- SaslAuthenticate:-",
  "0.11": "Produce:3 Fetch:5 ListOffsets:2 Metadata:4 OffsetCommit:3 OffsetFetch:3 FindCoordinator:1 JoinGroup:2 " +
    "ApiVersions:1 CreateTopics:2 DeleteTopics:1 InitProducerId:0 OffsetForLeaderEpoch:0 DescribeConfigs:0 DeleteGroups:-",
  "1.1": "Produce:5 Fetch:7 ListOffsets:2 Metadata:5 ApiVersions:1 SaslAuthenticate:0 DescribeConfigs:1 DeleteGroups:0",
  "2.4":
    "Produce:8 Fetch:11 ListOffsets:5 Metadata:9 OffsetCommit:8 OffsetFetch:6 JoinGroup:6 LeaveGroup:4 SyncGroup:4 " +
    "DescribeGroups:5 ListGroups:3 ApiVersions:3 CreateTopics:5 InitProducerId:2 TxnOffsetCommit:2 DescribeCluster:-",
  "2.8": "Produce:9 Fetch:12 ListOffsets:6 Metadata:11 OffsetFetch:7 FindCoordinator:3 SyncGroup:5 CreateTopics:7 " +
    "InitProducerId:4 EndTxn:3 DescribeConfigs:4 CreatePartitions:3 DescribeCluster:0 ConsumerGroupHeartbeat:-",
  "3.9": "Produce:11 Fetch:17 ListOffsets:9 Metadata:12 OffsetCommit:9 OffsetFetch:9 FindCoordinator:6 JoinGroup:9 " +
    "ApiVersions:4 InitProducerId:5 AddPartitionsToTxn:5 EndTxn:4 ConsumerGroupHeartbeat:0 DescribeTopicPartitions:0 " +
    "ShareFetch:-",
  "4.0": "Produce:3-12 Fetch:4-17 ListOffsets:1-10 Metadata:13 OffsetCommit:2-9 OffsetFetch:1-9 JoinGroup:9 " +
    "DescribeGroups:6 CreateTopics:2-7 DeleteTopics:1-6 OffsetForLeaderEpoch:2-4 EndTxn:5 DescribeConfigs:1-4",
  "4.3": "Produce:3-13 Fetch:4-18 ListOffsets:1-11 OffsetCommit:2-10 TxnOffsetCommit:5 DeleteGroups:2 ApiVersions:4 " +
    "ShareGroupHeartbeat:1-1 ShareFetch:1-2 StreamsGroupHeartbeat:0 DescribeLogDirs:1-5",
  "4.4": "Produce:3-13 Fetch:4-18 TxnOffsetCommit:6 DeleteGroups:3 ApiVersions:5 StreamsGroupHeartbeat:1 " +
    "InitProducerId:5 WriteTxnMarkers:1-2 UnregisterController:0",
};

test("Each release speaks the versions that real brokers of it tell", () => {
  for (const [release, ranges] of Object.entries(TOLD)) {
    const versions = releaseVersions(release as KafkaRelease, NAMES);
    for (const range of ranges.split(" ")) {
      const [name, told] = range.split(":");
      const [low, high] = versions[name] ?? ["", ""];
      assert.equal(low === 0 ? `${high}` : `${low}-${high}`, told, `${release} ${name}`);
    }
  }
});

test("The table of releases names only APIs that exist, and the newest is the last one", () => {
  assert.equal(KAFKA_RELEASES.at(-1), NEWEST_RELEASE);
  const known = releaseVersions(NEWEST_RELEASE, NAMES);
  // All that a broker of 4.4 tells.
  assert.equal(Object.values(known).filter((range) => range !== null).length, 77);
});

test("ApiVersions of a release tells its versions and features, those of level 0 from version 4 on", async (t) => {
  const { call } = await world(t, { kafkaVersion: "4.3" });
  const old = await call(ApiVersions, CLIENT, { version: 3 });
  assert.deepEqual(old.supportedFeatures?.map(({ name, minVersion, maxVersion }) => [name, minVersion, maxVersion]), [
    ["metadata.version", 7, 30],
  ]);
  const { supportedFeatures, finalizedFeatures, apiKeys } = await call(ApiVersions, CLIENT, { version: 4 });
  const supported = new Map(supportedFeatures?.map((one) => [one.name, [one.minVersion, one.maxVersion]]));
  assert.deepEqual(supported.get("kraft.version"), [0, 1]);
  const levels = new Map(finalizedFeatures?.map((one) => [one.name, [one.minVersionLevel, one.maxVersionLevel]]));
  assert.deepEqual([levels.get("metadata.version"), levels.get("kraft.version")], [[30, 30], undefined]);
  const produce = apiKeys.find(({ apiKey }) => apiKey === Produce.key);
  assert.deepEqual([produce?.minVersion, produce?.maxVersion], [0, 13]);
});

test("The features of a release are those of a fresh cluster of it", () => {
  const levels = (release: KafkaRelease) =>
    releaseFeatures(release).map(({ name, level }) => `${name}:${level}`).join(" ");
  assert.equal(levels("3.2"), "");
  assert.equal(levels("3.9"), "metadata.version:21 kraft.version:0");
  assert.match(levels("4.0"), /group\.version:1 transaction\.version:2/);
  assert.match(levels("4.4"), /metadata\.version:33 .*share\.version:2 streams\.version:1/);
});

test("A release closes the connection on what it no longer or not yet speaks", async (t) => {
  const it = await world(t, { kafkaVersion: "4.0", topics: { orders: 1 } });
  const topicData = [{ name: "orders", partitionData: [{ index: 0, records: batch([{ value: "v" }]) }] }];
  for (const version of [2, 13]) {
    const client = await it.connect();
    await it.until(client.send(Produce, { acks: 1, topicData }, version));
    assert.equal(await it.until(client.frame()), null, `version ${version}`);
  }
  const { responses } = await it.call(Produce, { acks: 1, topicData }, { version: 3 });
  assert.equal(responses[0].partitionResponses[0].errorCode, 0);
});

test("A newer ApiVersions is answered in form 0, with a range since 2.4", async (t) => {
  for (const [kafkaVersion, told] of [["2.8", [[18, 0, 3]]], ["1.1", []]] as const) {
    const it = await world(t, { kafkaVersion });
    const client = await it.connect();
    const id = await client.send(ApiVersions, CLIENT, 4);
    const { errorCode, apiKeys } = await it.until(client.receive(ApiVersions, 0, id));
    assert.equal(errorCode, 35);
    assert.deepEqual(apiKeys.map((one) => [one.apiKey, one.minVersion, one.maxVersion]), told);
  }
});

test("0.8 closes the connection on ApiVersions, 0.9 never answers it, and both know Metadata", async (t) => {
  for (const kafkaVersion of ["0.8", "0.9"] as const) {
    const it = await world(t, { kafkaVersion, topics: { orders: 1 } });
    const { topics } = await it.call(Metadata, { topics: [] }, { version: 0 });
    assert.deepEqual(topics.map(({ name }) => name), ["orders"]);
    const client = await it.connect();
    await it.until(client.send(ApiVersions, {}, 0));
    let ended: unknown = "waiting";
    client.frame().then((frame) => ended = frame);
    await it.clock.advance(60_000);
    assert.equal(ended, kafkaVersion === "0.8" ? null : "waiting");
  }
});

test("The option versions wins over the release", async (t) => {
  const it = await world(t, { kafkaVersion: "2.8", versions: { Metadata: 5, Fetch: null } });
  const { apiKeys } = await it.call(ApiVersions, CLIENT, { version: 3 });
  const told = new Map(apiKeys.map((one) => [one.apiKey, one.maxVersion]));
  assert.deepEqual([told.get(3), told.get(1), told.get(0)], [5, undefined, 9]);
});

test("A release that is not known is a mistake that names those that are", async () => {
  const kafkaVersion = "9.9" as KafkaRelease;
  await assert.rejects(EmbeddedKafka.start({ kafkaVersion }), {
    code: "INVALID_CONFIG",
    message: /kafkaVersion must be one of "0\.8".*"4\.4": it is "9\.9"/,
  });
});
