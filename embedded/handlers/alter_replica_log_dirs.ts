// AlterReplicaLogDirs, versions 0 to 2: a broker here has one folder, so a move to it is done already. Errors: unknown
// folder, a partition that is not here.
// Gaps: there is no second folder to move to.
import { AlterReplicaLogDirsBroker } from "../../protocol/messages/alter_replica_log_dirs.ts";
import type {
  AlterReplicaLogDirsRequest,
  AlterReplicaLogDirsResponse,
} from "../../protocol/messages/alter_replica_log_dirs.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { LOG_DIR } from "../configs/broker_config.ts";
import { CLUSTER_NAME, type Handler, handler, type RequestContext } from "../handler.ts";
import { grouped } from "../repeated.ts";

interface Place {
  readonly path: string;
  readonly name: string;
  readonly index: number;
}

/** The handler of AlterReplicaLogDirs. */
export const alterReplicaLogDirs: Handler = handler<AlterReplicaLogDirsRequest, AlterReplicaLogDirsResponse>(
  AlterReplicaLogDirsBroker,
  {
    handle: (request, context) => {
      const allowed = context.allowed("ALTER", "CLUSTER", CLUSTER_NAME);
      return answer(request, (place) => allowed ? moved(place, context) : ErrorCode.CLUSTER_AUTHORIZATION_FAILED);
    },
    fail: (request, errorCode) => answer(request, () => errorCode),
  },
);

function answer(
  { dirs }: AlterReplicaLogDirsRequest,
  codeOf: (place: Place) => number,
): Init<AlterReplicaLogDirsResponse> {
  const named = dirs.flatMap(({ path, topics }) => topics.map((topic) => ({ ...topic, path })));
  const results = [...grouped(named, ({ name }) => name)].map(([name, moves]) => ({
    topicName: name,
    partitions: moves.flatMap(({ path, partitions }) =>
      partitions.map((index) => ({ partitionIndex: index, errorCode: codeOf({ path, name, index }) }))
    ),
  }));
  return { results };
}

function moved({ path, name, index }: Place, { state, node }: RequestContext): number {
  if (path !== LOG_DIR) return ErrorCode.LOG_DIR_NOT_FOUND;
  const partition = state.topic(name)?.partitions[index];
  if (partition === undefined) return ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
  return partition.replica(node.id) === undefined ? ErrorCode.NOT_LEADER_OR_FOLLOWER : ErrorCode.NONE;
}
