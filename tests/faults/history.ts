// What was sent, what became of it, what the logs hold and what was read; and the promises that must hold between them.
// Filled by torture.ts. Must not know how records travel.
import type { KafkaError } from "../../errors/kafka_error.ts";

/** What became of a record: nothing yet, its place, or its error. */
type Fate =
  | { readonly kind: "pending" }
  | { readonly kind: "written"; readonly partition: number; readonly offset: number }
  | { readonly kind: "failed"; readonly error: KafkaError };

interface Sent {
  readonly topic: string;
  readonly calledAt: number;
  fate: Fate;
  settledAt: number;
}

/** One record of a log: its number and its offset. */
export interface Seen {
  /** Number of the record, from its value. */
  readonly id: number;
  /** Offset. */
  readonly offset: number;
}

/** Limits that a history is checked against. */
export interface Promises {
  /** Longest time from a call to its end, in ms. */
  readonly settledWithinMs: number;
}

/** Everything that happened to records. */
export class History {
  readonly #sent: Sent[] = [];
  readonly #logs = new Map<string, readonly Seen[]>();
  readonly #read = new Map<string, Seen[]>();
  readonly #problems: string[] = [];

  /** How many records were given to the producer. */
  get count(): number {
    return this.#sent.length;
  }

  /** How many records were read. */
  get readCount(): number {
    let n = 0;
    for (const seen of this.#read.values()) n += seen.length;
    return n;
  }

  /** How many records ended in one way. */
  ended(kind: Fate["kind"]): number {
    return this.#sent.filter(({ fate }) => fate.kind === kind).length;
  }

  /** What went wrong so far, without the checks of `check`. */
  problem(text: string): void {
    this.#problems.push(text);
  }

  /** A record is given to the producer; returns its number. */
  sending(topic: string, now: number): number {
    this.#sent.push({ topic, calledAt: now, fate: { kind: "pending" }, settledAt: -1 });
    return this.#sent.length - 1;
  }

  /** Its promise has resolved. */
  written(id: number, at: { readonly partition: number; readonly offset: number; readonly now: number }): void {
    this.#settle(id, { kind: "written", partition: at.partition, offset: at.offset }, at.now);
  }

  /** Its promise has rejected. */
  failed(id: number, error: KafkaError, now: number): void {
    this.#settle(id, { kind: "failed", error }, now);
  }

  /** What a log holds in the end. */
  log(topic: string, partition: number, seen: readonly Seen[]): void {
    this.#logs.set(`${topic}[${partition}]`, seen);
  }

  /** The consumer was handed a record. */
  read(topic: string, partition: number, seen: Seen): void {
    const place = `${topic}[${partition}]`;
    const of = this.#read.get(place) ?? [];
    this.#read.set(place, of);
    of.push(seen);
  }

  /** Every broken promise, as sentences. */
  check(promises: Promises): readonly string[] {
    const problems = [...this.#problems];
    const places = this.#places(problems);
    for (const [id, sent] of this.#sent.entries()) {
      const { fate, calledAt, settledAt } = sent;
      if (fate.kind === "pending") problems.push(`record ${id} was never settled`);
      else if (settledAt - calledAt > promises.settledWithinMs) {
        problems.push(`record ${id} was settled after ${settledAt - calledAt} ms`);
      }
      this.#checkFate(id, { sent, at: places.get(id) ?? [] }, problems);
    }
    this.#checkReads(problems);
    return problems;
  }

  #settle(id: number, fate: Fate, now: number): void {
    const sent = this.#sent[id] as Sent;
    if (sent.fate.kind !== "pending") this.problem(`record ${id} was settled twice: ${sent.fate.kind}, ${fate.kind}`);
    sent.fate = fate;
    sent.settledAt = now;
  }

  /** Where each record is in the logs; checks their order. */
  #places(problems: string[]): Map<number, string[]> {
    const places = new Map<number, string[]>();
    for (const [place, seen] of this.#logs) {
      let last = -1;
      for (const [i, { id, offset }] of seen.entries()) {
        if (offset !== i) problems.push(`${place} has offset ${offset} at ${i}`);
        if (id < last) problems.push(`${place}: record ${id} stands behind record ${last}`);
        last = Math.max(last, id);
        places.set(id, [...places.get(id) ?? [], `${place}@${offset}`]);
      }
    }
    return places;
  }

  #checkFate(
    id: number,
    { sent, at }: { readonly sent: Sent; readonly at: readonly string[] },
    problems: string[],
  ): void {
    const { topic, fate } = sent;
    if (at.length > 1) problems.push(`record ${id} is there ${at.length} times: ${at.join(", ")}`);
    if (fate.kind === "written") {
      const told = `${topic}[${fate.partition}]@${fate.offset}`;
      if (at.length === 0) problems.push(`record ${id} was acknowledged (${told}) and is lost`);
      else if (fate.offset >= 0 && !at.includes(told)) problems.push(`record ${id} is at ${at}, not at ${told}`);
    }
    if (fate.kind === "failed") {
      const { delivery, message } = fate.error;
      if (delivery === undefined) problems.push(`the error of record ${id} does not tell its delivery: ${message}`);
      if (delivery === "none" && at.length > 0) {
        problems.push(`record ${id} is there, although its error says none: ${message}`);
      }
    }
  }

  #checkReads(problems: string[]): void {
    for (const [place, log] of this.#logs) {
      const read = this.#read.get(place) ?? [];
      const text = (seen: Seen | undefined) => seen === undefined ? "nothing" : `${seen.id}@${seen.offset}`;
      for (let i = 0; i < Math.max(log.length, read.length); i++) {
        if (text(log[i]) === text(read[i])) continue;
        problems.push(`${place}: the consumer read ${text(read[i])} where the log has ${text(log[i])}`);
        break;
      }
    }
  }
}
