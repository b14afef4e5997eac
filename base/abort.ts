// Signals and time limits around a promise: the promise settles in time whatever the work does. Must not know Kafka.
import { AbortError } from "../errors/abort_error.ts";
import type { Clock } from "../transports/platform.ts";

/** The error for a signal that aborted: its reason is the cause. */
export function abortError(signal: AbortSignal, what: string): AbortError {
  return new AbortError(`${what} was aborted by its signal`, { code: "ABORTED", cause: signal.reason });
}

/** Throws if the signal has aborted already. */
export function throwIfAborted(signal: AbortSignal | undefined, what: string): void {
  if (signal?.aborted === true) throw abortError(signal, what);
}

/** What can end a wait early. */
export interface WaitLimits {
  /** Clock of the time limit. */
  readonly clock: Clock;
  /** Ends the wait with an `AbortError`. */
  readonly signal?: AbortSignal;
  /** Time limit in ms; Infinity or absent: none. */
  readonly timeoutMs?: number;
  /** Makes the error of the time limit. */
  readonly onTimeout?: () => Error;
  /** What is waited for, as the subject of a sentence. */
  readonly what: string;
}

/** Waits for `promise`, but no longer than the limits allow. The promise itself goes on, and never rejects unhandled. */
export function within<T>(promise: Promise<T>, limits: WaitLimits): Promise<T> {
  const { signal, clock, timeoutMs = Infinity, onTimeout } = limits;
  if (signal?.aborted === true) {
    promise.catch(() => {});
    return Promise.reject(abortError(signal, limits.what));
  }
  if (signal === undefined && timeoutMs === Infinity) return promise;
  return new Promise<T>((resolve, reject) => {
    const onAbort = () => {
      done();
      reject(abortError(signal as AbortSignal, limits.what));
    };
    const cancel = timeoutMs === Infinity ? () => {} : clock.after(timeoutMs, () => {
      done();
      reject(onTimeout?.() ?? new Error(`${limits.what} did not end within ${timeoutMs} ms`));
    });
    const done = () => {
      cancel();
      signal?.removeEventListener("abort", onAbort);
    };
    signal?.addEventListener("abort", onAbort);
    promise.then((value) => (done(), resolve(value)), (error) => (done(), reject(error)));
  });
}

/** Resolves after `ms`; a signal ends it early with an `AbortError`. */
export function delay(ms: number, options: { readonly clock: Clock; readonly signal?: AbortSignal }): Promise<void> {
  const { clock, signal } = options;
  return new Promise<void>((resolve, reject) => {
    if (signal?.aborted === true) return reject(abortError(signal, "The wait"));
    const onAbort = () => {
      cancel();
      reject(abortError(signal as AbortSignal, "The wait"));
    };
    const cancel = clock.after(ms, () => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    });
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}
