// A real Apache Kafka cluster of one node or three for tests: start, hurt, stop. Called by live tests, benchmarks and
// tools/kafka.ts. Keeps its state in a folder, so that another process can go on with it; must not know the client.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { cacheDir, fetchJars, findJava, KAFKA_TOOLS_DIR, type Progress } from "./jars.ts";
import { brokerCommand, formatData, type JavaSetup, randomUuid, zookeeperCommand } from "./launch.ts";
import { freePorts } from "./ports.ts";
import { askApiVersions, askMetadata } from "./probe.ts";
import {
  endProcess,
  pause,
  type ProcessId,
  type ProcessState,
  signalProcess,
  startDetached,
  stateOf,
  waitUntilDead,
} from "./processes.ts";
import { brokerSettings, hostOf, type ListenerPlan, type NodePlan, ZOOKEEPER_SESSION_MS } from "./settings.ts";
import { type TlsFiles, tlsListener } from "./tls_listener.ts";
import { atLeast, type BrokerVersion, brokerVersion } from "./versions.ts";

/** What to start. */
export interface KafkaOptions {
  /** Version, one of versions.ts. @default "4.4.0" */
  readonly version?: string;
  /** Number of nodes. @default 1 */
  readonly nodes?: 1 | 3;
  /** Folder for state, data and logs. @default a new one in the cache, under kafka/runs */
  readonly dir?: string;
  /** More broker settings; they win over the harness's own. */
  readonly settings?: Readonly<Record<string, string | number | boolean>>;
  /** Adds the listeners SSL and, with `clientCa`, MTLS; needs 2.7 or newer. */
  readonly tls?: TlsFiles;
  /** More listeners, SASL ones for instance; needs 0.10.2 or newer. */
  readonly listeners?: readonly ListenerPlan[];
  /** More arguments for formatting the storage (KRaft): `["--add-scram", "SCRAM-SHA-256=[name=…,password=…]"]`. */
  readonly formatArguments?: readonly string[];
  /** More flags for the brokers' virtual machines. */
  readonly jvm?: readonly string[];
  /** The process whose end ends the cluster; null: it stays until `stop`. @default this process */
  readonly owner?: number | null;
  /** Time limit for getting ready, without fetching. @default 90000 */
  readonly readyTimeoutMs?: number;
  /** Told what goes on. */
  readonly onProgress?: Progress;
}

/** One node of a running cluster. */
export interface KafkaNode extends NodePlan {
  /** Its settings file. */
  readonly config: string;
  /** Its log. */
  readonly log: string;
  /** Its process, null before the first start. */
  readonly process: ProcessId | null;
}

/** What `status()` tells of a node. */
export interface NodeStatus {
  /** Node id. */
  readonly id: number;
  /** Process id, null when it is dead. */
  readonly pid: number | null;
  /** Its state. */
  readonly state: ProcessState;
  /** `HOST:PORT` of its plain listener. */
  readonly address: string;
  /** Its log. */
  readonly log: string;
}

interface ClusterState {
  version: string;
  dir: string;
  clusterId: string;
  jars: string;
  java: string;
  jvm: readonly string[];
  readyTimeoutMs: number;
  listeners: readonly ListenerPlan[];
  nodes: KafkaNode[];
  zookeeper: { port: number; data: string; log: string; process: ProcessId | null } | null;
}

/** Starts a cluster and waits until every broker knows all of them. On failure nothing stays but the logs. */
export async function startKafka(options: KafkaOptions = {}): Promise<KafkaCluster> {
  const java = await findJava();
  const version = brokerVersion(options.version ?? "4.4.0");
  const jars = await fetchJars(version.id, options.onProgress);
  const state = await plan(version, { options, java, jars });
  await prepare(state, { version, options });
  const cluster = new KafkaCluster(state);
  try {
    await cluster.startAll(options.owner === undefined ? process.pid : options.owner);
  } catch (cause) {
    await cluster.stop();
    throw cause;
  }
  return cluster;
}

/** The cluster that was started with `dir`, by this process or another one. */
export function attachKafka(dir: string): KafkaCluster {
  const file = join(resolve(dir), "cluster.json");
  if (!existsSync(file)) throw new Error(`no cluster in ${dir}: start one with tools/kafka.ts start --dir ${dir}`);
  return new KafkaCluster(JSON.parse(readFileSync(file, "utf8")) as ClusterState);
}

