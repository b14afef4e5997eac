// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readUuid, writeUuid } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import { TagWriter } from "../wire/tag_writer.ts";
import type { Mutable, UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of BrokerHeartbeat (key 63, versions 0 to 2). */
export const BrokerHeartbeat: ClientApi<BrokerHeartbeatRequest, BrokerHeartbeatResponse> = {
  key: 63,
  name: "BrokerHeartbeat",
  minVersion: 0,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 0,
  encodeRequest: encodeBrokerHeartbeatRequest,
  decodeResponse: decodeBrokerHeartbeatResponse,
};

/** The broker's side of BrokerHeartbeat (key 63, versions 0 to 2). */
export const BrokerHeartbeatBroker: BrokerApi<BrokerHeartbeatRequest, BrokerHeartbeatResponse> = {
  key: 63,
  name: "BrokerHeartbeat",
  minVersion: 0,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 0,
  decodeRequest: decodeBrokerHeartbeatRequest,
  encodeResponse: encodeBrokerHeartbeatResponse,
};

/** BrokerHeartbeatRequest, versions 0 to 2. */
export interface BrokerHeartbeatRequest {
  /** The broker ID. */
  readonly brokerId: number;
  /** The broker epoch. (default -1n) */
  readonly brokerEpoch: bigint;
  /** The highest metadata offset which the broker has reached. */
  readonly currentMetadataOffset: bigint;
  /** True if the broker wants to be fenced, false otherwise. */
  readonly wantFence: boolean;
  /** True if the broker wants to be shut down, false otherwise. */
  readonly wantShutDown: boolean;
  /** Log directories that failed and went offline. (from version 1; tag 0) */
  readonly offlineLogDirs: readonly string[];
  /** List of log directories that are cordoned. This is null before the broker reaches the RECOVERY state. (from version 2; tag 1) */
  readonly cordonedLogDirs: readonly string[] | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a BrokerHeartbeatRequest in version `v`, 0 to 2. */
export function encodeBrokerHeartbeatRequest(w: Writer, m: Init<BrokerHeartbeatRequest>, v: number): void {
  w.begin("BrokerHeartbeatRequest", v, true);
  const {
    brokerId = 0,
    brokerEpoch = -1n,
    currentMetadataOffset = 0n,
    wantFence = false,
    wantShutDown = false,
    offlineLogDirs = [],
    cordonedLogDirs = null,
  } = m;
  w.int32(brokerId, "brokerId");
  w.int64(brokerEpoch, "brokerEpoch");
  w.int64(currentMetadataOffset, "currentMetadataOffset");
  w.bool(wantFence, "wantFence");
  w.bool(wantShutDown, "wantShutDown");
  if (!(v >= 1)) {
    if (offlineLogDirs?.length !== 0) w.unsupported("offlineLogDirs");
  }
  if (!(v >= 2)) {
    if (cordonedLogDirs !== null) w.unsupported("cordonedLogDirs");
  }
  const tags = new TagWriter(w, m.unknownTaggedFields);
  if (v >= 1 && offlineLogDirs?.length !== 0) {
    tags.begin(0);
    w.array(offlineLogDirs, "offlineLogDirs", writeUuid);
    tags.end();
  }
  if (v >= 2 && cordonedLogDirs !== null) {
    tags.begin(1);
    w.nullableArray(cordonedLogDirs, "cordonedLogDirs", writeUuid);
    tags.end();
  }
  tags.close();
}

/** Reads a BrokerHeartbeatRequest in version `v`, 0 to 2. */
export function decodeBrokerHeartbeatRequest(r: Reader, v: number): BrokerHeartbeatRequest {
  r.begin("BrokerHeartbeatRequest", v, true);
  const m: Mutable<BrokerHeartbeatRequest> = {
    brokerId: r.int32("brokerId"),
    brokerEpoch: r.int64("brokerEpoch"),
    currentMetadataOffset: r.int64("currentMetadataOffset"),
    wantFence: r.bool("wantFence"),
    wantShutDown: r.bool("wantShutDown"),
    offlineLogDirs: [],
    cordonedLogDirs: null,
  };
  for (let left = r.tagCount(); left > 0; left--) {
    const outer = r.beginTag();
    if (r.tag === 0 && v >= 1) m.offlineLogDirs = r.array("offlineLogDirs", readUuid);
    else if (r.tag === 1 && v >= 2) m.cordonedLogDirs = r.nullableArray("cordonedLogDirs", readUuid);
    else r.unknownTag(m);
    r.endTag(outer);
  }
  return m;
}

/** BrokerHeartbeatResponse, versions 0 to 2. */
export interface BrokerHeartbeatResponse {
  /** Duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** True if the broker has approximately caught up with the latest metadata. */
  readonly isCaughtUp: boolean;
  /** True if the broker is fenced. (default true) */
  readonly isFenced: boolean;
  /** True if the broker should proceed with its shutdown. */
  readonly shouldShutDown: boolean;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a BrokerHeartbeatResponse in version `v`, 0 to 2. */
export function encodeBrokerHeartbeatResponse(w: Writer, m: Init<BrokerHeartbeatResponse>, v: number): void {
  w.begin("BrokerHeartbeatResponse", v, true);
  const { throttleTimeMs = 0, errorCode = 0, isCaughtUp = false, isFenced = true, shouldShutDown = false } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.bool(isCaughtUp, "isCaughtUp");
  w.bool(isFenced, "isFenced");
  w.bool(shouldShutDown, "shouldShutDown");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a BrokerHeartbeatResponse in version `v`, 0 to 2. */
export function decodeBrokerHeartbeatResponse(r: Reader, v: number): BrokerHeartbeatResponse {
  r.begin("BrokerHeartbeatResponse", v, true);
  const m: BrokerHeartbeatResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
    isCaughtUp: r.bool("isCaughtUp"),
    isFenced: r.bool("isFenced"),
    shouldShutDown: r.bool("shouldShutDown"),
  };
  r.unknownTags(m);
  return m;
}
