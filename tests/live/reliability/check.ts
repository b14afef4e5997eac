// Compares what a producing process was told with what its topic holds, and finds the longest silences.
// Called by runner.ts; pure.
import type { ClientReport, FailedSend } from "./client_config.ts";
import type { Log } from "./reading.ts";

/** A time without an acknowledgement. */
export interface Silence {
  /** Partition. */
  readonly partition: number;
  /** How long, in ms. */
  readonly ms: number;
  /** When it began, Unix ms. */
  readonly from: number;
  /**
   * How much of it is the client's own, in ms: from when brokers could answer (again) until the request went out that
   * ended the silence, without the times in which brokers held a request only to refuse it.
   */
  readonly ownMs: number;
}

const MOST_PROBLEMS = 12;

/** What is wrong: a sentence each, the first ones. `since`: only what was acknowledged later has to be in the log. */
export function compare(report: ClientReport, log: Log, since: number = 0): string[] {
  const problems: string[] = [];
  for (const [partition, entries] of log.entries()) problems.push(...disorder(partition, entries));
  for (const [partition, offsets] of report.offsets.entries()) {
    const at = new Map(log[partition].map((number, offset) => [number, offset]));
    for (const [number, told] of offsets.entries()) {
      if (told === -2 || report.acknowledged[partition][number] < since) continue;
      const found = at.get(number);
      if (found === undefined) problems.push(`partition ${partition}: record ${number} was acknowledged and is lost`);
      else if (told !== -1 && told !== found) {
        problems.push(`partition ${partition}: record ${number} is at offset ${found}, told was ${told}`);
      }
    }
  }
  return cutShort(problems);
}

/** Records that are there twice or behind a later one. */
function disorder(partition: number, entries: readonly (number | string)[]): string[] {
  const problems: string[] = [];
  const seen = new Set<number>();
  let last = -1;
  for (const [offset, number] of entries.entries()) {
    if (typeof number === "string") problems.push(`partition ${partition}, offset ${offset}: ${number}`);
    else {
      if (seen.has(number)) {
        problems.push(`partition ${partition}: record ${number} is there twice, again at ${offset}`);
      } else if (number < last) problems.push(`partition ${partition}: record ${number} at ${offset} follows ${last}`);
      seen.add(number);
      last = Math.max(last, number);
    }
  }
  return problems;
}

/** Sends that failed or never settled, the first ones; `unless`: those that may. */
export function failures(report: ClientReport, unless: (failed: FailedSend) => boolean): string[] {
  return cutShort(
    report.failed.filter((one) => !unless(one)).map(({ partition, number, error, at }) => {
      const when = ((at - report.from) / 1000).toFixed(1);
      const what = error === null ? "never settled" : `failed at ${when} s: ${error}`;
      return `partition ${partition}: the send of record ${number} ${what}`;
    }),
  );
}

function cutShort(problems: readonly string[]): string[] {
  if (problems.length <= MOST_PROBLEMS) return [...problems];
  return [...problems.slice(0, MOST_PROBLEMS), `and ${problems.length - MOST_PROBLEMS} more like these`];
}

/** The longest silence of each partition while records went out. `possible`: when brokers could answer again. */
export function silences(report: ClientReport, possible: readonly number[]): Silence[] {
  return report.acknowledged.map((times, partition) => {
    const acks = times.map((time, number) => ({ time, asked: report.asked[partition][number] }))
      .filter(({ time }) => time > report.from)
      .sort((a, b) => a.time - b.time);
    let longest: Silence = { partition, ms: 0, from: report.from, ownMs: 0 };
    let from = report.from;
    for (const { time, asked } of [...acks, { time: report.to, asked: report.to }]) {
      const sent = Math.min(asked, time);
      const since = Math.max(from, ...possible.filter((moment) => moment <= time));
      const ownMs = Math.round(unheld(report.held[partition], since, sent));
      if (time - from > longest.ms) longest = { partition, ms: time - from, from, ownMs };
      from = time;
    }
    return longest;
  });
}

/** How much of a span is outside of all these. */
function unheld(held: readonly (readonly [from: number, to: number])[], from: number, to: number): number {
  let [own, at] = [0, from];
  for (const [start, end] of [...held].sort((a, b) => a[0] - b[0])) {
    if (end <= at || start >= to) continue;
    own += Math.max(0, start - at);
    at = end;
  }
  return own + Math.max(0, to - at);
}
