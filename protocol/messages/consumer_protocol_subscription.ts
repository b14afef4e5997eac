// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../wire/api.ts";
import { readInt32, readString, writeInt32, writeString } from "../wire/elements.ts";
import type { MessageVersions } from "../wire/message_versions.ts";
import type { Reader } from "../wire/reader.ts";
import type { Writer } from "../wire/writer.ts";

/** Versions of ConsumerProtocolSubscription. */
export const consumerProtocolSubscriptionVersions: MessageVersions = {
  name: "ConsumerProtocolSubscription",
  recordType: null,
  minVersion: 0,
  maxVersion: 3,
  flexibleFrom: Infinity,
};

/**
 * ConsumerProtocolSubscription, versions 0 to 3.
 *
 * Subscription part of the Consumer Protocol.
 * The current implementation assumes that future versions will not break compatibility. When
 * it encounters a newer version, it parses it using the current format. This basically means
 * that new versions cannot remove or reorder any of the existing fields.
 * Version 1 added the "OwnedPartitions" field to allow assigner know what partitions each member owned
 * Version 2 added a new field "GenerationId" to indicate if the member has out-of-date ownedPartitions.
 * Version 3 adds rack id to enable rack-aware assignment.
 */
export interface ConsumerProtocolSubscription {
  /** The topics that the member wants to consume. */
  readonly topics: readonly string[];
  /** User data that will be passed back to the consumer. */
  readonly userData: Uint8Array | null;
  /** The partitions that the member owns. (from version 1; left out of others) */
  readonly ownedPartitions: readonly ConsumerProtocolSubscriptionTopicPartition[];
  /** The generation id of the member. (from version 2; left out of others; default -1) */
  readonly generationId: number;
  /** The rack id of the member. (from version 3; left out of others) */
  readonly rackId: string | null;
}

/** The partitions that the member owns. */
export interface ConsumerProtocolSubscriptionTopicPartition {
  /** The topic name. */
  readonly topic: string;
  /** The partition ids. */
  readonly partitions: readonly number[];
}

/** Writes a ConsumerProtocolSubscription in version `v`, 0 to 3. */
export function encodeConsumerProtocolSubscription(w: Writer, m: Init<ConsumerProtocolSubscription>, v: number): void {
  w.begin("ConsumerProtocolSubscription", v, false);
  const { topics = [], userData = null, ownedPartitions = [], generationId = -1, rackId = null } = m;
  w.array(topics, "topics", writeString);
  w.nullableBytes(userData, "userData");
  if (v >= 1) w.array(ownedPartitions, "ownedPartitions", encodeConsumerProtocolSubscriptionTopicPartition);
  if (v >= 2) w.int32(generationId, "generationId");
  if (v >= 3) w.nullableString(rackId, "rackId");
}

function encodeConsumerProtocolSubscriptionTopicPartition(
  w: Writer,
  m: Init<ConsumerProtocolSubscriptionTopicPartition>,
  _v: number,
): void {
  const { topic = "", partitions = [] } = m;
  w.string(topic, "topic");
  w.array(partitions, "partitions", writeInt32);
}

/** Reads a ConsumerProtocolSubscription in version `v`, 0 to 3. */
export function decodeConsumerProtocolSubscription(r: Reader, v: number): ConsumerProtocolSubscription {
  r.begin("ConsumerProtocolSubscription", v, false);
  return {
    topics: r.array("topics", readString),
    userData: r.nullableBytes("userData"),
    ownedPartitions: v >= 1 ? r.array("ownedPartitions", decodeConsumerProtocolSubscriptionTopicPartition) : [],
    generationId: v >= 2 ? r.int32("generationId") : -1,
    rackId: v >= 3 ? r.nullableString("rackId") : null,
  };
}

function decodeConsumerProtocolSubscriptionTopicPartition(
  r: Reader,
  _v: number,
): ConsumerProtocolSubscriptionTopicPartition {
  return {
    topic: r.string("topic"),
    partitions: r.array("partitions", readInt32),
  };
}
