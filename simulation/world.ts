// The simulated world: time, network, cluster and clients that depend on one seed. Made by simulate.ts; scenarios get it.
import { Tracker } from "../base/track.ts";
import { EmbeddedKafka } from "../embedded/embedded_kafka.ts";
import { DeleteTopics } from "../protocol/messages/delete_topics.ts";
import type { Kafka, KafkaOptions } from "../src/kafka.ts";
import { type LinkSettings, memoryNetwork } from "../transports/memory.ts";
import type { Clock, Platform, Random } from "../transports/platform.ts";
import { Application } from "./application.ts";
import { History } from "./checker/history.ts";
import { VirtualClock } from "./clock.ts";
import { EventLog } from "./event_log.ts";
import { HostClock } from "./host_clock.ts";
import { SimulatedNetwork } from "./network.ts";
import { ObservedKafka } from "./observers/observed_kafka.ts";
import { replace } from "./observers/observed_producer.ts";
import type { SimulationOptions } from "./options.ts";
import { SeededRandom } from "./random.ts";

/** What a scenario is given. */
export interface World {
  /** A client of the cluster; what its producers and consumers do is checked. */
  readonly kafka: Kafka;
  /** Another client, on a host of its own. */
  readonly newClient: (options?: Partial<KafkaOptions>) => Kafka;
  /** The cluster. */
  readonly cluster: EmbeddedKafka;
  /** The links between clients and brokers. */
  readonly network: SimulatedNetwork;
  /** Virtual time. */
  readonly clock: Clock;
  /** Chance for the scenario's own use. */
  readonly random: SeededRandom;
  /** Says that a promise of the application's own is broken; it is told in the outcome. */
  readonly breaks: (promise: string, how: string) => void;
  /** Adds a line to the log of events. */
  readonly note: (...words: (string | number)[]) => void;
  /** Waits in virtual time. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Lets something run beside the scenario; if it fails the scenario has failed. */
  readonly background: (promise: Promise<unknown>) => void;
  /** Resolves when the faults are over and everything is well. */
  readonly calm: () => Promise<void>;
}

/** Longest latency of a link without faults, in ms. */
const LATENCY_MS = 3;
/** A host that brokers share. */
const BROKERS = "brokers";

/** What is left when all should be closed. */
export interface Leftovers {
  /** Timers that are set. */
  readonly timers: number;
  /** Open connections. */
  readonly connections: number;
}

/** Everything of one run. */
export class SimulatedWorld implements World {
  readonly kafka: Kafka;
  readonly cluster: EmbeddedKafka;
  readonly network: SimulatedNetwork;
  readonly clock: VirtualClock;
  readonly random: SeededRandom;
  /** What happened so far, and what is judged in the end. */
  readonly history: History;
  /** What faults may do to the application. */
  readonly application: Application;
  /** Events of the run. */
  readonly log: EventLog;
  /** Wall clocks by host. */
  readonly hosts: ReadonlyMap<string, HostClock>;
  /** Names of the clients. */
  readonly clients: readonly string[];
  /** What runs beside the scenario. */
  readonly tracker: Tracker;
  readonly #options: SimulationOptions;
  readonly #root: SeededRandom;
  readonly #hosts: Map<string, HostClock>;
  readonly #kafkas: Map<string, Kafka> = new Map();
  readonly #calm: { promise: Promise<void>; resolve: () => void } = Promise.withResolvers<void>();

  private constructor(parts: WorldParts) {
    const { options, clock, log, network, cluster, root, hosts } = parts;
    this.#options = options;
    this.#root = root;
    this.#hosts = hosts;
    this.hosts = hosts;
    this.clock = clock;
    this.log = log;
    this.network = network;
    this.cluster = cluster;
    this.random = root.fork("scenario");
    this.history = new History(log, clock);
    this.application = new Application(clock);
    this.tracker = new Tracker((error) => this.history.break("nothing fails in the background", textOf(error)));
    this.clients = [];
    this.#watchDeletions();
    this.kafka = this.newClient();
  }

