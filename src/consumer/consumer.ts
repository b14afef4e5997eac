// The consumer as an application sees it: records and batches by async iteration. It joins a membership (which
// partitions), fetching (read ahead) and the handover (one batch at a time). One loop at a time.
import { ByteBudget } from "../../base/byte_budget.ts";
import { Tracker } from "../../base/track.ts";
import { within } from "../../base/abort.ts";
import { ClosedError } from "../../errors/closed_error.ts";
import { ConfigError } from "../../errors/config_error.ts";
import { KafkaError } from "../../errors/kafka_error.ts";
import { ProtocolError } from "../../errors/protocol_error.ts";
import { CodecTable } from "../../protocol/records/codecs.ts";
import { selectCrc32c } from "../../protocol/wire/crc32c.ts";
import type { Waist } from "../cluster/waist.ts";
import { BatchDecoder } from "./batch_decoder.ts";
import { Cursor } from "./cursor.ts";
import { FetchedQueue } from "./fetched.ts";
import { Fetching } from "./fetching.ts";
import { Handover } from "./handover.ts";
import { ManualMembership } from "./manual.ts";
import type { Membership, OwnedPartition } from "./membership.ts";
import { checkConsumerOptions, type ConsumerOptions } from "./options.ts";
import type { ConsumerBatch, ConsumerRecord } from "./record.ts";

/** Where a consumer stands. */
type ConsumerState =
  | { readonly kind: "new" }
  | { readonly kind: "running" }
  | { readonly kind: "failed"; readonly error: unknown }
  | { readonly kind: "closed" };

/** Limits of closing. */
export interface CloseOptions {
  /** Time limit in ms. @default closeTimeoutMs of the client */
  readonly timeoutMs?: number;
  /** Ends the wait. */
  readonly signal?: AbortSignal;
}

/** Who made a consumer. */
export interface ConsumerOwner {
  /** Tells it apart from the other consumers of the client, whose fetches must not wait for its own. @default 1 */
  readonly number?: number;
  /** It is being closed. */
  readonly onClosed?: () => void;
}

/** A place in a partition. */
export interface PartitionPlace {
  /** Topic name. */
  readonly topic: string;
  /** Partition index. */
  readonly partition: number;
}

/**
 * Reads records of topics or partitions, without a group. Iterate it for records, or iterate `batches()` for whole
 * batches, the faster way. It starts at the first `next` and reads ahead within `maxBufferedBytes`.
 */
export class Consumer implements AsyncIterable<ConsumerRecord>, AsyncDisposable {
  readonly #waist: Waist;
  readonly #owner: ConsumerOwner;
  readonly #tracker: Tracker;
  readonly #stop = new AbortController();
  readonly #queue = new FetchedQueue();
  readonly #fetching: Fetching;
  readonly #handover: Handover;
  readonly #membership: Membership;
  readonly #cursors = new Map<string, Map<number, Cursor>>();
  readonly #errors: unknown[] = [];
  #state: ConsumerState = { kind: "new" };
  /** The batch that a loop holds, and how many of its records were processed. */
  #held: { readonly batch: ConsumerBatch; processed: number } | null = null;
  #looping = false;
  /** Resolves when the batch that is being loaded is held. */
  #loading: Promise<void> | null = null;

