// Sends the batches of the partitions that one broker leads: several partitions in one Produce request, several
// requests in flight, and settles each batch by its own answer. One for each leader, made by producer.ts; it knows the
// waist, and neither sockets nor records.
import type { Tracker } from "../../base/track.ts";
import { WorkLoop } from "../../base/work_loop.ts";
import { ConnectionError } from "../../errors/connection_error.ts";
import { FencedError } from "../../errors/fenced_error.ts";
import { KafkaError } from "../../errors/kafka_error.ts";
import { ProtocolError } from "../../errors/protocol_error.ts";
import { TimeoutError } from "../../errors/timeout_error.ts";
import { Produce, type ProduceResponse } from "../../protocol/messages/produce.ts";
import { backoffMs } from "../base/backoff.ts";
import type { Waist } from "../cluster/waist.ts";
import type { Batch } from "./batch.ts";
import type { Encoding } from "./encoding.ts";
import type { CheckedProducerOptions } from "./options.ts";
import type { PartitionQueue, QueueOwner } from "./partition_queue.ts";
import { maxProduceVersion, produceBody, type ProducePlan } from "./produce_request.ts";
import type { ProducerMetrics } from "./producer_metrics.ts";
import { answersOf, type BatchVerdict, leaderHint, mayBeWritten, verdictOf } from "./produce_response.ts";
import type { ProducerSession } from "./producer_session.ts";

const RETRY_MIN_MS = 100;
const RETRY_MAX_MS = 1000;
/** Distance of the instants at which batches are sent again. */
const RETRY_TICK_MS = 50;
/** Longest wait after a broken connection: a new leader shows in the metadata, not in time. */
const RECONNECT_MAX_MS = 250;
/** Failures of a connection that come before any byte of a request was written. */
const BEFORE_WRITING: ReadonlySet<string> = new Set([
  "CONNECTION_REFUSED",
  "HOST_UNREACHABLE",
  "NAME_NOT_FOUND",
  "CONNECT_TIMEOUT",
  "PERMISSION_DENIED",
  "NO_BROKER_AVAILABLE",
]);

/** What a sender is made with. */
export interface SenderInit {
  /** The cluster. */
  readonly waist: Waist;
  /** Node id of the broker. */
  readonly nodeId: number;
  /** Options of the producer. */
  readonly options: CheckedProducerOptions;
  /** The identity. */
  readonly session: ProducerSession;
  /** Codecs and checksum. */
  readonly encoding: Encoding;
  /** Counts requests. */
  readonly metrics: ProducerMetrics;
  /** Owner of promises. */
  readonly tracker: Tracker;
  /** Ends all requests. */
  readonly stop: AbortSignal;
  /** An error that ends the producer. */
  readonly fatal: (error: KafkaError) => void;
  /** Asks for new metadata. */
  readonly refresh: (reason: string) => void;
}

/** One batch in one request. */
interface Attempt {
  readonly queue: PartitionQueue;
  readonly batch: Batch;
  readonly attempt: number;
}

/** One broker's sender. */
export class Sender implements QueueOwner {
  readonly nodeId: number;
  /** Until when the broker wants no request, on the clock. */
  throttledUntil = 0;
  readonly #init: SenderInit;
  readonly #loop: WorkLoop;
  readonly #timed = new Set<PartitionQueue>();
  #listed: PartitionQueue[] = [];
  #inFlight = 0;
  #timerAt = Infinity;
  #cancelTimer: () => void = () => {};

  /** Idle until a queue wakes it. */
  constructor(init: SenderInit) {
    this.#init = init;
    this.nodeId = init.nodeId;
    this.#loop = new WorkLoop(() => this.#step(), (promise) => init.tracker.track(promise));
  }

  /** The queue may have something to send. */
  wake(queue: PartitionQueue): void {
    if (queue.place === "listed") return;
    queue.place = "listed";
    this.#listed.push(queue);
    this.#loop.wake();
  }

  /** No further request, no timer. */
  stop(): void {
    this.#loop.stop();
    this.#cancelTimer();
  }

  async #step(): Promise<void> {
    if (!this.#init.encoding.loaded && !await this.#loadCodecs()) return;
    while (this.#inFlight < this.#init.options.maxInFlight && this.#listed.length > 0) {
      const sent = this.#collect();
      if (sent.length === 0) break;
      this.#init.tracker.track(this.#send(sent));
    }
  }

