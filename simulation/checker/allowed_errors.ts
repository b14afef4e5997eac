// Which errors may come: only those that the load asked for, and those that a fault that struck explains.
import type { Rule } from "./evidence.ts";
import type { History, SentRecord } from "./history.ts";

/** Errors of a send that its caller asked for: a short limit, a signal, a small buffer, a close. */
function asked(record: SentRecord): readonly string[] {
  const codes = ["BUFFER_FULL"];
  if (record.limitMs !== Infinity) codes.push("SEND_TIMEOUT");
  if (record.abortable) codes.push("ABORTED");
  if (record.producer.closedAt <= record.settledAt) codes.push("CLOSED");
  return codes;
}

/** Errors that a fault explains, by its name. */
export type ErrorsOfFaults = ReadonlyMap<string, readonly string[]>;

/** The errors of sends and readers are of the kinds that the faults explain. */
export function allowedErrors(ofFaults: ErrorsOfFaults): Rule {
  return {
    promise: "errors are only of the kinds that the faults explain",
    check: ({ history }, report) => {
      const explained = explainedBy(history, ofFaults);
      for (const record of history.sent) {
        if (record.fate !== "failed" || explained.has(record.code) || asked(record).includes(record.code)) continue;
        if (isLate(record, history) || isOfGoneTopic(record, history)) continue;
        report(`record ${record.id} of ${record.topic} failed with ${record.code}`);
      }
      for (const { number, errors } of history.readers) {
        for (const code of errors) if (!explained.has(code)) report(`reader ${number} threw ${code}`);
      }
    },
  };
}

function explainedBy(history: History, ofFaults: ErrorsOfFaults): ReadonlySet<string> {
  const codes = new Set<string>();
  for (const name of history.strikes.keys()) for (const code of ofFaults.get(name) ?? []) codes.add(code);
  return codes;
}

/** Any fault may keep a record until its deadline; `progressAfterFaults` judges whether there was time enough. */
function isLate({ code }: SentRecord, { strikes }: History): boolean {
  return strikes.size > 0 && (code === "DELIVERY_TIMEOUT" || code === "PRODUCER_STATE_LOST");
}

/** A topic that is deleted, or was and is made again, explains errors of its records. */
function isOfGoneTopic({ topic, code, calledAt }: SentRecord, history: History): boolean {
  if (code === "DELIVERY_TIMEOUT" || code === "PRODUCER_STATE_LOST") return history.excused(topic, "gone", calledAt);
  return code.startsWith("UNKNOWN_") && history.excused(topic, "gone");
}
