// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import { readString, writeString } from "../../wire/elements.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { UnknownTaggedField } from "../../wire/tagged_fields.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of ConsumerGroupRegularExpressionValue (record type 16). */
export const consumerGroupRegularExpressionValueVersions: MessageVersions = {
  name: "ConsumerGroupRegularExpressionValue",
  recordType: 16,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
};

/** ConsumerGroupRegularExpressionValue, version 0. */
export interface ConsumerGroupRegularExpressionValue {
  /** Topics. */
  readonly topics: readonly string[];
  /** Version. */
  readonly version: bigint;
  /** Timestamp. */
  readonly timestamp: bigint;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ConsumerGroupRegularExpressionValue in version `v`, 0 to 0. */
export function encodeConsumerGroupRegularExpressionValue(
  w: Writer,
  m: Init<ConsumerGroupRegularExpressionValue>,
  v: number,
): void {
  w.begin("ConsumerGroupRegularExpressionValue", v, true);
  const { topics = [], version = 0n, timestamp = 0n } = m;
  w.array(topics, "topics", writeString);
  w.int64(version, "version");
  w.int64(timestamp, "timestamp");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ConsumerGroupRegularExpressionValue in version `v`, 0 to 0. */
export function decodeConsumerGroupRegularExpressionValue(r: Reader, v: number): ConsumerGroupRegularExpressionValue {
  r.begin("ConsumerGroupRegularExpressionValue", v, true);
  const m: ConsumerGroupRegularExpressionValue = {
    topics: r.array("topics", readString),
    version: r.int64("version"),
    timestamp: r.int64("timestamp"),
  };
  r.unknownTags(m);
  return m;
}
