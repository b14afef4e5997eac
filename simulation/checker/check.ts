// The checker: all rules over one history. Called by simulate.ts, and by tests with histories made by hand.
import { allowedErrors } from "./allowed_errors.ts";
import {
  acknowledgedByLeaderIsThere,
  acknowledgedIsThere,
  errorsTellDelivery,
  interceptorsAreToldOnce,
  lossIsToldToProducer,
  neverTwice,
  noneMeansNever,
  sendOrder,
  toldOffsetIsTrue,
  unacknowledgedIsThere,
} from "./delivery.ts";
import type { Evidence, Rule } from "./evidence.ts";
import type { BrokenPromise } from "./history.ts";
import { lossIsToldToReader, readsTheLog, readsToTheEnd } from "./reading.ts";
import {
  buffersKeepBudgets,
  buffersKeepRecordLimits,
  everyCallSettles,
  everyRecordSettles,
  fullBufferFailsAtOnce,
  progressAfterFaults,
  readAheadKeepsBudgets,
} from "./settling.ts";

/** All rules. */
const RULES: readonly Rule[] = [
  acknowledgedIsThere,
  acknowledgedByLeaderIsThere,
  unacknowledgedIsThere,
  neverTwice,
  toldOffsetIsTrue,
  noneMeansNever,
  errorsTellDelivery,
  interceptorsAreToldOnce,
  sendOrder,
  lossIsToldToProducer,
  readsTheLog,
  readsToTheEnd,
  lossIsToldToReader,
  everyRecordSettles,
  everyCallSettles,
  buffersKeepBudgets,
  buffersKeepRecordLimits,
  fullBufferFailsAtOnce,
  readAheadKeepsBudgets,
  progressAfterFaults,
  allowedErrors,
];

/** Breaches of one promise that are listed one by one. */
const MOST_LISTED = 5;

/** Every promise that was broken. */
export function check(evidence: Evidence): readonly BrokenPromise[] {
  const broken = [...evidence.history.broken];
  for (const rule of RULES) {
    const { promise } = rule;
    const found: string[] = [];
    rule.check(evidence, (how) => void found.push(how));
    for (const how of found.slice(0, MOST_LISTED)) broken.push({ promise, how });
    if (found.length > MOST_LISTED) broken.push({ promise, how: `and ${found.length - MOST_LISTED} more` });
  }
  return broken;
}
