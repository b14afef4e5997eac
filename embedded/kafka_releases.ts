// What each release of Kafka speaks and which features a fresh cluster of it has: data for the option `kafkaVersion`.
// Facts of Kafka's sources and of brokers that were asked; a release means its last patch. Called by
// embedded_kafka.ts and cluster_features.ts; must not know handlers.
import type { VersionRange } from "./version_table.ts";

/** The releases that a cluster can act as; `"0.8"` is 0.8.2, `"0.10"` is 0.10.2. */
export type KafkaRelease =
  | "0.8"
  | "0.9"
  | "0.10.0"
  | "0.10.1"
  | "0.10"
  | "0.11"
  | "1.0"
  | "1.1"
  | "2.0"
  | "2.1"
  | "2.2"
  | "2.3"
  | "2.4"
  | "2.5"
  | "2.6"
  | "2.7"
  | "2.8"
  | "3.0"
  | "3.1"
  | "3.2"
  | "3.3"
  | "3.4"
  | "3.5"
  | "3.6"
  | "3.7"
  | "3.8"
  | "3.9"
  | "4.0"
  | "4.1"
  | "4.2"
  | "4.3"
  | "4.4";

/**
 * What each release changed, in their order: the highest version of an API, lowest and highest where the lowest is not
 * 0, or `-` for an API that went. Without ZooKeeper from 3.3 on. Only what a broker tells clients; telemetry, which has
 * to be configured, is left out.
 */
