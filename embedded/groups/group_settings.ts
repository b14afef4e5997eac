// Limits and delays of groups, by the broker settings that they stand for: as options of a cluster, and as the groups
// read them. Kept by group_store.ts, checked for options.ts.
import type { OptionCheck } from "../../base/option_check.ts";
import {
  checkConsumerGroupOptions,
  CONSUMER_GROUP_OPTION_NAMES,
  type ConsumerGroupOptions,
  type ConsumerGroupSettings,
  DEFAULT_CONSUMER_GROUP_SETTINGS,
} from "./consumer_settings.ts";

/** Options of an embedded cluster that concern its groups. */
export interface GroupOptions extends ConsumerGroupOptions {
  /**
   * How long a group that was empty waits for more members (`group.initial.rebalance.delay.ms`). A real broker waits
   * 3000. @default 0
   */
  readonly groupInitialRebalanceDelayMs?: number;
  /** Shortest session of a member (`group.min.session.timeout.ms`). @default 6000 */
  readonly groupMinSessionTimeoutMs?: number;
  /** Longest session of a member (`group.max.session.timeout.ms`). @default 1800000 */
  readonly groupMaxSessionTimeoutMs?: number;
  /** Members of a group at most (`group.max.size`). @default 2147483647 */
  readonly groupMaxSize?: number;
}

/** Names of the options. */
export const GROUP_OPTION_NAMES: readonly (keyof GroupOptions)[] = [
  "groupInitialRebalanceDelayMs",
  "groupMinSessionTimeoutMs",
  "groupMaxSessionTimeoutMs",
  "groupMaxSize",
  ...CONSUMER_GROUP_OPTION_NAMES,
];

/** Limits and delays of groups. */
export interface GroupSettings extends ConsumerGroupSettings {
  /** `group.initial.rebalance.delay.ms`: how long a new group waits for more members. */
  readonly initialRebalanceDelayMs: number;
  /** `group.min.session.timeout.ms`. */
  readonly minSessionTimeoutMs: number;
  /** `group.max.session.timeout.ms`. */
  readonly maxSessionTimeoutMs: number;
  /** `group.max.size`. */
  readonly maxSize: number;
}

const MOST = 0x7fff_ffff;

/** Kafka's defaults, but for the initial delay, which only costs time here: it is 0. */
export const DEFAULT_GROUP_SETTINGS: GroupSettings = {
  initialRebalanceDelayMs: 0,
  minSessionTimeoutMs: 6_000,
  maxSessionTimeoutMs: 1_800_000,
  maxSize: MOST,
  ...DEFAULT_CONSUMER_GROUP_SETTINGS,
};

type ClassicOption = Exclude<keyof GroupOptions, keyof ConsumerGroupOptions>;

/** Checks the options of groups. */
export function checkGroupOptions(check: OptionCheck, options: GroupOptions): Partial<GroupSettings> {
  const { initialRebalanceDelayMs, minSessionTimeoutMs, maxSessionTimeoutMs, maxSize } = DEFAULT_GROUP_SETTINGS;
  const ms = (name: ClassicOption, rule: { readonly min: number; readonly fallback: number }) =>
    check.milliseconds(name, options[name], rule);
  return {
    initialRebalanceDelayMs: ms("groupInitialRebalanceDelayMs", { min: 0, fallback: initialRebalanceDelayMs }),
    minSessionTimeoutMs: ms("groupMinSessionTimeoutMs", { min: 1, fallback: minSessionTimeoutMs }),
    maxSessionTimeoutMs: ms("groupMaxSessionTimeoutMs", { min: 1, fallback: maxSessionTimeoutMs }),
    maxSize: check.integer("groupMaxSize", options.groupMaxSize, { min: 1, max: MOST, fallback: maxSize }),
    ...checkConsumerGroupOptions(check, options),
  };
}
