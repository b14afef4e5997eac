// Which group offsets are committed to, whether the committer may, and the commit itself: for OffsetCommit and
// TxnOffsetCommit alike. Called by their handlers.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { type Failure, failure } from "../failure.ts";
import type { RequestContext } from "../handler.ts";
import type { Group, OffsetClaim, PartitionPlace } from "./group.ts";
import type { GroupStore } from "./group_store.ts";

/** First version of OffsetCommit that says when there is no such group. */
const FIRST_WITH_GROUP_ID_NOT_FOUND = 9;
/** `offset.metadata.max.bytes`. */
const METADATA_MAX = 4096;

/** The group that may take the offsets; made when nobody is a member of it and the committer says it is none. */
export function groupForCommit(store: GroupStore, groupId: string, claim: OffsetClaim): Group | Failure {
  const group = store.get(groupId) ?? (claim.generation < 0 ? store.getOrCreateClassic(groupId) : undefined);
  if (group === undefined) {
    const isTold = !claim.transactional && claim.version >= FIRST_WITH_GROUP_ID_NOT_FOUND;
    return isTold
      ? failure(ErrorCode.GROUP_ID_NOT_FOUND, `Group ${groupId} not found.`)
      : failure(ErrorCode.ILLEGAL_GENERATION, "Specified group generation id is not valid.");
  }
  const problem = group.validateCommit(claim);
  return problem === null ? group : told(problem, claim);
}

/** The first refusal to commit for one of the partitions, which is a refusal of all of them; null when there is none. */
export function partitionsProblem(group: Group, claim: OffsetClaim, places: readonly PartitionPlace[]): Failure | null {
  for (const place of places) {
    const problem = group.validatePartition?.(claim, place) ?? null;
    if (problem !== null) return told(problem, claim);
  }
  return null;
}

/** Transactions know generations only. */
function told(problem: Failure, { transactional }: OffsetClaim): Failure {
  const stale = transactional && problem.errorCode === ErrorCode.STALE_MEMBER_EPOCH;
  return stale ? failure(ErrorCode.ILLEGAL_GENERATION, problem.errorMessage) : problem;
}

/** An offset as requests of either kind say it. */
export interface PartitionOffset {
  /** Partition. */
  readonly partitionIndex: number;
  /** Offset of the next record to read. */
  readonly committedOffset: bigint;
  /** Leader epoch of the record before it; -1 = not told. */
  readonly committedLeaderEpoch: number;
  /** Text that comes with it. */
  readonly committedMetadata: string | null;
}

/** A topic with offsets, as requests of either kind name it. */
export interface TopicOffsets {
  /** Topic name, in older versions. */
  readonly name: string;
  /** Topic id, in newer ones. */
  readonly topicId: string;
  /** Its offsets. */
  readonly partitions: readonly PartitionOffset[];
}

/** An offset of a request. */
export interface AskedOffset<Topic extends TopicOffsets> {
  /** What the request says of the topic. */
  readonly topic: Topic;
  /** What it says of the partition. */
  readonly partition: Topic["partitions"][number];
}

/** An offset that may be committed if the group agrees. */
export interface AcceptedOffset<Topic extends TopicOffsets> extends AskedOffset<Topic> {
  /** Its partition. */
  readonly place: PartitionPlace;
}

/** An offset that is refused before the group is asked. */
export interface RefusedOffset<Topic extends TopicOffsets> extends AskedOffset<Topic> {
  /** Why. */
  readonly errorCode: number;
}

/** The offsets of a request: their partitions must exist, and the asker must be allowed to read the topics. */
export function askedOffsets<Topic extends TopicOffsets>(
  topics: readonly Topic[],
  { byId, context }: { readonly byId: boolean; readonly context: RequestContext },
): { readonly accepted: AcceptedOffset<Topic>[]; readonly refused: RefusedOffset<Topic>[] } {
  const { state } = context;
  const accepted: AcceptedOffset<Topic>[] = [];
  const refused: RefusedOffset<Topic>[] = [];
  for (const topic of topics) {
    const found = byId ? state.topicById(topic.topicId) : state.topic(topic.name);
    const name = found?.name ?? topic.name;
    const unknownId = byId && found === undefined;
    const allowed = unknownId || context.allowed("READ", "TOPIC", name);
    const unknown = unknownId ? ErrorCode.UNKNOWN_TOPIC_ID : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
    for (const partition of topic.partitions) {
      const { partitionIndex } = partition;
      if (!allowed) refused.push({ topic, partition, errorCode: ErrorCode.TOPIC_AUTHORIZATION_FAILED });
      else if (found?.partitions[partitionIndex] === undefined) refused.push({ topic, partition, errorCode: unknown });
      else accepted.push({ topic, partition, place: { topic: name, topicId: found.id, partition: partitionIndex } });
    }
  }
  return { accepted, refused };
}

/** Whether the text that comes with an offset is longer than a broker takes. */
export function metadataTooLong({ committedMetadata }: PartitionOffset): boolean {
  return committedMetadata !== null && committedMetadata.length > METADATA_MAX;
}

/** Commits an offset, or holds it back for the transaction of a producer. The code of its answer. */
export function commitOffset(
  group: Group,
  { partition, place: { topic, topicId, partition: index } }: AcceptedOffset<TopicOffsets>,
  { now, producerId }: { readonly now: number; readonly producerId: bigint | null },
): number {
  if (metadataTooLong(partition)) return ErrorCode.OFFSET_METADATA_TOO_LARGE;
  const { committedOffset: offset, committedLeaderEpoch: leaderEpoch, committedMetadata: metadata } = partition;
  const value = { offset, leaderEpoch, metadata: metadata ?? "", now, topicId };
  if (producerId === null) group.offsets.commit(topic, index, value);
  else group.offsets.commitInTransaction(producerId, topic, index, value);
  return ErrorCode.NONE;
}
