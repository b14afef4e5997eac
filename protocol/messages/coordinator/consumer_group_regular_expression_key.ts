// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of ConsumerGroupRegularExpressionKey (record type 16). */
export const consumerGroupRegularExpressionKeyVersions: MessageVersions = {
  name: "ConsumerGroupRegularExpressionKey",
  recordType: 16,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
};

/** ConsumerGroupRegularExpressionKey, version 0. */
export interface ConsumerGroupRegularExpressionKey {
  /** The group id. */
  readonly groupId: string;
  /** The regular expression. */
  readonly regularExpression: string;
}

/** Writes a ConsumerGroupRegularExpressionKey in version `v`, 0 to 0. */
export function encodeConsumerGroupRegularExpressionKey(
  w: Writer,
  m: Init<ConsumerGroupRegularExpressionKey>,
  v: number,
): void {
  w.begin("ConsumerGroupRegularExpressionKey", v, false);
  const { groupId = "", regularExpression = "" } = m;
  w.string(groupId, "groupId");
  w.string(regularExpression, "regularExpression");
}

/** Reads a ConsumerGroupRegularExpressionKey in version `v`, 0 to 0. */
export function decodeConsumerGroupRegularExpressionKey(r: Reader, v: number): ConsumerGroupRegularExpressionKey {
  r.begin("ConsumerGroupRegularExpressionKey", v, false);
  return {
    groupId: r.string("groupId"),
    regularExpression: r.string("regularExpression"),
  };
}
