// The network of the simulated world: named ends (clients by name, brokers by node id) and what befalls the links
// between them. It lays settings over a MemoryNetwork; faults and scenarios call it. Must not know Kafka's messages.
import type { Dial } from "../transports/transport.ts";
import type { LinkSettings, MemoryConnection, MemoryNetwork } from "../transports/memory.ts";

/** An end of a link: a client by its name, a broker by its node id. */
export type End = string | number;

/** Which links: between two ends, or all of one end. */
export interface Between {
  /** The client. @default every client */
  readonly client?: string;
  /** The broker. @default every broker */
  readonly broker?: number;
}

/** The links between clients and brokers. */
export class SimulatedNetwork {
  /** The network below, with every connection. */
  readonly memory: MemoryNetwork;
  readonly #layers = new Set<() => void>();
  readonly #broken = new Set<MemoryConnection>();

  /** Links over `memory`. */
  constructor(memory: MemoryNetwork) {
    this.memory = memory;
  }

  /** Opens connections as the client `name`. */
  dialFrom(name: string): Dial {
    return this.memory.dialFrom(name);
  }

  /** Lays settings over links: latency, bandwidth, cuts, black holes. The returned function takes them away. */
  impose({ client, broker }: Between, settings: LinkSettings): () => void {
    const match = { from: client, to: broker === undefined ? undefined : addressOf(broker) };
    const undo = this.memory.impose(match, settings);
    const remove = () => {
      this.#layers.delete(remove);
      undo();
    };
    this.#layers.add(remove);
    return remove;
  }

  /** Nothing gets from `from` to `to` any more, nor back unless `oneWay`; nobody is told. */
  partition(from: End, to: End, { oneWay = false }: { readonly oneWay?: boolean } = {}): () => void {
    const client = typeof from === "string" ? from : typeof to === "string" ? to : undefined;
    const broker = typeof from === "number" ? from : typeof to === "number" ? to : undefined;
    const hold = !oneWay ? "both" : from === client ? "toServer" : "toClient";
    return this.impose({ client, broker }, { hold });
  }

  /** Open connections, oldest first. */
  connections({ client, broker }: Between = {}): readonly MemoryConnection[] {
    const all = this.memory.connections(broker === undefined ? undefined : addressOf(broker));
    return client === undefined ? all : all.filter((connection) => connection.from === client);
  }

  /** Resets connections; returns how many. */
  reset(between: Between = {}): number {
    const all = this.connections(between);
    for (const connection of all) connection.reset();
    return all.length;
  }

  /** Lets a connection stall, or reset, after so many more bytes of one direction: at any byte. */
  breakAfter(connection: MemoryConnection, how: Parameters<MemoryConnection["breakAfter"]>[0]): void {
    this.#broken.add(connection);
    connection.breakAfter(how);
  }

  /** Ends everything that was imposed, and every stall. */
  heal(): void {
    for (const remove of [...this.#layers]) remove();
    this.release();
  }

  /** Ends every stall, and takes back what `breakAfter` has not done yet. */
  release(): void {
    for (const connection of this.#broken) connection.release();
    this.#broken.clear();
  }
}

/** Address of a broker of an embedded cluster. */
export function addressOf(broker: number): string {
  return `broker-${broker}.embedded:9092`;
}
