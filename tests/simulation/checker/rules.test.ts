// The checker itself: histories made by hand, in each of which one promise is broken, or just not.
import assert from "node:assert/strict";
import { check } from "../../../simulation/checker/check.ts";
import { Evidence, type FinalLog } from "../../../simulation/checker/evidence.ts";
import { History, type ProducerNote, type ReaderNote, type SentRecord } from "../../../simulation/checker/history.ts";
import { EventLog } from "../../../simulation/event_log.ts";
import { test } from "../../harness.ts";

/** A history made by hand, and the logs beside it. */
class Story {
  now = 0;
  heldUpMs = 0;
  readonly history: History;
  readonly logs = new Map<string, FinalLog>();

  constructor() {
    const time = { now: () => this.now, heldUpMs: 0 };
    Object.defineProperty(time, "heldUpMs", { get: () => this.heldUpMs });
    this.history = new History(new EventLog(time), time);
    this.history.calmAt = 0;
  }

  /** Makes a producer. */
  producer(more: Partial<ProducerNote> = {}): ProducerNote {
    const note: ProducerNote = {
      number: this.history.producers.length + 1,
      client: "client-1",
      acks: "all",
      idempotent: true,
      deliveryTimeoutMs: 1000,
      maxBufferedBytes: 1000,
      maxBufferedRecords: Infinity,
      failsWhenFull: false,
      manualFlush: false,
      recordRetries: Infinity,
      forgets: false,
      intercepted: false,
      batchMaxBytes: 500,
      mostBuffered: 0,
      mostRecords: 0,
      enqueues: false,
      aborts: [],
      largestRecord: 100,
      closedAt: Infinity,
      ...more,
    };
    this.history.producers.push(note);
    return note;
  }

  send(producer: ProducerNote, more: Partial<{ topic: string; limitMs: number; abortable: boolean }> = {}): SentRecord {
    return this.history.sending(producer, { topic: "t", limitMs: Infinity, abortable: false, ...more });
  }

  /** Sends and acknowledges; the offset is the record's own number unless told. */
  written(producer: ProducerNote, offset?: number): SentRecord {
    const record = this.send(producer);
    this.history.written(record, { partition: 0, offset: offset ?? record.id });
    return record;
  }

  failed(producer: ProducerNote, code: string, delivery: "none" | "unknown" | undefined): SentRecord {
    const record = this.send(producer);
    this.history.failed(record, { code, delivery });
    return record;
  }

  /** The log of t[0] in the end, by record numbers. */
  log(ids: readonly number[], startOffset = 0): this {
    const records = ids.map((id, i) => ({ id, offset: startOffset + i }));
    this.logs.set("t[0]", { startOffset, endOffset: startOffset + ids.length, records });
    return this;
  }

  /** A reader that was handed these offsets; numbers of records are the offsets unless told as pairs. */
  reader(
    steps:
      readonly (number | readonly [id: number, offset: number] | "loss told" | "loop began" | { sought: number })[],
  ): ReaderNote {
    const note: ReaderNote = {
      number: this.history.readers.length + 1,
      client: "client-1",
      fromStart: true,
      topics: ["t"],
      passages: new Map(),
      errors: [],
      maxBufferedBytes: 1000,
      maxPartitionBytes: 600,
      mostBuffered: 0,
      complete: false,
    };
    this.history.readers.push(note);
    for (const step of steps) {
      if (typeof step === "string") this.history.mark(note, "t[0]", step);
      else if (typeof step === "object" && "sought" in step) this.history.sought(note, "t[0]", step.sought);
      else {
        const [id, offset] = typeof step === "number" ? [step, step] : step;
        this.history.read(note, { topic: "t", partition: 0, offset, id });
      }
    }
    return note;
  }

  /** What the checker says. */
  verdict(): string[] {
    const evidence = new Evidence(this.history, this.logs, this.now + 1);
    return check(evidence).map(({ promise, how }) => `${promise}: ${how}`);
  }

