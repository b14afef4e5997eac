// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../wire/api.ts";
import type { MessageVersions } from "../wire/message_versions.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** Versions of DefaultPrincipalData. */
export const defaultPrincipalDataVersions: MessageVersions = {
  name: "DefaultPrincipalData",
  recordType: null,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
};

/**
 * DefaultPrincipalData, version 0.
 *
 * The encoding format for default Kafka principal in
 * org.apache.kafka.common.security.authenticator.DefaultKafkaPrincipalBuilder.
 */
export interface DefaultPrincipalData {
  /** The principal type. */
  readonly type: string;
  /** The principal name. */
  readonly name: string;
  /** Whether the principal was authenticated by a delegation token on the forwarding broker. */
  readonly tokenAuthenticated: boolean;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DefaultPrincipalData in version `v`, 0 to 0. */
export function encodeDefaultPrincipalData(w: Writer, m: Init<DefaultPrincipalData>, v: number): void {
  w.begin("DefaultPrincipalData", v, true);
  const { type = "", name = "", tokenAuthenticated = false } = m;
  w.string(type, "type");
  w.string(name, "name");
  w.bool(tokenAuthenticated, "tokenAuthenticated");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DefaultPrincipalData in version `v`, 0 to 0. */
export function decodeDefaultPrincipalData(r: Reader, v: number): DefaultPrincipalData {
  r.begin("DefaultPrincipalData", v, true);
  const m: DefaultPrincipalData = {
    type: r.string("type"),
    name: r.string("name"),
    tokenAuthenticated: r.bool("tokenAuthenticated"),
  };
  r.unknownTags(m);
  return m;
}
