// A TCP proxy that hurts connections on purpose: cuts, black holes, delays. Stands between a client and a broker's
// PROXIED listener. Called by live tests; must not know Kafka's protocol.
import { connect, createServer, type Server, type Socket } from "node:net";
import type { KafkaCluster } from "./cluster.ts";

/** From where to where. */
export interface ProxyOptions {
  /** Port to listen on, of 127.0.0.1. 0 takes a free one. @default 0 */
  readonly listen?: number;
  /** Port to forward to. */
  readonly forward: number;
}

/** One side of a proxied connection: bytes wait here while the hole is open or until their delay is over. */
interface Flow {
  readonly from: Socket;
  readonly to: Socket;
  readonly queue: { readonly at: number; readonly chunk: Uint8Array | null }[];
  timer: ReturnType<typeof setTimeout> | null;
  /** Set for good by `silence`. */
  silent: boolean;
}

/** Starts a proxy. */
export async function startProxy(options: ProxyOptions): Promise<FaultProxy> {
  const proxy = new FaultProxy(options);
  await proxy.open();
  return proxy;
}

/** One proxy in front of each node's PROXIED listener; clients start from `cluster.addresses("PROXIED")`. */
export async function startProxies(cluster: KafkaCluster): Promise<Map<number, FaultProxy>> {
  const proxies = new Map<number, FaultProxy>();
  for (const node of cluster.nodes) {
    const ports = node.listeners.PROXIED;
    if (ports === undefined) {
      throw new Error(`Kafka ${cluster.version} has no PROXIED listener: it needs 0.10.2 or newer`);
    }
    proxies.set(node.id, await startProxy({ listen: ports.advertised, forward: ports.port }));
  }
  return proxies;
}

/** A running proxy. */
export class FaultProxy {
  readonly #options: ProxyOptions;
  readonly #flows = new Set<Flow>();
  #server: Server | null = null;
  #port: number;
  #hole = false;
  #delayMs = 0;
  #accepted = 0;

  /** For `startProxy`. */
  constructor(options: ProxyOptions) {
    this.#options = options;
    this.#port = options.listen ?? 0;
  }

  /** The port it listens on. */
  get port(): number {
    return this.#port;
  }

  /** Connections that are open now. */
  get connections(): number {
    return this.#flows.size / 2;
  }

  /** Connections taken since the start. */
  get accepted(): number {
    return this.#accepted;
  }

  /** Listens (again, after `refuse`). */
  async open(): Promise<void> {
    const server = createServer({ allowHalfOpen: true }, (client) => this.#accept(client));
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(this.#port, "127.0.0.1", () => resolve());
    });
    const address = server.address();
    if (typeof address === "object" && address !== null) this.#port = address.port;
    this.#server = server;
  }

  /** Resets every open connection; new ones are taken. */
  cut(): void {
    for (const flow of [...this.#flows]) this.#end(flow, "reset");
  }

  /** Stops listening and resets every connection: the port refuses until `open`. */
  async refuse(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    const closed = server === null ? undefined : new Promise<void>((resolve) => server.close(() => resolve()));
    this.cut();
    await closed;
  }

  /** A black hole: connections stay open and are taken, no byte passes. */
  pause(): void {
    this.#hole = true;
    for (const flow of this.#flows) flow.from.pause();
  }

  /** Ends the hole; bytes that waited pass on. */
  resume(): void {
    this.#hole = false;
    for (const flow of this.#flows) {
      if (flow.silent) continue;
      flow.from.resume();
      this.#drain(flow);
    }
  }

  /** The connections that are open now stay so and pass no byte any more; new ones work. */
  silence(): void {
    for (const flow of this.#flows) {
      flow.silent = true;
      flow.from.pause();
    }
  }

  /** Each byte takes `ms` longer from now on, in each direction. */
  delay(ms: number): void {
    this.#delayMs = ms;
  }

  /** Ends everything. */
  async close(): Promise<void> {
    await this.refuse();
  }

  #accept(client: Socket): void {
    this.#accepted++;
    const broker = connect({ host: "127.0.0.1", port: this.#options.forward, allowHalfOpen: true });
    for (const socket of [client, broker]) socket.setNoDelay(true);
    this.#forward({ from: client, to: broker, queue: [], timer: null, silent: false });
    this.#forward({ from: broker, to: client, queue: [], timer: null, silent: false });
  }

  #forward(flow: Flow): void {
    this.#flows.add(flow);
    const put = (chunk: Uint8Array | null) => {
      flow.queue.push({ at: performance.now() + this.#delayMs, chunk });
      this.#drain(flow);
    };
    flow.from.on("data", put);
    flow.from.on("end", () => put(null));
    flow.from.on("error", () => this.#end(flow, "reset"));
    flow.from.on("close", () => this.#end(flow, "drain"));
    if (this.#holds(flow)) flow.from.pause();
  }

  /** Whether no byte passes now. */
  #holds({ silent }: Flow): boolean {
    return this.#hole || silent;
  }

  #drain(flow: Flow): void {
    if (flow.timer !== null) return;
    while (!this.#holds(flow) && flow.queue.length > 0) {
      const wait = flow.queue[0].at - performance.now();
      if (wait > 0) {
        flow.timer = setTimeout(() => {
          flow.timer = null;
          this.#drain(flow);
        }, wait);
        return;
      }
      const next = flow.queue.shift();
      if (next === undefined || flow.to.destroyed) return;
      if (next.chunk === null) flow.to.end();
      else if (!flow.to.write(next.chunk)) {
        flow.from.pause();
        flow.to.once("drain", () => this.#holds(flow) || flow.from.resume());
      }
    }
  }

  /** Forgets a connection. `reset`: at once; `drain`: what still waits is passed on if it may. */
  #end(flow: Flow, how: "reset" | "drain"): void {
    if (!this.#flows.has(flow)) return;
    const waits = flow.queue.length > 0 && !flow.to.destroyed && !this.#holds(flow);
    if (how === "drain" && waits) return this.#endLater(flow);
    this.#flows.delete(flow);
    if (flow.timer !== null) clearTimeout(flow.timer);
    flow.timer = null;
    if (how === "reset") {
      reset(flow.from);
      reset(flow.to);
    } else flow.to.end();
  }

  #endLater(flow: Flow): void {
    flow.queue.push({ at: flow.queue[flow.queue.length - 1].at, chunk: null });
    const passed = () => flow.queue.length === 0 || flow.to.destroyed || this.#holds(flow);
    const look = () => passed() ? this.#end(flow, "drain") : void setTimeout(look, 10);
    look();
  }
}

/**
 * A reset (RST) where the runtime can send one. `resetAndDestroy` ends the stream first, so it never comes to its reset
 * when bytes wait for a peer that reads no more (a hole); and libuv refuses a reset (EINVAL) while a shutdown is under
 * way, after which Node keeps the handle for good. Then a plain `destroy` is what is left.
 */
function reset(socket: Socket): void {
  const idle = !socket.connecting && !socket.writableEnded && socket.writableLength === 0;
  if (idle && typeof socket.resetAndDestroy === "function") socket.resetAndDestroy();
  else socket.destroy();
}
