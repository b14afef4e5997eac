// Finds where to read: turns start positions (an end of the log, a time) into offsets, and finds a way on when a
// position is out of range. Called by fetching.ts; asks leaders through offset_lookup.ts.
import { DataLossError } from "../../errors/data_loss_error.ts";
import type { KafkaError } from "../../errors/kafka_error.ts";
import { ProtocolError } from "../../errors/protocol_error.ts";
import type { Waist } from "../cluster/waist.ts";
import type { Cursor } from "./cursor.ts";
import { lookUpOffsets, type OffsetAnswer, type OffsetQuery } from "./offset_lookup.ts";
import type { CheckedConsumerOptions, StartPosition } from "./options.ts";

/** What positioning needs and whom it tells. */
export interface PositionsContext {
  /** The way to the cluster. */
  readonly waist: Waist;
  /** Options of the consumer. */
  readonly options: CheckedConsumerOptions;
  /** Ends everything. */
  readonly signal: AbortSignal;
  /** An offset could not be had: judge the error, and wait or park. */
  readonly onError: (cursor: Cursor, error: KafkaError) => void;
  /** The whole request failed. */
  readonly onFailure: (cursors: readonly Cursor[], error: unknown) => void;
}

interface Asked {
  readonly cursor: Cursor;
  readonly generation: number;
  readonly start: StartPosition;
  readonly afterReading: boolean;
}

/** Asks one leader for the positions of cursors that lack one. */
export async function findPositions(
  cursors: readonly Cursor[],
  { context, leader }: { readonly context: PositionsContext; readonly leader: number },
): Promise<void> {
  const asked = cursors.flatMap((cursor) => begin(cursor));
  const queries = asked.map(({ cursor, start }) => queryOf(cursor, start));
  let answers: OffsetAnswer[];
  try {
    answers = await lookUpOffsets(queries, {
      waist: context.waist,
      leader,
      isolation: context.options.isolation,
      signal: context.signal,
    });
  } catch (error) {
    for (const one of asked) giveUp(one);
    context.onFailure(asked.filter(isCurrent).map(({ cursor }) => cursor), error);
    return;
  }
  for (let i = 0; i < asked.length; i++) takeAnswer(asked[i], answers[i], context);
}

function begin(cursor: Cursor): Asked[] {
  if (cursor.state.kind !== "unpositioned") return [];
  const { start, afterReading } = cursor.state;
  cursor.state = { kind: "positioning" };
  return [{ cursor, generation: cursor.generation, start, afterReading }];
}

function isCurrent({ cursor, generation }: Asked): boolean {
  return cursor.generation === generation;
}

function giveUp(asked: Asked): void {
  if (!isCurrent(asked)) return;
  asked.cursor.state = { kind: "unpositioned", start: asked.start, afterReading: asked.afterReading };
}

function queryOf({ topic, partition }: Cursor, start: StartPosition): OffsetQuery {
  return { topic, partition, at: typeof start === "number" ? "latest" : start };
}

function takeAnswer(asked: Asked, answer: OffsetAnswer, context: PositionsContext): void {
  const { cursor, start } = asked;
  if (!isCurrent(asked)) return;
  if (answer.kind === "error") {
    giveUp(asked);
    context.onError(cursor, answer.error);
  } else if (asked.afterReading) {
    findWayOn(cursor, answer.offset, context);
  } else if (answer.offset < 0) {
    // No record at or after that time: what comes next is what is wanted.
    cursor.lose("latest", { afterReading: false });
  } else {
    cursor.moveTo(typeof start === "number" ? start : answer.offset);
  }
}

/**
 * A position that was good before is out of range now. Below the start of the log, records were removed before they
 * were read: go on at the start. Above the end, the log was cut: go on behind the newest record seen, by its time.
 */
function findWayOn(cursor: Cursor, logStart: number, context: PositionsContext): void {
  const { topic, partition, fetchOffset, lastTimestamp } = cursor;
  const below = fetchOffset < logStart;
  const what = below
    ? `offsets ${fetchOffset} to ${logStart - 1} were removed before they were read`
    : `the log was cut below offset ${fetchOffset}`;
  context.waist.emit({
    type: "data loss",
    topic,
    partition,
    error: new DataLossError(`Records of ${topic}[${partition}] are gone: ${what}`, {
      code: below ? "OFFSET_OUT_OF_RANGE" : "LOG_TRUNCATED",
      topic,
      partition,
    }),
  });
  if (below) cursor.moveTo(logStart);
  else cursor.lose(lastTimestamp < 0 ? "latest" : { timestamp: lastTimestamp + 1 }, { afterReading: false });
}

/** Tells that records which were fetched, from one offset to before another, are no longer in the log. */
export function tellCut(
  { topic, partition }: Cursor,
  { from, to, waist }: { readonly from: number; readonly to: number; readonly waist: Waist },
): void {
  const what = `the log was cut at offset ${from}, offsets ${from} to ${to - 1} are lost or others stand there`;
  const error = new DataLossError(`Records of ${topic}[${partition}] are gone: ${what}`, {
    code: "LOG_TRUNCATED",
    topic,
    partition,
  });
  waist.emit({ type: "data loss", topic, partition, error });
}

/** A broker says that its log parts from what was fetched, at a place above it. */
export function noDivergence({ topic, partition, fetchOffset }: Cursor, offset: number): KafkaError {
  return new ProtocolError(
    `The broker's log of ${topic}[${partition}] parts at offset ${offset} from what was fetched below ${fetchOffset}: it cannot`,
    { code: "INVALID_VALUE", retriable: true, topic, partition },
  );
}
