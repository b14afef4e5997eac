// One connection of a broker, from accept to close: frames in, requests to their handlers, answers out in the order of
// the requests, one at a time as a real broker does it. Started by broker.ts; must not know what handlers do.
import { ProtocolError } from "../errors/protocol_error.ts";
import { FrameCutter } from "../protocol/wire/frame.ts";
import { Reader } from "../protocol/wire/reader.ts";
import { Writer } from "../protocol/wire/writer.ts";
import type { ByteStream } from "../transports/transport.ts";
import type { ClusterState, ListenerName, NodeState } from "./cluster_state.ts";
import type { Controls, Outcome } from "./control.ts";
import { ErrorCode } from "../protocol/messages/error_codes.ts";
import type { Handler, RequestContext } from "./handler.ts";
import type { RecordTools } from "./produced_records.ts";
import { answerChunks, LEAST_REQUEST_BYTES, readRest, readStart, type RequestStart } from "./request_frame.ts";
import { AUTHORIZER } from "./security/authorizer.ts";
import { type SaslHost, SaslSession } from "./security/sasl_session.ts";
import { sleep } from "./sleep.ts";
import { type Throttle, throttled, THROTTLES } from "./throttle.ts";
import type { VersionTable } from "./version_table.ts";

const API_VERSIONS = 18;
/** Requests and bytes that are read ahead of the one that is being answered. */
const READ_AHEAD = 64;
const READ_AHEAD_BYTES = 8 * 1024 * 1024;
/** Largest frame before authentication (`sasl.server.max.receive.size`). */
const UNKNOWN_CLIENT_BYTES = 512 * 1024;
const ALWAYS = (): boolean => true;

/** What a connection needs of its broker. */
export interface ServerHost {
  /** The cluster. */
  readonly state: ClusterState;
  /** The broker. */
  readonly node: NodeState;
  /** Handlers by API key. */
  readonly handlers: ReadonlyMap<number, Handler>;
  /** Versions that are spoken. */
  readonly versions: VersionTable;
  /** Hooks. */
  readonly controls: Controls;
  /** Checksums and codecs. */
  readonly tools: RecordTools;
  /** Largest request. */
  readonly maxRequestBytes: number;
  /** Whether a request that is not known is never answered, as in Kafka 0.9. @default false: the connection is closed */
  readonly ignoresUnknown?: boolean;
  /** How clients authenticate; absent where they need not. */
  readonly sasl?: SaslHost | null;
  /** Hears of failures of handlers and hooks: bugs, in other words. */
  readonly onError: (error: unknown) => void;
}

/** A connection that was accepted. */
export class ServerConnection {
  readonly #stream: ByteStream;
  readonly #host: ServerHost;
  readonly #listener: ListenerName;
  readonly #abort = new AbortController();
  readonly #frames: Uint8Array[] = [];
  readonly #sasl: SaslSession | null;
  #waitingBytes = 0;
  #wake: (() => void) | null = null;
  #ended = false;
  /** `silent`: an answer was dropped, so none may follow. */
  #mode: "answering" | "silent" | "closing" = "answering";
  /** Whether the connection ends once the answer is written. */
  #last = false;

  /** Takes over `stream`. */
  constructor(stream: ByteStream, listener: ListenerName, host: ServerHost) {
    this.#stream = stream;
    this.#listener = listener;
    this.#host = host;
    this.#sasl = host.sasl === undefined || host.sasl === null ? null : new SaslSession(host.sasl);
  }

