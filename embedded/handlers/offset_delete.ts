// OffsetDelete, version 0: of groups without members, and of topics that no member of a consumer group reads.
// Gaps: none known.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { OffsetDeleteBroker } from "../../protocol/messages/offset_delete.ts";
import type { OffsetDeleteRequest, OffsetDeleteResponse } from "../../protocol/messages/offset_delete.ts";
import type { Init } from "../../protocol/wire/api.ts";
import type { Group } from "../groups/group.ts";
import { GROUPS } from "../groups/group_store.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";

type TopicRequest = OffsetDeleteRequest["topics"][number];

/** The handler of OffsetDelete. */
export const offsetDelete: Handler = handler<OffsetDeleteRequest, OffsetDeleteResponse>(OffsetDeleteBroker, {
  handle: (request, context) => remove(request, context),
  fail: (_request, errorCode) => ({ errorCode }),
});

function remove(request: OffsetDeleteRequest, context: RequestContext): Init<OffsetDeleteResponse> {
  const { groupId } = request;
  if (!context.allowed("DELETE", "GROUP", groupId)) return { errorCode: ErrorCode.GROUP_AUTHORIZATION_FAILED };
  if (groupId === "") return { errorCode: ErrorCode.INVALID_GROUP_ID };
  const store = context.state.part(GROUPS);
  const refusal = store.check(context.node.id, groupId);
  if (refusal !== null) return { errorCode: refusal.errorCode };
  const group = store.get(groupId);
  if (group === undefined) return { errorCode: ErrorCode.GROUP_ID_NOT_FOUND };
  const problem = group.validateOffsetDelete();
  if (problem !== null) return { errorCode: problem.errorCode };
  return { topics: request.topics.map((topic) => removeTopic(topic, group, context)) };
}

function removeTopic(
  { name, partitions }: TopicRequest,
  group: Group,
  context: RequestContext,
): Init<OffsetDeleteResponse["topics"][number]> {
  const topic = context.state.topic(name);
  const allowed = context.allowed("READ", "TOPIC", name);
  const subscribed = group.isSubscribedTo(name);
  const removeOne = (index: number): number => {
    if (!allowed) return ErrorCode.TOPIC_AUTHORIZATION_FAILED;
    if (topic?.partitions[index] === undefined) return ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
    if (subscribed) return ErrorCode.GROUP_SUBSCRIBED_TO_TOPIC;
    group.offsets.remove(name, index);
    return ErrorCode.NONE;
  };
  const answers = partitions.map(({ partitionIndex }) => ({ partitionIndex, errorCode: removeOne(partitionIndex) }));
  // Those that are not even asked of the group come first, as in Kafka.
  const early = ({ errorCode }: { readonly errorCode: number }) => errorCode === ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
  return { name, partitions: [...answers.filter(early), ...answers.filter((one) => !early(one))] };
}
