// The features of a cluster (KIP-584): what its brokers support and which levels are finalized. Told by ApiVersions;
// kept here so that others may ask or move them. Must not know requests.
import { StateKey } from "./cluster_state.ts";
import { type KafkaRelease, NEWEST_RELEASE, type ReleaseFeature, releaseFeatures } from "./kafka_releases.ts";
import type { VersionTable } from "./version_table.ts";

/** APIs without which a feature makes no sense: a cluster that lacks them does not tell it. */
const NEEDED_APIS: ReadonlyMap<string, number> = new Map([
  ["transaction.version", 26],
  ["group.version", 68],
  ["share.version", 76],
  ["streams.version", 88],
]);

/** The features of a cluster. */
export class ClusterFeatures {
  #supported: readonly ReleaseFeature[] = [];
  readonly #levels = new Map<string, number>();
  #epoch = 0;

  /** The features of the newest release. */
  constructor() {
    this.actAs(NEWEST_RELEASE);
  }

  /** Number of changes of the levels; -1 when the release knows no features. */
  get epoch(): number {
    return this.#supported.length === 0 ? -1 : this.#epoch;
  }

  /** Begins anew with the features of a release. */
  actAs(release: KafkaRelease): void {
    this.#supported = releaseFeatures(release);
    this.#levels.clear();
    for (const { name, level } of this.#supported) this.#levels.set(name, level);
  }

  /** What is supported by brokers that speak `versions`. */
  supported(versions: VersionTable): ReleaseFeature[] {
    return this.#supported.filter(({ name }) => {
      const api = NEEDED_APIS.get(name);
      return api === undefined || versions.has(api);
    });
  }

  /** Finalized level of a feature; 0 = not finalized. */
  level(name: string): number {
    return this.#levels.get(name) ?? 0;
  }

  /** Finalizes another level. */
  setLevel(name: string, level: number): void {
    this.#levels.set(name, level);
    this.#epoch++;
  }
}

/** The features of a cluster: `state.part(FEATURES)`. */
export const FEATURES: StateKey<ClusterFeatures> = new StateKey(() => new ClusterFeatures());