  /** The checker finds this alone. */
  finds(pattern: RegExp): void {
    const verdict = this.verdict();
    assert.equal(verdict.length, 1, verdict.join("\n"));
    assert.match(verdict[0] as string, pattern);
  }
}

function story(): Story {
  return new Story();
}

test("the checker has nothing against a history in which all goes well", () => {
  const on = story();
  const producer = on.producer();
  for (let i = 0; i < 3; i++) on.written(producer);
  on.reader([0, 1, 2]).complete = true;
  assert.deepEqual(on.log([0, 1, 2]).verdict(), []);
});

test("the checker finds an acknowledged record that is lost, unless an unclean election excuses it", () => {
  const on = story();
  on.written(on.producer());
  on.log([]).finds(/all in-sync replicas acknowledged.*record 0 was acknowledged \(t\[0\] at 0\) and is lost/);
  on.history.excuse("t[0]", "loss");
  assert.deepEqual(on.verdict(), []);
});

test("the checker does not excuse a loss by what was before the record was sent", () => {
  const on = story();
  on.history.excuse("t[0]", "loss");
  on.now = 10;
  on.written(on.producer());
  on.log([]).finds(/and is lost/);
});

test("the checker knows that acks 1 holds as long as the leader stays, and acks 0 promises nothing after a fault", () => {
  const on = story();
  on.history.strikes.set("connection reset", 1);
  on.written(on.producer({ acks: 1, idempotent: false }));
  on.written(on.producer({ acks: 0, idempotent: false }), -1);
  on.log([]).finds(/unless the leader has changed/);
  on.history.moved.add("t[0]");
  assert.deepEqual(on.verdict(), []);
});

test("the checker wants every record of acks 0 to be there once when no fault strikes", () => {
  for (
    const [ids, pattern] of [[[], /record 0 of t\[0\] is there 0 times/], [[0, 0], /is there 2 times/]] as const
  ) {
    const on = story();
    on.written(on.producer({ acks: 0, idempotent: false }), -1);
    on.log(ids).finds(pattern);
  }
  const excused: readonly ((on: Story) => void)[] = [
    (on) => on.log([0]),
    (on) => on.history.strikes.set("connection reset", 1),
    (on) => on.history.moved.add("t[0]"),
    (on) => on.history.excuse("t[0]", "loss"),
    (on) => on.history.excuse("t", "gone"),
    (on) => on.history.excuse("t[0]", "trimmed"),
  ];
  for (const excuse of excused) {
    const on = story();
    on.written(on.producer({ acks: 0, idempotent: false }), -1);
    excuse(on.log([]));
    assert.deepEqual(on.verdict(), [], String(excuse));
  }
  const failed = story();
  failed.failed(failed.producer({ acks: 0, idempotent: false, closedAt: 0 }), "CLOSED", "unknown");
  assert.deepEqual(failed.log([]).verdict(), []);
});

test("the checker finds a record that is there twice, but for producers that are not idempotent", () => {
  const on = story();
  on.written(on.producer());
  on.log([0, 0]).finds(/at most once: record 0 is there 2 times/);
  const other = story();
  other.written(other.producer({ idempotent: false }));
  assert.deepEqual(other.log([0, 0]).verdict(), []);
});

test("the checker finds an offset that is not where the record is", () => {
  const on = story();
  on.written(on.producer(), 5);
  on.log([0]).finds(/record 0 is at t\[0\] at 0, not at t\[0\] at 5/);
});

test("the checker finds records that are there although their errors say none", () => {
  const on = story();
  const producer = on.producer({ closedAt: 0 });
  on.failed(producer, "CLOSED", "none");
  on.failed(producer, "CLOSED", "unknown");
  on.log([0, 1]).finds(/record 0 is at t\[0\] at 0, although its error CLOSED says none/);
});

test("the checker finds errors that do not tell the delivery, and errors that nothing explains", () => {
  const on = story();
  on.history.struck({ name: "slander", errors: ["LIE"] });
  on.failed(on.producer({ closedAt: 0 }), "LIE", undefined);
  on.log([]).finds(/the error of record 0, LIE, does not/);
  const other = story();
  other.failed(other.producer({ closedAt: 0 }), "LIE", "none");
  other.log([]).finds(/only of the kinds.*record 0 of t failed with LIE/);
});

