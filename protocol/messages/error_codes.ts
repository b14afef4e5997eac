// Generated from the enum org.apache.kafka.common.protocol.Errors of kafka-clients 4.4.0 by tools/gen; do not edit.

/** Type of {@linkcode ErrorCode}: Kafka's error codes by name. */
export interface ErrorCodes {
  /** The server experienced an unexpected error when processing the request. */
  readonly UNKNOWN_SERVER_ERROR: -1;
  /** NONE. */
  readonly NONE: 0;
  /** The requested offset is not within the range of offsets maintained by the server. */
  readonly OFFSET_OUT_OF_RANGE: 1;
  /** This message has failed its CRC checksum, exceeds the valid size, has a null key for a compacted topic, or is otherwise corrupt. */
  readonly CORRUPT_MESSAGE: 2;
  /** This server does not host this topic-partition. */
  readonly UNKNOWN_TOPIC_OR_PARTITION: 3;
  /** The requested fetch size is invalid. */
  readonly INVALID_FETCH_SIZE: 4;
  /** There is no leader for this topic-partition as we are in the middle of a leadership election. */
  readonly LEADER_NOT_AVAILABLE: 5;
  /** For requests intended only for the leader, this error indicates that the broker is not the current leader. For requests intended for any replica, this error indicates that the broker is not a replica of the topic partition. */
  readonly NOT_LEADER_OR_FOLLOWER: 6;
  /** The request timed out. */
  readonly REQUEST_TIMED_OUT: 7;
  /** The broker is not available. */
  readonly BROKER_NOT_AVAILABLE: 8;
  /** The replica is not available for the requested topic-partition. Produce/Fetch requests and other requests intended only for the leader or follower return NOT_LEADER_OR_FOLLOWER if the broker is not a replica of the topic-partition. */
  readonly REPLICA_NOT_AVAILABLE: 9;
  /** The request included a message larger than the max message size the server will accept. */
  readonly MESSAGE_TOO_LARGE: 10;
  /** The controller moved to another broker. */
  readonly STALE_CONTROLLER_EPOCH: 11;
  /** The metadata field of the offset request was too large. */
  readonly OFFSET_METADATA_TOO_LARGE: 12;
  /** The server disconnected before a response was received. */
  readonly NETWORK_EXCEPTION: 13;
  /** The coordinator is loading and hence can't process requests. */
  readonly COORDINATOR_LOAD_IN_PROGRESS: 14;
  /** The coordinator is not available. */
  readonly COORDINATOR_NOT_AVAILABLE: 15;
  /** This is not the correct coordinator. */
  readonly NOT_COORDINATOR: 16;
  /** The request attempted to perform an operation on an invalid topic. */
  readonly INVALID_TOPIC_EXCEPTION: 17;
  /** The request included message batch larger than the configured segment size on the server. */
  readonly RECORD_LIST_TOO_LARGE: 18;
  /** Messages are rejected since there are fewer in-sync replicas than required. */
  readonly NOT_ENOUGH_REPLICAS: 19;
  /** Messages are written to the log, but to fewer in-sync replicas than required. */
  readonly NOT_ENOUGH_REPLICAS_AFTER_APPEND: 20;
  /** Produce request specified an invalid value for required acks. */
  readonly INVALID_REQUIRED_ACKS: 21;
  /** Specified group generation id is not valid. */
  readonly ILLEGAL_GENERATION: 22;
  /** The group member's supported protocols are incompatible with those of existing members or first group member tried to join with empty protocol type or empty protocol list. */
  readonly INCONSISTENT_GROUP_PROTOCOL: 23;
  /** The group id is invalid. */
  readonly INVALID_GROUP_ID: 24;
  /** The coordinator is not aware of this member. */
  readonly UNKNOWN_MEMBER_ID: 25;
  /** The session timeout is not within the range allowed by the broker (as configured by group.min.session.timeout.ms and group.max.session.timeout.ms). */
  readonly INVALID_SESSION_TIMEOUT: 26;
  /** The group is rebalancing, so a rejoin is needed. */
  readonly REBALANCE_IN_PROGRESS: 27;
  /** The committing offset data size is not valid. */
  readonly INVALID_COMMIT_OFFSET_SIZE: 28;
  /** Topic authorization failed. */
  readonly TOPIC_AUTHORIZATION_FAILED: 29;
  /** Group authorization failed. */
  readonly GROUP_AUTHORIZATION_FAILED: 30;
  /** Cluster authorization failed. */
  readonly CLUSTER_AUTHORIZATION_FAILED: 31;
  /** The timestamp of the message is out of acceptable range. */
  readonly INVALID_TIMESTAMP: 32;
  /** The broker does not support the requested SASL mechanism. */
  readonly UNSUPPORTED_SASL_MECHANISM: 33;
  /** Request is not valid given the current SASL state. */
  readonly ILLEGAL_SASL_STATE: 34;
  /** The version of API is not supported. */
  readonly UNSUPPORTED_VERSION: 35;
  /** Topic with this name already exists. */
  readonly TOPIC_ALREADY_EXISTS: 36;
  /** Number of partitions is below 1. */
  readonly INVALID_PARTITIONS: 37;
  /** Replication factor is below 1 or larger than the number of available brokers. */
  readonly INVALID_REPLICATION_FACTOR: 38;
  /** Replica assignment is invalid. */
  readonly INVALID_REPLICA_ASSIGNMENT: 39;
  /** Configuration is invalid. */
  readonly INVALID_CONFIG: 40;
  /** This is not the correct controller for this cluster. */
  readonly NOT_CONTROLLER: 41;
  /** This most likely occurs because of a request being malformed by the client library or the message was sent to an incompatible broker. See the broker logs for more details. */
  readonly INVALID_REQUEST: 42;
  /** The message format version on the broker does not support the request. */
  readonly UNSUPPORTED_FOR_MESSAGE_FORMAT: 43;
  /** Request parameters do not satisfy the configured policy. */
  readonly POLICY_VIOLATION: 44;
  /** The broker received an out of order sequence number. */
  readonly OUT_OF_ORDER_SEQUENCE_NUMBER: 45;
  /** The broker received a duplicate sequence number. */
  readonly DUPLICATE_SEQUENCE_NUMBER: 46;
  /** Producer attempted to produce with an old epoch. */
  readonly INVALID_PRODUCER_EPOCH: 47;
  /** The producer attempted a transactional operation in an invalid state. */
  readonly INVALID_TXN_STATE: 48;
  /** The producer attempted to use a producer id which is not currently assigned to its transactional id. */
  readonly INVALID_PRODUCER_ID_MAPPING: 49;
  /** The transaction timeout is larger than the maximum value allowed by the broker (as configured by transaction.max.timeout.ms). */
  readonly INVALID_TRANSACTION_TIMEOUT: 50;
  /** The producer attempted to update a transaction while another concurrent operation on the same transaction was ongoing. */
  readonly CONCURRENT_TRANSACTIONS: 51;
  /** Indicates that the transaction coordinator sending a WriteTxnMarker is no longer the current coordinator for a given producer. */
  readonly TRANSACTION_COORDINATOR_FENCED: 52;
  /** Transactional Id authorization failed. */
  readonly TRANSACTIONAL_ID_AUTHORIZATION_FAILED: 53;
  /** Security features are disabled. */
  readonly SECURITY_DISABLED: 54;
  /** The broker did not attempt to execute this operation. This may happen for batched RPCs where some operations in the batch failed, causing the broker to respond without trying the rest. */
  readonly OPERATION_NOT_ATTEMPTED: 55;
  /** Disk error when trying to access log file on the disk. */
  readonly KAFKA_STORAGE_ERROR: 56;
  /** The user-specified log directory is not found in the broker config. */
  readonly LOG_DIR_NOT_FOUND: 57;
  /** SASL Authentication failed. */
  readonly SASL_AUTHENTICATION_FAILED: 58;
  /** This exception is raised by the broker if it could not locate the producer metadata associated with the producerId in question. This could happen if, for instance, the producer's records were deleted because their retention time had elapsed. Once the last records of the producerId are removed, the producer's metadata is removed from the broker, and future appends by the producer will return this exception. */
  readonly UNKNOWN_PRODUCER_ID: 59;
  /** A partition reassignment is in progress. */
  readonly REASSIGNMENT_IN_PROGRESS: 60;
  /** Delegation Token feature is not enabled. */
  readonly DELEGATION_TOKEN_AUTH_DISABLED: 61;
  /** Delegation Token is not found on server. */
  readonly DELEGATION_TOKEN_NOT_FOUND: 62;
  /** Specified Principal is not valid Owner/Renewer. */
  readonly DELEGATION_TOKEN_OWNER_MISMATCH: 63;
  /** Delegation Token requests are not allowed on PLAINTEXT/1-way SSL channels and on delegation token authenticated channels. */
  readonly DELEGATION_TOKEN_REQUEST_NOT_ALLOWED: 64;
  /** Delegation Token authorization failed. */
  readonly DELEGATION_TOKEN_AUTHORIZATION_FAILED: 65;
  /** Delegation Token is expired. */
  readonly DELEGATION_TOKEN_EXPIRED: 66;
  /** Supplied principalType is not supported. */
  readonly INVALID_PRINCIPAL_TYPE: 67;
  /** The group is not empty. */
  readonly NON_EMPTY_GROUP: 68;
  /** The group id does not exist. */
  readonly GROUP_ID_NOT_FOUND: 69;
  /** The fetch session ID was not found. */
  readonly FETCH_SESSION_ID_NOT_FOUND: 70;
  /** The fetch session epoch is invalid. */
  readonly INVALID_FETCH_SESSION_EPOCH: 71;
  /** There is no listener on the leader broker that matches the listener on which metadata request was processed. */
  readonly LISTENER_NOT_FOUND: 72;
  /** Topic deletion is disabled. */
  readonly TOPIC_DELETION_DISABLED: 73;
  /** The leader epoch in the request is older than the epoch on the broker. */
  readonly FENCED_LEADER_EPOCH: 74;
  /** The leader epoch in the request is newer than the epoch on the broker. */
  readonly UNKNOWN_LEADER_EPOCH: 75;
  /** The requesting client does not support the compression type of given partition. */
  readonly UNSUPPORTED_COMPRESSION_TYPE: 76;
  /** Broker epoch has changed. */
  readonly STALE_BROKER_EPOCH: 77;
  /** The leader high watermark has not caught up from a recent leader election so the offsets cannot be guaranteed to be monotonically increasing. */
  readonly OFFSET_NOT_AVAILABLE: 78;
  /** The group member needs to have a valid member id before actually entering a consumer group. */
  readonly MEMBER_ID_REQUIRED: 79;
  /** The preferred leader was not available. */
  readonly PREFERRED_LEADER_NOT_AVAILABLE: 80;
  /** The group has reached its maximum size. */
  readonly GROUP_MAX_SIZE_REACHED: 81;
  /** The broker rejected this static consumer since another consumer with the same group.instance.id has registered with a different member.id. */
  readonly FENCED_INSTANCE_ID: 82;
  /** Eligible topic partition leaders are not available. */
  readonly ELIGIBLE_LEADERS_NOT_AVAILABLE: 83;
  /** Leader election not needed for topic partition. */
  readonly ELECTION_NOT_NEEDED: 84;
  /** No partition reassignment is in progress. */
  readonly NO_REASSIGNMENT_IN_PROGRESS: 85;
  /** Deleting offsets of a topic is forbidden while the consumer group is actively subscribed to it. */
  readonly GROUP_SUBSCRIBED_TO_TOPIC: 86;
  /** This record has failed the validation on broker and hence will be rejected. */
  readonly INVALID_RECORD: 87;
  /** There are unstable offsets that need to be cleared. */
  readonly UNSTABLE_OFFSET_COMMIT: 88;
  /** The throttling quota has been exceeded. */
  readonly THROTTLING_QUOTA_EXCEEDED: 89;
  /** There is a newer producer with the same transactionalId which fences the current one. */
  readonly PRODUCER_FENCED: 90;
  /** A request illegally referred to a resource that does not exist. */
  readonly RESOURCE_NOT_FOUND: 91;
  /** A request illegally referred to the same resource twice. */
  readonly DUPLICATE_RESOURCE: 92;
  /** Requested credential would not meet criteria for acceptability. */
  readonly UNACCEPTABLE_CREDENTIAL: 93;
  /** Indicates that the either the sender or recipient of a voter-only request is not one of the expected voters. */
  readonly INCONSISTENT_VOTER_SET: 94;
  /** The given update version was invalid. */
  readonly INVALID_UPDATE_VERSION: 95;
  /** Unable to update finalized features due to an unexpected server error. */
  readonly FEATURE_UPDATE_FAILED: 96;
  /** Request principal deserialization failed during forwarding. This indicates an internal error on the broker cluster security setup. */
  readonly PRINCIPAL_DESERIALIZATION_FAILURE: 97;
  /** Requested snapshot was not found. */
  readonly SNAPSHOT_NOT_FOUND: 98;
  /** Requested position is not greater than or equal to zero, and less than the size of the snapshot. */
  readonly POSITION_OUT_OF_RANGE: 99;
  /** This server does not host this topic ID. */
  readonly UNKNOWN_TOPIC_ID: 100;
  /** This broker ID is already in use. */
  readonly DUPLICATE_BROKER_REGISTRATION: 101;
  /** The given broker ID was not registered. */
  readonly BROKER_ID_NOT_REGISTERED: 102;
  /** The log's topic ID did not match the topic ID in the request. */
  readonly INCONSISTENT_TOPIC_ID: 103;
  /** The clusterId in the request does not match that found on the server. */
  readonly INCONSISTENT_CLUSTER_ID: 104;
  /** The transactionalId could not be found. */
  readonly TRANSACTIONAL_ID_NOT_FOUND: 105;
  /** The fetch session encountered inconsistent topic ID usage. */
  readonly FETCH_SESSION_TOPIC_ID_ERROR: 106;
  /** The new ISR contains at least one ineligible replica. */
  readonly INELIGIBLE_REPLICA: 107;
  /** The AlterPartition request successfully updated the partition state but the leader has changed. */
  readonly NEW_LEADER_ELECTED: 108;
  /** The requested offset is moved to tiered storage. */
  readonly OFFSET_MOVED_TO_TIERED_STORAGE: 109;
  /** The member epoch is fenced by the group coordinator. The member must abandon all its partitions and rejoin. */
  readonly FENCED_MEMBER_EPOCH: 110;
  /** The instance ID is still used by another member in the consumer group. That member must leave first. */
  readonly UNRELEASED_INSTANCE_ID: 111;
  /** The assignor or its version range is not supported by the consumer group. */
  readonly UNSUPPORTED_ASSIGNOR: 112;
  /** The member epoch is stale. The member must retry after receiving its updated member epoch via the ConsumerGroupHeartbeat API. */
  readonly STALE_MEMBER_EPOCH: 113;
  /** The request was sent to an endpoint of the wrong type. */
  readonly MISMATCHED_ENDPOINT_TYPE: 114;
  /** This endpoint type is not supported yet. */
  readonly UNSUPPORTED_ENDPOINT_TYPE: 115;
  /** This controller ID is not known. */
  readonly UNKNOWN_CONTROLLER_ID: 116;
  /** Client sent a push telemetry request with an invalid or outdated subscription ID. */
  readonly UNKNOWN_SUBSCRIPTION_ID: 117;
  /** Client sent a push telemetry request larger than the maximum size the broker will accept. */
  readonly TELEMETRY_TOO_LARGE: 118;
  /** The controller has considered the broker registration to be invalid. */
  readonly INVALID_REGISTRATION: 119;
  /** The server encountered an error with the transaction. The client can abort the transaction to continue using this transactional ID. */
  readonly TRANSACTION_ABORTABLE: 120;
  /** The record state is invalid. The acknowledgement of delivery could not be completed. */
  readonly INVALID_RECORD_STATE: 121;
  /** The share session was not found. */
  readonly SHARE_SESSION_NOT_FOUND: 122;
  /** The share session epoch is invalid. */
  readonly INVALID_SHARE_SESSION_EPOCH: 123;
  /** The coordinator rejected the request because the state epoch did not match. */
  readonly FENCED_STATE_EPOCH: 124;
  /** The voter key doesn't match the receiving replica's key. */
  readonly INVALID_VOTER_KEY: 125;
  /** The voter is already part of the set of voters. */
  readonly DUPLICATE_VOTER: 126;
  /** The voter is not part of the set of voters. */
  readonly VOTER_NOT_FOUND: 127;
  /** The regular expression is not valid. */
  readonly INVALID_REGULAR_EXPRESSION: 128;
  /** Client metadata is stale. The client should rebootstrap to obtain new metadata. */
  readonly REBOOTSTRAP_REQUIRED: 129;
  /** The supplied topology is invalid. */
  readonly STREAMS_INVALID_TOPOLOGY: 130;
  /** The supplied topology epoch is invalid. */
  readonly STREAMS_INVALID_TOPOLOGY_EPOCH: 131;
  /** The supplied topology epoch is outdated. */
  readonly STREAMS_TOPOLOGY_FENCED: 132;
  /** The limit of share sessions has been reached. */
  readonly SHARE_SESSION_LIMIT_REACHED: 133;
  /** DeleteGroups could not complete; see the error message on the per-group result for details. */
  readonly GROUP_DELETION_FAILED: 134;
  /** The broker could not process the topology description update; see the error message for details. */
  readonly STREAMS_TOPOLOGY_DESCRIPTION_UPDATE_FAILED: 135;
  /** The given controller ID was not registered. */
  readonly CONTROLLER_ID_NOT_REGISTERED: 136;
}

