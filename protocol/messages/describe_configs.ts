// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readString, writeString } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of DescribeConfigs (key 32, versions 0 to 4). */
export const DescribeConfigs: ClientApi<DescribeConfigsRequest, DescribeConfigsResponse> = {
  key: 32,
  name: "DescribeConfigs",
  minVersion: 0,
  maxVersion: 4,
  latestStableVersion: 4,
  flexibleFrom: 4,
  encodeRequest: encodeDescribeConfigsRequest,
  decodeResponse: decodeDescribeConfigsResponse,
};

/** The broker's side of DescribeConfigs (key 32, versions 0 to 4). */
export const DescribeConfigsBroker: BrokerApi<DescribeConfigsRequest, DescribeConfigsResponse> = {
  key: 32,
  name: "DescribeConfigs",
  minVersion: 0,
  maxVersion: 4,
  latestStableVersion: 4,
  flexibleFrom: 4,
  decodeRequest: decodeDescribeConfigsRequest,
  encodeResponse: encodeDescribeConfigsResponse,
};

/**
 * DescribeConfigsRequest, versions 0 to 4.
 *
 * Version 0 was removed in Apache Kafka 4.0, Version 1 is the new baseline.
 * Version 1 adds IncludeSynonyms and removes IsDefault.
 * Version 2 is the same as version 1.
 * Version 4 enables flexible versions.
 */
