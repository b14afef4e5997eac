// What the cluster knows: brokers, topics, leaders, producer ids. It is the controller: every change of them goes
// through here. Handlers of all brokers share it; it outlives a broker's stop. Must not know requests or connections.
import type { Platform } from "../transports/platform.ts";
import { ErrorCode } from "../protocol/messages/error_codes.ts";
import { type Failure, failure } from "./failure.ts";
import { Log } from "./log.ts";
import { Partition, type Topic } from "./topic.ts";
import { topicConfigProblem } from "./topic_config.ts";
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
  /** Whether it is registered and not fenced. */
  alive: boolean;
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
}

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
  /** Brokers by node id. */
  readonly nodes: ReadonlyMap<number, NodeState>;
  /** Whether topics are made when Metadata asks for them. */
  readonly autoCreateTopics: boolean;
  /** Partitions of topics that don't say. */
  readonly defaultPartitions: number;
  /** Replicas of topics that don't say. */
  readonly defaultReplicationFactor: number;
  readonly #topics = new Map<string, Topic>();
  readonly #topicsById = new Map<string, Topic>();
  readonly #parts = new Map<StateKey<unknown>, unknown>();
  #nextProducerId = 0n;
  #nextFirstReplica = 0;

  /** Makes a cluster without topics whose brokers are not alive yet. */
  constructor(options: ClusterStateOptions) {
    this.platform = options.platform;
    this.autoCreateTopics = options.autoCreateTopics;
    this.defaultPartitions = options.defaultPartitions;
    this.defaultReplicationFactor = options.defaultReplicationFactor;
    this.clusterId = randomUuid(options.platform.random);
    this.nodes = new Map(
      options.nodes.map(({ id, rack }) => [id, { id, rack, alive: false, endpoints: new Map() }]),
    );
  }

  /** Brokers that are alive, by node id. */
  get alive(): NodeState[] {
    return [...this.nodes.values()].filter((node) => node.alive);
  }

  /** Node id of the controller: the first broker that is alive; -1 when none is. */
  get controller(): number {
    return this.alive[0]?.id ?? -1;
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

  /** Makes a topic, or with `validateOnly` says what would come of it. */
  createTopic(
    wanted: NewTopic,
    { validateOnly = false }: { readonly validateOnly?: boolean } = {},
  ): Topic | Failure {
    const problem = this.#nameFailure(wanted.name) ?? configFailure(wanted.configs);
    if (problem !== null) return problem;
    const assignment = wanted.assignments === null ? this.#spread(wanted) : this.#checkAssignments(wanted);
    if ("errorCode" in assignment) return assignment;
    const configs = new Map([...wanted.configs].map(([name, value]) => [name, value ?? ""]));
    const partitions = assignment.map((nodeIds, index) => this.#newPartition(index, nodeIds));
    const topic: Topic = { name: wanted.name, id: randomUuid(this.platform.random), configs, partitions };
    if (validateOnly) return topic;
    this.#topics.set(topic.name, topic);
    this.#topicsById.set(topic.id, topic);
    this.#nextFirstReplica += partitions.length;
    return topic;
  }

  /** Deletes a topic; those who wait for its partitions are told. */
  deleteTopic(topic: Topic): void {
    this.#topics.delete(topic.name);
    this.#topicsById.delete(topic.id);
    for (const partition of topic.partitions) partition.changed();
  }

  /** Marks a broker as alive: it joins its ISRs, and leads what has no leader. */
  brokerUp(id: number): void {
    const node = this.nodes.get(id);
    if (node === undefined || node.alive) return;
    node.alive = true;
    for (const partition of this.#partitionsOn(id)) {
      if (!partition.isr.includes(id)) partition.isr = [...partition.isr, id];
      if (partition.leader === -1) partition.elect(id);
    }
  }

  /** Marks a broker as gone: others in sync lead its partitions. The last one in sync stays in the ISR, leaderless. */
  brokerDown(id: number): void {
    const node = this.nodes.get(id);
    if (node === undefined || !node.alive) return;
    node.alive = false;
    for (const partition of this.#partitionsOn(id)) {
      const others = partition.isr.filter((other) => other !== id);
      if (others.length > 0) partition.isr = others;
      if (partition.leader !== id) continue;
      const next = partition.replicas.find(({ nodeId }) => others.includes(nodeId) && this.nodes.get(nodeId)?.alive);
      partition.elect(next?.nodeId ?? -1);
    }
  }

  #partitionsOn(id: number): Partition[] {
    const found: Partition[] = [];
    for (const topic of this.#topics.values()) {
      for (const partition of topic.partitions) if (partition.replica(id) !== undefined) found.push(partition);
    }
    return found;
  }

  #nameFailure(name: string): Failure | null {
    const problem = topicNameProblem(name);
    if (problem !== null) return failure(ErrorCode.INVALID_TOPIC_EXCEPTION, problem);
    if (this.#topics.has(name)) return failure(ErrorCode.TOPIC_ALREADY_EXISTS, `Topic '${name}' already exists.`);
    const key = collisionKey(name);
    for (const other of this.#topics.keys()) {
      if (collisionKey(other) !== key) continue;
      return failure(ErrorCode.INVALID_TOPIC_EXCEPTION, `Topic '${name}' collides with existing topic: ${other}`);
    }
    return null;
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
      const problem = this.#replicasProblem(nodeIds, all[0]?.length ?? nodeIds.length);
      if (problem !== null) return failure(ErrorCode.INVALID_REPLICA_ASSIGNMENT, problem);
      all.push(nodeIds);
    }
    return all;
  }

  #replicasProblem(nodeIds: readonly number[], factor: number): string | null {
    if (nodeIds.length === 0) return "The manual partition assignment includes an empty replica list.";
    if (nodeIds.length !== factor) {
      return `The manual partition assignment includes a partition with ${nodeIds.length} replica(s), but this is not consistent with previous partitions, which have ${factor} replica(s).`;
    }
    const unknown = nodeIds.find((id) => !this.nodes.has(id));
    if (unknown !== undefined) {
      return `The manual partition assignment includes broker ${unknown}, but no such broker is registered.`;
    }
    const twice = nodeIds.find((id, at) => nodeIds.indexOf(id) !== at);
    return twice === undefined ? null : `The manual partition assignment includes the broker ${twice} more than once.`;
  }

  #newPartition(index: number, nodeIds: readonly number[]): Partition {
    const log = new Log();
    const partition = new Partition(index, nodeIds.map((nodeId) => ({ nodeId, log })));
    const up = nodeIds.filter((id) => this.nodes.get(id)?.alive);
    if (up.length > 0 && up.length < nodeIds.length) partition.isr = up;
    partition.leader = up[0] ?? -1;
    log.epochs.assign(partition.leaderEpoch, 0);
    return partition;
  }
}

function configFailure(configs: ReadonlyMap<string, string | null>): Failure | null {
  for (const [name, value] of configs) {
    const problem = topicConfigProblem(name, value);
    if (problem !== null) return failure(ErrorCode.INVALID_CONFIG, problem);
  }
  return null;
}
