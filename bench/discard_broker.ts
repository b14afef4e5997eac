// A broker that says yes at once and throws everything away, so that a run against it shows the client alone. A program
// of its own: `node bench/discard_broker.ts [--silent]` prints `ready HOST:PORT`; with --silent it never answers Produce.
// A topic whose name ends in `-p12` has 12 partitions, every other one has one. Started by produce/targets.ts, which
// asks for its counts over IPC. It keeps only how many records each partition got.
import { createHash } from "node:crypto";
import { createServer, type Socket } from "node:net";
import process from "node:process";
import { answerChunks, readRest, readStart } from "../embedded/request_frame.ts";
import { ApiVersionsBroker } from "../protocol/messages/api_versions.ts";
import { FindCoordinatorBroker } from "../protocol/messages/find_coordinator.ts";
import { InitProducerIdBroker } from "../protocol/messages/init_producer_id.ts";
import { ListOffsetsBroker } from "../protocol/messages/list_offsets.ts";
import { MetadataBroker, type MetadataResponseTopic } from "../protocol/messages/metadata.ts";
import { ProduceBroker } from "../protocol/messages/produce.ts";
import type { BrokerApi, Init } from "../protocol/wire/api.ts";
import { FrameCutter } from "../protocol/wire/frame.ts";
import { Reader } from "../protocol/wire/reader.ts";
import { Writer } from "../protocol/wire/writer.ts";

const NODE_ID = 1;
const FRAME_LIMIT = 256 * 1024 * 1024;
const RECORD_COUNT_AT = 57;
const LATEST = -1n;
const UNSUPPORTED_VERSION = 35;

/** What one API does: body of the request in, chunks of the answer out; null: no answer. */
interface Served {
  readonly api: { readonly key: number; readonly minVersion: number; readonly maxVersion: number };
  readonly answer: (reader: Reader, at: { readonly version: number; readonly correlationId: number }) =>
    | Uint8Array[]
    | null;
}

const silent = process.argv.includes("--silent");
const ends = new Map<string, number>();
const topics = new Set<string>();
const counts: Record<number, number> = {};
let producerIds = 1000;
let port = 0;

/** Versions are narrowed so that every client of the benchmarks takes the same path: topic names, no topic ids. */
const SERVED: readonly Served[] = [
  serve({ ...ProduceBroker, minVersion: 3, maxVersion: 12 }, (request) => {
    const responses = request.topicData.map((topic) => ({
      name: topic.name,
      partitionResponses: topic.partitionData.map(({ index, records }) => ({
        index,
        baseOffset: BigInt(take(`${topic.name}/${index}`, records)),
        logStartOffset: 0n,
      })),
    }));
    return request.acks === 0 || silent ? null : { responses };
  }),
  serve({ ...MetadataBroker, maxVersion: 12 }, (request) => ({
    brokers: [{ nodeId: NODE_ID, host: "127.0.0.1", port }],
    clusterId: "discarding",
    controllerId: NODE_ID,
    topics: (request.topics?.map((one) => one.name ?? "") ?? [...topics]).map(topicOf),
  })),
  serve({ ...InitProducerIdBroker, maxVersion: 5 }, () => ({ producerId: BigInt(producerIds++), producerEpoch: 0 })),
  serve({ ...ListOffsetsBroker, minVersion: 1, maxVersion: 7 }, (request) => ({
    topics: request.topics.map((topic) => ({
      name: topic.name,
      partitions: topic.partitions.map(({ partitionIndex, timestamp }) => ({
        partitionIndex,
        offset: timestamp === LATEST ? BigInt(ends.get(`${topic.name}/${partitionIndex}`) ?? 0) : 0n,
      })),
    })),
  })),
  serve({ ...FindCoordinatorBroker, maxVersion: 3 }, () => ({ nodeId: NODE_ID, host: "127.0.0.1", port })),
];

