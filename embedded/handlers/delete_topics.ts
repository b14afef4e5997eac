// DeleteTopics, versions 0 to 6: by name or (6) by id. Those who wait in a fetch are told. Errors: unknown name, unknown
// id, both given, given twice.
// Gaps: `timeoutMs` has no meaning, as topics go at once; any broker answers, not the controller alone.
import { DeleteTopicsBroker } from "../../protocol/messages/delete_topics.ts";
import type { DeleteTopicsRequest, DeleteTopicsResponse } from "../../protocol/messages/delete_topics.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { ZERO_UUID } from "../../protocol/wire/uuid.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";
import { findTopic } from "../partition_access.ts";

type Result = Init<DeleteTopicsResponse["responses"][number]>;
type Reference = DeleteTopicsRequest["topics"][number];

/** The handler of DeleteTopics. */
export const deleteTopics: Handler = handler<DeleteTopicsRequest, DeleteTopicsResponse>(DeleteTopicsBroker, {
  handle: (request, context) => ({ responses: references(request, context).map((topic) => remove(topic, context)) }),
  fail: (request, errorCode, context) => ({
    responses: references(request, context).map(({ name, topicId }) => ({ name, topicId, errorCode })),
  }),
});

function references(request: DeleteTopicsRequest, { version }: RequestContext): Pick<Reference, "name" | "topicId">[] {
  const all = version < 6 ? request.topicNames.map((name) => ({ name, topicId: ZERO_UUID })) : request.topics;
  return all.filter((one, at) =>
    all.findIndex((other) => other.name === one.name && other.topicId === one.topicId) === at
  );
}

function remove({ name, topicId }: Pick<Reference, "name" | "topicId">, { state }: RequestContext): Result {
  if (name !== null && topicId !== ZERO_UUID) {
    const errorMessage = "You may not specify both topic name and topic id.";
    return { name, topicId, errorCode: ErrorCode.INVALID_REQUEST, errorMessage };
  }
  const topic = findTopic(state, { name, topicId });
  if ("errorCode" in topic) return { name, topicId, ...topic };
  state.deleteTopic(topic);
  return { name: topic.name, topicId: topic.id, errorMessage: null };
}
