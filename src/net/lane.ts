// One lane of a broker: a connection opened at its first use, by all callers together. Called by broker.ts; must not
// know topics or retries.
import { ClosedError } from "../../errors/closed_error.ts";
import { ConnectionError } from "../../errors/connection_error.ts";
import type { KafkaError } from "../../errors/kafka_error.ts";
import { Connection } from "./connection.ts";

/** Opens connections and hears of their end; implemented by broker.ts. */
export interface LaneHost {
  /** `"host:port (id 3)"`. */
  readonly name: string;
  /** Opens a connection and does the handshake; ends early with the signal. */
  open(lane: string, hooks: LaneHooks): Promise<Connection>;
}

/** What a lane hears while a connection is opened and later. */
export interface LaneHooks {
  /** Ends the attempt. */
  readonly signal: AbortSignal;
  /** A connection that was handed out has ended. */
  readonly onClose: (connection: Connection, error: KafkaError | null) => void;
}

type LaneState =
  | { readonly state: "idle" }
  | { readonly state: "connecting"; readonly connection: Promise<Connection>; readonly abort: AbortController }
  | { readonly state: "open"; readonly connection: Connection }
  | { readonly state: "closed"; readonly error: KafkaError };

/** A lane: idle, connecting, open, and in the end closed. */
export class Lane {
  /** Name: `"produce"`, `"fetch"`, `"join"`, `"slow"`, `"general"`, or one of the caller's. */
  readonly name: string;
  readonly #host: LaneHost;
  #state: LaneState = { state: "idle" };

  /** `host` opens the connections. */
  constructor(name: string, host: LaneHost) {
    this.name = name;
    this.#host = host;
  }

  /** The open connection, or null. */
  get current(): Connection | null {
    return this.#state.state === "open" && this.#state.connection.open ? this.#state.connection : null;
  }

  /** True when there is no connection and none is being opened. */
  get idle(): boolean {
    return this.#state.state === "idle";
  }

  /** The open connection, or the promise of one: callers share one attempt. */
  connection(): Connection | Promise<Connection> {
    const state = this.#state;
    if (state.state === "open" && state.connection.open) return state.connection;
    if (state.state === "connecting") return state.connection;
    if (state.state === "closed") return Promise.reject(state.error);
    return this.#connect();
  }

  /** Closes the connection and refuses new ones. */
  close(error: KafkaError | null): void {
    const state = this.#state;
    if (state.state === "closed") return;
    const reason = error ??
      new ClosedError(`The connection to ${this.#host.name} was closed by the client`, {
        code: "CLOSED",
        broker: this.#host.name,
      });
    this.#state = { state: "closed", error: reason };
    if (state.state === "connecting") state.abort.abort(reason);
    if (state.state === "open") state.connection.close(error);
  }

  /** Closes once nothing is pending, and refuses new requests: the broker is no longer part of the cluster. */
  retire(): void {
    const state = this.#state;
    if (state.state === "closed") return;
    const gone = new ConnectionError(`${this.#host.name} is no longer a broker of the cluster`, {
      code: "CONNECTION_CLOSED",
      broker: this.#host.name,
      retriable: true,
      delivery: "none",
    });
    this.#state = { state: "closed", error: gone };
    if (state.state === "connecting") state.abort.abort(gone);
    if (state.state === "open") state.connection.drain();
  }

  #connect(): Promise<Connection> {
    const abort = new AbortController();
    const connection = this.#host.open(this.name, { signal: abort.signal, onClose: this.#onClose }).then(
      (opened) => this.#opened(opened, abort),
      (error) => {
        if (this.#state.state === "connecting" && this.#state.abort === abort) this.#state = { state: "idle" };
        throw this.#state.state === "closed" ? this.#state.error : error;
      },
    );
    this.#state = { state: "connecting", connection, abort };
    return connection;
  }

  #opened(connection: Connection, abort: AbortController): Connection {
    if (this.#state.state === "closed") {
      connection.close(this.#state.error);
      throw this.#state.error;
    }
    if (this.#state.state === "connecting" && this.#state.abort === abort) {
      this.#state = connection.open ? { state: "open", connection } : { state: "idle" };
    }
    return connection;
  }

  readonly #onClose = (connection: Connection): void => {
    if (this.#state.state === "open" && this.#state.connection === connection) this.#state = { state: "idle" };
  };
}
