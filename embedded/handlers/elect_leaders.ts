// ElectLeaders, versions 0 to 2: the preferred leader (the first replica, when it is in sync and up), or since version
// 1 any replica that is up for partitions without a leader. Null means all partitions; those that need nothing are
// left out then.
// Gaps: `timeoutMs` has no meaning, as elections are over at once.
import { ElectLeadersBroker } from "../../protocol/messages/elect_leaders.ts";
import type { ElectLeadersRequest, ElectLeadersResponse } from "../../protocol/messages/elect_leaders.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { type Failure, failure, plainFailure } from "../failure.ts";
import { CLUSTER_NAME, type Handler, handler, type RequestContext } from "../handler.ts";
import type { Partition } from "../topic.ts";

type TopicResult = Init<ElectLeadersResponse["replicaElectionResults"][number]>;

const PREFERRED = 0;
const UNCLEAN = 1;

/** The handler of ElectLeaders. */
export const electLeaders: Handler = handler<ElectLeadersRequest, ElectLeadersResponse>(ElectLeadersBroker, {
  handle: (request, context) => {
    if (!context.allowed("ALTER", "CLUSTER", CLUSTER_NAME)) {
      return failAll(request, plainFailure(ErrorCode.CLUSTER_AUTHORIZATION_FAILED), context);
    }
    const { topicPartitions, electionType } = request;
    if (electionType !== PREFERRED && electionType !== UNCLEAN) {
      return failAll(request, failure(ErrorCode.INVALID_REQUEST, `Unknown election type ${electionType}`), context);
    }
    const replicaElectionResults = topicPartitions === null
      ? everywhere(electionType, context)
      : topicPartitions.map(({ topic, partitions }) => ({
        topic,
        partitionResult: partitions.map((partitionId) => ({
          partitionId,
          errorMessage: null,
          ...elect({ topic, partitionId, electionType }, context),
        })),
      }));
    return { replicaElectionResults };
  },
  fail: (request, errorCode, context) => failAll(request, plainFailure(errorCode), context),
});

function failAll(
  request: ElectLeadersRequest,
  failed: Failure,
  { version }: RequestContext,
): Init<ElectLeadersResponse> {
  const replicaElectionResults = (request.topicPartitions ?? []).map(({ topic, partitions }) => ({
    topic,
    partitionResult: partitions.map((partitionId) => ({ partitionId, ...failed })),
  }));
  // The first version has no code for the whole.
  return version === 0 ? { replicaElectionResults } : { errorCode: failed.errorCode, replicaElectionResults };
}

function everywhere(electionType: number, context: RequestContext): TopicResult[] {
  return [...context.state.topics].map(({ name: topic, partitions }) => ({
    topic,
    partitionResult: partitions
      .map(({ index: partitionId }) => ({
        partitionId,
        errorMessage: null,
        ...elect({ topic, partitionId, electionType }, context),
      }))
      .filter((result) => !("errorCode" in result) || result.errorCode !== ErrorCode.ELECTION_NOT_NEEDED),
  }));
}

interface Election {
  readonly topic: string;
  readonly partitionId: number;
  readonly electionType: number;
}

function elect({ topic: name, partitionId, electionType }: Election, context: RequestContext): Failure | null {
  const topic = context.state.topic(name);
  if (topic === undefined) return failure(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, `No such topic as ${name}`);
  const partition = topic.partitions[partitionId];
  if (partition === undefined) {
    return failure(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, `No such partition as ${name}-${partitionId}`);
  }
  if (electionType === PREFERRED) return electPreferred(partition, context);
  if (partition.leader !== -1) return plainFailure(ErrorCode.ELECTION_NOT_NEEDED);
  context.state.electLeader(topic, partition, { unclean: true });
  return partition.leader === -1 ? plainFailure(ErrorCode.ELIGIBLE_LEADERS_NOT_AVAILABLE) : null;
}

function electPreferred(partition: Partition, { state }: RequestContext): Failure | null {
  const preferred = partition.replicas[0].nodeId;
  if (partition.leader === preferred) return plainFailure(ErrorCode.ELECTION_NOT_NEEDED);
  if (!partition.isr.includes(preferred) || state.nodes.get(preferred)?.alive !== true) {
    return plainFailure(ErrorCode.PREFERRED_LEADER_NOT_AVAILABLE);
  }
  partition.elect(preferred);
  return null;
}
