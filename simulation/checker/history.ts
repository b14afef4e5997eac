// What was asked of clients, what became of it, what was read, and what befell the cluster: the facts that the rules
// judge. Filled by the observers and faults; must not know how records travel.
import type { EventLog } from "../event_log.ts";

/** A producer of the run. */
export interface ProducerNote {
  /** Its number, from 1. */
  readonly number: number;
  /** Name of its client. */
  readonly client: string;
  /** Acknowledgements that it asks for. */
  readonly acks: "all" | 0 | 1;
  /** Whether brokers drop doubles. */
  readonly idempotent: boolean;
  /** Time limit of a record, in ms. */
  readonly deliveryTimeoutMs: number;
  /** What it may buffer. */
  readonly maxBufferedBytes: number;
  /** How many records it may buffer. */
  readonly maxBufferedRecords: number;
  /** Whether its sends fail at once while its buffer is full. */
  readonly failsWhenFull: boolean;
  /** Whether it sends nothing before a flush. */
  readonly manualFlush: boolean;
  /** How often its batches are sent again. */
  readonly recordRetries: number;
  /** Whether it forgets topics soon, or was told to. */
  forgets: boolean;
  /** Whether an interceptor of it tells the history of each record. */
  readonly intercepted: boolean;
  /** Most bytes of its batches before compression. */
  readonly batchMaxBytes: number;
  /** The most that it was seen to buffer. */
  mostBuffered: number;
  /** The most records that it was seen to buffer. */
  mostRecords: number;
  /** Whether records were given to it by `enqueue`, which may go to twice the limits. */
  enqueues: boolean;
  /** Times of its calls of `abort`, and of their ends. */
  readonly aborts: { readonly at: number; endedAt: number }[];
  /** Bytes of the largest record given to it, with its frame at most. */
  largestRecord: number;
  /** When it was closed; Infinity while it is open. */
  closedAt: number;
}

/** What became of a record: nothing yet, an acknowledgement, or an error. */
export type Fate = "pending" | "written" | "failed";

/** A record that was given to a producer. */
export interface SentRecord {
  /** Its number, from 0; it travels with the record, as a header. */
  readonly id: number;
  /** Who sent it. */
  readonly producer: ProducerNote;
  /** Topic. */
  readonly topic: string;
  /** When the call came. */
  readonly calledAt: number;
  /** Time limit of the call itself; Infinity: none. */
  readonly limitMs: number;
  /** Whether the call had a signal. */
  readonly abortable: boolean;
  /** Number of the call: those of one `sendAll` are told together. */
  readonly call: number;
  /** Whether the buffer was full when it was given, and its producer was to refuse it. */
  unwelcome: boolean;
  /** Bytes that it takes at most. */
  size: number;
  /** Most bytes of a batch for its topic. */
  batchMaxBytes: number;
  /** What interceptors were told, once for each time. */
  readonly told: Exclude<Fate, "pending">[];
  /** How long the program was held up between the call and its end, in ms. */
  heldUpMs: number;
  /** What became of it. */
  fate: Fate;
  /** When that was told. */
  settledAt: number;
  /** Where it was said to be; -1 = unknown. */
  partition: number;
  /** Its offset; -1 = unknown. */
  offset: number;
  /** Code of its error. */
  code: string;
  /** Whether its error ended its producer. */
  fatal: boolean;
  /** What its error says of its delivery. */
  delivery: "none" | "unknown" | undefined;
}

/** A reader handed over a record, or something that explains a jump. */
export type Passage =
  | { readonly kind: "read"; readonly offset: number; readonly id: number; readonly at: number }
  | { readonly kind: "loss told" | "loop began"; readonly at: number }
  | { readonly kind: "sought"; readonly offset: number; readonly at: number };

/** A consumer of the run. */
export interface ReaderNote {
  /** Its number, from 1. */
  readonly number: number;
  /** Name of its client. */
  readonly client: string;
  /** Whether it began at the start of every log. */
  readonly fromStart: boolean;
  /** Topics that it reads whole. */
  readonly topics: readonly string[];
  /** What it was handed, by place (`topic[partition]`). */
  readonly passages: Map<string, Passage[]>;
  /** Codes of the errors that it threw. */
  readonly errors: string[];
  /** What it may read ahead, in bytes. */
  readonly maxBufferedBytes: number;
  /** What it asks for of one partition, in bytes: even where that is more than it may read ahead. */
  readonly maxPartitionBytes: number;
  /** The most that it was seen to hold. */
  mostBuffered: number;
  /** It had time enough: everything must have been read. */
  complete: boolean;
}

