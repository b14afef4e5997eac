// Makes the next immutable view of the cluster from the last one and an answer: what makes no sense is left out, a
// leader epoch never goes back for the same topic id unless brokers insist. Called by refresh.ts; pure.
import { ZERO_UUID } from "../../protocol/wire/uuid.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import type { MetadataResponse } from "../../protocol/messages/metadata.ts";
import type { BrokerAddress, LeaderHint, MetadataSnapshot, PartitionMetadata, TopicMetadata } from "./waist.ts";

/** The view before the first answer. */
export const EMPTY_SNAPSHOT: MetadataSnapshot = {
  generation: 0,
  clusterId: null,
  controllerId: -1,
  brokers: new Map(),
  topics: new Map(),
  topicNames: new Map(),
};

/** Answers with an older leader epoch that are ignored before it is believed (a controller that lost its log). */
export const OLD_EPOCHS_IGNORED = 5;

/** Highest partition index that is believed; beyond it an answer is damaged or hostile. */
const MAX_PARTITIONS = 1_000_000;

/** How often in a row an older leader epoch was seen, by topic and partition; kept between answers. */
export type OldEpochCounts = Map<string, number>;

type ResponseTopic = MetadataResponse["topics"][number];
type ResponsePartition = ResponseTopic["partitions"][number];

/** The next view. Null: the answer names no broker, and the old view is kept. */
export function nextSnapshot(
  old: MetadataSnapshot,
  response: MetadataResponse,
  options: { readonly oldEpochs: OldEpochCounts },
): MetadataSnapshot | null {
  const brokers = readBrokers(response);
  if (brokers.size === 0) return null;
  const topics = new Map(old.topics);
  for (const topic of readTopics(response)) {
    topics.set(topic.name, mergeTopic(old.topics.get(topic.name), topic, options.oldEpochs));
  }
  const controllerId = brokers.has(response.controllerId) ? response.controllerId : -1;
  return {
    generation: old.generation + 1,
    clusterId: response.clusterId ?? old.clusterId,
    controllerId,
    brokers,
    topics,
    topicNames: namesById(topics),
  };
}

/** The topics of an answer, by themselves. */
export function readTopics(response: MetadataResponse): readonly TopicMetadata[] {
  const topics: TopicMetadata[] = [];
  for (const topic of response.topics) {
    if (topic.name === null || topic.name === "") continue;
    topics.push({
      name: topic.name,
      id: topic.topicId,
      errorCode: topic.errorCode,
      isInternal: topic.isInternal,
      partitions: readPartitions(topic),
    });
  }
  return topics;
}

/** The view with a new leader; null when the hint tells nothing newer. */
export function withLeaderHint(old: MetadataSnapshot, hint: LeaderHint): MetadataSnapshot | null {
  const topic = old.topics.get(hint.topic);
  const partition = topic?.partitions[hint.partition];
  if (topic === undefined || partition === undefined) return null;
  if (hint.leader < 0 || hint.leaderEpoch <= partition.leaderEpoch) return null;
  const known = old.brokers.has(hint.leader);
  if (!known && hint.endpoint === undefined) return null;
  const partitions = topic.partitions.slice();
  partitions[hint.partition] = { ...partition, errorCode: 0, leader: hint.leader, leaderEpoch: hint.leaderEpoch };
  const topics = new Map(old.topics);
  topics.set(hint.topic, { ...topic, partitions });
  let brokers = old.brokers;
  if (hint.endpoint !== undefined && isUsable(hint.endpoint)) {
    brokers = new Map(old.brokers).set(hint.leader, { ...hint.endpoint, nodeId: hint.leader });
  }
  return { ...old, generation: old.generation + 1, brokers, topics };
}

/** The view without a topic. */
export function withoutTopic(old: MetadataSnapshot, name: string): MetadataSnapshot {
  if (!old.topics.has(name)) return old;
  const topics = new Map(old.topics);
  topics.delete(name);
  return { ...old, generation: old.generation + 1, topics, topicNames: namesById(topics) };
}

/** Whether a view has partitions without a leader, or topics whose answer was an error that passes. */
export function hasInnerErrors(snapshot: MetadataSnapshot, isRetriable: (code: number) => boolean): boolean {
  for (const topic of snapshot.topics.values()) {
    // Whoever wants an unknown topic asks again at its own pace.
    if (topic.errorCode === ErrorCode.UNKNOWN_TOPIC_OR_PARTITION) continue;
    if (topic.errorCode !== 0 && isRetriable(topic.errorCode)) return true;
    if (topic.partitions.some((partition) => partition.leader < 0)) return true;
  }
  return false;
}

