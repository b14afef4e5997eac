// A client for tests that knows the wire and nothing else: it sends requests with the client's side of the codecs and
// waits for the answers. Beside it what most tests of the embedded broker begin with.
import assert from "node:assert/strict";
import { EmbeddedKafka, type EmbeddedKafkaOptions } from "../../embedded/mod.ts";
import { type ClientApi, type Init, requestHeaderVersion, responseHeaderVersion } from "../../protocol/wire/api.ts";
import { BatchWriter, type RecordToWrite, type SealOptions } from "../../protocol/records/batch_writer.ts";
import { crc32c } from "../../protocol/wire/crc32c.ts";
import { FrameCutter } from "../../protocol/wire/frame.ts";
import { Reader } from "../../protocol/wire/reader.ts";
import { Writer } from "../../protocol/wire/writer.ts";
import { SeededRandom, VirtualClock } from "../../simulation/mod.ts";
import { memoryNetwork } from "../../transports/memory.ts";
import type { Platform } from "../../transports/platform.ts";
import type { ByteStream, Dial } from "../../transports/transport.ts";
import type { TestContext } from "../harness.ts";

/** One connection. */
export class RawClient {
  readonly stream: ByteStream;
  readonly #cutter = new FrameCutter(64 * 1024 * 1024);
  readonly #frames: Uint8Array[] = [];
  #correlationId = 0;

  constructor(stream: ByteStream) {
    this.stream = stream;
  }

  /** Sends a request and does not wait. */
  async send<Q, R>(api: ClientApi<Q, R>, request: Init<Q>, version: number): Promise<number> {
    const correlationId = ++this.#correlationId;
    const writer = new Writer();
    writer.begin("RequestHeader", requestHeaderVersion(api, version), false);
    writer.int16(api.key);
    writer.int16(version);
    writer.int32(correlationId);
    writer.legacyNullableString("raw");
    if (requestHeaderVersion(api, version) === 2) writer.int8(0);
    api.encodeRequest(writer, request, version);
    const size = new Uint8Array(4);
    new DataView(size.buffer).setInt32(0, writer.byteLength);
    await this.stream.write([size, ...writer.chunks()]);
    return correlationId;
  }

  /** The next answer. */
  async receive<Q, R>(api: ClientApi<Q, R>, version: number, correlationId: number): Promise<R> {
    const frame = await this.frame();
    assert.ok(frame !== null, "the broker closed the connection");
    const reader = new Reader(frame);
    assert.equal(reader.int32(), correlationId);
    if (responseHeaderVersion(api, version) === 1) assert.equal(reader.int8(), 0);
    const response = api.decodeResponse(reader, version);
    assert.equal(reader.remaining, 0);
    return response;
  }

  /** Sends a request and gives the answer. */
  async call<Q, R>(api: ClientApi<Q, R>, request: Init<Q>, version: number = api.latestStableVersion): Promise<R> {
    return await this.receive(api, version, await this.send(api, request, version));
  }

  /** The next frame; null once the broker has closed. */
  async frame(): Promise<Uint8Array | null> {
    while (this.#frames.length === 0) {
      const chunk = await this.stream.read();
      if (chunk === null) return null;
      this.#frames.push(...this.#cutter.push(chunk));
    }
    return this.#frames.shift() ?? null;
  }

  close(): void {
    this.stream.close();
  }
}

/** A platform in virtual time, without sockets of its own. */
export function virtualPlatform(seed = 1): Platform & { readonly clock: VirtualClock } {
  const clock = new VirtualClock();
  const { dial } = memoryNetwork({ clock });
  return { name: "virtual", dial, clock, random: new SeededRandom(seed), codecs: {}, wasmCrc: false };
}

/** A cluster in virtual time and a connection to each of its brokers. */
export interface World {
  readonly cluster: EmbeddedKafka;
  readonly clock: VirtualClock;
  /** Runs until `promise` settles. */
  until<T>(promise: Promise<T>): Promise<T>;
  /** A request to a broker (default 1) on a connection that stays. */
  call<Q, R>(api: ClientApi<Q, R>, request: Init<Q>, options?: { version?: number; node?: number }): Promise<R>;
  /** A new connection. */
  connect(node?: number): Promise<RawClient>;
}

/** Starts a cluster that ends with the test; its hooks and handlers must not have thrown, unless `throwing`. */
export async function world(
  t: TestContext,
  { throwing = false, ...options }: EmbeddedKafkaOptions & { readonly throwing?: boolean } = {},
): Promise<World> {
  const platform = virtualPlatform();
  const { clock } = platform;
  const cluster = await clock.until(EmbeddedKafka.start({ platform, ...options }));
  const { brokers, platform: { dial } } = cluster.options();
  const clients = new Map<number, RawClient>();
  t.after(async () => {
    await clock.until(cluster.close());
    if (!throwing) assert.deepEqual(cluster.errors, []);
  });
  const connect = async (node = 1): Promise<RawClient> => {
    const client = new RawClient(await clock.until(dialAddress(dial, brokers[node - 1])));
    t.after(() => client.close());
    return client;
  };
  return {
    cluster,
    clock,
    connect,
    until: (promise) => clock.until(promise),
    call: async (api, request, { version, node = 1 } = {}) => {
      const client = clients.get(node) ?? await connect(node);
      clients.set(node, client);
      return await clock.until(client.call(api, request, version));
    },
  };
}

/** Opens a stream to `"host:port"`. */
export function dialAddress(dial: Dial, address: string): Promise<ByteStream> {
  const [host, port] = address.split(":");
  return dial({ host, port: Number(port) });
}

/** A sealed batch of format 2. */
export function batch(
  records: readonly (RecordToWrite & { readonly timestamp?: number })[],
  options: Partial<SealOptions> = {},
): Uint8Array {
  const writer = new BatchWriter({ maxBytes: 10_000_000 });
  for (const record of records) assert.ok(writer.append(record, record.timestamp ?? 1000));
  return writer.seal({ crc: crc32c, ...options });
}
