// No client at all: one Produce request of one record, made once, written to the socket again and again, and its answer
// awaited. The floor of a single awaited send on this runtime.
import { connect } from "node:net";
import { once } from "node:events";
import { BatchWriter } from "../../protocol/records/batch_writer.ts";
import { encodeProduceRequest } from "../../protocol/messages/produce.ts";
import { crc32c } from "../../protocol/wire/crc32c.ts";
import { Writer } from "../../protocol/wire/writer.ts";
import type { BenchClient, Source } from "./client.ts";
import type { Job } from "./job.ts";

const VERSION = 9;

/** Connects a socket. */
export async function bare(job: Job, { value }: Source): Promise<BenchClient> {
  const frame = requestOf(job.topic, value(0));
  const [host, port] = job.bootstrap.split(":");
  const socket = connect({ host, port: Number(port), noDelay: true });
  await once(socket, "connect");
  let answered = () => {};
  let left = 0;
  let head = new Uint8Array(0);
  socket.on("data", (bytes) => {
    let chunk: Uint8Array = typeof bytes === "string" ? Buffer.from(bytes) : bytes;
    if (left === 0) {
      if (head.length > 0) chunk = Buffer.concat([head, chunk]);
      if (chunk.length < 4) return void (head = new Uint8Array(chunk));
      head = new Uint8Array(0);
      left = 4 + new DataView(chunk.buffer, chunk.byteOffset).getInt32(0);
    }
    left -= chunk.length;
    if (left === 0) answered();
  });
  const one = () =>
    new Promise<void>((resolve) => {
      answered = resolve;
      socket.write(frame);
    });
  return {
    one,
    many: () => Promise.reject(new Error("only single sends")),
    fill: () => {},
    close: () => Promise.resolve(socket.destroy()),
  };
}

function requestOf(name: string, value: Uint8Array): Uint8Array {
  const batch = new BatchWriter({ maxBytes: 1 << 20 });
  batch.append({ key: null, value }, Date.now());
  const records = batch.seal({ crc: crc32c });
  const writer = new Writer();
  encodeProduceRequest(
    writer,
    { acks: -1, timeoutMs: 30_000, topicData: [{ name, partitionData: [{ index: 0, records }] }] },
    VERSION,
  );
  // Size, API key 0, version, correlation id, no client id, no tags.
  const head = new Uint8Array(15);
  const view = new DataView(head.buffer);
  view.setInt32(0, 11 + writer.byteLength);
  view.setInt16(6, VERSION);
  view.setInt32(8, 7);
  view.setInt16(12, -1);
  return Buffer.concat([head, ...writer.chunks()]);
}
