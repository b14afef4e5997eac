// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../wire/api.ts";
import type { MessageVersions } from "../wire/message_versions.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** Versions of VotersRecord. */
export const votersRecordVersions: MessageVersions = {
  name: "VotersRecord",
  recordType: null,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
};

/** VotersRecord, version 0. */
export interface VotersRecord {
  /** The version of the voters record. */
  readonly version: number;
  /** The set of voters in the quorum for this epoch. */
  readonly voters: readonly VotersRecordVoter[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The set of voters in the quorum for this epoch. */
export interface VotersRecordVoter {
  /** The replica id of the voter in the topic partition. */
  readonly voterId: number;
  /** The directory id of the voter in the topic partition. */
  readonly voterDirectoryId: string;
  /** The endpoint that can be used to communicate with the voter. */
  readonly endpoints: readonly VotersRecordEndpoint[];
  /** The range of versions of the protocol that the replica supports. */
  readonly kRaftVersionFeature: VotersRecordKRaftVersionFeature;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The endpoint that can be used to communicate with the voter. */
export interface VotersRecordEndpoint {
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
export interface VotersRecordKRaftVersionFeature {
  /** The minimum supported KRaft protocol version. */
  readonly minSupportedVersion: number;
  /** The maximum supported KRaft protocol version. */
  readonly maxSupportedVersion: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a VotersRecord in version `v`, 0 to 0. */
export function encodeVotersRecord(w: Writer, m: Init<VotersRecord>, v: number): void {
  w.begin("VotersRecord", v, true);
  const { version = 0, voters = [] } = m;
  w.int16(version, "version");
  w.array(voters, "voters", encodeVotersRecordVoter);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeVotersRecordVoter(w: Writer, m: Init<VotersRecordVoter>, _v: number): void {
  const { voterId = 0, voterDirectoryId = ZERO_UUID, endpoints = [], kRaftVersionFeature = {} } = m;
  w.int32(voterId, "voterId");
  w.uuid(voterDirectoryId, "voterDirectoryId");
  w.array(endpoints, "endpoints", encodeVotersRecordEndpoint);
  w.struct(kRaftVersionFeature, "kRaftVersionFeature", encodeVotersRecordKRaftVersionFeature);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeVotersRecordEndpoint(w: Writer, m: Init<VotersRecordEndpoint>, _v: number): void {
  const { name = "", host = "", port = 0 } = m;
  w.string(name, "name");
  w.string(host, "host");
  w.uint16(port, "port");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeVotersRecordKRaftVersionFeature(w: Writer, m: Init<VotersRecordKRaftVersionFeature>, _v: number): void {
  const { minSupportedVersion = 0, maxSupportedVersion = 0 } = m;
  w.int16(minSupportedVersion, "minSupportedVersion");
  w.int16(maxSupportedVersion, "maxSupportedVersion");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a VotersRecord in version `v`, 0 to 0. */
export function decodeVotersRecord(r: Reader, v: number): VotersRecord {
  r.begin("VotersRecord", v, true);
  const m: VotersRecord = {
    version: r.int16("version"),
    voters: r.array("voters", decodeVotersRecordVoter),
  };
  r.unknownTags(m);
  return m;
}

function decodeVotersRecordVoter(r: Reader, _v: number): VotersRecordVoter {
  const m: VotersRecordVoter = {
    voterId: r.int32("voterId"),
    voterDirectoryId: r.uuid("voterDirectoryId"),
    endpoints: r.array("endpoints", decodeVotersRecordEndpoint),
    kRaftVersionFeature: r.struct("kRaftVersionFeature", decodeVotersRecordKRaftVersionFeature),
  };
  r.unknownTags(m);
  return m;
}

function decodeVotersRecordEndpoint(r: Reader, _v: number): VotersRecordEndpoint {
  const m: VotersRecordEndpoint = {
    name: r.string("name"),
    host: r.string("host"),
    port: r.uint16("port"),
  };
  r.unknownTags(m);
  return m;
}

function decodeVotersRecordKRaftVersionFeature(r: Reader, _v: number): VotersRecordKRaftVersionFeature {
  const m: VotersRecordKRaftVersionFeature = {
    minSupportedVersion: r.int16("minSupportedVersion"),
    maxSupportedVersion: r.int16("maxSupportedVersion"),
  };
  r.unknownTags(m);
  return m;
}
