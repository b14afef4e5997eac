// The options of a cluster: flat, documented, checked at once with every mistake in one error. Called by cluster.ts;
// must not know connections.
import { OptionCheck } from "../../base/option_check.ts";
import type { Platform } from "../../transports/platform.ts";
import type { Dial, TlsOptions } from "../../transports/transport.ts";
import type { Hook } from "../base/client_event.ts";
import type { Authenticate } from "../net/handshake.ts";
import { PINNED_BROKER_VERSIONS, type PinnedBrokerVersion } from "../net/pinned_versions.ts";
import { parseSeeds, type Seed } from "./seeds.ts";

/** How to reach a cluster. */
export interface ClusterOptions {
  /**
   * Bootstrap addresses: `"host:port"`, `"host"` (port 9092) or `"[::1]:9092"`. One that answers is enough.
   * Kafka: `bootstrap.servers`.
   */
  readonly brokers: string | readonly string[];
  /** Name of the client in the brokers' logs, metrics and quotas. Kafka: `client.id`. @default "samsa" */
  readonly clientId?: string;
  /**
   * Where the client stands, such as its availability zone, in the words of the brokers' `broker.rack`. Producers with
   * `rackAware` prefer leaders there (KIP-1123); a consumer that reads from replicas there (KIP-392) names it in its own
   * option `rack`. Kafka: `client.rack`.
   * @default none
   */
  readonly rack?: string;
  /** Present: TLS; `true` takes the runtime's own roots. Kafka: `security.protocol=SSL`. @default false */
  readonly tls?: boolean | TlsOptions;
  /** Opens streams in place of the platform's own: proxies, tunnels, address mapping. @default the platform's */
  readonly dial?: Dial;
  /** Sockets, time, chance and codecs. @default the runtime's own */
  readonly platform?: Platform;
  /** Time limit of one connect, TLS included, in ms. Kafka: `socket.connection.setup.timeout.ms`. @default 10000 */
  readonly connectTimeoutMs?: number;
  /** Time limit of one request, in ms; then its connection is closed. Kafka: `request.timeout.ms`. @default 30000 */
  readonly requestTimeoutMs?: number;
  /** Time limit of a call with all its retries, in ms. Kafka: `default.api.timeout.ms`. @default 60000 */
  readonly apiTimeoutMs?: number;
  /** Time limit of `close()`, in ms. KIP-15. @default 30000 */
  readonly closeTimeoutMs?: number;
  /** Idle connections are closed after this time in ms; Infinity: never. Kafka: `connections.max.idle.ms`. @default 180000 */
  readonly connectionsMaxIdleMs?: number;
  /** First wait before a retry or reconnect, in ms; the first reconnect has none. KIP-580. @default 100 */
  readonly retryBackoffMs?: number;
  /** Longest wait before a retry or reconnect, in ms. KIP-580. @default 1000 */
  readonly retryBackoffMaxMs?: number;
  /** Age in ms at which the metadata are fetched anew. Kafka: `metadata.max.age.ms`. @default 300000 */
  readonly metadataMaxAgeMs?: number;
  /** Spacing in ms of metadata requests after errors. @default 100 */
  readonly metadataMinSpacingMs?: number;
  /** Longest response taken, in bytes. KIP-498. @default 104857600 */
  readonly maxResponseBytes?: number;
  /** Lowest version by API name, such as `{ Fetch: 12 }`; a broker that has less is refused. @default none */
  readonly minVersions?: Readonly<Record<string, number>>;
  /** Highest version by API name, such as `{ Produce: 7 }`. @default none */
  readonly maxVersions?: Readonly<Record<string, number>>;
  /** Version of brokers that are older than 0.10 and cannot be asked for theirs. @default asked on each connection */
  readonly brokerVersion?: PinnedBrokerVersion;
  /** Uses versions that Kafka marks unstable, where the brokers offer them. @default false */
  readonly unstableVersions?: boolean;
  /** Hear of every event of the client. @default none */
  readonly hooks?: readonly Hook[];
}

