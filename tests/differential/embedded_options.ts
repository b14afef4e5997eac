// How the embedded broker is started for the comparison: with the settings of the real one (tools/kafka/settings.ts).
import type { EmbeddedKafkaOptions } from "../../embedded/mod.ts";

/** Options. */
export const EMBEDDED: EmbeddedKafkaOptions = {
  listen: "tcp",
  autoCreateTopics: true,
  defaultPartitions: 3,
  replicationFactor: 1,
  racks: ["rack-1"],
  groupInitialRebalanceDelayMs: 0,
  groupMinSessionTimeoutMs: 2_000,
  groupConsumerSessionTimeoutMs: 10_000,
  groupConsumerHeartbeatIntervalMs: 1_000,
  groupConsumerAssignmentIntervalMs: 1_000,
};
