// ApiVersions, versions 0 to 5: what this cluster speaks, as the `versions` option of EmbeddedKafka has it. A version
// that is not known is answered in the form of version 0 with UNSUPPORTED_VERSION and, as since Kafka 2.4, the range of
// ApiVersions itself. Checks client names (3+), and cluster and node id (5+, KIP-1242).
// Gaps: no features are supported or finalized.
import { ApiVersionsBroker } from "../../protocol/messages/api_versions.ts";
import type { ApiVersionsRequest, ApiVersionsResponse } from "../../protocol/messages/api_versions.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";

const SOFTWARE_NAME = /^[a-zA-Z0-9](?:[a-zA-Z0-9\-.]*[a-zA-Z0-9])?$/;
/** Brokers that know version 3 tell the range of ApiVersions beside UNSUPPORTED_VERSION. */
const FIRST_WITH_RANGE_IN_ERROR = 3;

/** The handler of ApiVersions. */
export const apiVersions: Handler = handler<ApiVersionsRequest, ApiVersionsResponse>(ApiVersionsBroker, {
  handle: (request, context) => {
    const errorCode = problem(request, context);
    if (errorCode !== ErrorCode.NONE) return { errorCode };
    return { apiKeys: [...context.versions.values()], finalizedFeaturesEpoch: 0n };
  },
  fail: (_, errorCode, context) => {
    if (errorCode !== ErrorCode.UNSUPPORTED_VERSION) return { errorCode };
    return unsupported(context);
  },
});

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
