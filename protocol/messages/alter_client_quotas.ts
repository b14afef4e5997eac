// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of AlterClientQuotas (key 49, versions 0 to 1). */
export const AlterClientQuotas: ClientApi<AlterClientQuotasRequest, AlterClientQuotasResponse> = {
  key: 49,
  name: "AlterClientQuotas",
  minVersion: 0,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: 1,
  encodeRequest: encodeAlterClientQuotasRequest,
  decodeResponse: decodeAlterClientQuotasResponse,
};

/** The broker's side of AlterClientQuotas (key 49, versions 0 to 1). */
export const AlterClientQuotasBroker: BrokerApi<AlterClientQuotasRequest, AlterClientQuotasResponse> = {
  key: 49,
  name: "AlterClientQuotas",
  minVersion: 0,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: 1,
  decodeRequest: decodeAlterClientQuotasRequest,
  encodeResponse: encodeAlterClientQuotasResponse,
};

/**
 * AlterClientQuotasRequest, versions 0 to 1.
 *
 * Version 1 enables flexible versions.
 */
export interface AlterClientQuotasRequest {
  /** The quota configuration entries to alter. */
  readonly entries: readonly AlterClientQuotasRequestEntryData[];
  /** Whether the alteration should be validated, but not performed. */
  readonly validateOnly: boolean;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The quota configuration entries to alter. */
export interface AlterClientQuotasRequestEntryData {
  /** The quota entity to alter. */
  readonly entity: readonly AlterClientQuotasRequestEntityData[];
  /** An individual quota configuration entry to alter. */
  readonly ops: readonly AlterClientQuotasRequestOpData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The quota entity to alter. */
export interface AlterClientQuotasRequestEntityData {
  /** The entity type. */
  readonly entityType: string;
  /** The name of the entity, or null if the default. */
  readonly entityName: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** An individual quota configuration entry to alter. */
export interface AlterClientQuotasRequestOpData {
  /** The quota configuration key. */
  readonly key: string;
  /** The value to set, otherwise ignored if the value is to be removed. */
  readonly value: number;
  /** Whether the quota configuration value should be removed, otherwise set. */
  readonly remove: boolean;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a AlterClientQuotasRequest in version `v`, 0 to 1. */
export function encodeAlterClientQuotasRequest(w: Writer, m: Init<AlterClientQuotasRequest>, v: number): void {
  w.begin("AlterClientQuotasRequest", v, v >= 1);
  const { entries = [], validateOnly = false } = m;
  w.array(entries, "entries", encodeAlterClientQuotasRequestEntryData);
  w.bool(validateOnly, "validateOnly");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAlterClientQuotasRequestEntryData(
  w: Writer,
  m: Init<AlterClientQuotasRequestEntryData>,
  _v: number,
): void {
  const { entity = [], ops = [] } = m;
  w.array(entity, "entity", encodeAlterClientQuotasRequestEntityData);
  w.array(ops, "ops", encodeAlterClientQuotasRequestOpData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAlterClientQuotasRequestEntityData(
  w: Writer,
  m: Init<AlterClientQuotasRequestEntityData>,
  _v: number,
): void {
  const { entityType = "", entityName = "" } = m;
  w.string(entityType, "entityType");
  w.nullableString(entityName, "entityName");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAlterClientQuotasRequestOpData(w: Writer, m: Init<AlterClientQuotasRequestOpData>, _v: number): void {
  const { key = "", value = 0, remove = false } = m;
  w.string(key, "key");
  w.float64(value, "value");
  w.bool(remove, "remove");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a AlterClientQuotasRequest in version `v`, 0 to 1. */
export function decodeAlterClientQuotasRequest(r: Reader, v: number): AlterClientQuotasRequest {
  r.begin("AlterClientQuotasRequest", v, v >= 1);
  const m: AlterClientQuotasRequest = {
    entries: r.array("entries", decodeAlterClientQuotasRequestEntryData),
    validateOnly: r.bool("validateOnly"),
  };
  r.unknownTags(m);
  return m;
}

function decodeAlterClientQuotasRequestEntryData(r: Reader, _v: number): AlterClientQuotasRequestEntryData {
  const m: AlterClientQuotasRequestEntryData = {
    entity: r.array("entity", decodeAlterClientQuotasRequestEntityData),
    ops: r.array("ops", decodeAlterClientQuotasRequestOpData),
  };
  r.unknownTags(m);
  return m;
}

function decodeAlterClientQuotasRequestEntityData(r: Reader, _v: number): AlterClientQuotasRequestEntityData {
  const m: AlterClientQuotasRequestEntityData = {
    entityType: r.string("entityType"),
    entityName: r.nullableString("entityName"),
  };
  r.unknownTags(m);
  return m;
}

function decodeAlterClientQuotasRequestOpData(r: Reader, _v: number): AlterClientQuotasRequestOpData {
  const m: AlterClientQuotasRequestOpData = {
    key: r.string("key"),
    value: r.float64("value"),
    remove: r.bool("remove"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * AlterClientQuotasResponse, versions 0 to 1.
 *
 * Version 1 enables flexible versions.
 */
export interface AlterClientQuotasResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The quota configuration entries to alter. */
  readonly entries: readonly AlterClientQuotasResponseEntryData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The quota configuration entries to alter. */
export interface AlterClientQuotasResponseEntryData {
  /** The error code, or `0` if the quota alteration succeeded. */
  readonly errorCode: number;
  /** The error message, or `null` if the quota alteration succeeded. */
  readonly errorMessage: string | null;
  /** The quota entity to alter. */
  readonly entity: readonly AlterClientQuotasResponseEntityData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The quota entity to alter. */
export interface AlterClientQuotasResponseEntityData {
  /** The entity type. */
  readonly entityType: string;
  /** The name of the entity, or null if the default. */
  readonly entityName: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a AlterClientQuotasResponse in version `v`, 0 to 1. */
export function encodeAlterClientQuotasResponse(w: Writer, m: Init<AlterClientQuotasResponse>, v: number): void {
  w.begin("AlterClientQuotasResponse", v, v >= 1);
  const { throttleTimeMs = 0, entries = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.array(entries, "entries", encodeAlterClientQuotasResponseEntryData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAlterClientQuotasResponseEntryData(
  w: Writer,
  m: Init<AlterClientQuotasResponseEntryData>,
  _v: number,
): void {
  const { errorCode = 0, errorMessage = "", entity = [] } = m;
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.array(entity, "entity", encodeAlterClientQuotasResponseEntityData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAlterClientQuotasResponseEntityData(
  w: Writer,
  m: Init<AlterClientQuotasResponseEntityData>,
  _v: number,
): void {
  const { entityType = "", entityName = "" } = m;
  w.string(entityType, "entityType");
  w.nullableString(entityName, "entityName");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a AlterClientQuotasResponse in version `v`, 0 to 1. */
export function decodeAlterClientQuotasResponse(r: Reader, v: number): AlterClientQuotasResponse {
  r.begin("AlterClientQuotasResponse", v, v >= 1);
  const m: AlterClientQuotasResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    entries: r.array("entries", decodeAlterClientQuotasResponseEntryData),
  };
  r.unknownTags(m);
  return m;
}

function decodeAlterClientQuotasResponseEntryData(r: Reader, _v: number): AlterClientQuotasResponseEntryData {
  const m: AlterClientQuotasResponseEntryData = {
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
    entity: r.array("entity", decodeAlterClientQuotasResponseEntityData),
  };
  r.unknownTags(m);
  return m;
}

function decodeAlterClientQuotasResponseEntityData(r: Reader, _v: number): AlterClientQuotasResponseEntityData {
  const m: AlterClientQuotasResponseEntityData = {
    entityType: r.string("entityType"),
    entityName: r.nullableString("entityName"),
  };
  r.unknownTags(m);
  return m;
}
