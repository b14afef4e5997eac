// A broker of raw bytes on a TCP port, for tests of what a client does with brokers that misbehave: answers by a script
// through the broker's side of the codecs, or any bytes. Used by tests/hostile; knows nothing of the client.
import { createServer, type Server, type Socket } from "node:net";
import { answerChunks, readRest, readStart } from "../../embedded/request_frame.ts";
import { ApiVersionsBroker, type ApiVersionsResponse } from "../../protocol/messages/api_versions.ts";
import { FetchBroker, type FetchRequest, type FetchResponse } from "../../protocol/messages/fetch.ts";
import { InitProducerIdBroker, type InitProducerIdResponse } from "../../protocol/messages/init_producer_id.ts";
import {
  ListOffsetsBroker,
  type ListOffsetsRequest,
  type ListOffsetsResponse,
} from "../../protocol/messages/list_offsets.ts";
import { MetadataBroker, type MetadataRequest, type MetadataResponse } from "../../protocol/messages/metadata.ts";
import { ProduceBroker, type ProduceRequest, type ProduceResponse } from "../../protocol/messages/produce.ts";
import type { Api, BrokerApi, Init } from "../../protocol/wire/api.ts";
import { Reader } from "../../protocol/wire/reader.ts";
import { Writer } from "../../protocol/wire/writer.ts";

/** A listener on 127.0.0.1 and the sockets that it has accepted. */
export interface RawListener {
  readonly port: number;
  readonly address: string;
  /** How many connections were accepted so far. */
  readonly accepted: () => number;
  readonly close: () => Promise<void>;
}