test("the checker finds records out of order", () => {
  const on = story();
  const producer = on.producer();
  on.written(producer, 1);
  on.written(producer, 0);
  on.log([1, 0]).finds(/t\[0\]: record 0 stands behind record 1/);
});

test("the checker wants a producer that goes on after a loss to be told", () => {
  const on = story();
  const producer = on.producer();
  on.written(producer, 0);
  on.history.excuse("t[0]", "loss");
  on.written(producer, 0);
  on.log([1]).finds(/record 0 of t\[0\] is lost, record 1 behind it is there, and nobody was told/);
  on.history.lossTold("client-1", "t[0]");
  assert.deepEqual(on.verdict(), []);
});

test("the checker asks a producer to tell of a loss only where it can know of it", () => {
  const lost = (before: readonly number[], offset: number) => {
    const on = story();
    const [producer, other] = [on.producer(), on.producer()];
    for (const at of before) on.written(producer, at);
    on.written(producer, 3);
    on.history.excuse("t[0]", "loss");
    on.written(producer, offset);
    const others = Array.from({ length: 5 }, () => on.send(other).id);
    // Others have filled the log again, as far as the last record.
    const ids = [...before.keys(), ...others].slice(0, offset);
    return on.log([...ids, before.length + 1]);
  };
  const lines = (on: Story) => on.verdict().filter((text) => text.includes("nobody was told"));
  // A broker that knows nothing of the producer takes its next batch, behind what was lost.
  assert.deepEqual(lines(lost([], 4)), []);
  assert.equal(lines(lost([], 3)).length, 1);
  // One that has forgotten the topic by then, and its identity, does not know.
  const forgetful = lost([], 3);
  for (const producer of forgetful.history.producers) producer.forgets = true;
  assert.equal(lines(forgetful).length, 1);
  forgetful.history.identities.push({ client: "client-1", at: 0 });
  assert.deepEqual(lines(forgetful), []);
  // One that knows it misses a sequence, unless they begin anew.
  assert.equal(lines(lost([0], 4)).length, 1);
  const renewed = lost([0], 4);
  renewed.history.identities.push({ client: "client-1", at: 0 });
  assert.deepEqual(lines(renewed), []);
  const forgotten = lost([0], 4);
  forgotten.history.excuse("t[0]", "double");
  assert.deepEqual(lines(forgotten), []);
});

test("the checker finds a reader that skips, rewinds, or is handed what is not there", () => {
  for (
    const [steps, pattern] of [
      [[0, 2], /offset 2 after offset 0: it skipped 1/],
      [[1], /offset 1 after offset -1: it skipped 0/],
      [[0, 1, 0], /offset 0 after offset 1/],
      [[0, 0], /offset 0 after offset 0/],
      [[0, [7, 1]], /was handed record 7 at 1, where the log has 1/],
      [[0, 1, 2, [3, 3]], /was handed record 3 at 3, where the log has nothing/],
    ] as const
  ) {
    const on = story();
    for (let i = 0; i < 3; i++) on.written(on.producer());
    on.reader(steps);
    on.log([0, 1, 2]).finds(pattern);
  }
});

test("the checker lets a loop that begins anew be handed the last record once more, and a seek lead anywhere", () => {
  const on = story();
  for (let i = 0; i < 3; i++) on.written(on.producer());
  on.reader([0, 1, "loop began", 1, 2, { sought: 0 }, 0, 1]);
  assert.deepEqual(on.log([0, 1, 2]).verdict(), []);
});

test("the checker wants a reader to go on where it is told to by a seek", () => {
  for (const steps of [[0, { sought: 2 }, 1], [0, { sought: 1 }, 2], [0, 1, 2, { sought: 1 }, 2]] as const) {
    const on = story();
    for (let i = 0; i < 3; i++) on.written(on.producer());
    on.reader(steps);
    on.log([0, 1, 2]).finds(/was handed offset|it skipped/);
  }
});

