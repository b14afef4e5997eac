// FindCoordinator, versions 0 to 6: one key, or (4+) many. The coordinator of a key is decided by the key and by which
// brokers are alive, as over the fifty partitions of the internal topics.
// Gaps: none known.
import { FindCoordinatorBroker } from "../../protocol/messages/find_coordinator.ts";
import type { FindCoordinatorRequest, FindCoordinatorResponse } from "../../protocol/messages/find_coordinator.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { parseUuid } from "../../protocol/wire/uuid.ts";
import { type CoordinatorKind, COORDINATORS } from "../coordinators.ts";
import { CLUSTER_NAME, type Handler, handler, type RequestContext } from "../handler.ts";

type Found = Init<FindCoordinatorResponse["coordinators"][number]>;

const FIRST_WITH_KEYS = 4;
const FIRST_WITH_SHARE = 6;
/** By the key type of a request. */
const KINDS: readonly CoordinatorKind[] = ["group", "transaction", "share"];
const NOBODY = { nodeId: -1, host: "", port: -1 };

/** The handler of FindCoordinator. */
export const findCoordinator: Handler = handler<FindCoordinatorRequest, FindCoordinatorResponse>(
  FindCoordinatorBroker,
  {
    handle: (request, context) => {
      const find = (key: string) => findOne(key, request.keyType, context);
      return context.version < FIRST_WITH_KEYS
        ? alone(find(request.key))
        : { coordinators: request.coordinatorKeys.map(find) };
    },
    fail: (request, errorCode, { version }) =>
      version < FIRST_WITH_KEYS
        ? { ...NOBODY, errorCode }
        : { coordinators: request.coordinatorKeys.map((key) => ({ key, ...NOBODY, errorCode })) },
  },
);

function alone({ nodeId, host, port, errorCode, errorMessage }: Found): Init<FindCoordinatorResponse> {
  return { nodeId, host, port, errorCode, errorMessage };
}

function findOne(key: string, keyType: number, context: RequestContext): Found {
  const { state, listener, version } = context;
  if (KINDS[keyType] === undefined) {
    const errorMessage = `Unknown coordinator type ${keyType}`;
    return { key, ...NOBODY, errorCode: ErrorCode.INVALID_REQUEST, errorMessage };
  }
  if (KINDS[keyType] === "share" && (version < FIRST_WITH_SHARE || !isSharePartition(key))) {
    return { key, ...NOBODY, errorCode: ErrorCode.INVALID_REQUEST };
  }
  const denied = denial(KINDS[keyType], key, context);
  if (denied !== ErrorCode.NONE) return { key, ...NOBODY, errorCode: denied };
  const node = state.part(COORDINATORS).of(KINDS[keyType], key);
  const endpoint = node?.endpoints.get(listener);
  if (node === undefined || endpoint === undefined) {
    return { key, ...NOBODY, errorCode: ErrorCode.COORDINATOR_NOT_AVAILABLE };
  }
  return { key, nodeId: node.id, ...endpoint, errorMessage: version < FIRST_WITH_KEYS ? "NONE" : "" };
}

/** Whether a key names a share partition: `group:topicId:partition` (`SharePartitionKey`). */
function isSharePartition(key: string): boolean {
  const [, topicId, partition] = /^.+:([^:]+):([^:]+)$/s.exec(key) ?? [];
  return topicId !== undefined && parseUuid(topicId, new Uint8Array(16)) && /^[+-]?\d{1,10}$/.test(partition);
}

function denial(kind: CoordinatorKind, key: string, { allowed }: RequestContext): number {
  switch (kind) {
    case "group":
      return allowed("DESCRIBE", "GROUP", key) ? ErrorCode.NONE : ErrorCode.GROUP_AUTHORIZATION_FAILED;
    case "transaction":
      if (allowed("DESCRIBE", "TRANSACTIONAL_ID", key)) return ErrorCode.NONE;
      return ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED;
    case "share":
      if (allowed("CLUSTER_ACTION", "CLUSTER", CLUSTER_NAME)) return ErrorCode.NONE;
      return ErrorCode.CLUSTER_AUTHORIZATION_FAILED;
  }
}
