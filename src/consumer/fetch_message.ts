// Fetch requests and answers in all versions: topic names up to 12, topic ids from 13 on. Called by fetcher.ts; pure.
import type { FetchRequest, FetchResponse } from "../../protocol/messages/fetch.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { ZERO_UUID } from "../../protocol/wire/uuid.ts";
import type { MetadataSnapshot } from "../cluster/waist.ts";
import type { Cursor } from "./cursor.ts";
import type { CheckedConsumerOptions } from "./options.ts";

/** First version with topic ids instead of names (KIP-516). */
const FIRST_WITH_TOPIC_IDS = 13;
/** First version in which the leader tells that its log parts from what was fetched (KIP-320). */
const FIRST_WITH_EPOCHS = 12;

/** What a fetch asks for. */
export interface FetchPlan {
  /** Partitions, in the order of preference. */
  readonly cursors: readonly Cursor[];
  /** How long the broker may wait, in ms. */
  readonly maxWaitMs: number;
  /** Bytes of the whole answer: reserved before it is asked for. Brokers before version 3 know no such limit. */
  readonly maxBytes: number;
  /** The metadata that the fetch goes by. */
  readonly metadata: MetadataSnapshot;
  /** Ids of the topics as the fetch knows them, by name; of zeros where brokers have none. */
  readonly topicIds: ReadonlyMap<string, string>;
}

/** The ids of the topics of some partitions. */
export function topicIdsOf(cursors: readonly Cursor[], { topics }: MetadataSnapshot): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const { topic } of cursors) if (!ids.has(topic)) ids.set(topic, topics.get(topic)?.id ?? ZERO_UUID);
  return ids;
}

/** The highest version that the topics allow: one without an id keeps the request below version 13. */
export function maxFetchVersion({ topicIds }: FetchPlan): number {
  for (const id of topicIds.values()) if (id === ZERO_UUID) return FIRST_WITH_TOPIC_IDS - 1;
  return Infinity;
}

/** The body of a fetch without a session (KIP-227: id 0, epoch -1). */
export function fetchBody(plan: FetchPlan, options: CheckedConsumerOptions, version: number): Init<FetchRequest> {
  const byTopic = Map.groupBy(plan.cursors, (cursor) => cursor.topic);
  return {
    maxWaitMs: plan.maxWaitMs,
    minBytes: options.minBytes,
    maxBytes: plan.maxBytes,
    // Brokers before 0.11 know no transactions: there every record counts as committed.
    ...(version >= 4 ? { isolationLevel: options.isolation === "read_committed" ? 1 : 0 } : {}),
    sessionId: 0,
    sessionEpoch: -1,
    rackId: options.rack,
    topics: [...byTopic].map(([name, cursors]) => {
      const topic = plan.metadata.topics.get(name);
      const topicId = plan.topicIds.get(name) ?? ZERO_UUID;
      return {
        ...(version >= FIRST_WITH_TOPIC_IDS ? { topicId } : { topic: name }),
        partitions: cursors.map((cursor) => ({
          partition: cursor.partition,
          currentLeaderEpoch: topic?.partitions[cursor.partition]?.leaderEpoch ?? -1,
          fetchOffset: BigInt(cursor.fetchOffset),
          ...(version >= FIRST_WITH_EPOCHS ? { lastFetchedEpoch: cursor.epochs.lastOf(topicId) } : {}),
          partitionMaxBytes: cursor.partitionMaxBytes(options.maxPartitionBytes),
        })),
      };
    }),
  };
}

/** One partition of an answer. */
export type FetchedPartition = FetchResponse["responses"][number]["partitions"][number];

/** Finds the answer of each cursor; a partition that was not asked for, or that stands there twice, is left out. */
export function answersByCursor(plan: FetchPlan, response: FetchResponse): Map<Cursor, FetchedPartition> {
  const wanted = new Map<string, Map<number, Cursor>>();
  for (const cursor of plan.cursors) {
    const of = wanted.get(cursor.topic) ?? new Map<number, Cursor>();
    of.set(cursor.partition, cursor);
    wanted.set(cursor.topic, of);
  }
  const answers = new Map<Cursor, FetchedPartition>();
  for (const { topic, topicId, partitions } of response.responses) {
    const name = topic !== "" ? topic : plan.metadata.topicNames.get(topicId);
    const of = name === undefined ? undefined : wanted.get(name);
    if (of === undefined) continue;
    for (const answer of partitions) {
      const cursor = of.get(answer.partitionIndex);
      if (cursor !== undefined && !answers.has(cursor)) answers.set(cursor, answer);
    }
  }
  return answers;
}
