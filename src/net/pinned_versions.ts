// The versions of brokers that cannot be asked (ApiVersions came with 0.10): fixed tables, from the protocol tables
// in Kafka's own jars. Chosen by the option `brokerVersion`; must not know connections.
import type { BrokerVersions, VersionRange } from "./version_choice.ts";

/** Values of the option `brokerVersion`. */
export type PinnedBrokerVersion = "0.8.2" | "0.9";

/** All values of {@linkcode PinnedBrokerVersion}. */
export const PINNED_BROKER_VERSIONS: readonly PinnedBrokerVersion[] = ["0.8.2", "0.9"];

const upTo = (max: number): VersionRange => ({ min: 0, max });

/** Kafka 0.8.2: Produce, Fetch, ListOffsets, Metadata, OffsetCommit, OffsetFetch, FindCoordinator. No groups. */
const KAFKA_0_8_2: BrokerVersions = new Map([
  [0, upTo(0)],
  [1, upTo(0)],
  [2, upTo(0)],
  [3, upTo(0)],
  [8, upTo(1)],
  [9, upTo(1)],
  [10, upTo(0)],
]);

/** Kafka 0.9: throttle times in Produce and Fetch 1, groups. */
const KAFKA_0_9: BrokerVersions = new Map([
  [0, upTo(1)],
  [1, upTo(1)],
  [2, upTo(0)],
  [3, upTo(0)],
  [8, upTo(2)],
  [9, upTo(1)],
  [10, upTo(0)],
  [11, upTo(0)],
  [12, upTo(0)],
  [13, upTo(0)],
  [14, upTo(0)],
  [15, upTo(0)],
  [16, upTo(0)],
]);

/** The table of a broker version. */
export function pinnedVersions(version: PinnedBrokerVersion): BrokerVersions {
  return version === "0.8.2" ? KAFKA_0_8_2 : KAFKA_0_9;
}
