// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../wire/api.ts";
import type { MessageVersions } from "../wire/message_versions.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** Versions of LeaderChangeMessage. */
export const leaderChangeMessageVersions: MessageVersions = {
  name: "LeaderChangeMessage",
  recordType: null,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
};

/**
 * LeaderChangeMessage, versions 0 to 1.
 *
 * Version 1 adds VoterDirectoryId (KIP-853)
 */
export interface LeaderChangeMessage {
  /** The version of the leader change message. */
  readonly version: number;
  /** The ID of the newly elected leader. */
  readonly leaderId: number;
  /** The set of voters in the quorum for this epoch. */
  readonly voters: readonly LeaderChangeMessageVoter[];
  /** The voters who voted for the leader at the time of election. */
  readonly grantingVoters: readonly LeaderChangeMessageVoter[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The set of voters in the quorum for this epoch. */
export interface LeaderChangeMessageVoter {
  /** The ID of the voter. */
  readonly voterId: number;
  /** The directory id of the voter. (from version 1) */
  readonly voterDirectoryId: string;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a LeaderChangeMessage in version `v`, 0 to 1. */
export function encodeLeaderChangeMessage(w: Writer, m: Init<LeaderChangeMessage>, v: number): void {
  w.begin("LeaderChangeMessage", v, true);
  const { version = 0, leaderId = 0, voters = [], grantingVoters = [] } = m;
  w.int16(version, "version");
  w.int32(leaderId, "leaderId");
  w.array(voters, "voters", encodeLeaderChangeMessageVoter);
  w.array(grantingVoters, "grantingVoters", encodeLeaderChangeMessageVoter);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeLeaderChangeMessageVoter(w: Writer, m: Init<LeaderChangeMessageVoter>, v: number): void {
  const { voterId = 0, voterDirectoryId = ZERO_UUID } = m;
  w.int32(voterId, "voterId");
  if (v >= 1) w.uuid(voterDirectoryId, "voterDirectoryId");
  else if (voterDirectoryId !== ZERO_UUID) w.unsupported("voterDirectoryId");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a LeaderChangeMessage in version `v`, 0 to 1. */
export function decodeLeaderChangeMessage(r: Reader, v: number): LeaderChangeMessage {
  r.begin("LeaderChangeMessage", v, true);
  const m: LeaderChangeMessage = {
    version: r.int16("version"),
    leaderId: r.int32("leaderId"),
    voters: r.array("voters", decodeLeaderChangeMessageVoter),
    grantingVoters: r.array("grantingVoters", decodeLeaderChangeMessageVoter),
  };
  r.unknownTags(m);
  return m;
}

function decodeLeaderChangeMessageVoter(r: Reader, v: number): LeaderChangeMessageVoter {
  const m: LeaderChangeMessageVoter = {
    voterId: r.int32("voterId"),
    voterDirectoryId: v >= 1 ? r.uuid("voterDirectoryId") : ZERO_UUID,
  };
  r.unknownTags(m);
  return m;
}
