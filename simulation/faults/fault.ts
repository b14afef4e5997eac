// The contract of a fault: what it is called, how likely it is, what it may do to promises, and what it does. The files
// beside this one hold the faults; schedule.ts draws them; chaos.ts names them all.
import type { EmbeddedKafka } from "../../embedded/embedded_kafka.ts";
import type { Application } from "../application.ts";
import type { Excuse } from "../checker/history.ts";
import type { VirtualClock } from "../clock.ts";
import type { HostClock } from "../host_clock.ts";
import type { SeededRandom } from "../random.ts";
import type { SimulatedNetwork } from "../network.ts";

/** What a fault is given. */
export interface FaultContext {
  /** The cluster. */
  readonly cluster: EmbeddedKafka;
  /** Links between clients and brokers. */
  readonly network: SimulatedNetwork;
  /** Time. */
  readonly clock: VirtualClock;
  /** This fault's own chance. */
  readonly random: SeededRandom;
  /** Topics and their partition counts. */
  readonly topics: ReadonlyMap<string, number>;
  /** Names of the clients. */
  readonly clients: readonly string[];
  /** Wall clocks of the hosts: of each client, and of all brokers. */
  readonly hosts: ReadonlyMap<string, HostClock>;
  /** The application around the clients. */
  readonly application: Application;
  /** Undoes something after `ms`, or when the faults end. */
  readonly undo: (ms: number, undo: () => void) => void;
  /** Owns what runs in the background. */
  readonly track: (promise: Promise<unknown>) => void;
  /** Says that Kafka promises less of a place from now on. */
  readonly excuse: (place: string, what: Excuse["what"]) => void;
}

/** A kind of fault. */
export interface FaultKind {
  /** Its name. */
  readonly name: string;
  /** Chance that it strikes in one second, 0 to 1. */
  readonly chance: number;
  /** Codes of errors that it explains. */
  readonly errors?: readonly string[];
  /** Strikes; gives what it did in words, or null when there was nothing to strike. */
  readonly strike: (context: FaultContext) => string | null;
}

/** One of a list; the list must not be empty. */
export function oneOf<T>(random: SeededRandom, list: readonly T[]): T {
  return list[random.int(list.length)] as T;
}

/** Node id of any broker. */
export function anyBroker({ cluster, random }: FaultContext): number {
  return oneOf(random, cluster.nodeIds);
}

/** Any partition of any topic; null when there is no topic. */
export function anyPartition(
  { topics, random }: FaultContext,
): { readonly topic: string; readonly partition: number } | null {
  const names = [...topics.keys()];
  const topic = names[random.int(Math.max(1, names.length))];
  const partition = random.int(topic === undefined ? 1 : topics.get(topic) ?? 1);
  return topic === undefined ? null : { topic, partition };
}
