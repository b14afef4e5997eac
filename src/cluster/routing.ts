// Where each API goes when the caller names no target, which lane of a broker carries it, and where its answer keeps
// the codes that ask for another try. Data by API key; called by cluster.ts and shards.ts; must not know connections.
import type { Api } from "../../protocol/wire/api.ts";
import type { CoordinatorKind } from "./coordinators.ts";
import type { Target } from "./waist.ts";

/** Names of the five lanes. */
export type LaneName = "produce" | "fetch" | "join" | "slow" | "general";

/** Where requests of an API go. */
export type Route =
  | { readonly to: "any" }
  | { readonly to: "controller" }
  /** The caller must say to which broker. */
  | { readonly to: "given"; readonly why: string }
  /** The coordinator of the key in `field`; without a key any broker. */
  | { readonly to: "coordinator"; readonly kind: CoordinatorKind; readonly field: string }
  | { readonly to: "shards"; readonly by: ShardRule };

/** How a request is split. */
export type ShardRule =
  /** By the leader of each partition. */
  | { readonly by: "leader"; readonly request: PartitionPath; readonly response: PartitionPath }
  /** By the coordinator of each key. */
  | {
    readonly by: "coordinator";
    readonly kind: CoordinatorKind;
    readonly request: KeyPath;
    readonly response: KeyPath;
  }
  /** To every broker; lists are joined. */
  | { readonly by: "all brokers"; readonly lists: readonly string[] }
  /** Resources of a broker go to it, the others to any. */
  | { readonly by: "broker resource"; readonly response: string };

/** Where partitions stand in a message. */
export interface PartitionPath {
  /** List of topics. */
  readonly topics: string;
  /** Name in a topic. */
  readonly name: string;
  /** List of partitions in a topic. */
  readonly partitions: string;
  /** Index in a partition; null: the list holds the indexes themselves. */
  readonly index: string | null;
}

/** Where keys stand in a message. */
export interface KeyPath {
  /** List of items. */
  readonly list: string;
  /** Key in an item; null: the list holds the keys themselves. */
  readonly key: string | null;
}

const ANY: Route = { to: "any" };
const CONTROLLER: Route = { to: "controller" };
const given = (why: string): Route => ({ to: "given", why });
const group = (field = "groupId"): Route => ({ to: "coordinator", kind: "group", field });
const transaction = (field = "transactionalId"): Route => ({ to: "coordinator", kind: "transaction", field });

const byGroup = (request: KeyPath, response: KeyPath): Route => ({
  to: "shards",
  by: { by: "coordinator", kind: "group", request, response },
});

const byLeader = (request: PartitionPath, response: PartitionPath = request): Route => ({
  to: "shards",
  by: { by: "leader", request, response },
});

const allBrokers = (...lists: readonly string[]): Route => ({ to: "shards", by: { by: "all brokers", lists } });

const TOPICS: PartitionPath = { topics: "topics", name: "name", partitions: "partitions", index: "partitionIndex" };
const EPOCHS: PartitionPath = { topics: "topics", name: "topic", partitions: "partitions", index: "partition" };
const INTERNAL = "it is spoken between brokers: name one with `to: { broker }`";
const LEADERS = "it goes to leaders: name one with `to: { leader }` or `to: { broker }`";

