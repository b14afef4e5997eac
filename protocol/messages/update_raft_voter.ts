// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import { TagWriter } from "../wire/tag_writer.ts";
import type { Mutable, UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of UpdateRaftVoter (key 82, version 0). */
export const UpdateRaftVoter: ClientApi<UpdateRaftVoterRequest, UpdateRaftVoterResponse> = {
  key: 82,
  name: "UpdateRaftVoter",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  encodeRequest: encodeUpdateRaftVoterRequest,
  decodeResponse: decodeUpdateRaftVoterResponse,
};

/** The broker's side of UpdateRaftVoter (key 82, version 0). */
export const UpdateRaftVoterBroker: BrokerApi<UpdateRaftVoterRequest, UpdateRaftVoterResponse> = {
  key: 82,
  name: "UpdateRaftVoter",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  decodeRequest: decodeUpdateRaftVoterRequest,
  encodeResponse: encodeUpdateRaftVoterResponse,
};

/** UpdateRaftVoterRequest, version 0. */
export interface UpdateRaftVoterRequest {
  /** The cluster id. */
  readonly clusterId: string | null;
  /** The current leader epoch of the partition, -1 for unknown leader epoch. */
  readonly currentLeaderEpoch: number;
  /** The replica id of the voter getting updated in the topic partition. */
  readonly voterId: number;
  /** The directory id of the voter getting updated in the topic partition. */
  readonly voterDirectoryId: string;
  /** The endpoint that can be used to communicate with the leader. */
  readonly listeners: readonly UpdateRaftVoterRequestListener[];
  /** The range of versions of the protocol that the replica supports. */
  readonly kRaftVersionFeature: UpdateRaftVoterRequestKRaftVersionFeature;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The endpoint that can be used to communicate with the leader. */
export interface UpdateRaftVoterRequestListener {
  /** The name of the endpoint. */
  readonly name: string;
  /** The hostname. */
  readonly host: string;
  /** The port. */
  readonly port: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The range of versions of the protocol that the replica supports. */
export interface UpdateRaftVoterRequestKRaftVersionFeature {
  /** The minimum supported KRaft protocol version. */
  readonly minSupportedVersion: number;
  /** The maximum supported KRaft protocol version. */
  readonly maxSupportedVersion: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a UpdateRaftVoterRequest in version `v`, 0 to 0. */
export function encodeUpdateRaftVoterRequest(w: Writer, m: Init<UpdateRaftVoterRequest>, v: number): void {
  w.begin("UpdateRaftVoterRequest", v, true);
  const {
    clusterId = "",
    currentLeaderEpoch = 0,
    voterId = 0,
    voterDirectoryId = ZERO_UUID,
    listeners = [],
    kRaftVersionFeature = {},
  } = m;
  w.nullableString(clusterId, "clusterId");
  w.int32(currentLeaderEpoch, "currentLeaderEpoch");
  w.int32(voterId, "voterId");
  w.uuid(voterDirectoryId, "voterDirectoryId");
  w.array(listeners, "listeners", encodeUpdateRaftVoterRequestListener);
  w.struct(kRaftVersionFeature, "kRaftVersionFeature", encodeUpdateRaftVoterRequestKRaftVersionFeature);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeUpdateRaftVoterRequestListener(w: Writer, m: Init<UpdateRaftVoterRequestListener>, _v: number): void {
  const { name = "", host = "", port = 0 } = m;
  w.string(name, "name");
  w.string(host, "host");
  w.uint16(port, "port");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeUpdateRaftVoterRequestKRaftVersionFeature(
  w: Writer,
  m: Init<UpdateRaftVoterRequestKRaftVersionFeature>,
  _v: number,
): void {
  const { minSupportedVersion = 0, maxSupportedVersion = 0 } = m;
  w.int16(minSupportedVersion, "minSupportedVersion");
  w.int16(maxSupportedVersion, "maxSupportedVersion");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a UpdateRaftVoterRequest in version `v`, 0 to 0. */
export function decodeUpdateRaftVoterRequest(r: Reader, v: number): UpdateRaftVoterRequest {
  r.begin("UpdateRaftVoterRequest", v, true);
  const m: UpdateRaftVoterRequest = {
    clusterId: r.nullableString("clusterId"),
    currentLeaderEpoch: r.int32("currentLeaderEpoch"),
    voterId: r.int32("voterId"),
    voterDirectoryId: r.uuid("voterDirectoryId"),
    listeners: r.array("listeners", decodeUpdateRaftVoterRequestListener),
    kRaftVersionFeature: r.struct("kRaftVersionFeature", decodeUpdateRaftVoterRequestKRaftVersionFeature),
  };
  r.unknownTags(m);
  return m;
}

function decodeUpdateRaftVoterRequestListener(r: Reader, _v: number): UpdateRaftVoterRequestListener {
  const m: UpdateRaftVoterRequestListener = {
    name: r.string("name"),
    host: r.string("host"),
    port: r.uint16("port"),
  };
  r.unknownTags(m);
  return m;
}

function decodeUpdateRaftVoterRequestKRaftVersionFeature(
  r: Reader,
  _v: number,
): UpdateRaftVoterRequestKRaftVersionFeature {
  const m: UpdateRaftVoterRequestKRaftVersionFeature = {
    minSupportedVersion: r.int16("minSupportedVersion"),
    maxSupportedVersion: r.int16("maxSupportedVersion"),
  };
  r.unknownTags(m);
  return m;
}

/** UpdateRaftVoterResponse, version 0. */
export interface UpdateRaftVoterResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** Details of the current Raft cluster leader. (tag 0) */
  readonly currentLeader: UpdateRaftVoterResponseCurrentLeader;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Details of the current Raft cluster leader. */
export interface UpdateRaftVoterResponseCurrentLeader {
  /** The replica id of the current leader or -1 if the leader is unknown. (default -1) */
  readonly leaderId: number;
  /** The latest known leader epoch. (default -1) */
  readonly leaderEpoch: number;
  /** The node's hostname. */
  readonly host: string;
  /** The node's port. */
  readonly port: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a UpdateRaftVoterResponse in version `v`, 0 to 0. */
export function encodeUpdateRaftVoterResponse(w: Writer, m: Init<UpdateRaftVoterResponse>, v: number): void {
  w.begin("UpdateRaftVoterResponse", v, true);
  const { throttleTimeMs = 0, errorCode = 0, currentLeader = {} } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  const tags = new TagWriter(w, m.unknownTaggedFields);
  if (!isDefaultUpdateRaftVoterResponseCurrentLeader(currentLeader)) {
    tags.begin(0);
    w.struct(currentLeader, "currentLeader", encodeUpdateRaftVoterResponseCurrentLeader);
    tags.end();
  }
  tags.close();
}

function encodeUpdateRaftVoterResponseCurrentLeader(
  w: Writer,
  m: Init<UpdateRaftVoterResponseCurrentLeader>,
  _v: number,
): void {
  const { leaderId = -1, leaderEpoch = -1, host = "", port = 0 } = m;
  w.int32(leaderId, "leaderId");
  w.int32(leaderEpoch, "leaderEpoch");
  w.string(host, "host");
  w.int32(port, "port");
  w.unknownTags(m.unknownTaggedFields);
}

function isDefaultUpdateRaftVoterResponseCurrentLeader(m: Init<UpdateRaftVoterResponseCurrentLeader>): boolean {
  const { leaderId = -1, leaderEpoch = -1, host = "", port = 0 } = m;
  return leaderId === -1 && leaderEpoch === -1 && host === "" && port === 0 &&
    (m.unknownTaggedFields?.length ?? 0) === 0;
}

/** Reads a UpdateRaftVoterResponse in version `v`, 0 to 0. */
export function decodeUpdateRaftVoterResponse(r: Reader, v: number): UpdateRaftVoterResponse {
  r.begin("UpdateRaftVoterResponse", v, true);
  const m: Mutable<UpdateRaftVoterResponse> = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
    currentLeader: defaultUpdateRaftVoterResponseCurrentLeader(),
  };
  for (let left = r.tagCount(); left > 0; left--) {
    const outer = r.beginTag();
    if (r.tag === 0) m.currentLeader = r.struct("currentLeader", decodeUpdateRaftVoterResponseCurrentLeader);
    else r.unknownTag(m);
    r.endTag(outer);
  }
  return m;
}

function decodeUpdateRaftVoterResponseCurrentLeader(r: Reader, _v: number): UpdateRaftVoterResponseCurrentLeader {
  const m: UpdateRaftVoterResponseCurrentLeader = {
    leaderId: r.int32("leaderId"),
    leaderEpoch: r.int32("leaderEpoch"),
    host: r.string("host"),
    port: r.int32("port"),
  };
  r.unknownTags(m);
  return m;
}

function defaultUpdateRaftVoterResponseCurrentLeader(): UpdateRaftVoterResponseCurrentLeader {
  return { leaderId: -1, leaderEpoch: -1, host: "", port: 0 };
}
