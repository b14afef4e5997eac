// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import { TagWriter } from "../../wire/tag_writer.ts";
import type { Mutable, UnknownTaggedField } from "../../wire/tagged_fields.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of StreamsGroupMetadataValue (record type 17). */
export const streamsGroupMetadataValueVersions: MessageVersions = {
  name: "StreamsGroupMetadataValue",
  recordType: 17,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
};

/** StreamsGroupMetadataValue, version 0. */
export interface StreamsGroupMetadataValue {
  /** The group epoch. */
  readonly epoch: number;
  /** The hash of all topics in the group. */
  readonly metadataHash: bigint;
  /** The topology epoch whose topics are validated to be present in a valid configuration in the metadata. (tag 0; default -1) */
  readonly validatedTopologyEpoch: number;
  /** The last used configuration parameters as key-value pairs. (tag 1) */
  readonly lastAssignmentConfigs: readonly StreamsGroupMetadataValueLastAssignmentConfig[] | null;
  /** The topology epoch the plugin holds, or -1 if none. -2 (uncertain) marks an interrupted plugin operation: it solicits a push like -1 and is delete-eligible like a stored epoch. (tag 2; default -1) */
  readonly storedDescriptionTopologyEpoch: number;
  /** The topology epoch whose description push the plugin permanently rejected (signalled by StreamsTopologyDescriptionPermanentFailureException), or -1 if none. Heartbeat-path solicitation is suppressed while this equals the current topology epoch, to avoid hot-looping. (tag 3; default -1) */
  readonly failedDescriptionTopologyEpoch: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The last used configuration parameters as key-value pairs. */
export interface StreamsGroupMetadataValueLastAssignmentConfig {
  /** Key of the config. */
  readonly key: string;
  /** Value of the config. */
  readonly value: string;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a StreamsGroupMetadataValue in version `v`, 0 to 0. */
export function encodeStreamsGroupMetadataValue(w: Writer, m: Init<StreamsGroupMetadataValue>, v: number): void {
  w.begin("StreamsGroupMetadataValue", v, true);
  const {
    epoch = 0,
    metadataHash = 0n,
    validatedTopologyEpoch = -1,
    lastAssignmentConfigs = [],
    storedDescriptionTopologyEpoch = -1,
    failedDescriptionTopologyEpoch = -1,
  } = m;
  w.int32(epoch, "epoch");
  w.int64(metadataHash, "metadataHash");
  const tags = new TagWriter(w, m.unknownTaggedFields);
  if (validatedTopologyEpoch !== -1) {
    tags.begin(0);
    w.int32(validatedTopologyEpoch, "validatedTopologyEpoch");
    tags.end();
  }
  if (lastAssignmentConfigs?.length !== 0) {
    tags.begin(1);
    w.nullableArray(
      lastAssignmentConfigs,
      "lastAssignmentConfigs",
      encodeStreamsGroupMetadataValueLastAssignmentConfig,
    );
    tags.end();
  }
  if (storedDescriptionTopologyEpoch !== -1) {
    tags.begin(2);
    w.int32(storedDescriptionTopologyEpoch, "storedDescriptionTopologyEpoch");
    tags.end();
  }
  if (failedDescriptionTopologyEpoch !== -1) {
    tags.begin(3);
    w.int32(failedDescriptionTopologyEpoch, "failedDescriptionTopologyEpoch");
    tags.end();
  }
  tags.close();
}

function encodeStreamsGroupMetadataValueLastAssignmentConfig(
  w: Writer,
  m: Init<StreamsGroupMetadataValueLastAssignmentConfig>,
  _v: number,
): void {
  const { key = "", value = "" } = m;
  w.string(key, "key");
  w.string(value, "value");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a StreamsGroupMetadataValue in version `v`, 0 to 0. */
export function decodeStreamsGroupMetadataValue(r: Reader, v: number): StreamsGroupMetadataValue {
  r.begin("StreamsGroupMetadataValue", v, true);
  const m: Mutable<StreamsGroupMetadataValue> = {
    epoch: r.int32("epoch"),
    metadataHash: r.int64("metadataHash"),
    validatedTopologyEpoch: -1,
    lastAssignmentConfigs: [],
    storedDescriptionTopologyEpoch: -1,
    failedDescriptionTopologyEpoch: -1,
  };
  for (let left = r.tagCount(); left > 0; left--) {
    const outer = r.beginTag();
    if (r.tag === 0) m.validatedTopologyEpoch = r.int32("validatedTopologyEpoch");
    else if (r.tag === 1) {
      m.lastAssignmentConfigs = r.nullableArray(
        "lastAssignmentConfigs",
        decodeStreamsGroupMetadataValueLastAssignmentConfig,
      );
    } else if (r.tag === 2) m.storedDescriptionTopologyEpoch = r.int32("storedDescriptionTopologyEpoch");
    else if (r.tag === 3) m.failedDescriptionTopologyEpoch = r.int32("failedDescriptionTopologyEpoch");
    else r.unknownTag(m);
    r.endTag(outer);
  }
  return m;
}

function decodeStreamsGroupMetadataValueLastAssignmentConfig(
  r: Reader,
  _v: number,
): StreamsGroupMetadataValueLastAssignmentConfig {
  const m: StreamsGroupMetadataValueLastAssignmentConfig = {
    key: r.string("key"),
    value: r.string("value"),
  };
  r.unknownTags(m);
  return m;
}
