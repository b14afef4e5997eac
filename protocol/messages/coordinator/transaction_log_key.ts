// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of TransactionLogKey (record type 0). */
export const transactionLogKeyVersions: MessageVersions = {
  name: "TransactionLogKey",
  recordType: 0,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
};

/** TransactionLogKey, version 0. */
export interface TransactionLogKey {
  /** The transactional id of the transaction. */
  readonly transactionalId: string;
}

/** Writes a TransactionLogKey in version `v`, 0 to 0. */
export function encodeTransactionLogKey(w: Writer, m: Init<TransactionLogKey>, v: number): void {
  w.begin("TransactionLogKey", v, false);
  const { transactionalId = "" } = m;
  w.string(transactionalId, "transactionalId");
}

/** Reads a TransactionLogKey in version `v`, 0 to 0. */
export function decodeTransactionLogKey(r: Reader, v: number): TransactionLogKey {
  r.begin("TransactionLogKey", v, false);
  return {
    transactionalId: r.string("transactionalId"),
  };
}
