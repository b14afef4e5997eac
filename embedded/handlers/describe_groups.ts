// DescribeGroups, versions 0 to 6: classic groups with their members; authorized operations (3+), static members (4+),
// GROUP_ID_NOT_FOUND (6+; before that a group that is not there is Dead). Groups of other kinds are not found.
// Gaps: none known.
import { DescribeGroupsBroker } from "../../protocol/messages/describe_groups.ts";
import type { DescribeGroupsRequest, DescribeGroupsResponse } from "../../protocol/messages/describe_groups.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { authorizedOperations } from "../authorized_operations.ts";
import { ClassicGroup } from "../groups/classic_group.ts";
import { GROUPS } from "../groups/group_store.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";

const FIRST_WITH_NOT_FOUND = 6;

type Described = Init<DescribeGroupsResponse["groups"][number]>;

/** The handler of DescribeGroups. */
export const describeGroups: Handler = handler<DescribeGroupsRequest, DescribeGroupsResponse>(DescribeGroupsBroker, {
  handle: (request, context) => {
    const all = request.groups.map((id) => describeOne(id, request, context));
    // Those that may not be seen come first, as in Kafka.
    const refused = (one: Described) => one.errorCode === ErrorCode.GROUP_AUTHORIZATION_FAILED;
    return { groups: [...all.filter(refused), ...all.filter((one) => !refused(one))] };
  },
  fail: (request, errorCode) => ({ groups: request.groups.map((groupId) => ({ groupId, errorCode })) }),
});

function describeOne(groupId: string, request: DescribeGroupsRequest, context: RequestContext): Described {
  if (!context.allowed("DESCRIBE", "GROUP", groupId)) {
    return { groupId, errorCode: ErrorCode.GROUP_AUTHORIZATION_FAILED };
  }
  const store = context.state.part(GROUPS);
  const refusal = store.check(context.node.id, groupId);
  if (refusal !== null) return { groupId, errorCode: refusal.errorCode };
  const group = store.get(groupId);
  const resource = { kind: "GROUP", name: groupId } as const;
  const operations = authorizedOperations(request.includeAuthorizedOperations, resource, context);
  if (group instanceof ClassicGroup) return { ...describeGroup(group), authorizedOperations: operations };
  const what = group === undefined ? "not found" : "is not a classic group";
  if (context.version < FIRST_WITH_NOT_FOUND) {
    return { groupId, groupState: "Dead", authorizedOperations: operations };
  }
  const errorCode = ErrorCode.GROUP_ID_NOT_FOUND;
  return { groupId, groupState: "Dead", errorCode, errorMessage: `Group ${groupId} ${what}.` };
}

function describeGroup(group: ClassicGroup): Described {
  const { id: groupId, stateName: groupState, protocolType } = group;
  // Only a stable group has a protocol that all its members follow.
  const protocolName = groupState === "Stable" ? group.protocolName : null;
  const members = [...group.members.values()].map((member) => member.describe(protocolName));
  return { groupId, groupState, protocolType, protocolData: protocolName ?? "", members };
}
