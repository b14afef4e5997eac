// One connection to a broker: requests out in one write each, responses matched in order, the request timer, throttle
// times, acks=0. Called by lane.ts and handshake.ts; must not know topics, routing or retries.
import { abortError } from "../../base/abort.ts";
import type { Tracker } from "../../base/track.ts";
import { ConnectionError } from "../../errors/connection_error.ts";
import type { KafkaError } from "../../errors/kafka_error.ts";
import { ProtocolError } from "../../errors/protocol_error.ts";
import { TimeoutError } from "../../errors/timeout_error.ts";
import { type AnyApi, anyApi, type ClientApi, type Init } from "../../protocol/wire/api.ts";
import { FrameCutter } from "../../protocol/wire/frame.ts";
import type { Clock } from "../../transports/platform.ts";
import type { ByteStream } from "../../transports/transport.ts";
import type { Emit } from "../base/client_event.ts";
import { asConnectionError, asDecodeError, asEncodeError, requestFailure } from "./connection_failure.ts";
import { closedAtOnce, isRecognized, notKafka } from "./peer_diagnosis.ts";
import { decodeResponseFrame, encodeRequestFrame } from "./request_frame.ts";
import { clientHoldsBack, MAX_THROTTLE_MS, throttleTimeOf } from "./throttle.ts";
import { NegotiatedVersions, NO_LIMITS } from "./version_choice.ts";

/** What a connection needs. */
export interface ConnectionOptions {
  /** The open stream; owned by the connection from here on. */
  readonly stream: ByteStream;
  /** Time. */
  readonly clock: Clock;
  /** `"host:port (id 3)"`, for messages and events. */
  readonly broker: string;
  /** Whether the stream is encrypted, for messages. */
  readonly tls: boolean;
  /** Name sent with every request. */
  readonly clientId: string;
  /** Longest response taken, in bytes. */
  readonly maxResponseBytes: number;
  /** Tells of each request; null when nobody listens. */
  readonly emit: Emit | null;
  /** Owner of the read loop. */
  readonly tracker: Tracker;
  /** Called once when the connection has ended; null: it was closed by us without a failure. */
  readonly onClose: (connection: Connection, error: KafkaError | null) => void;
}

/** How one request is sent. */
export interface SendOptions {
  /** Version of the API. */
  readonly version: number;
  /** Time limit in ms from the moment of sending; when it passes the connection is closed. */
  readonly timeoutMs: number;
  /** No answer comes: resolves with null once the bytes are taken. */
  readonly noResponse?: boolean;
  /** Takes the request back while it waits for the end of a throttle time. */
  readonly signal?: AbortSignal;
}

/** Every response begins with a correlation id. */
const SHORTEST_RESPONSE = 4;

interface Pending {
  readonly api: AnyApi;
  readonly version: number;
  readonly timeoutMs: number;
  readonly noResponse: boolean;
  readonly resolve: (response: unknown) => void;
  readonly reject: (error: KafkaError) => void;
  readonly askedAt: number;
  request: unknown;
  correlationId: number;
  sentAt: number;
  deadline: number;
  bytes: number;
  writeNumber: number;
}

/** A connection is open until it is closed, once; there is no way back. */
export class Connection {
  /** When a request was last sent or answered, in ms of the clock. */
  lastUsed: number;
  readonly #o: ConnectionOptions;
  readonly #frames: FrameCutter;
  /** Sent and not answered, in order. */
  readonly #inFlight: Pending[] = [];
  /** Sent without an answer to come, until their bytes are taken. */
  readonly #silent = new Set<Pending>();
  /** Held back by a throttle time. */
  #heldBack: Pending[] = [];
  /** Answered before their bytes were reported as taken. */
  #early: { readonly pending: Pending; readonly response: unknown }[] = [];
  #mutedUntil = -Infinity;
  #wakeAt = Infinity;
  #cancelWake: () => void = () => {};
  #versions: NegotiatedVersions = new NegotiatedVersions(new Map(), { limits: NO_LIMITS });
  #answersOfHandshake = 0;
  #peerEnded = false;
  #nextCorrelationId = 1;
  #lastSilentId = 0;
  #answered = 0;
  #writes = 0;
  #writesDone = 0;
  #draining = false;
  #closed: { readonly error: KafkaError | null } | null = null;