  /** False: a codec cannot be loaded, and what waits for it has failed with the reason; later records try again. */
  async #loadCodecs(): Promise<boolean> {
    try {
      await this.#init.encoding.load();
      return true;
    } catch (error) {
      const listed = this.#listed.filter((queue) => queue.owner === this && queue.place === "listed");
      this.#listed = [];
      for (const queue of listed) {
        queue.place = "none";
        queue.failAll((batch) => placed(asKafkaError(error), batch, batch.delivery));
      }
      return false;
    }
  }

  /** The batches of one request, started. Queues that may have more stay listed; those that must wait are timed. */
  #collect(): Attempt[] {
    const now = this.#init.waist.platform.clock.now();
    const sent: Attempt[] = [];
    const listed = this.#listed;
    this.#listed = [];
    let bytes = 0;
    for (const queue of listed) {
      if (queue.owner !== this || queue.place !== "listed") continue;
      queue.place = "none";
      const batch = this.#ask(queue, now);
      if (batch === null) continue;
      const size = batch.records.size;
      if (bytes > 0 && bytes + size > this.#init.options.maxRequestBytes) {
        this.wake(queue);
        continue;
      }
      if (queue.start(batch, now)) {
        sent.push({ queue, batch, attempt: batch.attempt });
        bytes += size;
      }
      this.wake(queue);
    }
    return sent;
  }

  /** The next batch of a queue, if it may go now. */
  #ask(queue: PartitionQueue, now: number): Batch | null {
    if (queue.idle) return null;
    const opened = this.#init.session.open(queue);
    if (opened !== true) {
      this.#init.tracker.track(this.#open(queue, opened));
      return null;
    }
    queue.unidentified = false;
    const next = queue.peek(now);
    if (typeof next !== "number") return next;
    this.#later(queue, next);
    return null;
  }

  /** Looks at the queue again at `at`, unless something wakes it before. */
  #later(queue: PartitionQueue, at: number): void {
    if (queue.place !== "none" || queue.owner !== this) return;
    queue.place = "timed";
    this.#timed.add(queue);
    this.#wakeAt(at);
  }

  async #open(queue: PartitionQueue, opened: Promise<void>): Promise<void> {
    queue.unidentified = true;
    try {
      await opened;
    } catch (error) {
      if (this.#init.stop.aborted) return;
      const cause = asKafkaError(error);
      if (!isPassing(cause)) return queue.failAll((batch) => placed(cause, batch, batch.delivery));
      const delayMs = this.#backoff(1, RETRY_MAX_MS);
      queue.delay(cause, delayMs);
      return this.#later(queue, this.#init.waist.platform.clock.now() + delayMs);
    }
    queue.wake();
  }

  #wakeAt(at: number): void {
    if (at >= this.#timerAt) return;
    const { clock } = this.#init.waist.platform;
    this.#cancelTimer();
    this.#timerAt = at;
    this.#cancelTimer = clock.after(at - clock.now(), () => {
      this.#timerAt = Infinity;
      const timed = [...this.#timed];
      this.#timed.clear();
      for (const queue of timed) if (queue.place === "timed" && queue.owner === this) this.wake(queue);
    });
  }

  /** One request, out and back. */
  async #send(sent: readonly Attempt[]): Promise<void> {
    const { waist, options, session, stop, metrics } = this.#init;
    const { clock } = waist.platform;
    let madeAt = 0;
    let answered = false;
    const acks = options.acks === "all" ? -1 : options.acks;
    const plan: ProducePlan = {
      batches: sent.map(({ batch }) => batch),
      acks,
      // Less than the time limit of the request, so that its answer comes.
      timeoutMs: Math.min(options.acksTimeoutMs, Math.ceil(waist.requestTimeoutMs / 2)),
      transactionalId: session.transactionalId,
      encoding: this.#init.encoding,
      refused: new Map(),
      compressionLevel: options.compressionLevel,
      metadata: waist.metadata,
    };
    this.#inFlight++;
    metrics.begin();
    const body = (version: number) => {
      const made = produceBody(plan, version);
      madeAt = clock.now();
      metrics.made(sent, plan.refused, madeAt);
      return made;
    };
    try {
      const response = await waist.request(Produce, body, {
        to: { broker: this.nodeId },
        retry: false,
        signal: stop,
        maxVersion: Math.min(session.maxProduceVersion ?? Infinity, maxProduceVersion(plan)),
        noResponse: acks === 0,
      });
      answered = true;
      this.#countAnswer(madeAt, response?.throttleTimeMs ?? 0);
      if (acks === 0) this.#taken(sent, plan);
      else this.#answered(sent, plan, response);
    } catch (error) {
      this.#failed(sent, asKafkaError(error));
    }
    metrics.end(answered);
    this.#inFlight--;
    if (this.#listed.length > 0) this.#loop.wake();
  }

  #countAnswer(madeAt: number, throttleMs: number): void {
    const now = this.#init.waist.platform.clock.now();
    this.#init.metrics.answered(now - madeAt, throttleMs);
    this.throttledUntil = now + throttleMs;
  }

  /** acks 0: the bytes are on their way, and nobody will tell more. */
  #taken(sent: readonly Attempt[], plan: ProducePlan): void {
    for (const { queue, batch, attempt } of sent) {
      const error = plan.refused.get(batch);
      if (error !== undefined) queue.fail(batch, { attempt, error, maybeWritten: false });
      else queue.acknowledged(batch, { attempt, baseOffset: -1, appendTime: -1, topicId: "" });
    }
  }

  #answered(sent: readonly Attempt[], plan: ProducePlan, response: ProduceResponse): void {
    const answers = answersOf(plan, response);
    let refresh: string | null = null;
    for (const [i, one] of sent.entries()) {
      const refused = plan.refused.get(one.batch);
      if (refused !== undefined) {
        one.queue.fail(one.batch, { attempt: one.attempt, error: refused, maybeWritten: false });
        continue;
      }
      const answer = answers[i] ?? null;
      const hint = answer === null || answer.errorCode === 0 ? null : leaderHint(one.batch, answer, response);
      const reason = this.#settle(one, { plan, verdict: verdictOf(one.batch, answer, `${this.nodeId}`) });
      // After the batch is back in its queue, so that the queue moves to its new leader as a whole.
      // A hint that tells nothing newer: of two leaders one is wrong, as when the topic was deleted and made anew.
      if (hint === null || !this.#init.waist.applyLeaderHint(hint)) refresh ??= reason;
    }
    if (refresh !== null) this.#init.refresh(refresh);
  }

  /** Settles one batch; returns why new metadata are wanted, or null. */
  #settle(
    { queue, batch, attempt }: Attempt,
    { plan, verdict }: { readonly plan: ProducePlan; readonly verdict: BatchVerdict },
  ): string | null {
    const delayMs = this.#backoff(batch.failures + 1, RETRY_MAX_MS);
    switch (verdict.kind) {
      case "written":
        queue.acknowledged(batch, { attempt, ...verdict, topicId: plan.metadata.topics.get(batch.topic)?.id ?? "" });
        return null;
      case "retry":
        queue.retry(batch, { attempt, delayMs, ...verdict });
        return verdict.metadata ? verdict.error.message : null;
      case "sequence":
        queue.sequenceLost(batch, { attempt, delayMs, ...verdict });
        return null;
      case "failed":
        queue.fail(batch, { attempt, maybeWritten: mayBeWritten(verdict.error), ...verdict });
        if (verdict.error instanceof FencedError) this.#init.fatal(verdict.error);
        return null;
      case "too large":
        queue.tooLarge(batch, { attempt, error: verdict.error });
        return null;
    }
  }

  /** The request failed as a whole. */
  #failed(sent: readonly Attempt[], error: KafkaError): void {
    const maybeWritten = error.delivery !== "none" && !BEFORE_WRITING.has(error.code);
    const passing = isPassing(error);
    for (const { queue, batch, attempt } of sent) {
      const delivery = maybeWritten || batch.maybeWritten ? "unknown" : "none";
      if (!passing) queue.fail(batch, { attempt, error: placed(error, batch, delivery), maybeWritten });
      else queue.retry(batch, { attempt, error, maybeWritten, delayMs: this.#reconnectBackoff(batch.failures, error) });
    }
    if (passing) this.#init.refresh(`a Produce request to broker ${this.nodeId} failed: ${error.message}`);
  }

  /** The first reconnect has no backoff: a single reset costs nothing. */
  #reconnectBackoff(failures: number, error: KafkaError): number {
    if (!(error instanceof ConnectionError)) return this.#backoff(failures + 1, RETRY_MAX_MS);
    return failures === 0 && !BEFORE_WRITING.has(error.code) ? 0 : this.#backoff(failures, RECONNECT_MAX_MS);
  }

  /** Ends on a common tick, so that partitions that fail together are sent again in one request. */
  #backoff(failures: number, maxMs: number): number {
    const { clock, random } = this.#init.waist.platform;
    const now = clock.now();
    const ms = backoffMs(Math.max(1, failures), { minMs: RETRY_MIN_MS, maxMs, random });
    return Math.ceil((now + ms) / RETRY_TICK_MS) * RETRY_TICK_MS - now;
  }
}

/** Whether the same request may succeed later, perhaps on another connection or broker. */
function isPassing(error: KafkaError): boolean {
  return !error.fatal && (error.retriable || error instanceof ConnectionError || error instanceof TimeoutError);
}

/** The error of a request, told of one partition. */
function placed(cause: KafkaError, batch: Batch, delivery: "none" | "unknown"): KafkaError {
  if (cause.delivery === delivery) return cause;
  const { topic, partition } = batch;
  return new KafkaError(`Records for ${topic} [${partition}] could not be sent: ${cause.message}`, {
    code: cause.code,
    topic,
    partition,
    fatal: cause.fatal,
    delivery,
    cause,
  });
}

/** What was thrown, as an error of ours: anything else is a defect, and says so. */
function asKafkaError(error: unknown): KafkaError {
  if (error instanceof KafkaError) return error;
  return new ProtocolError(`A Produce request could not be made or read: ${String(error)}`, {
    code: "INVALID_VALUE",
    cause: error,
  });
}
