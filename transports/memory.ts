// A network in process: host:port names, latency, cutting of the bytes into chunks, bounded buffers and faults for
// each address. EmbeddedKafka in memory, tests and the simulation use it. It runs on the clock that it is given, in
// virtual time too, and must not know Kafka.
import type { Clock, Random } from "./platform.ts";
import type { Dial, DialOptions, Listen, Listener, ListenOptions } from "./transport.ts";
import { ConnectionError, type ConnectionErrorCode } from "../errors/connection_error.ts";
import { type Arrived, MemoryConnection } from "./memory_connection.ts";
import type { LinkSettings } from "./memory_pipe.ts";

export type * from "./platform.ts";
export type * from "./transport.ts";

export type { LinkSettings } from "./memory_pipe.ts";
export { MemoryConnection } from "./memory_connection.ts";
export type { Arrived, Break, Direction } from "./memory_connection.ts";

/** What a {@linkcode MemoryNetwork} is made of. */
export interface MemoryNetworkOptions {
  /** Time of the deliveries. */
  readonly clock: Clock;
  /** Chance of the default latency and cuts, when they are to vary. Absent: nothing varies. */
  readonly random?: Random;
  /** Settings of every link, unless `configure` says otherwise. */
  readonly link?: LinkSettings;
  /** Hears of every segment that arrives anywhere. */
  readonly onArrive?: (arrived: Arrived) => void;
}

/** Which links: those from an end, to an address, or both; absent is any. */
export interface LinkMatch {
  /** Name of the end that dials. */
  readonly from?: string;
  /** Address of the listener, `"host:port"`. */
  readonly to?: string;
}

/** A network in process. */
export interface MemoryNetwork {
  /** Opens a connection to a listener of this network. */
  readonly dial: Dial;
  /** Opens a listening socket at any host name. */
  readonly listen: Listen;
  /** Addresses of a host name: those that `name` gave, else the name itself. */
  readonly resolve: (host: string) => Promise<readonly string[]>;
  /** Gives a host name other addresses; null makes the name unknown again. */
  name(host: string, addresses: readonly string[] | null): void;
  /** Changes the settings of an address (`"host:port"`) for open and later connections; null takes them back. */
  configure(address: string, settings: LinkSettings | null): void;
  /** A `dial` of an end with a name of its own, so that links from it can be told apart. The others' name is `""`. */
  dialFrom(end: string): Dial;
  /**
   * Lays settings over those of all links that match, for open and later connections; the returned function takes them
   * away. Later ones win, but holds add up.
   */
  impose(match: LinkMatch, settings: LinkSettings): () => void;
  /** The open connections, to one address or to all, oldest first. */
  connections(address?: string): readonly MemoryConnection[];
  /** Resets every open connection to an address: both sides fail with `CONNECTION_RESET`. Returns how many. */
  reset(address: string): number;
}

/** Makes a network in which nothing listens yet. */
export function memoryNetwork(options: MemoryNetworkOptions): MemoryNetwork {
  return new Network(options);
}

/** First port that is given out when 0 is asked for. */
const FIRST_FREE_PORT = 40_000;

/** A way from an end to an address. */
interface Link {
  readonly address: string;
  readonly from: string;
}

interface HeldDial extends Link {
  readonly go: () => void;
}

interface Layer {
  readonly match: LinkMatch;
  readonly settings: LinkSettings;
}

function bothHolds(one: LinkSettings["hold"], other: LinkSettings["hold"]): LinkSettings["hold"] {
  if (one === undefined || other === undefined || one === other) return one ?? other;
  return "both";
}

class Network implements MemoryNetwork {
  readonly dial: Dial = (options) => this.#dial(options, "");
  readonly listen: Listen = (options) => this.#listen(options);
  readonly resolve = (host: string): Promise<readonly string[]> => this.#resolve(host);
  readonly #clock: Clock;
  readonly #link: LinkSettings;
  readonly #random: Random | undefined;
  readonly #listeners: Map<string, ListenOptions> = new Map();
  readonly #names: Map<string, readonly string[]> = new Map();
  readonly #settings: Map<string, LinkSettings> = new Map();
  readonly #layers: Layer[] = [];
  readonly #onArrive: ((arrived: Arrived) => void) | undefined;
  /** Counts the changes of settings, so that connections may keep theirs between them. */
  #changes = 0;
  readonly #hosts: Set<string> = new Set();
  readonly #open: Set<MemoryConnection> = new Set();
  /** Dials that wait for a black hole to end. */
  readonly #held: Set<HeldDial> = new Set();
  #nextPort = FIRST_FREE_PORT;
  #nextId = 1;

  constructor(options: MemoryNetworkOptions) {
    this.#clock = options.clock;
    this.#random = options.random;
    this.#link = options.link ?? {};
    this.#onArrive = options.onArrive;
  }

  dialFrom(end: string): Dial {
    return (options) => this.#dial(options, end);
  }

  name(host: string, addresses: readonly string[] | null): void {
    if (addresses === null) this.#names.delete(host);
    else this.#names.set(host, [...addresses]);
  }

  configure(address: string, settings: LinkSettings | null): void {
    if (settings === null) this.#settings.delete(address);
    else this.#settings.set(address, settings);
    this.#changed();
  }

  impose(match: LinkMatch, settings: LinkSettings): () => void {
    const layer: Layer = { match, settings };
    this.#layers.push(layer);
    this.#changed();
    return () => {
      const at = this.#layers.indexOf(layer);
      if (at < 0) return;
      this.#layers.splice(at, 1);
      this.#changed();
    };
  }

