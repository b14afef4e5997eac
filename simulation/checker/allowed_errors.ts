// Which errors may come: only those that the load asked for, and those that a fault that struck explains.
import { BATCH_HEADER_BYTES } from "../../protocol/records/batch_header.ts";
import type { Rule } from "./evidence.ts";
import type { History, SentRecord } from "./history.ts";

/** Errors of a send that its caller asked for: a short limit, a signal, a small buffer, a close. */
function asked(record: SentRecord): readonly string[] {
  const { producer, calledAt, settledAt } = record;
  const codes = ["BUFFER_FULL"];
  if (record.limitMs !== Infinity) codes.push("SEND_TIMEOUT");
  if (record.abortable) codes.push("ABORTED");
  if (producer.closedAt <= settledAt) codes.push("CLOSED");
  if (producer.aborts.some(({ at, endedAt }) => at <= settledAt && calledAt <= endedAt)) codes.push("ABORTED");
  return codes;
}

/** The errors of sends and readers are of the kinds that the faults explain. */
export const allowedErrors: Rule = {
  promise: "errors are only of the kinds that the faults explain",
  check: ({ history }, report) => {
    const { explained } = history;
    for (const record of history.sent) {
      if (record.fate !== "failed" || explained.has(record.code) || asked(record).includes(record.code)) continue;
      if (isLate(record, history) || isOfGoneTopic(record, history) || isTooLarge(record, history)) continue;
      if (isOutOfRetries(record, history) || isOfLoss(record, history)) continue;
      report(`record ${record.id} of ${record.topic} failed with ${record.code}`);
    }
    for (const { number, errors } of history.readers) {
      for (const code of errors) if (!explained.has(code)) report(`reader ${number} threw ${code}`);
    }
  },
};

/** Any fault may keep a record until its deadline; `progressAfterFaults` judges whether there was time enough. */
function isLate({ code }: SentRecord, { strikes }: History): boolean {
  return strikes.size > 0 && (code === "DELIVERY_TIMEOUT" || code === "PRODUCER_STATE_LOST");
}

/**
 * A record that no batch may hold, or that its topic does not take however small its batch is. A batch that may be
 * written is not split: its parts could be doubles that no broker knows.
 */
function isTooLarge(record: SentRecord, { mostBytes, strikes }: History): boolean {
  const { topic, code, size, batchMaxBytes, delivery } = record;
  if (code === "RECORD_TOO_LARGE" && delivery === "unknown" && mostBytes.has(topic)) return strikes.size > 0;
  const most = Math.min(batchMaxBytes, mostBytes.get(topic) ?? Infinity);
  return code === "RECORD_TOO_LARGE" && size + BATCH_HEADER_BYTES > most;
}

/** What befell a batch more often than its producer bears. */
function isOutOfRetries({ producer, code }: SentRecord, history: History): boolean {
  return code === "RETRIES_EXHAUSTED" && producer.recordRetries < Infinity && wasDisturbed(history);
}

/** A loss that ends its producer, with `onDataLoss: "fail"`. */
function isOfLoss({ fatal, code }: SentRecord, history: History): boolean {
  return fatal && (code === "PRODUCER_STATE_LOST" || code === "LOG_TRUNCATED") && wasDisturbed(history);
}

function wasDisturbed({ strikes, excuses }: History): boolean {
  return strikes.size + excuses.length > 0;
}

/** A topic that is deleted, or was and is made again, explains errors of its records; so does one that grows. */
function isOfGoneTopic({ topic, code, calledAt }: SentRecord, history: History): boolean {
  if (code === "DELIVERY_TIMEOUT") return history.excused(topic, "gone", calledAt);
  // A batch that went to a leader of the former topic may be written, for all that its producer knows.
  if (code === "PRODUCER_STATE_LOST") return history.excused(topic, "gone");
  if (code === "UNKNOWN_PARTITION" && history.excused(topic, "grown")) return true;
  return code.startsWith("UNKNOWN_") && history.excused(topic, "gone");
}
