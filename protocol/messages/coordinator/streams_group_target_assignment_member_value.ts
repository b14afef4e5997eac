// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import { readInt32, writeInt32 } from "../../wire/elements.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { UnknownTaggedField } from "../../wire/tagged_fields.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of StreamsGroupTargetAssignmentMemberValue (record type 21). */
export const streamsGroupTargetAssignmentMemberValueVersions: MessageVersions = {
  name: "StreamsGroupTargetAssignmentMemberValue",
  recordType: 21,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
};

/** StreamsGroupTargetAssignmentMemberValue, version 0. */
export interface StreamsGroupTargetAssignmentMemberValue {
  /** Currently assigned active tasks for this streams client. */
  readonly activeTasks: readonly StreamsGroupTargetAssignmentMemberValueTaskIds[];
  /** Currently assigned standby tasks for this streams client. */
  readonly standbyTasks: readonly StreamsGroupTargetAssignmentMemberValueTaskIds[];
  /** Currently assigned warm-up tasks for this streams client. */
  readonly warmupTasks: readonly StreamsGroupTargetAssignmentMemberValueTaskIds[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Currently assigned active tasks for this streams client. */
export interface StreamsGroupTargetAssignmentMemberValueTaskIds {
  /** The subtopology ID. */
  readonly subtopologyId: string;
  /** The partitions of the input topics processed by this member. */
  readonly partitions: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a StreamsGroupTargetAssignmentMemberValue in version `v`, 0 to 0. */
export function encodeStreamsGroupTargetAssignmentMemberValue(
  w: Writer,
  m: Init<StreamsGroupTargetAssignmentMemberValue>,
  v: number,
): void {
  w.begin("StreamsGroupTargetAssignmentMemberValue", v, true);
  const { activeTasks = [], standbyTasks = [], warmupTasks = [] } = m;
  w.array(activeTasks, "activeTasks", encodeStreamsGroupTargetAssignmentMemberValueTaskIds);
  w.array(standbyTasks, "standbyTasks", encodeStreamsGroupTargetAssignmentMemberValueTaskIds);
  w.array(warmupTasks, "warmupTasks", encodeStreamsGroupTargetAssignmentMemberValueTaskIds);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeStreamsGroupTargetAssignmentMemberValueTaskIds(
  w: Writer,
  m: Init<StreamsGroupTargetAssignmentMemberValueTaskIds>,
  _v: number,
): void {
  const { subtopologyId = "", partitions = [] } = m;
  w.string(subtopologyId, "subtopologyId");
  w.array(partitions, "partitions", writeInt32);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a StreamsGroupTargetAssignmentMemberValue in version `v`, 0 to 0. */
export function decodeStreamsGroupTargetAssignmentMemberValue(
  r: Reader,
  v: number,
): StreamsGroupTargetAssignmentMemberValue {
  r.begin("StreamsGroupTargetAssignmentMemberValue", v, true);
  const m: StreamsGroupTargetAssignmentMemberValue = {
    activeTasks: r.array("activeTasks", decodeStreamsGroupTargetAssignmentMemberValueTaskIds),
    standbyTasks: r.array("standbyTasks", decodeStreamsGroupTargetAssignmentMemberValueTaskIds),
    warmupTasks: r.array("warmupTasks", decodeStreamsGroupTargetAssignmentMemberValueTaskIds),
  };
  r.unknownTags(m);
  return m;
}

function decodeStreamsGroupTargetAssignmentMemberValueTaskIds(
  r: Reader,
  _v: number,
): StreamsGroupTargetAssignmentMemberValueTaskIds {
  const m: StreamsGroupTargetAssignmentMemberValueTaskIds = {
    subtopologyId: r.string("subtopologyId"),
    partitions: r.array("partitions", readInt32),
  };
  r.unknownTags(m);
  return m;
}
