// What a Fetch asks for, with its session or without, and which of the results its answer has: the contexts of Kafka's
// `FetchManager`. Called by handlers/fetch.ts; must not know how partitions are read.
import type { FetchRequest } from "../protocol/messages/fetch.ts";
import { ErrorCode } from "../protocol/messages/error_codes.ts";
import { ZERO_UUID } from "../protocol/wire/uuid.ts";
import type { ClusterState } from "./cluster_state.ts";
import type { PartitionResult } from "./fetch_read.ts";
import {
  type AskedPartition,
  type CachedPartition,
  FETCH_SESSIONS,
  type FetchSession,
  type FetchSessionCache,
  nextEpoch,
  NO_SESSION,
  partitionKey,
} from "./fetch_sessions.ts";
import type { RequestContext } from "./handler.ts";

/** What is left of the results when the session had its say. */
export interface FetchOutcome {
  /** 0, or what is wrong with the session. */
  readonly errorCode: number;
  /** Session of the answer. */
  readonly sessionId: number;
  /** What is answered. */
  readonly results: readonly PartitionResult[];
}

/** A Fetch that has been let in. */
export interface FetchContext {
  /** The partitions that are asked for, in the order in which they are read. */
  readonly asked: readonly AskedPartition[];
  /** Chooses what is answered, and notes it in the session. */
  finish(results: readonly PartitionResult[]): FetchOutcome;
}

const FIRST_WITH_TOPIC_IDS = 13;
const FULL = 0;
const FINAL = -1;

/** Lets a request in; a number when something is wrong with its session. */
export function openFetch(request: FetchRequest, context: RequestContext): FetchContext | number {
  const { sessionId, sessionEpoch } = request;
  const cache = context.state.part(FETCH_SESSIONS).on(context.node.id);
  if (sessionEpoch === FINAL || sessionEpoch === FULL) {
    if (sessionId !== NO_SESSION) cache.remove(sessionId);
    const asked = askedOf(request, context);
    if (sessionEpoch === FINAL) return sessionless(asked);
    const privileged = (context.version >= 15 ? request.replicaState.replicaId : request.replicaId) >= 0;
    return full(asked, { cache, privileged, usesTopicIds: context.version >= FIRST_WITH_TOPIC_IDS });
  }
  const session = cache.get(sessionId);
  if (session === undefined) return ErrorCode.FETCH_SESSION_ID_NOT_FOUND;
  if (session.epoch !== sessionEpoch) return ErrorCode.INVALID_FETCH_SESSION_EPOCH;
  if (session.usesTopicIds !== (context.version >= FIRST_WITH_TOPIC_IDS)) return ErrorCode.FETCH_SESSION_TOPIC_ID_ERROR;
  const asked = askedOf(request, context);
  update(session, { asked, request });
  if (session.partitions.size === 0) {
    cache.remove(session.id);
    return sessionless(asked);
  }
  cache.touch(session);
  session.epoch = nextEpoch(session.epoch);
  return incremental(session, { expected: session.epoch, state: context.state });
}

/** The partitions of a request; the last word counts when one is named twice. */
function askedOf(request: FetchRequest, { state, version }: RequestContext): AskedPartition[] {
  const byId = version >= FIRST_WITH_TOPIC_IDS;
  const all: AskedPartition[] = [];
  for (const { topic, topicId: id, partitions } of request.topics) {
    const topicName = byId ? state.topicById(id)?.name ?? null : topic;
    const topicId = byId ? id : ZERO_UUID;
    for (const one of partitions) {
      all.push({
        topicName,
        topicId,
        index: one.partition,
        fetchOffset: Number(one.fetchOffset),
        currentLeaderEpoch: one.currentLeaderEpoch,
        lastFetchedEpoch: one.lastFetchedEpoch,
        maxBytes: one.partitionMaxBytes,
      });
    }
  }
  if (!namesTwice(request, byId)) return all;
  return [...new Map(all.map((one) => [partitionKey(one, byId), one])).values()];
}