/** Routes by API key; an API that is not here goes to any broker. */
const ROUTES: ReadonlyMap<number, Route> = new Map<number, Route>([
  [0, given(LEADERS)], // Produce
  [1, given(LEADERS)], // Fetch
  [2, byLeader(TOPICS)], // ListOffsets
  [3, ANY], // Metadata
  [8, group()], // OffsetCommit
  [9, { to: "coordinator", kind: "group", field: "groupId" }], // OffsetFetch: up to 7; see `routeOf`
  [10, ANY], // FindCoordinator
  [11, group()], // JoinGroup
  [12, group()], // Heartbeat
  [13, group()], // LeaveGroup
  [14, group()], // SyncGroup
  [15, byGroup({ list: "groups", key: null }, { list: "groups", key: "groupId" })], // DescribeGroups
  [16, allBrokers("groups")], // ListGroups
  [17, given("it belongs to the handshake of a connection")], // SaslHandshake
  [18, ANY], // ApiVersions
  [19, CONTROLLER], // CreateTopics
  [20, CONTROLLER], // DeleteTopics
  [21, byLeader(TOPICS)], // DeleteRecords
  [22, transaction()], // InitProducerId
  [23, byLeader(EPOCHS)], // OffsetForLeaderEpoch
  [24, transaction("v3AndBelowTransactionalId")], // AddPartitionsToTxn
  [25, transaction()], // AddOffsetsToTxn
  [26, transaction()], // EndTxn
  [27, given(LEADERS)], // WriteTxnMarkers
  [28, group()], // TxnOffsetCommit
  [29, ANY], // DescribeAcls
  [30, ANY], // CreateAcls
  [31, ANY], // DeleteAcls
  [32, { to: "shards", by: { by: "broker resource", response: "results" } }], // DescribeConfigs
  [33, { to: "shards", by: { by: "broker resource", response: "responses" } }], // AlterConfigs
  [34, given("it goes to the broker that holds the replicas: name it with `to: { broker }`")], // AlterReplicaLogDirs
  [35, allBrokers("results")], // DescribeLogDirs
  [36, given("it belongs to the handshake of a connection")], // SaslAuthenticate
  [37, CONTROLLER], // CreatePartitions
  [38, ANY], // CreateDelegationToken
  [39, ANY], // RenewDelegationToken
  [40, ANY], // ExpireDelegationToken
  [41, ANY], // DescribeDelegationToken
  [42, byGroup({ list: "groupsNames", key: null }, { list: "results", key: "groupId" })], // DeleteGroups
  [43, CONTROLLER], // ElectLeaders
  [44, { to: "shards", by: { by: "broker resource", response: "responses" } }], // IncrementalAlterConfigs
  [45, CONTROLLER], // AlterPartitionReassignments
  [46, CONTROLLER], // ListPartitionReassignments
  [47, group()], // OffsetDelete
  [48, ANY], // DescribeClientQuotas
  [49, CONTROLLER], // AlterClientQuotas
  [50, ANY], // DescribeUserScramCredentials
  [51, CONTROLLER], // AlterUserScramCredentials
  [52, given(INTERNAL)], // Vote
  [53, given(INTERNAL)], // BeginQuorumEpoch
  [54, given(INTERNAL)], // EndQuorumEpoch
  [55, ANY], // DescribeQuorum
  [56, given(INTERNAL)], // AlterPartition
  [57, CONTROLLER], // UpdateFeatures
  [58, given(INTERNAL)], // Envelope
  [59, given(INTERNAL)], // FetchSnapshot
  [60, ANY], // DescribeCluster
  [61, byLeader({ ...TOPICS, partitions: "partitionIndexes", index: null }, TOPICS)], // DescribeProducers
  [62, given(INTERNAL)], // BrokerRegistration
  [63, given(INTERNAL)], // BrokerHeartbeat
  [64, CONTROLLER], // UnregisterBroker
  [65, {
    to: "shards",
    by: {
      by: "coordinator",
      kind: "transaction",
      request: { list: "transactionalIds", key: null },
      response: { list: "transactionStates", key: "transactionalId" },
    },
  }], // DescribeTransactions
  [66, allBrokers("transactionStates", "unknownStateFilters")], // ListTransactions
  [67, given(INTERNAL)], // AllocateProducerIds
  [68, group()], // ConsumerGroupHeartbeat
  [69, byGroup({ list: "groupIds", key: null }, { list: "groups", key: "groupId" })], // ConsumerGroupDescribe
  [70, given(INTERNAL)], // ControllerRegistration
  [71, ANY], // GetTelemetrySubscriptions
  [72, ANY], // PushTelemetry
  [73, given(INTERNAL)], // AssignReplicasToDirs
  [74, ANY], // ListConfigResources
  [75, ANY], // DescribeTopicPartitions
  [76, group()], // ShareGroupHeartbeat
  [77, byGroup({ list: "groupIds", key: null }, { list: "groups", key: "groupId" })], // ShareGroupDescribe
  [78, given(LEADERS)], // ShareFetch
  [79, given(LEADERS)], // ShareAcknowledge
  [80, CONTROLLER], // AddRaftVoter
  [81, CONTROLLER], // RemoveRaftVoter
  [82, given(INTERNAL)], // UpdateRaftVoter
  [83, given(INTERNAL)], // InitializeShareGroupState
  [84, given(INTERNAL)], // ReadShareGroupState
  [85, given(INTERNAL)], // WriteShareGroupState
  [86, given(INTERNAL)], // DeleteShareGroupState
  [87, given(INTERNAL)], // ReadShareGroupStateSummary
  [88, group()], // StreamsGroupHeartbeat
  [89, byGroup({ list: "groupIds", key: null }, { list: "groups", key: "groupId" })], // StreamsGroupDescribe
  [90, byGroup({ list: "groups", key: "groupId" }, { list: "groups", key: "groupId" })], // DescribeShareGroupOffsets
  [91, group()], // AlterShareGroupOffsets
  [92, group()], // DeleteShareGroupOffsets
  [93, group()], // StreamsGroupTopologyDescriptionUpdate
  [94, CONTROLLER], // UnregisterController
]);