/** Kafka's error codes by name. */
export const ErrorCode: ErrorCodes = {
  UNKNOWN_SERVER_ERROR: -1,
  NONE: 0,
  OFFSET_OUT_OF_RANGE: 1,
  CORRUPT_MESSAGE: 2,
  UNKNOWN_TOPIC_OR_PARTITION: 3,
  INVALID_FETCH_SIZE: 4,
  LEADER_NOT_AVAILABLE: 5,
  NOT_LEADER_OR_FOLLOWER: 6,
  REQUEST_TIMED_OUT: 7,
  BROKER_NOT_AVAILABLE: 8,
  REPLICA_NOT_AVAILABLE: 9,
  MESSAGE_TOO_LARGE: 10,
  STALE_CONTROLLER_EPOCH: 11,
  OFFSET_METADATA_TOO_LARGE: 12,
  NETWORK_EXCEPTION: 13,
  COORDINATOR_LOAD_IN_PROGRESS: 14,
  COORDINATOR_NOT_AVAILABLE: 15,
  NOT_COORDINATOR: 16,
  INVALID_TOPIC_EXCEPTION: 17,
  RECORD_LIST_TOO_LARGE: 18,
  NOT_ENOUGH_REPLICAS: 19,
  NOT_ENOUGH_REPLICAS_AFTER_APPEND: 20,
  INVALID_REQUIRED_ACKS: 21,
  ILLEGAL_GENERATION: 22,
  INCONSISTENT_GROUP_PROTOCOL: 23,
  INVALID_GROUP_ID: 24,
  UNKNOWN_MEMBER_ID: 25,
  INVALID_SESSION_TIMEOUT: 26,
  REBALANCE_IN_PROGRESS: 27,
  INVALID_COMMIT_OFFSET_SIZE: 28,
  TOPIC_AUTHORIZATION_FAILED: 29,
  GROUP_AUTHORIZATION_FAILED: 30,
  CLUSTER_AUTHORIZATION_FAILED: 31,
  INVALID_TIMESTAMP: 32,
  UNSUPPORTED_SASL_MECHANISM: 33,
  ILLEGAL_SASL_STATE: 34,
  UNSUPPORTED_VERSION: 35,
  TOPIC_ALREADY_EXISTS: 36,
  INVALID_PARTITIONS: 37,
  INVALID_REPLICATION_FACTOR: 38,
  INVALID_REPLICA_ASSIGNMENT: 39,
  INVALID_CONFIG: 40,
  NOT_CONTROLLER: 41,
  INVALID_REQUEST: 42,
  UNSUPPORTED_FOR_MESSAGE_FORMAT: 43,
  POLICY_VIOLATION: 44,
  OUT_OF_ORDER_SEQUENCE_NUMBER: 45,
  DUPLICATE_SEQUENCE_NUMBER: 46,
  INVALID_PRODUCER_EPOCH: 47,
  INVALID_TXN_STATE: 48,
  INVALID_PRODUCER_ID_MAPPING: 49,
  INVALID_TRANSACTION_TIMEOUT: 50,
  CONCURRENT_TRANSACTIONS: 51,
  TRANSACTION_COORDINATOR_FENCED: 52,
  TRANSACTIONAL_ID_AUTHORIZATION_FAILED: 53,
  SECURITY_DISABLED: 54,
  OPERATION_NOT_ATTEMPTED: 55,
  KAFKA_STORAGE_ERROR: 56,
  LOG_DIR_NOT_FOUND: 57,
  SASL_AUTHENTICATION_FAILED: 58,
  UNKNOWN_PRODUCER_ID: 59,
  REASSIGNMENT_IN_PROGRESS: 60,
  DELEGATION_TOKEN_AUTH_DISABLED: 61,
  DELEGATION_TOKEN_NOT_FOUND: 62,
  DELEGATION_TOKEN_OWNER_MISMATCH: 63,
  DELEGATION_TOKEN_REQUEST_NOT_ALLOWED: 64,
  DELEGATION_TOKEN_AUTHORIZATION_FAILED: 65,
  DELEGATION_TOKEN_EXPIRED: 66,
  INVALID_PRINCIPAL_TYPE: 67,
  NON_EMPTY_GROUP: 68,
  GROUP_ID_NOT_FOUND: 69,
  FETCH_SESSION_ID_NOT_FOUND: 70,
  INVALID_FETCH_SESSION_EPOCH: 71,
  LISTENER_NOT_FOUND: 72,
  TOPIC_DELETION_DISABLED: 73,
  FENCED_LEADER_EPOCH: 74,
  UNKNOWN_LEADER_EPOCH: 75,
  UNSUPPORTED_COMPRESSION_TYPE: 76,
  STALE_BROKER_EPOCH: 77,
  OFFSET_NOT_AVAILABLE: 78,
  MEMBER_ID_REQUIRED: 79,
  PREFERRED_LEADER_NOT_AVAILABLE: 80,
  GROUP_MAX_SIZE_REACHED: 81,
  FENCED_INSTANCE_ID: 82,
  ELIGIBLE_LEADERS_NOT_AVAILABLE: 83,
  ELECTION_NOT_NEEDED: 84,
  NO_REASSIGNMENT_IN_PROGRESS: 85,
  GROUP_SUBSCRIBED_TO_TOPIC: 86,
  INVALID_RECORD: 87,
  UNSTABLE_OFFSET_COMMIT: 88,
  THROTTLING_QUOTA_EXCEEDED: 89,
  PRODUCER_FENCED: 90,
  RESOURCE_NOT_FOUND: 91,
  DUPLICATE_RESOURCE: 92,
  UNACCEPTABLE_CREDENTIAL: 93,
  INCONSISTENT_VOTER_SET: 94,
  INVALID_UPDATE_VERSION: 95,
  FEATURE_UPDATE_FAILED: 96,
  PRINCIPAL_DESERIALIZATION_FAILURE: 97,
  SNAPSHOT_NOT_FOUND: 98,
  POSITION_OUT_OF_RANGE: 99,
  UNKNOWN_TOPIC_ID: 100,
  DUPLICATE_BROKER_REGISTRATION: 101,
  BROKER_ID_NOT_REGISTERED: 102,
  INCONSISTENT_TOPIC_ID: 103,
  INCONSISTENT_CLUSTER_ID: 104,
  TRANSACTIONAL_ID_NOT_FOUND: 105,
  FETCH_SESSION_TOPIC_ID_ERROR: 106,
  INELIGIBLE_REPLICA: 107,
  NEW_LEADER_ELECTED: 108,
  OFFSET_MOVED_TO_TIERED_STORAGE: 109,
  FENCED_MEMBER_EPOCH: 110,
  UNRELEASED_INSTANCE_ID: 111,
  UNSUPPORTED_ASSIGNOR: 112,
  STALE_MEMBER_EPOCH: 113,
  MISMATCHED_ENDPOINT_TYPE: 114,
  UNSUPPORTED_ENDPOINT_TYPE: 115,
  UNKNOWN_CONTROLLER_ID: 116,
  UNKNOWN_SUBSCRIPTION_ID: 117,
  TELEMETRY_TOO_LARGE: 118,
  INVALID_REGISTRATION: 119,
  TRANSACTION_ABORTABLE: 120,
  INVALID_RECORD_STATE: 121,
  SHARE_SESSION_NOT_FOUND: 122,
  INVALID_SHARE_SESSION_EPOCH: 123,
  FENCED_STATE_EPOCH: 124,
  INVALID_VOTER_KEY: 125,
  DUPLICATE_VOTER: 126,
  VOTER_NOT_FOUND: 127,
  INVALID_REGULAR_EXPRESSION: 128,
  REBOOTSTRAP_REQUIRED: 129,
  STREAMS_INVALID_TOPOLOGY: 130,
  STREAMS_INVALID_TOPOLOGY_EPOCH: 131,
  STREAMS_TOPOLOGY_FENCED: 132,
  SHARE_SESSION_LIMIT_REACHED: 133,
  GROUP_DELETION_FAILED: 134,
  STREAMS_TOPOLOGY_DESCRIPTION_UPDATE_FAILED: 135,
  CONTROLLER_ID_NOT_REGISTERED: 136,
};

