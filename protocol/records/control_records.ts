// Control records: the markers that end transactions, and those of the controller quorum. Called by consumers (an abort
// marker ends a range of aborted records) and by the embedded broker, which writes them.
import { ProtocolError } from "../../errors/protocol_error.ts";
import type { BatchCrc } from "./batch_header.ts";
import { BatchWriter } from "./batch_writer.ts";
import { int16At, int32At, putInt16, putInt32 } from "./big_endian.ts";

/** What a control record says; unknown ones are skipped by readers. */
export type ControlRecordType =
  | "abort"
  | "commit"
  | "leaderChange"
  | "snapshotHeader"
  | "snapshotFooter"
  | "kraftVersion"
  | "kraftVoters"
  | "unknown";

/** By Kafka's number. */
const TYPES: readonly ControlRecordType[] = [
  "abort",
  "commit",
  "leaderChange",
  "snapshotHeader",
  "snapshotFooter",
  "kraftVersion",
  "kraftVoters",
];

/** The key of a control record. */
export interface ControlRecordKey {
  /** Version of the key. */
  readonly version: number;
  /** What it says. */
  readonly type: ControlRecordType;
}

/** The value of an abort or commit marker. */
export interface EndTransactionMarker {
  /** Version of the value. */
  readonly version: number;
  /** Epoch of the transaction coordinator that wrote it. */
  readonly coordinatorEpoch: number;
}

/** What a marker is made of. */
export interface MarkerOptions {
  /** How the transaction ended. */
  readonly type: "abort" | "commit";
  /** Epoch of the transaction coordinator. */
  readonly coordinatorEpoch: number;
  /** Producer of the transaction. */
  readonly producerId: number | bigint;
  /** Its epoch. */
  readonly producerEpoch: number;
  /** Unix ms. */
  readonly timestamp: number;
  /** Where the marker goes. @default 0 */
  readonly baseOffset?: number;
  /** Leader epoch of the partition. @default -1 */
  readonly partitionLeaderEpoch?: number;
  /** CRC-32C. */
  readonly crc: BatchCrc;
}

/** Reads the key of a control record. Versions above 0 begin as version 0 does. */
export function readControlKey(key: Uint8Array | null): ControlRecordKey {
  if (key === null || key.length < 4) throw controlError("key", key?.length ?? 0, 4);
  const version = int16At(key, 0);
  if (version < 0) {
    throw new ProtocolError(`Cannot read the key of a control record: its version is ${version}`, {
      code: "INVALID_VALUE",
      messageName: "ControlRecord",
      field: "key.version",
      offset: 0,
    });
  }
  return { version, type: TYPES[int16At(key, 2)] ?? "unknown" };
}

/** Reads the value of an abort or commit marker. */
export function readMarkerValue(value: Uint8Array | null): EndTransactionMarker {
  if (value === null || value.length < 6) throw controlError("value", value?.length ?? 0, 6);
  return { version: int16At(value, 0), coordinatorEpoch: int32At(value, 2) };
}

/** A whole control batch with one abort or commit marker. */
export function writeMarkerBatch(options: MarkerOptions): Uint8Array {
  const key = new Uint8Array(4);
  putInt16(key, 2, TYPES.indexOf(options.type));
  const value = new Uint8Array(6);
  putInt32(value, 2, options.coordinatorEpoch);
  const writer = new BatchWriter({ maxBytes: 128, initialBytes: 96 });
  writer.append({ key, value }, options.timestamp);
  return writer.seal({
    crc: options.crc,
    producerId: options.producerId,
    producerEpoch: options.producerEpoch,
    transactional: true,
    control: true,
    baseOffset: options.baseOffset,
    partitionLeaderEpoch: options.partitionLeaderEpoch,
  });
}

function controlError(field: string, length: number, least: number): ProtocolError {
  return new ProtocolError(`Cannot read a control record: its ${field} has ${length} bytes, it needs ${least}`, {
    code: "TRUNCATED",
    messageName: "ControlRecord",
    field,
    offset: 0,
  });
}