test("the checker wants a reader to be told of records that were lost after it had them", () => {
  const lost = (steps: Parameters<Story["reader"]>[0]) => {
    const on = story();
    on.written(on.producer());
    on.history.excuse("t[0]", "loss");
    on.reader(steps);
    return on.log([0, 8, 9]);
  };
  lost([0, [1, 1], [9, 2]]).finds(/had offset 1, which is gone, and went on at 2/);
  assert.deepEqual(lost([0, [1, 1], "loss told", [8, 1], [9, 2]]).verdict(), []);
});

test("the checker excuses a jump of a log that was cut only when the reader is told of it later", () => {
  const jumps = (what: "loss" | "trimmed", steps: Parameters<Story["reader"]>[0]) => {
    const on = story();
    for (let i = 0; i < 5; i++) on.written(on.producer());
    on.history.excuse("t[0]", what);
    on.reader(steps);
    return on.log([0, 1, 2, 3, 4]);
  };
  for (const what of ["loss", "trimmed"] as const) {
    assert.deepEqual(jumps(what, [0, 2, 3, "loss told", 4]).verdict(), []);
    assert.deepEqual(jumps(what, [0, "loss told", 2, 3, 4]).verdict(), []);
    jumps(what, [0, "loss told", 1, 3, 4]).finds(/offset 3 after offset 1: it skipped 2/);
    jumps(what, [0, 1, "loss told", 2, 1, 3, 4]).finds(/offset 1 after offset 2/);
  }
});

test("the checker finds a reader that stops before the end although it has time", () => {
  const on = story();
  for (let i = 0; i < 3; i++) on.written(on.producer());
  on.reader([0, 1]).complete = true;
  on.log([0, 1, 2]).finds(/reader 1 stopped at 1 of t\[0\], which ends at 2/);
});

test("the checker finds sends that never settle, or too late; time in which the program was held up does not count", () => {
  const on = story();
  on.history.calmAt = Infinity;
  on.send(on.producer());
  on.log([]).finds(/record 0 of producer 1 was never settled/);
  const late = (heldUpMs: number) => {
    const other = story();
    const record = other.send(other.producer());
    other.now = 2100;
    other.heldUpMs = heldUpMs;
    other.history.written(record, { partition: 0, offset: 0 });
    return other.log([0]);
  };
  late(0).finds(/record 0 was settled after 2100 ms/);
  assert.deepEqual(late(200).verdict(), []);
});

test("the checker finds a record that is settled twice", () => {
  const on = story();
  const record = on.written(on.producer());
  on.history.failed(record, { code: "DELIVERY_TIMEOUT", delivery: "unknown" });
  on.history.strikes.set("black hole", 1);
  on.history.calmAt = Infinity;
  on.log([0]).finds(/record 0 was settled twice: written, then failed/);
});

test("the checker finds calls that do not end", () => {
  const on = story();
  on.history.calling("flush()", 1000);
  const late = on.history.calling("close()", 1000);
  on.now = 3000;
  on.history.settled(late);
  assert.deepEqual(on.verdict().map((text) => text.replace(/.*second: /, "")), [
    "flush(), called at 0 ms, was never settled",
    "close() took 3000 ms; its limit is 1000 ms",
  ]);
});

test("the checker finds a buffer beyond its budget", () => {
  const on = story();
  on.producer({ mostBuffered: 4000, maxBufferedBytes: 1000 });
  on.log([]).finds(/producer 1 buffered 4000 bytes/);
});

test("the checker finds more records than a producer may buffer, and grants enqueue twice as many", () => {
  const on = story();
  on.producer({ mostRecords: 3, maxBufferedRecords: 2 });
  on.log([]).finds(/producer 1 buffered 3 records; at most 2 are allowed/);
  const other = story();
  other.producer({ mostRecords: 4, maxBufferedRecords: 2, enqueues: true });
  assert.deepEqual(other.log([]).verdict(), []);
});

