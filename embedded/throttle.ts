// Throttling as a knob: which answers say that their client is throttled, and how long its connection is muted
// (KIP-219). Set by EmbeddedKafka.throttle, asked by server.ts for each answer; must not know connections.
import { isRecord, OptionCheck } from "../base/option_check.ts";
import { type ClusterState, StateKey } from "./cluster_state.ts";

/** Which answers throttle, and for how long. */
export interface ThrottleOptions {
  /** Only answers of this API. @default all */
  readonly api?: { readonly key: number };
  /** Only answers of this broker. @default all brokers */
  readonly nodeId?: number;
  /** Throttle time in ms. */
  readonly ms: number;
  /**
   * Whether the broker holds to it: it reads nothing more from the connection until the time is over, and as a release
   * before 2.0 it answers only then. @default true
   */
  readonly mute?: boolean;
}

/** What holds for one answer. */
export interface Throttle {
  /** Throttle time in ms. */
  readonly ms: number;
  /** Whether the connection is muted. */
  readonly mute: boolean;
}

/** The rules of a cluster. */
export class Throttles {
  #rules: readonly ThrottleOptions[] = [];
  /** Whether answers wait instead of what follows them: releases before 2.0. */
  answersLate: boolean = false;

  /** Sets a rule; the returned function takes it away. */
  add(rule: ThrottleOptions): () => void {
    this.#rules = [...this.#rules, rule];
    return () => {
      this.#rules = this.#rules.filter((other) => other !== rule);
    };
  }

  /** The rule for an answer: the one with the longest time. */
  of(apiKey: number, nodeId: number): Throttle | null {
    let found: Throttle | null = null;
    for (const { api, nodeId: node, ms, mute = true } of this.#rules) {
      if ((api !== undefined && api.key !== apiKey) || (node !== undefined && node !== nodeId)) continue;
      if (found === null || ms > found.ms) found = { ms, mute };
    }
    return found;
  }
}

/** The throttles of a cluster: `state.part(THROTTLES)`. */
export const THROTTLES: StateKey<Throttles> = new StateKey(() => new Throttles());

/** Sets a rule of a user; a `ConfigError` when it makes no sense. The returned function takes it away. */
export function setThrottle(state: ClusterState, options: ThrottleOptions): () => void {
  const check = new OptionCheck("throttle");
  check.known(options, ["api", "nodeId", "ms", "mute"]);
  check.integer("ms", options.ms, { min: 0, max: 0x7fff_ffff, fallback: 0, unit: "ms" });
  if (options.ms === undefined) check.problem("ms must be given");
  check.boolean("mute", options.mute, true);
  const { nodeId, api } = options;
  if (api !== undefined && (!isRecord(api) || !Number.isInteger(api.key))) {
    check.problem("api must be one of the APIs, such as Produce");
  }
  if (nodeId !== undefined && !state.nodes.has(nodeId)) {
    check.problem(`nodeId must be one of ${[...state.nodes.keys()].join(", ")}: it is ${nodeId}`);
  }
  check.done();
  return state.part(THROTTLES).add(options);
}

/** An answer that tells its throttle time; the codec leaves the field out where there is none. */
export function throttled(response: unknown, throttle: Throttle | null): unknown {
  if (throttle === null || typeof response !== "object") return response;
  return { ...response, throttleTimeMs: throttle.ms };
}
