// Fetches from one broker: collects what may be fetched there, reserves memory, asks, and turns the answer into
// batches. At most two requests are out: the long poll, and a short one on a connection of its own for partitions that
// were added meanwhile (design, rule 9). Called by fetching.ts; what an error means for a partition is told back.
import type { ByteBudget } from "../../base/byte_budget.ts";
import { KafkaError } from "../../errors/kafka_error.ts";
import { ProtocolError } from "../../errors/protocol_error.ts";
import { Fetch, type FetchResponse } from "../../protocol/messages/fetch.ts";
import { readRecordBatches, type RecordBatch } from "../../protocol/records/batch_reader.ts";
import { toSafeNumber } from "../../protocol/wire/safe_integer.ts";
import { ZERO_UUID } from "../../protocol/wire/uuid.ts";
import { errorFromCode } from "../base/retry_rules.ts";
import type { Waist } from "../cluster/waist.ts";
import type { Cursor } from "./cursor.ts";
import {
  answersByCursor,
  fetchBody,
  type FetchedPartition,
  type FetchPlan,
  maxFetchVersion,
  topicIdsOf,
} from "./fetch_message.ts";
import { type Fetched, type FetchedQueue, FrameHold } from "./fetched.ts";
import type { EpochEnd } from "./fetched_epochs.ts";
import type { CheckedConsumerOptions } from "./options.ts";

/** How long a second fetch may wait at the broker, in ms: its partitions then join the long poll. */
const SHORT_WAIT_MS = 100;
/** Least time between two fetches when the first brought nothing new: a broker that answers at once would be flooded. */
const REST_MS = 50;

/** A batch may be so many times as large as maxBytes. */
const TOO_LARGE_FACTOR = 8;
/** Answers in a row with a cut batch that would have fitted, before the partition stops. */
const CUTS_TAKEN = 5;

/**
 * Names of the connections that fetches use. A broker answers one connection in order, so that a long poll would hold
 * up the fetches of every other consumer on it.
 */
export type FetchLanes = Readonly<Record<SlotName, string>>;

/** What a fetcher needs and whom it tells. */
export interface FetcherContext {
  /** The way to the cluster. */
  readonly waist: Waist;
  /** Options of the consumer. */
  readonly options: CheckedConsumerOptions;
  /** Memory of what is read ahead. */
  readonly budget: ByteBudget;
  /** Takes what was fetched. */
  readonly queue: FetchedQueue;
  /** Connections of its own. */
  readonly lanes: FetchLanes;
  /** Ends everything. */
  readonly signal: AbortSignal;
  /** Owns the promise of a fetch. */
  readonly track: (promise: Promise<unknown>) => void;
  /** A partition was answered with an error. */
  readonly onPartitionError: (cursor: Cursor, answer: FetchedPartition, response: FetchResponse) => void;
  /** The log parts from what was fetched of a partition. */
  readonly onDiverging: (cursor: Cursor, at: EpochEnd) => void;
  /** What an answer says of a partition makes no sense. */
  readonly onBadAnswer: (cursor: Cursor, error: KafkaError) => void;
  /** The bytes of a partition make no sense from some place on: nothing more of it is fetched. */
  readonly onBadBytes: (cursor: Cursor) => void;
  /** The whole request failed: all of its partitions wait a little. */
  readonly onFailure: (cursors: readonly Cursor[], error: unknown) => void;
  /** A fetch has ended: there may be more to fetch. */
  readonly onDone: () => void;
}

/** What one of the two requests is doing. */
type Slot = "idle" | "out" | "resting";
/** Which request. */
type SlotName = "long" | "short";

/** What one broker may take of the memory. */
export interface FetchShare {
  /** Bytes of one fetch, at most; one partition is always asked for. */
  readonly bytes: number;
  /** Number of the fetch, if it is sent. */
  readonly number: number;
}

/** Fetches from one broker. */
export class Fetcher {
  readonly #context: FetcherContext;
  readonly #nodeId: number;
  readonly #slots: Record<SlotName, Slot> = { long: "idle", short: "idle" };
  readonly #rests: Record<SlotName, () => void> = { long: () => {}, short: () => {} };
  #longWasEmpty = false;
  #turn = 0;
  #lastStart = -1;

