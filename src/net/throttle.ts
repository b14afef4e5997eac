// From which version of an API on a broker answers at once and expects us to hold back (KIP-219); before that it holds
// back the answer itself. Called by connection.ts; must not know connections.

/**
 * The longest throttle time that is obeyed, in ms. A broker's own quotas give at most as many seconds as their windows
 * have (11 by default); a time beyond this one is a mistake, and must not silence a connection until it is closed.
 */
export const MAX_THROTTLE_MS = 300_000;

/** First version in which the client obeys the throttle time, by API key; APIs that are not here came later: 0. */
const FIRST_VERSION: ReadonlyMap<number, number> = new Map([
  [0, 6], // Produce
  [1, 8], // Fetch
  [2, 3], // ListOffsets
  [3, 6], // Metadata
  [8, 4], // OffsetCommit
  [9, 4], // OffsetFetch
  [10, 2], // FindCoordinator
  [11, 3], // JoinGroup
  [12, 2], // Heartbeat
  [13, 2], // LeaveGroup
  [14, 2], // SyncGroup
  [15, 2], // DescribeGroups
  [16, 2], // ListGroups
  [18, 2], // ApiVersions
  [19, 3], // CreateTopics
  [20, 2], // DeleteTopics
  [21, 1], // DeleteRecords
  [22, 1], // InitProducerId
  [24, 1], // AddPartitionsToTxn
  [25, 1], // AddOffsetsToTxn
  [26, 1], // EndTxn
  [28, 1], // TxnOffsetCommit
  [29, 1], // DescribeAcls
  [30, 1], // CreateAcls
  [31, 1], // DeleteAcls
  [32, 2], // DescribeConfigs
  [33, 1], // AlterConfigs
  [34, 1], // AlterReplicaLogDirs
  [35, 1], // DescribeLogDirs
  [37, 1], // CreatePartitions
  [38, 1], // CreateDelegationToken
  [39, 1], // RenewDelegationToken
  [40, 1], // ExpireDelegationToken
  [41, 1], // DescribeDelegationToken
  [42, 1], // DeleteGroups
]);

/** Whether the client must hold back after an answer of this version with a throttle time. */
export function clientHoldsBack(apiKey: number, version: number): boolean {
  return version >= (FIRST_VERSION.get(apiKey) ?? 0);
}

/** The throttle time of a response, 0 when it has none. */
export function throttleTimeOf(response: unknown): number {
  const time = (response as { readonly throttleTimeMs?: unknown } | null)?.throttleTimeMs;
  return typeof time === "number" && time > 0 ? time : 0;
}