  /** Starts to read. */
  constructor(options: ConnectionOptions) {
    this.#o = options;
    this.#frames = new FrameCutter(options.maxResponseBytes, SHORTEST_RESPONSE);
    this.lastUsed = options.clock.now();
    options.tracker.track(this.#read());
  }

  /** `"host:port (id 3)"`. */
  get broker(): string {
    return this.#o.broker;
  }

  /** What was agreed in the handshake; empty before its end. */
  get versions(): NegotiatedVersions {
    return this.#versions;
  }

  /** True until the connection is closed. */
  get open(): boolean {
    return this.#closed === null;
  }

  /** True while requests wait for their answer, or to be sent. */
  get busy(): boolean {
    return this.#inFlight.length > 0 || this.#heldBack.length > 0 || this.#silent.size > 0 || this.#early.length > 0;
  }

  /** Requests that wait for their answer, or to be sent. */
  get load(): number {
    return this.#inFlight.length + this.#heldBack.length + this.#silent.size;
  }

  /** True when the peer ended the connection before its first answer. */
  get endedSilently(): boolean {
    return this.#answered === 0 && this.#peerEnded;
  }

  /** True once a request after the handshake was answered. */
  get usedSinceHandshake(): boolean {
    return this.#answered > this.#answersOfHandshake;
  }

  /** The handshake has ended with these versions. */
  ready(versions: NegotiatedVersions): void {
    this.#versions = versions;
    this.#answersOfHandshake = this.#answered;
  }

  /** True while a throttle time of the broker holds requests back. */
  get muted(): boolean {
    return this.#mutedUntil > this.#o.clock.now();
  }

  /** Sends a request: in this very call, unless a throttle time holds it back. */
  send<Request, Response>(
    api: ClientApi<Request, Response>,
    request: Init<Request>,
    options: SendOptions,
  ): Promise<Response> {
    return new Promise<Response>((resolve, reject) => {
      const pending: Pending = {
        api: anyApi(api),
        version: options.version,
        timeoutMs: options.timeoutMs,
        noResponse: options.noResponse ?? false,
        resolve: resolve as (response: unknown) => void,
        reject,
        askedAt: this.#o.clock.now(),
        request,
        correlationId: 0,
        sentAt: 0,
        deadline: Infinity,
        bytes: 0,
        writeNumber: 0,
      };
      if (this.#closed !== null) return reject(this.#failure(pending, this.#closed.error));
      if (this.#heldBack.length > 0 || pending.askedAt < this.#mutedUntil) this.#holdBack(pending, options.signal);
      else this.#transmit(pending, pending.askedAt);
    });
  }

  /** Closes as soon as nothing is pending. */
  drain(): void {
    this.#draining = true;
    if (!this.busy) this.close();
  }

  /** Closes at once. Pending requests fail with `error`, or as closed by us when there is none. */
  close(error: KafkaError | null = null): void {
    if (this.#closed !== null) return;
    this.#closed = { error };
    this.#cancelWake();
    this.#wakeAt = Infinity;
    this.#o.stream.close();
    const pending = [...this.#early.map((entry) => entry.pending), ...this.#inFlight, ...this.#silent];
    const held = this.#heldBack;
    this.#early = [];
    this.#inFlight.length = 0;
    this.#silent.clear();
    this.#heldBack = [];
    for (const entry of [...pending, ...held]) this.#reject(entry, this.#failure(entry, error));
    this.#o.onClose(this, error);
  }

  #transmit(pending: Pending, now: number): void {
    const id = this.#nextCorrelationId;
    this.#nextCorrelationId = id === 0x7fff_ffff ? 1 : id + 1;
    let frame: { readonly chunks: readonly Uint8Array[]; readonly byteLength: number };
    try {
      frame = encodeRequestFrame(pending.api, pending.request, {
        version: pending.version,
        correlationId: id,
        clientId: this.#o.clientId,
      });
    } catch (error) {
      this.#reject(pending, asEncodeError(error, { api: pending.api.name, version: pending.version }));
      return;
    }
    pending.request = null;
    pending.correlationId = id;
    pending.bytes = frame.byteLength;
    pending.sentAt = now;
    pending.deadline = now + pending.timeoutMs;
    pending.writeNumber = ++this.#writes;
    this.lastUsed = now;
    if (pending.noResponse) {
      this.#silent.add(pending);
      this.#lastSilentId = id;
    } else this.#inFlight.push(pending);
    if (pending.deadline < this.#wakeAt) this.#wake(pending.deadline);
    this.#o.stream.write(frame.chunks).then(this.#onWritten, this.#onWriteFailed);
  }

  readonly #onWritten = (): void => {
    this.#writesDone++;
    if (this.#silent.size > 0) this.#settleSilent();
    if (this.#early.length > 0) this.#settleEarly();
  };

  readonly #onWriteFailed = (error: unknown): void => {
    this.close(asConnectionError(error, this.#o.broker));
  };

  #settleSilent(): void {
    for (const pending of this.#silent) {
      if (pending.writeNumber > this.#writesDone) continue;
      this.#silent.delete(pending);
      this.#tell(pending, 0, null);
      pending.resolve(null);
    }
  }

  #settleEarly(): void {
    const early = this.#early;
    this.#early = [];
    for (const entry of early) {
      if (entry.pending.writeNumber > this.#writesDone) this.#early.push(entry);
      else entry.pending.resolve(entry.response);
    }
  }

  async #read(): Promise<void> {
    const stream = this.#o.stream;
    for (;;) {
      let chunk: Uint8Array | null;
      try {
        chunk = await stream.read();
      } catch (error) {
        this.#peerEnded = true;
        this.close(asConnectionError(error, this.#o.broker));
        return;
      }
      if (this.#closed !== null) return;
      if (chunk === null) {
        this.#peerEnded = true;
        this.close(this.#ended());
        return;
      }
      if (!this.#take(chunk)) return;
    }
  }

  /** Handles all frames that a chunk completes; false when the connection has ended. */
  #take(chunk: Uint8Array): boolean {
    try {
      for (const frame of this.#frames.push(chunk)) if (!this.#answer(frame)) return false;
      return true;
    } catch (error) {
      const { badBytes } = this.#frames;
      this.close(badBytes === null ? asConnectionError(error, this.#o.broker) : this.#badLength(badBytes));
      return false;
    }
  }

  #answer(frame: Uint8Array): boolean {
    const id = (frame[0] << 24) | (frame[1] << 16) | (frame[2] << 8) | frame[3];
    const pending = this.#inFlight[0];
    if (pending === undefined || pending.correlationId !== id) return this.#stray(id, pending);
    this.#inFlight.shift();
    this.#answered++;
    const now = this.#o.clock.now();
    this.lastUsed = now;
    let response: unknown;
    try {
      response = decodeResponseFrame(pending.api, frame, pending.version);
    } catch (error) {
      const failure = asDecodeError(error, { broker: this.#o.broker, api: pending.api.name, version: pending.version });
      this.#tell(pending, frame.length + 4, failure);
      pending.reject(failure);
      this.close(
        new ConnectionError(`${failure.message}; the connection was closed`, {
          code: "CONNECTION_CLOSED",
          broker: this.#o.broker,
          retriable: true,
          cause: failure,
        }),
      );
      return false;
    }
    if (this.#o.emit !== null) this.#tell(pending, frame.length + 4, null);
    const throttle = throttleTimeOf(response);
    if (throttle > 0) this.#throttle(pending, throttle, now);
    if (pending.writeNumber <= this.#writesDone) pending.resolve(response);
    else this.#early.push({ pending, response });
    if (this.#draining && !this.busy) this.close();
    return this.#closed === null;
  }

  /** An answer that nobody waits for: of acks=0 it is dropped, else the stream is out of step. */
  #stray(id: number, head: Pending | undefined): boolean {
    if (id > 0 && id <= this.#lastSilentId && (head === undefined || id < head.correlationId)) return true;
    const expected = head === undefined ? "none was expected" : `${head.correlationId} was expected`;
    this.close(
      new ProtocolError(
        `${this.#o.broker} sent an answer with correlation id ${id} where ${expected}: the stream is out of step`,
        { code: "CORRELATION_MISMATCH", broker: this.#o.broker, retriable: true, messageName: head?.api.name },
      ),
    );
    return false;
  }

  #throttle(pending: Pending, throttleMs: number, now: number): void {
    this.#o.emit?.({ type: "throttle", broker: this.#o.broker, api: pending.api.name, throttleMs });
    if (!clientHoldsBack(pending.api.key, pending.version)) return;
    this.#mutedUntil = Math.max(this.#mutedUntil, now + Math.min(throttleMs, MAX_THROTTLE_MS));
  }

  #holdBack(pending: Pending, signal: AbortSignal | undefined): void {
    if (signal?.aborted === true) return pending.reject(abortError(signal, `The ${pending.api.name} request`));
    this.#heldBack.push(pending);
    if (this.#mutedUntil < this.#wakeAt) this.#wake(this.#mutedUntil);
    signal?.addEventListener("abort", () => {
      const at = this.#heldBack.indexOf(pending);
      if (at < 0) return;
      this.#heldBack.splice(at, 1);
      this.#reject(pending, abortError(signal, `The ${pending.api.name} request`));
    }, { once: true });
  }

  #wake(at: number): void {
    this.#cancelWake();
    this.#wakeAt = at;
    this.#cancelWake = at === Infinity ? () => {} : this.#o.clock.after(at - this.#o.clock.now(), this.#onWake);
  }

  readonly #onWake = (): void => {
    this.#wakeAt = Infinity;
    this.#cancelWake = () => {};
    const now = this.#o.clock.now();
    let next = Infinity;
    for (const list of [this.#inFlight, this.#silent]) {
      for (const pending of list) {
        if (pending.deadline <= now) return this.#timeOut(pending);
        if (pending.deadline < next) next = pending.deadline;
      }
    }
    if (this.#heldBack.length > 0) {
      if (this.#mutedUntil <= now) this.#release(now);
      else if (this.#mutedUntil < next) next = this.#mutedUntil;
    }
    if (next < this.#wakeAt) this.#wake(next);
  };

  #release(now: number): void {
    const held = this.#heldBack;
    this.#heldBack = [];
    for (const pending of held) {
      if (this.#closed !== null) this.#reject(pending, this.#failure(pending, this.#closed.error));
      else this.#transmit(pending, now);
    }
  }

  /** No answer in time: whatever comes later could be anything, so the connection ends, and with it all requests. */
  #timeOut(pending: Pending): void {
    this.close(
      new TimeoutError(
        `${this.#o.broker} did not answer ${pending.api.name} v${pending.version} within ${pending.timeoutMs} ms; ` +
          "the connection was closed",
        { code: "REQUEST_TIMEOUT", timeoutMs: pending.timeoutMs, broker: this.#o.broker, retriable: true },
      ),
    );
  }

  #ended(): ConnectionError {
    const broker = this.#o.broker;
    const first = this.#answered === 0;
    const what = first ? closedAtOnce(this.#o.tls) : "closed the connection";
    const where = this.#frames.partial ? " in the middle of an answer" : "";
    return new ConnectionError(`${broker} ${what}${where}`, { code: "CONNECTION_CLOSED", broker, retriable: true });
  }

  #badLength(bytes: Uint8Array): KafkaError {
    const { broker, maxResponseBytes } = this.#o;
    if (this.#answered === 0 && isRecognized(bytes)) return notKafka(broker, bytes);
    const length = (bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3];
    const tooLarge = length > maxResponseBytes;
    const limit = tooLarge ? `the limit is ${maxResponseBytes} (option maxResponseBytes)` : "no answer is that short";
    return new ProtocolError(`${broker} announced an answer of ${length} bytes: ${limit}`, {
      code: tooLarge ? "FRAME_TOO_LARGE" : "INVALID_LENGTH",
      broker,
      retriable: true,
    });
  }

  /** The error of one request when the connection has ended. */
  #failure(pending: Pending, error: KafkaError | null): KafkaError {
    return requestFailure(error, {
      broker: this.#o.broker,
      request: `${pending.api.name} v${pending.version}`,
      delivery: pending.correlationId > 0 ? "unknown" : "none",
    });
  }

  #reject(pending: Pending, error: KafkaError): void {
    this.#tell(pending, 0, error);
    pending.reject(error);
  }

  #tell(pending: Pending, responseBytes: number, error: KafkaError | null): void {
    if (this.#o.emit === null) return;
    const now = this.#o.clock.now();
    const sentAt = pending.correlationId > 0 ? pending.sentAt : now;
    this.#o.emit({
      type: "request",
      broker: this.#o.broker,
      api: pending.api.name,
      version: pending.version,
      requestBytes: pending.bytes,
      responseBytes,
      queueMs: sentAt - pending.askedAt,
      latencyMs: now - sentAt,
      error,
    });
  }
}
