// What happens on a new connection before the first request: ApiVersions (KIP-35, 511), then the place where SASL
// goes. Called by lane.ts; must not know routing.
import { BrokerError } from "../../errors/broker_error.ts";
import { ConnectionError } from "../../errors/connection_error.ts";
import type { KafkaError } from "../../errors/kafka_error.ts";
import { ProtocolError } from "../../errors/protocol_error.ts";
import { TimeoutError } from "../../errors/timeout_error.ts";
import { ApiVersions, type ApiVersionsResponse } from "../../protocol/messages/api_versions.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { errorFromCode } from "../base/retry_rules.ts";
import type { Connection } from "./connection.ts";
import { type BrokerVersions, NegotiatedVersions, type VersionLimits, type VersionRange } from "./version_choice.ts";

/** Name that the client tells to brokers (KIP-511). */
export const SOFTWARE_NAME = "samsa";
/** Version that the client tells to brokers. */
export const SOFTWARE_VERSION = "0.1.0";

/** Proves who we are on a connection whose versions are known. Rejects with an `AuthenticationError`. */
export type Authenticate = (connection: Connection, versions: NegotiatedVersions) => Promise<void>;

/** Where a handshake stands. */
export type HandshakeState =
  | { readonly state: "asking for versions"; readonly version: number }
  | { readonly state: "authenticating"; readonly versions: NegotiatedVersions }
  | { readonly state: "ready"; readonly versions: NegotiatedVersions };

/** What a handshake needs. */
export interface HandshakeOptions {
  /** The user's limits of versions. */
  readonly limits: VersionLimits;
  /** Versions of a broker that cannot be asked; null: it is asked. */
  readonly pinned: BrokerVersions | null;
  /** Version of ApiVersions to begin with; absent: the highest that both the package and the limits allow. */
  readonly firstVersion?: number;
  /** Time limit of each question, in ms. */
  readonly timeoutMs: number;
  /** Cluster id that we expect, for brokers that check it (KIP-1242). */
  readonly clusterId: string | null;
  /** Node id that we expect; null: unknown (a bootstrap address). */
  readonly nodeId: number | null;
  /** Proves who we are; absent: nothing to prove. */
  readonly authenticate?: Authenticate;
}

/** Does the handshake; the connection carries requests afterwards. */
export async function handshake(connection: Connection, options: HandshakeOptions): Promise<NegotiatedVersions> {
  let state = begin(options);
  for (;;) {
    if (state.state === "ready") {
      connection.ready(state.versions);
      return state.versions;
    }
    state = await next(state, { connection, options });
  }
}

function begin(options: HandshakeOptions): HandshakeState {
  if (options.pinned !== null) {
    return { state: "authenticating", versions: new NegotiatedVersions(options.pinned, { limits: options.limits }) };
  }
  return { state: "asking for versions", version: options.firstVersion ?? highest(options.limits) };
}

async function next(
  state: Exclude<HandshakeState, { state: "ready" }>,
  work: { readonly connection: Connection; readonly options: HandshakeOptions },
): Promise<HandshakeState> {
  const { connection, options } = work;
  if (state.state === "authenticating") {
    await options.authenticate?.(connection, state.versions);
    return { state: "ready", versions: state.versions };
  }
  const response = await ask(state.version, work);
  if (response.errorCode === ErrorCode.UNSUPPORTED_VERSION) {
    return {
      state: "asking for versions",
      version: lower(response, { asked: state.version, broker: connection.broker }),
    };
  }
  if (response.errorCode === ErrorCode.REBOOTSTRAP_REQUIRED) throw misrouted(connection.broker);
  if (response.errorCode !== 0) throw errorFromCode(response.errorCode, { broker: connection.broker });
  return { state: "authenticating", versions: negotiated(response, work) };
}

async function ask(
  version: number,
  work: { readonly connection: Connection; readonly options: HandshakeOptions },
): Promise<ApiVersionsResponse> {
  const { connection, options } = work;
  const body = {
    clientSoftwareName: SOFTWARE_NAME,
    clientSoftwareVersion: SOFTWARE_VERSION,
    ...(version >= 5 && options.clusterId !== null && options.nodeId !== null
      ? { clusterId: options.clusterId, nodeId: options.nodeId }
      : {}),
  };
  try {
    return await connection.send(ApiVersions, body, { version, timeoutMs: options.timeoutMs });
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    // A broker of Kafka 0.9 neither answers nor closes.
    throw new ConnectionError(
      `${connection.broker} accepted the connection but did not answer ApiVersions within ${options.timeoutMs} ms; ` +
        'it may hang, want TLS (option tls), or be older than Kafka 0.10 (option brokerVersion: "0.9")',
      { code: "CONNECT_TIMEOUT", broker: connection.broker, retriable: true, cause: error },
    );
  }
}

/** The version to ask with after a refusal: always lower than before, so that this ends whatever the broker says. */
function lower(response: ApiVersionsResponse, asked: { readonly asked: number; readonly broker: string }): number {
  if (asked.asked <= 0) throw errorFromCode(response.errorCode, { broker: asked.broker });
  const told = response.apiKeys.find((api) => api.apiKey === ApiVersions.key)?.maxVersion ?? 0;
  return Math.max(0, Math.min(told, asked.asked - 1));
}

function negotiated(
  response: ApiVersionsResponse,
  work: { readonly connection: Connection; readonly options: HandshakeOptions },
): NegotiatedVersions {
  const offered = new Map<number, VersionRange>();
  for (const { apiKey, minVersion, maxVersion } of response.apiKeys) {
    if (minVersion >= 0 && maxVersion >= minVersion) offered.set(apiKey, { min: minVersion, max: maxVersion });
  }
  if (offered.size === 0) {
    throw new ProtocolError(
      `${work.connection.broker} answered ApiVersions without a single API: it is no Kafka broker`,
      {
        code: "INVALID_VALUE",
        broker: work.connection.broker,
        messageName: "ApiVersionsResponse",
        field: "apiKeys",
        retriable: true,
      },
    );
  }
  const features = new Map(
    (response.finalizedFeatures ?? []).map((feature) => [feature.name, feature.maxVersionLevel]),
  );
  return new NegotiatedVersions(offered, { limits: work.options.limits, features });
}

function highest(limits: VersionLimits): number {
  const ours = limits.unstable ? ApiVersions.maxVersion : ApiVersions.latestStableVersion;
  return Math.min(ours, limits.maxVersions.get(ApiVersions.name) ?? Infinity);
}

function misrouted(broker: string): ConnectionError {
  return new ConnectionError(`${broker} is not the broker or not of the cluster that was expected there`, {
    code: "CONNECTION_FAILED",
    broker,
    retriable: true,
    cause: errorFromCode(ErrorCode.REBOOTSTRAP_REQUIRED, { broker }),
  });
}

/** Whether a handshake failed because the broker says that this is the wrong place (KIP-1242, 1102). */
export function wantsRebootstrap(error: KafkaError): boolean {
  const cause = error.cause;
  return cause instanceof BrokerError && cause.errorCode === ErrorCode.REBOOTSTRAP_REQUIRED;
}
