// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import { EMPTY_BYTES } from "../../wire/empty_bytes.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { UnknownTaggedField } from "../../wire/tagged_fields.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of GroupMetadataValue (record type 2). */
export const groupMetadataValueVersions: MessageVersions = {
  name: "GroupMetadataValue",
  recordType: 2,
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 4,
};

/**
 * GroupMetadataValue, versions 0 to 4.
 *
 * Version 4 is the first flexible version.
 * KIP-915: bumping the version will no longer make this record backward compatible.
 * We suggest to add/remove only tagged fields to maintain backward compatibility.
 */
export interface GroupMetadataValue {
  /** The protocol type. */
  readonly protocolType: string;
  /** The generation id. */
  readonly generation: number;
  /** The protocol name. */
  readonly protocol: string | null;
  /** The leader id. */
  readonly leader: string | null;
  /** The timestamp of the last state change. (from version 2; left out of others; default -1n) */
  readonly currentStateTimestamp: bigint;
  /** The group members. */
  readonly members: readonly GroupMetadataValueMemberMetadata[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The group members. */
export interface GroupMetadataValueMemberMetadata {
  /** The member id. */
  readonly memberId: string;
  /** The group instance id. (from version 3; left out of others) */
  readonly groupInstanceId: string | null;
  /** The client id. */
  readonly clientId: string;
  /** The client host. */
  readonly clientHost: string;
  /** The rebalance timeout. (from version 1; left out of others; default -1) */
  readonly rebalanceTimeout: number;
  /** The session timeout. */
  readonly sessionTimeout: number;
  /** The subscription. */
  readonly subscription: Uint8Array;
  /** The assignment. */
  readonly assignment: Uint8Array;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a GroupMetadataValue in version `v`, 0 to 4. */
export function encodeGroupMetadataValue(w: Writer, m: Init<GroupMetadataValue>, v: number): void {
  w.begin("GroupMetadataValue", v, v >= 4);
  const { protocolType = "", generation = 0, protocol = "", leader = "", currentStateTimestamp = -1n, members = [] } =
    m;
  w.string(protocolType, "protocolType");
  w.int32(generation, "generation");
  w.nullableString(protocol, "protocol");
  w.nullableString(leader, "leader");
  if (v >= 2) w.int64(currentStateTimestamp, "currentStateTimestamp");
  w.array(members, "members", encodeGroupMetadataValueMemberMetadata);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeGroupMetadataValueMemberMetadata(w: Writer, m: Init<GroupMetadataValueMemberMetadata>, v: number): void {
  const {
    memberId = "",
    groupInstanceId = null,
    clientId = "",
    clientHost = "",
    rebalanceTimeout = -1,
    sessionTimeout = 0,
    subscription = EMPTY_BYTES,
    assignment = EMPTY_BYTES,
  } = m;
  w.string(memberId, "memberId");
  if (v >= 3) w.nullableString(groupInstanceId, "groupInstanceId");
  w.string(clientId, "clientId");
  w.string(clientHost, "clientHost");
  if (v >= 1) w.int32(rebalanceTimeout, "rebalanceTimeout");
  w.int32(sessionTimeout, "sessionTimeout");
  w.bytes(subscription, "subscription");
  w.bytes(assignment, "assignment");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a GroupMetadataValue in version `v`, 0 to 4. */
export function decodeGroupMetadataValue(r: Reader, v: number): GroupMetadataValue {
  r.begin("GroupMetadataValue", v, v >= 4);
  const m: GroupMetadataValue = {
    protocolType: r.string("protocolType"),
    generation: r.int32("generation"),
    protocol: r.nullableString("protocol"),
    leader: r.nullableString("leader"),
    currentStateTimestamp: v >= 2 ? r.int64("currentStateTimestamp") : -1n,
    members: r.array("members", decodeGroupMetadataValueMemberMetadata),
  };
  r.unknownTags(m);
  return m;
}

function decodeGroupMetadataValueMemberMetadata(r: Reader, v: number): GroupMetadataValueMemberMetadata {
  const m: GroupMetadataValueMemberMetadata = {
    memberId: r.string("memberId"),
    groupInstanceId: v >= 3 ? r.nullableString("groupInstanceId") : null,
    clientId: r.string("clientId"),
    clientHost: r.string("clientHost"),
    rebalanceTimeout: v >= 1 ? r.int32("rebalanceTimeout") : -1,
    sessionTimeout: r.int32("sessionTimeout"),
    subscription: r.bytes("subscription"),
    assignment: r.bytes("assignment"),
  };
  r.unknownTags(m);
  return m;
}
