// One broker: its listeners and connections, and whether it runs. Owned by embedded_kafka.ts; what it serves comes from
// the cluster state, which outlives it. Must not know requests.
import { Tracker } from "../base/track.ts";
import type { Listen, Listener, TlsOptions } from "../transports/transport.ts";
import type { ListenerName, NodeState } from "./cluster_state.ts";
import { FETCH_SESSIONS } from "./fetch_sessions.ts";
import { ServerConnection, type ServerHost } from "./server.ts";

/** A listener to open. */
export interface ListenPlan {
  /** Its name. */
  readonly name: ListenerName;
  /** How. */
  readonly listen: Listen;
  /** Address. */
  readonly host: string;
  /** Port; 0 takes a free one, and keeps it when the broker starts again. */
  readonly port: number;
  /** Present: TLS. */
  readonly tls?: TlsOptions | null;
}

/** A broker of the cluster. */
export class Broker {
  readonly #host: ServerHost;
  readonly #plans: readonly ListenPlan[];
  readonly #connections = new Set<ServerConnection>();
  readonly #tracker: Tracker;
  #listeners: Listener[] = [];
  #state: "stopped" | "running" = "stopped";

  /** A broker that does not run yet. */
  constructor(host: ServerHost, plans: readonly ListenPlan[]) {
    this.#host = host;
    this.#plans = plans;
    this.#tracker = new Tracker(host.onError);
  }

  /** What the cluster knows of it. */
  get node(): NodeState {
    return this.#host.node;
  }

  /** Open connections. */
  get connections(): number {
    return this.#connections.size;
  }

  /** Whether it takes connections. */
  get running(): boolean {
    return this.#state === "running";
  }

  /** Opens the listeners and joins the cluster. */
  async start(): Promise<void> {
    if (this.#state === "running") return;
    this.#state = "running";
    this.#host.node.running = true;
    const { endpoints } = this.#host.node;
    // Fetch sessions live in a broker's memory: they don't outlive it.
    this.#host.state.part(FETCH_SESSIONS).evict(this.#host.node.id);
    try {
      for (const { name, listen, host, port, tls } of this.#plans) {
        const accept = (stream: Parameters<Parameters<Listen>[0]["accept"]>[0]) => this.#accept(stream, name);
        const listener = await listen({
          host,
          port: endpoints.get(name)?.port ?? port,
          accept,
          ...(tls === undefined || tls === null ? {} : { tls }),
        });
        this.#listeners.push(listener);
        endpoints.set(name, { host: listener.host, port: listener.port });
      }
    } catch (error) {
      await this.disconnect();
      throw error;
    }
    this.#host.state.brokerUp(this.#host.node.id);
  }

  /** Closes listeners and connections at once; the cluster is not told. */
  async disconnect(): Promise<void> {
    this.#state = "stopped";
    this.#host.node.running = false;
    this.#host.node.pause.end();
    const listeners = this.#listeners;
    this.#listeners = [];
    for (const connection of [...this.#connections]) connection.close();
    for (const listener of listeners) await listener.close();
    for (const connection of [...this.#connections]) connection.close();
    await this.#tracker.idle();
  }

  #accept(stream: Parameters<Parameters<Listen>[0]["accept"]>[0], name: ListenerName): void {
    if (this.#state === "stopped") return stream.close();
    const connection = new ServerConnection(stream, name, this.#host);
    this.#connections.add(connection);
    this.#tracker.track(this.#serve(connection));
  }

  async #serve(connection: ServerConnection): Promise<void> {
    try {
      await connection.run();
    } finally {
      this.#connections.delete(connection);
    }
  }
}