/** Whether a partition may be named twice; cheap, as it is asked for each request. */
function namesTwice({ topics }: FetchRequest, byId: boolean): boolean {
  if (topics.length > 1 && new Set(topics.map((one) => byId ? one.topicId : one.topic)).size < topics.length) {
    return true;
  }
  return topics.some(({ partitions }) =>
    partitions.length > 1 && new Set(partitions.map((one) => one.partition)).size < partitions.length
  );
}

function sessionless(asked: readonly AskedPartition[]): FetchContext {
  return { asked, finish: (results) => ({ errorCode: ErrorCode.NONE, sessionId: NO_SESSION, results }) };
}

interface FullParts {
  readonly cache: FetchSessionCache;
  readonly privileged: boolean;
  readonly usesTopicIds: boolean;
}

/** A full fetch: a session begins with its answer, if there is a slot. */
function full(asked: readonly AskedPartition[], { cache, privileged, usesTopicIds }: FullParts): FetchContext {
  return {
    asked,
    finish: (results) => {
      const partitions = new Map(results.map(({ asked, highWatermark, logStartOffset }) => {
        const key = partitionKey(asked, usesTopicIds);
        return [key, { ...asked, key, highWatermark, logStartOffset } satisfies CachedPartition];
      }));
      const sessionId = cache.create({ privileged, usesTopicIds, partitions });
      return { errorCode: ErrorCode.NONE, sessionId, results };
    },
  };
}

function update(
  { partitions, usesTopicIds }: FetchSession,
  { asked, request }: { readonly asked: readonly AskedPartition[]; readonly request: FetchRequest },
): void {
  for (const one of asked) {
    const key = partitionKey(one, usesTopicIds);
    const cached = partitions.get(key);
    if (cached === undefined) partitions.set(key, { ...one, key, highWatermark: -1, logStartOffset: -1 });
    else {
      cached.fetchOffset = one.fetchOffset;
      cached.currentLeaderEpoch = one.currentLeaderEpoch;
      cached.lastFetchedEpoch = one.lastFetchedEpoch;
      cached.maxBytes = one.maxBytes;
    }
  }
  for (const { topic: topicName, topicId, partitions: indexes } of request.forgottenTopicsData) {
    for (const index of indexes) partitions.delete(partitionKey({ topicName, topicId, index }, usesTopicIds));
  }
}

/** The next fetch of a session: all of its partitions are read, and those answered that have something new. */
function incremental(
  session: FetchSession,
  { expected, state }: { readonly expected: number; readonly state: ClusterState },
): FetchContext {
  const { partitions, usesTopicIds, id: sessionId } = session;
  if (usesTopicIds) {
    for (const one of partitions.values()) one.topicName ??= state.topicById(one.topicId)?.name ?? null;
  }
  return {
    // Copies: a request that comes while this one waits changes the session.
    asked: [...partitions.values()].map((cached) => ({ ...cached, cached })),
    finish: (results) => {
      if (session.epoch !== expected) {
        return { errorCode: ErrorCode.INVALID_FETCH_SESSION_EPOCH, sessionId, results: [] };
      }
      // In the same epoch the session has the same partitions, unless a request has ended it.
      const told = partitions.size === 0 ? [] : results.filter((result) => {
        const { cached } = result.asked;
        if (cached === undefined || !isNews(cached, result)) return false;
        // Partitions with records go to the end, so that all have their turn within the limits.
        if (result.records.length > 0 && partitions.delete(cached.key)) partitions.set(cached.key, cached);
        return true;
      });
      return { errorCode: ErrorCode.NONE, sessionId, results: told };
    },
  };
}

/** Whether a result differs from the last one that was told; notes it. */
function isNews(cached: CachedPartition, result: PartitionResult): boolean {
  const { errorCode, highWatermark, logStartOffset } = result;
  const changed = cached.highWatermark !== highWatermark || cached.logStartOffset !== logStartOffset;
  // An error is told again and again, and what follows it too.
  cached.highWatermark = errorCode === ErrorCode.NONE ? highWatermark : -1;
  cached.logStartOffset = logStartOffset;
  return changed || errorCode !== ErrorCode.NONE || result.records.length > 0 || result.preferredReadReplica !== -1 ||
    result.diverging !== null;
}