  /** Checks the options; throws a `ConfigError`. Use `kafka.consumer(options)`. */
  constructor(waist: Waist, options: ConsumerOptions, owner: ConsumerOwner = {}) {
    this.#owner = owner;
    const { number = 1 } = owner;
    const checked = checkConsumerOptions(options);
    const { platform } = waist;
    this.#waist = waist;
    this.#tracker = new Tracker((error) => this.#fail(error));
    const budget = new ByteBudget(checked.maxBufferedBytes);
    this.#fetching = new Fetching({
      waist,
      options: checked,
      budget,
      queue: this.#queue,
      lanes: { long: `fetch ${number}`, short: `second fetch ${number}` },
      signal: this.#stop.signal,
      track: (promise) => this.#tracker.track(promise),
      onParked: (error) => this.#report(error),
      onFatal: (error) => this.#fail(error),
    });
    this.#handover = new Handover({
      queue: this.#queue,
      options: checked,
      emit: waist.emit,
      onRoom: () => this.#fetching.wake(),
      makeDecoder: () =>
        new BatchDecoder({
          options: checked,
          crc: selectCrc32c(platform.wasmCrc),
          codecs: new CodecTable(platform.codecs, (promise) => platform.clock.outside(promise)),
        }),
    });
    this.#membership = new ManualMembership(waist, checked);
  }

  /** Bytes of records that were read ahead and not yet handed over, and of those that a loop holds, as they were sent. */
  get buffered(): number {
    return this.#queue.bytes;
  }

  /** Records, one after the other. Leaving the loop does not count the held record as processed: see `mark`. */
  [Symbol.asyncIterator](): AsyncIterableIterator<ConsumerRecord> {
    return new RecordLoop(this.#loopAccess());
  }

  /** Whole batches, one after the other. Leaving the loop does not count the held batch as processed. */
  batches(): AsyncIterableIterator<ConsumerBatch> {
    return new BatchLoop(this.#loopAccess());
  }

  /**
   * Counts a record, and all before it in its batch, as processed: a later loop starts behind it. For those who leave a
   * loop after finishing a record.
   */
  mark(record: ConsumerRecord): void {
    const held = this.#held;
    const at = held?.batch.records.indexOf(record) ?? -1;
    if (held !== null && at >= held.processed) held.processed = at + 1;
  }

  /** Offset of the next record of a partition to hand over; undefined while it is not known. */
  position({ topic, partition }: PartitionPlace): number | undefined {
    const cursor = this.#cursors.get(topic)?.get(partition);
    if (cursor === undefined) return undefined;
    const held = this.#held;
    if (held !== null && held.batch.topic === topic && held.batch.partition === partition) {
      return held.batch.records[held.processed]?.offset ?? held.batch.nextOffset;
    }
    return cursor.position < 0 ? undefined : cursor.position;
  }

  /**
   * Goes on reading a partition at `offset`; also sets one going again that stopped with an error. Throws a
   * `ConfigError` if the partition is not read by this consumer or the offset is no whole number of 0 or more.
   */
  seek({ topic, partition }: PartitionPlace, offset: number): void {
    const cursor = this.#cursors.get(topic)?.get(partition);
    const problem = cursor === undefined
      ? `${topic}[${partition}] is not read by this consumer`
      : Number.isSafeInteger(offset) && offset >= 0
      ? null
      : `offset must be a whole number of 0 or more: it is ${offset}`;
    if (cursor === undefined || problem !== null) {
      throw new ConfigError(`Cannot seek: ${problem}`, { code: "INVALID_CONFIG", problems: [`${problem}`] });
    }
    const held = this.#held;
    if (held !== null && held.batch.topic === topic && held.batch.partition === partition) this.#held = null;
    cursor.moveTo(offset);
    this.#queue.dropStale();
    this.#fetching.wake();
  }

  /** Stops reading and frees everything; a loop that waits ends. Idempotent. */
  async close(options: CloseOptions = {}): Promise<void> {
    if (this.#state.kind !== "closed") {
      this.#state = { kind: "closed" };
      this.#stop.abort();
      this.#fetching.stop();
      this.#queue.wake();
      this.#owner.onClosed?.();
    }
    const ended = this.#membership.stop({}).then(() => this.#tracker.idle());
    await within(ended, { clock: this.#waist.platform.clock, what: "Closing the consumer", ...options });
  }

  /** Same as `close()`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #loopAccess(): LoopAccess {
    return {
      begin: () => this.#begin(),
      end: () => {
        this.#looping = false;
        // A `next()` that waits must learn that its loop has ended.
        this.#queue.wake();
      },
      held: () => this.#held,
      nextBatch: (ended) => this.#nextBatch(ended),
      failure: () => this.#failure(),
    };
  }

  #begin(): void {
    if (this.#looping) {
      throw new ConfigError("A loop of this consumer is running already: one at a time", {
        code: "INVALID_CONFIG",
        problems: ["two loops at once"],
      });
    }
    this.#looping = true;
    if (this.#state.kind !== "new") return;
    this.#state = { kind: "running" };
    this.#membership.start({
      assigned: (partitions) => this.#assigned(partitions),
      revoked: (partitions) => this.#revoked(partitions),
      failed: (error) => this.#fail(error),
    });
  }

  /**
   * The batch to work on: the held one while records of it are left, else the next; null = the consumer was closed, or
   * the loop that asks has ended.
   */
  #nextBatch(ended: () => boolean): ConsumerBatch | null | Promise<ConsumerBatch | null> {
    if (ended()) return null;
    if (this.#loading !== null) return this.#loading.then(() => this.#nextBatch(ended));
    const held = this.#held;
    if (held !== null && held.processed < held.batch.records.length) return held.batch;
    this.#held = null;
    const failure = this.#failure();
    if (failure !== null) throw failure.error;
    if (this.#state.kind === "closed") return null;
    const batch = this.#handover.next();
    if (batch instanceof Promise) return this.#load(batch, ended);
    return this.#hold(batch) ?? this.#waitForBatch(ended);
  }

  async #waitForBatch(ended: () => boolean): Promise<ConsumerBatch | null> {
    await this.#queue.wait();
    return await this.#nextBatch(ended);
  }

  /** A loop that begins while the codec is loaded for one that has ended waits for this batch, or it would be lost. */
  async #load(loading: Promise<ConsumerBatch | null>, ended: () => boolean): Promise<ConsumerBatch | null> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#loading = promise;
    try {
      const batch = this.#hold(await loading);
      if (batch !== null) return batch;
    } finally {
      this.#loading = null;
      resolve();
    }
    return await this.#nextBatch(ended);
  }

  #hold(batch: ConsumerBatch | null): ConsumerBatch | null {
    if (batch !== null) this.#held = { batch, processed: 0 };
    return batch;
  }

  /** What must be thrown before anything else is handed over. */
  #failure(): { readonly error: unknown } | null {
    if (this.#errors.length > 0) return { error: this.#errors.shift() };
    return this.#state.kind === "failed" ? this.#state : null;
  }

  #assigned(partitions: readonly OwnedPartition[]): void {
    for (const { topic, partition, start } of partitions) {
      const of = this.#cursors.get(topic) ?? new Map<number, Cursor>();
      this.#cursors.set(topic, of);
      const cursor = new Cursor(topic, partition, start);
      of.set(partition, cursor);
      this.#fetching.add(cursor);
    }
  }

  #revoked(partitions: readonly PartitionPlace[]): void {
    for (const { topic, partition } of partitions) {
      const cursor = this.#cursors.get(topic)?.get(partition);
      if (cursor === undefined) continue;
      this.#cursors.get(topic)?.delete(partition);
      this.#fetching.remove(cursor);
    }
  }

  /** An error of one partition: thrown once. */
  #report(error: KafkaError): void {
    this.#errors.push(error);
    this.#queue.wake();
  }

  /** An error of the whole consumer: every further call rejects with it. */
  #fail(error: unknown): void {
    if (this.#state.kind === "closed" || this.#state.kind === "failed") return;
    const known = error instanceof KafkaError ? error : new ProtocolError(
      `The consumer failed: ${error instanceof Error ? error.message : String(error)}`,
      { code: "INVALID_VALUE", fatal: true, cause: error },
    );
    this.#state = { kind: "failed", error: known };
    this.#stop.abort();
    this.#fetching.stop();
    this.#waist.emit({ type: "error", error: known, where: "consumer" });
    this.#queue.wake();
  }
}

