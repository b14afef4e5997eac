// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import { readString, writeString } from "../../wire/elements.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { UnknownTaggedField } from "../../wire/tagged_fields.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of ShareGroupMemberMetadataValue (record type 10). */
export const shareGroupMemberMetadataValueVersions: MessageVersions = {
  name: "ShareGroupMemberMetadataValue",
  recordType: 10,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
};

/** ShareGroupMemberMetadataValue, version 0. */
export interface ShareGroupMemberMetadataValue {
  /** The (optional) rack id. */
  readonly rackId: string | null;
  /** The client id. */
  readonly clientId: string;
  /** The client host. */
  readonly clientHost: string;
  /** The list of subscribed topic names. */
  readonly subscribedTopicNames: readonly string[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ShareGroupMemberMetadataValue in version `v`, 0 to 0. */
export function encodeShareGroupMemberMetadataValue(
  w: Writer,
  m: Init<ShareGroupMemberMetadataValue>,
  v: number,
): void {
  w.begin("ShareGroupMemberMetadataValue", v, true);
  const { rackId = "", clientId = "", clientHost = "", subscribedTopicNames = [] } = m;
  w.nullableString(rackId, "rackId");
  w.string(clientId, "clientId");
  w.string(clientHost, "clientHost");
  w.array(subscribedTopicNames, "subscribedTopicNames", writeString);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ShareGroupMemberMetadataValue in version `v`, 0 to 0. */
export function decodeShareGroupMemberMetadataValue(r: Reader, v: number): ShareGroupMemberMetadataValue {
  r.begin("ShareGroupMemberMetadataValue", v, true);
  const m: ShareGroupMemberMetadataValue = {
    rackId: r.nullableString("rackId"),
    clientId: r.string("clientId"),
    clientHost: r.string("clientHost"),
    subscribedTopicNames: r.array("subscribedTopicNames", readString),
  };
  r.unknownTags(m);
  return m;
}
