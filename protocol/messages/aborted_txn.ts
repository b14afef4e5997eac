// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../wire/api.ts";
import type { MessageVersions } from "../wire/message_versions.ts";
import type { Reader } from "../wire/reader.ts";
import type { Writer } from "../wire/writer.ts";

/** Versions of AbortedTxn. */
export const abortedTxnVersions: MessageVersions = {
  name: "AbortedTxn",
  recordType: null,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
};

/** AbortedTxn, version 0. */
export interface AbortedTxn {
  /** The producer id associated with the aborted transaction. */
  readonly producerId: bigint;
  /** The first offset in the aborted transaction. */
  readonly firstOffset: bigint;
  /** The last offset in the aborted transaction. */
  readonly lastOffset: bigint;
  /** The last stable offset at the time the transaction was aborted. */
  readonly lastStableOffset: bigint;
}

/** Writes a AbortedTxn in version `v`, 0 to 0. */
export function encodeAbortedTxn(w: Writer, m: Init<AbortedTxn>, v: number): void {
  w.begin("AbortedTxn", v, false);
  const { producerId = 0n, firstOffset = 0n, lastOffset = 0n, lastStableOffset = 0n } = m;
  w.int64(producerId, "producerId");
  w.int64(firstOffset, "firstOffset");
  w.int64(lastOffset, "lastOffset");
  w.int64(lastStableOffset, "lastStableOffset");
}

/** Reads a AbortedTxn in version `v`, 0 to 0. */
export function decodeAbortedTxn(r: Reader, v: number): AbortedTxn {
  r.begin("AbortedTxn", v, false);
  return {
    producerId: r.int64("producerId"),
    firstOffset: r.int64("firstOffset"),
    lastOffset: r.int64("lastOffset"),
    lastStableOffset: r.int64("lastStableOffset"),
  };
}
