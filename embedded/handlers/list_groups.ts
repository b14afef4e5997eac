// ListGroups, versions 0 to 5: the groups that the broker coordinates, of every kind, with filters for states (4+) and
// types (5+).
// Gaps: none known.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { ListGroupsBroker } from "../../protocol/messages/list_groups.ts";
import type { ListGroupsRequest, ListGroupsResponse } from "../../protocol/messages/list_groups.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { COORDINATORS } from "../coordinators.ts";
import type { Group } from "../groups/group.ts";
import { GROUPS } from "../groups/group_store.ts";
import { CLUSTER_NAME, type Handler, handler, type RequestContext } from "../handler.ts";

/** The handler of ListGroups. */
export const listGroups: Handler = handler<ListGroupsRequest, ListGroupsResponse>(ListGroupsBroker, {
  handle: (request, context) => list(request, context),
  fail: (_request, errorCode) => ({ errorCode }),
});

function list(request: ListGroupsRequest, context: RequestContext): Init<ListGroupsResponse> {
  const { state, node } = context;
  const store = state.part(GROUPS);
  const coordinators = state.part(COORDINATORS);
  const here = store.list().filter((group) => coordinators.of("group", group.id)?.id === node.id);
  if (here.some((group) => store.isLoading(group.id))) return { errorCode: ErrorCode.COORDINATOR_LOAD_IN_PROGRESS };
  for (const group of here) store.noticeMove(group);
  const all = context.allowed("DESCRIBE", "CLUSTER", CLUSTER_NAME);
  const wanted = wantedBy(request);
  const groups = here.filter((group) => wanted(group) && (all || context.allowed("DESCRIBE", "GROUP", group.id)));
  return {
    groups: groups.map(({ id: groupId, protocolType, stateName: groupState, kind: groupType }) => ({
      groupId,
      protocolType,
      groupState,
      groupType,
    })),
  };
}

/** Empty filters let everything through; names are compared without regard to case. */
function wantedBy({ statesFilter, typesFilter }: ListGroupsRequest): (group: Group) => boolean {
  const states = new Set(statesFilter.map((state) => state.trim().toLowerCase()));
  const types = new Set(typesFilter.map((type) => type.toLowerCase()));
  return ({ stateName, kind }) =>
    (states.size === 0 || states.has(stateName.toLowerCase())) && (types.size === 0 || types.has(kind));
}
