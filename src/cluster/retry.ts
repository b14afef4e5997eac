// Tries a call again until it succeeds, cannot succeed, or its time is up: exponential backoff with jitter, one total
// time limit, the signal. Called by cluster.ts and shards.ts; must not know what is tried.
import { abortError, delay, within } from "../../base/abort.ts";
import { ClosedError } from "../../errors/closed_error.ts";
import { KafkaError } from "../../errors/kafka_error.ts";
import { TimeoutError } from "../../errors/timeout_error.ts";
import type { Clock } from "../../transports/platform.ts";
import { backoffMs, type BackoffRule } from "../base/backoff.ts";
import { isRetriable } from "../base/retry_rules.ts";

/** Limits of a call with its retries. */
export interface RetryLimits {
  /** Time. */
  readonly clock: Clock;
  /** Backoff between tries. */
  readonly backoff: BackoffRule;
  /** Total time limit in ms; Infinity: none. */
  readonly timeoutMs: number;
  /** The caller's signal. */
  readonly signal?: AbortSignal;
  /** Ends every call: the cluster is being closed. */
  readonly closing: AbortSignal;
  /** What is tried, as the subject of a sentence. */
  readonly what: string;
  /** The last failure of any connection since a time: the likely cause when the call itself saw none. */
  readonly failureSince?: (time: number) => KafkaError | undefined;
}

/** One try. */
export interface Try {
  /** 1 for the first. */
  readonly number: number;
  /** Aborts when the call has ended, for whatever reason. */
  readonly signal: AbortSignal;
}

/** Whether the next try waits for its backoff. */
export type RetryPace = "at once" | "after a wait";

/** How a call goes on after a failure. */
export interface RetryHooks {
  /** Whether a failure may pass, or another broker may do better. @default what the error says */
  readonly mayPass?: (error: unknown) => boolean;
  /** Told of each failure that may pass, before the wait; may ask for new metadata. `"at once"` leaves out the wait. */
  readonly onFailure?: (error: KafkaError, attempt: Try) => RetryPace | Promise<RetryPace>;
}

/** Calls `attempt` until it succeeds; failures that cannot pass are thrown as they are. */
export async function withRetries<T>(
  attempt: (attempt: Try) => Promise<T>,
  limits: RetryLimits,
  hooks: RetryHooks = {},
): Promise<T> {
  const deadline = new Deadline(limits);
  try {
    return await deadline.race(tryUntil(attempt, deadline, hooks));
  } catch (error) {
    throw deadline.explain(error);
  } finally {
    deadline.end();
  }
}

/** Calls `attempt` once, within the same limits. */
export async function withoutRetries<T>(attempt: (attempt: Try) => Promise<T>, limits: RetryLimits): Promise<T> {
  const deadline = new Deadline(limits);
  try {
    return await deadline.race(attempt({ number: 1, signal: deadline.signal }));
  } catch (error) {
    throw deadline.explain(error);
  } finally {
    deadline.end();
  }
}

async function tryUntil<T>(attempt: (attempt: Try) => Promise<T>, deadline: Deadline, hooks: RetryHooks): Promise<T> {
  let waits = 0;
  for (let number = 1;; number++) {
    const current = { number, signal: deadline.signal };
    try {
      return await attempt(current);
    } catch (error) {
      if (deadline.signal.aborted || !(hooks.mayPass ?? isRetriable)(error)) throw error;
      const failure = error as KafkaError;
      deadline.lastFailure = failure;
      const pace = await hooks.onFailure?.(failure, current);
      // A request that was never written costs nothing to send again on a fresh connection.
      if (pace === "at once" || (number === 1 && failure.delivery === "none")) continue;
      await deadline.wait(++waits);
    }
  }
}

/** The total time limit and the signals of one call, as one signal. */
class Deadline {
  /** The last failure that was tried again: the cause when the time is up. */
  lastFailure: KafkaError | undefined;
  readonly #limits: RetryLimits;
  readonly #end = new AbortController();
  readonly #cancel: () => void;
  readonly #startedAt: number;
  #ended: "no" | "time is up" | "aborted" | "closing" = "no";

  constructor(limits: RetryLimits) {
    this.#limits = limits;
    const { timeoutMs, clock, signal, closing } = limits;
    this.#startedAt = clock.now();
    this.#cancel = timeoutMs === Infinity ? () => {} : clock.after(timeoutMs, () => this.#stop("time is up"));
    signal?.addEventListener("abort", this.#onAbort);
    closing.addEventListener("abort", this.#onClosing);
    if (signal?.aborted === true) this.#stop("aborted");
    if (closing.aborted) this.#stop("closing");
  }

  get signal(): AbortSignal {
    return this.#end.signal;
  }

  /** Waits for a promise, but not beyond the end. */
  race<T>(promise: Promise<T>): Promise<T> {
    return within(promise, { clock: this.#limits.clock, signal: this.signal, what: this.#limits.what });
  }

  /** The backoff before the next try. */
  async wait(failures: number): Promise<void> {
    const ms = backoffMs(failures, this.#limits.backoff);
    await delay(ms, { clock: this.#limits.clock, signal: this.signal });
  }

  /** The error that the caller gets. */
  explain(error: unknown): unknown {
    const { what, timeoutMs, signal, closing } = this.#limits;
    if (this.#ended === "aborted" && signal !== undefined) return abortError(signal, what);
    if (this.#ended === "closing") {
      if (closing.reason instanceof KafkaError) return closing.reason;
      return new ClosedError(`${what} was ended: the client is closed`, { code: "CLOSED" });
    }
    if (this.#ended === "time is up") {
      const last = this.lastFailure ?? this.#limits.failureSince?.(this.#startedAt);
      const why = last === undefined ? "no broker answered" : `the last failure was: ${last.message}`;
      return new TimeoutError(`${what} did not end within ${timeoutMs} ms; ${why}`, {
        code: "API_TIMEOUT",
        timeoutMs,
        retriable: true,
        ...(last?.broker === undefined ? {} : { broker: last.broker }),
        ...(last?.delivery === undefined ? {} : { delivery: last.delivery }),
        cause: last,
      });
    }
    return error;
  }

  end(): void {
    this.#cancel();
    this.#limits.signal?.removeEventListener("abort", this.#onAbort);
    this.#limits.closing.removeEventListener("abort", this.#onClosing);
    if (!this.signal.aborted) this.#end.abort();
  }

  readonly #onAbort = (): void => this.#stop("aborted");
  readonly #onClosing = (): void => this.#stop("closing");

  #stop(why: "time is up" | "aborted" | "closing"): void {
    if (this.#ended !== "no") return;
    this.#ended = why;
    this.#end.abort();
  }
}