/** Options after the check, with defaults filled in. */
export interface CheckedClusterOptions {
  /** Bootstrap addresses. */
  readonly seeds: readonly Seed[];
  /** Client id. */
  readonly clientId: string;
  /** Rack, or null. */
  readonly rack: string | null;
  /** TLS settings; undefined: plain text. */
  readonly tls: TlsOptions | undefined;
  /** The user's own dial. */
  readonly dial: Dial | undefined;
  /** See {@linkcode ClusterOptions.connectTimeoutMs}. */
  readonly connectTimeoutMs: number;
  /** See {@linkcode ClusterOptions.requestTimeoutMs}. */
  readonly requestTimeoutMs: number;
  /** See {@linkcode ClusterOptions.apiTimeoutMs}. */
  readonly apiTimeoutMs: number;
  /** See {@linkcode ClusterOptions.closeTimeoutMs}. */
  readonly closeTimeoutMs: number;
  /** See {@linkcode ClusterOptions.connectionsMaxIdleMs}. */
  readonly connectionsMaxIdleMs: number;
  /** See {@linkcode ClusterOptions.retryBackoffMs}. */
  readonly retryBackoffMs: number;
  /** See {@linkcode ClusterOptions.retryBackoffMaxMs}. */
  readonly retryBackoffMaxMs: number;
  /** See {@linkcode ClusterOptions.metadataMaxAgeMs}. */
  readonly metadataMaxAgeMs: number;
  /** See {@linkcode ClusterOptions.metadataMinSpacingMs}. */
  readonly metadataMinSpacingMs: number;
  /** See {@linkcode ClusterOptions.maxResponseBytes}. */
  readonly maxResponseBytes: number;
  /** See {@linkcode ClusterOptions.minVersions}. */
  readonly minVersions: ReadonlyMap<string, number>;
  /** See {@linkcode ClusterOptions.maxVersions}. */
  readonly maxVersions: ReadonlyMap<string, number>;
  /** See {@linkcode ClusterOptions.brokerVersion}. */
  readonly brokerVersion: PinnedBrokerVersion | null;
  /** See {@linkcode ClusterOptions.unstableVersions}. */
  readonly unstableVersions: boolean;
  /** Hooks. */
  readonly hooks: readonly Hook[];
}

/** What only this package hands to a cluster. */
export interface ClusterInternals {
  /** Sockets, time, chance and codecs, when the options have none. */
  readonly platform?: Platform;
  /** Proves who we are on each connection. */
  readonly authenticate?: Authenticate;
}

/** Names of all cluster options: whoever adds options of its own checks for unknown ones. */
export const CLUSTER_OPTION_NAMES: readonly (keyof ClusterOptions)[] = [
  "brokers",
  "clientId",
  "rack",
  "tls",
  "dial",
  "platform",
  "connectTimeoutMs",
  "requestTimeoutMs",
  "apiTimeoutMs",
  "closeTimeoutMs",
  "connectionsMaxIdleMs",
  "retryBackoffMs",
  "retryBackoffMaxMs",
  "metadataMaxAgeMs",
  "metadataMinSpacingMs",
  "maxResponseBytes",
  "minVersions",
  "maxVersions",
  "brokerVersion",
  "unstableVersions",
  "hooks",
];

const MAX_TIMER_MS = 0x7fff_ffff;

