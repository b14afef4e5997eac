// Keeps every owned partition read ahead: asks for positions, gives each broker's fetcher the partitions that it
// leads, and judges errors of partitions (wait, ask for metadata, find another position, park). Called by consumer.ts.
import type { ByteBudget } from "../../base/byte_budget.ts";
import { WorkLoop } from "../../base/work_loop.ts";
import { BrokerError } from "../../errors/broker_error.ts";
import { ConnectionError } from "../../errors/connection_error.ts";
import { DataLossError } from "../../errors/data_loss_error.ts";
import { KafkaError } from "../../errors/kafka_error.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import type { FetchResponse } from "../../protocol/messages/fetch.ts";
import { backoffMs } from "../base/backoff.ts";
import { errorFromCode, errorMeaning, isRetriable } from "../base/retry_rules.ts";
import type { Waist } from "../cluster/waist.ts";
import type { Cursor } from "./cursor.ts";
import { Fetcher, type FetcherContext, type FetchLanes } from "./fetcher.ts";
import type { FetchedPartition } from "./fetch_message.ts";
import type { FetchedQueue } from "./fetched.ts";
import type { EpochEnd } from "./fetched_epochs.ts";
import type { CheckedConsumerOptions } from "./options.ts";
import { findPositions, noDivergence, type PositionsContext, tellCut } from "./positions.ts";
import { Rests } from "./rests.ts";

/** Bounds of the wait after an error of a partition, in ms (KIP-580). */
const BACKOFF_MIN_MS = 100;
const BACKOFF_MAX_MS = 1000;

/** What fetching needs and whom it tells. */
export interface FetchingContext {
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
  /** Owns promises. */
  readonly track: (promise: Promise<unknown>) => void;
  /** A partition was parked with this error: throw it once. */
  readonly onParked: (error: KafkaError) => void;
  /** Nothing more can be read. */
  readonly onFatal: (error: unknown) => void;
}

/** Fetches for one consumer. */
export class Fetching {
  readonly #context: FetchingContext;
  readonly #cursors = new Set<Cursor>();
  readonly #fetchers = new Map<number, Fetcher>();
  readonly #loop: WorkLoop;
  readonly #unsubscribe: () => void;
  readonly #fetcherContext: FetcherContext;
  readonly #positionsContext: PositionsContext;
  readonly #rests: Rests;
  #fetches = 0;

