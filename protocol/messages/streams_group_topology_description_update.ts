// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readString, writeString } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of StreamsGroupTopologyDescriptionUpdate (key 93, version 0). */
export const StreamsGroupTopologyDescriptionUpdate: ClientApi<
  StreamsGroupTopologyDescriptionUpdateRequest,
  StreamsGroupTopologyDescriptionUpdateResponse
> = {
  key: 93,
  name: "StreamsGroupTopologyDescriptionUpdate",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  encodeRequest: encodeStreamsGroupTopologyDescriptionUpdateRequest,
  decodeResponse: decodeStreamsGroupTopologyDescriptionUpdateResponse,
};

/** The broker's side of StreamsGroupTopologyDescriptionUpdate (key 93, version 0). */
export const StreamsGroupTopologyDescriptionUpdateBroker: BrokerApi<
  StreamsGroupTopologyDescriptionUpdateRequest,
  StreamsGroupTopologyDescriptionUpdateResponse
> = {
  key: 93,
  name: "StreamsGroupTopologyDescriptionUpdate",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  decodeRequest: decodeStreamsGroupTopologyDescriptionUpdateRequest,
  encodeResponse: encodeStreamsGroupTopologyDescriptionUpdateResponse,
};

/** StreamsGroupTopologyDescriptionUpdateRequest, version 0. */
export interface StreamsGroupTopologyDescriptionUpdateRequest {
  /** The streams group identifier. */
  readonly groupId: string;
  /** The ID of the streams group member sending the push. The broker validates that this member is still in the group; mismatches (including when the group itself has been deleted) are rejected with UNKNOWN_MEMBER_ID so the client treats itself as fenced and rejoins. */
  readonly memberId: string;
  /** The epoch of the topology being described. */
  readonly topologyEpoch: number;
  /** The topology description. */
  readonly topologyDescription: StreamsGroupTopologyDescriptionUpdateRequestTopologyDescription;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topology description. */
export interface StreamsGroupTopologyDescriptionUpdateRequestTopologyDescription {
  /** The subtopologies that make up this topology. */
  readonly subtopologies: readonly StreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionSubtopology[];
  /** Global state stores used by this topology. */
  readonly globalStores: readonly StreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionGlobalStore[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The subtopologies that make up this topology. */
export interface StreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionSubtopology {
  /** The subtopology identifier, unique within the topology. */
  readonly subtopologyId: string;
  /** The processing nodes in this subtopology. */
  readonly nodes: readonly StreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionNode[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The processing nodes in this subtopology. */
export interface StreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionNode {
  /** The name of this node (e.g., KSTREAM-SOURCE-0000000000). */
  readonly name: string;
  /** The type of this node: 1=SOURCE, 2=PROCESSOR, 3=SINK. */
  readonly nodeType: number;
  /** The source topics this node reads from. Defined only for source nodes, may be empty if source topics are dynamically determined. */
  readonly sourceTopics: readonly string[];
  /** The topic this node writes to. Defined only for sink nodes, may be null if sink topic is dynamically determined. */
  readonly sinkTopic: string | null;
  /** The state store names accessed by this node. Defined only for processor nodes. */
  readonly stores: readonly string[];
  /** The names of successor nodes in the processing graph. Predecessor relationships are reconstructed from this field. */
  readonly successors: readonly string[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Global state stores used by this topology. */
export interface StreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionGlobalStore {
  /** The source node providing data to the global store. */
  readonly source: StreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionNode;
  /** The processor node that populates the global store. */
  readonly processor: StreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionNode;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a StreamsGroupTopologyDescriptionUpdateRequest in version `v`, 0 to 0. */
export function encodeStreamsGroupTopologyDescriptionUpdateRequest(
  w: Writer,
  m: Init<StreamsGroupTopologyDescriptionUpdateRequest>,
  v: number,
): void {
  w.begin("StreamsGroupTopologyDescriptionUpdateRequest", v, true);
  const { groupId = "", memberId = "", topologyEpoch = 0, topologyDescription = {} } = m;
  w.string(groupId, "groupId");
  w.string(memberId, "memberId");
  w.int32(topologyEpoch, "topologyEpoch");
  w.struct(
    topologyDescription,
    "topologyDescription",
    encodeStreamsGroupTopologyDescriptionUpdateRequestTopologyDescription,
  );
  w.unknownTags(m.unknownTaggedFields);
}

function encodeStreamsGroupTopologyDescriptionUpdateRequestTopologyDescription(
  w: Writer,
  m: Init<StreamsGroupTopologyDescriptionUpdateRequestTopologyDescription>,
  _v: number,
): void {
  const { subtopologies = [], globalStores = [] } = m;
  w.array(
    subtopologies,
    "subtopologies",
    encodeStreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionSubtopology,
  );
  w.array(
    globalStores,
    "globalStores",
    encodeStreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionGlobalStore,
  );
  w.unknownTags(m.unknownTaggedFields);
}

function encodeStreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionSubtopology(
  w: Writer,
  m: Init<StreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionSubtopology>,
  _v: number,
): void {
  const { subtopologyId = "", nodes = [] } = m;
  w.string(subtopologyId, "subtopologyId");
  w.array(nodes, "nodes", encodeStreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionNode);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeStreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionNode(
  w: Writer,
  m: Init<StreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionNode>,
  _v: number,
): void {
  const { name = "", nodeType = 0, sourceTopics = [], sinkTopic = null, stores = [], successors = [] } = m;
  w.string(name, "name");
  w.int8(nodeType, "nodeType");
  w.array(sourceTopics, "sourceTopics", writeString);
  w.nullableString(sinkTopic, "sinkTopic");
  w.array(stores, "stores", writeString);
  w.array(successors, "successors", writeString);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeStreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionGlobalStore(
  w: Writer,
  m: Init<StreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionGlobalStore>,
  _v: number,
): void {
  const { source = {}, processor = {} } = m;
  w.struct(source, "source", encodeStreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionNode);
  w.struct(processor, "processor", encodeStreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionNode);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a StreamsGroupTopologyDescriptionUpdateRequest in version `v`, 0 to 0. */
export function decodeStreamsGroupTopologyDescriptionUpdateRequest(
  r: Reader,
  v: number,
): StreamsGroupTopologyDescriptionUpdateRequest {
  r.begin("StreamsGroupTopologyDescriptionUpdateRequest", v, true);
  const m: StreamsGroupTopologyDescriptionUpdateRequest = {
    groupId: r.string("groupId"),
    memberId: r.string("memberId"),
    topologyEpoch: r.int32("topologyEpoch"),
    topologyDescription: r.struct(
      "topologyDescription",
      decodeStreamsGroupTopologyDescriptionUpdateRequestTopologyDescription,
    ),
  };
  r.unknownTags(m);
  return m;
}

function decodeStreamsGroupTopologyDescriptionUpdateRequestTopologyDescription(
  r: Reader,
  _v: number,
): StreamsGroupTopologyDescriptionUpdateRequestTopologyDescription {
  const m: StreamsGroupTopologyDescriptionUpdateRequestTopologyDescription = {
    subtopologies: r.array(
      "subtopologies",
      decodeStreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionSubtopology,
    ),
    globalStores: r.array(
      "globalStores",
      decodeStreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionGlobalStore,
    ),
  };
  r.unknownTags(m);
  return m;
}

function decodeStreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionSubtopology(
  r: Reader,
  _v: number,
): StreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionSubtopology {
  const m: StreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionSubtopology = {
    subtopologyId: r.string("subtopologyId"),
    nodes: r.array("nodes", decodeStreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionNode),
  };
  r.unknownTags(m);
  return m;
}

function decodeStreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionNode(
  r: Reader,
  _v: number,
): StreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionNode {
  const m: StreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionNode = {
    name: r.string("name"),
    nodeType: r.int8("nodeType"),
    sourceTopics: r.array("sourceTopics", readString),
    sinkTopic: r.nullableString("sinkTopic"),
    stores: r.array("stores", readString),
    successors: r.array("successors", readString),
  };
  r.unknownTags(m);
  return m;
}

function decodeStreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionGlobalStore(
  r: Reader,
  _v: number,
): StreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionGlobalStore {
  const m: StreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionGlobalStore = {
    source: r.struct("source", decodeStreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionNode),
    processor: r.struct("processor", decodeStreamsGroupTopologyDescriptionUpdateRequestTopologyDescriptionNode),
  };
  r.unknownTags(m);
  return m;
}

/**
 * StreamsGroupTopologyDescriptionUpdateResponse, version 0.
 *
 * Supported errors:
 * - GROUP_AUTHORIZATION_FAILED (version 0+)
 * - NOT_COORDINATOR (version 0+)
 * - COORDINATOR_NOT_AVAILABLE (version 0+)
 * - COORDINATOR_LOAD_IN_PROGRESS (version 0+)
 * - INVALID_REQUEST (version 0+)
 * - UNSUPPORTED_VERSION (version 0+)
 * - UNKNOWN_MEMBER_ID (version 0+)
 * - GROUP_ID_NOT_FOUND (version 0+)
 * - STREAMS_TOPOLOGY_DESCRIPTION_UPDATE_FAILED (version 0+)
 */
export interface StreamsGroupTopologyDescriptionUpdateResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The top-level error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The top-level error message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a StreamsGroupTopologyDescriptionUpdateResponse in version `v`, 0 to 0. */
export function encodeStreamsGroupTopologyDescriptionUpdateResponse(
  w: Writer,
  m: Init<StreamsGroupTopologyDescriptionUpdateResponse>,
  v: number,
): void {
  w.begin("StreamsGroupTopologyDescriptionUpdateResponse", v, true);
  const { throttleTimeMs = 0, errorCode = 0, errorMessage = null } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a StreamsGroupTopologyDescriptionUpdateResponse in version `v`, 0 to 0. */
export function decodeStreamsGroupTopologyDescriptionUpdateResponse(
  r: Reader,
  v: number,
): StreamsGroupTopologyDescriptionUpdateResponse {
  r.begin("StreamsGroupTopologyDescriptionUpdateResponse", v, true);
  const m: StreamsGroupTopologyDescriptionUpdateResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
  };
  r.unknownTags(m);
  return m;
}
