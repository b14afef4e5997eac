// A history beside the logs as they are in the end, with what every rule needs to know of both. Made by check.ts.
import { type History, placeOf, type SentRecord } from "./history.ts";

/** One record of a log. */
export interface LoggedRecord {
  /** Its number, from the header that the observer gave it; -1: no producer of the run sent it. */
  readonly id: number;
  /** Its offset. */
  readonly offset: number;
}

/** A partition's log in the end. */
export interface FinalLog {
  /** First offset that is there. */
  readonly startOffset: number;
  /** Offset behind the last record. */
  readonly endOffset: number;
  /** Its records, by offset. */
  readonly records: readonly LoggedRecord[];
}

/** Where a record was found. */
export interface Sighting {
  /** `topic[partition]`. */
  readonly place: string;
  /** Its offset. */
  readonly offset: number;
}

/** History and logs. */
export class Evidence {
  /** What happened. */
  readonly history: History;
  /** Logs by place. */
  readonly logs: ReadonlyMap<string, FinalLog>;
  /** Virtual time of the end. */
  readonly endedAt: number;
  readonly #sightings = new Map<number, Sighting[]>();

  /** Looks for every record. */
  constructor(history: History, logs: ReadonlyMap<string, FinalLog>, endedAt: number) {
    this.history = history;
    this.logs = logs;
    this.endedAt = endedAt;
    for (const [place, { records }] of logs) {
      for (const { id, offset } of records) {
        const known = this.#sightings.get(id);
        if (known === undefined) this.#sightings.set(id, [{ place, offset }]);
        else known.push({ place, offset });
      }
    }
  }

  /** Where a record is in the logs. */
  sightings(id: number): readonly Sighting[] {
    return this.#sightings.get(id) ?? [];
  }

  /** Where a record was said to be, `topic[partition]`. */
  toldPlace(record: SentRecord): string {
    return placeOf(record.topic, record.partition);
  }

  /** Whether the cluster may have lost what it had committed to a place after a time, or deleted what is at an offset. */
  mayBeLost(place: string, since: number, offset: number = Infinity): boolean {
    const start = this.logs.get(place)?.startOffset ?? 0;
    if (offset < start && this.history.excused(place, "trimmed")) return true;
    return this.history.excused(place, "loss", since) || this.history.excused(place, "gone", since) ||
      !this.logs.has(place);
  }
}

/** A promise, and how to see whether it was kept. */
export interface Rule {
  /** The promise, as a sentence. */
  readonly promise: string;
  /** Reports each breach. */
  readonly check: (evidence: Evidence, report: (how: string) => void) => void;
}
