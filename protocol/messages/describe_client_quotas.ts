// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of DescribeClientQuotas (key 48, versions 0 to 1). */
export const DescribeClientQuotas: ClientApi<DescribeClientQuotasRequest, DescribeClientQuotasResponse> = {
  key: 48,
  name: "DescribeClientQuotas",
  minVersion: 0,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: 1,
  encodeRequest: encodeDescribeClientQuotasRequest,
  decodeResponse: decodeDescribeClientQuotasResponse,
};

/** The broker's side of DescribeClientQuotas (key 48, versions 0 to 1). */
export const DescribeClientQuotasBroker: BrokerApi<DescribeClientQuotasRequest, DescribeClientQuotasResponse> = {
  key: 48,
  name: "DescribeClientQuotas",
  minVersion: 0,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: 1,
  decodeRequest: decodeDescribeClientQuotasRequest,
  encodeResponse: encodeDescribeClientQuotasResponse,
};

/**
 * DescribeClientQuotasRequest, versions 0 to 1.
 *
 * Version 1 enables flexible versions.
 */
export interface DescribeClientQuotasRequest {
  /** Filter components to apply to quota entities. */
  readonly components: readonly DescribeClientQuotasRequestComponentData[];
  /** Whether the match is strict, i.e. should exclude entities with unspecified entity types. */
  readonly strict: boolean;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Filter components to apply to quota entities. */
export interface DescribeClientQuotasRequestComponentData {
  /** The entity type that the filter component applies to. */
  readonly entityType: string;
  /** How to match the entity {0 = exact name, 1 = default name, 2 = any specified name}. */
  readonly matchType: number;
  /** The string to match against, or null if unused for the match type. */
  readonly match: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DescribeClientQuotasRequest in version `v`, 0 to 1. */
export function encodeDescribeClientQuotasRequest(w: Writer, m: Init<DescribeClientQuotasRequest>, v: number): void {
  w.begin("DescribeClientQuotasRequest", v, v >= 1);
  const { components = [], strict = false } = m;
  w.array(components, "components", encodeDescribeClientQuotasRequestComponentData);
  w.bool(strict, "strict");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeClientQuotasRequestComponentData(
  w: Writer,
  m: Init<DescribeClientQuotasRequestComponentData>,
  _v: number,
): void {
  const { entityType = "", matchType = 0, match = "" } = m;
  w.string(entityType, "entityType");
  w.int8(matchType, "matchType");
  w.nullableString(match, "match");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DescribeClientQuotasRequest in version `v`, 0 to 1. */
export function decodeDescribeClientQuotasRequest(r: Reader, v: number): DescribeClientQuotasRequest {
  r.begin("DescribeClientQuotasRequest", v, v >= 1);
  const m: DescribeClientQuotasRequest = {
    components: r.array("components", decodeDescribeClientQuotasRequestComponentData),
    strict: r.bool("strict"),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeClientQuotasRequestComponentData(
  r: Reader,
  _v: number,
): DescribeClientQuotasRequestComponentData {
  const m: DescribeClientQuotasRequestComponentData = {
    entityType: r.string("entityType"),
    matchType: r.int8("matchType"),
    match: r.nullableString("match"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * DescribeClientQuotasResponse, versions 0 to 1.
 *
 * Version 1 enables flexible versions.
 */
export interface DescribeClientQuotasResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The error code, or `0` if the quota description succeeded. */
  readonly errorCode: number;
  /** The error message, or `null` if the quota description succeeded. */
  readonly errorMessage: string | null;
  /** A result entry. */
  readonly entries: readonly DescribeClientQuotasResponseEntryData[] | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** A result entry. */
export interface DescribeClientQuotasResponseEntryData {
  /** The quota entity description. */
  readonly entity: readonly DescribeClientQuotasResponseEntityData[];
  /** The quota values for the entity. */
  readonly values: readonly DescribeClientQuotasResponseValueData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The quota entity description. */
export interface DescribeClientQuotasResponseEntityData {
  /** The entity type. */
  readonly entityType: string;
  /** The entity name, or null if the default. */
  readonly entityName: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The quota values for the entity. */
export interface DescribeClientQuotasResponseValueData {
  /** The quota configuration key. */
  readonly key: string;
  /** The quota configuration value. */
  readonly value: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DescribeClientQuotasResponse in version `v`, 0 to 1. */
export function encodeDescribeClientQuotasResponse(w: Writer, m: Init<DescribeClientQuotasResponse>, v: number): void {
  w.begin("DescribeClientQuotasResponse", v, v >= 1);
  const { throttleTimeMs = 0, errorCode = 0, errorMessage = "", entries = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.nullableArray(entries, "entries", encodeDescribeClientQuotasResponseEntryData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeClientQuotasResponseEntryData(
  w: Writer,
  m: Init<DescribeClientQuotasResponseEntryData>,
  _v: number,
): void {
  const { entity = [], values = [] } = m;
  w.array(entity, "entity", encodeDescribeClientQuotasResponseEntityData);
  w.array(values, "values", encodeDescribeClientQuotasResponseValueData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeClientQuotasResponseEntityData(
  w: Writer,
  m: Init<DescribeClientQuotasResponseEntityData>,
  _v: number,
): void {
  const { entityType = "", entityName = "" } = m;
  w.string(entityType, "entityType");
  w.nullableString(entityName, "entityName");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeClientQuotasResponseValueData(
  w: Writer,
  m: Init<DescribeClientQuotasResponseValueData>,
  _v: number,
): void {
  const { key = "", value = 0 } = m;
  w.string(key, "key");
  w.float64(value, "value");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DescribeClientQuotasResponse in version `v`, 0 to 1. */
export function decodeDescribeClientQuotasResponse(r: Reader, v: number): DescribeClientQuotasResponse {
  r.begin("DescribeClientQuotasResponse", v, v >= 1);
  const m: DescribeClientQuotasResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
    entries: r.nullableArray("entries", decodeDescribeClientQuotasResponseEntryData),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeClientQuotasResponseEntryData(r: Reader, _v: number): DescribeClientQuotasResponseEntryData {
  const m: DescribeClientQuotasResponseEntryData = {
    entity: r.array("entity", decodeDescribeClientQuotasResponseEntityData),
    values: r.array("values", decodeDescribeClientQuotasResponseValueData),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeClientQuotasResponseEntityData(r: Reader, _v: number): DescribeClientQuotasResponseEntityData {
  const m: DescribeClientQuotasResponseEntityData = {
    entityType: r.string("entityType"),
    entityName: r.nullableString("entityName"),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeClientQuotasResponseValueData(r: Reader, _v: number): DescribeClientQuotasResponseValueData {
  const m: DescribeClientQuotasResponseValueData = {
    key: r.string("key"),
    value: r.float64("value"),
  };
  r.unknownTags(m);
  return m;
}
