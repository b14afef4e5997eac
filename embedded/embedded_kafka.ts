// EmbeddedKafka: a whole cluster in this process, and the handles with which tests and the demo move it. It joins cluster
// state, brokers, listeners and hooks. Must not know requests.
import type { MemoryNetwork } from "../transports/memory.ts";
import type { Platform } from "../transports/platform.ts";
import { assemble, type ClusterParts } from "./assemble.ts";
import type { Broker } from "./broker.ts";
import type { ClusterState, NewTopic } from "./cluster_state.ts";
import { type CoordinatorKind, COORDINATORS } from "./coordinators.ts";
import { type AnyApi, type ControlFn, type ControlOptions, type Controls } from "./control.ts";
import { PREFERRED_REPLICAS } from "./fetch_replica.ts";
import { FETCH_SESSIONS } from "./fetch_sessions.ts";
import { GROUPS } from "./groups/group_store.ts";
import { checkAdd, checkControl, checkCoordinator, checkKill, checkLag, checkPause } from "./handle_checks.ts";
import { allHandlers } from "./handlers.ts";
import { applyRetention, compactTopic } from "./log_cleaner.ts";
import { mistake, orThrow } from "./mistake.ts";
import { FROZEN_METADATA } from "./metadata_freeze.ts";
import { checkNewTopic, checkOptions, type EmbeddedKafkaOptions, type TopicOptions } from "./options.ts";
import {
  electUnclean,
  type KillOptions,
  lookAtPartitions,
  loseTails,
  pause,
  type PauseOptions,
  resume,
  setLag,
  shrinkIsr,
} from "./replica_faults.ts";
import { setThrottle, type ThrottleOptions } from "./throttle.ts";
import type { Partition, Topic } from "./topic.ts";
import { TRANSACTIONS } from "./transactions/transaction_store.ts";

/** What a client needs to reach the cluster in memory: options for `new Kafka(…)`. */
export interface EmbeddedClientOptions {
  /** Bootstrap addresses. */
  readonly brokers: string[];
  /** The platform of the cluster, with a `dial` that leads into its memory network. */
  readonly platform: Platform;
}

/** What is known of a partition. */
export interface PartitionState {
  /** Node id of the leader; -1 = none. */
  readonly leader: number;
  /** Leader epoch. */
  readonly leaderEpoch: number;
  /** Node ids of the replicas. */
  readonly replicas: readonly number[];
  /** Node ids of the replicas in sync. */
  readonly isr: readonly number[];
  /** First offset that can be read. */
  readonly startOffset: number;
  /** Offset of the next record. */
  readonly endOffset: number;
  /** Where consumers stop. */
  readonly highWatermark: number;
  /** Where consumers with `read_committed` stop. */
  readonly lastStableOffset: number;
}

/** What is known of one copy of a partition. */
export interface ReplicaState {
  /** First offset that can be read. */
  readonly startOffset: number;
  /** Offset of the next record. */
  readonly endOffset: number;
  /** The high watermark as this replica knows it. */
  readonly highWatermark: number;
}

/** A Kafka cluster in memory. */
export class EmbeddedKafka {
  readonly #state: ClusterState;
  readonly #brokers: Map<number, Broker>;
  readonly #controls: Controls;
  readonly #network: MemoryNetwork;
  readonly #errors: unknown[];
  readonly #parts: ClusterParts;
  /** Cancels the fail-overs that are due, by node id. */
  readonly #failovers = new Map<number, () => void>();

  private constructor(parts: ClusterParts) {
    this.#parts = parts;
    this.#state = parts.state;
    this.#brokers = parts.brokers;
    this.#controls = parts.controls;
    this.#network = parts.network;
    this.#errors = parts.errors;
  }

