// Which versions of which API a cluster says that it speaks: all that the handlers know, or less, to act as an older
// cluster. Called by server.ts and the ApiVersions handler. Must not know connections.
import type { Api } from "../protocol/wire/api.ts";

/** Lowest and highest version. */
export type VersionRange = readonly [min: number, max: number];

/** One row of the table. */
export interface ApiVersionRange {
  /** API key. */
  readonly apiKey: number;
  /** Lowest version. */
  readonly minVersion: number;
  /** Highest version. */
  readonly maxVersion: number;
}

/** Ranges by API key, in the order of the keys. */
export type VersionTable = ReadonlyMap<number, ApiVersionRange>;

/** How the table is narrowed. */
export interface VersionLimits {
  /** Ranges by Kafka's name of the API; a number is the highest version, null takes the API away. */
  readonly limits: Readonly<Record<string, VersionRange | number | null>>;
  /** Whether versions that are marked unstable are offered. */
  readonly unstable: boolean;
}

/** Makes the table. Limits beyond what the codec knows are cut to it. */
export function versionTable(apis: Iterable<Api>, { limits, unstable }: VersionLimits): VersionTable {
  const rows: ApiVersionRange[] = [];
  for (const api of apis) {
    const limit = Object.hasOwn(limits, api.name) ? limits[api.name] : undefined;
    if (limit === null) continue;
    const [min, max] = typeof limit === "number" ? [api.minVersion, limit] : limit ?? [api.minVersion, Infinity];
    const highest = unstable ? api.maxVersion : api.latestStableVersion;
    const row = {
      apiKey: api.key,
      minVersion: Math.max(min, api.minVersion),
      maxVersion: Math.min(max, highest),
    };
    if (row.minVersion <= row.maxVersion) rows.push(row);
  }
  rows.sort((a, b) => a.apiKey - b.apiKey);
  return new Map(rows.map((row) => [row.apiKey, row]));
}
