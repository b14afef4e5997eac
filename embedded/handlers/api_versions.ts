// ApiVersions, versions 0 to 5: what this cluster speaks, as the `versions` option of EmbeddedKafka has it. A version
// that is not known is answered in the form of version 0 with UNSUPPORTED_VERSION and, as since Kafka 2.4, the range of
// ApiVersions itself. Checks client names (3+), and cluster and node id (5+, KIP-1242).
// Features (3+) are those of the release that the cluster acts as; those with a lowest level of 0 are told from version 4
// on, as Kafka does it. Produce is told from version 0 on where 3 is the lowest that is answered (KAFKA-18659).
// Gaps: none.
import { ApiVersionsBroker } from "../../protocol/messages/api_versions.ts";
import type { ApiVersionsRequest, ApiVersionsResponse } from "../../protocol/messages/api_versions.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { FEATURES } from "../cluster_features.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";

const SOFTWARE_NAME = /^[a-zA-Z0-9](?:[a-zA-Z0-9\-.]*[a-zA-Z0-9])?$/;
/** Brokers that know version 3 tell the range of ApiVersions beside UNSUPPORTED_VERSION. */
const FIRST_WITH_RANGE_IN_ERROR = 3;
const FIRST_WITH_LEVEL_0 = 4;
const PRODUCE = 0;
const FIRST_PRODUCE_SINCE_4 = 3;

/** The handler of ApiVersions. */
export const apiVersions: Handler = handler<ApiVersionsRequest, ApiVersionsResponse>(ApiVersionsBroker, {
  handle: (request, context) => {
    const errorCode = problem(request, context);
    if (errorCode !== ErrorCode.NONE) return { errorCode };
    return { apiKeys: toldVersions(context), ...toldFeatures(context) };
  },
  fail: (_, errorCode, context) => {
    if (errorCode !== ErrorCode.UNSUPPORTED_VERSION) return { errorCode };
    return unsupported(context);
  },
});

/** Librdkafka gives up on brokers that don't tell the first versions of Produce. */
function toldVersions({ versions }: RequestContext): Init<ApiVersionsResponse>["apiKeys"] {
  const produce = versions.get(PRODUCE);
  if (produce?.minVersion !== FIRST_PRODUCE_SINCE_4) return [...versions.values()];
  return [...versions.values()].map((row) => row.apiKey === PRODUCE ? { ...row, minVersion: 0 } : row);
}

function toldFeatures({ state, versions, version }: RequestContext): Init<ApiVersionsResponse> {
  const features = state.part(FEATURES);
  const supported = features.supported(versions);
  const told = supported.filter(({ min }) => min > 0 || version >= FIRST_WITH_LEVEL_0);
  const finalized = supported.map(({ name }) => ({ name, level: features.level(name) })).filter(({ level }) =>
    level > 0
  );
  return {
    supportedFeatures: told.map(({ name, min: minVersion, max: maxVersion }) => ({ name, minVersion, maxVersion })),
    finalizedFeaturesEpoch: BigInt(features.epoch),
    finalizedFeatures: finalized.map(({ name, level }) => ({ name, minVersionLevel: level, maxVersionLevel: level })),
  };
}

function problem(request: ApiVersionsRequest, { state, node, version }: RequestContext): number {
  const names = [request.clientSoftwareName, request.clientSoftwareVersion];
  if (version >= 3 && !names.every((name) => SOFTWARE_NAME.test(name))) return ErrorCode.INVALID_REQUEST;
  const otherCluster = (request.clusterId ?? state.clusterId) !== state.clusterId;
  const otherNode = request.nodeId >= 0 && request.nodeId !== node.id;
  return otherCluster || otherNode ? ErrorCode.REBOOTSTRAP_REQUIRED : ErrorCode.NONE;
}

function unsupported({ versions }: RequestContext): Init<ApiVersionsResponse> {
  const own = versions.get(ApiVersionsBroker.key);
  const told = own !== undefined && own.maxVersion >= FIRST_WITH_RANGE_IN_ERROR;
  return { errorCode: ErrorCode.UNSUPPORTED_VERSION, apiKeys: told ? [own] : [] };
}