  /** Makes a world; its clock stands still until it is run. */
  static async start(options: SimulationOptions, brokers: number): Promise<SimulatedWorld> {
    const root = new SeededRandom(options.seed);
    const ties = root.fork("ties");
    const clock: VirtualClock = new VirtualClock({ tie: () => ties.int(1000), onStep: () => log.step() });
    const log = new EventLog({ now: () => clock.now(), print: options.print });
    const memory = memoryNetwork({
      clock,
      random: root.fork("network"),
      link: options.link ?? defaultLink(root.fork("link")),
      onArrive: ({ connection, direction, length }) => log.addSmall("connection", connection, direction, length),
    });
    const hosts = new Map([[BROKERS, new HostClock(clock)]]);
    const platform = platformOf(hosts.get(BROKERS) as HostClock, root.fork("cluster"));
    const { topics, clusterOptions } = options;
    const started = EmbeddedKafka.start({ ...clusterOptions, brokers, topics, platform, network: memory });
    const cluster = await clock.until(started);
    return new SimulatedWorld({ options, clock, log, network: new SimulatedNetwork(memory), cluster, root, hosts });
  }

  /** Records of a topic that is deleted are gone, whoever deletes it. */
  #watchDeletions(): void {
    const { cluster, history } = this;
    const { deleteTopic } = cluster;
    replace(cluster, "deleteTopic", (name) => {
      deleteTopic.call(cluster, name);
      history.excuse(name, "gone");
    });
    cluster.control(DeleteTopics, ({ topics, topicNames }) => {
      for (const name of topicNames ?? []) history.excuse(name, "gone");
      for (const { name } of topics ?? []) if (name !== null) history.excuse(name, "gone");
    }, { keep: true });
  }

  readonly newClient = (options: Partial<KafkaOptions> = {}): Kafka => {
    const client = `client-${this.#kafkas.size + 1}`;
    const host = new HostClock(this.clock);
    this.#hosts.set(client, host);
    const { brokers, platform } = this.cluster.options();
    const kafka = new ObservedKafka({
      brokers,
      clientId: client,
      ...this.#options.clientOptions,
      ...options,
      platform: {
        ...platform,
        clock: host,
        random: this.#root.fork(client),
        dial: this.network.dialFrom(client),
      },
    }, { client, history: this.history, log: this.log, application: this.application });
    this.#kafkas.set(client, kafka);
    (this.clients as string[]).push(client);
    return kafka;
  };

  /** All clients, oldest first. */
  get kafkas(): Iterable<Kafka> {
    return this.#kafkas.values();
  }

  readonly breaks = (promise: string, how: string): void => this.history.break(promise, how);

  readonly note = (...words: (string | number)[]): void => this.log.add(...words);

  readonly sleep = (ms: number): Promise<void> => this.clock.sleep(ms);

  readonly background = (promise: Promise<unknown>): void => this.tracker.track(promise);

  readonly calm = (): Promise<void> => this.#calm.promise;

  /** Everything is well from now on. */
  becomesCalm(): void {
    this.history.calmAt = Math.min(this.history.calmAt, this.clock.now());
    this.#calm.resolve();
  }

  /** What is still there. */
  leftovers(): Leftovers {
    return { timers: this.clock.pending, connections: this.network.connections().length };
  }
}

interface WorldParts {
  readonly options: SimulationOptions;
  readonly clock: VirtualClock;
  readonly log: EventLog;
  readonly network: SimulatedNetwork;
  readonly cluster: EmbeddedKafka;
  readonly root: SeededRandom;
  readonly hosts: Map<string, HostClock>;
}

/** Latencies that vary, and bytes that come in pieces. */
function defaultLink(random: SeededRandom): LinkSettings {
  const largest = 20 + random.int(2000);
  return {
    latencyMs: (chance?: Random) => (chance?.int(LATENCY_MS * 1000) ?? 0) / 1000,
    cut: (length, chance) => chance?.int(4) === 0 ? 1 + chance.int(Math.min(length, largest)) : length,
  };
}

/** A platform without sockets, whose codecs are the portable ones: native ones differ between runtimes. */
function platformOf(clock: Clock, random: Random): Platform {
  const dial = () => Promise.reject(new Error("There are no sockets in the simulated world"));
  return { name: "simulated", dial, clock, random, codecs: {}, wasmCrc: false };
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.stack ?? error.message : String(error);
}