/** What a loop may do to its consumer. */
interface LoopAccess {
  readonly begin: () => void;
  readonly end: () => void;
  readonly held: () => { readonly batch: ConsumerBatch; processed: number } | null;
  readonly nextBatch: (ended: () => boolean) => ConsumerBatch | null | Promise<ConsumerBatch | null>;
  readonly failure: () => { readonly error: unknown } | null;
}

/** Where a loop stands. */
type LoopState = "not begun" | "idle" | "waiting" | "ended";

const DONE = { done: true, value: undefined } as const;

/** Hands over batches; hand-written, since a generator costs twice as much for each. */
class BatchLoop implements AsyncIterableIterator<ConsumerBatch> {
  readonly #access: LoopAccess;
  #state: LoopState = "not begun";
  #handed: ConsumerBatch | null = null;

  constructor(access: LoopAccess) {
    this.#access = access;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<ConsumerBatch, undefined>> {
    if (this.#state === "ended") return DONE;
    if (this.#state === "waiting") throw overlapping();
    if (this.#state === "not begun") this.#access.begin();
    this.#state = "waiting";
    const held = this.#access.held();
    // Asking for the next one says that the last one was processed.
    if (held !== null && held.batch === this.#handed) held.processed = held.batch.records.length;
    try {
      this.#handed = await this.#access.nextBatch(this.#ended);
    } catch (error) {
      this.#end();
      throw error;
    }
    // `return()` may have ended the loop while it waited; the batch is still held for a later one.
    if (this.#handed === null || this.#ended()) {
      this.#end();
      return DONE;
    }
    this.#state = "idle";
    return { done: false, value: this.#handed };
  }

  return(): Promise<IteratorResult<ConsumerBatch, undefined>> {
    this.#end();
    return Promise.resolve(DONE);
  }

  readonly #ended = (): boolean => this.#state === "ended";

  #end(): void {
    if (this.#state !== "ended" && this.#state !== "not begun") this.#access.end();
    this.#state = "ended";
  }
}

/** Hands over records; within a batch without any wait. */
class RecordLoop implements AsyncIterableIterator<ConsumerRecord> {
  readonly #access: LoopAccess;
  #state: LoopState = "not begun";
  #handed: ConsumerRecord | null = null;

  constructor(access: LoopAccess) {
    this.#access = access;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<ConsumerRecord, undefined>> {
    if (this.#state === "idle") {
      const held = this.#access.held();
      if (held !== null && held.batch.records[held.processed] === this.#handed) {
        held.processed++;
        const record = held.batch.records[held.processed];
        if (record !== undefined) {
          this.#handed = record;
          return Promise.resolve({ done: false, value: record });
        }
      }
    }
    return this.#nextOfBatch();
  }

  return(): Promise<IteratorResult<ConsumerRecord, undefined>> {
    this.#end();
    return Promise.resolve(DONE);
  }

  async #nextOfBatch(): Promise<IteratorResult<ConsumerRecord, undefined>> {
    if (this.#state === "ended") return DONE;
    if (this.#state === "waiting") throw overlapping();
    if (this.#state === "not begun") this.#access.begin();
    this.#state = "waiting";
    let batch: ConsumerBatch | null;
    try {
      batch = await this.#access.nextBatch(this.#ended);
    } catch (error) {
      this.#end();
      throw error;
    }
    const record = batch?.records[this.#access.held()?.processed ?? 0];
    if (record === undefined || this.#ended()) {
      this.#end();
      return DONE;
    }
    this.#handed = record;
    this.#state = "idle";
    return { done: false, value: record };
  }

  readonly #ended = (): boolean => this.#state === "ended";

  #end(): void {
    if (this.#state !== "ended" && this.#state !== "not begun") this.#access.end();
    this.#state = "ended";
  }
}

function overlapping(): ClosedError {
  return new ClosedError("next() was called while another next() of the same loop is pending", { code: "CLOSED" });
}
