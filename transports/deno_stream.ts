// A ByteStream on a connection of Deno. Made by deno.ts; must not know how the connection was opened.
import type { ConnectionError } from "../errors/connection_error.ts";
import type { ByteStream } from "./transport.ts";
import { closedError, connectionError, type ConnectionPlace } from "./connection_errors.ts";
import { countOpenStream } from "./open_streams.ts";
import { WriteQueue } from "./write_queue.ts";

/** The part of `Deno.Conn` that is used; written out so that the declarations need no types of Deno. */
export interface DenoConn {
  /** Reads into the buffer; null at the end. */
  read(buffer: Uint8Array): Promise<number | null>;
  /** Writes a part of the buffer. */
  write(buffer: Uint8Array): Promise<number>;
  /** Closes at once. */
  close(): void;
  /** Sends the end of the stream. */
  closeWrite(): Promise<void>;
  /** Turns Nagle's algorithm off; TCP only. */
  setNoDelay?(on: boolean): void;
  /** Finds peers that vanished; TCP only. */
  setKeepAlive?(on: boolean): void;
  /** Completes the handshake; TLS only. */
  handshake?(): Promise<unknown>;
}

/** Bytes of a read buffer; chunks are parts of it. */
const READ_BUFFER = 65_536;
/** A buffer with less room than this is left to its chunks. */
const LEAST_ROOM = 8_192;

/** Bytes over a native connection of Deno. */
export class DenoStream implements ByteStream {
  readonly #conn: DenoConn;
  readonly #place: ConnectionPlace;
  readonly #count: () => void = countOpenStream();
  readonly #writes: WriteQueue;
  #buffer: Uint8Array<ArrayBuffer> = new Uint8Array(READ_BUFFER);
  #used = 0;
  #closed = false;
  #ended = false;
  #failure: ConnectionError | null = null;

  /** Takes over a connection whose handshake is done. */
  constructor(conn: DenoConn, place: ConnectionPlace) {
    this.#conn = conn;
    this.#place = place;
    this.#writes = new WriteQueue({
      writePiece: (piece) => this.#writePiece(piece),
      toError: (cause) => this.#toError(cause),
    });
  }

  /** The next chunk, or null at the end. */
  async read(): Promise<Uint8Array | null> {
    if (this.#closed || this.#ended) return null;
    if (this.#failure !== null) throw this.#failure;
    if (READ_BUFFER - this.#used < LEAST_ROOM) {
      this.#buffer = new Uint8Array(READ_BUFFER);
      this.#used = 0;
    }
    const from = this.#used;
    try {
      const length = await this.#conn.read(from === 0 ? this.#buffer : this.#buffer.subarray(from));
      if (this.#closed) return null;
      if (length === null) {
        this.#ended = true;
        return null;
      }
      this.#used = from + length;
      return this.#buffer.subarray(from, from + length);
    } catch (error) {
      if (this.#closed) return null;
      // A peer that drops TCP without TLS's goodbye, as most brokers do: the end, as on the other runtimes.
      if ((error as { name?: unknown } | null)?.name === "UnexpectedEof") {
        this.#ended = true;
        return null;
      }
      this.#failure = this.#toError(error);
      this.#writes.fail(this.#failure);
      throw this.#failure;
    }
  }

  /** Taken when the system has the bytes. */
  write(chunks: readonly Uint8Array[]): Promise<void> {
    return this.#writes.write(chunks);
  }

  /** Sends the end of the stream after everything that was written. */
  async closeWrite(): Promise<void> {
    await this.#writes.idle();
    if (this.#closed || this.#failure !== null) return;
    this.#writes.fail(closedError(this.#place, "closed for writing on this side"));
    try {
      await this.#conn.closeWrite();
    } catch {
      // The connection is gone; reading tells why.
    }
  }

  /** Closes at once; what the system has not taken yet is lost. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#count();
    try {
      this.#conn.close();
    } catch {
      // The runtime has closed it already.
    }
    this.#writes.fail(this.#failure ?? closedError(this.#place));
  }

  async #writePiece(piece: Uint8Array): Promise<void> {
    let written = await this.#conn.write(piece);
    while (written < piece.length) written += await this.#conn.write(piece.subarray(written));
  }

  #toError(cause: unknown): ConnectionError {
    return this.#closed ? closedError(this.#place) : connectionError(cause, "stream", this.#place);
  }
}
