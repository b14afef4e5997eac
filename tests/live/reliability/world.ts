// The hands of a strike: the cluster, its proxies and its topic, with a timeline of what was done. Made by runner.ts
// for each run of a scenario, and by failover.live.test.ts.
import { Kafka } from "../../../mod.ts";
import type { KafkaCluster } from "../../../tools/kafka/cluster.ts";
import type { PartitionPlace } from "../../../tools/kafka/probe.ts";
import { pause } from "../../../tools/kafka/processes.ts";
import { type FaultProxy, startProxies } from "../../../tools/kafka/proxy.ts";
import { describeTopic } from "../../../tools/kafka/topics.ts";
import { newTopic } from "../live_records.ts";
import { createTopic, deleteTopic, leadFirst, quorumLeader } from "./admin.ts";
import type { Form, World } from "./scenario.ts";

/** Partitions of the topic. */
export const PARTITIONS = 6;

const HEAL_LIMIT_MS = 60_000;
const LOOK_MS = 50;

/** One line of the timeline. */
export interface Moment {
  /** When, Unix ms. */
  readonly at: number;
  /** What happened. */
  readonly what: string;
}

/** The world of one run. */
export class LiveWorld implements World {
  readonly cluster: KafkaCluster;
  readonly form: Form;
  readonly topic: string = newTopic("reliability");
  /** Our own client for what the strike does; it takes the plain listeners, which no proxy hurts. */
  readonly kafka: Kafka;
  /** What happened. */
  readonly timeline: Moment[] = [];
  /** Partitions that the strike touches, or null: all. */
  touched: readonly number[] | null = null;
  /** When brokers could answer again, Unix ms. */
  readonly possible: number[] = [];
  /** When the topic's new log began, Unix ms. */
  newLogAt: number | null = null;
  /** Asked whether the client has sent its records. */
  enough: () => boolean = () => false;
  #proxies: ReadonlyMap<number, FaultProxy> = new Map();

  /** For a run on a started cluster. */
  constructor(cluster: KafkaCluster, form: Form) {
    this.cluster = cluster;
    this.form = form;
    this.kafka = new Kafka({ brokers: cluster.bootstrap, clientId: "strike" });
  }

  get proxies(): ReadonlyMap<number, FaultProxy> {
    return this.#proxies;
  }

  /** Addresses that clients start from: those of the proxies where there are any. */
  get brokers(): readonly string[] {
    return this.cluster.addresses(this.#proxies.size > 0 ? "PROXIED" : "PLAINTEXT");
  }

  /** Waits for a whole cluster, starts proxies if wanted and creates the topic. */
  async prepare(proxied: boolean): Promise<void> {
    for (const { id, state } of this.cluster.status()) {
      if (state === "paused") this.cluster.resume(id);
      if (state === "dead") await this.cluster.startNode(id, { wait: false });
    }
    await this.cluster.waitUntilReady();
    if (proxied) this.#proxies = await startProxies(this.cluster);
    await this.createTopic();
    await this.#waitForPlaces(allInSync);
  }

  /** Ends what the run has opened, and wakes what it froze. */
  async end(): Promise<void> {
    for (const { id, state } of this.cluster.status()) if (state === "paused") this.cluster.resume(id);
    await this.kafka.close({ timeoutMs: 5_000 }).catch(() => {}); // the verdict is about the other client
    for (const proxy of this.#proxies.values()) await proxy.close();
  }

  note(what: string): void {
    this.timeline.push({ at: Date.now(), what });
  }

  wait(ms: number): Promise<void> {
    return pause(ms);
  }

  touch(partitions: readonly number[]): void {
    this.touched = partitions;
  }

  possibleAgain(): void {
    this.possible.push(Date.now());
  }

  newLog(): void {
    this.newLogAt = Date.now();
  }

  async leaders(): Promise<readonly number[]> {
    return (await describeTopic(this.cluster, this.topic)).map((place) => place.leader);
  }

  async victim(): Promise<number> {
    const quorum = await quorumLeader(this.kafka);
    const leader = (await this.leaders()).find((one) => one !== quorum);
    if (leader === undefined) throw new Error(`node ${quorum} leads the quorum and every partition`);
    return leader;
  }

  async deposed(node: number): Promise<void> {
    const start = performance.now();
    await this.#waitForPlaces((places) => places.every(({ leader }) => leader > 0 && leader !== node));
    this.possibleAgain();
    this.note(`all leaders are elsewhere, seen after ${Math.round(performance.now() - start)} ms`);
  }

  async healed(): Promise<void> {
    await this.cluster.waitUntilReady();
    await this.#waitForPlaces(allInSync);
    this.note("every replica is in sync");
  }

  async moveLeaders(): Promise<void> {
    const places = await describeTopic(this.cluster, this.topic);
    const next = places.map(({ replicas, leader }) => {
      const at = (replicas.indexOf(leader) + 1) % replicas.length;
      return [...replicas.slice(at), ...replicas.slice(0, at)];
    });
    await leadFirst(this.kafka, this.topic, next);
    this.note(`leaders moved from ${places.map((one) => one.leader)} to ${next.map((one) => one[0])}`);
  }

  async deleteTopic(): Promise<void> {
    await deleteTopic(this.kafka, this.topic);
  }

  async createTopic(): Promise<void> {
    const ids = this.cluster.nodes.map((node) => node.id);
    const replicas = Array.from({ length: PARTITIONS }, (_, i) => ids.map((_, j) => ids[(i + j) % ids.length]));
    await createTopic(this.kafka, this.topic, replicas);
  }

  async #waitForPlaces(good: (places: readonly PartitionPlace[]) => boolean): Promise<void> {
    const end = performance.now() + HEAL_LIMIT_MS;
    while (true) {
      const places = await describeTopic(this.cluster, this.topic).catch(() => []); // a node that just ended
      if (places.length === PARTITIONS && good(places)) return;
      if (performance.now() > end) throw new Error(`partitions are not well after a minute: ${JSON.stringify(places)}`);
      await this.wait(LOOK_MS);
    }
  }
}

function allInSync(places: readonly PartitionPlace[]): boolean {
  return places.every(({ leader, isr }) => leader > 0 && isr.length === 3);
}
