// Asks leaders for offsets (ListOffsets): ends of the log and offsets by time. One request for each leader; each
// partition has its own answer. Called by positions.ts; decides nothing about what a failure means.
import { BrokerError } from "../../errors/broker_error.ts";
import type { KafkaError } from "../../errors/kafka_error.ts";
import { ProtocolError } from "../../errors/protocol_error.ts";
import {
  ListOffsets,
  type ListOffsetsRequest,
  type ListOffsetsResponse,
} from "../../protocol/messages/list_offsets.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { errorFromCode } from "../base/retry_rules.ts";
import type { Waist } from "../cluster/waist.ts";
import type { StartPosition } from "./options.ts";

/** Kafka's special timestamps. */
const LATEST = -1;
const EARLIEST = -2;

/** One offset to look up. */
export interface OffsetQuery {
  /** Topic name. */
  readonly topic: string;
  /** Partition index. */
  readonly partition: number;
  /** What to look up. */
  readonly at: Exclude<StartPosition, number>;
}

/** What came of one query: an offset (-1: no record at or after that time), or why there is none. */
export type OffsetAnswer =
  | { readonly kind: "offset"; readonly offset: number; readonly timestamp: number }
  | { readonly kind: "error"; readonly error: KafkaError };

/** Who asks, and how. */
export interface OffsetLookupOptions {
  /** The way to the cluster. */
  readonly waist: Waist;
  /** Node id of the leader of all queries. */
  readonly leader: number;
  /** With `"read_committed"` the latest offset is the last stable offset. */
  readonly isolation: "read_committed" | "read_uncommitted";
  /** Ends the call. */
  readonly signal: AbortSignal;
}

/** Looks up offsets that one leader knows; the answers stand in the order of the queries. Throws if the request fails. */
export async function lookUpOffsets(
  queries: readonly OffsetQuery[],
  options: OffsetLookupOptions,
): Promise<OffsetAnswer[]> {
  const { waist, leader, signal } = options;
  const response = await waist.request(ListOffsets, (version) => requestBody(queries, { ...options, version }), {
    to: { broker: leader },
    signal,
    retry: false,
  });
  return queries.map((query) => answerOf(query, response));
}

function requestBody(
  queries: readonly OffsetQuery[],
  options: OffsetLookupOptions & { readonly version: number },
): Init<ListOffsetsRequest> {
  const byTopic = Map.groupBy(queries, (query) => query.topic);
  return {
    replicaId: -1,
    // Brokers before 0.11 know no transactions: there every record counts as committed.
    ...(options.version >= 2 ? { isolationLevel: options.isolation === "read_committed" ? 1 : 0 } : {}),
    topics: [...byTopic].map(([name, of]) => ({
      name,
      partitions: of.map((query) => ({
        partitionIndex: query.partition,
        currentLeaderEpoch: options.waist.metadata.topics.get(name)?.partitions[query.partition]?.leaderEpoch ?? -1,
        timestamp: BigInt(timestampOf(query.at)),
        maxNumOffsets: 1,
      })),
    })),
  };
}

function timestampOf(at: OffsetQuery["at"]): number {
  if (at === "latest") return LATEST;
  return at === "earliest" ? EARLIEST : at.timestamp;
}

function answerOf(query: OffsetQuery, response: ListOffsetsResponse): OffsetAnswer {
  const { topic, partition } = query;
  const answer = response.topics.find((one) => one.name === topic)?.partitions
    .find((one) => one.partitionIndex === partition);
  if (answer === undefined) {
    const error = new BrokerError(`The broker's answer to ListOffsets lacks partition ${partition} of ${topic}`, {
      code: "UNKNOWN_SERVER_ERROR",
      errorCode: -1,
      retriable: true,
      topic,
      partition,
    });
    return { kind: "error", error };
  }
  if (answer.errorCode !== 0) return { kind: "error", error: errorFromCode(answer.errorCode, { topic, partition }) };
  // Version 0 answers with a list of offsets instead of one.
  const offset = answer.oldStyleOffsets.length > 0 ? answer.oldStyleOffsets[0] as bigint : answer.offset;
  // No record at or after a time is an answer; a log without ends is none.
  if (offset > BigInt(Number.MAX_SAFE_INTEGER) || (offset < 0n && typeof query.at === "string")) {
    return { kind: "error", error: noOffset(query, offset) };
  }
  return { kind: "offset", offset: Number(offset), timestamp: Number(answer.timestamp) };
}

function noOffset({ topic, partition, at }: OffsetQuery, offset: bigint): ProtocolError {
  return new ProtocolError(
    `The broker gave ${offset} as the ${
      typeof at === "string" ? at : "first"
    } offset of ${topic}[${partition}]: it is none`,
    {
      code: "OUT_OF_RANGE",
      messageName: "ListOffsetsResponse",
      field: "offset",
      retriable: true,
      topic,
      partition,
    },
  );
}
