// DescribeLogDirs, versions 0 to 5: the one folder that a broker seems to have, and the size of each of its replicas.
// Null means all partitions; those that are not here are left out.
// Gaps: the folder is a name only; its size and free space are not known (-1).
import { DescribeLogDirsBroker } from "../../protocol/messages/describe_log_dirs.ts";
import type { DescribeLogDirsRequest, DescribeLogDirsResponse } from "../../protocol/messages/describe_log_dirs.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { LOG_DIR } from "../configs/broker_config.ts";
import { CLUSTER_NAME, type Handler, handler, type RequestContext } from "../handler.ts";
import { grouped } from "../repeated.ts";
import type { Topic } from "../topic.ts";

type TopicAnswer = Init<DescribeLogDirsResponse["results"][number]["topics"][number]>;

/** The handler of DescribeLogDirs. */
export const describeLogDirs: Handler = handler<DescribeLogDirsRequest, DescribeLogDirsResponse>(
  DescribeLogDirsBroker,
  {
    handle: (request, context) => {
      if (!context.allowed("DESCRIBE", "CLUSTER", CLUSTER_NAME)) {
        return { errorCode: ErrorCode.CLUSTER_AUTHORIZATION_FAILED };
      }
      const wanted = wantedOf(request);
      const topics = [...context.state.topics]
        .map((topic) => describe(topic, wanted, context))
        .filter(({ partitions }) => partitions !== undefined && partitions.length > 0);
      return { results: [{ logDir: LOG_DIR, topics, totalBytes: -1n, usableBytes: -1n }] };
    },
    fail: (_, errorCode) => ({ errorCode }),
  },
);

/** The partitions that are asked for, by topic; null means all. */
type Wanted = ReadonlyMap<string, ReadonlySet<number>> | null;

function wantedOf({ topics }: DescribeLogDirsRequest): Wanted {
  if (topics === null) return null;
  const byName = grouped(topics, ({ topic }) => topic);
  return new Map([...byName].map(([name, all]) => [name, new Set(all.flatMap(({ partitions }) => partitions))]));
}

function describe({ name, partitions }: Topic, wanted: Wanted, { node }: RequestContext): TopicAnswer {
  return {
    name,
    partitions: partitions.flatMap((partition) => {
      const log = partition.replica(node.id)?.log;
      if (log === undefined || (wanted !== null && wanted.get(name)?.has(partition.index) !== true)) return [];
      const lag = Math.max(0, partition.highWatermark - log.endOffset);
      return [{
        partitionIndex: partition.index,
        partitionSize: BigInt(log.sizeInBytes),
        offsetLag: BigInt(lag),
        isFutureKey: false,
      }];
    }),
  };
}
