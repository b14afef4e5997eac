// The table of all handlers. Called by the broker; a new API is a file in handlers/ and a line here.
import type { Handler } from "./handler.ts";
import { addOffsetsToTxn } from "./handlers/add_offsets_to_txn.ts";
import { addPartitionsToTxn } from "./handlers/add_partitions_to_txn.ts";
import { alterClientQuotas } from "./handlers/alter_client_quotas.ts";
import { alterConfigs } from "./handlers/alter_configs.ts";
import { alterPartitionReassignments } from "./handlers/alter_partition_reassignments.ts";
import { alterReplicaLogDirs } from "./handlers/alter_replica_log_dirs.ts";
import { alterUserScramCredentials } from "./handlers/alter_user_scram_credentials.ts";
import { apiVersions } from "./handlers/api_versions.ts";
import { consumerGroupDescribe } from "./handlers/consumer_group_describe.ts";
import { consumerGroupHeartbeat } from "./handlers/consumer_group_heartbeat.ts";
import { createAcls } from "./handlers/create_acls.ts";
import { createPartitions } from "./handlers/create_partitions.ts";
import { createTopics } from "./handlers/create_topics.ts";
import { deleteAcls } from "./handlers/delete_acls.ts";
import { deleteGroups } from "./handlers/delete_groups.ts";
import { deleteTopics } from "./handlers/delete_topics.ts";
import { deleteRecords } from "./handlers/delete_records.ts";
import { describeAcls } from "./handlers/describe_acls.ts";
import { describeClientQuotas } from "./handlers/describe_client_quotas.ts";
import { describeLogDirs } from "./handlers/describe_log_dirs.ts";
import { describeProducers } from "./handlers/describe_producers.ts";
import { describeCluster } from "./handlers/describe_cluster.ts";
import { describeConfigs } from "./handlers/describe_configs.ts";
import { describeGroups } from "./handlers/describe_groups.ts";
import { describeQuorum } from "./handlers/describe_quorum.ts";
import { describeTopicPartitions } from "./handlers/describe_topic_partitions.ts";
import { describeTransactions } from "./handlers/describe_transactions.ts";
import { describeUserScramCredentials } from "./handlers/describe_user_scram_credentials.ts";
import { electLeaders } from "./handlers/elect_leaders.ts";
import { endTxn } from "./handlers/end_txn.ts";
import { fetch } from "./handlers/fetch.ts";
import { findCoordinator } from "./handlers/find_coordinator.ts";
import { heartbeat } from "./handlers/heartbeat.ts";
import { incrementalAlterConfigs } from "./handlers/incremental_alter_configs.ts";
import { initProducerId } from "./handlers/init_producer_id.ts";
import { joinGroup } from "./handlers/join_group.ts";
import { leaveGroup } from "./handlers/leave_group.ts";
import { listConfigResources } from "./handlers/list_config_resources.ts";
import { listGroups } from "./handlers/list_groups.ts";
import { listOffsets } from "./handlers/list_offsets.ts";
import { listPartitionReassignments } from "./handlers/list_partition_reassignments.ts";
import { listTransactions } from "./handlers/list_transactions.ts";
import { metadata } from "./handlers/metadata.ts";
import { offsetCommit } from "./handlers/offset_commit.ts";
import { offsetDelete } from "./handlers/offset_delete.ts";
import { offsetFetch } from "./handlers/offset_fetch.ts";
import { offsetForLeaderEpoch } from "./handlers/offset_for_leader_epoch.ts";
import { produce } from "./handlers/produce.ts";
import { saslAuthenticate } from "./handlers/sasl_authenticate.ts";
import { saslHandshake } from "./handlers/sasl_handshake.ts";
import { syncGroup } from "./handlers/sync_group.ts";
import { txnOffsetCommit } from "./handlers/txn_offset_commit.ts";
import { unregisterBroker } from "./handlers/unregister_broker.ts";
import { updateFeatures } from "./handlers/update_features.ts";
import { writeTxnMarkers } from "./handlers/write_txn_markers.ts";

const ALL: readonly Handler[] = [
  alterClientQuotas,
  alterPartitionReassignments,
  alterReplicaLogDirs,
  alterUserScramCredentials,
  createAcls,
  createPartitions,
  deleteAcls,
  describeAcls,
  describeClientQuotas,
  describeLogDirs,
  describeProducers,
  deleteRecords,
  addOffsetsToTxn,
  addPartitionsToTxn,
  alterConfigs,
  apiVersions,
  consumerGroupDescribe,
  consumerGroupHeartbeat,
  createTopics,
  deleteGroups,
  deleteTopics,
  describeCluster,
  describeConfigs,
  describeGroups,
  describeQuorum,
  describeTopicPartitions,
  describeTransactions,
  describeUserScramCredentials,
  electLeaders,
  endTxn,
  fetch,
  findCoordinator,
  heartbeat,
  incrementalAlterConfigs,
  initProducerId,
  joinGroup,
  leaveGroup,
  listConfigResources,
  listGroups,
  listOffsets,
  listPartitionReassignments,
  listTransactions,
  metadata,
  offsetCommit,
  offsetDelete,
  offsetFetch,
  offsetForLeaderEpoch,
  produce,
  saslAuthenticate,
  saslHandshake,
  syncGroup,
  txnOffsetCommit,
  unregisterBroker,
  updateFeatures,
  writeTxnMarkers,
];

/** Handlers by API key. */
export function allHandlers(): ReadonlyMap<number, Handler> {
  return new Map(ALL.map((one) => [one.api.key, one]));
}
