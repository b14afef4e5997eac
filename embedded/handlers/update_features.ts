// UpdateFeatures, versions 0 to 2: finalizes other levels of the features that the cluster knows; validate-only (1+).
// All or nothing. Errors: unknown feature, a level that is not supported, a downgrade that was not asked for as one.
// Gaps: what a level switches on is not switched by it, apart from what ApiVersions tells; dependencies are not
// checked.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { UpdateFeaturesBroker } from "../../protocol/messages/update_features.ts";
import type { UpdateFeaturesRequest, UpdateFeaturesResponse } from "../../protocol/messages/update_features.ts";
import { FEATURES } from "../cluster_features.ts";
import { failure, plainFailure } from "../failure.ts";
import { CLUSTER_NAME, type Handler, handler, type RequestContext } from "../handler.ts";

type Update = UpdateFeaturesRequest["featureUpdates"][number];

const UPGRADE = 1;
const SAFE_DOWNGRADE = 2;
const UNSAFE_DOWNGRADE = 3;
const FIRST_WITHOUT_RESULTS = 2;

/** The handler of UpdateFeatures. */
export const updateFeatures: Handler = handler<UpdateFeaturesRequest, UpdateFeaturesResponse>(UpdateFeaturesBroker, {
  handle: ({ featureUpdates, validateOnly }, context) => {
    if (!context.allowed("ALTER", "CLUSTER", CLUSTER_NAME)) return plainFailure(ErrorCode.CLUSTER_AUTHORIZATION_FAILED);
    for (const update of featureUpdates) {
      const problem = problemOf(update, context);
      if (problem === null) continue;
      const { feature, maxVersionLevel } = update;
      return failure(
        ErrorCode.INVALID_UPDATE_VERSION,
        `The update failed for all features since the following feature had an error: Invalid update version ${maxVersionLevel} for feature ${feature}. ${problem}`,
      );
    }
    const features = context.state.part(FEATURES);
    for (const { feature, maxVersionLevel } of validateOnly ? [] : featureUpdates) {
      if (features.level(feature) !== maxVersionLevel) features.setLevel(feature, maxVersionLevel);
    }
    const results = context.version >= FIRST_WITHOUT_RESULTS ? [] : featureUpdates.map(({ feature }) => ({
      feature,
      errorMessage: "NONE",
    }));
    return { errorMessage: null, results };
  },
  fail: (_, errorCode) => plainFailure(errorCode),
});

function problemOf(update: Update, { state, versions, version }: RequestContext): string | null {
  const { feature, maxVersionLevel: level, allowDowngrade } = update;
  const upgradeType = version > 0 ? update.upgradeType : allowDowngrade ? SAFE_DOWNGRADE : UPGRADE;
  if (upgradeType < UPGRADE || upgradeType > UNSAFE_DOWNGRADE) {
    return "The controller does not support the given upgrade type.";
  }
  if (level < 0) return "A feature version cannot be less than 0.";
  const features = state.part(FEATURES);
  const known = features.supported(versions).find(({ name }) => name === feature);
  const who = `Local controller ${state.controller}`;
  if (known === undefined) return `${who} does not support this feature.`;
  if (level < known.min || level > known.max) return `${who} only supports versions ${known.min}-${known.max}`;
  const current = features.level(feature);
  if (level < current && upgradeType === UPGRADE) {
    return "Can't downgrade the version of this feature without setting the upgrade type to either safe or unsafe downgrade.";
  }
  return level > current && upgradeType !== UPGRADE ? "Can't downgrade to a newer version." : null;
}
