// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of IncrementalAlterConfigs (key 44, versions 0 to 1). */
export const IncrementalAlterConfigs: ClientApi<IncrementalAlterConfigsRequest, IncrementalAlterConfigsResponse> = {
  key: 44,
  name: "IncrementalAlterConfigs",
  minVersion: 0,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: 1,
  encodeRequest: encodeIncrementalAlterConfigsRequest,
  decodeResponse: decodeIncrementalAlterConfigsResponse,
};

/** The broker's side of IncrementalAlterConfigs (key 44, versions 0 to 1). */
export const IncrementalAlterConfigsBroker: BrokerApi<IncrementalAlterConfigsRequest, IncrementalAlterConfigsResponse> =
  {
    key: 44,
    name: "IncrementalAlterConfigs",
    minVersion: 0,
    maxVersion: 1,
    latestStableVersion: 1,
    flexibleFrom: 1,
    decodeRequest: decodeIncrementalAlterConfigsRequest,
    encodeResponse: encodeIncrementalAlterConfigsResponse,
  };

/**
 * IncrementalAlterConfigsRequest, versions 0 to 1.
 *
 * Version 1 is the first flexible version.
 */
export interface IncrementalAlterConfigsRequest {
  /** The incremental updates for each resource. */
  readonly resources: readonly IncrementalAlterConfigsRequestAlterConfigsResource[];
  /** True if we should validate the request, but not change the configurations. */
  readonly validateOnly: boolean;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The incremental updates for each resource. */
export interface IncrementalAlterConfigsRequestAlterConfigsResource {
  /** The resource type. */
  readonly resourceType: number;
  /** The resource name. */
  readonly resourceName: string;
  /** The configurations. */
  readonly configs: readonly IncrementalAlterConfigsRequestAlterableConfig[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The configurations. */
export interface IncrementalAlterConfigsRequestAlterableConfig {
  /** The configuration key name. */
  readonly name: string;
  /** The type (Set, Delete, Append, Subtract) of operation. */
  readonly configOperation: number;
  /** The value to set for the configuration key. */
  readonly value: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a IncrementalAlterConfigsRequest in version `v`, 0 to 1. */
export function encodeIncrementalAlterConfigsRequest(
  w: Writer,
  m: Init<IncrementalAlterConfigsRequest>,
  v: number,
): void {
  w.begin("IncrementalAlterConfigsRequest", v, v >= 1);
  const { resources = [], validateOnly = false } = m;
  w.array(resources, "resources", encodeIncrementalAlterConfigsRequestAlterConfigsResource);
  w.bool(validateOnly, "validateOnly");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeIncrementalAlterConfigsRequestAlterConfigsResource(
  w: Writer,
  m: Init<IncrementalAlterConfigsRequestAlterConfigsResource>,
  _v: number,
): void {
  const { resourceType = 0, resourceName = "", configs = [] } = m;
  w.int8(resourceType, "resourceType");
  w.string(resourceName, "resourceName");
  w.array(configs, "configs", encodeIncrementalAlterConfigsRequestAlterableConfig);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeIncrementalAlterConfigsRequestAlterableConfig(
  w: Writer,
  m: Init<IncrementalAlterConfigsRequestAlterableConfig>,
  _v: number,
): void {
  const { name = "", configOperation = 0, value = "" } = m;
  w.string(name, "name");
  w.int8(configOperation, "configOperation");
  w.nullableString(value, "value");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a IncrementalAlterConfigsRequest in version `v`, 0 to 1. */
export function decodeIncrementalAlterConfigsRequest(r: Reader, v: number): IncrementalAlterConfigsRequest {
  r.begin("IncrementalAlterConfigsRequest", v, v >= 1);
  const m: IncrementalAlterConfigsRequest = {
    resources: r.array("resources", decodeIncrementalAlterConfigsRequestAlterConfigsResource),
    validateOnly: r.bool("validateOnly"),
  };
  r.unknownTags(m);
  return m;
}

function decodeIncrementalAlterConfigsRequestAlterConfigsResource(
  r: Reader,
  _v: number,
): IncrementalAlterConfigsRequestAlterConfigsResource {
  const m: IncrementalAlterConfigsRequestAlterConfigsResource = {
    resourceType: r.int8("resourceType"),
    resourceName: r.string("resourceName"),
    configs: r.array("configs", decodeIncrementalAlterConfigsRequestAlterableConfig),
  };
  r.unknownTags(m);
  return m;
}

function decodeIncrementalAlterConfigsRequestAlterableConfig(
  r: Reader,
  _v: number,
): IncrementalAlterConfigsRequestAlterableConfig {
  const m: IncrementalAlterConfigsRequestAlterableConfig = {
    name: r.string("name"),
    configOperation: r.int8("configOperation"),
    value: r.nullableString("value"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * IncrementalAlterConfigsResponse, versions 0 to 1.
 *
 * Version 1 is the first flexible version.
 */
export interface IncrementalAlterConfigsResponse {
  /** Duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The responses for each resource. */
  readonly responses: readonly IncrementalAlterConfigsResponseAlterConfigsResourceResponse[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The responses for each resource. */
export interface IncrementalAlterConfigsResponseAlterConfigsResourceResponse {
  /** The resource error code. */
  readonly errorCode: number;
  /** The resource error message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** The resource type. */
  readonly resourceType: number;
  /** The resource name. */
  readonly resourceName: string;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a IncrementalAlterConfigsResponse in version `v`, 0 to 1. */
export function encodeIncrementalAlterConfigsResponse(
  w: Writer,
  m: Init<IncrementalAlterConfigsResponse>,
  v: number,
): void {
  w.begin("IncrementalAlterConfigsResponse", v, v >= 1);
  const { throttleTimeMs = 0, responses = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.array(responses, "responses", encodeIncrementalAlterConfigsResponseAlterConfigsResourceResponse);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeIncrementalAlterConfigsResponseAlterConfigsResourceResponse(
  w: Writer,
  m: Init<IncrementalAlterConfigsResponseAlterConfigsResourceResponse>,
  _v: number,
): void {
  const { errorCode = 0, errorMessage = "", resourceType = 0, resourceName = "" } = m;
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.int8(resourceType, "resourceType");
  w.string(resourceName, "resourceName");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a IncrementalAlterConfigsResponse in version `v`, 0 to 1. */
export function decodeIncrementalAlterConfigsResponse(r: Reader, v: number): IncrementalAlterConfigsResponse {
  r.begin("IncrementalAlterConfigsResponse", v, v >= 1);
  const m: IncrementalAlterConfigsResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    responses: r.array("responses", decodeIncrementalAlterConfigsResponseAlterConfigsResourceResponse),
  };
  r.unknownTags(m);
  return m;
}

function decodeIncrementalAlterConfigsResponseAlterConfigsResourceResponse(
  r: Reader,
  _v: number,
): IncrementalAlterConfigsResponseAlterConfigsResourceResponse {
  const m: IncrementalAlterConfigsResponseAlterConfigsResourceResponse = {
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
    resourceType: r.int8("resourceType"),
    resourceName: r.string("resourceName"),
  };
  r.unknownTags(m);
  return m;
}
