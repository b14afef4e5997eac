// Which version of an API is used with a broker: the highest that both sides know, within the user's limits. Called
// by the lanes for each connection; must not know topics.
import type { Api } from "../../protocol/wire/api.ts";

/** The versions of one API that a broker knows. */
export interface VersionRange {
  /** Lowest version. */
  readonly min: number;
  /** Highest version. */
  readonly max: number;
}

/** The versions that a broker knows, by API key. */
export type BrokerVersions = ReadonlyMap<number, VersionRange>;

/** The user's limits. */
export interface VersionLimits {
  /** Highest version by API name. */
  readonly maxVersions: ReadonlyMap<string, number>;
  /** Lowest version by API name: a broker that has less is refused rather than spoken to in an older form. */
  readonly minVersions: ReadonlyMap<string, number>;
  /** Whether versions that Kafka marks unstable may be used. */
  readonly unstable: boolean;
}

/** Limits of one request. */
export interface RequestVersionLimits {
  /** Highest version of this request. */
  readonly maxVersion?: number;
  /** Lowest version of this request. */
  readonly minVersion?: number;
}

/** No limits. */
export const NO_LIMITS: VersionLimits = { maxVersions: new Map(), minVersions: new Map(), unstable: false };

/** The version to use, or the sentence that says why there is none. */
export type VersionChoice = { readonly version: number } | { readonly version: null; readonly why: string };

/** Highest version that is meant for clients, where brokers keep higher ones for themselves (KIP-890). */
const FOR_CLIENTS: ReadonlyMap<string, number> = new Map([["AddPartitionsToTxn", 3]]);

/** Chooses the version of `api` for a broker. */
export function chooseVersion(
  api: Api,
  broker: BrokerVersions,
  limits: VersionLimits & RequestVersionLimits,
): VersionChoice {
  const range = broker.get(api.key);
  if (range === undefined) return { version: null, why: `the broker does not offer ${api.name}` };
  const ours = limits.unstable ? api.maxVersion : api.latestStableVersion;
  const max = Math.min(
    ours,
    range.max,
    limits.maxVersions.get(api.name) ?? FOR_CLIENTS.get(api.name) ?? Infinity,
    limits.maxVersion ?? Infinity,
  );
  const min = Math.max(
    api.minVersion,
    range.min,
    limits.minVersions.get(api.name) ?? 0,
    limits.minVersion ?? 0,
  );
  if (min <= max) return { version: max };
  return {
    version: null,
    why: `the broker offers ${api.name} ${range.min} to ${range.max}, Samsa speaks ${api.minVersion} to ${ours}${
      ofUser(api, limits)
    }`,
  };
}

function ofUser(api: Api, limits: VersionLimits & RequestVersionLimits): string {
  const max = Math.min(limits.maxVersions.get(api.name) ?? Infinity, limits.maxVersion ?? Infinity);
  const min = Math.max(limits.minVersions.get(api.name) ?? 0, limits.minVersion ?? 0);
  const parts: string[] = [];
  if (min > 0) parts.push(`at least ${min} is asked for`);
  if (max !== Infinity) parts.push(`at most ${max} is allowed`);
  return parts.length === 0 ? "" : `, ${parts.join(" and ")}`;
}

/** Features that the cluster has agreed on (KIP-584), by name. */
export type FinalizedFeatures = ReadonlyMap<string, number>;

/** What was agreed on one connection; answers for the same API come from a cache. */
export class NegotiatedVersions {
  /** What the broker offers. */
  readonly offered: BrokerVersions;
  /** Feature levels that the broker told. */
  readonly features: FinalizedFeatures;
  readonly #limits: VersionLimits;
  readonly #chosen = new Map<number, VersionChoice>();

  /** `offered`: the answer to ApiVersions, or a fixed table. */
  constructor(
    offered: BrokerVersions,
    options: { readonly limits: VersionLimits; readonly features?: FinalizedFeatures },
  ) {
    this.offered = offered;
    this.features = options.features ?? new Map();
    this.#limits = options.limits;
  }

  /** The version to use for a request. */
  choose(api: Api, limits: RequestVersionLimits): VersionChoice {
    if (limits.maxVersion !== undefined || limits.minVersion !== undefined) {
      return chooseVersion(api, this.offered, { ...this.#limits, ...limits });
    }
    const cached = this.#chosen.get(api.key);
    if (cached !== undefined) return cached;
    const choice = chooseVersion(api, this.offered, this.#limits);
    this.#chosen.set(api.key, choice);
    return choice;
  }
}