/** Fetch is never served, but librdkafka takes a broker without it for an old one. */
const RANGES = [...SERVED.map(({ api }) => api), { key: 1, minVersion: 4, maxVersion: 12 }, {
  key: 18,
  minVersion: 0,
  maxVersion: 4,
}].map(({ key, minVersion, maxVersion }) => ({ apiKey: key, minVersion, maxVersion }));

function serve<Request, Response>(
  api: BrokerApi<Request, Response>,
  answer: (request: Request) => Init<Response> | null,
): Served {
  return {
    api,
    answer: (reader, { version, correlationId }) => {
      readRest(reader, api, version);
      const response = answer(api.decodeRequest(reader, version));
      if (response === null) return null;
      const writer = new Writer();
      api.encodeResponse(writer, response, version);
      return answerChunks(writer, { api, version, correlationId });
    },
  };
}

/** Counts the records of a partition's batches; gives the offset of the first. */
function take(partition: string, records: Uint8Array | null): number {
  const start = ends.get(partition) ?? 0;
  let end = start;
  if (records !== null) {
    const view = new DataView(records.buffer, records.byteOffset, records.byteLength);
    for (let at = 0; at + RECORD_COUNT_AT < records.length; at += 12 + view.getInt32(at + 8)) {
      end += view.getInt32(at + RECORD_COUNT_AT);
    }
  }
  ends.set(partition, end);
  return start;
}

function topicOf(name: string): Init<MetadataResponseTopic> {
  topics.add(name);
  const partitions = Number(/-p(\d+)$/.exec(name)?.[1] ?? 1);
  return {
    name,
    topicId: uuidOf(name),
    partitions: Array.from({ length: partitions }, (_, partitionIndex) => ({
      partitionIndex,
      leaderId: NODE_ID,
      leaderEpoch: 0,
      replicaNodes: [NODE_ID],
      isrNodes: [NODE_ID],
    })),
  };
}

/** An id that stays the same for a name. */
function uuidOf(name: string): string {
  return createHash("sha256").update(name).digest("base64url").slice(0, 21) + "A";
}

function apiVersions(reader: Reader, version: number, correlationId: number): Uint8Array[] {
  const known = version <= 4;
  if (known) {
    readRest(reader, ApiVersionsBroker, version);
    ApiVersionsBroker.decodeRequest(reader, version);
  }
  const writer = new Writer();
  const answered = known ? version : 0;
  ApiVersionsBroker.encodeResponse(
    writer,
    { errorCode: known ? 0 : UNSUPPORTED_VERSION, apiKeys: RANGES },
    answered,
  );
  return answerChunks(writer, { api: ApiVersionsBroker, version: answered, correlationId });
}

function answer(frame: Uint8Array): Uint8Array[] | null {
  const reader = new Reader(frame);
  const { apiKey, version, correlationId } = readStart(reader);
  counts[apiKey] = (counts[apiKey] ?? 0) + 1;
  if (apiKey === ApiVersionsBroker.key) return apiVersions(reader, version, correlationId);
  const served = SERVED.find(({ api }) => api.key === apiKey);
  if (served === undefined) throw new Error(`the discarding broker was asked for API ${apiKey} in version ${version}`);
  return served.answer(reader, { version, correlationId });
}

function accept(socket: Socket): void {
  socket.setNoDelay(true);
  const cutter = new FrameCutter(FRAME_LIMIT);
  socket.on("error", () => socket.destroy());
  socket.on("data", (chunk) => {
    try {
      const out: Uint8Array[] = [];
      for (const frame of cutter.push(chunk as Uint8Array)) out.push(...answer(frame) ?? []);
      if (out.length > 0) socket.write(Buffer.concat(out));
    } catch (error) {
      console.error(String(error));
      socket.destroy();
    }
  });
}

const server = createServer(accept);
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no address");
  port = address.port;
  console.log(`ready 127.0.0.1:${port}`);
});
process.on("message", () => process.send?.({ ...counts }));
process.on("disconnect", () => process.exit(0));
