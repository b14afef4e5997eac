// Generated messages: defaults, versions, nullable and tagged fields, and the table of error codes.
import assert from "node:assert/strict";
import { ProtocolError, type ProtocolErrorCode } from "../../../errors/protocol_error.ts";
import { type ClientApi, requestHeaderVersion, responseHeaderVersion } from "../../../protocol/wire/api.ts";
import { Reader } from "../../../protocol/wire/reader.ts";
import { Writer } from "../../../protocol/wire/writer.ts";
import { ApiVersions } from "../../../protocol/messages/api_versions.ts";
import {
  decodeConsumerGroupMemberMetadataValue,
  encodeConsumerGroupMemberMetadataValue,
} from "../../../protocol/messages/coordinator/consumer_group_member_metadata_value.ts";
import {
  consumerProtocolSubscriptionVersions,
  decodeConsumerProtocolSubscription,
  encodeConsumerProtocolSubscription,
} from "../../../protocol/messages/consumer_protocol_subscription.ts";
import { ErrorCode, errorInfo } from "../../../protocol/messages/error_codes.ts";
import { decodeFetchResponse, encodeFetchResponse, Fetch } from "../../../protocol/messages/fetch.ts";
import { InitProducerId } from "../../../protocol/messages/init_producer_id.ts";
import {
  decodeMetadataRequest,
  decodeMetadataResponse,
  encodeMetadataRequest,
  encodeMetadataResponse,
  Metadata,
  MetadataBroker,
} from "../../../protocol/messages/metadata.ts";
import * as everything from "../../../protocol/messages/mod.ts";
import { encodeProduceRequest } from "../../../protocol/messages/produce.ts";
import { decodeRequestHeader, encodeRequestHeader } from "../../../protocol/messages/request_header.ts";
import { test } from "../../harness.ts";

function bytesOf(write: (writer: Writer) => void): Uint8Array {
  const writer = new Writer();
  write(writer);
  return writer.toUint8Array();
}

function fails(call: () => unknown, code: ProtocolErrorCode, text: RegExp): void {
  assert.throws(call, (error) => {
    assert.ok(error instanceof ProtocolError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, text);
    return true;
  });
}

test("A field that is left out takes the schema's default, at any depth", () => {
  const bytes = bytesOf((w) => encodeMetadataRequest(w, { topics: [{ name: "orders" }] }, 8));
  assert.deepEqual(decodeMetadataRequest(new Reader(bytes), 8), {
    topics: [{ topicId: "AAAAAAAAAAAAAAAAAAAAAA", name: "orders" }],
    allowAutoTopicCreation: true,
    includeClusterAuthorizedOperations: false,
    includeTopicAuthorizedOperations: false,
  });
});

test("A field that a version lacks decodes to its default", () => {
  const bytes = bytesOf((w) => encodeMetadataResponse(w, { topics: [{ partitions: [{ leaderId: 1 }] }] }, 0));
  const [topic] = decodeMetadataResponse(new Reader(bytes), 0).topics;
  assert.equal(topic.partitions[0].leaderEpoch, -1);
  assert.equal(topic.topicAuthorizedOperations, -2147483648);
  assert.deepEqual(topic.partitions[0].offlineReplicas, []);
});

test("A value that the version cannot carry is an error, its default is not", () => {
  const encode = (allowAutoTopicCreation: boolean) =>
    bytesOf((w) => encodeMetadataRequest(w, { allowAutoTopicCreation }, 3));
  assert.equal(encode(true).length, 4);
  fails(() => encode(false), "UNSUPPORTED_FIELD", /MetadataRequest\.allowAutoTopicCreation is set, but version 3/);
});

test("An ignorable value that the version cannot carry is left out", () => {
  const bytes = bytesOf((w) => encodeMetadataResponse(w, { throttleTimeMs: 5, clusterId: "c", controllerId: 3 }, 0));
  assert.equal(bytes.length, 8);
});