export interface DescribeConfigsRequest {
  /** The resources whose configurations we want to describe. */
  readonly resources: readonly DescribeConfigsRequestDescribeConfigsResource[];
  /** True if we should include all synonyms. (from version 1) */
  readonly includeSynonyms: boolean;
  /** True if we should include configuration documentation. (from version 3) */
  readonly includeDocumentation: boolean;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The resources whose configurations we want to describe. */
export interface DescribeConfigsRequestDescribeConfigsResource {
  /** The resource type. */
  readonly resourceType: number;
  /** The resource name. */
  readonly resourceName: string;
  /** The configuration keys to list, or null to list all configuration keys. */
  readonly configurationKeys: readonly string[] | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DescribeConfigsRequest in version `v`, 0 to 4. */
export function encodeDescribeConfigsRequest(w: Writer, m: Init<DescribeConfigsRequest>, v: number): void {
  w.begin("DescribeConfigsRequest", v, v >= 4);
  const { resources = [], includeSynonyms = false, includeDocumentation = false } = m;
  w.array(resources, "resources", encodeDescribeConfigsRequestDescribeConfigsResource);
  if (v >= 1) w.bool(includeSynonyms, "includeSynonyms");
  else if (includeSynonyms !== false) w.unsupported("includeSynonyms");
  if (v >= 3) w.bool(includeDocumentation, "includeDocumentation");
  else if (includeDocumentation !== false) w.unsupported("includeDocumentation");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeConfigsRequestDescribeConfigsResource(
  w: Writer,
  m: Init<DescribeConfigsRequestDescribeConfigsResource>,
  _v: number,
): void {
  const { resourceType = 0, resourceName = "", configurationKeys = [] } = m;
  w.int8(resourceType, "resourceType");
  w.string(resourceName, "resourceName");
  w.nullableArray(configurationKeys, "configurationKeys", writeString);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DescribeConfigsRequest in version `v`, 0 to 4. */
export function decodeDescribeConfigsRequest(r: Reader, v: number): DescribeConfigsRequest {
  r.begin("DescribeConfigsRequest", v, v >= 4);
  const m: DescribeConfigsRequest = {
    resources: r.array("resources", decodeDescribeConfigsRequestDescribeConfigsResource),
    includeSynonyms: v >= 1 ? r.bool("includeSynonyms") : false,
    includeDocumentation: v >= 3 ? r.bool("includeDocumentation") : false,
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeConfigsRequestDescribeConfigsResource(
  r: Reader,
  _v: number,
): DescribeConfigsRequestDescribeConfigsResource {
  const m: DescribeConfigsRequestDescribeConfigsResource = {
    resourceType: r.int8("resourceType"),
    resourceName: r.string("resourceName"),
    configurationKeys: r.nullableArray("configurationKeys", readString),
  };
  r.unknownTags(m);
  return m;
}

/**
 * DescribeConfigsResponse, versions 0 to 4.
 *
 * Version 0 was removed in Apache Kafka 4.0, Version 1 is the new baseline.
 * Version 1 adds ConfigSource and the synonyms.
 * Starting in version 2, on quota violation, brokers send out responses before throttling.
 * Version 4 enables flexible versions.
 */
export interface DescribeConfigsResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The results for each resource. */
  readonly results: readonly DescribeConfigsResponseDescribeConfigsResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The results for each resource. */
export interface DescribeConfigsResponseDescribeConfigsResult {
  /** The error code, or 0 if we were able to successfully describe the configurations. */
  readonly errorCode: number;
  /** The error message, or null if we were able to successfully describe the configurations. */
  readonly errorMessage: string | null;
  /** The resource type. */
  readonly resourceType: number;
  /** The resource name. */
  readonly resourceName: string;
  /** Each listed configuration. */
  readonly configs: readonly DescribeConfigsResponseDescribeConfigsResourceResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each listed configuration. */
export interface DescribeConfigsResponseDescribeConfigsResourceResult {
  /** The configuration name. */
  readonly name: string;
  /** The configuration value. */
  readonly value: string | null;
  /** True if the configuration is read-only. */
  readonly readOnly: boolean;
  /** The configuration source. (from version 1; left out of others; default -1) */
  readonly configSource: number;
  /** True if the configuration is not set. (version 0) */
  readonly isDefault: boolean;
  /** True if this configuration is sensitive. */
  readonly isSensitive: boolean;
  /** The synonyms for this configuration key. (from version 1; left out of others) */
  readonly synonyms: readonly DescribeConfigsResponseDescribeConfigsSynonym[];
  /** The configuration data type. Type can be one of the following values - BOOLEAN, STRING, INT, SHORT, LONG, DOUBLE, LIST, CLASS, PASSWORD. (from version 3; left out of others) */
  readonly configType: number;
  /** The configuration documentation. (from version 3; left out of others) */
  readonly documentation: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The synonyms for this configuration key. */
export interface DescribeConfigsResponseDescribeConfigsSynonym {
  /** The synonym name. */
  readonly name: string;
  /** The synonym value. */
  readonly value: string | null;
  /** The synonym source. */
  readonly source: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DescribeConfigsResponse in version `v`, 0 to 4. */
export function encodeDescribeConfigsResponse(w: Writer, m: Init<DescribeConfigsResponse>, v: number): void {
  w.begin("DescribeConfigsResponse", v, v >= 4);
  const { throttleTimeMs = 0, results = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.array(results, "results", encodeDescribeConfigsResponseDescribeConfigsResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeConfigsResponseDescribeConfigsResult(
  w: Writer,
  m: Init<DescribeConfigsResponseDescribeConfigsResult>,
  _v: number,
): void {
  const { errorCode = 0, errorMessage = "", resourceType = 0, resourceName = "", configs = [] } = m;
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.int8(resourceType, "resourceType");
  w.string(resourceName, "resourceName");
  w.array(configs, "configs", encodeDescribeConfigsResponseDescribeConfigsResourceResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeConfigsResponseDescribeConfigsResourceResult(
  w: Writer,
  m: Init<DescribeConfigsResponseDescribeConfigsResourceResult>,
  v: number,
): void {
  const {
    name = "",
    value = "",
    readOnly = false,
    configSource = -1,
    isDefault = false,
    isSensitive = false,
    synonyms = [],
    configType = 0,
    documentation = "",
  } = m;
  w.string(name, "name");
  w.nullableString(value, "value");
  w.bool(readOnly, "readOnly");
  if (v >= 1) w.int8(configSource, "configSource");
  if (v === 0) w.bool(isDefault, "isDefault");
  else if (isDefault !== false) w.unsupported("isDefault");
  w.bool(isSensitive, "isSensitive");
  if (v >= 1) w.array(synonyms, "synonyms", encodeDescribeConfigsResponseDescribeConfigsSynonym);
  if (v >= 3) w.int8(configType, "configType");
  if (v >= 3) w.nullableString(documentation, "documentation");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeConfigsResponseDescribeConfigsSynonym(
  w: Writer,
  m: Init<DescribeConfigsResponseDescribeConfigsSynonym>,
  _v: number,
): void {
  const { name = "", value = "", source = 0 } = m;
  w.string(name, "name");
  w.nullableString(value, "value");
  w.int8(source, "source");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DescribeConfigsResponse in version `v`, 0 to 4. */
export function decodeDescribeConfigsResponse(r: Reader, v: number): DescribeConfigsResponse {
  r.begin("DescribeConfigsResponse", v, v >= 4);
  const m: DescribeConfigsResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    results: r.array("results", decodeDescribeConfigsResponseDescribeConfigsResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeConfigsResponseDescribeConfigsResult(
  r: Reader,
  _v: number,
): DescribeConfigsResponseDescribeConfigsResult {
  const m: DescribeConfigsResponseDescribeConfigsResult = {
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
    resourceType: r.int8("resourceType"),
    resourceName: r.string("resourceName"),
    configs: r.array("configs", decodeDescribeConfigsResponseDescribeConfigsResourceResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeConfigsResponseDescribeConfigsResourceResult(
  r: Reader,
  v: number,
): DescribeConfigsResponseDescribeConfigsResourceResult {
  const m: DescribeConfigsResponseDescribeConfigsResourceResult = {
    name: r.string("name"),
    value: r.nullableString("value"),
    readOnly: r.bool("readOnly"),
    configSource: v >= 1 ? r.int8("configSource") : -1,
    isDefault: v === 0 ? r.bool("isDefault") : false,
    isSensitive: r.bool("isSensitive"),
    synonyms: v >= 1 ? r.array("synonyms", decodeDescribeConfigsResponseDescribeConfigsSynonym) : [],
    configType: v >= 3 ? r.int8("configType") : 0,
    documentation: v >= 3 ? r.nullableString("documentation") : "",
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeConfigsResponseDescribeConfigsSynonym(
  r: Reader,
  _v: number,
): DescribeConfigsResponseDescribeConfigsSynonym {
  const m: DescribeConfigsResponseDescribeConfigsSynonym = {
    name: r.string("name"),
    value: r.nullableString("value"),
    source: r.int8("source"),
  };
  r.unknownTags(m);
  return m;
}
