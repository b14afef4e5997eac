// A cluster of the mind: partition logs in memory behind the contract of the waist, in virtual time. Tests of the
// consumer say where leaders are and what each fetch answers; no codec of messages is involved.
import type { FetchRequest, FetchResponse } from "../../../protocol/messages/fetch.ts";
import type { ListOffsetsRequest, ListOffsetsResponse } from "../../../protocol/messages/list_offsets.ts";
import { readRecordBatches } from "../../../protocol/records/batch_reader.ts";
import { placeBatch } from "../../../protocol/records/batch_header.ts";
import { BatchWriter } from "../../../protocol/records/batch_writer.ts";
import { crc32c } from "../../../protocol/wire/crc32c.ts";
import type { ClientApi } from "../../../protocol/wire/api.ts";
import { VirtualClock } from "../../../simulation/clock.ts";
import { SeededRandom } from "../../../simulation/random.ts";
import type { ClientEvent } from "../../../src/base/client_event.ts";
import type { LeaderHint, MetadataSnapshot, RequestBody, RequestOptions, Waist } from "../../../src/cluster/waist.ts";
import type { Platform } from "../../../transports/platform.ts";

const VERSION = 12;

/** What one partition holds. */
export interface FakePartition {
  /** Node id of the leader. */
  leader: number;
  /** Its epoch. */
  epoch: number;
  /** First offset. */
  logStart: number;
  /** Offset behind the last record. */
  end: number;
  /** Batches by offset. */
  batches: { base: number; last: number; timestamp: number; bytes: Uint8Array }[];
  /** Aborted transactions to tell. */
  aborted: { producerId: bigint; firstOffset: bigint }[];
  /** Errors to answer fetches with, first come first served. */
  errors: number[];
}

/** A sent request, for tests to look at. */
export interface SeenFetch {
  readonly broker: number;
  readonly lane: string | undefined;
  readonly partitions: readonly string[];
  readonly at: number;
}

/** A record set as a producer makes it. */
export function batchOf(
  values: readonly (string | null)[],
  options: { readonly producerId?: number; readonly transactional?: boolean; readonly timestamp?: number } = {},
): Uint8Array {
  const writer = new BatchWriter({ maxBytes: 1_000_000 });
  for (const value of values) writer.append({ key: null, value }, options.timestamp ?? 1000);
  return writer.seal({
    crc: crc32c,
    producerId: options.producerId ?? -1,
    transactional: options.transactional ?? false,
  });
}

/** The contract of the waist over partitions in memory. */
export class FakeWaist implements Waist {
  readonly clock = new VirtualClock();
  readonly events: ClientEvent[] = [];
  readonly fetches: SeenFetch[] = [];
  readonly platform: Platform;
  readonly apiTimeoutMs = 60_000;
  readonly requestTimeoutMs = 30_000;
  readonly topics = new Map<string, FakePartition[]>();
  metadata: MetadataSnapshot;
  /** Whether a refresh shows the truth, or the old view goes on. */
  refreshes = 0;
  #listeners = new Set<(metadata: MetadataSnapshot) => void>();
  #wanted = new Set<string>();
  #waiting = new Set<() => void>();

  constructor() {
    this.platform = {
      name: "fake",
      dial: () => Promise.reject(new Error("A fake waist has no sockets")),
      clock: this.clock,
      random: new SeededRandom(1),
      codecs: {},
      wasmCrc: false,
    };
    this.metadata = this.#view();
  }

  emit = (event: ClientEvent): void => {
    this.events.push(event);
  };

  /** Makes a topic; leaders go round over two brokers. */
  topic(name: string, partitions: number): void {
    this.topics.set(
      name,
      Array.from({ length: partitions }, (_, i) => ({
        leader: i % 2,
        epoch: 0,
        logStart: 0,
        end: 0,
        batches: [],
        aborted: [],
        errors: [],
      })),
    );
  }

  partition(topic: string, partition: number): FakePartition {
    const found = this.topics.get(topic)?.[partition];
    if (found === undefined) throw new Error(`The fake has no ${topic}[${partition}]`);
    return found;
  }

  /** Appends a batch as a leader does, and wakes long polls. */
  append(topic: string, partition: number, bytes: Uint8Array): void {
    const log = this.partition(topic, partition);
    const batch = readRecordBatches(bytes).batches[0];
    placeBatch(bytes, { baseOffset: log.end, partitionLeaderEpoch: log.epoch });
    const last = log.end + batch.recordCount - 1;
    log.batches.push({ base: log.end, last, timestamp: batch.maxTimestamp, bytes });
    log.end = last + 1;
    this.wakeFetches();
  }

  /** Answers every long poll that waits. */
  wakeFetches(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }

  async request<Request, Response>(
    api: ClientApi<Request, Response>,
    body: RequestBody<Request>,
    options: RequestOptions = {},
  ): Promise<Response> {
    const broker = (options.to as { broker: number }).broker;
    const request = typeof body === "function" ? (body as (version: number) => unknown)(VERSION) : body;
    if (options.signal?.aborted) throw options.signal.reason;
    const answer = api.name === "Fetch"
      ? await this.#fetch(request as FetchRequest, { broker, options })
      : this.#listOffsets(request as unknown as ListOffsetsRequest, broker);
    if (options.signal?.aborted) throw options.signal.reason;
    return answer as Response;
  }

