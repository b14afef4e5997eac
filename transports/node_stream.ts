// A ByteStream on a socket of node:net or node:tls. Made by node_sockets.ts; must not know how the socket was opened.
import type { ConnectionError } from "../errors/connection_error.ts";
import type { ByteStream } from "./transport.ts";
import { closedError, connectionError, type ConnectionPlace } from "./connection_errors.ts";
import { COPY_LIMIT, gather, join, totalLength } from "./gather.ts";
import { countOpenStream } from "./open_streams.ts";

/** The part of `net.Socket` that is used; written out so that the declarations need no types of Node. */
export interface NodeSocket {
  /** Hears of bytes. */
  on(event: "data", listener: (chunk: Uint8Array) => void): unknown;
  /** Hears of a failure. */
  on(event: "error", listener: (error: Error) => void): unknown;
  /** Hears of the end, the close, or that chunks are taken again. */
  on(event: "end" | "close" | "drain", listener: () => void): unknown;
  /** Queues a chunk; false asks to wait for "drain". */
  write(chunk: Uint8Array, callback?: (error?: Error | null) => void): boolean;
  /** Holds chunks back, to send them with one system call. */
  cork(): void;
  /** Sends what was held back. */
  uncork(): void;
  /** Sends the end of the stream. */
  end(callback: () => void): unknown;
  /** Stops reading. */
  pause(): unknown;
  /** Reads again. */
  resume(): unknown;
  /** Closes at once. */
  destroy(): unknown;
}

/** Bytes that wait for `read` before the socket is paused. */
const READ_AHEAD = 1 << 18;

const DONE: Promise<void> = Promise.resolve();

interface PendingWrite {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Bytes over a connected socket of Node, or of Deno's and Bun's copy of Node's API. */
export class NodeStream implements ByteStream {
  readonly #socket: NodeSocket;
  readonly #place: ConnectionPlace;
  readonly #count: () => void = countOpenStream();
  readonly #chunks: Uint8Array[] = [];
  #buffered = 0;
  #paused = false;
  #ended = false;
  #closed = false;
  #failure: ConnectionError | null = null;
  /** Why nothing more can be written. */
  #writeFailure: ConnectionError | null = null;
  #reader: { resolve: (chunk: Uint8Array | null) => void; reject: (error: Error) => void } | null = null;
  readonly #taking: Set<PendingWrite> = new Set();
  #draining: PendingWrite[] = [];

  /** Takes over a connected socket that nobody reads yet. */
  constructor(socket: NodeSocket, place: ConnectionPlace) {
    this.#socket = socket;
    this.#place = place;
    socket.on("data", (chunk: Uint8Array) => this.#onData(chunk));
    socket.on("end", () => this.#onEnd());
    socket.on("error", (error: Error) => this.#fail(connectionError(error, "stream", place)));
    socket.on("close", () => this.#onClose());
    socket.on("drain", () => this.#onDrain());
  }

  /** The next chunk, or null at the end. */
  read(): Promise<Uint8Array | null> {
    const chunk = this.#chunks.shift();
    if (chunk !== undefined) {
      this.#buffered -= chunk.length;
      if (this.#paused && this.#buffered < READ_AHEAD) {
        this.#paused = false;
        this.#socket.resume();
      }
      return Promise.resolve(chunk);
    }
    if (this.#closed) return Promise.resolve(null);
    if (this.#failure !== null) return Promise.reject(this.#failure);
    if (this.#ended) return Promise.resolve(null);
    return new Promise((resolve, reject) => {
      this.#reader = { resolve, reject };
    });
  }

  /** Small writes are copied and taken at once, as long as the socket keeps up; others when the system has them. */
  write(chunks: readonly Uint8Array[]): Promise<void> {
    if (this.#writeFailure !== null) return Promise.reject(this.#writeFailure);
    const total = totalLength(chunks);
    if (total === 0) return DONE;
    if (total <= COPY_LIMIT) {
      if (this.#socket.write(join(chunks, total))) return DONE;
      return new Promise((resolve, reject) => {
        this.#draining.push({ resolve, reject });
      });
    }
    return new Promise((resolve, reject) => {
      const pending = { resolve, reject };
      this.#taking.add(pending);
      const socket = this.#socket;
      const pieces = gather(chunks);
      const last = pieces.length - 1;
      if (last > 0) socket.cork();
      for (let i = 0; i < last; i++) socket.write(pieces[i] as Uint8Array);
      socket.write(pieces[last] as Uint8Array, (error) => this.#onTaken(pending, error));
      if (last > 0) socket.uncork();
    });
  }

  /** Sends the end of the stream after everything that was written. */
  closeWrite(): Promise<void> {
    if (this.#writeFailure !== null) return DONE;
    this.#writeFailure = closedError(this.#place, "closed for writing on this side");
    return new Promise((resolve) => {
      const pending = { resolve, reject: () => resolve() };
      this.#taking.add(pending);
      this.#socket.end(() => this.#onTaken(pending));
    });
  }

  /** Closes at once; what the system has not taken yet is lost. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#chunks.length = 0;
    this.#writeFailure = this.#failure ?? closedError(this.#place);
    this.#socket.destroy();
    this.#count();
    this.#settleRead(null);
    this.#rejectWrites(this.#writeFailure);
  }

  #onData(chunk: Uint8Array): void {
    if (this.#closed) return;
    // A plain view: Buffer's own subarray() is slower, and code that saw both classes would be slower too.
    const bytes = new Uint8Array(chunk.buffer as ArrayBuffer, chunk.byteOffset, chunk.byteLength);
    if (this.#reader !== null) return this.#settleRead(bytes);
    this.#chunks.push(bytes);
    this.#buffered += bytes.length;
    if (this.#buffered < READ_AHEAD || this.#paused) return;
    this.#paused = true;
    this.#socket.pause();
  }

  #onEnd(): void {
    this.#ended = true;
    this.#settleRead(null);
  }

  #onClose(): void {
    this.#ended = true;
    this.#count();
    this.#writeFailure ??= this.#failure ?? closedError(this.#place, "closed by the other side");
    this.#settleRead(null);
    this.#rejectWrites(this.#writeFailure);
  }

  #onDrain(): void {
    const waiting = this.#draining;
    this.#draining = [];
    for (const pending of waiting) pending.resolve();
  }

  #onTaken(pending: PendingWrite, error?: Error | null): void {
    if (!this.#taking.delete(pending)) return;
    if (error === undefined || error === null) return pending.resolve();
    pending.reject(this.#failure ?? connectionError(error, "stream", this.#place));
  }

  #fail(error: ConnectionError): void {
    if (this.#closed || this.#failure !== null) return;
    this.#failure = error;
    this.#writeFailure = error;
    const reader = this.#reader;
    this.#reader = null;
    reader?.reject(error);
    this.#rejectWrites(error);
  }

  #settleRead(chunk: Uint8Array | null): void {
    const reader = this.#reader;
    this.#reader = null;
    reader?.resolve(chunk);
  }

  #rejectWrites(error: Error): void {
    const waiting = [...this.#taking, ...this.#draining];
    this.#taking.clear();
    this.#draining = [];
    for (const pending of waiting) pending.reject(error);
  }
}
