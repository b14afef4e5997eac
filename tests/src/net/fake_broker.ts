// A broker whose answers are written by hand, over the memory transport and in virtual time: it decodes requests,
// keeps them, and answers what a test says, or nothing, or bytes that no broker would send.
import type { BrokerApi, Init } from "../../../protocol/wire/api.ts";
import { requestHeaderVersion, responseHeaderVersion } from "../../../protocol/wire/api.ts";
import { FrameCutter } from "../../../protocol/wire/frame.ts";
import { Reader } from "../../../protocol/wire/reader.ts";
import { Writer } from "../../../protocol/wire/writer.ts";
import { ApiVersionsBroker } from "../../../protocol/messages/api_versions.ts";
import { MetadataBroker, type MetadataRequest, type MetadataResponse } from "../../../protocol/messages/metadata.ts";
import { SeededRandom } from "../../../simulation/random.ts";
import { VirtualClock } from "../../../simulation/clock.ts";
import { type MemoryNetwork, memoryNetwork } from "../../../transports/memory.ts";
import type { Platform } from "../../../transports/platform.ts";
import type { ByteStream, Listener, TlsOptions } from "../../../transports/transport.ts";

/** A request that came in. */
export interface FakeRequest<Request = unknown> {
  readonly key: number;
  readonly version: number;
  readonly correlationId: number;
  readonly clientId: string | null;
  readonly body: Request;
  /** Number of the connection, from 1. */
  readonly connection: number;
  readonly stream: ByteStream;
  /** Virtual time at which it came. */
  readonly at: number;
}

/** What a handler gives: a body, bytes of a whole frame, or nothing at all. */
export type FakeAnswer<Response> = Init<Response> | { readonly frame: Uint8Array } | "silence" | "close";

type Handler = (request: FakeRequest) => FakeAnswer<unknown> | Promise<FakeAnswer<unknown>>;

/** A virtual world of brokers. */
export class FakeWorld {
  readonly clock: VirtualClock = new VirtualClock();
  readonly network: MemoryNetwork;
  readonly platform: Platform;
  readonly brokers: FakeBroker[] = [];
  /** Connections that were dialed, by address, in order. */
  readonly dialed: string[] = [];

  constructor(options: { readonly latencyMs?: number } = {}) {
    this.network = memoryNetwork({ clock: this.clock, link: { latencyMs: options.latencyMs ?? 1 } });
    const { dial, listen } = this.network;
    this.platform = {
      name: "fake",
      dial: (o) => {
        this.dialed.push(`${o.host}:${o.port}`);
        return dial(o);
      },
      listen,
      resolve: this.network.resolve,
      clock: this.clock,
      random: new SeededRandom(1),
      codecs: {},
      wasmCrc: false,
    };
  }

  /** Starts brokers `b0`, `b1`, … on port 9092 that know each other. */
  async start(count: number): Promise<FakeBroker[]> {
    for (let id = 0; id < count; id++) await this.add({ nodeId: id, host: `b${id}` });
    return this.brokers;
  }

  async add(o: { readonly nodeId: number; readonly host: string; readonly tls?: TlsOptions }): Promise<FakeBroker> {
    const broker = new FakeBroker(this, { nodeId: o.nodeId, host: o.host, port: 9092 });
    this.brokers.push(broker);
    await broker.listen(o.tls);
    return broker;
  }

  /** Topics that the default answer to Metadata tells of: leaders by partition, at an epoch. */
  readonly topics: Map<string, FakeTopic> = new Map();
  controllerId = 0;
  clusterId = "fake-cluster";

  metadata(request: MetadataRequest): Init<MetadataResponse> {
    const names = request.topics === null ? [...this.topics.keys()] : request.topics.map((topic) => topic.name ?? "");
    return {
      clusterId: this.clusterId,
      controllerId: this.controllerId,
      brokers: this.brokers.filter((b) => b.listed).map((b) => ({ nodeId: b.nodeId, host: b.host, port: b.port })),
      topics: names.map((name) => {
        const topic = this.topics.get(name);
        if (topic === undefined) return { name, errorCode: 3 };
        return {
          name,
          errorCode: 0,
          ...(topic.id === undefined ? {} : { topicId: topic.id }),
          isInternal: name.startsWith("__"),
          partitions: topic.leaders.map((leader, partitionIndex) => ({
            partitionIndex,
            errorCode: leader < 0 ? 5 : 0,
            leaderId: leader,
            leaderEpoch: topic.epoch,
            replicaNodes: [leader],
            isrNodes: [leader],
          })),
        };
      }),
    };
  }
}

/** A topic of a {@linkcode FakeWorld}. */
export interface FakeTopic {
  readonly leaders: readonly number[];
  readonly epoch: number;
  readonly id?: string;
}

/** One broker. */
export class FakeBroker {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  /** Whether metadata name it. */
  listed = true;
  /** Every request except ApiVersions. */
  readonly requests: FakeRequest[] = [];
  /** Every ApiVersions request. */
  readonly handshakes: FakeRequest[] = [];
  readonly streams: ByteStream[] = [];
  /** Takes over new connections: nothing is read or answered. */
  takeOver: ((stream: ByteStream) => void) | null = null;
  readonly #world: FakeWorld;
  readonly #apis = new Map<number, BrokerApi<unknown, unknown>>();
  readonly #ranges = new Map<number, { min: number; max: number }>();
  readonly #handlers = new Map<number, Handler>();
  #listener: Listener | null = null;

