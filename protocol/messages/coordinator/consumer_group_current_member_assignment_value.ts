// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import { readInt32, writeInt32 } from "../../wire/elements.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import { TagWriter } from "../../wire/tag_writer.ts";
import type { Mutable, UnknownTaggedField } from "../../wire/tagged_fields.ts";
import { ZERO_UUID } from "../../wire/uuid.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of ConsumerGroupCurrentMemberAssignmentValue (record type 8). */
export const consumerGroupCurrentMemberAssignmentValueVersions: MessageVersions = {
  name: "ConsumerGroupCurrentMemberAssignmentValue",
  recordType: 8,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
};

/** ConsumerGroupCurrentMemberAssignmentValue, version 0. */
export interface ConsumerGroupCurrentMemberAssignmentValue {
  /** The current member epoch that is expected from the member in the heartbeat request. */
  readonly memberEpoch: number;
  /** If the last epoch bump is lost before reaching the member, the member will retry with the previous epoch. */
  readonly previousMemberEpoch: number;
  /** The member state. See MemberState for the possible values. */
  readonly state: number;
  /** The partitions assigned to (or owned by) this member. */
  readonly assignedPartitions: readonly ConsumerGroupCurrentMemberAssignmentValueTopicPartitions[];
  /** The partitions that must be revoked by this member. */
  readonly partitionsPendingRevocation: readonly ConsumerGroupCurrentMemberAssignmentValueTopicPartitions[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The partitions assigned to (or owned by) this member. */
export interface ConsumerGroupCurrentMemberAssignmentValueTopicPartitions {
  /** The topic Id. */
  readonly topicId: string;
  /** The partition Ids. */
  readonly partitions: readonly number[];
  /** The epoch at which the partition was assigned to the member. Used to fence zombie commits requests. Of the same length as Partitions. (tag 0) */
  readonly assignmentEpochs: readonly number[] | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ConsumerGroupCurrentMemberAssignmentValue in version `v`, 0 to 0. */
export function encodeConsumerGroupCurrentMemberAssignmentValue(
  w: Writer,
  m: Init<ConsumerGroupCurrentMemberAssignmentValue>,
  v: number,
): void {
  w.begin("ConsumerGroupCurrentMemberAssignmentValue", v, true);
  const {
    memberEpoch = 0,
    previousMemberEpoch = 0,
    state = 0,
    assignedPartitions = [],
    partitionsPendingRevocation = [],
  } = m;
  w.int32(memberEpoch, "memberEpoch");
  w.int32(previousMemberEpoch, "previousMemberEpoch");
  w.int8(state, "state");
  w.array(assignedPartitions, "assignedPartitions", encodeConsumerGroupCurrentMemberAssignmentValueTopicPartitions);
  w.array(
    partitionsPendingRevocation,
    "partitionsPendingRevocation",
    encodeConsumerGroupCurrentMemberAssignmentValueTopicPartitions,
  );
  w.unknownTags(m.unknownTaggedFields);
}

function encodeConsumerGroupCurrentMemberAssignmentValueTopicPartitions(
  w: Writer,
  m: Init<ConsumerGroupCurrentMemberAssignmentValueTopicPartitions>,
  _v: number,
): void {
  const { topicId = ZERO_UUID, partitions = [], assignmentEpochs = [] } = m;
  w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", writeInt32);
  const tags = new TagWriter(w, m.unknownTaggedFields);
  if (assignmentEpochs?.length !== 0) {
    tags.begin(0);
    w.nullableArray(assignmentEpochs, "assignmentEpochs", writeInt32);
    tags.end();
  }
  tags.close();
}

/** Reads a ConsumerGroupCurrentMemberAssignmentValue in version `v`, 0 to 0. */
export function decodeConsumerGroupCurrentMemberAssignmentValue(
  r: Reader,
  v: number,
): ConsumerGroupCurrentMemberAssignmentValue {
  r.begin("ConsumerGroupCurrentMemberAssignmentValue", v, true);
  const m: ConsumerGroupCurrentMemberAssignmentValue = {
    memberEpoch: r.int32("memberEpoch"),
    previousMemberEpoch: r.int32("previousMemberEpoch"),
    state: r.int8("state"),
    assignedPartitions: r.array("assignedPartitions", decodeConsumerGroupCurrentMemberAssignmentValueTopicPartitions),
    partitionsPendingRevocation: r.array(
      "partitionsPendingRevocation",
      decodeConsumerGroupCurrentMemberAssignmentValueTopicPartitions,
    ),
  };
  r.unknownTags(m);
  return m;
}

function decodeConsumerGroupCurrentMemberAssignmentValueTopicPartitions(
  r: Reader,
  _v: number,
): ConsumerGroupCurrentMemberAssignmentValueTopicPartitions {
  const m: Mutable<ConsumerGroupCurrentMemberAssignmentValueTopicPartitions> = {
    topicId: r.uuid("topicId"),
    partitions: r.array("partitions", readInt32),
    assignmentEpochs: [],
  };
  for (let left = r.tagCount(); left > 0; left--) {
    const outer = r.beginTag();
    if (r.tag === 0) m.assignmentEpochs = r.nullableArray("assignmentEpochs", readInt32);
    else r.unknownTag(m);
    r.endTag(outer);
  }
  return m;
}