/** What Kafka says about an error code. */
export interface ErrorInfo {
  /** The number on the wire. */
  readonly code: number;
  /** Kafka's name. */
  readonly name: string;
  /** Kafka's description. */
  readonly message: string;
  /** The same request may succeed later. */
  readonly retriable: boolean;
  /** The client's metadata are out of date. */
  readonly refreshMetadata: boolean;
}

/** A line for each code, from -1 on: 1 = retriable, 2 = metadata out of date, 3 = both, and the description. */
const TABLE = `0The server experienced an unexpected error when processing the request.
0NONE
0The requested offset is not within the range of offsets maintained by the server.
1This message has failed its CRC checksum, exceeds the valid size, has a null key for a compacted topic, or is otherwise corrupt.
3This server does not host this topic-partition.
0The requested fetch size is invalid.
3There is no leader for this topic-partition as we are in the middle of a leadership election.
3For requests intended only for the leader, this error indicates that the broker is not the current leader. For requests intended for any replica, this error indicates that the broker is not a replica of the topic partition.
1The request timed out.
0The broker is not available.
3The replica is not available for the requested topic-partition. Produce/Fetch requests and other requests intended only for the leader or follower return NOT_LEADER_OR_FOLLOWER if the broker is not a replica of the topic-partition.
0The request included a message larger than the max message size the server will accept.
0The controller moved to another broker.
0The metadata field of the offset request was too large.
3The server disconnected before a response was received.
1The coordinator is loading and hence can't process requests.
3The coordinator is not available.
3This is not the correct coordinator.
0The request attempted to perform an operation on an invalid topic.
0The request included message batch larger than the configured segment size on the server.
1Messages are rejected since there are fewer in-sync replicas than required.
1Messages are written to the log, but to fewer in-sync replicas than required.
0Produce request specified an invalid value for required acks.
0Specified group generation id is not valid.
0The group member's supported protocols are incompatible with those of existing members or first group member tried to join with empty protocol type or empty protocol list.
0The group id is invalid.
0The coordinator is not aware of this member.
0The session timeout is not within the range allowed by the broker (as configured by group.min.session.timeout.ms and group.max.session.timeout.ms).
0The group is rebalancing, so a rejoin is needed.
0The committing offset data size is not valid.
0Topic authorization failed.
0Group authorization failed.
0Cluster authorization failed.
0The timestamp of the message is out of acceptable range.
0The broker does not support the requested SASL mechanism.
0Request is not valid given the current SASL state.
0The version of API is not supported.
0Topic with this name already exists.
0Number of partitions is below 1.
0Replication factor is below 1 or larger than the number of available brokers.
0Replica assignment is invalid.
0Configuration is invalid.
1This is not the correct controller for this cluster.
0This most likely occurs because of a request being malformed by the client library or the message was sent to an incompatible broker. See the broker logs for more details.
0The message format version on the broker does not support the request.
0Request parameters do not satisfy the configured policy.
0The broker received an out of order sequence number.
0The broker received a duplicate sequence number.
0Producer attempted to produce with an old epoch.
0The producer attempted a transactional operation in an invalid state.
0The producer attempted to use a producer id which is not currently assigned to its transactional id.
0The transaction timeout is larger than the maximum value allowed by the broker (as configured by transaction.max.timeout.ms).
1The producer attempted to update a transaction while another concurrent operation on the same transaction was ongoing.
0Indicates that the transaction coordinator sending a WriteTxnMarker is no longer the current coordinator for a given producer.
0Transactional Id authorization failed.
0Security features are disabled.
0The broker did not attempt to execute this operation. This may happen for batched RPCs where some operations in the batch failed, causing the broker to respond without trying the rest.
3Disk error when trying to access log file on the disk.
0The user-specified log directory is not found in the broker config.
0SASL Authentication failed.
0This exception is raised by the broker if it could not locate the producer metadata associated with the producerId in question. This could happen if, for instance, the producer's records were deleted because their retention time had elapsed. Once the last records of the producerId are removed, the producer's metadata is removed from the broker, and future appends by the producer will return this exception.
0A partition reassignment is in progress.
0Delegation Token feature is not enabled.
0Delegation Token is not found on server.
0Specified Principal is not valid Owner/Renewer.
0Delegation Token requests are not allowed on PLAINTEXT/1-way SSL channels and on delegation token authenticated channels.
0Delegation Token authorization failed.
0Delegation Token is expired.
0Supplied principalType is not supported.
0The group is not empty.
0The group id does not exist.
1The fetch session ID was not found.
1The fetch session epoch is invalid.
3There is no listener on the leader broker that matches the listener on which metadata request was processed.
0Topic deletion is disabled.
3The leader epoch in the request is older than the epoch on the broker.
1The leader epoch in the request is newer than the epoch on the broker.
0The requesting client does not support the compression type of given partition.
0Broker epoch has changed.
1The leader high watermark has not caught up from a recent leader election so the offsets cannot be guaranteed to be monotonically increasing.
0The group member needs to have a valid member id before actually entering a consumer group.
3The preferred leader was not available.
0The group has reached its maximum size.
0The broker rejected this static consumer since another consumer with the same group.instance.id has registered with a different member.id.
3Eligible topic partition leaders are not available.
3Leader election not needed for topic partition.
0No partition reassignment is in progress.
0Deleting offsets of a topic is forbidden while the consumer group is actively subscribed to it.
0This record has failed the validation on broker and hence will be rejected.
1There are unstable offsets that need to be cleared.
1The throttling quota has been exceeded.
0There is a newer producer with the same transactionalId which fences the current one.
0A request illegally referred to a resource that does not exist.
0A request illegally referred to the same resource twice.
0Requested credential would not meet criteria for acceptability.
0Indicates that the either the sender or recipient of a voter-only request is not one of the expected voters.
0The given update version was invalid.
0Unable to update finalized features due to an unexpected server error.
0Request principal deserialization failed during forwarding. This indicates an internal error on the broker cluster security setup.
0Requested snapshot was not found.
0Requested position is not greater than or equal to zero, and less than the size of the snapshot.
3This server does not host this topic ID.
0This broker ID is already in use.
0The given broker ID was not registered.
3The log's topic ID did not match the topic ID in the request.
0The clusterId in the request does not match that found on the server.
0The transactionalId could not be found.
1The fetch session encountered inconsistent topic ID usage.
0The new ISR contains at least one ineligible replica.
0The AlterPartition request successfully updated the partition state but the leader has changed.
0The requested offset is moved to tiered storage.
0The member epoch is fenced by the group coordinator. The member must abandon all its partitions and rejoin.
0The instance ID is still used by another member in the consumer group. That member must leave first.
0The assignor or its version range is not supported by the consumer group.
0The member epoch is stale. The member must retry after receiving its updated member epoch via the ConsumerGroupHeartbeat API.
0The request was sent to an endpoint of the wrong type.
0This endpoint type is not supported yet.
0This controller ID is not known.
0Client sent a push telemetry request with an invalid or outdated subscription ID.
0Client sent a push telemetry request larger than the maximum size the broker will accept.
0The controller has considered the broker registration to be invalid.
0The server encountered an error with the transaction. The client can abort the transaction to continue using this transactional ID.
0The record state is invalid. The acknowledgement of delivery could not be completed.
1The share session was not found.
1The share session epoch is invalid.
0The coordinator rejected the request because the state epoch did not match.
0The voter key doesn't match the receiving replica's key.
0The voter is already part of the set of voters.
0The voter is not part of the set of voters.
0The regular expression is not valid.
0Client metadata is stale. The client should rebootstrap to obtain new metadata.
0The supplied topology is invalid.
0The supplied topology epoch is invalid.
0The supplied topology epoch is outdated.
1The limit of share sessions has been reached.
0DeleteGroups could not complete; see the error message on the per-group result for details.
0The broker could not process the topology description update; see the error message for details.
0The given controller ID was not registered.`;

let names: readonly string[] = [];
let lines: readonly string[] = [];

/** What Kafka says about a code; undefined for one that is not known. */
export function errorInfo(code: number): ErrorInfo | undefined {
  if (lines.length === 0) {
    names = Object.keys(ErrorCode);
    lines = TABLE.split("\n");
  }
  const line = lines[code + 1];
  if (line === undefined) return undefined;
  const flags = Number(line[0]);
  return {
    code,
    name: names[code + 1],
    message: line.slice(1),
    retriable: flags % 2 === 1,
    refreshMetadata: flags > 1,
  };
}
