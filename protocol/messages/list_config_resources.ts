// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readInt8, writeInt8 } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of ListConfigResources (key 74, versions 0 to 1). */
export const ListConfigResources: ClientApi<ListConfigResourcesRequest, ListConfigResourcesResponse> = {
  key: 74,
  name: "ListConfigResources",
  minVersion: 0,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: 0,
  encodeRequest: encodeListConfigResourcesRequest,
  decodeResponse: decodeListConfigResourcesResponse,
};

/** The broker's side of ListConfigResources (key 74, versions 0 to 1). */
export const ListConfigResourcesBroker: BrokerApi<ListConfigResourcesRequest, ListConfigResourcesResponse> = {
  key: 74,
  name: "ListConfigResources",
  minVersion: 0,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: 0,
  decodeRequest: decodeListConfigResourcesRequest,
  encodeResponse: encodeListConfigResourcesResponse,
};

/**
 * ListConfigResourcesRequest, versions 0 to 1.
 *
 * Version 0 is used as ListClientMetricsResourcesRequest which only lists client metrics resources.
 * Version 1 adds ResourceTypes field (KIP-1142). If there is no specified ResourceTypes, it should return all configuration resources.
 */
export interface ListConfigResourcesRequest {
  /** The list of resource type. If the list is empty, it uses default supported config resource types. (from version 1) */
  readonly resourceTypes: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ListConfigResourcesRequest in version `v`, 0 to 1. */
export function encodeListConfigResourcesRequest(w: Writer, m: Init<ListConfigResourcesRequest>, v: number): void {
  w.begin("ListConfigResourcesRequest", v, true);
  const { resourceTypes = [] } = m;
  if (v >= 1) w.array(resourceTypes, "resourceTypes", writeInt8);
  else if (resourceTypes?.length !== 0) w.unsupported("resourceTypes");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ListConfigResourcesRequest in version `v`, 0 to 1. */
export function decodeListConfigResourcesRequest(r: Reader, v: number): ListConfigResourcesRequest {
  r.begin("ListConfigResourcesRequest", v, true);
  const m: ListConfigResourcesRequest = {
    resourceTypes: v >= 1 ? r.array("resourceTypes", readInt8) : [],
  };
  r.unknownTags(m);
  return m;
}

/**
 * ListConfigResourcesResponse, versions 0 to 1.
 *
 * Version 0 is used as ListClientMetricsResourcesResponse which returns all client metrics resources.
 * Version 1 adds ResourceType to ConfigResources (KIP-1142).
 */
export interface ListConfigResourcesResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** Each config resource in the response. */
  readonly configResources: readonly ListConfigResourcesResponseConfigResource[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each config resource in the response. */
export interface ListConfigResourcesResponseConfigResource {
  /** The resource name. */
  readonly resourceName: string;
  /** The resource type. (from version 1; left out of others; default 16) */
  readonly resourceType: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ListConfigResourcesResponse in version `v`, 0 to 1. */
export function encodeListConfigResourcesResponse(w: Writer, m: Init<ListConfigResourcesResponse>, v: number): void {
  w.begin("ListConfigResourcesResponse", v, true);
  const { throttleTimeMs = 0, errorCode = 0, configResources = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.array(configResources, "configResources", encodeListConfigResourcesResponseConfigResource);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeListConfigResourcesResponseConfigResource(
  w: Writer,
  m: Init<ListConfigResourcesResponseConfigResource>,
  v: number,
): void {
  const { resourceName = "", resourceType = 16 } = m;
  w.string(resourceName, "resourceName");
  if (v >= 1) w.int8(resourceType, "resourceType");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ListConfigResourcesResponse in version `v`, 0 to 1. */
export function decodeListConfigResourcesResponse(r: Reader, v: number): ListConfigResourcesResponse {
  r.begin("ListConfigResourcesResponse", v, true);
  const m: ListConfigResourcesResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
    configResources: r.array("configResources", decodeListConfigResourcesResponseConfigResource),
  };
  r.unknownTags(m);
  return m;
}

function decodeListConfigResourcesResponseConfigResource(
  r: Reader,
  v: number,
): ListConfigResourcesResponseConfigResource {
  const m: ListConfigResourcesResponseConfigResource = {
    resourceName: r.string("resourceName"),
    resourceType: v >= 1 ? r.int8("resourceType") : 16,
  };
  r.unknownTags(m);
  return m;
}
