// A sentence about each setting of a topic, for those who ask DescribeConfigs for documentation.

const SENTENCES: ReadonlyMap<string, string> = new Map([
  ["cleanup.policy", "What happens to old records: they are deleted, compacted by key, or both; empty keeps all."],
  ["compression.gzip.level", "Level of gzip when compression.type is gzip."],
  ["compression.lz4.level", "Level of lz4 when compression.type is lz4."],
  ["compression.type", "Codec of the stored batches; producer keeps what the producer chose."],
  ["compression.zstd.level", "Level of zstd when compression.type is zstd."],
  ["delete.retention.ms", "How long delete markers stay in a compacted topic."],
  ["errors.deadletterqueue.group.enable", "Whether the topic takes the records that share groups gave up on."],
  ["file.delete.delay.ms", "How long a deleted file stays on disk."],
  ["flush.messages", "After how many records data are forced to disk."],
  ["flush.ms", "After what time data are forced to disk."],
  ["follower.replication.throttled.replicas", "Followers whose replication is slowed down."],
  ["index.interval.bytes", "How many bytes lie between two entries of the offset index."],
  ["leader.replication.throttled.replicas", "Leaders whose replication is slowed down."],
  ["local.retention.bytes", "How much of a tiered partition stays on the local disk; -2 is retention.bytes."],
  ["local.retention.ms", "How long a tiered partition stays on the local disk; -2 is retention.ms."],
  ["max.compaction.lag.ms", "How long a record may stay uncompacted."],
  ["max.decompressed.message.bytes", "Largest size of a batch when it is decompressed."],
  ["max.message.bytes", "Largest batch that is taken, compressed."],
  ["message.timestamp.after.max.ms", "How far the timestamp of a record may lie in the future."],
  ["message.timestamp.before.max.ms", "How far the timestamp of a record may lie in the past."],
  ["message.timestamp.type", "Whether timestamps are the producer's or the broker's."],
  ["min.cleanable.dirty.ratio", "How much of the log must be uncompacted before it is compacted."],
  ["min.compaction.lag.ms", "How long a record stays uncompacted at least."],
  ["min.insync.replicas", "How many replicas must have a record before acks=all is answered."],
  ["preallocate", "Whether files are made at their full size."],
  ["remote.copy.lag.bytes", "How many bytes wait before they are copied to the remote tier."],
  ["remote.copy.lag.ms", "How long data wait before they are copied to the remote tier."],
  ["remote.log.copy.disable", "Whether nothing more is copied to the remote tier."],
  ["remote.log.delete.on.disable", "Whether remote data go when the remote tier is turned off."],
  ["remote.storage.enable", "Whether the topic has a remote tier."],
  ["retention.bytes", "How large a partition may grow before old segments are deleted; -1 is no limit."],
  ["retention.ms", "How long records are kept before old segments are deleted; -1 is for ever."],
  ["segment.bytes", "Size of a segment."],
  ["segment.index.bytes", "Size of the index of a segment."],
  ["segment.jitter.ms", "Random part of segment.ms, so that segments do not all roll at once."],
  ["segment.ms", "After what time a segment is rolled though it is not full."],
  ["unclean.leader.election.enable", "Whether a replica out of sync may lead when no other is left: records are lost."],
]);

/** The sentence about a setting; null when there is none. */
export function topicDocumentation(name: string): string | null {
  return SENTENCES.get(name) ?? null;
}