/** A call that has to end. */
export interface CallNote {
  /** Its name. */
  readonly name: string;
  /** When it came. */
  readonly calledAt: number;
  /** How long it may take; Infinity: until its object is closed. */
  readonly limitMs: number;
  /** How long the program was held up meanwhile, in ms. */
  heldUpMs: number;
  /** When it settled; -1 = not yet. */
  settledAt: number;
}

/** Time, as a history sees it. */
export interface HistoryClock {
  /** Virtual ms. */
  now(): number;
  /** How long the program was held up so far, in ms. */
  readonly heldUpMs: number;
}

/** What the cluster suffered that Kafka does not promise to survive. */
export interface Excuse {
  /** `topic[partition]`, or a topic. */
  readonly place: string;
  /**
   * Committed records may be lost, records may be doubled, the topic is gone, records at its start were deleted, or it
   * has partitions that not everyone knows.
   */
  readonly what: "loss" | "double" | "gone" | "trimmed" | "grown";
  /** When it was. */
  readonly at: number;
}

/** A promise that was not kept. */
export interface BrokenPromise {
  /** The promise, as a sentence. */
  readonly promise: string;
  /** How it was broken. */
  readonly how: string;
}

/** Everything that happened, as far as promises are about it. */
export class History {
  /** Records that were sent, by their number. */
  readonly sent: SentRecord[] = [];
  /** Producers. */
  readonly producers: ProducerNote[] = [];
  /** Consumers. */
  readonly readers: ReaderNote[] = [];
  /** Calls that have to end. */
  readonly calls: CallNote[] = [];
  /** What excuses losses and doubles. */
  readonly excuses: Excuse[] = [];
  /** Names of the faults that struck, with their counts. */
  readonly strikes: Map<string, number> = new Map();
  /** Codes of the errors that those faults explain. */
  readonly explained: Set<string> = new Set();
  /** Largest batch that each topic takes, where that is less than usual. */
  readonly mostBytes: Map<string, number> = new Map();
  /** Losses that were told: client, place, time. */
  readonly losses: { readonly client: string; readonly place: string; readonly at: number }[] = [];
  /** When producers of a client had another id or epoch: their sequences begin anew then. */
  readonly identities: { readonly client: string; readonly at: number }[] = [];
  /** Leader epoch of each place when it was last seen, and whether it ever changed. */
  readonly moved: Set<string> = new Set();
  /** Broken promises that were seen on the way. */
  readonly broken: BrokenPromise[] = [];
  /** When the faults ended; Infinity while they last. */
  calmAt: number = Infinity;
  /** Longest time a record may take once everything is well, in ms. */
  mendMs = 10_000;
  readonly #log: EventLog;
  readonly #clock: HistoryClock;

  /** An empty history; events go to `log` too. */
  constructor(log: EventLog, clock: HistoryClock) {
    this.#log = log;
    this.#clock = clock;
  }

  /** Virtual ms. */
  get now(): number {
    return this.#clock.now();
  }

  /** A fault strikes. */
  struck({ name, errors = [] }: { readonly name: string; readonly errors?: readonly string[] }): void {
    this.strikes.set(name, (this.strikes.get(name) ?? 0) + 1);
    for (const code of errors) this.explained.add(code);
  }

  /** A promise is broken. */
  break(promise: string, how: string): void {
    this.broken.push({ promise, how });
    this.#log.add("broken:", promise);
  }

