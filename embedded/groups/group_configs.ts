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

/** A number that was set for a group, or `fallback`. */
export function groupNumber(state: ClusterState, { group, name }: GroupConfigKey, fallback: number): number {
  const text = state.part(DYNAMIC_CONFIGS).of(CONFIG_RESOURCE.GROUP, group).get(name);
  const value = text === undefined ? NaN : Number(text);
  return Number.isFinite(value) ? value : fallback;
}
