// A ByteStream on a socket of workerd. Made by workerd.ts; must not know how it was opened.
import type { ConnectionError } from "../errors/connection_error.ts";
import type { ByteStream } from "./transport.ts";
import { closedError, connectionError, type ConnectionPlace } from "./connection_errors.ts";
import { countOpenStream } from "./open_streams.ts";
import { WriteQueue } from "./write_queue.ts";

/** The part of a socket that is used; written out so that the declarations need no types of workerd. */
export interface WorkerdSocket {
  /** Settles when the connection, and its handshake, is done. */
  readonly opened: Promise<unknown>;
  /** Settles when the socket is closed. */
  readonly closed: Promise<void>;
  /** Incoming bytes. */
  readonly readable: { getReader(options: { mode: "byob" }): ByteReader };
  /** Outgoing bytes. */
  readonly writable: { getWriter(): ByteWriter };
  /** Closes both ways. */
  close(): Promise<void>;
}

/** A reader that fills the caller's buffer. */
export interface ByteReader {
  /** Reads into the view, whose buffer moves to the result. */
  read(view: Uint8Array): Promise<{ readonly value?: Uint8Array; readonly done: boolean }>;
}

/** The writing side. */
export interface ByteWriter {
  /** Resolves when the chunk was taken. */
  write(chunk: Uint8Array): Promise<void>;
  /** Sends the end of the stream. */
  close(): Promise<void>;
}

/** The default reader hands out 4 KiB at a time, which costs eight times as much. */
const READ_BUFFER = 65_536;

/** Bytes over a socket of workerd. */
export class WorkerdStream implements ByteStream {
  readonly #socket: WorkerdSocket;
  readonly #place: ConnectionPlace;
  readonly #count: () => void = countOpenStream();
  readonly #reader: ByteReader;
  readonly #writer: ByteWriter;
  readonly #writes: WriteQueue;
  #closed = false;
  #ended = false;
  #failure: ConnectionError | null = null;
  #stopReading: (() => void) | null = null;

  /** Takes over an open socket. */
  constructor(socket: WorkerdSocket, place: ConnectionPlace) {
    this.#socket = socket;
    this.#place = place;
    this.#reader = socket.readable.getReader({ mode: "byob" });
    this.#writer = socket.writable.getWriter();
    this.#writes = new WriteQueue({
      writePiece: (piece) => this.#writer.write(piece),
      toError: (cause) => this.#toError(cause),
    });
  }

  /** The next chunk, or null at the end. */
  async read(): Promise<Uint8Array | null> {
    if (this.#closed || this.#ended) return null;
    if (this.#failure !== null) throw this.#failure;
    try {
      const chunk = await this.#readOrStop();
      if (this.#closed) return null;
      if (chunk === null) this.#ended = true;
      return chunk;
    } catch (error) {
      if (this.#closed) return null;
      this.#failure = this.#toError(error);
      this.#writes.fail(this.#failure);
      throw this.#failure;
    }
  }

  /** Taken when the runtime has the bytes. */
  write(chunks: readonly Uint8Array[]): Promise<void> {
    return this.#writes.write(chunks);
  }

  /** Sends the end of the stream after everything that was written. */
  async closeWrite(): Promise<void> {
    await this.#writes.idle();
    if (this.#closed || this.#failure !== null) return;
    this.#writes.fail(closedError(this.#place, "closed for writing on this side"));
    try {
      await this.#writer.close();
    } catch {
      // The connection is gone; reading tells why.
    }
  }

  /** Closes at once. A write that is blocked in the runtime never settles there, so the queue rejects it. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#count();
    this.#stopReading?.();
    this.#writes.fail(this.#failure ?? closedError(this.#place));
    this.#socket.close().catch(() => {});
  }

  /** One promise for each read, rather than a race against a long-lived one, which would pile up reactions. */
  #readOrStop(): Promise<Uint8Array | null> {
    return new Promise((resolve, reject) => {
      this.#stopReading = () => resolve(null);
      this.#reader.read(new Uint8Array(READ_BUFFER)).then(
        ({ value, done }) => resolve(done || value === undefined ? null : value),
        reject,
      );
    });
  }

  #toError(cause: unknown): ConnectionError {
    return this.#closed ? closedError(this.#place) : connectionError(cause, "stream", this.#place);
  }
}
