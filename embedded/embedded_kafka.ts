// EmbeddedKafka: a whole cluster in this process, and the handles with which tests and the demo move it. It joins cluster
// state, brokers, listeners and hooks. Must not know requests.
import { ConfigError } from "../errors/config_error.ts";
import { CodecTable } from "../protocol/records/codecs.ts";
import { selectCrc32c } from "../protocol/wire/crc32c.ts";
import { type MemoryNetwork, memoryNetwork } from "../transports/memory.ts";
import type { Platform } from "../transports/platform.ts";
import { Broker, type ListenPlan } from "./broker.ts";
import { ClusterState, type NewTopic } from "./cluster_state.ts";
import { type AnyApi, type ControlFn, type ControlOptions, Controls } from "./control.ts";
import type { Failure } from "./failure.ts";
import { allHandlers } from "./handlers.ts";
import {
  type CheckedOptions,
  checkNewTopic,
  checkOptions,
  type EmbeddedKafkaOptions,
  type TopicOptions,
} from "./options.ts";
import type { RecordTools } from "./produced_records.ts";
import type { ServerHost } from "./server.ts";
import type { Partition, Topic } from "./topic.ts";
import { versionTable } from "./version_table.ts";

/** Port of every broker in memory; their host names differ. */
const MEMORY_PORT = 9092;
const MAX_DECOMPRESSED_BYTES = 256 * 1024 * 1024;

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
}

/** A Kafka cluster in memory. */
export class EmbeddedKafka {
  readonly #state: ClusterState;
  readonly #brokers: ReadonlyMap<number, Broker>;
  readonly #controls: Controls;
  readonly #network: MemoryNetwork;
  readonly #errors: unknown[];

  private constructor(parts: ClusterParts) {
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
    const { leader, leaderEpoch, replicas, isr, log, highWatermark } = this.#partition(topic, partition);
    const { startOffset, endOffset } = log;
    return {
      leader,
      leaderEpoch,
      replicas: replicas.map(({ nodeId }) => nodeId),
      isr,
      startOffset,
      endOffset,
      highWatermark,
    };
  }

  /** Deletes the records below `offset`, as DeleteRecords does. */
  deleteRecords(topic: string, partition: number, offset: number): void {
    const { log } = this.#partition(topic, partition);
    if (!Number.isSafeInteger(offset) || offset < 0 || offset > log.endOffset) {
      throw mistake(`deleteRecords: offset must be 0 to ${log.endOffset}: it is ${offset}`);
    }
    log.deleteBefore(offset);
  }

  /** Forgets the idempotent producers of a partition: the next batch of each may begin anywhere. */
  forgetProducers(topic: string, partition: number): void {
    this.#partition(topic, partition).log.producers.clear();
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

  /** Stops a broker as SIGTERM does: others lead its partitions first, then its connections are closed. */
  async stopBroker(nodeId: number): Promise<void> {
    const broker = this.#broker(nodeId);
    this.#state.brokerDown(nodeId);
    await broker.disconnect();
  }

  /** Cuts a broker off at once; the cluster notices after `failoverMs` and elects other leaders. @default 0 */
  async killBroker(nodeId: number, { failoverMs = 0 }: { readonly failoverMs?: number } = {}): Promise<void> {
    const broker = this.#broker(nodeId);
    const gone = broker.disconnect();
    if (failoverMs === 0) this.#state.brokerDown(nodeId);
    else {
      this.#state.platform.clock.after(failoverMs, () => {
        if (!broker.running) this.#state.brokerDown(nodeId);
      });
    }
    await gone;
  }

  /** Starts a broker that was stopped or killed, at its old address and with its logs. */
  async startBroker(nodeId: number): Promise<void> {
    const broker = this.#broker(nodeId);
    // Killed and back before anyone noticed: the controller sees a new broker epoch and lets it go first.
    if (!broker.running) this.#state.brokerDown(nodeId);
    await broker.start();
  }

  /** Stops everything; open connections are cut. */
  async close(): Promise<void> {
    for (const broker of this.#brokers.values()) await broker.disconnect();
  }

  /** Same as {@linkcode close}. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
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
    if (topic === undefined) throw mistake(`There is no topic ${JSON.stringify(name)} in the embedded cluster`);
    return topic;
  }

  #partition(topic: string, index: number): Partition {
    const { partitions } = this.#topic(topic);
    const partition = partitions[index];
    if (partition !== undefined) return partition;
    throw mistake(`Topic ${topic} has no partition ${index}: it has 0 to ${partitions.length - 1}`);
  }
}

interface ClusterParts {
  readonly state: ClusterState;
  readonly brokers: ReadonlyMap<number, Broker>;
  readonly controls: Controls;
  readonly network: MemoryNetwork;
  readonly errors: unknown[];
}

function assemble(options: EmbeddedKafkaOptions, checked: CheckedOptions, platform: Platform): ClusterParts {
  const ids = Array.from({ length: checked.brokers }, (_, n) => n + 1);
  const state = new ClusterState({
    platform,
    nodes: ids.map((id, n) => ({ id, rack: options.racks?.[n] ?? null })),
    autoCreateTopics: checked.autoCreateTopics,
    defaultPartitions: checked.defaultPartitions,
    defaultReplicationFactor: checked.replicationFactor,
  });
  const handlers = allHandlers();
  const apis = [...handlers.values()].map((handler) => handler.api);
  const network = options.network ?? memoryNetwork({ clock: platform.clock });
  const controls = new Controls();
  const errors: unknown[] = [];
  const tools: RecordTools = {
    crc: selectCrc32c(platform.wasmCrc),
    codecs: new CodecTable(platform.codecs, (promise) => platform.clock.outside(promise)),
    maxDecompressedBytes: MAX_DECOMPRESSED_BYTES,
  };
  const shared: Omit<ServerHost, "node"> = {
    state,
    handlers,
    controls,
    tools,
    versions: versionTable(apis, { limits: options.versions ?? {}, unstable: checked.unstableVersions }),
    maxRequestBytes: checked.maxRequestBytes,
    onError: (error) => void errors.push(error),
  };
  const brokers = new Map([...state.nodes.values()].map((node, n) => {
    const plans = listenPlans(n, { id: node.id, checked, network, platform });
    return [node.id, new Broker({ ...shared, node }, plans)];
  }));
  return { state, brokers, controls, network, errors };
}

interface ListenParts {
  readonly id: number;
  readonly checked: CheckedOptions;
  readonly network: MemoryNetwork;
  readonly platform: Platform;
}

function listenPlans(n: number, { id, checked, network, platform }: ListenParts): ListenPlan[] {
  const plans: ListenPlan[] = [
    { name: "memory", listen: network.listen, host: `broker-${id}.embedded`, port: MEMORY_PORT },
  ];
  if (checked.tcp === null) return plans;
  if (platform.listen === undefined) {
    const problem = `listen: ${platform.name} has no listening sockets: use "memory", which works everywhere`;
    throw new ConfigError(problem, { code: "UNSUPPORTED_BY_RUNTIME", problems: [problem] });
  }
  plans.push({ name: "tcp", listen: platform.listen, host: checked.tcp.host, port: checked.tcp.ports[n] });
  return plans;
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

function orThrow<T extends object>(result: T | Failure): T {
  if ("errorCode" in result) throw mistake(`${result.errorMessage} (error ${result.errorCode})`);
  return result;
}

function mistake(problem: string): ConfigError {
  return new ConfigError(problem, { code: "INVALID_CONFIG", problems: [problem] });
}