const OFFSET_FETCH = 9;
const OFFSET_FETCH_BY_GROUPS: Route = byGroup(
  { list: "groups", key: "groupId" },
  { list: "groups", key: "groupId" },
);

/** The route of an API for a request. */
export function routeOf(api: Api, request: Readonly<Record<string, unknown>>): Route {
  if (api.key === OFFSET_FETCH && Array.isArray(request.groups) && request.groups.length > 0) {
    return OFFSET_FETCH_BY_GROUPS;
  }
  return ROUTES.get(api.key) ?? ANY;
}

/** The target of a route that is no shard rule; a string says why the caller must name one. */
export function targetOf(
  route: Exclude<Route, { to: "shards" }>,
  request: Readonly<Record<string, unknown>>,
): Target | string {
  if (route.to === "given") return route.why;
  if (route.to !== "coordinator") return route.to;
  const key = request[route.field];
  return typeof key === "string" && key !== "" ? { coordinator: route.kind, key } : "any";
}

const LANES: ReadonlyMap<number, LaneName> = new Map<number, LaneName>([
  [0, "produce"],
  [1, "fetch"],
  [11, "join"],
  [14, "join"],
  [19, "slow"],
  [20, "slow"],
  [21, "slow"],
  [37, "slow"],
  [43, "slow"],
  [45, "slow"],
  [46, "slow"],
  [57, "slow"],
  [78, "fetch"],
  [79, "fetch"],
  [80, "slow"],
  [81, "slow"],
]);

/** The lane that carries an API. */
export function laneOf(api: Api): LaneName {
  return LANES.get(api.key) ?? "general";
}

/** APIs whose top-level code is no matter of another try of the same bytes: sessions, handshakes, the metadata. */
const OWN_CODES: ReadonlySet<number> = new Set([0, 1, 3, 17, 18, 36, 78, 79]);

/** Lists of an answer whose items carry a code; dots go deeper. */
const ITEM_CODES: ReadonlyMap<number, readonly string[]> = new Map([
  [8, ["topics.partitions"]],
  [9, ["groups", "topics.partitions"]],
  [10, ["coordinators"]],
  [15, ["groups"]],
  [19, ["topics"]],
  [20, ["responses"]],
  [24, ["resultsByTopicV3AndBelow.resultsByPartition", "resultsByTransaction.topicResults.resultsByPartition"]],
  [28, ["topics.partitions"]],
  [33, ["responses"]],
  [37, ["results"]],
  [42, ["results"]],
  [44, ["responses"]],
  [49, ["entries"]],
  [51, ["results"]],
  [65, ["transactionStates"]],
  [69, ["groups"]],
  [77, ["groups"]],
  [89, ["groups"]],
  [90, ["groups"]],
]);

/** Codes of items that concern the whole request: it went to the wrong broker, or too early. */
const WHOLE_REQUEST: ReadonlySet<number> = new Set([14, 15, 16, 41, 51]);

/** The code of an answer that decides whether the request is sent again; 0: none. */
export function decisiveCode(api: Api, response: unknown): number {
  if (OWN_CODES.has(api.key) || typeof response !== "object" || response === null) return 0;
  const top = codeOf(response as Readonly<Record<string, unknown>>);
  if (top !== 0) return top;
  for (const path of ITEM_CODES.get(api.key) ?? []) {
    const code = itemCode(response as Readonly<Record<string, unknown>>, path.split("."));
    if (code !== 0) return code;
  }
  return 0;
}

/** The code of a struct: `errorCode`, or `partitionErrorCode` in a few. */
export function codeOf(item: Readonly<Record<string, unknown>>): number {
  const code = item.errorCode ?? item.partitionErrorCode;
  return typeof code === "number" ? code : 0;
}

function itemCode(holder: Readonly<Record<string, unknown>>, path: readonly string[]): number {
  const list = holder[path[0]];
  if (!Array.isArray(list)) return 0;
  for (const item of list as readonly Readonly<Record<string, unknown>>[]) {
    const code = path.length > 1 ? itemCode(item, path.slice(1)) : codeOf(item);
    if (WHOLE_REQUEST.has(code)) return code;
  }
  return 0;
}