  connections(address?: string): readonly MemoryConnection[] {
    return [...this.#open].filter((connection) => address === undefined || connection.address === address);
  }

  reset(address: string): number {
    const connections = this.connections(address);
    for (const connection of connections) connection.reset();
    return connections.length;
  }

  #changed(): void {
    this.#changes++;
    for (const connection of this.#open) connection.refresh();
    for (const held of this.#held) {
      if (this.#settingsOf(held).hold !== undefined) continue;
      this.#held.delete(held);
      held.go();
    }
  }

  #settingsOf({ address, from }: Link): LinkSettings {
    const own = this.#settings.get(address);
    let settings = own === undefined ? this.#link : { ...this.#link, ...own };
    for (const { match, settings: more } of this.#layers) {
      if ((match.from ?? from) !== from || (match.to ?? address) !== address) continue;
      settings = { ...settings, ...more, hold: bothHolds(settings.hold, more.hold) };
    }
    return settings;
  }

  /** The settings of a link, worked out anew after changes only: a connection asks for every segment. */
  #settingsLater(link: Link): () => LinkSettings {
    let seen = -1;
    let settings = this.#link;
    return () => {
      if (seen !== this.#changes) [seen, settings] = [this.#changes, this.#settingsOf(link)];
      return settings;
    };
  }

  #latency(link: Link): number {
    const { latencyMs = 0 } = this.#settingsOf(link);
    return typeof latencyMs === "number" ? latencyMs : latencyMs(this.#random);
  }

  async #resolve(host: string): Promise<readonly string[]> {
    const addresses = this.#names.get(host);
    if (addresses !== undefined) return await Promise.resolve(addresses);
    if (this.#hosts.has(host)) return [host];
    throw failure("NAME_NOT_FOUND", host, "no such name in the memory network");
  }

  async #dial(options: DialOptions, from: string): Promise<MemoryConnection["client"]> {
    const { host, port, signal } = options;
    signal?.throwIfAborted();
    const target = this.#names.get(host)?.[0] ?? host;
    const address = `${target}:${port}`;
    const link: Link = { address, from };
    if (!this.#hosts.has(target)) throw failure("NAME_NOT_FOUND", host, "no such name in the memory network");
    // One way to get there and one way back, as for a SYN and its answer.
    await this.#wait(link, signal);
    const listener = this.#listeners.get(address);
    if (listener !== undefined && this.#settingsOf(link).refuse !== true) {
      return await this.#accept({ listener, link, tls: options.tls !== undefined }, signal);
    }
    await this.#wait(link, signal);
    throw failure("CONNECTION_REFUSED", address, "nothing listens there in the memory network");
  }

  async #accept(
    target: { readonly listener: ListenOptions; readonly link: Link; readonly tls: boolean },
    signal: AbortSignal | undefined,
  ): Promise<MemoryConnection["client"]> {
    const { listener, link, tls } = target;
    const { address, from } = link;
    if (tls && listener.tls === undefined) {
      throw failure("PLAINTEXT_EXPECTED", address, "the port speaks plain text: leave tls out");
    }
    const connection = new MemoryConnection({
      id: this.#nextId++,
      address,
      from,
      clock: this.#clock,
      random: this.#random,
      settings: this.#settingsLater(link),
      onClosed: () => this.#open.delete(connection),
      onArrive: this.#onArrive,
    });
    this.#open.add(connection);
    // A TLS server ends a connection that does not speak TLS.
    if (!tls && listener.tls !== undefined) connection.server.close();
    else listener.accept(connection.server);
    try {
      await this.#wait(link, signal);
    } catch (error) {
      connection.client.close();
      throw error;
    }
    return connection.client;
  }

  /** Waits for one latency, and for the end of a black hole. */
  async #wait(link: Link, signal: AbortSignal | undefined): Promise<void> {
    const latency = this.#latency(link);
    if (latency > 0) await pause(signal, (go) => this.#clock.after(latency, go));
    while (this.#settingsOf(link).hold !== undefined) {
      await pause(signal, (go) => {
        const held: HeldDial = { ...link, go };
        this.#held.add(held);
        return () => this.#held.delete(held);
      });
    }
    signal?.throwIfAborted();
  }

  #listen(options: ListenOptions): Promise<Listener> {
    const { host = "127.0.0.1", port: wanted = 0 } = options;
    let port = wanted;
    if (port === 0) {
      do port = this.#nextPort++; while (this.#listeners.has(`${host}:${port}`));
    }
    const address = `${host}:${port}`;
    if (this.#listeners.has(address)) {
      return Promise.reject(failure("CONNECTION_FAILED", address, "the address is in use in the memory network"));
    }
    this.#listeners.set(address, options);
    this.#hosts.add(host);
    const close = () => {
      if (this.#listeners.get(address) === options) this.#listeners.delete(address);
      return Promise.resolve();
    };
    return Promise.resolve({ host, port, close });
  }
}

/** Waits until `start` calls back; a signal ends it early with its reason. */
function pause(signal: AbortSignal | undefined, start: (go: () => void) => () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const onAbort = () => {
      cancel();
      reject(signal?.reason);
    };
    const cancel = start(() => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    });
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}

function failure(code: ConnectionErrorCode, address: string, why: string): ConnectionError {
  return new ConnectionError(`No connection to ${address}: ${why}`, {
    code,
    retriable: code !== "PLAINTEXT_EXPECTED",
    broker: address,
  });
}
