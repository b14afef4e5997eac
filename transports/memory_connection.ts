// A connection in memory: two pipes and a ByteStream at each end, with the faults that strike one connection.
// Made by memory.ts.
import { ConnectionError } from "../errors/connection_error.ts";
import type { Clock, Random } from "./platform.ts";
import type { ByteStream } from "./transport.ts";
import { closedError } from "./connection_errors.ts";
import { type LinkSettings, MemoryPipe } from "./memory_pipe.ts";
import { countOpenStream } from "./open_streams.ts";

/** What a connection needs. */
export interface MemoryConnectionOptions {
  /** Number of the connection in its network, from 1. */
  readonly id: number;
  /** `"host:port"` of the listener. */
  readonly address: string;
  /** Name of the end that dialed. */
  readonly from: string;
  /** Time of the deliveries. */
  readonly clock: Clock;
  /** Chance of latency and cuts. */
  readonly random: Random | undefined;
  /** The settings of the link now. */
  readonly settings: () => LinkSettings;
  /** Called once when both ends are closed. */
  readonly onClosed: () => void;
  /** Hears of every segment that arrives, by its length; 0 is the end. */
  readonly onArrive?: (arrived: Arrived) => void;
}

/** Which way bytes go: to the end that accepted, or to the end that dialed. */
export type Direction = "toServer" | "toClient";

/** A segment that has arrived. */
export interface Arrived {
  /** Number of the connection in its network. */
  readonly connection: number;
  /** Which way it went. */
  readonly direction: Direction;
  /** Its length; 0 is the end of the stream. */
  readonly length: number;
}

/** Where and how a connection breaks. */
export interface Break {
  /** The direction whose bytes are counted. */
  readonly direction: Direction;
  /** Bytes that still arrive before it. */
  readonly bytes: number;
  /**
   * `"reset"`: both sides fail. `"stall"`: nothing more arrives in that direction, until `release`. `"vanish"`: the
   * server's machine is gone without a word.
   */
  readonly how: "reset" | "stall" | "vanish";
}

/** An open connection of a memory network. */
export class MemoryConnection {
  /** Number of the connection in its network, from 1. */
  readonly id: number;
  /** `"host:port"` of the listener. */
  readonly address: string;
  /** Name of the end that dialed: see `MemoryNetwork.dialFrom`. */
  readonly from: string;
  /** The end that dialed. */
  readonly client: ByteStream;
  /** The end that accepted. */
  readonly server: ByteStream;
  readonly #toServer: MemoryPipe;
  readonly #toClient: MemoryPipe;
  readonly #serverEnd: MemoryEnd;
  readonly #clientEnd: MemoryEnd;

  /** Connects both ends. */
  constructor(options: MemoryConnectionOptions) {
    const { id, address, from, clock, random, settings, onArrive } = options;
    this.id = id;
    this.address = address;
    this.from = from;
    const resetError = () => reset(address);
    const pipe = (direction: Direction) =>
      new MemoryPipe({
        clock,
        random,
        settings,
        direction,
        resetError,
        onEnd: () => this.#onEnd(direction),
        onArrive: onArrive === undefined ? undefined : (length) => onArrive({ connection: id, direction, length }),
      });
    this.#toServer = pipe("toServer");
    this.#toClient = pipe("toClient");
    let open = 2;
    const onClosed = () => {
      if (--open === 0) options.onClosed();
    };
    this.#clientEnd = new MemoryEnd({ address, incoming: this.#toClient, outgoing: this.#toServer, onClosed });
    this.#serverEnd = new MemoryEnd({ address, incoming: this.#toServer, outgoing: this.#toClient, onClosed });
    this.client = this.#clientEnd;
    this.server = this.#serverEnd;
  }

  /** Both sides fail at once with `CONNECTION_RESET`; what was on its way is lost. */
  reset(): void {
    this.#toServer.reset();
    this.#toClient.reset();
  }

  /**
   * Half-open: the machine of one side is gone without a word. That side ends here; the other is told nothing, and
   * writes into the void until it gives up.
   */
  vanish(side: "client" | "server"): void {
    const [gone, toOther] = side === "client" ? [this.#clientEnd, this.#toServer] : [this.#serverEnd, this.#toClient];
    toOther.silence();
    gone.close();
  }

  /** Breaks when so many more bytes have arrived: at any byte, within a message too. */
  breakAfter({ direction, bytes, how }: Break): void {
    const pipe = direction === "toServer" ? this.#toServer : this.#toClient;
    pipe.breakAfter(bytes, () => {
      if (how === "reset") this.reset();
      else if (how === "vanish") this.vanish("server");
      else pipe.stall();
    });
  }

  /** Ends a stall of both directions: what was held arrives. A break that has not come yet never does. */
  release(): void {
    this.#toServer.release();
    this.#toClient.release();
  }

  /** The settings of the link have changed. */
  refresh(): void {
    this.#toServer.refresh();
    this.#toClient.refresh();
  }

  /** The end of a side that is closed altogether arrives: what the other writes from now on is answered by a reset. */
  #onEnd(direction: Direction): void {
    const [sender, back] = direction === "toServer"
      ? [this.#clientEnd, this.#toClient]
      : [this.#serverEnd, this.#toServer];
    if (sender.closed) back.closeWriter(reset(this.address));
  }
}

function reset(address: string): ConnectionError {
  return new ConnectionError(`The connection to ${address} broke: the other side reset it`, {
    code: "CONNECTION_RESET",
    retriable: true,
    broker: address,
  });
}

interface MemoryEndOptions {
  readonly address: string;
  readonly incoming: MemoryPipe;
  readonly outgoing: MemoryPipe;
  readonly onClosed: () => void;
}

class MemoryEnd implements ByteStream {
  readonly #options: MemoryEndOptions;
  readonly #count: () => void = countOpenStream();
  closed = false;

  constructor(options: MemoryEndOptions) {
    this.#options = options;
  }

  read(): Promise<Uint8Array | null> {
    return this.#options.incoming.read();
  }

  write(chunks: readonly Uint8Array[]): Promise<void> {
    return this.#options.outgoing.write(chunks);
  }

  closeWrite(): Promise<void> {
    this.#options.outgoing.finish(this.#error("closed for writing on this side"));
    return Promise.resolve();
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.#count();
    this.#options.incoming.closeReader();
    this.#options.outgoing.closeWriter(this.#error("closed on this side"));
    this.#options.onClosed();
  }

  #error(how: string): ConnectionError {
    const at = this.#options.address.lastIndexOf(":");
    const host = this.#options.address.slice(0, at);
    return closedError({ host, port: Number(this.#options.address.slice(at + 1)), tls: false }, how);
  }
}