/** Listens on a free port; `onConnection` may write any bytes. */
export async function listenRaw(onConnection: (socket: Socket) => void): Promise<RawListener> {
  const sockets = new Set<Socket>();
  let accepted = 0;
  const server: Server = createServer({ noDelay: true }, (socket) => {
    accepted++;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    port,
    address: `127.0.0.1:${port}`,
    accepted: () => accepted,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** A port of 127.0.0.1 that nobody listens on. */
export async function closedPort(): Promise<number> {
  const listener = await listenRaw(() => {});
  await listener.close();
  return listener.port;
}

/** One request as the script sees it. */
export interface Call<Request, Response = unknown> {
  readonly request: Request;
  readonly version: number;
  readonly correlationId: number;
  readonly socket: Socket;
  /** The whole frame of an answer, to be damaged and written by hand. */
  readonly frame: (response: Init<Response>) => Uint8Array;
}

/** What a script does: an answer, nothing (`null`: it has written by itself, or stays silent). */
export type Reply<Request, Response> = (
  call: Call<Request, Response>,
) => Init<Response> | Uint8Array | null | Promise<Init<Response> | null>;

/** What a hostile broker answers; what is left out is answered well. */
export interface Script {
  readonly apiVersions?: Reply<unknown, ApiVersionsResponse>;
  readonly metadata?: Reply<MetadataRequest, MetadataResponse>;
  readonly initProducerId?: Reply<unknown, InitProducerIdResponse>;
  readonly listOffsets?: Reply<ListOffsetsRequest, ListOffsetsResponse>;
  readonly produce?: Reply<ProduceRequest, ProduceResponse>;
  readonly fetch?: Reply<FetchRequest, FetchResponse>;
  /** Topics of the metadata, with their partitions. @default orders with 2 */
  readonly topics?: Readonly<Record<string, number>>;
}

/** A broker that follows a script. */
export interface HostileBroker extends RawListener {
  /** How many requests came, by API name. */
  readonly count: (api: string) => number;
  /** How many requests came, ApiVersions left out. */
  readonly total: () => number;
}

/** The highest version of each API that is answered. */
const OFFERED: readonly (readonly [api: Api, maxVersion: number])[] = [
  [ProduceBroker, 9],
  [FetchBroker, 12],
  [ListOffsetsBroker, 7],
  [MetadataBroker, 9],
  [ApiVersionsBroker, 3],
  [InitProducerIdBroker, 4],
];

/** The versions that a good broker of this kind offers. */
export function goodVersions(): Init<ApiVersionsResponse> {
  return { apiKeys: OFFERED.map(([{ key, minVersion }, maxVersion]) => ({ apiKey: key, minVersion, maxVersion })) };
}

/** Good metadata: one broker with id 1 that leads everything. */
export function goodMetadata(port: number, topics: Readonly<Record<string, number>>): Init<MetadataResponse> {
  return {
    brokers: [{ nodeId: 1, host: "127.0.0.1", port }],
    clusterId: "hostile",
    controllerId: 1,
    topics: Object.entries(topics).map(([name, count]) => ({
      name,
      partitions: Array.from({ length: count }, (_, partitionIndex) => goodPartition(partitionIndex)),
    })),
  };
}

/** A good partition of metadata. */
export function goodPartition(partitionIndex: number, leaderId = 1): {
  readonly partitionIndex: number;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly replicaNodes: readonly number[];
  readonly isrNodes: readonly number[];
} {
  return { partitionIndex, leaderId, leaderEpoch: 3, replicaNodes: [leaderId], isrNodes: [leaderId] };
}

/** Starts a broker that follows `script`. */
export async function hostileBroker(script: Script = {}): Promise<HostileBroker> {
  const counts = new Map<string, number>();
  const { topics = { orders: 2 } } = script;
  let port = 0;
  let nextOffset = 100n;
  const answerers = [
    answerer(ApiVersionsBroker, script.apiVersions ?? goodVersions),
    answerer(MetadataBroker, script.metadata ?? (({ request }) => metadataFor(request, { port, topics }))),
    answerer(InitProducerIdBroker, script.initProducerId ?? (() => ({ producerId: 7n, producerEpoch: 0 }))),
    answerer(ListOffsetsBroker, script.listOffsets ?? (({ request }) => goodOffsets(request))),
    answerer(ProduceBroker, script.produce ?? (({ request }) => goodProduce(request, nextOffset++))),
    answerer(FetchBroker, script.fetch ?? (() => null)),
  ];
  const listener = await listenRaw((socket) => {
    onFrames(socket, (frame) => {
      const reader = new Reader(frame);
      const start = readStart(reader);
      const one = answerers.find(({ api }) => api.key === start.apiKey);
      if (one === undefined) return socket.destroy();
      counts.set(one.api.name, (counts.get(one.api.name) ?? 0) + 1);
      one.answer(reader, { ...start, socket });
    });
  });
  port = listener.port;
  return {
    ...listener,
    count: (api) => counts.get(api) ?? 0,
    total: () => [...counts].reduce((sum, [api, count]) => api === "ApiVersions" ? sum : sum + count, 0),
  };
}

interface Answerer {
  readonly api: Api;
  readonly answer: (reader: Reader, at: Omit<Call<unknown>, "request" | "frame">) => void;
}

function answerer<Request, Response>(
  api: BrokerApi<Request, Response>,
  reply: Reply<Request, Response>,
): Answerer {
  const answer: Answerer["answer"] = (reader, at) => {
    const { socket, version, correlationId } = at;
    const frame = (response: Init<Response>) => frameOf(api, response, { version, correlationId });
    if (api === ApiVersionsBroker as unknown && version > 3) {
      const refusal = frameOf(ApiVersionsBroker, { errorCode: 35 }, { version: 0, correlationId });
      return void socket.write(refusal);
    }
    readRest(reader, api, version);
    const call: Call<Request, Response> = { ...at, request: api.decodeRequest(reader, version), frame };
    void Promise.resolve(reply(call)).then((given) => {
      if (given === null || socket.destroyed) return;
      socket.write(given instanceof Uint8Array ? given : frame(given));
    });
  };
  return { api, answer };
}

function metadataFor(
  request: MetadataRequest,
  { port, topics }: { readonly port: number; readonly topics: Readonly<Record<string, number>> },
): Init<MetadataResponse> {
  const good = goodMetadata(port, topics);
  const unknown = (request.topics ?? []).filter(({ name }) => name !== null && !Object.hasOwn(topics, name));
  return { ...good, topics: [...good.topics ?? [], ...unknown.map(({ name }) => ({ name, errorCode: 3 }))] };
}

/** A good answer to Produce, with the same base offset for every partition. */
export function goodProduce(request: ProduceRequest, baseOffset: bigint): {
  responses: { name: string; topicId: string; partitionResponses: { index: number; baseOffset: bigint }[] }[];
} {
  return {
    responses: request.topicData.map(({ name, topicId, partitionData }) => ({
      name,
      topicId,
      partitionResponses: partitionData.map(({ index }) => ({ index, baseOffset })),
    })),
  };
}

/** A good answer to Fetch: the bytes that `records` gives for each partition. */
export function goodFetch(
  request: FetchRequest,
  records: (partition: number, fetchOffset: bigint) => Uint8Array | null,
  highWatermark = 1000n,
): {
  responses: {
    topic: string;
    partitions: {
      partitionIndex: number;
      highWatermark: bigint;
      lastStableOffset: bigint;
      records: Uint8Array | null;
    }[];
  }[];
} {
  return {
    responses: request.topics.map(({ topic, partitions }) => ({
      topic,
      partitions: partitions.map(({ partition, fetchOffset }) => ({
        partitionIndex: partition,
        highWatermark,
        lastStableOffset: highWatermark,
        logStartOffset: 0n,
        records: records(partition, fetchOffset),
      })),
    })),
  };
}

function goodOffsets(request: ListOffsetsRequest): Init<ListOffsetsResponse> {
  return {
    topics: request.topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex, timestamp }) => ({
        partitionIndex,
        offset: timestamp === -2n ? 0n : 1000n,
        leaderEpoch: 3,
      })),
    })),
  };
}

function frameOf<Request, Response>(
  api: BrokerApi<Request, Response>,
  response: Init<Response>,
  header: { readonly version: number; readonly correlationId: number },
): Uint8Array {
  const writer = new Writer();
  api.encodeResponse(writer, response, header.version);
  return joined(answerChunks(writer, { api, ...header }));
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function onFrames(socket: Socket, take: (frame: Uint8Array) => void): void {
  let held = new Uint8Array(0);
  socket.on("data", (chunk: Uint8Array) => {
    held = joined([held, chunk]) as Uint8Array<ArrayBuffer>;
    while (held.length >= 4) {
      const size = new DataView(held.buffer, held.byteOffset).getInt32(0);
      if (held.length < 4 + size) return;
      const frame = held.slice(4, 4 + size);
      held = held.slice(4 + size);
      take(frame);
    }
  });
}
