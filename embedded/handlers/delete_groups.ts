// DeleteGroups, versions 0 to 3: groups without members, of every kind, with their offsets. No messages, as Kafka.
// Gaps: none known.
import { DeleteGroupsBroker } from "../../protocol/messages/delete_groups.ts";
import type { DeleteGroupsRequest, DeleteGroupsResponse } from "../../protocol/messages/delete_groups.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { GROUPS } from "../groups/group_store.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";

type Deleted = Init<DeleteGroupsResponse["results"][number]>;

/** The handler of DeleteGroups. */
export const deleteGroups: Handler = handler<DeleteGroupsRequest, DeleteGroupsResponse>(DeleteGroupsBroker, {
  handle: ({ groupsNames }, context) => {
    const ids = [...new Set(groupsNames)];
    const allowed = new Set(ids.filter((id) => context.allowed("DELETE", "GROUP", id)));
    const refused = ids.filter((id) => !allowed.has(id));
    const results: Deleted[] = [...allowed].map((groupId) => ({ groupId, errorCode: deleteOne(groupId, context) }));
    for (const groupId of refused) results.push({ groupId, errorCode: ErrorCode.GROUP_AUTHORIZATION_FAILED });
    return { results };
  },
  fail: ({ groupsNames }, errorCode) => ({ results: groupsNames.map((groupId) => ({ groupId, errorCode })) }),
});

function deleteOne(groupId: string, { state, node }: RequestContext): number {
  const store = state.part(GROUPS);
  const refusal = store.check(node.id, groupId);
  if (refusal !== null) return refusal.errorCode;
  const group = store.get(groupId);
  if (group === undefined) return ErrorCode.GROUP_ID_NOT_FOUND;
  const problem = group.validateDelete();
  if (problem !== null) return problem.errorCode;
  store.delete(groupId);
  return ErrorCode.NONE;
}
