// Finds the partition that a request names, as the broker that was asked may see it: unknown, led by another, stale
// epochs (`ReplicaManager.getPartitionOrError`, `Partition.getLocalLog`). Called by the handlers of data requests.
import { ZERO_UUID } from "../protocol/wire/uuid.ts";
import type { ClusterState, Endpoint } from "./cluster_state.ts";
import { ErrorCode } from "../protocol/messages/error_codes.ts";
import { type Failure, failure } from "./failure.ts";
import type { Operation, RequestContext } from "./handler.ts";
import type { Partition, Topic } from "./topic.ts";

/** How a request names a topic: by name, or by id in newer versions. */
export interface TopicReference {
  /** Name; empty or null when an id is given. */
  readonly name?: string | null;
  /** Id; the zero uuid when a name is given. */
  readonly topicId?: string;
}

/** Which partition is asked for. */
export interface PartitionQuery {
  /** Its number. */
  readonly index: number;
  /** Leader epoch that the asker knows; -1 = none. */
  readonly currentLeaderEpoch?: number;
  /** Whether a follower may answer. @default false */
  readonly anyReplica?: boolean;
}

/** The topic that a request names. */
export function findTopic(state: ClusterState, reference: TopicReference): Topic | Failure {
  const { name, topicId = ZERO_UUID } = reference;
  if (topicId !== ZERO_UUID) {
    return state.topicById(topicId) ?? failure(ErrorCode.UNKNOWN_TOPIC_ID, "This server does not host this topic ID.");
  }
  return state.topic(name ?? "") ?? unknownPartition();
}

/** The topic that a request names, when the asker may do `operation` to it; an id that is not known names nothing. */
export function allowedTopic(
  operation: Operation,
  reference: TopicReference,
  context: RequestContext,
): Topic | Failure {
  const topic = findTopic(context.state, reference);
  const name = "errorCode" in topic ? reference.name : topic.name;
  if (name === undefined || name === null || context.allowed(operation, "TOPIC", name)) return topic;
  return failure(ErrorCode.TOPIC_AUTHORIZATION_FAILED, "Topic authorization failed.");
}

/** The partition of a topic, when the broker that was asked may answer for it. */
export function findPartition(
  topic: Topic | Failure,
  query: PartitionQuery,
  context: RequestContext,
): Partition | Failure {
  if ("errorCode" in topic) return topic;
  const partition = topic.partitions[query.index];
  if (partition === undefined) return unknownPartition();
  const { id } = context.node;
  if (partition.replica(id) === undefined) return notLeader();
  const epoch = query.currentLeaderEpoch ?? -1;
  if (epoch !== -1 && epoch < partition.leaderEpoch) {
    return failure(
      ErrorCode.FENCED_LEADER_EPOCH,
      "The leader epoch in the request is older than the epoch on the broker.",
    );
  }
  if (epoch > partition.leaderEpoch) {
    return failure(
      ErrorCode.UNKNOWN_LEADER_EPOCH,
      "The leader epoch in the request is newer than the epoch on the broker.",
    );
  }
  return partition.leader === id || query.anyReplica === true ? partition : notLeader();
}

/** Leader hints of an answer (KIP-951): collects the addresses that its partitions name. */
export class LeaderHints {
  readonly #context: RequestContext;
  readonly #nodes = new Map<number, Endpoint & { nodeId: number; rack: string | null }>();

  /** Hints for the asker of `context`. */
  constructor(context: RequestContext) {
    this.#context = context;
  }

  /** The addresses of all leaders that were named. */
  get nodeEndpoints(): (Endpoint & { nodeId: number; rack: string | null })[] {
    return [...this.#nodes.values()];
  }

  /** Who leads now; its address is remembered for {@linkcode nodeEndpoints}. */
  leaderOf(topic: Topic | Failure, index: number): { leaderId: number; leaderEpoch: number } {
    const partition = "errorCode" in topic ? undefined : topic.partitions[index];
    if (partition === undefined) return { leaderId: -1, leaderEpoch: -1 };
    const { leader: leaderId, leaderEpoch } = partition;
    const node = this.#context.state.nodes.get(leaderId);
    const endpoint = node?.endpoints.get(this.#context.listener);
    if (node !== undefined && endpoint !== undefined) {
      this.#nodes.set(leaderId, { nodeId: leaderId, ...endpoint, rack: node.rack });
    }
    return { leaderId, leaderEpoch };
  }
}

function unknownPartition(): Failure {
  return failure(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, "This server does not host this topic-partition.");
}

function notLeader(): Failure {
  return failure(
    ErrorCode.NOT_LEADER_OR_FOLLOWER,
    "For requests intended only for the leader, this error indicates that the broker is not the current leader.",
  );
}
