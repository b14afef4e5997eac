// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import { TagWriter } from "../wire/tag_writer.ts";
import type { Mutable, UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of ApiVersions (key 18, versions 0 to 5). */
export const ApiVersions: ClientApi<ApiVersionsRequest, ApiVersionsResponse> = {
  key: 18,
  name: "ApiVersions",
  minVersion: 0,
  maxVersion: 5,
  latestStableVersion: 5,
  flexibleFrom: 3,
  encodeRequest: encodeApiVersionsRequest,
  decodeResponse: decodeApiVersionsResponse,
};

/** The broker's side of ApiVersions (key 18, versions 0 to 5). */
export const ApiVersionsBroker: BrokerApi<ApiVersionsRequest, ApiVersionsResponse> = {
  key: 18,
  name: "ApiVersions",
  minVersion: 0,
  maxVersion: 5,
  latestStableVersion: 5,
  flexibleFrom: 3,
  decodeRequest: decodeApiVersionsRequest,
  encodeResponse: encodeApiVersionsResponse,
};

/**
 * ApiVersionsRequest, versions 0 to 5.
 *
 * Versions 0 through 2 of ApiVersionsRequest are the same.
 * Version 3 is the first flexible version and adds ClientSoftwareName and ClientSoftwareVersion.
 * Version 4 fixes KAFKA-17011, which blocked SupportedFeatures.MinVersion in the response from being 0.
 * Version 5 introduces ClusterId and NodeId checking and REBOOTSTRAP_REQUIRED error (KIP-1242).
 */
export interface ApiVersionsRequest {
  /** The name of the client. (from version 3; left out of others) */
  readonly clientSoftwareName: string;
  /** The version of the client. (from version 3; left out of others) */
  readonly clientSoftwareVersion: string;
  /** The cluster ID the client intends to connect to. Provide both ClusterId and NodeId, if known. (from version 5; left out of others) */
  readonly clusterId: string | null;
  /** The node ID the client intends to connect to. Provide both ClusterId and NodeId, if known. (from version 5; left out of others; default -1) */
  readonly nodeId: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ApiVersionsRequest in version `v`, 0 to 5. */
export function encodeApiVersionsRequest(w: Writer, m: Init<ApiVersionsRequest>, v: number): void {
  w.begin("ApiVersionsRequest", v, v >= 3);
  const { clientSoftwareName = "", clientSoftwareVersion = "", clusterId = null, nodeId = -1 } = m;
  if (v >= 3) w.string(clientSoftwareName, "clientSoftwareName");
  if (v >= 3) w.string(clientSoftwareVersion, "clientSoftwareVersion");
  if (v >= 5) w.nullableString(clusterId, "clusterId");
  if (v >= 5) w.int32(nodeId, "nodeId");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ApiVersionsRequest in version `v`, 0 to 5. */
export function decodeApiVersionsRequest(r: Reader, v: number): ApiVersionsRequest {
  r.begin("ApiVersionsRequest", v, v >= 3);
  const m: ApiVersionsRequest = {
    clientSoftwareName: v >= 3 ? r.string("clientSoftwareName") : "",
    clientSoftwareVersion: v >= 3 ? r.string("clientSoftwareVersion") : "",
    clusterId: v >= 5 ? r.nullableString("clusterId") : null,
    nodeId: v >= 5 ? r.int32("nodeId") : -1,
  };
  r.unknownTags(m);
  return m;
}

/**
 * ApiVersionsResponse, versions 0 to 5.
 *
 * Version 1 adds throttle time to the response.
 * Starting in version 2, on quota violation, brokers send out responses before throttling.
 * Version 3 is the first flexible version. Tagged fields are only supported in the body but
 * not in the header. The length of the header must not change in order to guarantee the
 * backward compatibility.
 * Starting from Apache Kafka 2.4 (KIP-511), ApiKeys field is populated with the supported
 * versions of the ApiVersionsRequest when an UNSUPPORTED_VERSION error is returned.
 * Version 4 fixes KAFKA-17011, which blocked SupportedFeatures.MinVersion from being 0.
 * Version 5 introduces ClusterId and NodeId checking and REBOOTSTRAP_REQUIRED error (KIP-1242).
 */
export interface ApiVersionsResponse {
  /** The top-level error code. */
  readonly errorCode: number;
  /** The APIs supported by the broker. */
  readonly apiKeys: readonly ApiVersionsResponseApiVersion[];
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. (from version 1; left out of others) */
  readonly throttleTimeMs: number;
  /** Features supported by the broker. Note: in v0-v3, features with MinSupportedVersion = 0 are omitted. (from version 3; left out of others; tag 0) */
  readonly supportedFeatures: readonly ApiVersionsResponseSupportedFeatureKey[];
  /** The monotonically increasing epoch for the finalized features information. Valid values are >= 0. A value of -1 is special and represents unknown epoch. (from version 3; left out of others; tag 1; default -1n) */
  readonly finalizedFeaturesEpoch: bigint;
  /** List of cluster-wide finalized features. The information is valid only if FinalizedFeaturesEpoch >= 0. (from version 3; left out of others; tag 2) */
  readonly finalizedFeatures: readonly ApiVersionsResponseFinalizedFeatureKey[];
  /** Set by a KRaft controller if the required configurations for ZK migration are present. (from version 3; left out of others; tag 3) */
  readonly zkMigrationReady: boolean;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The APIs supported by the broker. */
export interface ApiVersionsResponseApiVersion {
  /** The API index. */
  readonly apiKey: number;
  /** The minimum supported version, inclusive. */
  readonly minVersion: number;
  /** The maximum supported version, inclusive. */
  readonly maxVersion: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Features supported by the broker. Note: in v0-v3, features with MinSupportedVersion = 0 are omitted. */
export interface ApiVersionsResponseSupportedFeatureKey {
  /** The name of the feature. */
  readonly name: string;
  /** The minimum supported version for the feature. */
  readonly minVersion: number;
  /** The maximum supported version for the feature. */
  readonly maxVersion: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** List of cluster-wide finalized features. The information is valid only if FinalizedFeaturesEpoch >= 0. */
export interface ApiVersionsResponseFinalizedFeatureKey {
  /** The name of the feature. */
  readonly name: string;
  /** The cluster-wide finalized max version level for the feature. */
  readonly maxVersionLevel: number;
  /** The cluster-wide finalized min version level for the feature. */
  readonly minVersionLevel: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ApiVersionsResponse in version `v`, 0 to 5. */
export function encodeApiVersionsResponse(w: Writer, m: Init<ApiVersionsResponse>, v: number): void {
  w.begin("ApiVersionsResponse", v, v >= 3);
  const {
    errorCode = 0,
    apiKeys = [],
    throttleTimeMs = 0,
    supportedFeatures = [],
    finalizedFeaturesEpoch = -1n,
    finalizedFeatures = [],
    zkMigrationReady = false,
  } = m;
  w.int16(errorCode, "errorCode");
  w.array(apiKeys, "apiKeys", encodeApiVersionsResponseApiVersion);
  if (v >= 1) w.int32(throttleTimeMs, "throttleTimeMs");
  if (v >= 3) {
    const tags = new TagWriter(w, m.unknownTaggedFields);
    if (supportedFeatures?.length !== 0) {
      tags.begin(0);
      w.array(supportedFeatures, "supportedFeatures", encodeApiVersionsResponseSupportedFeatureKey);
      tags.end();
    }
    if (finalizedFeaturesEpoch !== -1n) {
      tags.begin(1);
      w.int64(finalizedFeaturesEpoch, "finalizedFeaturesEpoch");
      tags.end();
    }
    if (finalizedFeatures?.length !== 0) {
      tags.begin(2);
      w.array(finalizedFeatures, "finalizedFeatures", encodeApiVersionsResponseFinalizedFeatureKey);
      tags.end();
    }
    if (zkMigrationReady !== false) {
      tags.begin(3);
      w.bool(zkMigrationReady, "zkMigrationReady");
      tags.end();
    }
    tags.close();
  } else w.unknownTags(m.unknownTaggedFields);
}

function encodeApiVersionsResponseApiVersion(w: Writer, m: Init<ApiVersionsResponseApiVersion>, _v: number): void {
  const { apiKey = 0, minVersion = 0, maxVersion = 0 } = m;
  w.int16(apiKey, "apiKey");
  w.int16(minVersion, "minVersion");
  w.int16(maxVersion, "maxVersion");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeApiVersionsResponseSupportedFeatureKey(
  w: Writer,
  m: Init<ApiVersionsResponseSupportedFeatureKey>,
  _v: number,
): void {
  const { name = "", minVersion = 0, maxVersion = 0 } = m;
  w.string(name, "name");
  w.int16(minVersion, "minVersion");
  w.int16(maxVersion, "maxVersion");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeApiVersionsResponseFinalizedFeatureKey(
  w: Writer,
  m: Init<ApiVersionsResponseFinalizedFeatureKey>,
  _v: number,
): void {
  const { name = "", maxVersionLevel = 0, minVersionLevel = 0 } = m;
  w.string(name, "name");
  w.int16(maxVersionLevel, "maxVersionLevel");
  w.int16(minVersionLevel, "minVersionLevel");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ApiVersionsResponse in version `v`, 0 to 5. */
export function decodeApiVersionsResponse(r: Reader, v: number): ApiVersionsResponse {
  r.begin("ApiVersionsResponse", v, v >= 3);
  const m: Mutable<ApiVersionsResponse> = {
    errorCode: r.int16("errorCode"),
    apiKeys: r.array("apiKeys", decodeApiVersionsResponseApiVersion),
    throttleTimeMs: v >= 1 ? r.int32("throttleTimeMs") : 0,
    supportedFeatures: [],
    finalizedFeaturesEpoch: -1n,
    finalizedFeatures: [],
    zkMigrationReady: false,
  };
  if (v >= 3) {
    for (let left = r.tagCount(); left > 0; left--) {
      const outer = r.beginTag();
      if (r.tag === 0) m.supportedFeatures = r.array("supportedFeatures", decodeApiVersionsResponseSupportedFeatureKey);
      else if (r.tag === 1) m.finalizedFeaturesEpoch = r.int64("finalizedFeaturesEpoch");
      else if (r.tag === 2) {
        m.finalizedFeatures = r.array("finalizedFeatures", decodeApiVersionsResponseFinalizedFeatureKey);
      } else if (r.tag === 3) m.zkMigrationReady = r.bool("zkMigrationReady");
      else r.unknownTag(m);
      r.endTag(outer);
    }
  }
  return m;
}

function decodeApiVersionsResponseApiVersion(r: Reader, _v: number): ApiVersionsResponseApiVersion {
  const m: ApiVersionsResponseApiVersion = {
    apiKey: r.int16("apiKey"),
    minVersion: r.int16("minVersion"),
    maxVersion: r.int16("maxVersion"),
  };
  r.unknownTags(m);
  return m;
}

function decodeApiVersionsResponseSupportedFeatureKey(r: Reader, _v: number): ApiVersionsResponseSupportedFeatureKey {
  const m: ApiVersionsResponseSupportedFeatureKey = {
    name: r.string("name"),
    minVersion: r.int16("minVersion"),
    maxVersion: r.int16("maxVersion"),
  };
  r.unknownTags(m);
  return m;
}

function decodeApiVersionsResponseFinalizedFeatureKey(r: Reader, _v: number): ApiVersionsResponseFinalizedFeatureKey {
  const m: ApiVersionsResponseFinalizedFeatureKey = {
    name: r.string("name"),
    maxVersionLevel: r.int16("maxVersionLevel"),
    minVersionLevel: r.int16("minVersionLevel"),
  };
  r.unknownTags(m);
  return m;
}
