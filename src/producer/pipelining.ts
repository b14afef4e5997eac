// What a partition may send while requests of it are out (design: pipelining), and how long those to an old leader
// hold back the new one. Called by partition_queue.ts; pure.
import type { Batch } from "./batch.ts";

/** Requests to an old leader that are older than this stop holding back a new leader with a higher epoch. */
const OLD_LEADER_MS = 1000;

/** How many batches may be out. */
export interface Pipeline {
  /** Batches that are out. */
  readonly inFlight: number;
  /** Batches that were sent at least once, of all. */
  readonly sent: number;
  /**
   * How many batches may have been sent from the first unsettled one on. Brokers take any first sequence, so that two
   * early requests could change places; and they recognize only the last five batches of a producer.
   */
  readonly window: number;
  /** Whether what is retried holds back nothing behind it. */
  readonly reorders: boolean;
}

/** The first of `batches` that is not in flight, if it may go now. */
export function nextToSend(batches: readonly Batch[], { inFlight, sent, window, reorders }: Pipeline): Batch | null {
  let retrying = false;
  for (const batch of batches) {
    retrying ||= batch.failures > 0;
    if (batch.phase === "in flight") continue;
    if (inFlight === 0) return batch;
    if (sent - (batches[0] as Batch).ordinal >= window) return null;
    return !retrying || reorders ? batch : null;
  }
  return null;
}

/** Adds those of `batches` whose request went to another leader than `leader` and has no answer to `out`. */
export function addOutElsewhere(out: Batch[], batches: readonly Batch[], leader: number): void {
  for (const batch of batches) {
    if ((batch.phase === "in flight" || batch.phase === "given up") && batch.sentTo !== leader) out.push(batch);
  }
}

/**
 * The new leader gets nothing until the requests to the old one are answered; with a higher epoch the old leader can
 * write no more, so that after a second they are taken as lost. Returns 0: they hold nothing back; null: wait for an
 * answer; a time: look again then.
 */
export function oldLeaderWait(
  out: readonly Batch[],
  { leaderEpoch, now }: { readonly leaderEpoch: number; readonly now: number },
): 0 | null | number {
  let until = 0;
  let higher = true;
  for (const batch of out) {
    until = Math.max(until, batch.sentAt + OLD_LEADER_MS);
    higher &&= leaderEpoch > batch.sentEpoch;
  }
  if (out.length > 0 && !higher) return null;
  return until > now ? until : 0;
}
