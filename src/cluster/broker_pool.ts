// The brokers that are known and the bootstrap addresses, and which of them is asked when any will do. Called by
// cluster.ts; must not know topics or requests.
import type { KafkaError } from "../../errors/kafka_error.ts";
import { Broker, type NetSettings } from "../net/broker.ts";
import { addressText, type Seed } from "./seeds.ts";
import type { BrokerAddress } from "./waist.ts";

/** Owns every {@linkcode Broker} of a cluster. */
export class BrokerPool {
  readonly #net: NetSettings;
  readonly #known = new Map<number, Broker>();
  /** Brokers behind bootstrap addresses, made when one is asked. */
  readonly #seedBrokers = new Map<string, Broker>();
  /** Given up, but with requests that may still be answered. */
  readonly #retired = new Set<Broker>();
  #seeds: readonly Seed[];
  #nextSeed: number;
  /** Bootstrap addresses are asked first: at the start, and when no known broker could be reached. */
  #seedsFirst = true;

  /** `seeds`: the bootstrap addresses. */
  constructor(seeds: readonly Seed[], net: NetSettings) {
    this.#net = net;
    this.#seeds = seeds;
    this.#nextSeed = net.random.int(Math.max(1, seeds.length));
  }

  /** The broker with a node id, or null. */
  byId(nodeId: number): Broker | null {
    return this.#known.get(nodeId) ?? null;
  }

  /** Node ids of the known brokers. */
  get nodeIds(): readonly number[] {
    return [...this.#known.keys()];
  }

  /** How many attempts make a pass: every known broker and one bootstrap address, or all of those. */
  get size(): number {
    return this.#known.size + this.#seeds.length;
  }

  /** The broker to ask next when any will do and those in `tried` have failed; null: the pass is over. */
  any(tried: ReadonlySet<Broker>): Broker | null {
    if (this.#seedsFirst || this.#known.size === 0) return this.#untriedSeed(tried, Infinity);
    return this.#bestKnown(tried) ?? this.#untriedSeed(tried, 1);
  }

  /** Takes over the brokers of a metadata answer; returns the node ids that are gone or have moved. */
  update(brokers: ReadonlyMap<number, BrokerAddress>): readonly number[] {
    const gone: number[] = [];
    for (const [nodeId, broker] of this.#known) {
      const now = brokers.get(nodeId);
      if (now !== undefined && now.host === broker.host && now.port === broker.port) continue;
      gone.push(nodeId);
      this.#known.delete(nodeId);
      this.#retire(broker);
    }
    for (const address of brokers.values()) this.ensure(address);
    this.#seedsFirst = false;
    return gone;
  }

  /** Makes sure that a broker is known: metadata, a coordinator or a leader hint named it. */
  ensure(address: BrokerAddress): Broker {
    const known = this.#known.get(address.nodeId);
    if (known !== undefined) return known;
    const key = addressText(address);
    const seed = this.#seedBrokers.get(key);
    if (seed !== undefined) {
      // The same address: its connection serves the broker from now on.
      this.#seedBrokers.delete(key);
      seed.adopt(address.nodeId);
    }
    const broker = seed ?? new Broker(address, this.#net);
    this.#known.set(address.nodeId, broker);
    return broker;
  }

  /** The next pass goes to the bootstrap addresses; with `drop` the known brokers are given up. */
  rebootstrap(drop: boolean): void {
    this.#seedsFirst = true;
    if (!drop) return;
    for (const broker of this.#known.values()) this.#retire(broker);
    this.#known.clear();
  }

  /** Replaces the bootstrap addresses. */
  setSeeds(seeds: readonly Seed[]): void {
    for (const broker of this.#seedBrokers.values()) this.#retire(broker);
    this.#seedBrokers.clear();
    this.#seeds = seeds;
    this.#nextSeed = 0;
  }

  /** Closes every connection at once. */
  close(error: KafkaError): void {
    for (const broker of [...this.all(), ...this.#retired]) broker.close(error);
    this.#retired.clear();
  }

  /** All brokers that have ever been used and are not given up. */
  all(): readonly Broker[] {
    return [...this.#known.values(), ...this.#seedBrokers.values()];
  }

  #retire(broker: Broker): void {
    for (const old of this.#retired) if (old.connections === 0) this.#retired.delete(old);
    broker.retire();
    this.#retired.add(broker);
  }

  /**
   * Prefers an open connection with little to do, then one that need not wait for its backoff. A broker in trouble comes
   * late even with an open connection: whatever silenced its other one has likely silenced this one too.
   */
  #bestKnown(tried: ReadonlySet<Broker>): Broker | null {
    const candidates = [...this.#known.values()].filter((broker) => !tried.has(broker));
    if (candidates.length === 0) return null;
    let best: Broker | null = null;
    let bestRank = Infinity;
    const start = this.#net.random.int(candidates.length);
    for (let i = 0; i < candidates.length; i++) {
      const broker = candidates[(start + i) % candidates.length];
      const rank = rankOf(broker);
      if (rank < bestRank) {
        best = broker;
        bestRank = rank;
      }
    }
    return best;
  }

  #untriedSeed(tried: ReadonlySet<Broker>, limit: number): Broker | null {
    const count = this.#seeds.length;
    const triedSeeds = this.#seeds.filter((seed) => tried.has(this.#seedBroker(seed))).length;
    if (triedSeeds >= Math.min(limit, count)) return null;
    for (let i = 0; i < count; i++) {
      const broker = this.#seedBroker(this.#seeds[this.#nextSeed % count]);
      this.#nextSeed = (this.#nextSeed + 1) % count;
      if (!tried.has(broker)) return broker;
    }
    return null;
  }

  #seedBroker(seed: Seed): Broker {
    const key = addressText(seed);
    const made = this.#seedBrokers.get(key);
    if (made !== undefined) return made;
    for (const broker of this.#known.values()) {
      if (broker.host === seed.host && broker.port === seed.port) return broker;
    }
    const broker = new Broker({ ...seed, nodeId: null }, this.#net);
    this.#seedBrokers.set(key, broker);
    return broker;
  }
}

function rankOf(broker: Broker): number {
  const connection = broker.current("general");
  if (connection !== null && broker.trouble === null) return connection.muted ? 500_000 : connection.load;
  return broker.backingOff ? 1_000_000 + broker.failures : 100_000;
}
