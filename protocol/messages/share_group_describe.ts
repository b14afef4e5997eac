// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readInt32, readString, writeInt32, writeString } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of ShareGroupDescribe (key 77, version 1). */
export const ShareGroupDescribe: ClientApi<ShareGroupDescribeRequest, ShareGroupDescribeResponse> = {
  key: 77,
  name: "ShareGroupDescribe",
  minVersion: 1,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: 0,
  encodeRequest: encodeShareGroupDescribeRequest,
  decodeResponse: decodeShareGroupDescribeResponse,
};

/** The broker's side of ShareGroupDescribe (key 77, version 1). */
export const ShareGroupDescribeBroker: BrokerApi<ShareGroupDescribeRequest, ShareGroupDescribeResponse> = {
  key: 77,
  name: "ShareGroupDescribe",
  minVersion: 1,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: 0,
  decodeRequest: decodeShareGroupDescribeRequest,
  encodeResponse: encodeShareGroupDescribeResponse,
};

/**
 * ShareGroupDescribeRequest, version 1.
 *
 * Version 0 was used for early access of KIP-932 in Apache Kafka 4.0 but removed in Apache Kafka 4.1.
 * Version 1 is the initial stable version (KIP-932).
 */
export interface ShareGroupDescribeRequest {
  /** The ids of the groups to describe. */
  readonly groupIds: readonly string[];
  /** Whether to include authorized operations. */
  readonly includeAuthorizedOperations: boolean;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ShareGroupDescribeRequest in version `v`, 1 to 1. */
export function encodeShareGroupDescribeRequest(w: Writer, m: Init<ShareGroupDescribeRequest>, v: number): void {
  w.begin("ShareGroupDescribeRequest", v, true);
  const { groupIds = [], includeAuthorizedOperations = false } = m;
  w.array(groupIds, "groupIds", writeString);
  w.bool(includeAuthorizedOperations, "includeAuthorizedOperations");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ShareGroupDescribeRequest in version `v`, 1 to 1. */
export function decodeShareGroupDescribeRequest(r: Reader, v: number): ShareGroupDescribeRequest {
  r.begin("ShareGroupDescribeRequest", v, true);
  const m: ShareGroupDescribeRequest = {
    groupIds: r.array("groupIds", readString),
    includeAuthorizedOperations: r.bool("includeAuthorizedOperations"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * ShareGroupDescribeResponse, version 1.
 *
 * Version 0 was used for early access of KIP-932 in Apache Kafka 4.0 but removed in Apache Kafka 4.1.
 * Version 1 is the initial stable version (KIP-932).
 * Supported errors:
 * - GROUP_AUTHORIZATION_FAILED (version 0+)
 * - TOPIC_AUTHORIZATION_FAILED (version 1+)
 * - NOT_COORDINATOR (version 0+)
 * - COORDINATOR_NOT_AVAILABLE (version 0+)
 * - COORDINATOR_LOAD_IN_PROGRESS (version 0+)
 * - INVALID_GROUP_ID (version 0+)
 * - GROUP_ID_NOT_FOUND (version 0+)
 * - INVALID_REQUEST (version 0+)
 */
export interface ShareGroupDescribeResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** Each described group. */
  readonly groups: readonly ShareGroupDescribeResponseDescribedGroup[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each described group. */
export interface ShareGroupDescribeResponseDescribedGroup {
  /** The describe error, or 0 if there was no error. */
  readonly errorCode: number;
  /** The top-level error message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** The group ID string. */
  readonly groupId: string;
  /** The group state string, or the empty string. */
  readonly groupState: string;
  /** The group epoch. */
  readonly groupEpoch: number;
  /** The assignment epoch. */
  readonly assignmentEpoch: number;
  /** The selected assignor. */
  readonly assignorName: string;
  /** The members. */
  readonly members: readonly ShareGroupDescribeResponseMember[];
  /** 32-bit bitfield to represent authorized operations for this group. (default -2147483648) */
  readonly authorizedOperations: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The members. */
export interface ShareGroupDescribeResponseMember {
  /** The member ID. */
  readonly memberId: string;
  /** The member rack ID. */
  readonly rackId: string | null;
  /** The current member epoch. */
  readonly memberEpoch: number;
  /** The client ID. */
  readonly clientId: string;
  /** The client host. */
  readonly clientHost: string;
  /** The subscribed topic names. */
  readonly subscribedTopicNames: readonly string[];
  /** The current assignment. */
  readonly assignment: ShareGroupDescribeResponseAssignment;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The current assignment. */
export interface ShareGroupDescribeResponseAssignment {
  /** The assigned topic-partitions to the member. */
  readonly topicPartitions: readonly ShareGroupDescribeResponseTopicPartitions[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The assigned topic-partitions to the member. */
export interface ShareGroupDescribeResponseTopicPartitions {
  /** The topic ID. */
  readonly topicId: string;
  /** The topic name. */
  readonly topicName: string;
  /** The partitions. */
  readonly partitions: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ShareGroupDescribeResponse in version `v`, 1 to 1. */
export function encodeShareGroupDescribeResponse(w: Writer, m: Init<ShareGroupDescribeResponse>, v: number): void {
  w.begin("ShareGroupDescribeResponse", v, true);
  const { throttleTimeMs = 0, groups = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.array(groups, "groups", encodeShareGroupDescribeResponseDescribedGroup);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeShareGroupDescribeResponseDescribedGroup(
  w: Writer,
  m: Init<ShareGroupDescribeResponseDescribedGroup>,
  _v: number,
): void {
  const {
    errorCode = 0,
    errorMessage = null,
    groupId = "",
    groupState = "",
    groupEpoch = 0,
    assignmentEpoch = 0,
    assignorName = "",
    members = [],
    authorizedOperations = -2147483648,
  } = m;
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.string(groupId, "groupId");
  w.string(groupState, "groupState");
  w.int32(groupEpoch, "groupEpoch");
  w.int32(assignmentEpoch, "assignmentEpoch");
  w.string(assignorName, "assignorName");
  w.array(members, "members", encodeShareGroupDescribeResponseMember);
  w.int32(authorizedOperations, "authorizedOperations");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeShareGroupDescribeResponseMember(
  w: Writer,
  m: Init<ShareGroupDescribeResponseMember>,
  _v: number,
): void {
  const {
    memberId = "",
    rackId = null,
    memberEpoch = 0,
    clientId = "",
    clientHost = "",
    subscribedTopicNames = [],
    assignment = {},
  } = m;
  w.string(memberId, "memberId");
  w.nullableString(rackId, "rackId");
  w.int32(memberEpoch, "memberEpoch");
  w.string(clientId, "clientId");
  w.string(clientHost, "clientHost");
  w.array(subscribedTopicNames, "subscribedTopicNames", writeString);
  w.struct(assignment, "assignment", encodeShareGroupDescribeResponseAssignment);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeShareGroupDescribeResponseAssignment(
  w: Writer,
  m: Init<ShareGroupDescribeResponseAssignment>,
  _v: number,
): void {
  const { topicPartitions = [] } = m;
  w.array(topicPartitions, "topicPartitions", encodeShareGroupDescribeResponseTopicPartitions);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeShareGroupDescribeResponseTopicPartitions(
  w: Writer,
  m: Init<ShareGroupDescribeResponseTopicPartitions>,
  _v: number,
): void {
  const { topicId = ZERO_UUID, topicName = "", partitions = [] } = m;
  w.uuid(topicId, "topicId");
  w.string(topicName, "topicName");
  w.array(partitions, "partitions", writeInt32);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ShareGroupDescribeResponse in version `v`, 1 to 1. */
export function decodeShareGroupDescribeResponse(r: Reader, v: number): ShareGroupDescribeResponse {
  r.begin("ShareGroupDescribeResponse", v, true);
  const m: ShareGroupDescribeResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    groups: r.array("groups", decodeShareGroupDescribeResponseDescribedGroup),
  };
  r.unknownTags(m);
  return m;
}

function decodeShareGroupDescribeResponseDescribedGroup(
  r: Reader,
  _v: number,
): ShareGroupDescribeResponseDescribedGroup {
  const m: ShareGroupDescribeResponseDescribedGroup = {
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
    groupId: r.string("groupId"),
    groupState: r.string("groupState"),
    groupEpoch: r.int32("groupEpoch"),
    assignmentEpoch: r.int32("assignmentEpoch"),
    assignorName: r.string("assignorName"),
    members: r.array("members", decodeShareGroupDescribeResponseMember),
    authorizedOperations: r.int32("authorizedOperations"),
  };
  r.unknownTags(m);
  return m;
}

function decodeShareGroupDescribeResponseMember(r: Reader, _v: number): ShareGroupDescribeResponseMember {
  const m: ShareGroupDescribeResponseMember = {
    memberId: r.string("memberId"),
    rackId: r.nullableString("rackId"),
    memberEpoch: r.int32("memberEpoch"),
    clientId: r.string("clientId"),
    clientHost: r.string("clientHost"),
    subscribedTopicNames: r.array("subscribedTopicNames", readString),
    assignment: r.struct("assignment", decodeShareGroupDescribeResponseAssignment),
  };
  r.unknownTags(m);
  return m;
}

function decodeShareGroupDescribeResponseAssignment(r: Reader, _v: number): ShareGroupDescribeResponseAssignment {
  const m: ShareGroupDescribeResponseAssignment = {
    topicPartitions: r.array("topicPartitions", decodeShareGroupDescribeResponseTopicPartitions),
  };
  r.unknownTags(m);
  return m;
}

function decodeShareGroupDescribeResponseTopicPartitions(
  r: Reader,
  _v: number,
): ShareGroupDescribeResponseTopicPartitions {
  const m: ShareGroupDescribeResponseTopicPartitions = {
    topicId: r.uuid("topicId"),
    topicName: r.string("topicName"),
    partitions: r.array("partitions", readInt32),
  };
  r.unknownTags(m);
  return m;
}
