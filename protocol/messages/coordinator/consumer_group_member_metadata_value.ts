// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import { readString, writeString } from "../../wire/elements.ts";
import { EMPTY_BYTES } from "../../wire/empty_bytes.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import { TagWriter } from "../../wire/tag_writer.ts";
import type { Mutable, UnknownTaggedField } from "../../wire/tagged_fields.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of ConsumerGroupMemberMetadataValue (record type 5). */
export const consumerGroupMemberMetadataValueVersions: MessageVersions = {
  name: "ConsumerGroupMemberMetadataValue",
  recordType: 5,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
};

/** ConsumerGroupMemberMetadataValue, version 0. */
export interface ConsumerGroupMemberMetadataValue {
  /** The (optional) instance id. */
  readonly instanceId: string | null;
  /** The (optional) rack id. */
  readonly rackId: string | null;
  /** The client id. */
  readonly clientId: string;
  /** The client host. */
  readonly clientHost: string;
  /** The list of subscribed topic names. */
  readonly subscribedTopicNames: readonly string[];
  /** The subscribed topic regular expression. */
  readonly subscribedTopicRegex: string | null;
  /** The rebalance timeout. (default -1) */
  readonly rebalanceTimeoutMs: number;
  /** The server assignor to use; or null if not used. */
  readonly serverAssignor: string | null;
  /** The classic member metadata which includes the supported protocols of the consumer if it uses the classic protocol. The metadata is null if the consumer uses the consumer protocol. (tag 0) */
  readonly classicMemberMetadata: ConsumerGroupMemberMetadataValueClassicMemberMetadata | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The classic member metadata which includes the supported protocols of the consumer if it uses the classic protocol. The metadata is null if the consumer uses the consumer protocol. */
export interface ConsumerGroupMemberMetadataValueClassicMemberMetadata {
  /** The session timeout if the consumer uses the classic protocol. */
  readonly sessionTimeoutMs: number;
  /** The list of protocols that the member supports if the consumer uses the classic protocol. */
  readonly supportedProtocols: readonly ConsumerGroupMemberMetadataValueClassicProtocol[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The list of protocols that the member supports if the consumer uses the classic protocol. */
export interface ConsumerGroupMemberMetadataValueClassicProtocol {
  /** The protocol name. */
  readonly name: string;
  /** The protocol metadata. */
  readonly metadata: Uint8Array;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ConsumerGroupMemberMetadataValue in version `v`, 0 to 0. */
export function encodeConsumerGroupMemberMetadataValue(
  w: Writer,
  m: Init<ConsumerGroupMemberMetadataValue>,
  v: number,
): void {
  w.begin("ConsumerGroupMemberMetadataValue", v, true);
  const {
    instanceId = "",
    rackId = "",
    clientId = "",
    clientHost = "",
    subscribedTopicNames = [],
    subscribedTopicRegex = "",
    rebalanceTimeoutMs = -1,
    serverAssignor = "",
    classicMemberMetadata = {},
  } = m;
  w.nullableString(instanceId, "instanceId");
  w.nullableString(rackId, "rackId");
  w.string(clientId, "clientId");
  w.string(clientHost, "clientHost");
  w.array(subscribedTopicNames, "subscribedTopicNames", writeString);
  w.nullableString(subscribedTopicRegex, "subscribedTopicRegex");
  w.int32(rebalanceTimeoutMs, "rebalanceTimeoutMs");
  w.nullableString(serverAssignor, "serverAssignor");
  const tags = new TagWriter(w, m.unknownTaggedFields);
  if (
    (classicMemberMetadata === null ||
      !isDefaultConsumerGroupMemberMetadataValueClassicMemberMetadata(classicMemberMetadata))
  ) {
    tags.begin(0);
    w.taggedNullableStruct(
      classicMemberMetadata,
      "classicMemberMetadata",
      encodeConsumerGroupMemberMetadataValueClassicMemberMetadata,
    );
    tags.end();
  }
  tags.close();
}

function encodeConsumerGroupMemberMetadataValueClassicMemberMetadata(
  w: Writer,
  m: Init<ConsumerGroupMemberMetadataValueClassicMemberMetadata>,
  _v: number,
): void {
  const { sessionTimeoutMs = 0, supportedProtocols = [] } = m;
  w.int32(sessionTimeoutMs, "sessionTimeoutMs");
  w.array(supportedProtocols, "supportedProtocols", encodeConsumerGroupMemberMetadataValueClassicProtocol);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeConsumerGroupMemberMetadataValueClassicProtocol(
  w: Writer,
  m: Init<ConsumerGroupMemberMetadataValueClassicProtocol>,
  _v: number,
): void {
  const { name = "", metadata = EMPTY_BYTES } = m;
  w.string(name, "name");
  w.bytes(metadata, "metadata");
  w.unknownTags(m.unknownTaggedFields);
}

function isDefaultConsumerGroupMemberMetadataValueClassicMemberMetadata(
  m: Init<ConsumerGroupMemberMetadataValueClassicMemberMetadata>,
): boolean {
  const { sessionTimeoutMs = 0, supportedProtocols = [] } = m;
  return sessionTimeoutMs === 0 && supportedProtocols?.length === 0 && (m.unknownTaggedFields?.length ?? 0) === 0;
}

/** Reads a ConsumerGroupMemberMetadataValue in version `v`, 0 to 0. */
export function decodeConsumerGroupMemberMetadataValue(r: Reader, v: number): ConsumerGroupMemberMetadataValue {
  r.begin("ConsumerGroupMemberMetadataValue", v, true);
  const m: Mutable<ConsumerGroupMemberMetadataValue> = {
    instanceId: r.nullableString("instanceId"),
    rackId: r.nullableString("rackId"),
    clientId: r.string("clientId"),
    clientHost: r.string("clientHost"),
    subscribedTopicNames: r.array("subscribedTopicNames", readString),
    subscribedTopicRegex: r.nullableString("subscribedTopicRegex"),
    rebalanceTimeoutMs: r.int32("rebalanceTimeoutMs"),
    serverAssignor: r.nullableString("serverAssignor"),
    classicMemberMetadata: defaultConsumerGroupMemberMetadataValueClassicMemberMetadata(),
  };
  for (let left = r.tagCount(); left > 0; left--) {
    const outer = r.beginTag();
    if (r.tag === 0) {
      m.classicMemberMetadata = r.taggedNullableStruct(
        "classicMemberMetadata",
        decodeConsumerGroupMemberMetadataValueClassicMemberMetadata,
      );
    } else r.unknownTag(m);
    r.endTag(outer);
  }
  return m;
}

function decodeConsumerGroupMemberMetadataValueClassicMemberMetadata(
  r: Reader,
  _v: number,
): ConsumerGroupMemberMetadataValueClassicMemberMetadata {
  const m: ConsumerGroupMemberMetadataValueClassicMemberMetadata = {
    sessionTimeoutMs: r.int32("sessionTimeoutMs"),
    supportedProtocols: r.array("supportedProtocols", decodeConsumerGroupMemberMetadataValueClassicProtocol),
  };
  r.unknownTags(m);
  return m;
}

function decodeConsumerGroupMemberMetadataValueClassicProtocol(
  r: Reader,
  _v: number,
): ConsumerGroupMemberMetadataValueClassicProtocol {
  const m: ConsumerGroupMemberMetadataValueClassicProtocol = {
    name: r.string("name"),
    metadata: r.bytes("metadata"),
  };
  r.unknownTags(m);
  return m;
}

function defaultConsumerGroupMemberMetadataValueClassicMemberMetadata(): ConsumerGroupMemberMetadataValueClassicMemberMetadata {
  return { sessionTimeoutMs: 0, supportedProtocols: [] };
}
