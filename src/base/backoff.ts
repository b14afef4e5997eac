// How long to wait before the next try: exponential with jitter (KIP-580). Used by connections, requests and by
// whoever retries above the waist. Must not know what is retried.
import type { Random } from "../../transports/platform.ts";

/** Limits of a backoff. */
export interface BackoffRule {
  /** The first wait in ms. */
  readonly minMs: number;
  /** The longest wait in ms, before jitter. */
  readonly maxMs: number;
  /** Chance. */
  readonly random: Random;
}

/** The wait after the `failures`-th failure in a row (1, 2, …): doubles each time, with a jitter of 20 % both ways. */
export function backoffMs(failures: number, rule: BackoffRule): number {
  if (failures <= 0) return 0;
  let wait = rule.minMs;
  for (let i = 1; i < failures && wait < rule.maxMs; i++) wait *= 2;
  if (wait > rule.maxMs) wait = rule.maxMs;
  return (wait * (800 + rule.random.int(401))) / 1000;
}

/** The wait before reconnecting: the first reconnect has none, so that a single reset costs nothing. */
export function reconnectBackoffMs(failures: number, rule: BackoffRule): number {
  return backoffMs(failures - 1, rule);
}