/** Checks the options; throws one `ConfigError` with all mistakes. */
export function checkClusterOptions(options: ClusterOptions): CheckedClusterOptions {
  const check = new OptionCheck("client");
  check.known(options, CLUSTER_OPTION_NAMES);
  const ms = (name: keyof ClusterOptions, fallback: number, more: { min?: number; infinity?: boolean } = {}) =>
    check.integer(name, options[name] as number | undefined, {
      min: more.min ?? 1,
      max: MAX_TIMER_MS,
      unit: "ms",
      fallback,
      infinity: more.infinity ?? false,
    });
  const checked: CheckedClusterOptions = {
    seeds: parseSeeds(options.brokers, (text) => check.problem(text)),
    clientId: checkClientId(options.clientId, check),
    rack: options.rack === undefined ? null : check.text("rack", options.rack, ""),
    tls: checkTls(options.tls, check),
    dial: checkFunction("dial", options.dial, check),
    connectTimeoutMs: ms("connectTimeoutMs", 10_000),
    requestTimeoutMs: ms("requestTimeoutMs", 30_000),
    apiTimeoutMs: ms("apiTimeoutMs", 60_000, { infinity: true }),
    closeTimeoutMs: ms("closeTimeoutMs", 30_000, { min: 0 }),
    connectionsMaxIdleMs: ms("connectionsMaxIdleMs", 180_000, { infinity: true }),
    retryBackoffMs: ms("retryBackoffMs", 100, { min: 0 }),
    retryBackoffMaxMs: ms("retryBackoffMaxMs", 1000, { min: 0 }),
    metadataMaxAgeMs: ms("metadataMaxAgeMs", 300_000, { infinity: true }),
    metadataMinSpacingMs: ms("metadataMinSpacingMs", 100, { min: 0 }),
    maxResponseBytes: check.integer("maxResponseBytes", options.maxResponseBytes, {
      min: 1024,
      max: MAX_TIMER_MS,
      unit: "bytes",
      fallback: 100 * 1024 * 1024,
    }),
    minVersions: checkVersions("minVersions", options.minVersions, check),
    maxVersions: checkVersions("maxVersions", options.maxVersions, check),
    brokerVersion: check.oneOf<PinnedBrokerVersion | null>("brokerVersion", options.brokerVersion, {
      values: PINNED_BROKER_VERSIONS,
      fallback: null,
    }),
    unstableVersions: check.boolean("unstableVersions", options.unstableVersions, false),
    hooks: checkHooks(options.hooks, check),
  };
  checkTogether(checked, check);
  check.done();
  return checked;
}

function checkTogether(o: CheckedClusterOptions, check: OptionCheck): void {
  if (o.retryBackoffMs > o.retryBackoffMaxMs) {
    check.problem(`retryBackoffMs (${o.retryBackoffMs}) must not be above retryBackoffMaxMs (${o.retryBackoffMaxMs})`);
  }
  for (const [api, min] of o.minVersions) {
    const max = o.maxVersions.get(api);
    if (max !== undefined && max < min) {
      check.problem(`minVersions.${api} (${min}) must not be above maxVersions.${api} (${max})`);
    }
  }
}

function checkClientId(value: string | undefined, check: OptionCheck): string {
  const id = check.text("clientId", value, "samsa");
  if (id.length <= 256) return id;
  check.problem(`clientId must be at most 256 characters: it has ${id.length}`);
  return "samsa";
}

function checkTls(value: boolean | TlsOptions | undefined, check: OptionCheck): TlsOptions | undefined {
  if (value === undefined || value === false) return undefined;
  if (value === true) return {};
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  check.problem("tls must be true, false or an object such as { ca: PEM }");
  return undefined;
}

function checkFunction<F>(name: string, value: F | undefined, check: OptionCheck): F | undefined {
  if (value === undefined || typeof value === "function") return value;
  check.problem(`${name} must be a function: it is of type ${typeof value}`);
  return undefined;
}

function checkHooks(value: readonly Hook[] | undefined, check: OptionCheck): readonly Hook[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every((hook) => typeof hook === "function")) return value;
  check.problem("hooks must be a list of functions");
  return [];
}

function checkVersions(
  name: string,
  value: Readonly<Record<string, number>> | undefined,
  check: OptionCheck,
): ReadonlyMap<string, number> {
  const versions = new Map<string, number>();
  if (value === undefined) return versions;
  if (typeof value !== "object" || value === null) {
    check.problem(`${name} must be an object such as { Produce: 9 }`);
    return versions;
  }
  for (const [api, version] of Object.entries(value)) {
    versions.set(api, check.integer(`${name}.${api}`, version, { min: 0, max: 0x7fff, fallback: 0 }));
  }
  return versions;
}
