// What the scenarios do to topics, by requests of our own client: no Java program to start, so the strike is prompt.
// Called by world.ts.
import type { Kafka } from "../../../mod.ts";
import { AlterPartitionReassignments } from "../../../protocol/messages/alter_partition_reassignments.ts";
import { CreateTopics } from "../../../protocol/messages/create_topics.ts";
import { DeleteTopics } from "../../../protocol/messages/delete_topics.ts";
import { DescribeQuorum } from "../../../protocol/messages/describe_quorum.ts";
import { ElectLeaders } from "../../../protocol/messages/elect_leaders.ts";
import { ZERO_UUID } from "../../../protocol/wire/uuid.ts";

const TIMEOUT_MS = 10_000;

/** Creates a topic with these replicas by partition; the first of each leads. */
export async function createTopic(
  kafka: Kafka,
  topic: string,
  replicas: readonly (readonly number[])[],
): Promise<void> {
  const assignments = replicas.map((brokerIds, partitionIndex) => ({ partitionIndex, brokerIds }));
  const answer = await kafka.request(CreateTopics, {
    topics: [{ name: topic, numPartitions: -1, replicationFactor: -1, assignments, configs: [] }],
    timeoutMs: TIMEOUT_MS,
    validateOnly: false,
  }, { to: "controller" });
  refuse("CreateTopics", answer.topics.map((one) => one.errorCode));
}

/** Deletes a topic. */
export async function deleteTopic(kafka: Kafka, topic: string): Promise<void> {
  const answer = await kafka.request(DeleteTopics, {
    topics: [{ name: topic, topicId: ZERO_UUID }],
    topicNames: [topic],
    timeoutMs: TIMEOUT_MS,
  }, { to: "controller" });
  refuse("DeleteTopics", answer.responses.map((one) => one.errorCode));
}

/** Makes the first of these replicas of each partition its leader. */
export async function leadFirst(
  kafka: Kafka,
  topic: string,
  replicas: readonly (readonly number[])[],
): Promise<void> {
  const order = await kafka.request(AlterPartitionReassignments, {
    timeoutMs: TIMEOUT_MS,
    allowReplicationFactorChange: true,
    topics: [{ name: topic, partitions: replicas.map((list, partitionIndex) => ({ partitionIndex, replicas: list })) }],
  }, { to: "controller" });
  const codes = order.responses.flatMap((one) => one.partitions.map((partition) => partition.errorCode));
  refuse("AlterPartitionReassignments", [order.errorCode, ...codes]);
  const partitions = replicas.map((_, partition) => partition);
  const elected = await kafka.request(ElectLeaders, {
    electionType: 0,
    topicPartitions: [{ topic, partitions }],
    timeoutMs: TIMEOUT_MS,
  }, { to: "controller" });
  const results = elected.replicaElectionResults.flatMap((one) => one.partitionResult.map((part) => part.errorCode));
  refuse("ElectLeaders", results.filter((code) => code !== ELECTION_NOT_NEEDED));
}

const ELECTION_NOT_NEEDED = 84;

/** The node that leads the quorum. */
export async function quorumLeader(kafka: Kafka): Promise<number> {
  const topics = [{ topicName: "__cluster_metadata", partitions: [{ partitionIndex: 0 }] }];
  const answer = await kafka.request(DescribeQuorum, { topics });
  return answer.topics[0].partitions[0].leaderId;
}

function refuse(api: string, codes: readonly number[]): void {
  const bad = codes.find((code) => code !== 0);
  if (bad !== undefined) throw new Error(`${api} answered the error ${bad}`);
}
