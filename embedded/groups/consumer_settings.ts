// Limits and delays of consumer groups (KIP-848), by the broker settings that they stand for. Part of the settings of all
// groups, which group_settings.ts puts together.
import type { OptionCheck } from "../../base/option_check.ts";

/** When a group may change between the protocols while it has members (`group.consumer.migration.policy`). */
export type MigrationPolicy = "disabled" | "upgrade" | "downgrade" | "bidirectional";

/** Options of an embedded cluster that concern its consumer groups. */
export interface ConsumerGroupOptions {
  /** Longest silence of a member (`group.consumer.session.timeout.ms`). @default 45000 */
  readonly groupConsumerSessionTimeoutMs?: number;
  /** How often members are told to send heartbeats (`group.consumer.heartbeat.interval.ms`). @default 5000 */
  readonly groupConsumerHeartbeatIntervalMs?: number;
  /** Members of a consumer group at most (`group.consumer.max.size`). @default 2147483647 */
  readonly groupConsumerMaxSize?: number;
  /**
   * Shortest time between two assignments (`group.consumer.assignment.interval.ms`). A real broker waits 1000.
   * @default 0
   */
  readonly groupConsumerAssignmentIntervalMs?: number;
  /**
   * Whether groups with members change between the classic and the consumer protocol
   * (`group.consumer.migration.policy`). @default "bidirectional"
   */
  readonly groupConsumerMigrationPolicy?: MigrationPolicy;
}

/** Names of the options. */
export const CONSUMER_GROUP_OPTION_NAMES: readonly (keyof ConsumerGroupOptions)[] = [
  "groupConsumerSessionTimeoutMs",
  "groupConsumerHeartbeatIntervalMs",
  "groupConsumerMaxSize",
  "groupConsumerAssignmentIntervalMs",
  "groupConsumerMigrationPolicy",
];

/** Limits and delays of consumer groups. */
export interface ConsumerGroupSettings {
  /** `group.consumer.session.timeout.ms`. */
  readonly consumerSessionTimeoutMs: number;
  /** `group.consumer.heartbeat.interval.ms`. */
  readonly consumerHeartbeatIntervalMs: number;
  /** `group.consumer.max.size`. */
  readonly consumerMaxSize: number;
  /** `group.consumer.assignment.interval.ms`. */
  readonly consumerAssignmentIntervalMs: number;
  /** `group.consumer.migration.policy`. */
  readonly consumerMigrationPolicy: MigrationPolicy;
}

const MOST = 0x7fff_ffff;
const POLICIES: readonly MigrationPolicy[] = ["disabled", "upgrade", "downgrade", "bidirectional"];

/** Kafka's defaults, but for the interval between assignments, which only costs time here: it is 0. */
export const DEFAULT_CONSUMER_GROUP_SETTINGS: ConsumerGroupSettings = {
  consumerSessionTimeoutMs: 45_000,
  consumerHeartbeatIntervalMs: 5_000,
  consumerMaxSize: MOST,
  consumerAssignmentIntervalMs: 0,
  consumerMigrationPolicy: "bidirectional",
};

/** Checks the options of consumer groups. */
export function checkConsumerGroupOptions(check: OptionCheck, options: ConsumerGroupOptions): ConsumerGroupSettings {
  const defaults = DEFAULT_CONSUMER_GROUP_SETTINGS;
  const ms = (
    name: Exclude<keyof ConsumerGroupOptions, "groupConsumerMigrationPolicy">,
    rule: { readonly min: number; readonly fallback: number },
  ) => check.milliseconds(name, options[name], rule);
  return {
    consumerSessionTimeoutMs: ms("groupConsumerSessionTimeoutMs", {
      min: 1,
      fallback: defaults.consumerSessionTimeoutMs,
    }),
    consumerHeartbeatIntervalMs: ms("groupConsumerHeartbeatIntervalMs", {
      min: 1,
      fallback: defaults.consumerHeartbeatIntervalMs,
    }),
    consumerMaxSize: check.integer("groupConsumerMaxSize", options.groupConsumerMaxSize, {
      min: 1,
      max: MOST,
      fallback: defaults.consumerMaxSize,
    }),
    consumerAssignmentIntervalMs: ms("groupConsumerAssignmentIntervalMs", {
      min: 0,
      fallback: defaults.consumerAssignmentIntervalMs,
    }),
    consumerMigrationPolicy: check.oneOf("groupConsumerMigrationPolicy", options.groupConsumerMigrationPolicy, {
      values: POLICIES,
      fallback: defaults.consumerMigrationPolicy,
    }),
  };
}
