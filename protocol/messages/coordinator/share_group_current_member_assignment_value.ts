// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import { readInt32, writeInt32 } from "../../wire/elements.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { UnknownTaggedField } from "../../wire/tagged_fields.ts";
import { ZERO_UUID } from "../../wire/uuid.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of ShareGroupCurrentMemberAssignmentValue (record type 14). */
export const shareGroupCurrentMemberAssignmentValueVersions: MessageVersions = {
  name: "ShareGroupCurrentMemberAssignmentValue",
  recordType: 14,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
};

/** ShareGroupCurrentMemberAssignmentValue, version 0. */
export interface ShareGroupCurrentMemberAssignmentValue {
  /** The current member epoch that is expected from the member in the heartbeat request. */
  readonly memberEpoch: number;
  /** If the last epoch bump is lost before reaching the member, the member will retry with the previous epoch. */
  readonly previousMemberEpoch: number;
  /** The member state. See MemberState for the possible values. */
  readonly state: number;
  /** The partitions assigned to (or owned by) this member. */
  readonly assignedPartitions: readonly ShareGroupCurrentMemberAssignmentValueTopicPartitions[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The partitions assigned to (or owned by) this member. */
export interface ShareGroupCurrentMemberAssignmentValueTopicPartitions {
  /** The topic Id. */
  readonly topicId: string;
  /** The partition Ids. */
  readonly partitions: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ShareGroupCurrentMemberAssignmentValue in version `v`, 0 to 0. */
export function encodeShareGroupCurrentMemberAssignmentValue(
  w: Writer,
  m: Init<ShareGroupCurrentMemberAssignmentValue>,
  v: number,
): void {
  w.begin("ShareGroupCurrentMemberAssignmentValue", v, true);
  const { memberEpoch = 0, previousMemberEpoch = 0, state = 0, assignedPartitions = [] } = m;
  w.int32(memberEpoch, "memberEpoch");
  w.int32(previousMemberEpoch, "previousMemberEpoch");
  w.int8(state, "state");
  w.array(assignedPartitions, "assignedPartitions", encodeShareGroupCurrentMemberAssignmentValueTopicPartitions);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeShareGroupCurrentMemberAssignmentValueTopicPartitions(
  w: Writer,
  m: Init<ShareGroupCurrentMemberAssignmentValueTopicPartitions>,
  _v: number,
): void {
  const { topicId = ZERO_UUID, partitions = [] } = m;
  w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", writeInt32);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ShareGroupCurrentMemberAssignmentValue in version `v`, 0 to 0. */
export function decodeShareGroupCurrentMemberAssignmentValue(
  r: Reader,
  v: number,
): ShareGroupCurrentMemberAssignmentValue {
  r.begin("ShareGroupCurrentMemberAssignmentValue", v, true);
  const m: ShareGroupCurrentMemberAssignmentValue = {
    memberEpoch: r.int32("memberEpoch"),
    previousMemberEpoch: r.int32("previousMemberEpoch"),
    state: r.int8("state"),
    assignedPartitions: r.array("assignedPartitions", decodeShareGroupCurrentMemberAssignmentValueTopicPartitions),
  };
  r.unknownTags(m);
  return m;
}

function decodeShareGroupCurrentMemberAssignmentValueTopicPartitions(
  r: Reader,
  _v: number,
): ShareGroupCurrentMemberAssignmentValueTopicPartitions {
  const m: ShareGroupCurrentMemberAssignmentValueTopicPartitions = {
    topicId: r.uuid("topicId"),
    partitions: r.array("partitions", readInt32),
  };
  r.unknownTags(m);
  return m;
}
