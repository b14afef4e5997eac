// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../wire/api.ts";
import type { MessageVersions } from "../wire/message_versions.ts";
import type { Reader } from "../wire/reader.ts";
import type { Writer } from "../wire/writer.ts";

/** Versions of EndTxnMarker. */
export const endTxnMarkerVersions: MessageVersions = {
  name: "EndTxnMarker",
  recordType: null,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
};

/** EndTxnMarker, version 0. */
export interface EndTxnMarker {
  /** The coordinator epoch when appending the record. */
  readonly coordinatorEpoch: number;
}

/** Writes a EndTxnMarker in version `v`, 0 to 0. */
export function encodeEndTxnMarker(w: Writer, m: Init<EndTxnMarker>, v: number): void {
  w.begin("EndTxnMarker", v, false);
  const { coordinatorEpoch = 0 } = m;
  w.int32(coordinatorEpoch, "coordinatorEpoch");
}

/** Reads a EndTxnMarker in version `v`, 0 to 0. */
export function decodeEndTxnMarker(r: Reader, v: number): EndTxnMarker {
  r.begin("EndTxnMarker", v, false);
  return {
    coordinatorEpoch: r.int32("coordinatorEpoch"),
  };
}
