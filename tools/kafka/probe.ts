// A few requests of the Kafka protocol in raw bytes, so that the harness can tell a ready broker without the client
// that it is there to test. Called by cluster.ts and by the harness's own tests.
import { connect } from "node:net";

/** One API of an ApiVersions answer. */
export interface ApiRange {
  /** API key. */
  readonly key: number;
  /** Lowest version. */
  readonly min: number;
  /** Highest version. */
  readonly max: number;
}

/** A partition in a Metadata answer. */
export interface PartitionPlace {
  /** Partition number. */
  readonly partition: number;
  /** Error code; 0 when there is a leader. */
  readonly error: number;
  /** Node id of the leader, -1 when there is none. */
  readonly leader: number;
  /** Node ids of the replicas. */
  readonly replicas: readonly number[];
  /** Node ids of the in-sync replicas. */
  readonly isr: readonly number[];
}

/** What a broker knows of its cluster. */
export interface ClusterView {
  /** Node ids of the live brokers, in rising order. */
  readonly brokers: readonly number[];
  /** Partitions of the topic that was asked for, in rising order; empty without one. */
  readonly partitions: readonly PartitionPlace[];
}

/** A request in raw bytes. */
export interface RawRequest {
  /** API key. */
  readonly key: number;
  /** API version; not a flexible one. */
  readonly version: number;
  /** Bytes of the body. */
  readonly body: Uint8Array;
  /** Time limit for connecting and answering. @default 3000 */
  readonly timeoutMs?: number;
}

/** Sends one request over its own connection and gives the answer's body. */
export function rawCall(port: number, request: RawRequest): Promise<DataView> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port });
    let answer: Uint8Array = new Uint8Array(0);
    let failure: Error | undefined = new Error(`the broker on port ${port} closed the connection`);
    let view: DataView | undefined;
    const timer = setTimeout(() => {
      failure = new Error(`the broker on port ${port} did not answer in time`);
      socket.destroy();
    }, request.timeoutMs ?? 3000);
    socket.on("connect", () => socket.write(frame(request)));
    socket.on("error", (cause) => failure = cause);
    socket.on("data", (chunk: Uint8Array) => {
      answer = join(answer, chunk);
      if (answer.length < 4) return;
      const length = new DataView(answer.buffer, answer.byteOffset).getInt32(0);
      if (answer.length < 4 + length) return;
      view = new DataView(answer.buffer, answer.byteOffset + 8, length - 4);
      failure = undefined;
      socket.destroy();
    });
    socket.on("close", () => {
      clearTimeout(timer);
      if (view !== undefined && failure === undefined) resolve(view);
      else reject(failure ?? new Error(`no answer from port ${port}`));
    });
  });
}

/** Asks for the API versions (ApiVersions v0). Brokers before 0.10 close the connection or never answer. */
export async function askApiVersions(port: number, timeoutMs: number = 3000): Promise<ApiRange[]> {
  const view = await rawCall(port, { key: 18, version: 0, body: new Uint8Array(0), timeoutMs });
  const error = view.getInt16(0);
  if (error !== 0) throw new Error(`ApiVersions answered error ${error}`);
  return Array.from({ length: view.getInt32(2) }, (_, i) => ({
    key: view.getInt16(6 + 6 * i),
    min: view.getInt16(8 + 6 * i),
    max: view.getInt16(10 + 6 * i),
  }));
}

/** Asks for the cluster as one broker sees it (Metadata v0, which every broker from 0.8 to 4.x answers). */
export async function askMetadata(port: number, topic?: string, timeoutMs: number = 3000): Promise<ClusterView> {
  const name = new TextEncoder().encode(topic ?? "");
  const body = new Uint8Array(topic === undefined ? 4 : 6 + name.length);
  if (topic !== undefined) {
    const view = new DataView(body.buffer);
    view.setInt32(0, 1);
    view.setInt16(4, name.length);
    body.set(name, 6);
  }
  const view = await rawCall(port, { key: 3, version: 0, body, timeoutMs });
  let at = 0;
  const int16 = () => view.getInt16((at += 2) - 2);
  const int32 = () => view.getInt32((at += 4) - 4);
  const skip = (bytes: number) => {
    at += bytes;
  };
  const list = <T>(item: () => T): T[] => Array.from({ length: int32() }, item);
  const brokers = list(() => {
    const id = int32();
    skip(int16());
    int32(); // its port
    return id;
  });
  const partitions: PartitionPlace[] = [];
  list(() => {
    int16();
    const length = int16();
    const wanted = text(view, { at, length }) === topic;
    skip(length);
    const places = list(() => {
      const error = int16();
      const [partition, leader] = [int32(), int32()];
      return { error, partition, leader, replicas: list(int32), isr: list(int32) };
    });
    if (wanted) partitions.push(...places);
  });
  const rising = (a: PartitionPlace, b: PartitionPlace) => a.partition - b.partition;
  return { brokers: brokers.sort((a, b) => a - b), partitions: partitions.sort(rising) };
}

function frame(request: RawRequest): Uint8Array {
  const client = new TextEncoder().encode("harness");
  const bytes = new Uint8Array(14 + client.length + request.body.length);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, bytes.length - 4);
  view.setInt16(4, request.key);
  view.setInt16(6, request.version);
  view.setInt32(8, 1);
  view.setInt16(12, client.length);
  bytes.set(client, 14);
  bytes.set(request.body, 14 + client.length);
  return bytes;
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function text(view: DataView, where: { at: number; length: number }): string {
  return new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + where.at, where.length));
}
