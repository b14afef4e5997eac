// One direction of a connection in memory: a bounded buffer whose bytes arrive cut into segments, at strictly
// increasing times. Two of them make a MemoryConnection.
import type { ConnectionError } from "../errors/connection_error.ts";
import type { Clock, Random } from "./platform.ts";

/** How a link behaves. `random` is the network's, absent when it has none. */
export interface LinkSettings {
  /** Time of a segment on its way, in ms, or a function that decides for each. @default 0 */
  readonly latencyMs?: number | ((random?: Random) => number);
  /** Bytes a millisecond that the link carries in each direction. @default Infinity */
  readonly bytesPerMs?: number;
  /** Length of the next segment when `length` bytes wait: 1 to `length`. @default all, at most 64 KiB */
  readonly cut?: (length: number, random?: Random) => number;
  /** Bytes that one direction holds before a write waits. @default 262144 */
  readonly bufferBytes?: number;
  /**
   * A black hole: nothing arrives, and nobody is told. `"toServer"` or `"toClient"` for one direction. As with TCP no
   * byte is lost: when it ends, what was held arrives.
   */
  readonly hold?: "both" | "toServer" | "toClient";
  /** New connections are refused although somebody listens. @default false */
  readonly refuse?: boolean;
}

/** What ends a direction: the other side finished, or the connection was reset. */
export type PipeEnd = "open" | "finished" | "reset";

/** What a pipe needs. */
export interface PipeOptions {
  /** Time of the deliveries. */
  readonly clock: Clock;
  /** Chance of latency and cuts. */
  readonly random: Random | undefined;
  /** The settings of the link now. */
  readonly settings: () => LinkSettings;
  /** Name of the direction, for `hold`. */
  readonly direction: "toServer" | "toClient";
  /** The error that a reset gives to readers and writers. */
  readonly resetError: () => ConnectionError;
  /** Called when the end has arrived at the reader. */
  readonly onEnd: () => void;
  /** Hears of every segment that arrives, by its length; 0 is the end. */
  readonly onArrive?: (length: number) => void;
}

/** Where a direction breaks: after so many more bytes. */
interface Fuse {
  left: number;
  readonly blow: () => void;
}

interface Segment {
  /** When it arrives, in whole microseconds. */
  at: number;
  /** Null is the end of the stream. */
  readonly bytes: Uint8Array | null;
}

interface PendingWrite {
  readonly chunks: readonly Uint8Array[];
  /** The first chunk that is not taken whole, and how much of it is. */
  next: number;
  offset: number;
  left: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

const LARGEST_SEGMENT = 65_536;
const BUFFER_BYTES = 262_144;

/** One direction of a connection. */
export class MemoryPipe {
  readonly #options: PipeOptions;
  readonly #writes: PendingWrite[] = [];
  readonly #flying: Segment[] = [];
  readonly #arrived: Uint8Array[] = [];
  /** Bytes taken from the writer and not yet read. */
  #held = 0;
  /** When the last segment arrives, and when a slow link is free again, in whole microseconds. */
  #lastAt = 0;
  #linkFreeAt = 0;
  #cancelTimer: (() => void) | null = null;
  #finishing = false;
  #end: PipeEnd = "open";
  /** Nobody reads any more: bytes vanish. */
  #discard = false;
  #silent = false;
  /** Nothing arrives any more until `release`. */
  #stalled = false;
  #fuse: Fuse | null = null;
  #writeError: ConnectionError | null = null;
  #reader: { resolve: (chunk: Uint8Array | null) => void; reject: (error: Error) => void } | null = null;

  /** Makes an empty direction. */
  constructor(options: PipeOptions) {
    this.#options = options;
  }

  /** How it stands, as the reader sees it. */
  get end(): PipeEnd {
    return this.#end;
  }

