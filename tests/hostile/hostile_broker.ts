// A broker of raw bytes on a TCP port, for tests of what a client does with brokers that misbehave: answers by a script
// through the broker's side of the codecs, or any bytes. Used by tests/hostile; knows nothing of the client.
import { createServer, type Server, type Socket } from "node:net";
import { answerChunks, readRest, readStart } from "../../embedded/request_frame.ts";
import { ApiVersionsBroker, type ApiVersionsResponse } from "../../protocol/messages/api_versions.ts";
import { FetchBroker, type FetchRequest, type FetchResponse } from "../../protocol/messages/fetch.ts";
import { InitProducerIdBroker, type InitProducerIdResponse } from "../../protocol/messages/init_producer_id.ts";
import { ListOffsetsBroker, type ListOffsetsRequest, type ListOffsetsResponse } from "../../protocol/messages/list_offsets.ts";
import { MetadataBroker, type MetadataRequest, type MetadataResponse } from "../../protocol/messages/metadata.ts";
import { ProduceBroker, type ProduceRequest, type ProduceResponse } from "../../protocol/messages/produce.ts";
import type { BrokerApi, Init } from "../../protocol/wire/api.ts";
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
export interface Call<Request> {
  readonly request: Request;
  readonly version: number;
  readonly correlationId: number;
  readonly socket: Socket;
  /** The whole frame of an answer, to be damaged and written by hand. */
  readonly frame: (response: unknown) => Uint8Array;
}

/** What a script does: an answer, nothing (`null`: it has written by itself, or stays silent). */
export type Reply<Request, Response> = (
  call: Call<Request>,
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

const RANGES: readonly [BrokerApi<never, never>, number][] = [
  [ProduceBroker as never, 9],
  [FetchBroker as never, 12],
  [ListOffsetsBroker as never, 7],
  [MetadataBroker as never, 9],
  [ApiVersionsBroker as never, 3],
  [InitProducerIdBroker as never, 4],
];

/** The versions that a good broker of this kind offers. */
export function goodVersions(): Init<ApiVersionsResponse> {
  return { apiKeys: RANGES.map(([{ key, minVersion }, maxVersion]) => ({ apiKey: key, minVersion, maxVersion })) };
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
  const known = (name: string | null) => name !== null && Object.hasOwn(topics, name);
  let port = 0;
  let nextOffset = 100n;
  const replies: [BrokerApi<never, never>, Reply<never, never>][] = [
    [ApiVersionsBroker as never, script.apiVersions ?? goodVersions as never],
    [
      MetadataBroker as never,
      script.metadata ?? (({ request }: Call<MetadataRequest>) => {
        const answer = goodMetadata(port, topics);
        if (request.topics === null) return answer;
        const unknown = request.topics.filter(({ name }) => !known(name)).map(({ name }) => ({ name, errorCode: 3 }));
        return { ...answer, topics: [...answer.topics ?? [], ...unknown] };
      }) as never,
    ],
    [InitProducerIdBroker as never, script.initProducerId ?? (() => ({ producerId: 7n, producerEpoch: 0 })) as never],
    [ListOffsetsBroker as never, script.listOffsets ?? (({ request }: Call<ListOffsetsRequest>) => goodOffsets(request)) as never],
    [
      ProduceBroker as never,
      script.produce ?? (({ request }: Call<ProduceRequest>) => goodProduce(request, nextOffset++)) as never,
    ],
    [FetchBroker as never, script.fetch ?? (() => null) as never],
  ];
  const listener = await listenRaw((socket) => {
    onFrames(socket, (frame) => {
      const reader = new Reader(frame);
      const { apiKey, version, correlationId } = readStart(reader);
      const [api, reply] = replies.find(([one]) => one.key === apiKey) ?? [];
      if (api === undefined || reply === undefined) return socket.destroy();
      counts.set(api.name, (counts.get(api.name) ?? 0) + 1);
      if (apiKey === 18 && version > 3) return void socket.write(frameOf(api, { errorCode: 35 }, { version: 0, correlationId }));
      readRest(reader, api, version);
      const encode = (response: unknown) => frameOf(api, response, { version, correlationId });
      const call = { request: api.decodeRequest(reader, version), version, correlationId, socket, frame: encode };
      void Promise.resolve(reply(call)).then((answer) => {
        if (answer === null || socket.destroyed) return;
        socket.write((answer as unknown) instanceof Uint8Array ? answer : encode(answer));
      });
    });
  });
  port = listener.port;
  return {
    ...listener,
    count: (api) => counts.get(api) ?? 0,
    total: () => [...counts].reduce((sum, [api, count]) => api === "ApiVersions" ? sum : sum + count, 0),
  };
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
    partitions: { partitionIndex: number; highWatermark: bigint; lastStableOffset: bigint; records: Uint8Array | null }[];
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

function frameOf(
  api: BrokerApi<never, never>,
  response: unknown,
  header: { readonly version: number; readonly correlationId: number },
): Uint8Array {
  const writer = new Writer();
  api.encodeResponse(writer, response as never, header.version);
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