const CHANGES: Readonly<Record<KafkaRelease, string>> = {
  "0.8": "Produce:0 Fetch:0 ListOffsets:0 Metadata:0 OffsetCommit:1 OffsetFetch:1 FindCoordinator:0",
  "0.9": "Produce:1 Fetch:1 OffsetCommit:2 JoinGroup:0 Heartbeat:0 LeaveGroup:0 SyncGroup:0 DescribeGroups:0 " +
    "ListGroups:0",
  "0.10.0": "Produce:2 Fetch:2 Metadata:1 SaslHandshake:0 ApiVersions:0",
  "0.10.1": "Fetch:3 ListOffsets:1 Metadata:2 JoinGroup:1 CreateTopics:0 DeleteTopics:0",
  "0.10": "OffsetFetch:2 CreateTopics:1",
  "0.11": "Produce:3 Fetch:5 ListOffsets:2 Metadata:4 OffsetCommit:3 OffsetFetch:3 FindCoordinator:1 JoinGroup:2 " +
    "Heartbeat:1 LeaveGroup:1 SyncGroup:1 DescribeGroups:1 ListGroups:1 ApiVersions:1 CreateTopics:2 " +
    "DeleteTopics:1 DeleteRecords:0 InitProducerId:0 OffsetForLeaderEpoch:0 AddPartitionsToTxn:0 " +
    "AddOffsetsToTxn:0 EndTxn:0 WriteTxnMarkers:0 TxnOffsetCommit:0 DescribeAcls:0 CreateAcls:0 DeleteAcls:0 " +
    "DescribeConfigs:0 AlterConfigs:0",
  "1.0": "Produce:5 Fetch:6 Metadata:5 SaslHandshake:1 AlterReplicaLogDirs:0 DescribeLogDirs:0 SaslAuthenticate:0 " +
    "CreatePartitions:0",
  "1.1": "Fetch:7 DescribeConfigs:1 CreateDelegationToken:0 RenewDelegationToken:0 ExpireDelegationToken:0 " +
    "DescribeDelegationToken:0 DeleteGroups:0",
  "2.0": "Produce:6 Fetch:8 ListOffsets:3 Metadata:6 OffsetCommit:4 OffsetFetch:4 FindCoordinator:2 JoinGroup:3 " +
    "Heartbeat:2 LeaveGroup:2 SyncGroup:2 DescribeGroups:2 ListGroups:2 ApiVersions:2 CreateTopics:3 " +
    "DeleteTopics:2 DeleteRecords:1 InitProducerId:1 OffsetForLeaderEpoch:1 AddPartitionsToTxn:1 " +
    "AddOffsetsToTxn:1 EndTxn:1 TxnOffsetCommit:1 DescribeAcls:1 CreateAcls:1 DeleteAcls:1 DescribeConfigs:2 " +
    "AlterConfigs:1 AlterReplicaLogDirs:1 DescribeLogDirs:1 CreatePartitions:1 CreateDelegationToken:1 " +
    "RenewDelegationToken:1 ExpireDelegationToken:1 DescribeDelegationToken:1 DeleteGroups:1",
  "2.1": "Produce:7 Fetch:10 ListOffsets:4 Metadata:7 OffsetCommit:6 OffsetFetch:5 DeleteTopics:3 " +
    "OffsetForLeaderEpoch:2 TxnOffsetCommit:2",
  "2.2": "ListOffsets:5 JoinGroup:4 SaslAuthenticate:1 ElectLeaders:0",
  "2.3": "Fetch:11 Metadata:8 OffsetCommit:7 JoinGroup:5 Heartbeat:3 SyncGroup:3 DescribeGroups:3 " +
    "OffsetForLeaderEpoch:3 IncrementalAlterConfigs:0",
  "2.4": "Produce:8 Metadata:9 OffsetCommit:8 OffsetFetch:6 FindCoordinator:3 JoinGroup:6 Heartbeat:4 LeaveGroup:4 " +
    "SyncGroup:4 DescribeGroups:5 ListGroups:3 ApiVersions:3 CreateTopics:5 DeleteTopics:4 InitProducerId:2 " +
    "CreateDelegationToken:2 DeleteGroups:2 ElectLeaders:2 IncrementalAlterConfigs:1 " +
    "AlterPartitionReassignments:0 ListPartitionReassignments:0 OffsetDelete:0",
  "2.5": "OffsetFetch:7 JoinGroup:7 SyncGroup:5 InitProducerId:3 TxnOffsetCommit:3 DescribeAcls:2 CreateAcls:2 " +
    "DeleteAcls:2 SaslAuthenticate:2 CreatePartitions:2 RenewDelegationToken:2 ExpireDelegationToken:2 " +
    "DescribeDelegationToken:2",
  "2.6": "ListGroups:4 DeleteRecords:2 DescribeConfigs:3 DescribeLogDirs:2 DescribeClientQuotas:0 " +
    "AlterClientQuotas:0",
  "2.7": "Fetch:12 CreateTopics:6 DeleteTopics:5 InitProducerId:4 AddPartitionsToTxn:2 AddOffsetsToTxn:2 EndTxn:2 " +
    "CreatePartitions:3 DescribeUserScramCredentials:0 AlterUserScramCredentials:0 UpdateFeatures:0",
  "2.8": "Produce:9 ListOffsets:6 Metadata:11 CreateTopics:7 DeleteTopics:6 OffsetForLeaderEpoch:4 " +
    "AddPartitionsToTxn:3 AddOffsetsToTxn:3 EndTxn:3 WriteTxnMarkers:1 DescribeConfigs:4 AlterConfigs:2 " +
    "AlterReplicaLogDirs:2 DescribeClientQuotas:1 AlterClientQuotas:1 DescribeCluster:0 DescribeProducers:0",
  "3.0": "ListOffsets:7 OffsetFetch:8 FindCoordinator:4 DescribeTransactions:0 ListTransactions:0",
  "3.1": "Fetch:13 Metadata:12",
  "3.2": "JoinGroup:9 LeaveGroup:5 DescribeLogDirs:3",
  "3.3": "DescribeAcls:3 CreateAcls:3 DeleteAcls:3 DescribeLogDirs:4 CreateDelegationToken:- " +
    "RenewDelegationToken:- ExpireDelegationToken:- DescribeDelegationToken:- DescribeUserScramCredentials:- " +
    "AlterUserScramCredentials:- DescribeQuorum:1 UpdateFeatures:1 UnregisterBroker:0",
  "3.4": "",
  "3.5": "Fetch:15 ListOffsets:8 DescribeUserScramCredentials:0 AlterUserScramCredentials:0",
  "3.6": "AddPartitionsToTxn:4 CreateDelegationToken:3 RenewDelegationToken:2 ExpireDelegationToken:2 " +
    "DescribeDelegationToken:3",
  "3.7": "Produce:10 Fetch:16 OffsetCommit:9 OffsetFetch:9 DescribeCluster:1 ConsumerGroupHeartbeat:0 " +
    "ListConfigResources:0",
  "3.8": "Produce:11 FindCoordinator:5 ListGroups:5 InitProducerId:5 AddPartitionsToTxn:5 AddOffsetsToTxn:4 " +
    "EndTxn:4 TxnOffsetCommit:4 ListTransactions:1 ConsumerGroupDescribe:0 DescribeTopicPartitions:0",
  "3.9": "Fetch:17 ListOffsets:9 FindCoordinator:6 ApiVersions:4 DescribeQuorum:2 AddRaftVoter:0 RemoveRaftVoter:0",
  "4.0": "Produce:3-12 Fetch:4-17 ListOffsets:1-10 Metadata:13 OffsetCommit:2-9 OffsetFetch:1-9 DescribeGroups:6 " +
    "CreateTopics:2-7 DeleteTopics:1-6 OffsetForLeaderEpoch:2-4 EndTxn:5 WriteTxnMarkers:1-1 " +
    "TxnOffsetCommit:5 DescribeAcls:1-3 CreateAcls:1-3 DeleteAcls:1-3 DescribeConfigs:1-4 " +
    "AlterReplicaLogDirs:1-2 DescribeLogDirs:1-4 CreateDelegationToken:1-3 RenewDelegationToken:1-2 " +
    "ExpireDelegationToken:1-2 DescribeDelegationToken:1-3 UpdateFeatures:2 DescribeCluster:2 " +
    "ConsumerGroupHeartbeat:1 ConsumerGroupDescribe:1",
  "4.1": "Produce:3-13 Fetch:4-18 AlterPartitionReassignments:1 ListTransactions:2 ListConfigResources:1 " +
    "ShareGroupHeartbeat:1-1 ShareGroupDescribe:1-1 ShareFetch:1-1 ShareAcknowledge:1-1 " +
    "InitializeShareGroupState:0 ReadShareGroupState:0 WriteShareGroupState:0 DeleteShareGroupState:0 " +
    "ReadShareGroupStateSummary:0 DescribeShareGroupOffsets:0 AlterShareGroupOffsets:0 " +
    "DeleteShareGroupOffsets:0",
  "4.2": "ListOffsets:1-11 OffsetCommit:2-10 OffsetFetch:1-10 WriteTxnMarkers:1-2 ShareFetch:1-2 " +
    "ShareAcknowledge:1-2 AddRaftVoter:1 WriteShareGroupState:1 ReadShareGroupStateSummary:1 " +
    "StreamsGroupHeartbeat:0 StreamsGroupDescribe:0 DescribeShareGroupOffsets:1",
  "4.3": "DescribeLogDirs:1-5",
  "4.4": "ApiVersions:5 TxnOffsetCommit:6 DeleteGroups:3 StreamsGroupHeartbeat:1 StreamsGroupDescribe:1 " +
    "StreamsGroupTopologyDescriptionUpdate:0 UnregisterController:0",
};

