// One broker: its lanes, its reconnect backoff, the reaping of idle connections. Called by the cluster's broker pool;
// must not know topics or metadata.
import { delay } from "../../base/abort.ts";
import type { Tracker } from "../../base/track.ts";
import { KafkaError } from "../../errors/kafka_error.ts";
import type { Random } from "../../transports/platform.ts";
import { reconnectBackoffMs } from "../base/backoff.ts";
import type { Emit } from "../base/client_event.ts";
import { Connection } from "./connection.ts";
import { asConnectionError } from "./connection_failure.ts";
import { type DialSettings, openStream } from "./dial.ts";
import { type Authenticate, handshake } from "./handshake.ts";
import { Lane, type LaneHooks, type LaneHost } from "./lane.ts";
import type { BrokerVersions, VersionLimits } from "./version_choice.ts";

/** What all brokers of a client share. */
export interface NetSettings extends DialSettings {
  /** Chance, for the jitter. */
  readonly random: Random;
  /** Name sent with every request. */
  readonly clientId: string;
  /** Longest response taken, in bytes. */
  readonly maxResponseBytes: number;
  /** Time limit of a question of the handshake, in ms. */
  readonly handshakeTimeoutMs: number;
  /** Idle connections are closed after this time; Infinity: never. */
  readonly connectionsMaxIdleMs: number;
  /** First wait of the reconnect backoff, in ms. */
  readonly retryBackoffMs: number;
  /** Longest wait of the reconnect backoff, in ms. */
  readonly retryBackoffMaxMs: number;
  /** The user's limits of versions. */
  readonly limits: VersionLimits;
  /** Versions of brokers that cannot be asked. */
  readonly pinned: BrokerVersions | null;
  /** Proves who we are. */
  readonly authenticate?: Authenticate;
  /** Tells of connections and requests; null when nobody listens. */
  readonly emit: Emit | null;
  /** Owner of the read loops. */
  readonly tracker: Tracker;
  /** Cluster id, once known. */
  readonly clusterId: () => string | null;
  /** A connection could not be opened, or ended with a failure. */
  readonly onFailure: (broker: Broker, error: KafkaError) => void;
}

/** Which broker. */
export interface BrokerPlace {
  /** Host name or address. */
  readonly host: string;
  /** Port. */
  readonly port: number;
  /** Node id; null for a bootstrap address. */
  readonly nodeId: number | null;
}

/** Attempts of one connect when the peer closes at once: twice as usual, then with ApiVersions 0 (Event Hubs). */
const ATTEMPTS = 3;

/** A broker and its connections. */
export class Broker implements LaneHost {
  /** Host name or address. */
  readonly host: string;
  /** Port. */
  readonly port: number;
  #nodeId: number | null;
  #name: string;
  readonly #net: NetSettings;
  readonly #lanes = new Map<string, Lane>();
  #failures = 0;
  #retryAt = -Infinity;
  #lastFailure: KafkaError | null = null;
  #cancelReaper: (() => void) | null = null;
  #state: "in use" | "retired" | "closed" = "in use";

  /** Nothing is opened before the first request. */
  constructor(place: BrokerPlace, net: NetSettings) {
    this.host = place.host;
    this.port = place.port;
    this.#nodeId = place.nodeId;
    this.#net = net;
    this.#name = nameOf(place);
  }

  /** `"host:port (id 3)"`. */
  get name(): string {
    return this.#name;
  }

  /** A bootstrap address turns out to be this broker: its connections go on. */
  adopt(nodeId: number): void {
    this.#nodeId = nodeId;
    this.#name = nameOf(this);
  }

  /** Node id; null for a bootstrap address. */
  get nodeId(): number | null {
    return this.#nodeId;
  }

  /** True while the last connect failed and the wait before the next is not over. */
  get backingOff(): boolean {
    return this.#retryAt > this.#net.clock.now();
  }

  /** The failure since which no connection has come about; null: the broker is well for all that is known. */
  get trouble(): KafkaError | null {
    return this.#lastFailure;
  }

  /** Failures to connect, or connections that ended without a use, in a row. */
  get failures(): number {
    return this.#failures;
  }

