// What the cluster knows: brokers, topics, leaders, producer ids. It is the controller: every change of them goes
// through here. Handlers of all brokers share it; it outlives a broker's stop. Must not know requests or connections.
import type { Platform } from "../transports/platform.ts";
import { ErrorCode } from "../protocol/messages/error_codes.ts";
import { type Failure, failure } from "./failure.ts";
import { Pause } from "./pause.ts";
import type { ReplicationHost } from "./replication.ts";
import { PRODUCER_EXPIRATION_MS } from "./producer_states.ts";
import { Partition, type Topic } from "./topic.ts";
import { numberConfig, textConfig, topicConfigProblem, TopicConfigs } from "./topic_config.ts";
import { collisionKey, topicNameProblem } from "./topic_name.ts";
import { randomUuid } from "./uuid_text.ts";

/** Name of a listener: each advertises its own addresses. */
export type ListenerName = "memory" | "tcp";

/** Where a listener of a broker is reached. */
export interface Endpoint {
  /** Host name. */
  readonly host: string;
  /** Port. */
  readonly port: number;
}

/** A broker as the controller knows it. */
export interface NodeState {
  /** Node id. */
  readonly id: number;
  /** Rack, or null. */
  readonly rack: string | null;
  /** Whether the controller knows it: since it has started, until somebody unregisters it. */
  registered: boolean;
  /** Whether the controller takes it for alive: registered and not fenced. */
  alive: boolean;
  /** Whether it runs; the controller may not have noticed yet. */
  running: boolean;
  /** Whether it is frozen: it answers nothing and fetches nothing, its connections stay. */
  readonly pause: Pause;
  /** Delay of its fetches in ms; null = that of the cluster. */
  fetchDelay: number | null;
  /** Addresses by listener. */
  readonly endpoints: Map<ListenerName, Endpoint>;
}

/** What a new cluster is made of. */
export interface ClusterStateOptions {
  /** Time and chance. */
  readonly platform: Platform;
  /** Node ids and racks. */
  readonly nodes: readonly { readonly id: number; readonly rack: string | null }[];
  /** Whether topics are made when Metadata asks for them. */
  readonly autoCreateTopics: boolean;
  /** Partitions of topics that don't say. */
  readonly defaultPartitions: number;
  /** Replicas of topics that don't say. */
  readonly defaultReplicationFactor: number;
  /** Delay until a follower has what its leader has appended, in ms. @default 0 */
  readonly replicaFetchMs?: number;
  /** `replica.lag.time.max.ms`. @default 30000 */
  readonly replicaLagMs?: number;
  /** `producer.id.expiration.ms`. @default 86400000 */
  readonly producerExpirationMs?: number;
  /** Whether the high watermark passes while fewer than `min.insync.replicas` are in sync. @default false */
  readonly passesBelowMinIsr?: boolean;
}

const REPLICA_LAG_MS = 30_000;

/** Partitions that one topic may have: `ReplicationControlManager` takes no more in a request. */
export const MOST_PARTITIONS = 10_000;

/** A topic to be made. */
export interface NewTopic {
  /** Its name. */
  readonly name: string;
  /** Partitions; -1 = the default. */
  readonly partitions: number;
  /** Replicas of each; -1 = the default. */
  readonly replicationFactor: number;
  /** Replicas by partition in place of the two numbers. */
  readonly assignments: ReadonlyMap<number, readonly number[]> | null;
  /** Settings. */
  readonly configs: ReadonlyMap<string, string | null>;
}

/** What a topic would be. */
export interface TopicPlan {
  /** Its name. */
  readonly name: string;
  /** Its id. */
  readonly id: string;
  /** Its settings. */
  readonly configs: TopicConfigs;
  /** Node ids of the replicas by partition. */
  readonly assignment: readonly (readonly number[])[];
}

/**
 * Names a part of the cluster's state that a family of handlers keeps (groups, transactions, access rules …), and says
 * how it begins. The part is made at the first {@linkcode ClusterState.part}, so that this file need not know it.
 */
export class StateKey<Part> {
  /** Makes the part. */
  readonly create: (state: ClusterState) => Part;

  /** A key of its own: two keys never name the same part. */
  constructor(create: (state: ClusterState) => Part) {
    this.create = create;
  }
}