  /** Begins as soon as partitions are added. */
  constructor(context: FetchingContext) {
    this.#context = context;
    this.#rests = new Rests(context.waist.platform.clock);
    this.#loop = new WorkLoop(() => this.#assign(), context.track);
    const onFailure = (cursors: readonly Cursor[], error: unknown) => this.#onFailure(cursors, error);
    this.#positionsContext = { ...context, onFailure, onError: (cursor, error) => this.#judge(cursor, error) };
    this.#fetcherContext = {
      ...context,
      onFailure,
      onPartitionError: (cursor, answer, response) => this.#onPartitionError(cursor, answer, response),
      onDiverging: (cursor, at) => this.#diverged(cursor, at),
      onBadAnswer: (cursor, error) => this.#judge(cursor, error),
      onBadBytes: (cursor) => this.#holdBack(cursor),
      onDone: () => this.wake(),
    };
    this.#unsubscribe = context.waist.onMetadata(() => this.wake());
  }

  /** Reads this partition too. */
  add(cursor: Cursor): void {
    this.#cursors.add(cursor);
    this.wake();
  }

  /** No longer reads it; what was read ahead is dropped. */
  remove(cursor: Cursor): void {
    cursor.remove();
    this.#cursors.delete(cursor);
    this.#context.queue.dropStale();
  }

  /** There may be something to fetch: a position, room, a new leader. */
  wake(): void {
    if (!this.#context.signal.aborted) this.#loop.wake();
  }

  /** Ends timers and subscriptions. Requests end by the signal. */
  stop(): void {
    this.#loop.stop();
    this.#unsubscribe();
    for (const fetcher of this.#fetchers.values()) fetcher.stop();
    for (const cursor of this.#cursors) cursor.remove();
    this.#cursors.clear();
    this.#context.queue.dropStale();
  }

  /** Gives each broker what it leads. */
  #assign(): Promise<void> {
    const { options } = this.#context;
    const ready = new Map<number, Cursor[]>();
    const unpositioned = new Map<number, Cursor[]>();
    const leaders = new Set<number>();
    let leaderless = false;
    for (const cursor of this.#cursors) {
      const leader = this.#leaderOf(cursor);
      leaders.add(leader);
      const { kind } = cursor.state;
      if (kind !== "ready" && kind !== "unpositioned") continue;
      if (kind === "ready" && cursor.bufferedBytes >= options.maxPartitionBytes) continue;
      if (leader < 0) {
        leaderless = true;
        this.#wait(cursor);
        continue;
      }
      const group = kind === "ready" ? ready : unpositioned;
      const of = group.get(leader);
      if (of === undefined) group.set(leader, [cursor]);
      else of.push(cursor);
    }
    this.#fetch(ready, leaders.size);
    for (const [leader, cursors] of unpositioned) {
      const found = findPositions(cursors, { context: this.#positionsContext, leader });
      this.#context.track(found.then(() => this.wake()));
    }
    if (leaderless) this.#refresh("a partition has no leader");
    return Promise.resolve();
  }

  #leaderOf({ topic, partition }: Cursor): number {
    return this.#context.waist.metadata.topics.get(topic)?.partitions[partition]?.leader ?? -1;
  }

  /** Two fetches of each broker share the memory. Who has waited longest comes first, or it might never find room. */
  #fetch(ready: ReadonlyMap<number, readonly Cursor[]>, brokers: number): void {
    const bytes = Math.floor(this.#context.budget.limit / (2 * brokers));
    const work = [...ready].map(([leader, cursors]) => ({ fetcher: this.#fetcher(leader), cursors }));
    work.sort((a, b) => a.fetcher.lastStart - b.fetcher.lastStart);
    for (const { fetcher, cursors } of work) {
      if (fetcher.fetch(cursors, { bytes, number: this.#fetches })) this.#fetches++;
    }
  }

  #fetcher(nodeId: number): Fetcher {
    let fetcher = this.#fetchers.get(nodeId);
    if (fetcher === undefined) {
      fetcher = new Fetcher(this.#fetcherContext, nodeId);
      this.#fetchers.set(nodeId, fetcher);
    }
    return fetcher;
  }

  #onPartitionError(cursor: Cursor, answer: FetchedPartition, response: FetchResponse): void {
    const { topic, partition } = cursor;
    if (answer.errorCode === ErrorCode.OFFSET_OUT_OF_RANGE) return this.#outOfRange(cursor);
    this.#takeHint(cursor, answer, response);
    this.#judge(cursor, errorFromCode(answer.errorCode, { topic, partition }), answer.errorCode);
  }

  /** A new leader that came with the answer saves the round trip for metadata (KIP-951). */
  #takeHint({ topic, partition }: Cursor, answer: FetchedPartition, response: FetchResponse): void {
    const { leaderId, leaderEpoch } = answer.currentLeader;
    if (leaderId < 0) return;
    const endpoint = response.nodeEndpoints.find((node) => node.nodeId === leaderId);
    this.#context.waist.applyLeaderHint({
      topic,
      partition,
      leader: leaderId,
      leaderEpoch,
      ...(endpoint === undefined ? {} : { endpoint }),
    });
  }

  /** What was read ahead is handed over first: it lies before the place that is out of range. */
  #outOfRange(cursor: Cursor): void {
    const { topic, partition, fetchOffset } = cursor;
    if (cursor.bufferedBytes > 0) return this.#wait(cursor);
    if (cursor.hasFetched) {
      cursor.lose("earliest", { afterReading: true });
      return this.wake();
    }
    const policy = this.#context.options.onOutOfRange;
    if (policy === "error") {
      const text = `Offset ${fetchOffset} of ${topic}[${partition}] is out of range: seek, or set onOutOfRange`;
      return this.#park(cursor, new DataLossError(text, { code: "OFFSET_OUT_OF_RANGE", topic, partition }));
    }
    this.#context.waist.emit({
      type: "offset reset",
      topic,
      partition,
      from: fetchOffset,
      to: -1,
      reason: `offset ${fetchOffset} is out of range: reading goes on at the ${policy} offset`,
    });
    cursor.lose(policy, { afterReading: false });
    // A broker may call every offset that it gives out of range: from the second time on there is a wait.
    if (cursor.resets === 0) this.wake();
    else {
      cursor.failures = cursor.resets;
      this.#wait(cursor);
    }
    cursor.resets++;
  }

  /** The log is another one below the place to fetch: what is in hand is handed over first, what waits is dropped. */
  #diverged(cursor: Cursor, at: EpochEnd): void {
    const before = cursor.fetchOffset;
    const parting = cursor.epochs.partingFrom(at);
    // The next fetch would have the same answer for ever.
    if (parting >= before) return this.#judge(cursor, noDivergence(cursor, parting));
    const waiting = this.#context.queue.dropWaiting(cursor);
    if (waiting !== null) cursor.fetchAgainFrom(Math.max(waiting, cursor.position));
    if (cursor.bufferedBytes > 0) {
      if (cursor.fetchOffset <= parting) tellCut(cursor, { from: parting, to: before, waist: this.#context.waist });
      return this.#wait(cursor);
    }
    tellCut(cursor, { from: parting, to: before, waist: this.#context.waist });
    cursor.cutAt(Math.min(parting, cursor.fetchOffset));
    this.wake();
  }

  /** Waits, asks for metadata, or parks, as the error demands. */
  #judge(cursor: Cursor, error: KafkaError, code?: number): void {
    if (!error.retriable) return this.#park(cursor, error);
    this.#wait(cursor);
    if (code === undefined || errorMeaning(code).wantsMetadata) this.#refresh(error.code);
  }

  #onFailure(cursors: readonly Cursor[], error: unknown): void {
    if (this.#context.signal.aborted) return;
    if (isRetriable(error) || this.#mayBeMended(cursors, error)) {
      for (const cursor of cursors) this.#wait(cursor);
      this.#refresh("a fetch failed");
    } else if (error instanceof BrokerError && !error.fatal) {
      // What one broker says of its partitions is nothing against those of others.
      for (const cursor of cursors) cursor.state = { kind: "parked", error };
      if (cursors.length > 0) this.#context.onParked(error);
    } else this.#context.onFatal(error);
  }

  /** An address that fails may come back (a name, a certificate): it is tried for as long as a call would be. */
  #mayBeMended(cursors: readonly Cursor[], error: unknown): boolean {
    if (!(error instanceof ConnectionError)) return false;
    const { platform, apiTimeoutMs } = this.#context.waist;
    const now = platform.clock.now();
    for (const cursor of cursors) if (cursor.failingSince < 0) cursor.failingSince = now;
    return cursors.every((cursor) => now - cursor.failingSince < apiTimeoutMs);
  }

  /** Lets a partition rest a while after an error; its position, or the wish for one, stays. */
  #wait(cursor: Cursor): void {
    const { random } = this.#context.waist.platform;
    const next = cursor.state.kind === "unpositioned" ? cursor.state : { kind: "ready" } as const;
    cursor.failures++;
    const ms = backoffMs(cursor.failures, { minMs: BACKOFF_MIN_MS, maxMs: BACKOFF_MAX_MS, random });
    const cancel = this.#rests.after(ms, () => {
      if (cursor.state.kind !== "backing off") return;
      cursor.state = next;
      this.wake();
    });
    cursor.state = { kind: "backing off", cancel };
  }

  #park(cursor: Cursor, error: KafkaError): void {
    cursor.state = { kind: "parked", error };
    this.#context.onParked(error);
  }

  /** The handover throws the error when it comes to the bytes; until then nothing more is fetched. */
  #holdBack(cursor: Cursor): void {
    cursor.state = { kind: "backing off", cancel: () => {} };
  }

  #refresh(reason: string): void {
    const { waist, signal, track } = this.#context;
    // A refresh that fails is tried again by the next partition that waits.
    track(waist.refreshMetadata(reason, { signal }).then(() => this.wake(), () => {}));
  }
}