/** A started cluster. Its state is on disk; the object itself holds no resource. */
export class KafkaCluster {
  readonly #state: ClusterState;
  readonly #version: BrokerVersion;

  /** For `startKafka` and `attachKafka`. */
  constructor(state: ClusterState) {
    this.#state = state;
    this.#version = brokerVersion(state.version);
  }

  /** Version as in versions.ts. */
  get version(): string {
    return this.#state.version;
  }

  /** Version of the jars, without a `-zk`. */
  get kafkaVersion(): string {
    return this.#version.kafka;
  }

  /** Cluster id as formatted; with ZooKeeper the brokers make their own. */
  get clusterId(): string {
    return this.#state.clusterId;
  }

  /** Folder of state, data and logs. */
  get dir(): string {
    return this.#state.dir;
  }

  /** What Java programs for this cluster need. */
  get java(): JavaSetup {
    return { java: this.#state.java, jars: this.#state.jars };
  }

  /** The nodes. */
  get nodes(): readonly KafkaNode[] {
    return this.#state.nodes;
  }

  /** `HOST:PORT` of ZooKeeper, null with KRaft. */
  get zookeeper(): string | null {
    return this.#state.zookeeper === null ? null : `127.0.0.1:${this.#state.zookeeper.port}`;
  }

  /** Addresses of the plain listeners. */
  get bootstrap(): string[] {
    return this.addresses("PLAINTEXT");
  }

  /** Advertised addresses of a listener: PLAINTEXT, PROXIED, SSL, MTLS or one of your own. */
  addresses(listener: string): string[] {
    const plan = this.#state.listeners.find((one) => one.name === listener);
    if (plan === undefined) throw new Error(`Kafka ${this.version} was started without a listener ${listener}`);
    return this.#state.nodes.map((node) => `${hostOf(plan)}:${node.listeners[listener].advertised}`);
  }

  /** A node by its id. */
  node(id: number): KafkaNode {
    const found = this.#state.nodes.find((node) => node.id === id);
    if (found === undefined) {
      throw new Error(`no node ${id}: there are ${this.#state.nodes.map((n) => n.id).join(", ")}`);
    }
    return found;
  }

  /** State of each node. */
  status(): NodeStatus[] {
    return this.#state.nodes.map((node) => {
      const state = node.process === null ? "dead" : stateOf(node.process);
      const pid = state === "dead" ? null : node.process?.pid ?? null;
      return { id: node.id, pid, state, address: `127.0.0.1:${node.listeners.PLAINTEXT.port}`, log: node.log };
    });
  }

  /** Ids of the processes that live, ZooKeeper's included. */
  pids(): number[] {
    return this.#processes().filter((one) => stateOf(one) !== "dead").map((one) => one.pid);
  }

  /** Kills a node at once (SIGKILL) and waits until it has gone. */
  async kill(id: number): Promise<void> {
    const running = this.#running(id);
    signalProcess(running, "SIGKILL");
    await waitUntilDead(running, 10_000);
    this.#save();
  }

  /** Freezes a node (SIGSTOP): its connections stay open and silent. */
  pause(id: number): void {
    signalProcess(this.#running(id), "SIGSTOP");
  }

  /** Wakes a frozen node (SIGCONT). */
  resume(id: number): void {
    signalProcess(this.#running(id), "SIGCONT");
  }

  /** Stops a node in good order (SIGTERM): it hands its leaders over first. */
  async stopNode(id: number): Promise<void> {
    await endProcess(this.#running(id), 60_000);
    this.#save();
  }

  /** Starts a node that has ended and waits until the others know it again, unless `wait` is false. */
  async startNode(id: number, options: { readonly wait?: boolean } = {}): Promise<void> {
    const node = this.node(id);
    if (node.process !== null && stateOf(node.process) !== "dead") throw new Error(`node ${id} runs already`);
    this.#spawn(node);
    if (options.wait === false) return;
    try {
      await this.waitUntilReady();
    } catch (cause) {
      // Until the session of a killed broker has ended, ZooKeeper has it registered still and the new one gives up.
      if (!/already registered|NodeExists|node already exists/i.test(String(cause))) throw cause;
      await pause(ZOOKEEPER_SESSION_MS);
      this.#spawn(node);
      await this.waitUntilReady();
    }
  }

  /** Waits until every running node answers and knows every running node. */
  async waitUntilReady(): Promise<void> {
    const end = Date.now() + this.#state.readyTimeoutMs;
    let last: unknown = "nothing asked yet";
    const running = this.status().filter((node) => node.state === "running").map((node) => node.id);
    for (const id of running) {
      while (true) {
        try {
          if (await this.#knows(id, running)) break;
          last = `node ${id} does not know all of ${running.join(", ")} yet`;
        } catch (cause) {
          if (cause instanceof RangeError) throw cause; // an answer that cannot be read is no matter of waiting
          last = cause;
        }
        const node = this.node(id);
        if (node.process !== null && stateOf(node.process) === "dead") {
          throw this.#startError(node, "ended while starting");
        }
        if (Date.now() > end) throw this.#startError(node, `is not ready in time (${String(last)})`);
        await pause(50);
      }
    }
  }

  /** Starts ZooKeeper and all nodes; for `startKafka`. */
  async startAll(owner: number | null): Promise<void> {
    const zookeeper = this.#state.zookeeper;
    if (zookeeper !== null) {
      const command = zookeeperCommand(this.java, zookeeper);
      zookeeper.process = startDetached(command, { log: zookeeper.log, cwd: this.dir });
    }
    for (const node of this.#state.nodes) this.#spawn(node);
    if (owner !== null) {
      const command = ["/bin/sh", join(KAFKA_TOOLS_DIR, "watchdog.sh"), String(owner), this.dir];
      startDetached(command, { log: join(this.dir, "watchdog.log"), cwd: "/" });
    }
    await this.waitUntilReady();
  }

  /** Ends every process by its id (at once unless `graceMs` is given) and removes the data; logs and settings stay. */
  async stop(options: { readonly graceMs?: number } = {}): Promise<void> {
    const brokers = this.#state.nodes.flatMap((node) => node.process ?? []);
    await Promise.all(brokers.map((one) => endProcess(one, options.graceMs ?? 0)));
    const zookeeper = this.#state.zookeeper?.process;
    if (zookeeper) await endProcess(zookeeper, 0);
    rmSync(join(this.dir, "pids"), { force: true }); // ends the watchdog
    for (const node of this.#state.nodes) rmSync(node.data, { recursive: true, force: true });
    if (this.#state.zookeeper !== null) rmSync(this.#state.zookeeper.data, { recursive: true, force: true });
    rmSync(join(this.dir, "cluster.json"), { force: true });
  }

  #spawn(node: KafkaNode): void {
    const command = brokerCommand(this.java, node.config, this.#state.jvm);
    const started = { ...node, process: startDetached(command, { log: node.log, cwd: this.dir }) };
    this.#state.nodes = this.#state.nodes.map((one) => one.id === node.id ? started : one);
    this.#save();
  }

  async #knows(id: number, others: readonly number[]): Promise<boolean> {
    const port = this.node(id).listeners.PLAINTEXT.port;
    if (atLeast(this.kafkaVersion, "0.10")) await askApiVersions(port);
    const { brokers } = await askMetadata(port);
    // 0.8 lists no broker before there is a topic
    if (this.#version.mode === "zookeeper-0.8") {
      return /started \(kafka\.server\.KafkaServer\)/.test(readFileSync(this.node(id).log, "utf8"));
    }
    return others.every((other) => brokers.includes(other));
  }

  #running(id: number): ProcessId {
    const { process } = this.node(id);
    if (process === null || stateOf(process) === "dead") throw new Error(`node ${id} does not run`);
    return process;
  }

  #processes(): ProcessId[] {
    return [...this.#state.nodes.map((node) => node.process), this.#state.zookeeper?.process ?? null]
      .filter((one) => one !== null);
  }

  #save(): void {
    write(join(this.dir, "pids"), this.pids().map((pid) => `${pid}\n`).join(""));
    write(join(this.dir, "cluster.json"), JSON.stringify(this.#state, null, 1));
  }

  #startError(node: KafkaNode, what: string): Error {
    const tail = existsSync(node.log) ? readFileSync(node.log, "utf8").split("\n").slice(-25).join("\n") : "";
    return new Error(`node ${node.id} of Kafka ${this.version} ${what}; the end of ${node.log}:\n${tail}`);
  }
}

async function plan(
  version: BrokerVersion,
  given: { readonly options: KafkaOptions; readonly java: string; readonly jars: string },
): Promise<ClusterState> {
  const { options } = given;
  const dir = options.dir === undefined ? newRunDir(version.id) : resolve(options.dir);
  if (existsSync(join(dir, "cluster.json"))) throw new Error(`there is a cluster in ${dir} already: stop it first`);
  const count = options.nodes ?? 1;
  const listeners: ListenerPlan[] = [{ name: "PLAINTEXT", protocol: "PLAINTEXT" }];
  if (atLeast(version.kafka, "0.10.2")) listeners.push({ name: "PROXIED", protocol: "PLAINTEXT", proxied: true });
  if (options.tls !== undefined) listeners.push(...tlsListener(options.tls, { dir, version: version.kafka }));
  listeners.push(...options.listeners ?? []);
  const [shared, ...ports] = await freePorts(1 + count * (1 + 2 * listeners.length));
  const nodes = Array.from({ length: count }, (_, i): KafkaNode => {
    const id = i + 1;
    const own = ports.splice(0, 1 + 2 * listeners.length);
    const places = listeners.map((one, at) => {
      const port = own[1 + 2 * at];
      return [one.name, { port, advertised: one.proxied ? own[2 + 2 * at] : port }] as const;
    });
    const controllerPort = version.mode === "kraft" ? own[0] : shared;
    const files = {
      data: join(dir, `data${id}`),
      config: join(dir, `node${id}.properties`),
      log: join(dir, `node${id}.log`),
    };
    return { id, controllerPort, listeners: Object.fromEntries(places), process: null, ...files };
  });
  const zookeeper = version.mode === "kraft"
    ? null
    : { port: shared, data: join(dir, "zookeeper"), log: join(dir, "zookeeper.log"), process: null };
  const { java, jars } = given;
  const { jvm = [], readyTimeoutMs = 90_000 } = options;
  return {
    version: version.id,
    dir,
    clusterId: randomUuid(),
    jars,
    java,
    jvm,
    readyTimeoutMs,
    listeners,
    nodes,
    zookeeper,
  };
}

async function prepare(
  state: ClusterState,
  given: { readonly version: BrokerVersion; readonly options: KafkaOptions },
): Promise<void> {
  const { version, options } = given;
  mkdirSync(state.dir, { recursive: true });
  for (const node of state.nodes) {
    rmSync(node.data, { recursive: true, force: true });
    const { listeners, nodes } = state;
    writeFileSync(node.config, brokerSettings({ version, nodes, listeners, settings: options.settings ?? {} }, node));
  }
  if (state.zookeeper !== null) rmSync(state.zookeeper.data, { recursive: true, force: true });
  if (version.mode !== "kraft") return;
  const formatArguments = options.formatArguments ?? [];
  for (const { config, data, id } of state.nodes) {
    await formatData(state, { version, config, data, node: id, clusterId: state.clusterId, formatArguments });
  }
}

const KEPT_RUNS = 12;

/** A new folder for a run in the cache; the oldest ones, long ended, are removed. */
function newRunDir(version: string): string {
  const runs = join(cacheDir(), "kafka", "runs");
  mkdirSync(runs, { recursive: true });
  const old = readdirSync(runs).map((name) => join(runs, name)).filter((dir) => !existsSync(join(dir, "pids")));
  const age = (dir: string) => statSync(dir, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  for (const dir of old.sort((a, b) => age(b) - age(a)).slice(KEPT_RUNS)) rmSync(dir, { recursive: true, force: true });
  const time = new Date().toISOString().replaceAll(/[:.]/g, "-").slice(0, 19);
  const dir = join(runs, `${time}_${version}_${process.pid}_${randomUuid().slice(0, 4)}`);
  mkdirSync(dir);
  return dir;
}

function write(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}
