// Runs a scenario in the simulated world, and judges it: `simulate({ seed }, async ({ kafka }) => …)`. The entry of this
// folder; a run depends on its options alone.
import { KafkaError } from "../errors/kafka_error.ts";
import { openStreamCount } from "../transports/open_streams.ts";
import { check } from "./checker/check.ts";
import { Evidence, type FinalLog } from "./checker/evidence.ts";
import { readFinalLogs } from "./checker/final_logs.ts";
import { type BrokenPromise, type History, placeOf } from "./checker/history.ts";
import { FaultSchedule } from "./faults/schedule.ts";
import { type CheckedSimulation, checkSimulation, type SimulationOptions } from "./options.ts";
import { SimulatedWorld, type World } from "./world.ts";

/** A program that runs in the simulated world. */
export type Scenario = (world: World) => void | Promise<void>;

/** A scenario that sees behind the world: those of this package. */
export type InnerScenario = (world: SimulatedWorld) => void | Promise<void>;

/** What came of a run. */
export interface Outcome {
  /** The seed. */
  readonly seed: number;
  /** Hash of all events: the same for the same options, on every runtime. */
  readonly hash: string;
  /** Number of events. */
  readonly events: number;
  /** How long it took in virtual ms. */
  readonly virtualMs: number;
  /** The promises that were broken; empty when all is well. */
  readonly broken: readonly BrokenPromise[];
  /** The faults that struck, with their counts. */
  readonly faults: ReadonlyMap<string, number>;
  /** Records sent, acknowledged, failed and read. */
  readonly counts: Readonly<Record<"sent" | "written" | "failed" | "read", number>>;
  /** The newest events in words, oldest first. */
  readonly tail: readonly string[];
}

const SCENARIO_ENDS = "the scenario ends";
/** How long closing may take, in virtual ms. */
const CLOSE_MS = 35_000;
/** How long replicas may take to agree once everything is well, in virtual ms. */
const AGREE_MS = 15_000;
/** What a closed world still does is done by then, in virtual ms. */
const REST_MS = 1000;

/** Runs `scenario`, lets faults strike meanwhile, and checks what Kafka promises. Broken promises are in the outcome. */
export function simulate(options: SimulationOptions, scenario: Scenario): Promise<Outcome> {
  return simulateInside(options, scenario);
}

/** The same for scenarios of this package. */
export async function simulateInside(options: SimulationOptions, scenario: InnerScenario): Promise<Outcome> {
  const checked = checkSimulation(options);
  const streams = openStreamCount();
  const world = await SimulatedWorld.start(options, checked.brokers);
  return await new Run(world, checked, streams).run(scenario);
}

class Run {
  readonly #world: SimulatedWorld;
  readonly #options: CheckedSimulation;
  readonly #streams: number;
  readonly #faults: FaultSchedule;
  readonly #history: History;

