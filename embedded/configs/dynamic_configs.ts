// The settings that were changed while the cluster runs: of brokers, of all brokers, of groups, of subscriptions of
// client metrics, and log levels. A part of the cluster state; read and written by the config handlers.
import { StateKey } from "../cluster_state.ts";

/** Kinds of resources that have settings, by their numbers in requests (`ConfigResource.Type`). */
export const CONFIG_RESOURCE = { TOPIC: 2, BROKER: 4, BROKER_LOGGER: 8, CLIENT_METRICS: 16, GROUP: 32 } as const;

/** Loggers that every broker has. */
const LOGGERS: readonly (readonly [string, string])[] = [
  ["kafka", "INFO"],
  ["kafka.authorizer.logger", "INFO"],
  ["kafka.controller", "INFO"],
  ["kafka.log.LogCleaner", "INFO"],
  ["kafka.network.RequestChannel$", "WARN"],
  ["kafka.request.logger", "WARN"],
  ["org.apache.kafka", "INFO"],
  ["root", "INFO"],
  ["state.change.logger", "INFO"],
];

/** Settings by name. */
export type ConfigMap = Map<string, string>;

/** The settings that were changed. */
export class DynamicConfigs {
  readonly #stores = new Map<number, Map<string, ConfigMap>>();
  readonly #loggers = new Map<string, ConfigMap>();

  /** What was set for a resource: a broker by node id, `""` for all of them, a group, a subscription. */
  of(type: number, name: string): ReadonlyMap<string, string> {
    return this.#stores.get(type)?.get(name) ?? new Map();
  }

  /** Replaces what was set for a resource. */
  replace(type: number, name: string, configs: ReadonlyMap<string, string>): void {
    const store = this.#stores.get(type) ?? new Map<string, ConfigMap>();
    this.#stores.set(type, store);
    if (configs.size === 0) store.delete(name);
    else store.set(name, new Map(configs));
  }

  /** Names of the resources of a type for which something was set, in order. */
  names(type: number): string[] {
    return [...this.#stores.get(type)?.keys() ?? []].sort();
  }

  /** Log levels of a broker. */
  loggers(nodeId: string): ConfigMap {
    const own = this.#loggers.get(nodeId) ?? new Map(LOGGERS);
    this.#loggers.set(nodeId, own);
    return own;
  }
}

/** The changed settings of a cluster: `state.part(DYNAMIC_CONFIGS)`. */
export const DYNAMIC_CONFIGS: StateKey<DynamicConfigs> = new StateKey(() => new DynamicConfigs());