  /** A record is given to a producer. */
  sending(
    producer: ProducerNote,
    { topic, limitMs, abortable, call = this.sent.length }: {
      readonly topic: string;
      readonly limitMs: number;
      readonly abortable: boolean;
      readonly call?: number;
    },
  ): SentRecord {
    const record: SentRecord = {
      id: this.sent.length,
      producer,
      topic,
      calledAt: this.now,
      limitMs,
      abortable,
      call,
      unwelcome: false,
      size: 0,
      batchMaxBytes: producer.batchMaxBytes,
      told: [],
      heldUpMs: -this.#clock.heldUpMs,
      fate: "pending",
      settledAt: -1,
      partition: -1,
      offset: -1,
      code: "",
      fatal: false,
      delivery: undefined,
    };
    this.sent.push(record);
    return record;
  }

  /** A record is acknowledged. */
  written(record: SentRecord, { partition, offset }: { readonly partition: number; readonly offset: number }): void {
    this.#settle(record, "written");
    record.partition = partition;
    record.offset = offset;
    this.#log.add("record", record.id, "is written to", `${record.topic}[${partition}]`, "at", offset);
  }

  /** A record has failed. */
  failed(
    record: SentRecord,
    error: { readonly code: string; readonly delivery: "none" | "unknown" | undefined; readonly fatal?: boolean },
  ): void {
    this.#settle(record, "failed");
    record.code = error.code;
    record.fatal = error.fatal === true;
    record.delivery = error.delivery;
    this.#log.add("record", record.id, "failed with", error.code, ": delivery", error.delivery ?? "untold");
  }

  /** A reader hands over a record; `id` is -1 when no producer of the run sent it. */
  read(
    reader: ReaderNote,
    at: { readonly topic: string; readonly partition: number; readonly offset: number; readonly id: number },
  ): void {
    const place = placeOf(at.topic, at.partition);
    passagesOf(reader, place).push({ kind: "read", offset: at.offset, id: at.id, at: this.now });
    this.#log.add("reader", reader.number, "reads record", at.id, "of", place, "at", at.offset);
  }

  /** Something that explains a jump of a reader. */
  mark(reader: ReaderNote, place: string, kind: "loss told" | "loop began"): void {
    passagesOf(reader, place).push({ kind, at: this.now });
  }

  /** A reader is to go on at `offset`. */
  sought(reader: ReaderNote, place: string, offset: number): void {
    passagesOf(reader, place).push({ kind: "sought", offset, at: this.now });
  }

  /** A client tells that records are gone: its readers of that place may jump. */
  lossTold(client: string, place: string): void {
    this.losses.push({ client, place, at: this.now });
    for (const reader of this.readers) if (reader.client === client) this.mark(reader, place, "loss told");
  }

  /** A call that has to end within `limitMs`. */
  calling(name: string, limitMs: number): CallNote {
    const heldUpMs = -this.#clock.heldUpMs;
    const call: CallNote = { name, calledAt: this.now, limitMs, heldUpMs, settledAt: -1 };
    this.calls.push(call);
    return call;
  }

  /** A call has ended. */
  settled(call: CallNote): void {
    call.settledAt = this.now;
    call.heldUpMs += this.#clock.heldUpMs;
  }

  /** The cluster suffers what Kafka does not promise to survive. */
  excuse(place: string, what: Excuse["what"]): void {
    this.excuses.push({ place, what, at: this.now });
    this.#log.add(place, "may see:", what);
  }

  /** Whether a place was struck so, at or after a time. */
  excused(place: string, what: Excuse["what"], since: number = 0): boolean {
    const at = place.lastIndexOf("[");
    const topic = at < 0 ? place : place.slice(0, at);
    return this.excuses.some((one) =>
      one.what === what && one.at >= since && (one.place === place || one.place === topic)
    );
  }

  #settle(record: SentRecord, fate: Fate): void {
    if (record.fate !== "pending") {
      this.break("a record is settled once", `record ${record.id} was settled twice: ${record.fate}, then ${fate}`);
    }
    record.fate = fate;
    record.settledAt = this.now;
    record.heldUpMs += this.#clock.heldUpMs;
  }
}

/** Name of a partition in a history. */
export function placeOf(topic: string, partition: number): string {
  return `${topic}[${partition}]`;
}

function passagesOf(reader: ReaderNote, place: string): Passage[] {
  const known = reader.passages.get(place);
  if (known !== undefined) return known;
  const passages: Passage[] = [];
  reader.passages.set(place, passages);
  return passages;
}