  async #fetch(
    request: FetchRequest,
    { broker, options }: { readonly broker: number; readonly options: RequestOptions },
  ): Promise<FetchResponse> {
    const partitions = request.topics.flatMap((t) => t.partitions.map((p) => `${t.topic}-${p.partition}`));
    this.fetches.push({ broker, lane: options.lane, partitions, at: this.clock.now() });
    const first = this.#answer(request, broker);
    if (first.found) return first.response;
    await new Promise<void>((resolve) => {
      const done = () => {
        cancel();
        this.#waiting.delete(done);
        options.signal?.removeEventListener("abort", done);
        resolve();
      };
      const cancel = this.clock.after(request.maxWaitMs, done);
      this.#waiting.add(done);
      options.signal?.addEventListener("abort", done);
    });
    return this.#answer(request, broker).response;
  }

  #answer(request: FetchRequest, broker: number): { readonly response: FetchResponse; readonly found: boolean } {
    let found = false;
    const responses = request.topics.map((topic) => ({
      topic: topic.topic,
      topicId: topic.topicId,
      partitions: topic.partitions.map((asked) => {
        const log = this.partition(topic.topic, asked.partition);
        const offset = Number(asked.fetchOffset);
        let errorCode = log.errors.shift() ?? 0;
        if (errorCode === 0 && log.leader !== broker) errorCode = 6;
        if (errorCode === 0 && (offset < log.logStart || offset > log.end)) errorCode = 1;
        const records = errorCode === 0 ? concat(log, offset, asked.partitionMaxBytes) : null;
        if (errorCode !== 0 || (records?.length ?? 0) > 0) found = true;
        return {
          partitionIndex: asked.partition,
          errorCode,
          highWatermark: BigInt(log.end),
          lastStableOffset: BigInt(log.end),
          logStartOffset: BigInt(log.logStart),
          divergingEpoch: { epoch: -1, endOffset: -1n },
          currentLeader: { leaderId: -1, leaderEpoch: -1 },
          snapshotId: { endOffset: -1n, epoch: -1 },
          abortedTransactions: log.aborted,
          preferredReadReplica: -1,
          records,
        };
      }),
    }));
    return { response: { throttleTimeMs: 0, errorCode: 0, sessionId: 0, responses, nodeEndpoints: [] }, found };
  }

  #listOffsets(request: ListOffsetsRequest, broker: number): ListOffsetsResponse {
    return {
      throttleTimeMs: 0,
      topics: request.topics.map(({ name, partitions }) => ({
        name,
        partitions: partitions.map(({ partitionIndex, timestamp }) => {
          const log = this.partition(name, partitionIndex);
          const later = log.batches.find((batch) => batch.timestamp >= Number(timestamp))?.base ?? -1;
          const offset = timestamp === -2n ? log.logStart : timestamp === -1n ? log.end : later;
          return {
            partitionIndex,
            errorCode: log.leader === broker ? 0 : 6,
            timestamp: -1n,
            offset: BigInt(offset),
            leaderEpoch: log.epoch,
            oldStyleOffsets: [],
          };
        }),
      })),
    };
  }

  async wantTopics(names: readonly string[]): Promise<MetadataSnapshot> {
    for (const name of names) this.#wanted.add(name);
    return await this.refreshMetadata();
  }

  forgetTopic(name: string): void {
    this.#wanted.delete(name);
  }

  async refreshMetadata(): Promise<MetadataSnapshot> {
    await new Promise<void>((resolve) => void this.clock.after(1, resolve));
    this.refreshes++;
    this.metadata = this.#view();
    for (const fn of this.#listeners) fn(this.metadata);
    return this.metadata;
  }

  listTopics(): Promise<never> {
    return Promise.reject(new Error("A fake waist does not list topics"));
  }

  onMetadata(fn: (metadata: MetadataSnapshot) => void): () => void {
    this.#listeners.add(fn);
    return () => this.#listeners.delete(fn);
  }

  applyLeaderHint(_hint: LeaderHint): boolean {
    return false;
  }

  versionOf(): Promise<number | null> {
    return Promise.resolve(VERSION);
  }

  #view(): MetadataSnapshot {
    const topics = [...this.#wanted].map((name) => {
      const logs = this.topics.get(name);
      return [name, {
        name,
        id: "AAAAAAAAAAAAAAAAAAAAAA",
        errorCode: logs === undefined ? 3 : 0,
        isInternal: false,
        partitions: (logs ?? []).map((log, partition) => ({
          partition,
          errorCode: 0,
          leader: log.leader,
          leaderEpoch: log.epoch,
          replicas: [0, 1],
          inSyncReplicas: [0, 1],
          offlineReplicas: [],
        })),
      }] as const;
    });
    return {
      generation: this.refreshes,
      clusterId: "fake",
      controllerId: 0,
      brokers: new Map(),
      topics: new Map(topics),
      topicNames: new Map(),
    };
  }
}

/** The batches from an offset on, up to a size; the first always fits. */
function concat(log: FakePartition, offset: number, maxBytes: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  for (const batch of log.batches) {
    if (batch.last < offset) continue;
    if (parts.length > 0 && size + batch.bytes.length > maxBytes) break;
    parts.push(batch.bytes);
    size += batch.bytes.length;
  }
  const out = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
