// The settings of single groups (IncrementalAlterConfigs of type GROUP) as groups read them: by name, with the broker's
// own as what stands behind. They are kept with all other settings that change at run time.
import type { ClusterState } from "../cluster_state.ts";
import { CONFIG_RESOURCE, DYNAMIC_CONFIGS } from "../configs/dynamic_configs.ts";

/** A setting of a group. */
export interface GroupConfigKey {
  /** Group id. */
  readonly group: string;
  /** Kafka's name: `"consumer.session.timeout.ms"` … */
  readonly name: string;
}

/** What was set for a group; undefined when nothing was. */
export function groupConfig(state: ClusterState, { group, name }: GroupConfigKey): string | undefined {
  return state.part(DYNAMIC_CONFIGS).of(CONFIG_RESOURCE.GROUP, group).get(name);
}

/** A number that was set for a group, or `fallback`. */
export function groupNumber(state: ClusterState, key: GroupConfigKey, fallback: number): number {
  const text = groupConfig(state, key);
  const value = text === undefined ? NaN : Number(text);
  return Number.isFinite(value) ? value : fallback;
}

/** Sets a setting of a group, or removes it. */
export function setGroupConfig(state: ClusterState, { group, name }: GroupConfigKey, value: string | null): void {
  const configs = new Map(state.part(DYNAMIC_CONFIGS).of(CONFIG_RESOURCE.GROUP, group));
  if (value === null) configs.delete(name);
  else configs.set(name, value);
  state.part(DYNAMIC_CONFIGS).replace(CONFIG_RESOURCE.GROUP, group, configs);
}