  constructor(world: FakeWorld, o: { readonly nodeId: number; readonly host: string; readonly port: number }) {
    this.#world = world;
    this.nodeId = o.nodeId;
    this.host = o.host;
    this.port = o.port;
    this.on(ApiVersionsBroker, (request) => {
      const { max } = this.#ranges.get(18) as { max: number };
      if (request.version > max) {
        return {
          frame: this.frame(ApiVersionsBroker, {
            correlationId: request.correlationId,
            version: 0,
            body: { errorCode: 35, apiKeys: this.tellRange ? [{ apiKey: 18, minVersion: 0, maxVersion: max }] : [] },
          }),
        };
      }
      return { errorCode: 0, apiKeys: this.apiKeys() };
    });
    this.on(MetadataBroker, (request) => world.metadata(request.body));
  }

  /** Whether a refused ApiVersions tells the range (brokers since 2.4). */
  tellRange = true;

  get address(): string {
    return `${this.host}:${this.port}`;
  }

  apiKeys(): { apiKey: number; minVersion: number; maxVersion: number }[] {
    return [...this.#ranges].map(([apiKey, { min, max }]) => ({ apiKey, minVersion: min, maxVersion: max }));
  }

  async listen(tls?: TlsOptions): Promise<void> {
    const accept = (stream: ByteStream) => this.#accept(stream);
    this.#listener = await this.#world.network.listen({
      host: this.host,
      port: this.port,
      accept,
      ...(tls === undefined ? {} : { tls }),
    });
  }

  /** Stops listening and resets all connections. */
  async kill(): Promise<void> {
    await this.#listener?.close();
    this.#world.network.reset(this.address);
  }

  /** Answers an API; `range` is what ApiVersions tells. */
  on<Request, Response>(
    api: BrokerApi<Request, Response>,
    handler: (request: FakeRequest<Request>) => FakeAnswer<Response> | Promise<FakeAnswer<Response>>,
    range: { readonly min?: number; readonly max?: number } = {},
  ): this {
    this.#apis.set(api.key, api as unknown as BrokerApi<unknown, unknown>);
    const known = this.#ranges.get(api.key);
    this.#ranges.set(api.key, {
      min: range.min ?? known?.min ?? api.minVersion,
      max: range.max ?? known?.max ?? api.latestStableVersion,
    });
    this.#handlers.set(api.key, handler as unknown as Handler);
    return this;
  }

  /** Changes the range that ApiVersions tells. */
  range(key: number, min: number, max: number): this {
    this.#ranges.set(key, { min, max });
    return this;
  }

  /** The bytes of an answer, with size and header. */
  frame<Response>(
    api: BrokerApi<unknown, Response> | BrokerApi<never, Response>,
    o: { readonly correlationId: number; readonly version: number; readonly body: Init<Response> },
  ): Uint8Array {
    const writer = new Writer();
    const size = writer.reserveInt32();
    writer.int32(o.correlationId);
    if (responseHeaderVersion(api, o.version) >= 1) writer.unsignedVarint(0);
    (api as unknown as BrokerApi<unknown, Response>).encodeResponse(writer, o.body, o.version);
    writer.patchInt32(size, writer.byteLength - 4);
    return writer.toUint8Array();
  }

  #accept(stream: ByteStream): void {
    this.streams.push(stream);
    if (this.takeOver !== null) return this.takeOver(stream);
    const connection = this.streams.length;
    this.#serve(stream, connection).catch(() => stream.close());
  }

  async #serve(stream: ByteStream, connection: number): Promise<void> {
    const cutter = new FrameCutter(100_000_000, 8);
    let turn: Promise<void> = Promise.resolve();
    for (;;) {
      const chunk = await stream.read();
      if (chunk === null) return stream.close();
      for (const frame of cutter.push(chunk)) {
        const request = this.#parse(frame, { stream, connection });
        (request.key === 18 ? this.handshakes : this.requests).push(request);
        const answer = this.#handlers.get(request.key)?.(request) ?? "close";
        // As a broker does: one answer after the other, in the order of the requests.
        turn = turn.then(async () => this.#answer(request, await answer)).catch(() => stream.close());
      }
    }
  }

  #parse(frame: Uint8Array, from: { readonly stream: ByteStream; readonly connection: number }): FakeRequest {
    const reader = new Reader(frame);
    const key = reader.int16();
    const version = reader.int16();
    const correlationId = reader.int32();
    const clientId = reader.legacyNullableString();
    const api = this.#apis.get(key);
    if (api === undefined) throw new Error(`the fake broker has no API ${key}`);
    if (requestHeaderVersion(api, version) >= 2) reader.unsignedVarint();
    const known = version <= api.maxVersion && version >= api.minVersion;
    const body = known ? api.decodeRequest(reader, version) : null;
    return { key, version, correlationId, clientId, body, ...from, at: this.#world.clock.now() };
  }

  async #answer(request: FakeRequest, answer: FakeAnswer<unknown>): Promise<void> {
    if (answer === "silence") return;
    if (answer === "close") return request.stream.close();
    const raw = (answer as { readonly frame?: unknown }).frame;
    const frame = raw instanceof Uint8Array
      ? raw
      : this.frame(this.#apis.get(request.key) as BrokerApi<unknown, unknown>, {
        correlationId: request.correlationId,
        version: request.version,
        body: answer as Init<unknown>,
      });
    await request.stream.write([frame]);
  }
}