  /** `nodeId`: the broker. */
  constructor(context: FetcherContext, nodeId: number) {
    this.#context = context;
    this.#nodeId = nodeId;
  }

  /** Number of the last fetch that was started: who waits longest is asked first, or it would never find room. */
  get lastStart(): number {
    return this.#lastStart;
  }

  /** Sends a fetch for these partitions if a request is free and memory allows; true: one was sent. */
  fetch(ready: readonly Cursor[], share: FetchShare): boolean {
    const { long, short } = this.#slots;
    const { maxWaitMs, maxPartitionBytes } = this.#context.options;
    const shortWaitMs = Math.min(SHORT_WAIT_MS, maxWaitMs);
    if (long === "idle") {
      // An idle long poll must take up the partitions of the short one, or the two would alternate for ever.
      if (short === "out" && this.#longWasEmpty) return false;
      // Without room for every broker, one that waits for data would keep the others from reading theirs.
      const tight = share.bytes < maxPartitionBytes;
      return this.#start("long", this.#plan(ready, { ...share, maxWaitMs: tight ? shortWaitMs : maxWaitMs }), share);
    }
    if (long !== "out" || short !== "idle") return false;
    return this.#start("short", this.#plan(ready, { ...share, maxWaitMs: shortWaitMs }), share);
  }

  /** Ends timers and connections; with them what is still asked. */
  stop(): void {
    const { waist, lanes } = this.#context;
    for (const slot of ["long", "short"] as const) {
      this.#rests[slot]();
      waist.closeLane?.(this.#nodeId, lanes[slot]);
    }
  }

  #start(slot: SlotName, plan: FetchPlan | null, share: FetchShare): boolean {
    if (plan === null) return false;
    this.#lastStart = share.number;
    const { clock } = this.#context.waist.platform;
    const startedAt = clock.now();
    this.#slots[slot] = "out";
    this.#context.track(
      this.#run(plan, this.#context.lanes[slot]).then((empty) => {
        if (slot === "long") this.#longWasEmpty = empty;
        const rest = empty ? startedAt + REST_MS - clock.now() : 0;
        if (rest > 0 && !this.#context.signal.aborted) this.#rest(slot, rest);
        else this.#done(slot);
      }),
    );
    return true;
  }

  #rest(slot: SlotName, ms: number): void {
    this.#slots[slot] = "resting";
    this.#rests[slot] = this.#context.waist.platform.clock.after(ms, () => this.#done(slot));
  }

  #done(slot: SlotName): void {
    this.#slots[slot] = "idle";
    this.#context.onDone();
  }

  /**
   * Reserves the memory of an answer: as much as its partitions may bring, at most this broker's share. When there is
   * less, only as many partitions as fit are asked for: those that have waited longest. Else another one is first each
   * time, since brokers fill an answer from the first one on.
   */
  #plan(ready: readonly Cursor[], share: FetchShare & { readonly maxWaitMs: number }): FetchPlan | null {
    const { options, budget, waist } = this.#context;
    const largest = Math.max(...ready.map((cursor) => cursor.partitionMaxBytes(options.maxPartitionBytes)));
    const most = Math.min(options.maxBytes, ready.length * largest, share.bytes);
    const room = budget.limit - budget.used;
    const scarce = most < largest || most > room;
    const reserved = scarce ? Math.max(largest, Math.min(most, room)) : most;
    // One fetch may always be out: without anything held, the budget lets it through.
    if (!budget.tryTake(reserved)) return null;
    const start = this.#turn++ % ready.length;
    const cursors = scarce
      ? ready.toSorted((a, b) => a.lastAsked - b.lastAsked).slice(0, Math.floor(reserved / largest))
      : [...ready.slice(start), ...ready.slice(0, start)];
    for (const cursor of cursors) {
      cursor.state = { kind: "fetching" };
      cursor.lastAsked = share.number;
    }
    const { metadata } = waist;
    const topicIds = topicIdsOf(cursors, metadata);
    return { cursors, maxWaitMs: share.maxWaitMs, maxBytes: reserved, metadata, topicIds };
  }

  /** Sends one fetch and takes the answer in; true when it brought nothing new. */
  async #run(plan: FetchPlan, lane: string): Promise<boolean> {
    const { waist, options, budget, signal } = this.#context;
    const generations = plan.cursors.map((cursor) => cursor.generation);
    let response: FetchResponse;
    try {
      response = await waist.request(Fetch, (version) => fetchBody(plan, options, version), {
        to: { broker: this.#nodeId },
        signal,
        retry: false,
        requestTimeoutMs: waist.requestTimeoutMs + plan.maxWaitMs,
        maxVersion: maxFetchVersion(plan),
        lane,
      });
    } catch (error) {
      budget.release(plan.maxBytes);
      this.#context.onFailure(this.#current(plan, generations), error);
      return true;
    }
    budget.release(plan.maxBytes);
    return this.#takeIn(plan, generations, response);
  }

  /** The partitions that nobody moved or removed while the request was out. */
  #current(plan: FetchPlan, generations: readonly number[]): Cursor[] {
    return plan.cursors.filter((cursor, i) => cursor.generation === generations[i]);
  }

  #takeIn(plan: FetchPlan, generations: readonly number[], response: FetchResponse): boolean {
    const current = this.#current(plan, generations);
    if (response.errorCode !== 0) {
      this.#context.onFailure(current, errorFromCode(response.errorCode));
      return true;
    }
    const answers = answersByCursor(plan, response);
    const filled: [Cursor, FetchedPartition, Uint8Array][] = [];
    let bytes = 0;
    for (const cursor of current) {
      const answer = answers.get(cursor);
      if (answer === undefined || answer.errorCode !== 0) {
        if (answer === undefined) this.#context.onFailure([cursor], missingAnswer(cursor));
        else this.#context.onPartitionError(cursor, answer, response);
        continue;
      }
      if (answer.divergingEpoch.endOffset >= 0n) {
        this.#diverges(cursor, answer.divergingEpoch);
        continue;
      }
      const problem = this.#advance(cursor, answer);
      if (problem !== null) {
        this.#context.onBadAnswer(cursor, problem);
        continue;
      }
      if (answer.records === null || answer.records.length === 0) continue;
      filled.push([cursor, answer, answer.records]);
      bytes += answer.records.length;
    }
    const hold = new FrameHold(this.#context.budget, { bytes, users: filled.length });
    let nothingNew = true;
    for (const [cursor, answer, records] of filled) {
      const before = cursor.fetchOffset;
      this.#push(cursor, { answer, records, hold, topicId: plan.topicIds.get(cursor.topic) ?? ZERO_UUID });
      if (cursor.fetchOffset > before) nothingNew = false;
    }
    return nothingNew;
  }

  #diverges(cursor: Cursor, { epoch, endOffset }: FetchedPartition["divergingEpoch"]): void {
    let end: number;
    try {
      end = toSafeNumber(endOffset, "FetchResponse.divergingEpoch.endOffset");
    } catch (error) {
      return this.#context.onBadAnswer(cursor, asKafkaError(error, cursor, cursor.fetchOffset));
    }
    this.#context.onDiverging(cursor, { epoch, endOffset: end });
  }

  /** Takes over the ends of the log, so that the partition may be fetched again; returns what makes no sense. */
  #advance(cursor: Cursor, answer: FetchedPartition): KafkaError | null {
    try {
      cursor.highWatermark = toSafeNumber(answer.highWatermark, "FetchResponse.highWatermark");
      cursor.lastStableOffset = toSafeNumber(answer.lastStableOffset, "FetchResponse.lastStableOffset");
      cursor.logStartOffset = toSafeNumber(answer.logStartOffset, "FetchResponse.logStartOffset");
    } catch (error) {
      return asKafkaError(error, cursor, cursor.fetchOffset);
    }
    cursor.state = { kind: "ready" };
    cursor.failures = 0;
    cursor.failingSince = -1;
    cursor.resets = 0;
    return null;
  }

  #push(
    cursor: Cursor,
    { answer, records, hold, topicId }: {
      readonly answer: FetchedPartition;
      readonly records: Uint8Array;
      readonly hold: FrameHold;
      readonly topicId: string;
    },
  ): void {
    const { batches, error } = this.#split(cursor, records);
    const last = batches.at(-1);
    if (last !== undefined) {
      cursor.epochs.note(batches, { from: cursor.fetchOffset, topicId });
      cursor.fetchOffset = Math.max(cursor.fetchOffset, last.lastOffset + 1);
      cursor.hasFetched = true;
      cursor.raisedMaxBytes = 0;
      cursor.cuts = 0;
      if (last.maxTimestamp > cursor.lastTimestamp) cursor.lastTimestamp = last.maxTimestamp;
    }
    const aborted = answer.abortedTransactions ?? [];
    const { queue } = this.#context;
    const fetched: Fetched = {
      cursor,
      generation: cursor.generation,
      batches,
      error,
      aborted,
      bytes: records.length,
      hold,
    };
    if (error !== null) this.#context.onBadBytes(cursor);
    queue.push(fetched);
  }

  /** Cuts the bytes into batches. A cut-off rest is usual; nothing but a cut-off batch means that it is too large. */
  #split(
    cursor: Cursor,
    records: Uint8Array,
  ): { readonly batches: readonly RecordBatch[]; readonly error: KafkaError | null } {
    const { batches, error, trailingBytes, trailingBatchSize } = readRecordBatches(records);
    if (error !== null) {
      const last = batches.at(-1)?.lastOffset ?? -1;
      return { batches, error: asKafkaError(error, cursor, Math.max(cursor.fetchOffset, last + 1)) };
    }
    if (batches.length > 0 || trailingBytes === 0) return { batches, error: null };
    return { batches, error: this.#onlyCut(cursor, trailingBatchSize) };
  }

  /** Brokers before Fetch version 3 cut a batch that is larger than asked for: the next fetch asks for its size. */
  #onlyCut(cursor: Cursor, size: number): KafkaError | null {
    const { maxBytes, maxPartitionBytes } = this.#context.options;
    if (size > maxBytes * TOO_LARGE_FACTOR) return tooLarge(cursor, { size, limit: maxBytes * TOO_LARGE_FACTOR });
    if (size > cursor.partitionMaxBytes(maxPartitionBytes)) cursor.raisedMaxBytes = size;
    else if (++cursor.cuts > CUTS_TAKEN) return cutForNothing(cursor);
    return null;
  }
}