  /** Serves until either side closes. Never rejects for what the peer does. */
  async run(): Promise<void> {
    try {
      await Promise.all([this.#read(), this.#work()]);
    } finally {
      this.close();
    }
  }

  /** Cuts the connection; whatever waits for it ends. */
  close(): void {
    this.#mode = "closing";
    this.#abort.abort();
    this.#stream.close();
    this.#signalWork();
  }

  async #read(): Promise<void> {
    const cutter = new FrameCutter(this.#host.maxRequestBytes, this.#sasl === null ? LEAST_REQUEST_BYTES : 0);
    try {
      for (;;) {
        const chunk = await this.#stream.read();
        if (chunk === null) break;
        if (this.#mode === "silent") continue;
        cutter.maxBytes = this.#longestFrame();
        for (const frame of cutter.push(chunk)) {
          this.#frames.push(frame);
          this.#waitingBytes += frame.length;
        }
        this.#signalWork();
        while (this.#full() && !this.#abort.signal.aborted) await this.#sleep();
      }
    } catch {
      // A frame that makes no sense, or a stream that broke: a broker says nothing and closes.
      this.close();
    }
    this.#ended = true;
    this.#abort.abort();
    this.#signalWork();
  }

  async #work(): Promise<void> {
    for (;;) {
      const frame = this.#mode === "answering" ? this.#frames.shift() : undefined;
      if (frame !== undefined) {
        if (this.#host.node.pause.active) await this.#host.node.pause.wait();
        this.#waitingBytes -= frame.length;
        this.#signalWork();
        await this.#answer(frame);
        if (this.#last) await this.#finish();
      } else if (this.#mode === "closing" || this.#ended) return this.close();
      else await this.#sleep();
    }
  }

  async #answer(frame: Uint8Array): Promise<void> {
    if (this.#sasl?.raw === true) return await this.#takeToken(this.#sasl, frame);
    if (frame.length < LEAST_REQUEST_BYTES) return this.close();
    const reader = new Reader(frame);
    const start = readStart(reader);
    const handler = this.#host.handlers.get(start.apiKey);
    const range = this.#host.versions.get(start.apiKey);
    if (handler === undefined || range === undefined) {
      return this.#host.ignoresUnknown === true ? undefined : this.close();
    }
    if (start.version < range.minVersion || start.version > range.maxVersion) {
      if (start.apiKey !== API_VERSIONS) return this.close();
      const response = handler.fail(null, ErrorCode.UNSUPPORTED_VERSION, this.#context(start.version, null));
      return await this.#send({ kind: "answer", response }, handler, { ...start, version: 0 });
    }
    const verdict = this.#sasl?.admit(start.apiKey) ?? "pass";
    if (verdict === "close") return this.close();
    let outcome: Outcome;
    try {
      const clientId = readRest(reader, handler.api, start.version);
      const context = this.#context(start.version, clientId);
      const request = handler.decode(reader, start.version);
      if (verdict === "illegal state") {
        this.#last = true;
        outcome = { kind: "answer", response: handler.fail(request, ErrorCode.ILLEGAL_SASL_STATE, context) };
      } else outcome = await this.#run({ handler, request, context, header: { clientId, ...start } });
    } catch (error) {
      if (!(error instanceof ProtocolError)) this.#host.onError(error);
      return this.close();
    }
    await this.#send(outcome, handler, start);
  }

  /** A token without a request around it: the answer is as bare. */
  async #takeToken(sasl: SaslSession, token: Uint8Array): Promise<void> {
    const { errorCode, authBytes } = await sasl.authenticate(token);
    if (errorCode !== ErrorCode.NONE) return this.close();
    const size = new Uint8Array(4);
    new DataView(size.buffer).setInt32(0, authBytes.length);
    await this.#stream.write([size, authBytes]).catch(() => this.close());
  }

  /** Ends the connection behind what was written. */
  async #finish(): Promise<void> {
    if (this.#mode !== "closing") await this.#stream.closeWrite().catch(() => {});
    this.close();
  }

  async #run(incoming: Parameters<Controls["run"]>[0]): Promise<Outcome> {
    try {
      return await this.#host.controls.run(incoming);
    } catch (error) {
      this.#host.onError(error);
      const { handler, request, context } = incoming;
      return { kind: "answer", response: handler.fail(request, ErrorCode.UNKNOWN_SERVER_ERROR, context) };
    }
  }

  async #send(outcome: Outcome, handler: Handler, start: RequestStart): Promise<void> {
    if (outcome.kind === "close") return this.close();
    if (outcome.kind === "drop") this.#mode = "silent";
    if (outcome.kind === "drop" || this.#stopped()) return;
    if (this.#host.node.pause.active) await this.#host.node.pause.wait();
    const throttles = this.#host.state.part(THROTTLES);
    const throttle = throttles.of(start.apiKey, this.#host.node.id);
    if (outcome.response === null) return await this.#mute(throttle);
    const response = throttled(outcome.response, throttle);
    if (throttles.answersLate) await this.#mute(throttle);
    const body = new Writer();
    try {
      handler.encode(body, response, start.version);
    } catch (error) {
      this.#host.onError(error);
      return this.close();
    }
    try {
      await this.#stream.write(answerChunks(body, { api: handler.api, ...start }));
    } catch {
      this.close();
    }
    if (!throttles.answersLate) await this.#mute(throttle);
  }

  async #mute(throttle: Throttle | null): Promise<void> {
    if (throttle === null || !throttle.mute) return;
    await sleep(throttle.ms, { clock: this.#host.state.platform.clock, signal: this.#abort.signal });
  }

  /** Nobody fills the memory of a broker before it is known who it is. */
  #longestFrame(): number {
    const { maxRequestBytes } = this.#host;
    return this.#sasl?.done === false ? Math.min(maxRequestBytes, UNKNOWN_CLIENT_BYTES) : maxRequestBytes;
  }

  #full(): boolean {
    return this.#mode !== "silent" && (this.#frames.length > READ_AHEAD || this.#waitingBytes > READ_AHEAD_BYTES);
  }

  #stopped(): boolean {
    return this.#mode === "closing";
  }

  #context(version: number, clientId: string | null): RequestContext {
    const { state, node, versions, tools } = this.#host;
    const authorizer = state.part(AUTHORIZER);
    const principal = this.#sasl?.principal ?? "User:ANONYMOUS";
    const asker = { principal, host: "/127.0.0.1" };
    return {
      state,
      node,
      versions,
      tools,
      version,
      clientId,
      clientHost: asker.host,
      principal,
      allowed: authorizer.enabled
        ? (operation, kind, name) => authorizer.allowed(asker, operation, { kind, name })
        : ALWAYS,
      allowedSomewhere: (operation, kind) => authorizer.allowedSomewhere(asker, operation, kind),
      sasl: this.#sasl,
      listener: this.#listener,
      signal: this.#abort.signal,
      close: () => {
        this.#last = true;
      },
    };
  }

  /** Reader and worker wait for each other, one at a time: there is never a second sleeper of the same kind. */
  #sleep(): Promise<void> {
    return new Promise((resolve) => {
      const other = this.#wake;
      this.#wake = () => {
        other?.();
        resolve();
      };
    });
  }

  #signalWork(): void {
    const wake = this.#wake;
    this.#wake = null;
    wake?.();
  }
}