/** The state of a cluster. */
export class ClusterState {
  /** Time and chance. */
  readonly platform: Platform;
  /** Cluster id. */
  readonly clusterId: string;
  /** Whether topics are made when Metadata asks for them. */
  readonly autoCreateTopics: boolean;
  /** Partitions of topics that don't say. */
  readonly defaultPartitions: number;
  /** Replicas of topics that don't say. */
  readonly defaultReplicationFactor: number;
  /** `producer.id.expiration.ms`. */
  readonly producerExpirationMs: number;
  /** Settings that were made for all brokers at run time: they stand behind those of topics. */
  readonly #brokerDefaults = new Map<string, string>();
  readonly #replication: ReplicationHost;
  readonly #replicaFetchMs: number;
  readonly #nodes = new Map<number, NodeState>();
  readonly #topics = new Map<string, Topic>();
  readonly #topicsById = new Map<string, Topic>();
  /** Names of topics by the name under which metrics hold them. */
  readonly #metricNames = new Map<string, string>();
  readonly #parts = new Map<StateKey<unknown>, unknown>();
  #controller = -1;
  #nextProducerId = 0n;
  #nextFirstReplica = 0;

  /** Makes a cluster without topics whose brokers are not alive yet. */
  constructor(options: ClusterStateOptions) {
    this.platform = options.platform;
    this.autoCreateTopics = options.autoCreateTopics;
    this.defaultPartitions = options.defaultPartitions;
    this.defaultReplicationFactor = options.defaultReplicationFactor;
    this.clusterId = randomUuid(options.platform.random);
    this.producerExpirationMs = options.producerExpirationMs ?? PRODUCER_EXPIRATION_MS;
    this.#replicaFetchMs = options.replicaFetchMs ?? 0;
    for (const { id, rack } of options.nodes) this.addNode(id, rack);
    this.#replication = {
      clock: options.platform.clock,
      replicaLagMs: options.replicaLagMs ?? REPLICA_LAG_MS,
      passesBelowMinIsr: options.passesBelowMinIsr ?? false,
      fetchDelay: (nodeId) => this.#nodes.get(nodeId)?.fetchDelay ?? this.#replicaFetchMs,
      reachable: (nodeId) => this.#reachable(nodeId),
      alive: (nodeId) => this.#nodes.get(nodeId)?.alive === true,
    };
  }

  /** A broker that joins; it is not alive yet. */
  addNode(id: number, rack: string | null): NodeState {
    const node: NodeState = {
      id,
      rack,
      registered: false,
      alive: false,
      running: false,
      pause: new Pause(),
      fetchDelay: null,
      endpoints: new Map(),
    };
    this.#nodes.set(id, node);
    return node;
  }

  /** Brokers by node id. */
  get nodes(): ReadonlyMap<number, NodeState> {
    return this.#nodes;
  }

  /** Brokers that are alive, by node id. */
  get alive(): NodeState[] {
    return [...this.nodes.values()].filter((node) => node.alive);
  }

  /** Node id of the controller: the one it was moved to, or the first broker that is alive; -1 when none is. */
  get controller(): number {
    if (this.nodes.get(this.#controller)?.alive === true) return this.#controller;
    return this.alive[0]?.id ?? -1;
  }

  /** Makes another broker the controller. */
  moveController(id: number): void {
    this.#controller = id;
  }

  /** The topics in the order in which they were made. */
  get topics(): Iterable<Topic> {
    return this.#topics.values();
  }

  /** A topic by name. */
  topic(name: string): Topic | undefined {
    return this.#topics.get(name);
  }

  /** A topic by id. */
  topicById(id: string): Topic | undefined {
    return this.#topicsById.get(id);
  }

  /** A producer id that was never given before. */
  nextProducerId(): bigint {
    return this.#nextProducerId++;
  }

  /** The part that `key` names. */
  part<Part>(key: StateKey<Part>): Part {
    if (!this.#parts.has(key)) this.#parts.set(key, key.create(this));
    return this.#parts.get(key) as Part;
  }

  /** Makes a topic. */
  createTopic(wanted: NewTopic): Topic | Failure {
    const plan = this.planTopic(wanted);
    return "errorCode" in plan ? plan : this.addTopic(plan);
  }

  /** What would come of a topic. */
  planTopic(wanted: NewTopic): TopicPlan | Failure {
    const problem = this.#nameFailure(wanted.name) ?? configFailure(wanted.configs);
    if (problem !== null) return problem;
    const assignment = wanted.assignments === null ? this.#spread(wanted) : this.#checkAssignments(wanted);
    if ("errorCode" in assignment) return assignment;
    const own = [...wanted.configs].map(([name, value]): [string, string] => [name, value ?? ""]);
    const configs = new TopicConfigs(own, this.#brokerDefaults);
    return { name: wanted.name, id: randomUuid(this.platform.random), configs, assignment };
  }

  /** Makes a topic as it was planned just now. */
  addTopic({ name, id, configs, assignment }: TopicPlan): Topic {
    const partitions = assignment.map((nodeIds, index) => this.#newPartition({ index, nodeIds, configs }));
    const topic: Topic = { name, id, configs, partitions };
    this.#topics.set(topic.name, topic);
    this.#topicsById.set(topic.id, topic);
    this.#metricNames.set(collisionKey(topic.name), topic.name);
    this.#nextFirstReplica += partitions.length;
    return topic;
  }

  /** Deletes a topic; those who wait for its partitions are told. */
  deleteTopic(topic: Topic): void {
    this.#topics.delete(topic.name);
    this.#topicsById.delete(topic.id);
    this.#metricNames.delete(collisionKey(topic.name));
    for (const partition of topic.partitions) partition.delete();
  }

  /** Replaces the settings of a topic in place: who holds the map sees the change. */
  setTopicConfigs(topic: Topic, configs: ReadonlyMap<string, string>): void {
    replaceAll(topic.configs, configs);
    lookAgain(topic);
  }

  /** Replaces what is set for all brokers. */
  setBrokerDefaults(configs: ReadonlyMap<string, string>): void {
    replaceAll(this.#brokerDefaults, configs);
    for (const topic of this.#topics.values()) lookAgain(topic);
  }

  /** Ends the timers of all partitions: the cluster is closed. */
  close(): void {
    for (const topic of this.#topics.values()) for (const partition of topic.partitions) partition.close();
  }

  /** A broker registers and is alive: it leads what has no leader, if it may, and its replicas fetch and join ISRs. */
  brokerUp(id: number): void {
    const node = this.nodes.get(id);
    if (node === undefined) return;
    node.registered = true;
    node.alive = true;
    for (const { topic, partition } of this.partitionsOn(id)) {
      if (partition.leader !== -1) partition.look();
      else this.electLeader(topic, partition);
    }
  }

  /** Marks a broker as gone: others in sync lead its partitions. The last one in sync stays in the ISR, leaderless. */
  brokerDown(id: number): void {
    const node = this.nodes.get(id);
    if (node === undefined || !node.alive) return;
    node.alive = false;
    for (const { topic, partition } of this.partitionsOn(id)) {
      const others = partition.isr.filter((other) => other !== id);
      if (others.length > 0) partition.isr = others;
      if (partition.leader === id) this.electLeader(topic, partition);
      else partition.look();
    }
  }

  /** Forgets a broker until it starts again; false when it is not known. */
  unregister(id: number): boolean {
    const node = this.nodes.get(id);
    if (node === undefined || !node.registered) return false;
    this.brokerDown(id);
    node.registered = false;
    return true;
  }

  /**
   * Elects the first replica in sync that is alive; else, with `unclean` (default: as the topic has it), the first that is
   * not in sync; else none.
   */
  electLeader(topic: Topic, partition: Partition, { unclean = isUnclean(topic) }: ElectionOptions = {}): void {
    const alive = partition.replicas.map(({ nodeId }) => nodeId).filter((id) => this.nodes.get(id)?.alive === true);
    const clean = alive.find((id) => partition.isr.includes(id));
    if (clean !== undefined) return partition.elect(clean);
    const [last = -1] = alive;
    if (last === -1 || !unclean) {
      if (partition.leader !== -1) partition.elect(-1);
      return;
    }
    partition.isr = [last];
    partition.elect(last);
  }

  /** The partitions that have a replica on a broker. */
  partitionsOn(id: number): { readonly topic: Topic; readonly partition: Partition }[] {
    const found: { topic: Topic; partition: Partition }[] = [];
    for (const topic of this.#topics.values()) {
      for (const partition of topic.partitions) {
        if (partition.replica(id) !== undefined) found.push({ topic, partition });
      }
    }
    return found;
  }

  /** Makes one more partition of a topic, on the brokers `nodeIds`; its caller adds it to the topic. */
  newPartition(topic: Topic, index: number, nodeIds: readonly number[]): Partition {
    return this.#newPartition({ index, nodeIds, configs: topic.configs });
  }

  #reachable(id: number): boolean {
    const node = this.#nodes.get(id);
    return node !== undefined && node.running && !node.pause.active;
  }

  #nameFailure(name: string): Failure | null {
    const problem = topicNameProblem(name);
    if (problem !== null) return failure(ErrorCode.INVALID_TOPIC_EXCEPTION, problem);
    if (this.#topics.has(name)) return failure(ErrorCode.TOPIC_ALREADY_EXISTS, `Topic '${name}' already exists.`);
    const other = this.#metricNames.get(collisionKey(name));
    if (other === undefined) return null;
    return failure(ErrorCode.INVALID_TOPIC_EXCEPTION, `Topic '${name}' collides with existing topic: ${other}`);
  }

  /** Replicas for each partition: leaders go round the brokers, from topic to topic. */
  #spread(wanted: NewTopic): readonly (readonly number[])[] | Failure {
    const count = wanted.partitions === -1 ? this.defaultPartitions : wanted.partitions;
    const factor = wanted.replicationFactor === -1 ? this.defaultReplicationFactor : wanted.replicationFactor;
    if (count <= 0) {
      return failure(
        ErrorCode.INVALID_PARTITIONS,
        "Number of partitions was set to an invalid non-positive value.",
      );
    }
    if (factor <= 0) {
      return failure(
        ErrorCode.INVALID_REPLICATION_FACTOR,
        "Replication factor must be larger than 0, or -1 to use the default value.",
      );
    }
    if (count > MOST_PARTITIONS) {
      return failure(ErrorCode.POLICY_VIOLATION, "Excessively large number of partitions per request.");
    }
    const alive = this.alive;
    if (factor > alive.length) {
      return failure(
        ErrorCode.INVALID_REPLICATION_FACTOR,
        `Unable to replicate the partition ${factor} time(s): The target replication factor of ${factor} cannot be reached because only ${alive.length} broker(s) are registered.`,
      );
    }
    return Array.from({ length: count }, (_, index) => {
      const first = this.#nextFirstReplica + index;
      return Array.from({ length: factor }, (_, n) => alive[(first + n) % alive.length].id);
    });
  }

  #checkAssignments(wanted: NewTopic): readonly (readonly number[])[] | Failure {
    const assignments = wanted.assignments ?? new Map<number, readonly number[]>();
    if (wanted.partitions !== -1 || wanted.replicationFactor !== -1) {
      const [code, what] = wanted.replicationFactor !== -1
        ? [ErrorCode.INVALID_REQUEST, "replication factor"] as const
        : [ErrorCode.INVALID_REQUEST, "number of partitions"] as const;
      return failure(code, `A manual partition assignment was specified, but ${what} was not set to -1.`);
    }
    const all: (readonly number[])[] = [];
    for (let index = 0; index < assignments.size; index++) {
      const nodeIds = assignments.get(index);
      if (nodeIds === undefined) {
        return failure(
          ErrorCode.INVALID_REPLICA_ASSIGNMENT,
          "partitions should be a consecutive 0-based integer sequence",
        );
      }
      const problem = this.replicasProblem(nodeIds, all[0]?.length ?? nodeIds.length);
      if (problem !== null) return failure(ErrorCode.INVALID_REPLICA_ASSIGNMENT, problem);
      all.push(nodeIds);
    }
    return all;
  }

  /** What is wrong with the replicas of a partition that were chosen by hand; null when nothing is. */
  replicasProblem(nodeIds: readonly number[], factor: number): string | null {
    if (nodeIds.length === 0) return "The manual partition assignment includes an empty replica list.";
    const sorted = [...nodeIds].sort((a, b) => a - b);
    for (const [at, id] of sorted.entries()) {
      if (this.nodes.get(id)?.registered !== true) {
        return `The manual partition assignment includes broker ${id}, but no such broker is registered.`;
      }
      if (id === sorted[at + 1]) return `The manual partition assignment includes the broker ${id} more than once.`;
    }
    if (nodeIds.length === factor) return null;
    return `The manual partition assignment includes a partition with ${nodeIds.length} replica(s), but this is not consistent with previous partitions, which have ${factor} replica(s).`;
  }

  #newPartition(
    { index, nodeIds, configs }: {
      readonly index: number;
      readonly nodeIds: readonly number[];
      readonly configs: ReadonlyMap<string, string>;
    },
  ): Partition {
    const up = nodeIds.filter((id) => this.nodes.get(id)?.alive);
    return new Partition({
      index,
      nodeIds,
      isr: up.length > 0 ? up : nodeIds,
      leader: up[0] ?? -1,
      host: this.#replication,
      minIsr: () => numberConfig(configs, "min.insync.replicas"),
    });
  }
}

/** How a leader is elected. */
export interface ElectionOptions {
  /** Whether a replica that is not in sync may lead when no other can. */
  readonly unclean?: boolean;
}

function isUnclean({ configs }: Topic): boolean {
  return textConfig(configs, "unclean.leader.election.enable") === "true";
}

function replaceAll(configs: Map<string, string>, others: ReadonlyMap<string, string>): void {
  configs.clear();
  for (const [name, value] of others) configs.set(name, value);
}

/** Settings have changed: fewer replicas may be enough now for what waits. */
function lookAgain({ partitions }: Topic): void {
  for (const partition of partitions) partition.look();
}

function configFailure(configs: ReadonlyMap<string, string | null>): Failure | null {
  for (const [name, value] of configs) {
    const problem = topicConfigProblem(name, value);
    if (problem !== null) return failure(ErrorCode.INVALID_CONFIG, problem);
  }
  return null;
}
