// DeleteTopics, versions 0 to 6: by name or (6) by id. Those who wait in a fetch are told. Any broker answers, as in
// KRaft. Errors: unknown name, unknown id, both or neither given, given twice.
// Gaps: `timeoutMs` has no meaning, as topics go at once; answers are in the order of the request, not shuffled.
import { DeleteTopicsBroker } from "../../protocol/messages/delete_topics.ts";
import type { DeleteTopicsRequest, DeleteTopicsResponse } from "../../protocol/messages/delete_topics.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { ZERO_UUID } from "../../protocol/wire/uuid.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { type Failure, failure, plainFailure } from "../failure.ts";
import { CLUSTER_NAME, type Handler, handler, type RequestContext } from "../handler.ts";
import { firstOf, repeated } from "../repeated.ts";
import type { Topic } from "../topic.ts";

type Result = Init<DeleteTopicsResponse["responses"][number]>;
type Reference = Pick<DeleteTopicsRequest["topics"][number], "name" | "topicId">;

/** The handler of DeleteTopics. */
export const deleteTopics: Handler = handler<DeleteTopicsRequest, DeleteTopicsResponse>(DeleteTopicsBroker, {
  handle: (request, context) => {
    const all = references(request, context);
    const asked = { keys: new Set(all.map(keyOf)), twice: repeated(all.map(keyOf)) };
    return { responses: [...firstOf(all, keyOf).values()].flatMap((one) => remove(one, asked, context) ?? []) };
  },
  fail: (request, errorCode, context) => ({
    responses: references(request, context).map(({ name, topicId }) => ({ name, topicId, errorCode })),
  }),
});

function references(request: DeleteTopicsRequest, { version }: RequestContext): Reference[] {
  return version < 6 ? request.topicNames.map((name) => ({ name, topicId: ZERO_UUID })) : [...request.topics];
}

function keyOf({ name, topicId }: Reference): string {
  return JSON.stringify([name, topicId]);
}

/** All references of a request by their keys. */
interface Asked {
  readonly keys: ReadonlySet<string>;
  readonly twice: ReadonlySet<string>;
}

/** The answer for one reference; null when Kafka has none for it. */
function remove(reference: Reference, all: Asked, context: RequestContext): Result | null {
  const { name, topicId } = reference;
  const problem = shapeProblem(reference, all);
  if (problem !== null) return { name, topicId, ...failure(ErrorCode.INVALID_REQUEST, problem) };
  const { state } = context;
  const topic = name === null ? state.topicById(topicId) : state.topic(name);
  // Under its name and under its id: nothing is deleted, and the name alone is answered.
  if (topic !== undefined && all.keys.has(keyOf(otherReference(topic, reference)))) {
    if (name === null) return null;
    const twice = "The provided topic name maps to an ID that was already supplied.";
    return { name, topicId: topic.id, ...failure(ErrorCode.INVALID_REQUEST, twice) };
  }
  const denied = denial(name ?? topic?.name, context);
  if (denied !== null) {
    const told = name ?? (denied.describable ? topic?.name ?? null : null);
    return { name: told, topicId, ...denied.failure };
  }
  if (topic === undefined) {
    const code = name === null ? ErrorCode.UNKNOWN_TOPIC_ID : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
    return { name, topicId, ...plainFailure(code) };
  }
  state.deleteTopic(topic);
  return { name: topic.name, topicId: topic.id, errorMessage: null };
}

/** The other kind of reference to the same topic. */
function otherReference(topic: Topic, { name }: Reference): Reference {
  return name === null ? { name: topic.name, topicId: ZERO_UUID } : { name: null, topicId: topic.id };
}

function shapeProblem(reference: Reference, { twice }: Asked): string | null {
  const { name, topicId } = reference;
  if (name === null && topicId === ZERO_UUID) return "Neither topic name nor id were specified.";
  if (name !== null && topicId !== ZERO_UUID) return "You may not specify both topic name and topic id.";
  if (!twice.has(keyOf(reference))) return null;
  return name === null ? "Duplicate topic id." : "Duplicate topic name.";
}

interface Denial {
  readonly describable: boolean;
  readonly failure: Failure;
}

function denial(name: string | undefined, { allowed }: RequestContext): Denial | null {
  if (name === undefined || allowed("DELETE", "CLUSTER", CLUSTER_NAME) || allowed("DELETE", "TOPIC", name)) return null;
  const describable = allowed("DESCRIBE", "TOPIC", name);
  return { describable, failure: plainFailure(ErrorCode.TOPIC_AUTHORIZATION_FAILED) };
}
