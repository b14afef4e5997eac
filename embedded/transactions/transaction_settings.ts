// Limits and delays of transactions, by the broker settings that they stand for: as options of a cluster, and as the
// coordinators read them. Kept by transaction_store.ts, checked for options.ts.
import type { OptionCheck } from "../../base/option_check.ts";

/** Options of an embedded cluster that concern its transactions. */
export interface TransactionOptions {
  /** Longest transaction (`transaction.max.timeout.ms`). @default 900000 */
  readonly transactionMaxTimeoutMs?: number;
  /** How long after a commit or abort its markers are written: a fault, of a slow coordinator. @default 0 */
  readonly transactionMarkerDelayMs?: number;
}

/** Names of the options. */
export const TRANSACTION_OPTION_NAMES: readonly (keyof TransactionOptions)[] = [
  "transactionMaxTimeoutMs",
  "transactionMarkerDelayMs",
];

/** Limits and delays of transactions. */
export interface TransactionSettings {
  /** `transaction.max.timeout.ms`. */
  readonly maxTimeoutMs: number;
  /** A fault: how long after the decision the markers are written. */
  readonly markerDelayMs: number;
}

/** Kafka's defaults. */
export const DEFAULT_TRANSACTION_SETTINGS: TransactionSettings = {
  maxTimeoutMs: 900_000,
  markerDelayMs: 0,
};

/** Checks the options of transactions. */
export function checkTransactionOptions(check: OptionCheck, options: TransactionOptions): Partial<TransactionSettings> {
  const { maxTimeoutMs, markerDelayMs } = DEFAULT_TRANSACTION_SETTINGS;
  const ms = (name: keyof TransactionOptions, rule: { readonly min: number; readonly fallback: number }) =>
    check.milliseconds(name, options[name], rule);
  return {
    maxTimeoutMs: ms("transactionMaxTimeoutMs", { min: 1, fallback: maxTimeoutMs }),
    markerDelayMs: ms("transactionMarkerDelayMs", { min: 0, fallback: markerDelayMs }),
  };
}
