// Promises about time and memory: every call ends, within its limit; buffers keep their budgets; all goes on soon after
// the faults end.
import { BATCH_HEADER_BYTES } from "../../protocol/records/batch_header.ts";
import type { Rule } from "./evidence.ts";

/** How much later than its limit a call may end, in ms. */
const GRACE_MS = 1000;
/** What a codec may add to a batch that it cannot make smaller. */
const INCOMPRESSIBLE_BYTES = 200;
/** Batches of one producer that may be held at once, small ones in flight too. */
const MOST_BATCHES = 32;

/** Every send settles within its time limit. */
export const everyRecordSettles: Rule = {
  promise: "every send settles within its time limit and a second",
  check: ({ history, endedAt }, report) => {
    for (const { id, fate, calledAt, settledAt, limitMs, producer, heldUpMs } of history.sent) {
      const limit = Math.min(limitMs, producer.deliveryTimeoutMs) + GRACE_MS + heldUpMs;
      if (fate === "pending") report(`record ${id} of producer ${producer.number} was never settled`);
      else if (settledAt - calledAt > limit) {
        report(`record ${id} was settled after ${settledAt - calledAt} ms; its limit with grace is ${limit} ms`);
      }
      if (fate !== "pending" && settledAt > endedAt) report(`record ${id} was settled after the end`);
    }
  },
};

/** Every other call settles within its time limit. */
export const everyCallSettles: Rule = {
  promise: "every call settles within its time limit and a second",
  check: ({ history }, report) => {
    for (const { name, calledAt, settledAt, limitMs, heldUpMs } of history.calls) {
      if (settledAt < 0) report(`${name}, called at ${calledAt} ms, was never settled`);
      else if (settledAt - calledAt > limitMs + GRACE_MS + heldUpMs) {
        report(`${name} took ${settledAt - calledAt} ms; its limit is ${limitMs} ms`);
      }
    }
  },
};

/** A producer buffers no more than it may. */
export const buffersKeepBudgets: Rule = {
  promise: "buffered bytes stay within their budget",
  check: ({ history }, report) => {
    for (const { number, mostBuffered, maxBufferedBytes, largestRecord } of history.producers) {
      // `enqueue` may go to twice the budget; one record of any size is always taken. Batches have headers, too.
      const most = Math.max(2 * maxBufferedBytes, largestRecord) + MOST_BATCHES * BATCH_HEADER_BYTES;
      if (mostBuffered > most) report(`producer ${number} buffered ${mostBuffered} bytes; at most ${most} are allowed`);
    }
  },
};

/** A producer buffers no more records than it may. */
export const buffersKeepRecordLimits: Rule = {
  promise: "buffered records stay within their limit",
  check: ({ history }, report) => {
    for (const { number, mostRecords, maxBufferedRecords, enqueues } of history.producers) {
      const most = maxBufferedRecords * (enqueues ? 2 : 1);
      if (mostRecords > most) report(`producer ${number} buffered ${mostRecords} records; at most ${most} are allowed`);
    }
  },
};

/** A producer that is to fail when its buffer is full never waits. */
export const fullBufferFailsAtOnce: Rule = {
  promise: 'a send into a full buffer fails at once with whenFull "fail" or manualFlush',
  check: ({ history }, report) => {
    for (const { id, unwelcome, fate, code, calledAt, settledAt, heldUpMs } of history.sent) {
      if (!unwelcome || (fate === "failed" && settledAt <= calledAt + heldUpMs)) continue;
      report(`record ${id} was ${fate} ${code} ${settledAt - calledAt} ms after its call`);
    }
  },
};

/** A consumer reads no further ahead than it may. */
export const readAheadKeepsBudgets: Rule = {
  promise: "bytes that are read ahead stay within their budget",
  check: ({ history }, report) => {
    const largest = Math.max(0, ...history.producers.map(({ batchMaxBytes }) => batchMaxBytes)) + INCOMPRESSIBLE_BYTES;
    for (const { number, mostBuffered, maxBufferedBytes, maxPartitionBytes } of history.readers) {
      // One fetch of one partition may always be out. Brokers send a batch whole however large it is, one in an answer;
      // each answer has its part of the budget.
      const answers = Math.max(1, Math.floor(maxBufferedBytes / maxPartitionBytes));
      const most = Math.max(maxBufferedBytes, maxPartitionBytes) + answers * largest;
      if (mostBuffered > most) report(`reader ${number} held ${mostBuffered} bytes; at most ${most} are allowed`);
    }
  },
};

/** Once everything is well, records are written soon. */
export const progressAfterFaults: Rule = {
  promise: "after the faults end records are written soon",
  check: ({ history }, report) => {
    const { calmAt, mendMs } = history;
    // Records of a topic that is gone hold their memory until their time is over; the others may wait for it.
    const held = new Set(
      history.sent.filter(({ fate, topic, calledAt }) => fate === "failed" && history.excused(topic, "gone", calledAt))
        .map(({ producer }) => producer),
    );
    const failedCalls = new Set(history.sent.filter(({ fate }) => fate === "failed").map(({ call }) => call));
    for (const record of history.sent) {
      const { id, call, topic, fate, code, fatal, calledAt, limitMs, settledAt, producer, abortable } = record;
      const start = Math.max(calledAt, calmAt);
      // Those that were given less time, or whose owner went, say nothing, unless there was time to mend before the call.
      const needed = calledAt >= calmAt + mendMs ? start : start + mendMs;
      if (Math.min(limitMs, producer.deliveryTimeoutMs) + calledAt < needed) continue;
      if (producer.closedAt < needed || abortable || code === "BUFFER_FULL") continue;
      if (calledAt < calmAt && (history.explained.has(code) || code === "PRODUCER_STATE_LOST")) continue;
      if (producer.recordRetries < Infinity && fate === "failed" && calledAt < calmAt + mendMs) continue;
      if (fatal || code === "RECORD_TOO_LARGE") continue;
      if (producer.aborts.length > 0 && code === "ABORTED") continue;
      // What went to a leader of the former topic is in doubt, however long ago it was made anew.
      if (code === "PRODUCER_STATE_LOST" && history.excused(topic, "gone")) continue;
      if (history.excused(topic, "gone", calledAt) || held.has(producer)) continue;
      if (fate === "failed" && settledAt > start) report(`record ${id} failed with ${code} after everything was well`);
      else if (fate === "written" && settledAt > start + mendMs && !failedCalls.has(call)) {
        report(`record ${id} was written ${settledAt - start} ms after everything was well; ${mendMs} ms is the limit`);
      }
    }
  },
};
