// A ByteStream on a native socket of Bun, fed by its handlers. Made by bun.ts; must not know how it was opened.
import type { ConnectionError } from "../errors/connection_error.ts";
import type { ByteStream } from "./transport.ts";
import { closedError, connectionError, type ConnectionPlace } from "./connection_errors.ts";
import { gather } from "./gather.ts";
import { countOpenStream } from "./open_streams.ts";

/** The part of `Bun.Socket` that is used; written out so that the declarations need no types of Bun. */
export interface BunSocket {
  /** The stream that belongs to the socket. */
  data: BunStream;
  /** Address of the other side. */
  readonly remoteAddress?: string;
  /** Port of the other side. */
  readonly remotePort?: number;
  /** Bytes taken: fewer when the system's buffer is full, -1 when the socket is closed. */
  write(chunk: Uint8Array): number;
  /** Half close. With `true` it would stop reading too, and `end` would close a TCP socket. */
  shutdown(): void;
  /** Closes after what was taken; a TCP socket altogether, in spite of the name. */
  end(): void;
  /** Closes with a reset: what the other side has not read yet is lost to it. */
  terminate(): void;
  /** Stops reading. */
  pause(): void;
  /** Reads again. */
  resume(): void;
  /** Turns Nagle's algorithm off. */
  setNoDelay(on: boolean): void;
  /** Finds peers that vanished. */
  setKeepAlive(on: boolean, ms: number): void;
}

/** Bytes that wait for `read` before the socket is paused. */
const READ_AHEAD = 1 << 18;

const DONE: Promise<void> = Promise.resolve();

interface PendingWrite {
  readonly pieces: readonly Uint8Array[];
  /** The first piece that is not taken whole, and the bytes of it that are. */
  next: number;
  taken: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Bytes over a native socket of Bun. */
export class BunStream implements ByteStream {
  readonly #place: ConnectionPlace;
  readonly #count: () => void = countOpenStream();
  #socket: BunSocket | null = null;
  readonly #chunks: Uint8Array[] = [];
  #buffered = 0;
  #paused = false;
  #ended = false;
  #closed = false;
  #failure: ConnectionError | null = null;
  #writeFailure: ConnectionError | null = null;
  #reader: { resolve: (chunk: Uint8Array | null) => void; reject: (error: Error) => void } | null = null;
  readonly #writes: PendingWrite[] = [];
  #onIdle: (() => void)[] = [];

  /** A stream whose socket is still to come by `attach`. */
  constructor(place: ConnectionPlace) {
    this.#place = place;
  }

  /** Takes over a socket; false when the stream was closed before. */
  attach(socket: BunSocket): boolean {
    if (this.#closed) {
      socket.terminate();
      return false;
    }
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.setKeepAlive(true, 60_000);
    return true;
  }

  /** The next chunk, or null at the end. */
  read(): Promise<Uint8Array | null> {
    const chunk = this.#chunks.shift();
    if (chunk !== undefined) {
      this.#buffered -= chunk.length;
      if (this.#paused && this.#buffered < READ_AHEAD) {
        this.#paused = false;
        this.#socket?.resume();
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

  /** Taken when the system, or the TLS engine, has the bytes. */
  write(chunks: readonly Uint8Array[]): Promise<void> {
    if (this.#writeFailure !== null) return Promise.reject(this.#writeFailure);
    const item = { pieces: gather(chunks), next: 0, taken: 0 };
    if (this.#writes.length === 0 && this.#push(item)) return DONE;
    if (this.#writeFailure !== null) return Promise.reject(this.#writeFailure);
    return new Promise((resolve, reject) => {
      this.#writes.push({ ...item, resolve, reject });
    });
  }

  /** Sends the end of the stream after everything that was written. */
  async closeWrite(): Promise<void> {
    if (this.#writes.length > 0) await new Promise<void>((resolve) => this.#onIdle.push(resolve));
    if (this.#writeFailure !== null) return;
    this.#writeFailure = closedError(this.#place, "closed for writing on this side");
    this.#socket?.shutdown();
  }

  /** Closes at once; what the system has not taken yet is lost. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#chunks.length = 0;
    // With a blocked write the end would wait for the other side.
    if (this.#writes.length > 0) this.#socket?.terminate();
    else this.#socket?.end();
    this.#count();
    this.#settleRead(null);
    this.#rejectWrites(this.#failure ?? closedError(this.#place));
  }

  /** Handler of the socket: bytes came. Bun does not use their buffer again. */
  onData(chunk: Uint8Array): void {
    if (this.#closed) return;
    if (this.#reader !== null) return this.#settleRead(chunk);
    this.#chunks.push(chunk);
    this.#buffered += chunk.length;
    if (this.#buffered < READ_AHEAD || this.#paused) return;
    this.#paused = true;
    this.#socket?.pause();
  }

  /** Handler of the socket: there is room for more. */
  onDrain(): void {
    while (this.#writes.length > 0) {
      const item = this.#writes[0] as PendingWrite;
      if (!this.#push(item)) return;
      this.#writes.shift();
      item.resolve();
    }
    this.#settleIdle();
  }

  /** Handler of the socket: the other side has finished. */
  onEnd(): void {
    this.#ended = true;
    this.#settleRead(null);
  }

  /** Handler of the socket: it broke. */
  onError(error: unknown): void {
    this.#fail(connectionError(error, "stream", this.#place));
  }

  /** Handler of the socket: it is closed. */
  onClose(error: unknown): void {
    this.#count();
    if (error !== undefined && error !== null) this.onError(error);
    this.#ended = true;
    this.#settleRead(null);
    this.#rejectWrites(this.#failure ?? closedError(this.#place, "closed by the other side"));
  }

  /** Hands pieces to the socket; true when all of them were taken. */
  #push(item: { pieces: readonly Uint8Array[]; next: number; taken: number }): boolean {
    while (item.next < item.pieces.length) {
      const piece = item.pieces[item.next] as Uint8Array;
      const taken = this.#socket?.write(item.taken === 0 ? piece : piece.subarray(item.taken)) ?? -1;
      if (taken < 0) {
        this.#rejectWrites(this.#failure ?? closedError(this.#place, "closed by the other side"));
        return false;
      }
      item.taken += taken;
      if (item.taken < piece.length) return false;
      item.next++;
      item.taken = 0;
    }
    return true;
  }

  #fail(error: ConnectionError): void {
    if (this.#closed || this.#failure !== null) return;
    this.#failure = error;
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

  #rejectWrites(error: ConnectionError): void {
    this.#writeFailure ??= error;
    for (const item of this.#writes.splice(0)) item.reject(error);
    this.#settleIdle();
  }

  #settleIdle(): void {
    const waiting = this.#onIdle;
    this.#onIdle = [];
    for (const resolve of waiting) resolve();
  }
}
