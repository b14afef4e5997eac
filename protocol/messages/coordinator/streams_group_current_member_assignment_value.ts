// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import { readInt32, writeInt32 } from "../../wire/elements.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import { TagWriter } from "../../wire/tag_writer.ts";
import type { Mutable, UnknownTaggedField } from "../../wire/tagged_fields.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of StreamsGroupCurrentMemberAssignmentValue (record type 22). */
export const streamsGroupCurrentMemberAssignmentValueVersions: MessageVersions = {
  name: "StreamsGroupCurrentMemberAssignmentValue",
  recordType: 22,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
};

/** StreamsGroupCurrentMemberAssignmentValue, version 0. */
export interface StreamsGroupCurrentMemberAssignmentValue {
  /** The current member epoch that is expected from the member in the heartbeat request. */
  readonly memberEpoch: number;
  /** If the last epoch bump is lost before reaching the member, the member will retry with the previous epoch. */
  readonly previousMemberEpoch: number;
  /** The member state. See StreamsGroupMember.MemberState for the possible values. */
  readonly state: number;
  /** Currently assigned active tasks for this streams client. */
  readonly activeTasks: readonly StreamsGroupCurrentMemberAssignmentValueTaskIds[];
  /** Currently assigned standby tasks for this streams client. */
  readonly standbyTasks: readonly StreamsGroupCurrentMemberAssignmentValueTaskIds[];
  /** Currently assigned warm-up tasks for this streams client. */
  readonly warmupTasks: readonly StreamsGroupCurrentMemberAssignmentValueTaskIds[];
  /** The active tasks that must be revoked by this member. */
  readonly activeTasksPendingRevocation: readonly StreamsGroupCurrentMemberAssignmentValueTaskIds[];
  /** The standby tasks that must be revoked by this member. */
  readonly standbyTasksPendingRevocation: readonly StreamsGroupCurrentMemberAssignmentValueTaskIds[];
  /** The warmup tasks that must be revoked by this member. */
  readonly warmupTasksPendingRevocation: readonly StreamsGroupCurrentMemberAssignmentValueTaskIds[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Currently assigned active tasks for this streams client. */
export interface StreamsGroupCurrentMemberAssignmentValueTaskIds {
  /** The subtopology ID. */
  readonly subtopologyId: string;
  /** The partitions of the input topics processed by this member. */
  readonly partitions: readonly number[];
  /** The epoch at which the partition was assigned to the member. Used to fence zombie commits requests. Of the same length as Partitions. Only defined for active tasks. (tag 0) */
  readonly assignmentEpochs: readonly number[] | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a StreamsGroupCurrentMemberAssignmentValue in version `v`, 0 to 0. */
export function encodeStreamsGroupCurrentMemberAssignmentValue(
  w: Writer,
  m: Init<StreamsGroupCurrentMemberAssignmentValue>,
  v: number,
): void {
  w.begin("StreamsGroupCurrentMemberAssignmentValue", v, true);
  const {
    memberEpoch = 0,
    previousMemberEpoch = 0,
    state = 0,
    activeTasks = [],
    standbyTasks = [],
    warmupTasks = [],
    activeTasksPendingRevocation = [],
    standbyTasksPendingRevocation = [],
    warmupTasksPendingRevocation = [],
  } = m;
  w.int32(memberEpoch, "memberEpoch");
  w.int32(previousMemberEpoch, "previousMemberEpoch");
  w.int8(state, "state");
  w.array(activeTasks, "activeTasks", encodeStreamsGroupCurrentMemberAssignmentValueTaskIds);
  w.array(standbyTasks, "standbyTasks", encodeStreamsGroupCurrentMemberAssignmentValueTaskIds);
  w.array(warmupTasks, "warmupTasks", encodeStreamsGroupCurrentMemberAssignmentValueTaskIds);
  w.array(
    activeTasksPendingRevocation,
    "activeTasksPendingRevocation",
    encodeStreamsGroupCurrentMemberAssignmentValueTaskIds,
  );
  w.array(
    standbyTasksPendingRevocation,
    "standbyTasksPendingRevocation",
    encodeStreamsGroupCurrentMemberAssignmentValueTaskIds,
  );
  w.array(
    warmupTasksPendingRevocation,
    "warmupTasksPendingRevocation",
    encodeStreamsGroupCurrentMemberAssignmentValueTaskIds,
  );
  w.unknownTags(m.unknownTaggedFields);
}

function encodeStreamsGroupCurrentMemberAssignmentValueTaskIds(
  w: Writer,
  m: Init<StreamsGroupCurrentMemberAssignmentValueTaskIds>,
  _v: number,
): void {
  const { subtopologyId = "", partitions = [], assignmentEpochs = [] } = m;
  w.string(subtopologyId, "subtopologyId");
  w.array(partitions, "partitions", writeInt32);
  const tags = new TagWriter(w, m.unknownTaggedFields);
  if (assignmentEpochs?.length !== 0) {
    tags.begin(0);
    w.nullableArray(assignmentEpochs, "assignmentEpochs", writeInt32);
    tags.end();
  }
  tags.close();
}

/** Reads a StreamsGroupCurrentMemberAssignmentValue in version `v`, 0 to 0. */
export function decodeStreamsGroupCurrentMemberAssignmentValue(
  r: Reader,
  v: number,
): StreamsGroupCurrentMemberAssignmentValue {
  r.begin("StreamsGroupCurrentMemberAssignmentValue", v, true);
  const m: StreamsGroupCurrentMemberAssignmentValue = {
    memberEpoch: r.int32("memberEpoch"),
    previousMemberEpoch: r.int32("previousMemberEpoch"),
    state: r.int8("state"),
    activeTasks: r.array("activeTasks", decodeStreamsGroupCurrentMemberAssignmentValueTaskIds),
    standbyTasks: r.array("standbyTasks", decodeStreamsGroupCurrentMemberAssignmentValueTaskIds),
    warmupTasks: r.array("warmupTasks", decodeStreamsGroupCurrentMemberAssignmentValueTaskIds),
    activeTasksPendingRevocation: r.array(
      "activeTasksPendingRevocation",
      decodeStreamsGroupCurrentMemberAssignmentValueTaskIds,
    ),
    standbyTasksPendingRevocation: r.array(
      "standbyTasksPendingRevocation",
      decodeStreamsGroupCurrentMemberAssignmentValueTaskIds,
    ),
    warmupTasksPendingRevocation: r.array(
      "warmupTasksPendingRevocation",
      decodeStreamsGroupCurrentMemberAssignmentValueTaskIds,
    ),
  };
  r.unknownTags(m);
  return m;
}

function decodeStreamsGroupCurrentMemberAssignmentValueTaskIds(
  r: Reader,
  _v: number,
): StreamsGroupCurrentMemberAssignmentValueTaskIds {
  const m: Mutable<StreamsGroupCurrentMemberAssignmentValueTaskIds> = {
    subtopologyId: r.string("subtopologyId"),
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