  /** Starts a cluster. */
  static async start(options: EmbeddedKafkaOptions = {}): Promise<EmbeddedKafka> {
    const checked = checkOptions(options, [...allHandlers().values()].map((handler) => handler.api.name));
    const platform = options.platform ?? await (await import("#platform")).loadPlatform();
    const cluster = new EmbeddedKafka(assemble(options, checked, platform));
    try {
      for (const broker of cluster.#brokers.values()) await broker.start();
    } catch (error) {
      await cluster.close();
      throw error;
    }
    for (const [name, topic] of Object.entries(options.topics ?? {})) cluster.createTopic(name, topic);
    return cluster;
  }

  /** Cluster id. */
  get clusterId(): string {
    return this.#state.clusterId;
  }

  /** Node ids of all brokers, running or not. */
  get nodeIds(): number[] {
    return [...this.#brokers.keys()];
  }

  /** Topics and their partition counts, in the order in which they were made. */
  get topics(): ReadonlyMap<string, number> {
    return new Map([...this.#state.topics].map(({ name, partitions }) => [name, partitions.length]));
  }

  /** TCP addresses (`"host:port"`) of the brokers; empty unless TCP listeners were asked for. */
  get bootstrap(): string[] {
    return this.#addresses("tcp");
  }

  /** The network in memory: latency, cuts, resets. */
  get network(): MemoryNetwork {
    return this.#network;
  }

  /** What handlers and hooks threw, oldest first: bugs of the cluster or of the test. */
  get errors(): readonly unknown[] {
    return this.#errors;
  }

  /** Options for a client in this process: `new Kafka(cluster.options())`. */
  options(): EmbeddedClientOptions {
    const { resolve: _, listen: __, ...platform } = this.#state.platform;
    return {
      brokers: this.#addresses("memory"),
      platform: { ...platform, dial: this.#network.dial, resolve: this.#network.resolve },
    };
  }

  /**
   * Lets `fn` see the requests of an API before the broker carries them out. What it returns decides: nothing goes on,
   * `{ answer }` or `{ errorCode }` answers, `"drop"` and `"close"` don't. The hook goes once it has acted, unless
   * `keep` is set. The returned function takes it away.
   */
  control<Request, Response>(
    api: AnyApi<Request, Response>,
    fn: ControlFn<Request, Response>,
    options: ControlOptions = {},
  ): () => void {
    checkControl(api, fn, options);
    const known = [...allHandlers().values()].map((handler) => handler.api);
    if (!known.some((one) => one.key === api.key)) {
      throw mistake(
        `control: the embedded cluster does not know ${api.name}: it knows ${known.map((one) => one.name).join(", ")}`,
      );
    }
    if (options.nodeId !== undefined) this.#broker(options.nodeId);
    return this.#controls.add(api, fn, options);
  }

  /** Makes a topic. */
  createTopic(name: string, topic: number | TopicOptions = {}): void {
    checkNewTopic(name, topic, this.#brokers.size);
    orThrow(this.#state.createTopic(newTopic(name, topic)));
  }

  /** Deletes a topic. */
  deleteTopic(name: string): void {
    this.#state.deleteTopic(this.#topic(name));
  }

  /** What is known of a partition. */
  partition(topic: string, partition: number): PartitionState {
    const found = this.#partition(topic, partition);
    const { leader, leaderEpoch, replicas, isr, log, highWatermark, lastStableOffset } = found;
    const { startOffset, endOffset } = log;
    return {
      leader,
      leaderEpoch,
      replicas: replicas.map(({ nodeId }) => nodeId),
      isr,
      startOffset,
      endOffset,
      highWatermark,
      lastStableOffset,
    };
  }

  /** What is known of one copy of a partition. */
  replica(topic: string, partition: number, nodeId: number): ReplicaState {
    const replica = this.#partition(topic, partition).replica(nodeId);
    if (replica === undefined) throw mistake(`Broker ${nodeId} has no replica of ${topic}-${partition}`);
    const { log: { startOffset, endOffset }, highWatermark } = replica;
    return { startOffset, endOffset, highWatermark };
  }

  /** Deletes the records below `offset`, as DeleteRecords does. */
  deleteRecords(topic: string, partition: number, offset: number): void {
    const target = this.#partition(topic, partition);
    const { highWatermark } = target;
    if (!Number.isSafeInteger(offset) || offset < 0 || offset > highWatermark) {
      throw mistake(`deleteRecords: offset must be 0 to ${highWatermark}: it is ${offset}`);
    }
    target.deleteBefore(offset);
  }

  /** Deletes records that are too old or too many by the settings of the topic (default: of all topics), as of now. */
  applyRetention(topic?: string): void {
    for (const one of topic === undefined ? this.#state.topics : [this.#topic(topic)]) applyRetention(this.#state, one);
  }

  /** Compacts a topic (default: all topics) with `cleanup.policy` compact, as the log cleaner does. */
  async compact(topic?: string): Promise<void> {
    for (const one of topic === undefined ? [...this.#state.topics] : [this.#topic(topic)]) {
      await compactTopic(this.#state, one, this.#parts.tools);
    }
  }

  /** Forgets the idempotent producers of a partition: the next batch of each may begin anywhere. */
  forgetProducers(topic: string, partition: number): void {
    for (const { log } of this.#partition(topic, partition).replicas) log.forgetProducers();
  }

  /** Moves the leader of a partition to another broker in sync; the leader epoch grows. Returns its node id. */
  moveLeader(topic: string, partition: number, nodeId?: number): number {
    const target = this.#partition(topic, partition);
    const able = target.isr.filter((id) => this.#state.nodes.get(id)?.alive === true);
    // The next one in the order of the replicas, so that moves without a target go round.
    const order = target.replicas.map((replica) => replica.nodeId).filter((id) => able.includes(id));
    const next = nodeId ?? order[(order.indexOf(target.leader) + 1) % order.length];
    if (next === undefined || !able.includes(next)) {
      throw mistake(
        `moveLeader: broker ${next} cannot lead ${topic}-${partition}: in sync and running are ${
          able.join(", ") || "none"
        }`,
      );
    }
    target.elect(next);
    return next;
  }

  /**
   * Says in answers that their client is throttled, and mutes its connection meanwhile (KIP-219). The returned function
   * ends it.
   */
  throttle(options: ThrottleOptions): () => void {
    return setThrottle(this.#state, options);
  }

  /** Lets a broker (default: all of them) tell the metadata of this moment until the returned function is called. */
  freezeMetadata(nodeId?: number): () => void {
    if (nodeId !== undefined) this.#broker(nodeId);
    return this.#state.part(FROZEN_METADATA).freeze(nodeId);
  }

  /** Ends the fetch sessions of a broker (default: of all), as a full cache does. How many there were. */
  evictFetchSessions(nodeId?: number): number {
    if (nodeId !== undefined) this.#broker(nodeId);
    return this.#state.part(FETCH_SESSIONS).evict(nodeId);
  }

  /**
   * Lets the leader of a partition send its consumers to a broker, whatever their racks and whether or not it is in
   * sync or there at all (KIP-392); null goes back to the option `replicaSelector`.
   */
  setPreferredReplica(topic: string, partition: number, nodeId: number | null): void {
    if (nodeId !== null) this.#broker(nodeId);
    this.#state.part(PREFERRED_REPLICAS).set(this.#partition(topic, partition), nodeId);
  }

  /**
   * Moves the coordinator of a group, transactional id or share group (and of all keys that share its internal
   * partition) to another running broker, which loads it for a moment. Groups survive; who waits in them is sent away.
   * Returns its node id.
   */
  moveCoordinator(kind: CoordinatorKind, key: string, nodeId?: number): number {
    checkCoordinator(kind, key);
    const coordinators = this.#state.part(COORDINATORS);
    const able = this.#state.alive.map(({ id }) => id);
    const next = nodeId ?? able[(able.indexOf(coordinators.of(kind, key)?.id ?? -1) + 1) % able.length];
    if (next === undefined || !able.includes(next)) {
      throw mistake(`moveCoordinator: broker ${next} does not run: ${able.join(", ") || "none"} do`);
    }
    coordinators.move(kind, key, next);
    return next;
  }

  /** A fault: markers of transactions are written `ms` after their commit or abort. Concerns those that end from now on. */
  setTransactionMarkerDelay(ms: number): void {
    if (!Number.isSafeInteger(ms) || ms < 0) {
      throw mistake(`setTransactionMarkerDelay: ms must be 0 or more: it is ${ms}`);
    }
    this.#state.part(TRANSACTIONS).configure({ markerDelayMs: ms });
  }

  /** Stops a broker as SIGTERM does: others lead its partitions first, then its connections are closed. */
  async stopBroker(nodeId: number): Promise<void> {
    const broker = this.#broker(nodeId);
    this.#state.brokerDown(nodeId);
    await broker.disconnect();
  }

  /** Cuts a broker off at once, with or without the last of its logs. */
  async killBroker(nodeId: number, options: KillOptions = {}): Promise<void> {
    checkKill(options);
    const { failoverMs = 0, loseTail = false } = options;
    const broker = this.#broker(nodeId);
    const gone = broker.disconnect();
    loseTails(this.#state, nodeId, loseTail);
    if (failoverMs === 0) this.#state.brokerDown(nodeId);
    else {
      lookAtPartitions(this.#state, nodeId);
      this.#failOver(nodeId, failoverMs);
    }
    await gone;
  }

  /** Freezes a broker: it answers nothing and fetches nothing; its connections stay. */
  pauseBroker(nodeId: number, options: PauseOptions = {}): void {
    checkPause(options);
    const { failoverMs } = options;
    const { node } = this.#broker(nodeId);
    pause(this.#state, node);
    if (failoverMs !== undefined) this.#failOver(nodeId, failoverMs);
  }

  /** Lets a frozen broker go on: it answers what has waited. */
  resumeBroker(nodeId: number): void {
    const { node } = this.#broker(nodeId);
    if (node.running) this.#cancelFailOver(nodeId);
    resume(this.#state, node);
  }

  /** Adds a broker and starts it; partitions come to it when they are made or moved there. Returns its node id. */
  async addBroker(options: { readonly rack?: string | null } = {}): Promise<number> {
    checkAdd(options);
    const node = this.#state.addNode(Math.max(0, ...this.nodeIds) + 1, options.rack ?? null);
    const broker = this.#parts.newBroker(node);
    this.#brokers.set(node.id, broker);
    await broker.start();
    return node.id;
  }

  /**
   * Sets how long a follower takes to fetch what its leader has, in ms: 0 = at once, Infinity = never, null = as the
   * option `replicaFetchMs` says. Without `where`: of all replicas on the broker.
   */
  setReplicaLag(
    nodeId: number,
    ms: number | null,
    where?: { readonly topic: string; readonly partition: number },
  ): void {
    checkLag(ms, where);
    const { node } = this.#broker(nodeId);
    if (where !== undefined) return setLag(this.#partition(where.topic, where.partition), nodeId, ms);
    node.fetchDelay = ms;
    for (const { partition } of this.#state.partitionsOn(nodeId)) {
      partition.replica(nodeId)?.rest();
      partition.look();
    }
  }

  /** Takes a follower out of the replicas in sync. It fetches nothing until `setReplicaLag` lets it. */
  shrinkIsr(topic: string, partition: number, nodeId: number): void {
    shrinkIsr(this.#partition(topic, partition), nodeId);
  }

  /** Elects a replica that need not be in sync: what it lacks is lost. */
  uncleanElection(topic: string, partition: number, nodeId: number): void {
    electUnclean(this.#state, this.#partition(topic, partition), nodeId);
  }

  /** Whether the cluster takes a broker for alive. */
  isRunning(nodeId: number): boolean {
    return this.#broker(nodeId).node.alive;
  }

  /** Makes another running broker the controller. */
  moveController(nodeId: number): void {
    if (!this.#broker(nodeId).node.alive) throw mistake(`moveController: broker ${nodeId} does not run`);
    this.#state.moveController(nodeId);
  }

  /** Starts a broker that was stopped or killed, at its old address and with its logs. */
  async startBroker(nodeId: number): Promise<void> {
    const broker = this.#broker(nodeId);
    if (broker.running) {
      // One that was unregistered (UnregisterBroker) registers again.
      if (!broker.node.pause.active) this.#state.brokerUp(nodeId);
    } else {
      // Killed and back before anyone noticed: the controller sees a new broker epoch and lets it go first.
      this.#cancelFailOver(nodeId);
      this.#state.brokerDown(nodeId);
    }
    await broker.start();
  }

  /** Stops everything; open connections are cut. */
  async close(): Promise<void> {
    for (const cancel of this.#failovers.values()) cancel();
    this.#state.close();
    for (const broker of this.#brokers.values()) await broker.disconnect();
    this.#state.part(GROUPS).close();
    this.#state.part(TRANSACTIONS).close();
  }

  /** Same as {@linkcode close}. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** The cluster misses a broker after `ms`, counted from now, unless it is back by then. */
  #failOver(nodeId: number, ms: number): void {
    this.#cancelFailOver(nodeId);
    const due = () => {
      this.#failovers.delete(nodeId);
      this.#state.brokerDown(nodeId);
    };
    this.#failovers.set(nodeId, this.#state.platform.clock.after(ms, due));
  }

  /** The broker is back, or gone anew: it is not missed for what was before. */
  #cancelFailOver(nodeId: number): void {
    this.#failovers.get(nodeId)?.();
    this.#failovers.delete(nodeId);
  }

  #addresses(listener: "memory" | "tcp"): string[] {
    return [...this.#state.nodes.values()].flatMap(({ endpoints }) => {
      const endpoint = endpoints.get(listener);
      return endpoint === undefined ? [] : [`${endpoint.host}:${endpoint.port}`];
    });
  }

  #broker(nodeId: number): Broker {
    const broker = this.#brokers.get(nodeId);
    if (broker === undefined) throw mistake(`There is no broker ${nodeId}: there are ${this.nodeIds.join(", ")}`);
    return broker;
  }

  #topic(name: string): Topic {
    const topic = this.#state.topic(name);
    if (topic === undefined) throw mistake(`There is no topic "${String(name)}" in the embedded cluster`);
    return topic;
  }

  #partition(topic: string, index: number): Partition {
    const { partitions } = this.#topic(topic);
    const partition = partitions[index];
    if (partition !== undefined) return partition;
    throw mistake(`Topic ${topic} has no partition ${index}: it has 0 to ${partitions.length - 1}`);
  }
}

function newTopic(name: string, topic: number | TopicOptions): NewTopic {
  const options: TopicOptions = typeof topic === "number" ? { partitions: topic } : topic;
  return {
    name,
    partitions: options.partitions ?? -1,
    replicationFactor: options.replicationFactor ?? -1,
    assignments: null,
    configs: new Map(Object.entries(options.configs ?? {}).map(([config, value]) => [config, String(value)])),
  };
}
