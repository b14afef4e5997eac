// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../wire/api.ts";
import { readInt32, writeInt32 } from "../wire/elements.ts";
import type { MessageVersions } from "../wire/message_versions.ts";
import type { Reader } from "../wire/reader.ts";
import type { Writer } from "../wire/writer.ts";

/** Versions of ConsumerProtocolAssignment. */
export const consumerProtocolAssignmentVersions: MessageVersions = {
  name: "ConsumerProtocolAssignment",
  recordType: null,
  minVersion: 0,
  maxVersion: 3,
  flexibleFrom: Infinity,
};

/**
 * ConsumerProtocolAssignment, versions 0 to 3.
 *
 * Assignment part of the Consumer Protocol.
 * The current implementation assumes that future versions will not break compatibility. When
 * it encounters a newer version, it parses it using the current format. This basically means
 * that new versions cannot remove or reorder any of the existing fields.
 * Version 2 is to support a new field "GenerationId" in ConsumerProtocolSubscription.
 * Version 3 adds rack id to ConsumerProtocolSubscription.
 */
export interface ConsumerProtocolAssignment {
  /** The list of topics and partitions assigned to this consumer. */
  readonly assignedPartitions: readonly ConsumerProtocolAssignmentTopicPartition[];
  /** User data. */
  readonly userData: Uint8Array | null;
}

/** The list of topics and partitions assigned to this consumer. */
export interface ConsumerProtocolAssignmentTopicPartition {
  /** The topic name. */
  readonly topic: string;
  /** The list of partitions assigned to this consumer. */
  readonly partitions: readonly number[];
}

/** Writes a ConsumerProtocolAssignment in version `v`, 0 to 3. */
export function encodeConsumerProtocolAssignment(w: Writer, m: Init<ConsumerProtocolAssignment>, v: number): void {
  w.begin("ConsumerProtocolAssignment", v, false);
  const { assignedPartitions = [], userData = null } = m;
  w.array(assignedPartitions, "assignedPartitions", encodeConsumerProtocolAssignmentTopicPartition);
  w.nullableBytes(userData, "userData");
}

function encodeConsumerProtocolAssignmentTopicPartition(
  w: Writer,
  m: Init<ConsumerProtocolAssignmentTopicPartition>,
  _v: number,
): void {
  const { topic = "", partitions = [] } = m;
  w.string(topic, "topic");
  w.array(partitions, "partitions", writeInt32);
}

/** Reads a ConsumerProtocolAssignment in version `v`, 0 to 3. */
export function decodeConsumerProtocolAssignment(r: Reader, v: number): ConsumerProtocolAssignment {
  r.begin("ConsumerProtocolAssignment", v, false);
  return {
    assignedPartitions: r.array("assignedPartitions", decodeConsumerProtocolAssignmentTopicPartition),
    userData: r.nullableBytes("userData"),
  };
}

function decodeConsumerProtocolAssignmentTopicPartition(
  r: Reader,
  _v: number,
): ConsumerProtocolAssignmentTopicPartition {
  return {
    topic: r.string("topic"),
    partitions: r.array("partitions", readInt32),
  };
}
