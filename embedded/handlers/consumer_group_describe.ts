// ConsumerGroupDescribe, versions 0 to 1: groups of the consumer protocol with their epochs, members, and what each has
// and is to have; kinds of members (1+), authorized operations.
// Gaps: none known.
import {
  ConsumerGroupDescribeBroker,
  type ConsumerGroupDescribeRequest,
  type ConsumerGroupDescribeResponse,
} from "../../protocol/messages/consumer_group_describe.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { authorizedOperations } from "../authorized_operations.ts";
import { ConsumerGroup } from "../groups/consumer_group.ts";
import { GROUPS } from "../groups/group_store.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";

type Described = Init<ConsumerGroupDescribeResponse["groups"][number]>;

/** The handler of ConsumerGroupDescribe. */
export const consumerGroupDescribe: Handler = handler<ConsumerGroupDescribeRequest, ConsumerGroupDescribeResponse>(
  ConsumerGroupDescribeBroker,
  {
    handle: (request, context) => {
      const all = request.groupIds.map((id) => describeOne(id, request, context));
      // Those that may not be seen come first, as in Kafka.
      const refused = (one: Described) => one.errorCode === ErrorCode.GROUP_AUTHORIZATION_FAILED;
      return { groups: [...all.filter(refused), ...all.filter((one) => !refused(one))] };
    },
    fail: (request, errorCode) => ({ groups: request.groupIds.map((groupId) => ({ groupId, errorCode })) }),
  },
);

function describeOne(
  groupId: string,
  { includeAuthorizedOperations }: ConsumerGroupDescribeRequest,
  context: RequestContext,
): Described {
  if (!context.allowed("DESCRIBE", "GROUP", groupId)) {
    return { groupId, errorCode: ErrorCode.GROUP_AUTHORIZATION_FAILED };
  }
  if (groupId === "") return { groupId, errorCode: ErrorCode.INVALID_GROUP_ID };
  const store = context.state.part(GROUPS);
  const refusal = store.check(context.node.id, groupId);
  if (refusal !== null) return { groupId, errorCode: refusal.errorCode };
  const group = store.get(groupId);
  if (!(group instanceof ConsumerGroup)) {
    const what = group === undefined ? "not found" : "is not a consumer group";
    return { groupId, errorCode: ErrorCode.GROUP_ID_NOT_FOUND, errorMessage: `Group ${groupId} ${what}.` };
  }
  return {
    ...hideTopics(group.describe(), context),
    authorizedOperations: authorizedOperations(includeAuthorizedOperations, { kind: "GROUP", name: groupId }, context),
  };
}

/** The members are left out when one of them has to do with a topic that the asker may not see. */
function hideTopics(group: Described, context: RequestContext): Described {
  const names = (group.members ?? []).flatMap(({ assignment, targetAssignment }) =>
    [assignment, targetAssignment].flatMap((one) => one?.topicPartitions ?? []).map(({ topicName = "" }) => topicName)
  );
  if (names.every((name) => context.allowed("DESCRIBE", "TOPIC", name))) return group;
  return {
    ...group,
    errorCode: ErrorCode.TOPIC_AUTHORIZATION_FAILED,
    errorMessage: "The described group uses topics that the client is not authorized to describe.",
    members: [],
  };
}
