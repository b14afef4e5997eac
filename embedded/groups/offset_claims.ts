// Which group offsets are committed to, and whether the committer may: for OffsetCommit and TxnOffsetCommit alike.
// Called by their handlers.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { type Failure, failure } from "../failure.ts";
import type { Group, OffsetClaim, PartitionPlace } from "./group.ts";
import type { GroupStore } from "./group_store.ts";

/** First version of OffsetCommit that says when there is no such group. */
const FIRST_WITH_GROUP_ID_NOT_FOUND = 9;

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

/** Whether the text that comes with an offset is longer than the cluster takes. */
export function metadataTooLong(store: GroupStore, metadata: string | null): boolean {
  return metadata !== null && metadata.length > store.settings.offsetMetadataMaxBytes;
}