test("A value inside an array that the version cannot carry is named by its path", () => {
  const topics = [{}, { partitions: [{}, { lastFetchedEpoch: 4 }] }];
  fails(
    () => Fetch.encodeRequest(new Writer(), { topics }, 11),
    "UNSUPPORTED_FIELD",
    /FetchRequest\.topics\[1\]\.partitions\[1\]\.lastFetchedEpoch is set, but version 11/,
  );
});

test("Null in a version that does not allow it is an error", () => {
  assert.equal(bytesOf((w) => encodeMetadataRequest(w, { topics: null }, 1))[0], 0xff);
  fails(
    () => encodeMetadataRequest(new Writer(), { topics: null }, 0),
    "INVALID_VALUE",
    /topics is null, which version 0/,
  );
  fails(() => decodeMetadataRequest(new Reader(Uint8Array.of(255, 255, 255, 255)), 0), "INVALID_VALUE", /topics/);
});

test("A wrong value is named by its path", () => {
  const request = { topicData: [{ name: "a", partitionData: [{ index: 2 ** 40 }] }] };
  fails(
    () => encodeProduceRequest(new Writer(), request, 9),
    "INVALID_VALUE",
    /ProduceRequest\.topicData\[0\]\.partitionData\[0\]\.index is 1099511627776: an int32 is wanted/,
  );
});

test("Produce requests refer to the bytes of their batches", () => {
  const records = new Uint8Array(5000);
  const writer = new Writer();
  encodeProduceRequest(writer, { topicData: [{ partitionData: [{ records }, { records }] }] }, 9);
  assert.equal(writer.chunks().filter((chunk) => chunk === records).length, 2);
});

test("Tagged fields stay off the wire while they have their default", () => {
  const plain = bytesOf((w) => encodeFetchResponse(w, { responses: [{ partitions: [{}] }] }, 16));
  const spelled = bytesOf((w) =>
    encodeFetchResponse(w, {
      responses: [{ partitions: [{ currentLeader: { leaderId: -1, leaderEpoch: -1 }, divergingEpoch: {} }] }],
      nodeEndpoints: [],
    }, 16)
  );
  assert.deepEqual(spelled, plain);
  const set = bytesOf((w) =>
    encodeFetchResponse(w, { responses: [{ partitions: [{ currentLeader: { leaderId: 3 } }] }] }, 16)
  );
  assert.ok(set.length > plain.length);
  const { currentLeader } = decodeFetchResponse(new Reader(set), 16).responses[0].partitions[0];
  assert.deepEqual(currentLeader, { leaderId: 3, leaderEpoch: -1 });
});

test("Unknown tagged fields survive a round trip, in ascending order, and refuse an inflexible version", () => {
  const unknownTaggedFields = [{ tag: 7, bytes: Uint8Array.of(1, 2) }, { tag: 3, bytes: new Uint8Array(0) }];
  const request = { topics: [{ name: "a", unknownTaggedFields }], unknownTaggedFields };
  const bytes = bytesOf((w) => encodeMetadataRequest(w, request, 12));
  const decoded = decodeMetadataRequest(new Reader(bytes), 12);
  assert.deepEqual(decoded.unknownTaggedFields?.map(({ tag }) => tag), [3, 7]);
  assert.deepEqual(decoded.topics?.[0].unknownTaggedFields?.map(({ tag }) => tag), [3, 7]);
  assert.deepEqual(bytesOf((w) => encodeMetadataRequest(w, decoded, 12)), bytes);
  fails(() => encodeMetadataRequest(new Writer(), request, 8), "UNSUPPORTED_FIELD", /unknownTaggedFields/);
});

test("The tagged nullable struct of ConsumerGroupMemberMetadataValue is written as Java does", () => {
  const encode = (value: object) => bytesOf((w) => encodeConsumerGroupMemberMetadataValue(w, value, 0));
  const none = encode({});
  assert.deepEqual(encode({ classicMemberMetadata: {} }), none);
  const withNull = encode({ classicMemberMetadata: null });
  assert.deepEqual([...withNull.slice(-4)], [1, 0, 1, 0]);
  assert.equal(decodeConsumerGroupMemberMetadataValue(new Reader(withNull), 0).classicMemberMetadata, null);
  const whole = { sessionTimeoutMs: 5, supportedProtocols: [{ name: "range", metadata: Uint8Array.of(1) }] };
  const decoded = decodeConsumerGroupMemberMetadataValue(new Reader(encode({ classicMemberMetadata: whole })), 0);
  assert.deepEqual(decoded.classicMemberMetadata, whole);
});

