// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readInt32, readString, writeInt32, writeString } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of ConsumerGroupDescribe (key 69, versions 0 to 1). */
export const ConsumerGroupDescribe: ClientApi<ConsumerGroupDescribeRequest, ConsumerGroupDescribeResponse> = {
  key: 69,
  name: "ConsumerGroupDescribe",
  minVersion: 0,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: 0,
  encodeRequest: encodeConsumerGroupDescribeRequest,
  decodeResponse: decodeConsumerGroupDescribeResponse,
};

/** The broker's side of ConsumerGroupDescribe (key 69, versions 0 to 1). */
export const ConsumerGroupDescribeBroker: BrokerApi<ConsumerGroupDescribeRequest, ConsumerGroupDescribeResponse> = {
  key: 69,
  name: "ConsumerGroupDescribe",
  minVersion: 0,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: 0,
  decodeRequest: decodeConsumerGroupDescribeRequest,
  encodeResponse: encodeConsumerGroupDescribeResponse,
};

/**
 * ConsumerGroupDescribeRequest, versions 0 to 1.
 *
 * Version 1 adds MemberType field to ConsumerGroupDescribeResponse (KIP-1099).
 * For ConsumerGroupDescribeRequest, version 1 is same as version 0.
 */
export interface ConsumerGroupDescribeRequest {
  /** The ids of the groups to describe. */
  readonly groupIds: readonly string[];
  /** Whether to include authorized operations. */
  readonly includeAuthorizedOperations: boolean;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ConsumerGroupDescribeRequest in version `v`, 0 to 1. */
export function encodeConsumerGroupDescribeRequest(w: Writer, m: Init<ConsumerGroupDescribeRequest>, v: number): void {
  w.begin("ConsumerGroupDescribeRequest", v, true);
  const { groupIds = [], includeAuthorizedOperations = false } = m;
  w.array(groupIds, "groupIds", writeString);
  w.bool(includeAuthorizedOperations, "includeAuthorizedOperations");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ConsumerGroupDescribeRequest in version `v`, 0 to 1. */
export function decodeConsumerGroupDescribeRequest(r: Reader, v: number): ConsumerGroupDescribeRequest {
  r.begin("ConsumerGroupDescribeRequest", v, true);
  const m: ConsumerGroupDescribeRequest = {
    groupIds: r.array("groupIds", readString),
    includeAuthorizedOperations: r.bool("includeAuthorizedOperations"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * ConsumerGroupDescribeResponse, versions 0 to 1.
 *
 * Version 1 adds MemberType field (KIP-1099).
 * Supported errors:
 * - GROUP_AUTHORIZATION_FAILED (version 0+)
 * - NOT_COORDINATOR (version 0+)
 * - COORDINATOR_NOT_AVAILABLE (version 0+)
 * - COORDINATOR_LOAD_IN_PROGRESS (version 0+)
 * - INVALID_REQUEST (version 0+)
 * - INVALID_GROUP_ID (version 0+)
 * - GROUP_ID_NOT_FOUND (version 0+)
 * - TOPIC_AUTHORIZATION_FAILED (version 0+)
 */
export interface ConsumerGroupDescribeResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** Each described group. */
  readonly groups: readonly ConsumerGroupDescribeResponseDescribedGroup[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each described group. */
export interface ConsumerGroupDescribeResponseDescribedGroup {
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
  readonly members: readonly ConsumerGroupDescribeResponseMember[];
  /** 32-bit bitfield to represent authorized operations for this group. (default -2147483648) */
  readonly authorizedOperations: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The members. */
export interface ConsumerGroupDescribeResponseMember {
  /** The member ID. */
  readonly memberId: string;
  /** The member instance ID. */
  readonly instanceId: string | null;
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
  /** the subscribed topic regex otherwise or null of not provided. */
  readonly subscribedTopicRegex: string | null;
  /** The current assignment. */
  readonly assignment: ConsumerGroupDescribeResponseAssignment;
  /** The target assignment. */
  readonly targetAssignment: ConsumerGroupDescribeResponseAssignment;
  /** -1 for unknown. 0 for classic member. +1 for consumer member. (from version 1; left out of others; default -1) */
  readonly memberType: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The current assignment. */
export interface ConsumerGroupDescribeResponseAssignment {
  /** The assigned topic-partitions to the member. */
  readonly topicPartitions: readonly ConsumerGroupDescribeResponseTopicPartitions[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The assigned topic-partitions to the member. */
export interface ConsumerGroupDescribeResponseTopicPartitions {
  /** The topic ID. */
  readonly topicId: string;
  /** The topic name. */
  readonly topicName: string;
  /** The partitions. */
  readonly partitions: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ConsumerGroupDescribeResponse in version `v`, 0 to 1. */
export function encodeConsumerGroupDescribeResponse(
  w: Writer,
  m: Init<ConsumerGroupDescribeResponse>,
  v: number,
): void {
  w.begin("ConsumerGroupDescribeResponse", v, true);
  const { throttleTimeMs = 0, groups = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.array(groups, "groups", encodeConsumerGroupDescribeResponseDescribedGroup);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeConsumerGroupDescribeResponseDescribedGroup(
  w: Writer,
  m: Init<ConsumerGroupDescribeResponseDescribedGroup>,
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
  w.array(members, "members", encodeConsumerGroupDescribeResponseMember);
  w.int32(authorizedOperations, "authorizedOperations");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeConsumerGroupDescribeResponseMember(
  w: Writer,
  m: Init<ConsumerGroupDescribeResponseMember>,
  v: number,
): void {
  const {
    memberId = "",
    instanceId = null,
    rackId = null,
    memberEpoch = 0,
    clientId = "",
    clientHost = "",
    subscribedTopicNames = [],
    subscribedTopicRegex = null,
    assignment = {},
    targetAssignment = {},
    memberType = -1,
  } = m;
  w.string(memberId, "memberId");
  w.nullableString(instanceId, "instanceId");
  w.nullableString(rackId, "rackId");
  w.int32(memberEpoch, "memberEpoch");
  w.string(clientId, "clientId");
  w.string(clientHost, "clientHost");
  w.array(subscribedTopicNames, "subscribedTopicNames", writeString);
  w.nullableString(subscribedTopicRegex, "subscribedTopicRegex");
  w.struct(assignment, "assignment", encodeConsumerGroupDescribeResponseAssignment);
  w.struct(targetAssignment, "targetAssignment", encodeConsumerGroupDescribeResponseAssignment);
  if (v >= 1) w.int8(memberType, "memberType");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeConsumerGroupDescribeResponseAssignment(
  w: Writer,
  m: Init<ConsumerGroupDescribeResponseAssignment>,
  _v: number,
): void {
  const { topicPartitions = [] } = m;
  w.array(topicPartitions, "topicPartitions", encodeConsumerGroupDescribeResponseTopicPartitions);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeConsumerGroupDescribeResponseTopicPartitions(
  w: Writer,
  m: Init<ConsumerGroupDescribeResponseTopicPartitions>,
  _v: number,
): void {
  const { topicId = ZERO_UUID, topicName = "", partitions = [] } = m;
  w.uuid(topicId, "topicId");
  w.string(topicName, "topicName");
  w.array(partitions, "partitions", writeInt32);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ConsumerGroupDescribeResponse in version `v`, 0 to 1. */
export function decodeConsumerGroupDescribeResponse(r: Reader, v: number): ConsumerGroupDescribeResponse {
  r.begin("ConsumerGroupDescribeResponse", v, true);
  const m: ConsumerGroupDescribeResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    groups: r.array("groups", decodeConsumerGroupDescribeResponseDescribedGroup),
  };
  r.unknownTags(m);
  return m;
}

function decodeConsumerGroupDescribeResponseDescribedGroup(
  r: Reader,
  _v: number,
): ConsumerGroupDescribeResponseDescribedGroup {
  const m: ConsumerGroupDescribeResponseDescribedGroup = {
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
    groupId: r.string("groupId"),
    groupState: r.string("groupState"),
    groupEpoch: r.int32("groupEpoch"),
    assignmentEpoch: r.int32("assignmentEpoch"),
    assignorName: r.string("assignorName"),
    members: r.array("members", decodeConsumerGroupDescribeResponseMember),
    authorizedOperations: r.int32("authorizedOperations"),
  };
  r.unknownTags(m);
  return m;
}

function decodeConsumerGroupDescribeResponseMember(r: Reader, v: number): ConsumerGroupDescribeResponseMember {
  const m: ConsumerGroupDescribeResponseMember = {
    memberId: r.string("memberId"),
    instanceId: r.nullableString("instanceId"),
    rackId: r.nullableString("rackId"),
    memberEpoch: r.int32("memberEpoch"),
    clientId: r.string("clientId"),
    clientHost: r.string("clientHost"),
    subscribedTopicNames: r.array("subscribedTopicNames", readString),
    subscribedTopicRegex: r.nullableString("subscribedTopicRegex"),
    assignment: r.struct("assignment", decodeConsumerGroupDescribeResponseAssignment),
    targetAssignment: r.struct("targetAssignment", decodeConsumerGroupDescribeResponseAssignment),
    memberType: v >= 1 ? r.int8("memberType") : -1,
  };
  r.unknownTags(m);
  return m;
}

function decodeConsumerGroupDescribeResponseAssignment(r: Reader, _v: number): ConsumerGroupDescribeResponseAssignment {
  const m: ConsumerGroupDescribeResponseAssignment = {
    topicPartitions: r.array("topicPartitions", decodeConsumerGroupDescribeResponseTopicPartitions),
  };
  r.unknownTags(m);
  return m;
}

function decodeConsumerGroupDescribeResponseTopicPartitions(
  r: Reader,
  _v: number,
): ConsumerGroupDescribeResponseTopicPartitions {
  const m: ConsumerGroupDescribeResponseTopicPartitions = {
    topicId: r.uuid("topicId"),
    topicName: r.string("topicName"),
    partitions: r.array("partitions", readInt32),
  };
  r.unknownTags(m);
  return m;
}