function missingAnswer(cursor: Cursor): KafkaError {
  const { topic, partition } = cursor;
  return new ProtocolError(`The answer to a fetch lacks partition ${partition} of ${topic}, which was asked for`, {
    code: "INVALID_VALUE",
    retriable: true,
    topic,
    partition,
  });
}

function tooLarge(cursor: Cursor, { size, limit }: { readonly size: number; readonly limit: number }): KafkaError {
  const { topic, partition, fetchOffset } = cursor;
  return new ProtocolError(
    `A batch of ${topic}[${partition}] at offset ${fetchOffset} has ${size} bytes, ${limit} are taken: raise maxBytes`,
    { code: "FRAME_TOO_LARGE", topic, partition },
  );
}

function cutForNothing(cursor: Cursor): KafkaError {
  const { topic, partition, fetchOffset } = cursor;
  return new ProtocolError(
    `Cannot read ${topic}[${partition}] from offset ${fetchOffset}: the broker cuts the batch there although it fits`,
    { code: "INVALID_RECORD_BATCH", topic, partition },
  );
}

/** Gives the place to an error of a decoder; anything that is no KafkaError is a fault of ours and says so. */
export function asKafkaError(error: unknown, cursor: Cursor, offset: number): KafkaError {
  const { topic, partition } = cursor;
  const text = error instanceof Error ? error.message : String(error);
  return new ProtocolError(`Cannot read ${topic}[${partition}] from offset ${offset}: ${text}`, {
    code: error instanceof ProtocolError ? error.code : "INVALID_RECORD_BATCH",
    topic,
    partition,
    cause: error,
  });
}