test("The request header keeps the old form of the client id in version 2", () => {
  const header = { requestApiKey: 3, requestApiVersion: 12, correlationId: 7, clientId: "me" };
  const bytes = bytesOf((w) => encodeRequestHeader(w, header, 2));
  assert.deepEqual([...bytes], [0, 3, 0, 12, 0, 0, 0, 7, 0, 2, 109, 101, 0]);
  assert.deepEqual(decodeRequestHeader(new Reader(bytes), 2), header);
});

test("Header versions follow the flexible versions, but for the response of ApiVersions", () => {
  assert.deepEqual([requestHeaderVersion(Metadata, 8), requestHeaderVersion(Metadata, 9)], [1, 2]);
  assert.deepEqual([responseHeaderVersion(Metadata, 8), responseHeaderVersion(Metadata, 9)], [0, 1]);
  assert.deepEqual([requestHeaderVersion(ApiVersions, 4), responseHeaderVersion(ApiVersions, 4)], [2, 0]);
});

test("An unstable version is known and not the latest stable one", () => {
  assert.equal(InitProducerId.maxVersion, 6);
  assert.equal(InitProducerId.latestStableVersion, 5);
  assert.equal(Metadata.latestStableVersion, Metadata.maxVersion);
});

test("The broker's side reads what the client's side writes", () => {
  const bytes = bytesOf((w) => Metadata.encodeRequest(w, { topics: [{ name: "a" }] }, 4));
  assert.equal(MetadataBroker.decodeRequest(new Reader(bytes), 4).topics?.[0].name, "a");
  const answer = bytesOf((w) => MetadataBroker.encodeResponse(w, { controllerId: 5 }, 4));
  assert.equal(Metadata.decodeResponse(new Reader(answer), 4).controllerId, 5);
});

test("The entry point has both sides of 91 APIs and none of the keys 4 to 7", () => {
  const apis = Object.values(everything).filter((value) => typeof value === "object" && "encodeRequest" in value)
    .map((value) => value as ClientApi<unknown, unknown>);
  assert.equal(apis.length, 91);
  const keys = new Set(apis.map(({ key }) => key));
  assert.equal(keys.size, 91);
  for (const key of [4, 5, 6, 7]) assert.equal(keys.has(key), false);
  for (const { name, key } of apis) {
    const broker = everything[`${name}Broker` as keyof typeof everything] as unknown as { readonly key: number };
    assert.equal(broker.key, key, name);
  }
});

test("Consumer protocol messages have a range of versions and codecs of their own", () => {
  assert.deepEqual(consumerProtocolSubscriptionVersions, {
    name: "ConsumerProtocolSubscription",
    recordType: null,
    minVersion: 0,
    maxVersion: 3,
    flexibleFrom: Infinity,
  });
  const bytes = bytesOf((w) => encodeConsumerProtocolSubscription(w, { topics: ["a"], rackId: "r" }, 3));
  assert.equal(decodeConsumerProtocolSubscription(new Reader(bytes), 3).rackId, "r");
});

test("errorInfo() knows each of Kafka's codes and nothing else", () => {
  for (const [name, code] of Object.entries(ErrorCode)) assert.equal(errorInfo(code)?.name, name);
  assert.deepEqual(errorInfo(ErrorCode.NOT_LEADER_OR_FOLLOWER), {
    code: 6,
    name: "NOT_LEADER_OR_FOLLOWER",
    message:
      "For requests intended only for the leader, this error indicates that the broker is not the current leader. For requests intended for any replica, this error indicates that the broker is not a replica of the topic partition.",
    retriable: true,
    refreshMetadata: true,
  });
  for (const code of [-2, 10_000, 0.5, NaN]) assert.equal(errorInfo(code), undefined);
});
