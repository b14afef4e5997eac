// Limits of the producer's calls that wait; must not know what they wait for.

/** Limits of a call that waits. */
export interface WaitOptions {
  /** Ends the wait with an `AbortError`; nothing else is given up. */
  readonly signal?: AbortSignal;
  /** Time limit in ms. */
  readonly timeoutMs?: number;
}