  constructor(world: SimulatedWorld, options: CheckedSimulation, streams: number) {
    const { clock, history, log, tracker, random } = world;
    this.#world = world;
    this.#options = options;
    this.#streams = streams;
    this.#history = history;
    history.mendMs = options.mendMs;
    const { cluster, network, clients, hosts, application } = world;
    this.#faults = new FaultSchedule(options.faults, {
      surroundings: () => ({ cluster, network, clock, topics: cluster.topics, clients, hosts, application }),
      clock,
      history,
      log,
      random: random.fork("faults"),
      track: (promise) => tracker.track(promise),
    });
  }

  async run(scenario: InnerScenario): Promise<Outcome> {
    const { clock } = this.#world;
    const { durationMs } = this.#options.faults;
    this.#faults.start();
    const endOfFaults = clock.after(durationMs, () => this.#world.tracker.track(this.#calm()));
    await this.#within(SCENARIO_ENDS, this.#options.limitMs, Promise.resolve().then(() => scenario(this.#world)));
    endOfFaults();
    await this.#within("everything mends", AGREE_MS, this.#calm());
    await this.#closeClients();
    this.#noteMoves();
    const logs = await this.#within("the logs can be read", AGREE_MS, this.#readLogs()) ?? new Map();
    await this.#closeCluster();
    return this.#outcome(logs);
  }

  /** Waits in virtual time, but not for ever; what goes wrong is a broken promise. */
  async #within<T>(promise: string, limitMs: number, running: Promise<T>): Promise<T | null> {
    const { clock } = this.#world;
    const { promise: late, resolve } = Promise.withResolvers<null>();
    const cancel = clock.after(limitMs, () => {
      this.#history.break(promise, `it has not after ${limitMs} ms`);
      resolve(null);
    });
    try {
      return await clock.until(Promise.race([running, late]));
    } catch (error) {
      this.#history.break(promise, wordsOf(error));
      return null;
    } finally {
      cancel();
    }
  }

  /** The faults end, brokers come back. */
  async #calm(): Promise<void> {
    const { application, network, cluster } = this.#world;
    this.#faults.calm();
    application.calm();
    network.heal();
    for (const nodeId of cluster.nodeIds) await cluster.startBroker(nodeId);
    this.#world.becomesCalm();
  }

  /** Leaders that were replaced at any time: what only a leader had may be gone. */
  #noteMoves(): void {
    const { cluster } = this.#world;
    for (const [topic, partitions] of cluster.topics) {
      for (let partition = 0; partition < partitions; partition++) {
        if (cluster.partition(topic, partition).leaderEpoch > 0) this.#history.moved.add(placeOf(topic, partition));
      }
    }
  }

  async #readLogs(): Promise<ReadonlyMap<string, FinalLog>> {
    const { cluster, clock } = this.#world;
    for (;;) {
      // What was sent last for nobody to acknowledge is still on its way.
      await clock.sleep(50);
      const lagging = [...cluster.topics].flatMap(([topic, partitions]) =>
        Array.from({ length: partitions }, (_, partition) => cluster.partition(topic, partition))
      ).some(({ leader, highWatermark, endOffset }) => leader < 0 || highWatermark < endOffset);
      if (!lagging) break;
    }
    const kafka = this.#world.newClient();
    const logs = await readFinalLogs({ cluster, kafka, clock });
    await kafka.close();
    return logs;
  }

  /** Producers flush: from then on nothing is written any more. */
  async #closeClients(): Promise<void> {
    const { kafkas, tracker } = this.#world;
    for (const kafka of kafkas) {
      await this.#within("close() ends", CLOSE_MS, kafka.close().catch((error) => this.#closeFailed(error)));
    }
    await this.#within("what runs beside the scenario ends", REST_MS, tracker.idle());
  }

  /** Nothing may be left then. */
  async #closeCluster(): Promise<void> {
    const { cluster, clock } = this.#world;
    await this.#within("the cluster can be closed", REST_MS, cluster.close());
    await clock.advance(REST_MS);
    const { timers, connections } = this.#world.leftovers();
    const streams = openStreamCount() - this.#streams;
    const ended = !this.#history.broken.some(({ promise }) => promise === SCENARIO_ENDS);
    if (ended && timers + connections + streams > 0) {
      const how = `${timers} timers, ${connections} connections, ${streams} streams are left`;
      this.#history.break("after close nothing is left", how);
    }
    for (const error of cluster.errors) this.#history.break("no handler of the cluster throws", wordsOf(error));
  }

  /** `close()` may tell of records that failed, as `flush()` does. */
  #closeFailed(error: unknown): void {
    const known = error instanceof KafkaError && ["SEND_FAILED", "CLOSE_TIMEOUT"].includes(error.code);
    if (!known) this.#history.break("close() fails for records only", wordsOf(error));
  }

  #outcome(logs: ReadonlyMap<string, FinalLog>): Outcome {
    const { clock, log } = this.#world;
    const { sent, readers, strikes } = this.#history;
    const endedAt = clock.now();
    const broken = check(new Evidence(this.#history, logs, endedAt));
    const passages = readers.flatMap((reader) => [...reader.passages.values()].flat());
    return {
      seed: this.#options.seed,
      hash: log.hash,
      events: log.count,
      virtualMs: endedAt,
      broken,
      faults: strikes,
      counts: {
        sent: sent.length,
        written: sent.filter(({ fate }) => fate === "written").length,
        failed: sent.filter(({ fate }) => fate === "failed").length,
        read: passages.filter(({ kind }) => kind === "read").length,
      },
      tail: log.tail(),
    };
  }
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.stack ?? error.message;
}