/** All releases, oldest first. */
export const KAFKA_RELEASES: readonly KafkaRelease[] = Object.keys(CHANGES) as KafkaRelease[];

/** The newest release: what a cluster is when nothing is said. */
export const NEWEST_RELEASE: KafkaRelease = "4.4";

/** Whether `release` is `other` or one after it. */
export function isAtLeast(release: KafkaRelease, other: KafkaRelease): boolean {
  return KAFKA_RELEASES.indexOf(release) >= KAFKA_RELEASES.indexOf(other);
}

/** Versions that a release speaks, for the names in `apiNames`: null for what it doesn't know. */
export function releaseVersions(
  release: KafkaRelease,
  apiNames: Iterable<string>,
): Record<string, VersionRange | null> {
  const known = new Map<string, VersionRange | null>();
  for (const one of KAFKA_RELEASES.slice(0, KAFKA_RELEASES.indexOf(release) + 1)) {
    for (const change of CHANGES[one].split(" ")) {
      const [name, versions = ""] = change.split(":");
      const [low, high] = versions.includes("-") ? versions.split("-") : ["0", versions];
      known.set(name, versions === "-" ? null : [Number(low), Number(high)]);
    }
  }
  return Object.fromEntries([...apiNames].map((name) => [name, known.get(name) ?? null]));
}

/** A feature of a release: what it supports, and the level that a fresh cluster has. */
export interface ReleaseFeature {
  /** Kafka's name. */
  readonly name: string;
  /** Lowest level. */
  readonly min: number;
  /** Highest level. */
  readonly max: number;
  /** Level of a fresh cluster; 0 = not finalized. */
  readonly level: number;
}

type FeatureRow = readonly [from: KafkaRelease, min: number, max: number, level: number];

/** Rows of each feature, oldest first; the last one that is not newer than the release holds. */
const FEATURES: Readonly<Record<string, readonly FeatureRow[]>> = {
  "metadata.version": [
    ["3.3", 1, 7, 7],
    ["3.4", 1, 8, 8],
    ["3.5", 1, 11, 11],
    ["3.6", 1, 14, 14],
    ["3.7", 1, 19, 19],
    ["3.8", 1, 20, 20],
    ["3.9", 1, 21, 21],
    ["4.0", 7, 25, 25],
    ["4.1", 7, 27, 27],
    ["4.2", 7, 29, 29],
    ["4.3", 7, 30, 30],
    ["4.4", 7, 33, 33],
  ],
  "kraft.version": [["3.9", 0, 1, 0]],
  "group.version": [["4.0", 0, 1, 1]],
  "transaction.version": [["4.0", 0, 2, 2]],
  "eligible.leader.replicas.version": [["4.0", 0, 1, 0], ["4.1", 0, 1, 1]],
  "share.version": [["4.1", 0, 1, 0], ["4.2", 0, 1, 1], ["4.4", 0, 2, 2]],
  "streams.version": [["4.1", 0, 1, 0], ["4.2", 0, 1, 1]],
};

/** The features of a release. */
export function releaseFeatures(release: KafkaRelease): ReleaseFeature[] {
  return Object.entries(FEATURES).flatMap(([name, rows]) => {
    const row = rows.findLast(([from]) => isAtLeast(release, from));
    return row === undefined ? [] : [{ name, min: row[1], max: row[2], level: row[3] }];
  });
}
