// Lets a cluster act as a release of Kafka: the versions of its APIs, its features, and how it throttles. Called once
// by embedded_kafka.ts; the facts are in kafka_releases.ts.
import type { Api } from "../protocol/wire/api.ts";
import { FEATURES } from "./cluster_features.ts";
import type { ClusterState } from "./cluster_state.ts";
import { isAtLeast, type KafkaRelease, releaseVersions } from "./kafka_releases.ts";
import { THROTTLES } from "./throttle.ts";
import type { VersionLimits } from "./version_table.ts";

/** What a user says about versions. */
export interface VersionOptions {
  /** The release. */
  readonly kafkaVersion?: KafkaRelease;
  /** What wins over it. */
  readonly versions?: VersionLimits["limits"];
}

/** Makes the cluster act as the release, if one is given. The limits of its versions. */
export function actAs(
  state: ClusterState,
  apis: Iterable<Api>,
  { kafkaVersion, versions = {} }: VersionOptions,
): VersionLimits["limits"] {
  if (kafkaVersion === undefined) return versions;
  state.part(FEATURES).actAs(kafkaVersion);
  state.part(THROTTLES).answersLate = !isAtLeast(kafkaVersion, "2.0");
  return { ...releaseVersions(kafkaVersion, [...apis].map((api) => api.name)), ...versions };
}