  /** Open connections. */
  get connections(): number {
    let n = 0;
    for (const lane of this.#lanes.values()) if (lane.current !== null) n++;
    return n;
  }

  /** Requests pending on all lanes. */
  get load(): number {
    let n = 0;
    for (const lane of this.#lanes.values()) n += lane.current?.load ?? 0;
    return n;
  }

  /** The connection of a lane, or the promise of one. */
  connection(lane: string): Connection | Promise<Connection> {
    return this.#lane(lane).connection();
  }

  /** The open connection of a lane, or null. */
  current(lane: string): Connection | null {
    return this.#lanes.get(lane)?.current ?? null;
  }

  /** Closes all connections at once; pending requests fail. */
  close(error: KafkaError | null): void {
    this.#state = "closed";
    this.#cancelReaper?.();
    this.#cancelReaper = null;
    for (const lane of this.#lanes.values()) lane.close(error);
  }

  /** Lets pending requests end and takes no new ones. */
  retire(): void {
    if (this.#state !== "in use") return;
    this.#state = "retired";
    this.#cancelReaper?.();
    this.#cancelReaper = null;
    for (const lane of this.#lanes.values()) lane.retire();
  }

  /** Closes one lane, as a caller does with one of its own that it needs no more. */
  closeLane(name: string): void {
    this.#lanes.get(name)?.close(null);
    this.#lanes.delete(name);
  }

  /** Opens a connection for a lane: waits for the backoff, dials, does the handshake. */
  async open(lane: string, hooks: LaneHooks): Promise<Connection> {
    const { clock } = this.#net;
    const wait = this.#retryAt - clock.now();
    if (wait > 0) await delay(wait, { clock, signal: hooks.signal });
    try {
      const connection = await this.#attempts(lane, hooks);
      this.#startReaper(this.#net.connectionsMaxIdleMs);
      return connection;
    } catch (error) {
      const failure = error instanceof KafkaError ? error : asConnectionError(error, this.name);
      if (!hooks.signal.aborted) this.#failed(failure);
      throw failure;
    }
  }

  async #attempts(lane: string, hooks: LaneHooks): Promise<Connection> {
    for (let attempt = 1;; attempt++) {
      const startedAt = this.#net.clock.now();
      const connection = await this.#dial(lane, hooks);
      const abort = () => connection.close();
      hooks.signal.addEventListener("abort", abort);
      try {
        await handshake(connection, this.#handshakeOptions(attempt));
        this.#lastFailure = null;
        const connectMs = this.#net.clock.now() - startedAt;
        this.#net.emit?.({ type: "connect", broker: this.name, nodeId: this.nodeId, lane, connectMs });
        return connection;
      } catch (error) {
        const closedAtOnce = connection.endedSilently;
        connection.close();
        if (!closedAtOnce || attempt >= ATTEMPTS || this.#net.pinned !== null || hooks.signal.aborted) throw error;
      } finally {
        hooks.signal.removeEventListener("abort", abort);
      }
    }
  }

  #handshakeOptions(attempt: number): Parameters<typeof handshake>[1] {
    const net = this.#net;
    return {
      limits: net.limits,
      pinned: net.pinned,
      timeoutMs: net.handshakeTimeoutMs,
      clusterId: net.clusterId(),
      nodeId: this.nodeId,
      ...(attempt === ATTEMPTS ? { firstVersion: 0 } : {}),
      ...(net.authenticate === undefined ? {} : { authenticate: net.authenticate }),
    };
  }

  async #dial(lane: string, hooks: LaneHooks): Promise<Connection> {
    const net = this.#net;
    const target = { host: this.host, port: this.port, broker: this.name, signal: hooks.signal };
    const stream = await openStream(target, net);
    return new Connection({
      stream,
      clock: net.clock,
      broker: this.name,
      tls: net.tls !== undefined,
      clientId: net.clientId,
      maxResponseBytes: net.maxResponseBytes,
      emit: net.emit,
      tracker: net.tracker,
      onClose: (connection, error) => {
        hooks.onClose(connection, error);
        this.#ended(connection, { lane, error });
      },
    });
  }

  /** A connection that was used and broke is dialed again at once; one that never was counts as a failed connect. */
  #ended(connection: Connection, end: { readonly lane: string; readonly error: KafkaError | null }): void {
    if (connection.versions.offered.size === 0) return; // Still in its handshake: `open` tells.
    const { lane, error } = end;
    this.#net.emit?.({ type: "disconnect", broker: this.name, nodeId: this.nodeId, lane, error });
    if (error === null || this.#state !== "in use") return;
    if (connection.usedSinceHandshake) this.#failures = 0;
    this.#failed(error);
  }

  #failed(error: KafkaError): void {
    const net = this.#net;
    this.#failures++;
    this.#lastFailure = error;
    const wait = reconnectBackoffMs(this.#failures, {
      minMs: net.retryBackoffMs,
      maxMs: net.retryBackoffMaxMs,
      random: net.random,
    });
    this.#retryAt = net.clock.now() + wait;
    if (this.#state === "in use") net.onFailure(this, error);
  }

  #lane(name: string): Lane {
    const known = this.#lanes.get(name);
    if (known !== undefined) return known;
    const lane = new Lane(name, this);
    if (this.#state === "retired") lane.retire();
    if (this.#state === "closed") lane.close(null);
    this.#lanes.set(name, lane);
    return lane;
  }

  #startReaper(afterMs: number): void {
    if (this.#cancelReaper !== null || afterMs === Infinity || this.#state !== "in use") return;
    this.#cancelReaper = this.#net.clock.after(afterMs, this.#reap);
  }

  readonly #reap = (): void => {
    this.#cancelReaper = null;
    const now = this.#net.clock.now();
    const maxIdle = this.#net.connectionsMaxIdleMs;
    let next = Infinity;
    for (const [name, lane] of this.#lanes) {
      const connection = lane.current;
      if (connection === null) {
        if (lane.idle) this.#lanes.delete(name);
        continue;
      }
      const left = connection.busy ? maxIdle : connection.lastUsed + maxIdle - now;
      if (left <= 0) connection.close();
      else if (left < next) next = left;
    }
    this.#startReaper(next);
  };
}

function nameOf(place: BrokerPlace): string {
  const host = place.host.includes(":") ? `[${place.host}]` : place.host;
  return place.nodeId === null ? `${host}:${place.port}` : `${host}:${place.port} (id ${place.nodeId})`;
}