function readBrokers(response: MetadataResponse): ReadonlyMap<number, BrokerAddress> {
  const brokers = new Map<number, BrokerAddress>();
  for (const { nodeId, host, port, rack } of response.brokers) {
    const broker = { nodeId, host, port, rack: rack ?? null };
    if (isUsable(broker)) brokers.set(nodeId, broker);
  }
  return brokers;
}

function isUsable(broker: BrokerAddress): boolean {
  return broker.nodeId >= 0 && broker.host !== "" && broker.port >= 1 && broker.port <= 65_535;
}

function readPartitions(topic: ResponseTopic): readonly PartitionMetadata[] {
  const limit = Math.min(MAX_PARTITIONS, topic.partitions.length * 2 + 1000);
  const partitions: PartitionMetadata[] = [];
  for (const partition of topic.partitions) {
    const index = partition.partitionIndex;
    if (index < 0 || index >= limit) continue;
    while (partitions.length < index) partitions.push(missingPartition(partitions.length));
    partitions[index] = readPartition(partition);
  }
  return partitions;
}

function readPartition(partition: ResponsePartition): PartitionMetadata {
  return {
    partition: partition.partitionIndex,
    errorCode: partition.errorCode,
    leader: partition.leaderId < 0 ? -1 : partition.leaderId,
    leaderEpoch: partition.leaderEpoch,
    replicas: partition.replicaNodes,
    inSyncReplicas: partition.isrNodes,
    offlineReplicas: partition.offlineReplicas,
  };
}

/** A partition that the answer left out: it exists, but nobody leads it now. */
function missingPartition(partition: number): PartitionMetadata {
  return {
    partition,
    errorCode: ErrorCode.LEADER_NOT_AVAILABLE,
    leader: -1,
    leaderEpoch: -1,
    replicas: [],
    inSyncReplicas: [],
    offlineReplicas: [],
  };
}

function mergeTopic(
  old: TopicMetadata | undefined,
  topic: TopicMetadata,
  oldEpochs: OldEpochCounts,
): TopicMetadata {
  if (old === undefined || old.partitions.length === 0) return topic;
  // An answer without partitions does not end what is known: a broker that has not heard of the topic yet, or no more.
  if (topic.errorCode !== 0 && topic.partitions.length === 0) {
    return { ...old, errorCode: topic.errorCode };
  }
  if (isOtherTopic(old, topic)) return topic;
  const length = Math.max(old.partitions.length, topic.partitions.length);
  const partitions: PartitionMetadata[] = [];
  for (let i = 0; i < length; i++) {
    const was = old.partitions[i];
    const is = topic.partitions[i];
    if (is === undefined) partitions.push(was);
    else if (was === undefined) partitions.push(is);
    else partitions.push(mergePartition(was, is, { key: `${topic.name}\n${i}`, oldEpochs }));
  }
  return { ...topic, id: topic.id === ZERO_UUID ? old.id : topic.id, partitions };
}

function isOtherTopic(old: TopicMetadata, topic: TopicMetadata): boolean {
  return old.id !== topic.id && old.id !== ZERO_UUID && topic.id !== ZERO_UUID;
}

function mergePartition(
  was: PartitionMetadata,
  is: PartitionMetadata,
  options: { readonly key: string; readonly oldEpochs: OldEpochCounts },
): PartitionMetadata {
  const { key, oldEpochs } = options;
  if (is.leaderEpoch >= was.leaderEpoch) {
    oldEpochs.delete(key);
    return is;
  }
  // Brokers of before 2.2 tell no epochs. One that is known from elsewhere (KIP-951) would be fenced for ever once the
  // leader has moved on, as nothing could renew it.
  if (is.leaderEpoch < 0) return is.leader < 0 ? { ...is, leaderEpoch: was.leaderEpoch } : is;
  const seen = (oldEpochs.get(key) ?? 0) + 1;
  if (seen > OLD_EPOCHS_IGNORED) {
    oldEpochs.delete(key);
    return is;
  }
  oldEpochs.set(key, seen);
  return was;
}

function namesById(topics: ReadonlyMap<string, TopicMetadata>): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const topic of topics.values()) if (topic.id !== ZERO_UUID) names.set(topic.id, topic.name);
  return names;
}