test("the checker finds a send that waits although its producer is to refuse what has no room", () => {
  const full = (ms: number, end: (on: Story, record: SentRecord) => void) => {
    const on = story();
    const record = on.send(on.producer({ failsWhenFull: true }));
    record.unwelcome = true;
    on.now = ms;
    end(on, record);
    return on.log([0].slice(record.fate === "failed" ? 1 : 0));
  };
  const refuse = (on: Story, record: SentRecord) =>
    on.history.failed(record, { code: "BUFFER_FULL", delivery: "none" });
  assert.deepEqual(full(0, refuse).verdict(), []);
  full(1, refuse).finds(/record 0 was failed BUFFER_FULL 1 ms after its call/);
  full(0, (on, record) => on.history.written(record, { partition: 0, offset: 0 })).finds(/record 0 was written/);
});

test("the checker wants interceptors to be told of each record once, and the truth", () => {
  const heard = (told: readonly ("written" | "failed")[]) => {
    const on = story();
    on.written(on.producer({ intercepted: true })).told.push(...told);
    return on.log([0]);
  };
  assert.deepEqual(heard(["written"]).verdict(), []);
  heard([]).finds(/record 0 is written ; told was nothing/);
  heard(["failed"]).finds(/told was failed/);
  heard(["written", "written"]).finds(/told was written, written/);
});

test("the checker lets the records of an abort fail, and no others", () => {
  const on = story();
  const producer = on.producer();
  on.failed(producer, "ABORTED", "none");
  on.log([]).finds(/record 0 of t failed with ABORTED/);
  producer.aborts.push({ at: 0, endedAt: 5 });
  assert.deepEqual(on.verdict(), []);
  on.now = 6;
  on.failed(producer, "ABORTED", "none");
  on.finds(/record 1 of t failed with ABORTED/);
});

test("the checker finds a consumer that reads too far ahead; batches that are too large are taken whole", () => {
  const reads = (mostBuffered: number, more: Partial<ReaderNote> = {}) => {
    const on = story();
    on.producer({ batchMaxBytes: 500 });
    Object.assign(on.reader([]), { mostBuffered, ...more });
    return on.log([]);
  };
  reads(1701).finds(/reader 1 held 1701 bytes; at most 1700 are allowed/);
  assert.deepEqual(reads(1700).verdict(), []);
  // One fetch may always be out: what a partition may bring counts, where that is more.
  reads(2701, { maxPartitionBytes: 2000 }).finds(/at most 2700 are allowed/);
  // Two fetches have room side by side: each may bring such a batch.
  assert.deepEqual(reads(2400, { maxPartitionBytes: 500 }).verdict(), []);
  reads(2401, { maxPartitionBytes: 500 }).finds(/at most 2400 are allowed/);
});

test("the checker finds what does not mend after the faults, as far as there was time", () => {
  const on = story();
  on.history.mendMs = 5000;
  on.history.strikes.set("black hole", 1);
  const producer = on.producer({ deliveryTimeoutMs: 30_000 });
  const [failed, late] = [on.send(producer), on.send(producer)];
  on.now = 8000;
  on.history.written(late, { partition: 0, offset: 0 });
  on.now = 30_000;
  on.history.failed(failed, { code: "DELIVERY_TIMEOUT", delivery: "unknown" });
  assert.deepEqual(on.log([1]).verdict().map((text) => text.replace(/.*soon: /, "")), [
    "record 0 failed with DELIVERY_TIMEOUT after everything was well",
    "record 1 was written 8000 ms after everything was well; 5000 ms is the limit",
  ]);
  on.history.calmAt = 29_000;
  assert.deepEqual(on.verdict(), []);
});

test("the checker lists five breaches of a promise, and counts the others", () => {
  const on = story();
  for (let i = 0; i < 8; i++) on.written(on.producer());
  const verdict = on.log([]).verdict();
  assert.equal(verdict.length, 6);
  assert.match(verdict[5] as string, /and 3 more/);
});
