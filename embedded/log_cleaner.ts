// Retention and compaction on demand. Called by embedded_kafka.ts; must not know requests.
import type { ClusterState } from "./cluster_state.ts";
import type { RecordTools } from "./produced_records.ts";
import type { Partition, Topic } from "./topic.ts";
import { compactLog } from "./log_compaction.ts";
import { numberConfig, textConfig } from "./topic_config.ts";

/** Deletes what is too old or too much by the settings of a topic; batches take the place of segments. */
export function applyRetention(state: ClusterState, topic: Topic): void {
  if (!textConfig(topic.configs, "cleanup.policy").includes("delete")) return;
  const now = state.platform.clock.wall();
  const keepMs = numberConfig(topic.configs, "retention.ms");
  const keepBytes = numberConfig(topic.configs, "retention.bytes");
  for (const partition of topic.partitions) {
    if (partition.leader === -1) continue;
    const start = retainedFrom(partition, { oldest: keepMs < 0 ? -Infinity : now - keepMs, keepBytes });
    if (start > partition.log.startOffset) partition.deleteBefore(start);
  }
}

interface Retention {
  readonly oldest: number;
  readonly keepBytes: number;
}

/** First offset that stays: never beyond the high watermark. */
function retainedFrom({ log, highWatermark }: Partition, { oldest, keepBytes }: Retention): number {
  let start = log.startOffset;
  let excess = keepBytes < 0 ? -1 : log.sizeInBytes - keepBytes;
  for (const { lastOffset, maxTimestamp, appendedAt, bytes } of log.batches) {
    if (lastOffset >= highWatermark) break;
    const tooOld = (maxTimestamp < 0 ? appendedAt : maxTimestamp) < oldest;
    const tooMuch = excess >= bytes.length;
    if (!tooOld && !tooMuch) break;
    excess -= bytes.length;
    start = lastOffset + 1;
  }
  return start;
}

/** Compacts every replica of a topic whose policy says so, each by itself as brokers do. */
export async function compactTopic(state: ClusterState, topic: Topic, tools: RecordTools): Promise<void> {
  if (!textConfig(topic.configs, "cleanup.policy").includes("compact")) return;
  const now = state.platform.clock.wall();
  const keepTombstonesMs = numberConfig(topic.configs, "delete.retention.ms");
  const youngest = now - numberConfig(topic.configs, "min.compaction.lag.ms");
  for (const partition of topic.partitions) {
    for (const replica of partition.replicas) {
      const { log, highWatermark } = replica;
      const before = Math.min(highWatermark, log.producers.firstUnstableOffset);
      await compactLog(log, { before, now, youngest, keepTombstonesMs }, tools);
    }
    partition.changed();
  }
}
