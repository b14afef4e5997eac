// ConsumerGroupHeartbeat, versions 0 to 1: members and their epochs, reconciliation, the assignors uniform and range,
// topic patterns (1+), static members, fencing, session and rebalance timeouts, upgrade and downgrade of groups with
// members.
// Gaps: racks are kept and shown, and the assignors do not look at them (as Kafka's do not either); patterns whose counts
// multiply to thousands are refused as invalid.
import {
  ConsumerGroupHeartbeatBroker,
  type ConsumerGroupHeartbeatRequest,
  type ConsumerGroupHeartbeatResponse,
} from "../../protocol/messages/consumer_group_heartbeat.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { type Failure, failure } from "../failure.ts";
import { ASSIGNORS, isAssignorName } from "../groups/assignors.ts";
import { heartbeat, leave, LEAVES, LEAVES_FOR_A_WHILE } from "../groups/consumer_heartbeat.ts";
import { groupForHeartbeat } from "../groups/consumer_upgrade.ts";
import { GROUPS } from "../groups/group_store.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";

const FIRST_WITH_CLIENT_IDS = 1;

type Request = ConsumerGroupHeartbeatRequest;

/** The handler of ConsumerGroupHeartbeat. */
export const consumerGroupHeartbeat: Handler = handler<Request, ConsumerGroupHeartbeatResponse>(
  ConsumerGroupHeartbeatBroker,
  {
    handle: (request, context) => beat(request, context),
    fail: (_request, errorCode) => ({ errorCode }),
  },
);

function beat(request: Request, context: RequestContext): Init<ConsumerGroupHeartbeatResponse> {
  const { groupId, memberEpoch, subscribedTopicNames } = request;
  if (!context.allowed("READ", "GROUP", groupId)) return { errorCode: ErrorCode.GROUP_AUTHORIZATION_FAILED };
  const sees = (topic: string) => context.allowed("DESCRIBE", "TOPIC", topic);
  if (subscribedTopicNames?.some((topic) => !sees(topic))) return { errorCode: ErrorCode.TOPIC_AUTHORIZATION_FAILED };
  const store = context.state.part(GROUPS);
  const refusal = requestProblem(request, context.version) ?? store.check(context.node.id, groupId);
  if (refusal !== null) return refusal;
  const group = groupForHeartbeat(store, groupId, memberEpoch === 0);
  if ("errorCode" in group) return group;
  if (memberEpoch === LEAVES || memberEpoch === LEAVES_FOR_A_WHILE) return leave(group, request);
  const { clientId, clientHost } = context;
  const answer = heartbeat(group, request, { clientId: clientId ?? "", clientHost, sees });
  // A group that was made for this heartbeat stays only if it has a member now.
  if ((answer.errorCode ?? ErrorCode.NONE) === ErrorCode.NONE && store.get(groupId) !== group) {
    store.replace(group);
    group.moved();
  }
  return answer;
}

/** What is wrong with a request by itself, in the order in which Kafka looks; null when nothing is. */
function requestProblem(request: Request, version: number): Failure | null {
  const { groupId, memberId, memberEpoch, instanceId, rackId, serverAssignor } = request;
  const needsId = version >= FIRST_WITH_CLIENT_IDS || memberEpoch > 0 || memberEpoch === LEAVES;
  if (needsId && isBlank(memberId)) return invalid("MemberId can't be empty.");
  if (isBlank(groupId)) return invalid("GroupId can't be empty.");
  if (instanceId !== null && isBlank(instanceId)) return invalid("InstanceId can't be empty.");
  if (rackId !== null && isBlank(rackId)) return invalid("RackId can't be empty.");
  if (memberEpoch === LEAVES_FOR_A_WHILE && instanceId === null) return invalid("InstanceId can't be null.");
  if (memberEpoch < LEAVES_FOR_A_WHILE) return invalid("MemberEpoch is invalid.");
  const problem = memberEpoch === 0 ? joinProblem(request) : null;
  if (problem !== null) return problem;
  if (serverAssignor === null || isAssignorName(serverAssignor)) return null;
  const names = Object.keys(ASSIGNORS).join(", ");
  const text = `ServerAssignor ${serverAssignor} is not supported. Supported assignors: ${names}.`;
  return failure(ErrorCode.UNSUPPORTED_ASSIGNOR, text);
}

function joinProblem(request: Request): Failure | null {
  if (request.rebalanceTimeoutMs === -1) return invalid("RebalanceTimeoutMs must be provided in first request.");
  if (request.topicPartitions?.length !== 0) return invalid("TopicPartitions must be empty when (re-)joining.");
  if (request.subscribedTopicNames !== null || request.subscribedTopicRegex !== null) return null;
  return invalid("Either SubscribedTopicNames or SubscribedTopicRegex must be non-null when (re-)joining.");
}

function isBlank(text: string): boolean {
  return text.trim() === "";
}

function invalid(text: string): Failure {
  return failure(ErrorCode.INVALID_REQUEST, text);
}