  /** Copies the chunks as far as there is room; resolves when all were taken. */
  write(chunks: readonly Uint8Array[]): Promise<void> {
    if (this.#writeError !== null) return Promise.reject(this.#writeError);
    let left = 0;
    for (const chunk of chunks) left += chunk.length;
    return new Promise((resolve, reject) => {
      this.#writes.push({ chunks, next: 0, offset: 0, left, resolve, reject });
      this.#take();
    });
  }

  /** The end follows the bytes that were written. */
  finish(error: ConnectionError): void {
    if (this.#finishing || this.#end === "reset") return;
    this.#finishing = true;
    this.#writeError ??= error;
    if (this.#writes.length === 0) this.#send(null);
  }

  /** The writer goes away: what was not taken is dropped, what was taken still arrives, then the end. */
  closeWriter(error: ConnectionError): void {
    this.#writeError = error;
    for (const write of this.#writes.splice(0)) write.reject(error);
    if (this.#finishing && this.#lastIsEnd()) return;
    this.#finishing = true;
    this.#send(null);
  }

  /** The reader goes away: a pending read ends, bytes vanish from now on. */
  closeReader(): void {
    this.#discard = true;
    this.#arrived.length = 0;
    this.#held = 0;
    const reader = this.#reader;
    this.#reader = null;
    reader?.resolve(null);
    this.#take();
  }

  /** Both ends fail at once, and what is on its way is lost. */
  reset(): void {
    if (this.#end === "reset") return;
    const error = this.#options.resetError();
    this.#end = "reset";
    this.#writeError ??= error;
    this.#stop();
    for (const write of this.#writes.splice(0)) write.reject(error);
    const reader = this.#reader;
    this.#reader = null;
    reader?.reject(error);
  }

  /** The reader is never told anything again, not even the end: its peer's machine is gone. */
  silence(): void {
    this.#silent = true;
    this.#stop();
  }

  /** The settings have changed. */
  refresh(): void {
    this.#hurry();
    this.#arm();
  }

  /** A link that is slow no longer carries what has waited for it at once. */
  #hurry(): void {
    const { latencyMs = 0, bytesPerMs = Infinity } = this.#options.settings();
    const now = this.#now();
    if (bytesPerMs !== Infinity || this.#linkFreeAt <= now) return;
    const latency = typeof latencyMs === "number" ? latencyMs : latencyMs(this.#options.random);
    this.#linkFreeAt = now;
    this.#lastAt = 0;
    for (const segment of this.#flying) {
      segment.at = this.#lastAt = Math.max(this.#lastAt + 1, Math.min(segment.at, now + Math.ceil(latency * 1000)));
    }
    this.#cancelTimer?.();
    this.#cancelTimer = null;
  }

  /** Lets `bytes` more bytes arrive, cuts the segment there, and calls `blow`. A later fuse takes the place of this one. */
  breakAfter(bytes: number, blow: () => void): void {
    this.#fuse = { left: bytes, blow };
    if (bytes <= 0) this.#blow();
  }

  /** Nothing arrives from now on, and nobody is told; no byte is lost. */
  stall(): void {
    this.#stalled = true;
  }

  /** Ends a `stall`, and takes a fuse back. */
  release(): void {
    this.#stalled = false;
    this.#fuse = null;
    this.#arm();
  }

  /** The next segment, or null at the end. */
  read(): Promise<Uint8Array | null> {
    const chunk = this.#arrived.shift();
    if (chunk !== undefined) {
      this.#held -= chunk.length;
      this.#take();
      return Promise.resolve(chunk);
    }
    if (this.#discard || this.#end === "finished") return Promise.resolve(null);
    if (this.#end === "reset") return Promise.reject(this.#options.resetError());
    return new Promise((resolve, reject) => {
      this.#reader = { resolve, reject };
    });
  }

  /** Moves bytes from the waiting writes on their way, as far as there is room. */
  #take(): void {
    const room = this.#options.settings().bufferBytes ?? BUFFER_BYTES;
    for (;;) {
      const write = this.#writes[0];
      if (write === undefined) break;
      while (write.left > 0 && this.#held < room) {
        const length = Math.min(write.left, room - this.#held);
        const segment = copy(write, this.#cut(length));
        if (!this.#discard) this.#held += segment.length;
        this.#send(segment);
      }
      if (write.left > 0) return;
      this.#writes.shift();
      write.resolve();
      if (this.#finishing && this.#writes.length === 0) this.#send(null);
    }
  }

  #cut(length: number): number {
    const { cut } = this.#options.settings();
    const most = Math.min(length, LARGEST_SEGMENT);
    return cut === undefined ? most : Math.max(1, Math.min(most, Math.floor(cut(most, this.#options.random))));
  }

  #send(bytes: Uint8Array | null): void {
    if (this.#silent || this.#end !== "open") return;
    const { latencyMs = 0, bytesPerMs = Infinity } = this.#options.settings();
    const latency = typeof latencyMs === "number" ? latencyMs : latencyMs(this.#options.random);
    const now = this.#now();
    const length = bytes?.length ?? 0;
    // On a slow link a segment starts when the one before it has left.
    const start = bytesPerMs === Infinity ? now : Math.max(now, this.#linkFreeAt);
    const left = start + Math.ceil(length * 1000 / bytesPerMs);
    this.#linkFreeAt = left;
    const at = left + Math.ceil(latency * 1000);
    if (at <= now && this.#flying.length === 0 && !this.#onHold()) return this.#arrive(bytes);
    // Strictly increasing: equal times could be reordered by a random tie-break.
    this.#lastAt = Math.max(this.#lastAt + 1, at);
    this.#flying.push({ at: this.#lastAt, bytes });
    this.#arm();
  }

  /** Now, in whole microseconds. */
  #now(): number {
    return Math.round(this.#options.clock.now() * 1000);
  }

  #onHold(): boolean {
    if (this.#stalled) return true;
    const { hold } = this.#options.settings();
    return hold === "both" || hold === this.#options.direction;
  }

  #lastIsEnd(): boolean {
    return this.#end === "finished" || this.#flying.at(-1)?.bytes === null;
  }

  /** One timer for the first segment; it delivers what is due then in order, so order never depends on timers. */
  #arm(): void {
    const first = this.#flying[0];
    if (first === undefined || this.#cancelTimer !== null || this.#silent || this.#onHold()) return;
    // A quarter of a microsecond less: the virtual clock rounds up, and would add one for a rounding error.
    const wait = Math.max(0, (first.at - this.#now() - 0.25) / 1000);
    this.#cancelTimer = this.#options.clock.after(wait, () => {
      this.#cancelTimer = null;
      this.#deliver();
    });
  }

  #deliver(): void {
    const now = this.#now();
    for (;;) {
      const first = this.#flying[0];
      // A black hole may have begun after the timer was set. A real timer may be early by a fraction.
      if (first === undefined || first.at > now || this.#onHold()) break;
      this.#flying.shift();
      this.#arrive(first.bytes);
    }
    this.#arm();
  }

  #stop(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    this.#flying.length = 0;
  }

  #arrive(all: Uint8Array | null): void {
    if (this.#end !== "open") return;
    const fuse = this.#fuse;
    if (fuse === null || all === null || all.length < fuse.left) {
      if (fuse !== null && all !== null) fuse.left -= all.length;
      return this.#hand(all);
    }
    this.#hand(all.subarray(0, fuse.left));
    const rest = all.subarray(fuse.left);
    if (rest.length > 0) this.#flying.unshift({ at: this.#now(), bytes: rest });
    this.#blow();
    // What the fuse did not stop goes on.
    this.#arm();
  }

  #blow(): void {
    const fuse = this.#fuse;
    this.#fuse = null;
    fuse?.blow();
  }

  #hand(bytes: Uint8Array | null): void {
    this.#options.onArrive?.(bytes?.length ?? 0);
    if (bytes === null) {
      this.#end = "finished";
      this.#settle(null);
      this.#options.onEnd();
      return;
    }
    if (this.#discard) return;
    if (this.#reader === null) {
      this.#arrived.push(bytes);
      return;
    }
    this.#held -= bytes.length;
    this.#settle(bytes);
    this.#take();
  }

  #settle(chunk: Uint8Array | null): void {
    const reader = this.#reader;
    this.#reader = null;
    reader?.resolve(chunk);
  }
}

/** Copies the next `length` bytes of a write. */
function copy(write: PendingWrite, length: number): Uint8Array {
  const out = new Uint8Array(length);
  let at = 0;
  while (at < length) {
    const chunk = write.chunks[write.next] as Uint8Array;
    const n = Math.min(chunk.length - write.offset, length - at);
    out.set(chunk.subarray(write.offset, write.offset + n), at);
    at += n;
    write.offset += n;
    if (write.offset === chunk.length) {
      write.next++;
      write.offset = 0;
    }
  }
  write.left -= length;
  return out;
}
