// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of AlterConfigs (key 33, versions 0 to 2). */
export const AlterConfigs: ClientApi<AlterConfigsRequest, AlterConfigsResponse> = {
  key: 33,
  name: "AlterConfigs",
  minVersion: 0,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 2,
  encodeRequest: encodeAlterConfigsRequest,
  decodeResponse: decodeAlterConfigsResponse,
};

/** The broker's side of AlterConfigs (key 33, versions 0 to 2). */
export const AlterConfigsBroker: BrokerApi<AlterConfigsRequest, AlterConfigsResponse> = {
  key: 33,
  name: "AlterConfigs",
  minVersion: 0,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 2,
  decodeRequest: decodeAlterConfigsRequest,
  encodeResponse: encodeAlterConfigsResponse,
};

/**
 * AlterConfigsRequest, versions 0 to 2.
 *
 * Version 1 is the same as version 0.
 * Version 2 enables flexible versions.
 */
export interface AlterConfigsRequest {
  /** The updates for each resource. */
  readonly resources: readonly AlterConfigsRequestAlterConfigsResource[];
  /** True if we should validate the request, but not change the configurations. */
  readonly validateOnly: boolean;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The updates for each resource. */
export interface AlterConfigsRequestAlterConfigsResource {
  /** The resource type. */
  readonly resourceType: number;
  /** The resource name. */
  readonly resourceName: string;
  /** The configurations. */
  readonly configs: readonly AlterConfigsRequestAlterableConfig[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The configurations. */
export interface AlterConfigsRequestAlterableConfig {
  /** The configuration key name. */
  readonly name: string;
  /** The value to set for the configuration key. */
  readonly value: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a AlterConfigsRequest in version `v`, 0 to 2. */
export function encodeAlterConfigsRequest(w: Writer, m: Init<AlterConfigsRequest>, v: number): void {
  w.begin("AlterConfigsRequest", v, v >= 2);
  const { resources = [], validateOnly = false } = m;
  w.array(resources, "resources", encodeAlterConfigsRequestAlterConfigsResource);
  w.bool(validateOnly, "validateOnly");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAlterConfigsRequestAlterConfigsResource(
  w: Writer,
  m: Init<AlterConfigsRequestAlterConfigsResource>,
  _v: number,
): void {
  const { resourceType = 0, resourceName = "", configs = [] } = m;
  w.int8(resourceType, "resourceType");
  w.string(resourceName, "resourceName");
  w.array(configs, "configs", encodeAlterConfigsRequestAlterableConfig);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAlterConfigsRequestAlterableConfig(
  w: Writer,
  m: Init<AlterConfigsRequestAlterableConfig>,
  _v: number,
): void {
  const { name = "", value = "" } = m;
  w.string(name, "name");
  w.nullableString(value, "value");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a AlterConfigsRequest in version `v`, 0 to 2. */
export function decodeAlterConfigsRequest(r: Reader, v: number): AlterConfigsRequest {
  r.begin("AlterConfigsRequest", v, v >= 2);
  const m: AlterConfigsRequest = {
    resources: r.array("resources", decodeAlterConfigsRequestAlterConfigsResource),
    validateOnly: r.bool("validateOnly"),
  };
  r.unknownTags(m);
  return m;
}

function decodeAlterConfigsRequestAlterConfigsResource(r: Reader, _v: number): AlterConfigsRequestAlterConfigsResource {
  const m: AlterConfigsRequestAlterConfigsResource = {
    resourceType: r.int8("resourceType"),
    resourceName: r.string("resourceName"),
    configs: r.array("configs", decodeAlterConfigsRequestAlterableConfig),
  };
  r.unknownTags(m);
  return m;
}

function decodeAlterConfigsRequestAlterableConfig(r: Reader, _v: number): AlterConfigsRequestAlterableConfig {
  const m: AlterConfigsRequestAlterableConfig = {
    name: r.string("name"),
    value: r.nullableString("value"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * AlterConfigsResponse, versions 0 to 2.
 *
 * Starting in version 1, on quota violation brokers send out responses before throttling.
 * Version 2 enables flexible versions.
 */
export interface AlterConfigsResponse {
  /** Duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The responses for each resource. */
  readonly responses: readonly AlterConfigsResponseAlterConfigsResourceResponse[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The responses for each resource. */
export interface AlterConfigsResponseAlterConfigsResourceResponse {
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

/** Writes a AlterConfigsResponse in version `v`, 0 to 2. */
export function encodeAlterConfigsResponse(w: Writer, m: Init<AlterConfigsResponse>, v: number): void {
  w.begin("AlterConfigsResponse", v, v >= 2);
  const { throttleTimeMs = 0, responses = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.array(responses, "responses", encodeAlterConfigsResponseAlterConfigsResourceResponse);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAlterConfigsResponseAlterConfigsResourceResponse(
  w: Writer,
  m: Init<AlterConfigsResponseAlterConfigsResourceResponse>,
  _v: number,
): void {
  const { errorCode = 0, errorMessage = "", resourceType = 0, resourceName = "" } = m;
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.int8(resourceType, "resourceType");
  w.string(resourceName, "resourceName");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a AlterConfigsResponse in version `v`, 0 to 2. */
export function decodeAlterConfigsResponse(r: Reader, v: number): AlterConfigsResponse {
  r.begin("AlterConfigsResponse", v, v >= 2);
  const m: AlterConfigsResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    responses: r.array("responses", decodeAlterConfigsResponseAlterConfigsResourceResponse),
  };
  r.unknownTags(m);
  return m;
}

function decodeAlterConfigsResponseAlterConfigsResourceResponse(
  r: Reader,
  _v: number,
): AlterConfigsResponseAlterConfigsResourceResponse {
  const m: AlterConfigsResponseAlterConfigsResourceResponse = {
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
    resourceType: r.int8("resourceType"),
    resourceName: r.string("resourceName"),
  };
  r.unknownTags(m);
  return m;
}
