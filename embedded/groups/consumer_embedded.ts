// The bytes that consumers of the classic protocol put into JoinGroup and SyncGroup, and what they say in terms of topic
// ids. Called for the classic members of consumer groups.
import {
  decodeConsumerProtocolAssignment,
  encodeConsumerProtocolAssignment,
} from "../../protocol/messages/consumer_protocol_assignment.ts";
import { decodeConsumerProtocolSubscription } from "../../protocol/messages/consumer_protocol_subscription.ts";
import { Reader } from "../../protocol/wire/reader.ts";
import { Writer } from "../../protocol/wire/writer.ts";
import type { ClusterState } from "../cluster_state.ts";
import { byNumber, type HeldPartitions, type Partitions, type TopicPartitions } from "./consumer_member.ts";

const NEWEST = 3;

/** What a consumer subscribes to. */
export interface Subscription {
  /** Topic names. */
  readonly topics: readonly string[];
  /** What it holds. */
  readonly owned: readonly TopicPartitions[];
  /** Its rack. */
  readonly rackId: string | null;
}

/** Reads the metadata of a consumer; null when they are not what consumers write. */
export function readSubscription(metadata: Uint8Array, state: ClusterState): Subscription | null {
  try {
    const reader = new Reader(metadata);
    const version = versionOf(reader);
    const { topics, ownedPartitions, rackId } = decodeConsumerProtocolSubscription(reader, version);
    return { topics, owned: withIds(ownedPartitions, state), rackId: rackId || null };
  } catch {
    return null;
  }
}

/** What a leader has assigned. */
export interface ReadAssignment {
  /** Partitions of the topics that are there. */
  readonly partitions: readonly TopicPartitions[];
  /** Whether an assignor of the user's own has put something beside. */
  readonly hasUserData: boolean;
}

/** Reads an assignment; null when it is not what leaders of consumers write. */
export function readAssignment(assignment: Uint8Array, state: ClusterState): ReadAssignment | null {
  if (assignment.length === 0) return { partitions: [], hasUserData: false };
  try {
    const reader = new Reader(assignment);
    const { assignedPartitions, userData } = decodeConsumerProtocolAssignment(reader, versionOf(reader));
    return { partitions: withIds(assignedPartitions, state), hasUserData: (userData?.length ?? 0) > 0 };
  } catch {
    return null;
  }
}

/** Writes an assignment in the version of the metadata that its reader has sent. */
export function writeAssignment(
  partitions: HeldPartitions | Partitions,
  { metadata, state }: { readonly metadata: Uint8Array; readonly state: ClusterState },
): Uint8Array {
  const version = versionOf(new Reader(metadata));
  const assignedPartitions = [...partitions].flatMap(([topicId, indexes]) => {
    const topic = state.topicById(topicId)?.name;
    return topic === undefined ? [] : [{ topic, partitions: [...indexes.keys()].sort(byNumber) }];
  });
  const writer = new Writer();
  writer.int16(version);
  encodeConsumerProtocolAssignment(writer, { assignedPartitions }, version);
  return writer.toUint8Array();
}

/** Newer versions than are known begin as the newest one that is. */
function versionOf(reader: Reader): number {
  const version = reader.int16();
  if (version < 0) throw new RangeError(`Version ${version} of the consumer protocol`);
  return Math.min(version, NEWEST);
}

function withIds(
  topics: readonly { readonly topic: string; readonly partitions: readonly number[] }[],
  state: ClusterState,
): TopicPartitions[] {
  return topics.flatMap(({ topic, partitions }) => {
    const topicId = state.topic(topic)?.id;
    return topicId === undefined ? [] : [{ topicId, partitions }];
  });
}
