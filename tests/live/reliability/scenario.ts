// What a reliability scenario is: data, and a strike against the cluster. Written in producing.ts, run by runner.ts.
import type { ClientEvent } from "../../../src/base/client_event.ts";
import type { FaultProxy } from "../../../tools/kafka/proxy.ts";
import type { KafkaCluster } from "../../../tools/kafka/cluster.ts";

/** The long form is measured; the short one runs with every test. */
export type Form = "long" | "short";

/** How long a producer may go without an acknowledgement, in ms; Infinity: any time. */
export interface Bounds {
  /** In the worst partition. */
  readonly worst: number;
  /** In the partitions that the strike does not touch. */
  readonly others?: number;
}

/** A number for each form. */
export type ByForm = Readonly<Record<Form, number>>;

/** One scenario of the producing side. */
export interface Scenario {
  /** Short name: tables and SAMSA_RELIABILITY_ONLY have it. */
  readonly name: string;
  /** What must hold, as a sentence. */
  readonly promise: string;
  /** Whether clients go through the fault proxies. */
  readonly proxied?: boolean;
  /** How many records go out at least; they go on until the strike is over. */
  readonly records: ByForm;
  /** Records a second, over all partitions. */
  readonly perSecond: number;
  /** Options of the producing client beside its addresses. */
  readonly client?: { readonly requestTimeoutMs?: number };
  /** What the strike may cost. */
  readonly bounds: (form: Form) => Bounds;
  /**
   * Whether the log is made anew in the strike: then only what is acknowledged afterwards has to be in it, and sends may
   * fail that say that they may be written, to the old log.
   */
  readonly newLog?: boolean;
  /** Type of an event that the client must have told. */
  readonly tells?: ClientEvent["type"];
  /** Hurts the cluster; records flow already. Its end lets the client finish. */
  readonly strike: (world: World) => Promise<void>;
}

/** What a strike has in its hands. */
export interface World {
  /** The three nodes. */
  readonly cluster: KafkaCluster;
  /** The proxies by node id; empty unless the scenario is proxied. */
  readonly proxies: ReadonlyMap<number, FaultProxy>;
  /** The topic: six partitions, three replicas, each node leads two. */
  readonly topic: string;
  /** Which form runs. */
  readonly form: Form;
  /** Tells the timeline what happens now. */
  note(what: string): void;
  /** Waits. */
  wait(ms: number): Promise<void>;
  /** Names the partitions that the strike touches; unless called, all of them. */
  touch(partitions: readonly number[]): void;
  /** Says that from now on brokers could answer again: what passed before is no fault of the client. */
  possibleAgain(): void;
  /** Says that the topic's new log begins now. */
  newLog(): void;
  /** Leaders by partition, as a running node sees them. */
  leaders(): Promise<readonly number[]>;
  /** A node that leads partitions and not the quorum, so that a strike tests the client and not the quorum. */
  victim(): Promise<number>;
  /** Waits until every partition has a leader other than `node`, and notes it. */
  deposed(node: number): Promise<void>;
  /** Waits until every node runs and every replica is in sync, and notes it. */
  healed(): Promise<void>;
  /** Makes the next replica of each partition its leader. */
  moveLeaders(): Promise<void>;
  /** Deletes the topic. */
  deleteTopic(): Promise<void>;
  /** Creates it anew. */
  createTopic(): Promise<void>;
  /** Whether the client has sent its records already. */
  enough(): boolean;
}
