// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { UnknownTaggedField } from "../../wire/tagged_fields.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of StreamsGroupMemberMetadataValue (record type 19). */
export const streamsGroupMemberMetadataValueVersions: MessageVersions = {
  name: "StreamsGroupMemberMetadataValue",
  recordType: 19,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
};

/** StreamsGroupMemberMetadataValue, version 0. */
export interface StreamsGroupMemberMetadataValue {
  /** The (optional) instance ID for static membership. */
  readonly instanceId: string | null;
  /** The (optional) rack ID. */
  readonly rackId: string | null;
  /** The client ID. */
  readonly clientId: string;
  /** The client host. */
  readonly clientHost: string;
  /** The rebalance timeout. (default -1) */
  readonly rebalanceTimeoutMs: number;
  /** The epoch of the topology. */
  readonly topologyEpoch: number;
  /** Identity of the streams instance that may have multiple consumers. */
  readonly processId: string;
  /** User-defined endpoint for running interactive queries on this instance. */
  readonly userEndpoint: StreamsGroupMemberMetadataValueEndpoint | null;
  /** Used for rack-aware assignment algorithm. */
  readonly clientTags: readonly StreamsGroupMemberMetadataValueKeyValue[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** User-defined endpoint for running interactive queries on this instance. */
export interface StreamsGroupMemberMetadataValueEndpoint {
  /** The host of the endpoint. */
  readonly host: string;
  /** The port of the endpoint. */
  readonly port: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Used for rack-aware assignment algorithm. */
export interface StreamsGroupMemberMetadataValueKeyValue {
  /** The key of the config. */
  readonly key: string;
  /** the value of the config. */
  readonly value: string;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a StreamsGroupMemberMetadataValue in version `v`, 0 to 0. */
export function encodeStreamsGroupMemberMetadataValue(
  w: Writer,
  m: Init<StreamsGroupMemberMetadataValue>,
  v: number,
): void {
  w.begin("StreamsGroupMemberMetadataValue", v, true);
  const {
    instanceId = "",
    rackId = "",
    clientId = "",
    clientHost = "",
    rebalanceTimeoutMs = -1,
    topologyEpoch = 0,
    processId = "",
    userEndpoint = null,
    clientTags = [],
  } = m;
  w.nullableString(instanceId, "instanceId");
  w.nullableString(rackId, "rackId");
  w.string(clientId, "clientId");
  w.string(clientHost, "clientHost");
  w.int32(rebalanceTimeoutMs, "rebalanceTimeoutMs");
  w.int32(topologyEpoch, "topologyEpoch");
  w.string(processId, "processId");
  w.nullableStruct(userEndpoint, "userEndpoint", encodeStreamsGroupMemberMetadataValueEndpoint);
  w.array(clientTags, "clientTags", encodeStreamsGroupMemberMetadataValueKeyValue);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeStreamsGroupMemberMetadataValueEndpoint(
  w: Writer,
  m: Init<StreamsGroupMemberMetadataValueEndpoint>,
  _v: number,
): void {
  const { host = "", port = 0 } = m;
  w.string(host, "host");
  w.uint16(port, "port");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeStreamsGroupMemberMetadataValueKeyValue(
  w: Writer,
  m: Init<StreamsGroupMemberMetadataValueKeyValue>,
  _v: number,
): void {
  const { key = "", value = "" } = m;
  w.string(key, "key");
  w.string(value, "value");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a StreamsGroupMemberMetadataValue in version `v`, 0 to 0. */
export function decodeStreamsGroupMemberMetadataValue(r: Reader, v: number): StreamsGroupMemberMetadataValue {
  r.begin("StreamsGroupMemberMetadataValue", v, true);
  const m: StreamsGroupMemberMetadataValue = {
    instanceId: r.nullableString("instanceId"),
    rackId: r.nullableString("rackId"),
    clientId: r.string("clientId"),
    clientHost: r.string("clientHost"),
    rebalanceTimeoutMs: r.int32("rebalanceTimeoutMs"),
    topologyEpoch: r.int32("topologyEpoch"),
    processId: r.string("processId"),
    userEndpoint: r.nullableStruct("userEndpoint", decodeStreamsGroupMemberMetadataValueEndpoint),
    clientTags: r.array("clientTags", decodeStreamsGroupMemberMetadataValueKeyValue),
  };
  r.unknownTags(m);
  return m;
}

function decodeStreamsGroupMemberMetadataValueEndpoint(r: Reader, _v: number): StreamsGroupMemberMetadataValueEndpoint {
  const m: StreamsGroupMemberMetadataValueEndpoint = {
    host: r.string("host"),
    port: r.uint16("port"),
  };
  r.unknownTags(m);
  return m;
}

function decodeStreamsGroupMemberMetadataValueKeyValue(r: Reader, _v: number): StreamsGroupMemberMetadataValueKeyValue {
  const m: StreamsGroupMemberMetadataValueKeyValue = {
    key: r.string("key"),
    value: r.string("value"),
  };
  r.unknownTags(m);
  return m;
}
