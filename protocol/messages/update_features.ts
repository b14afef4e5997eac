// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of UpdateFeatures (key 57, versions 0 to 2). */
export const UpdateFeatures: ClientApi<UpdateFeaturesRequest, UpdateFeaturesResponse> = {
  key: 57,
  name: "UpdateFeatures",
  minVersion: 0,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 0,
  encodeRequest: encodeUpdateFeaturesRequest,
  decodeResponse: decodeUpdateFeaturesResponse,
};

/** The broker's side of UpdateFeatures (key 57, versions 0 to 2). */
export const UpdateFeaturesBroker: BrokerApi<UpdateFeaturesRequest, UpdateFeaturesResponse> = {
  key: 57,
  name: "UpdateFeatures",
  minVersion: 0,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 0,
  decodeRequest: decodeUpdateFeaturesRequest,
  encodeResponse: encodeUpdateFeaturesResponse,
};

/**
 * UpdateFeaturesRequest, versions 0 to 2.
 *
 * Version 1 adds validate only field.
 * Version 2 changes the response to not return feature level results.
 */
export interface UpdateFeaturesRequest {
  /** How long to wait in milliseconds before timing out the request. (default 60000) */
  readonly timeoutMs: number;
  /** The list of updates to finalized features. */
  readonly featureUpdates: readonly UpdateFeaturesRequestFeatureUpdateKey[];
  /** True if we should validate the request, but not perform the upgrade or downgrade. (from version 1) */
  readonly validateOnly: boolean;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The list of updates to finalized features. */
export interface UpdateFeaturesRequestFeatureUpdateKey {
  /** The name of the finalized feature to be updated. */
  readonly feature: string;
  /** The new maximum version level for the finalized feature. A value >= 1 is valid. A value < 1, is special, and can be used to request the deletion of the finalized feature. */
  readonly maxVersionLevel: number;
  /** DEPRECATED in version 1 (see DowngradeType). When set to true, the finalized feature version level is allowed to be downgraded/deleted. The downgrade request will fail if the new maximum version level is a value that's not lower than the existing maximum finalized version level. (version 0) */
  readonly allowDowngrade: boolean;
  /** Determine which type of upgrade will be performed: 1 will perform an upgrade only (default), 2 is safe downgrades only (lossless), 3 is unsafe downgrades (lossy). (from version 1; default 1) */
  readonly upgradeType: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a UpdateFeaturesRequest in version `v`, 0 to 2. */
export function encodeUpdateFeaturesRequest(w: Writer, m: Init<UpdateFeaturesRequest>, v: number): void {
  w.begin("UpdateFeaturesRequest", v, true);
  const { timeoutMs = 60000, featureUpdates = [], validateOnly = false } = m;
  w.int32(timeoutMs, "timeoutMs");
  w.array(featureUpdates, "featureUpdates", encodeUpdateFeaturesRequestFeatureUpdateKey);
  if (v >= 1) w.bool(validateOnly, "validateOnly");
  else if (validateOnly !== false) w.unsupported("validateOnly");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeUpdateFeaturesRequestFeatureUpdateKey(
  w: Writer,
  m: Init<UpdateFeaturesRequestFeatureUpdateKey>,
  v: number,
): void {
  const { feature = "", maxVersionLevel = 0, allowDowngrade = false, upgradeType = 1 } = m;
  w.string(feature, "feature");
  w.int16(maxVersionLevel, "maxVersionLevel");
  if (v === 0) w.bool(allowDowngrade, "allowDowngrade");
  else if (allowDowngrade !== false) w.unsupported("allowDowngrade");
  if (v >= 1) w.int8(upgradeType, "upgradeType");
  else if (upgradeType !== 1) w.unsupported("upgradeType");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a UpdateFeaturesRequest in version `v`, 0 to 2. */
export function decodeUpdateFeaturesRequest(r: Reader, v: number): UpdateFeaturesRequest {
  r.begin("UpdateFeaturesRequest", v, true);
  const m: UpdateFeaturesRequest = {
    timeoutMs: r.int32("timeoutMs"),
    featureUpdates: r.array("featureUpdates", decodeUpdateFeaturesRequestFeatureUpdateKey),
    validateOnly: v >= 1 ? r.bool("validateOnly") : false,
  };
  r.unknownTags(m);
  return m;
}

function decodeUpdateFeaturesRequestFeatureUpdateKey(r: Reader, v: number): UpdateFeaturesRequestFeatureUpdateKey {
  const m: UpdateFeaturesRequestFeatureUpdateKey = {
    feature: r.string("feature"),
    maxVersionLevel: r.int16("maxVersionLevel"),
    allowDowngrade: v === 0 ? r.bool("allowDowngrade") : false,
    upgradeType: v >= 1 ? r.int8("upgradeType") : 1,
  };
  r.unknownTags(m);
  return m;
}

/** UpdateFeaturesResponse, versions 0 to 2. */
export interface UpdateFeaturesResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The top-level error code, or `0` if there was no top-level error. */
  readonly errorCode: number;
  /** The top-level error message, or `null` if there was no top-level error. */
  readonly errorMessage: string | null;
  /** Results for each feature update. (versions 0 to 1; left out of others) */
  readonly results: readonly UpdateFeaturesResponseUpdatableFeatureResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Results for each feature update. */
export interface UpdateFeaturesResponseUpdatableFeatureResult {
  /** The name of the finalized feature. */
  readonly feature: string;
  /** The feature update error code or `0` if the feature update succeeded. */
  readonly errorCode: number;
  /** The feature update error, or `null` if the feature update succeeded. */
  readonly errorMessage: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a UpdateFeaturesResponse in version `v`, 0 to 2. */
export function encodeUpdateFeaturesResponse(w: Writer, m: Init<UpdateFeaturesResponse>, v: number): void {
  w.begin("UpdateFeaturesResponse", v, true);
  const { throttleTimeMs = 0, errorCode = 0, errorMessage = "", results = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  if (v <= 1) w.array(results, "results", encodeUpdateFeaturesResponseUpdatableFeatureResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeUpdateFeaturesResponseUpdatableFeatureResult(
  w: Writer,
  m: Init<UpdateFeaturesResponseUpdatableFeatureResult>,
  _v: number,
): void {
  const { feature = "", errorCode = 0, errorMessage = "" } = m;
  w.string(feature, "feature");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a UpdateFeaturesResponse in version `v`, 0 to 2. */
export function decodeUpdateFeaturesResponse(r: Reader, v: number): UpdateFeaturesResponse {
  r.begin("UpdateFeaturesResponse", v, true);
  const m: UpdateFeaturesResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
    results: v <= 1 ? r.array("results", decodeUpdateFeaturesResponseUpdatableFeatureResult) : [],
  };
  r.unknownTags(m);
  return m;
}

function decodeUpdateFeaturesResponseUpdatableFeatureResult(
  r: Reader,
  _v: number,
): UpdateFeaturesResponseUpdatableFeatureResult {
  const m: UpdateFeaturesResponseUpdatableFeatureResult = {
    feature: r.string("feature"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
  };
  r.unknownTags(m);
  return m;
}
