// A waist with a small cluster behind it in virtual time: leaders, logs, the sequence check of a broker. Tests of the
// producer script its faults. Knows no sockets.
import { KafkaError } from "../../../errors/kafka_error.ts";
import type { ProduceRequest, ProduceResponse } from "../../../protocol/messages/produce.ts";
import { readRecordBatches, type RecordBatch } from "../../../protocol/records/batch_reader.ts";
import { CodecTable } from "../../../protocol/records/codecs.ts";
import { crc32c } from "../../../protocol/wire/crc32c.ts";
import type { Api, ClientApi, Init } from "../../../protocol/wire/api.ts";
import { VirtualClock } from "../../../simulation/clock.ts";
import { SeededRandom } from "../../../simulation/random.ts";
import type { ClientEvent } from "../../../src/base/client_event.ts";
import type {
  BrokerAddress,
  LeaderHint,
  MetadataSnapshot,
  RequestBody,
  RequestOptions,
  TopicMetadata,
  Waist,
} from "../../../src/cluster/waist.ts";
import type { Platform } from "../../../transports/platform.ts";

/** One partition of a Produce request, as the fake broker sees it. */
export interface ProducedPartition {
  readonly topic: string;
  readonly partition: number;
  readonly batch: RecordBatch;
  readonly values: readonly string[];
}

/** One Produce request. */
export interface ProduceCall {
  readonly nodeId: number;
  readonly version: number;
  readonly at: number;
  readonly partitions: readonly ProducedPartition[];
  /** How many batches of the first partition are in flight, this one included. */
  readonly inFlight: number;
}

/** A message that a test may change. */
export type Editable<T> = T extends Uint8Array | string | number | bigint | boolean | null | undefined ? T
  : T extends readonly (infer U)[] ? Editable<U>[]
  : { -readonly [K in keyof T]: Editable<T[K]> };

/** What a fault does: an error code for each partition, a thrown error, a late answer, or an answer of its own. */
export interface Fault {
  readonly code?: number;
  /** Applies the request before it fails or answers. */
  readonly write?: boolean;
  readonly error?: Error;
  readonly delayMs?: number;
  readonly edit?: (response: Editable<ProduceResponse>) => void;
}

interface Log {
  leader: number;
  epoch: number;
  readonly values: string[];
  readonly producers: Map<
    number,
    { epoch: number; last: number; recent: { first: number; last: number; offset: number }[] }
  >;
}

/** A waist over fake brokers. */
export class FakeWaist implements Waist {
  readonly clock = new VirtualClock();
  readonly platform: Platform;
  readonly apiTimeoutMs = 60_000;
  readonly requestTimeoutMs = 30_000;
  readonly events: ClientEvent[] = [];
  readonly calls: ProduceCall[] = [];
  readonly logs = new Map<string, Log[]>();
  /** Ids of topics; absent: the zero id. */
  readonly ids = new Map<string, string>();
  /** Faults by call; the first that gives one is used. */
  fault: (call: ProduceCall) => Fault | null = () => null;
  /** Whether metadata answers come; an error else. */
  metadataFault: () => Error | null = () => null;
  initFault: () => Error | number | null = () => null;
  produceVersion = 12;
  latencyMs = 1;
  /** Metadata are this old when they are read: a move shows only after a refresh. */
  metadata: MetadataSnapshot = emptySnapshot();
  refreshes = 0;
  inits = 0;
  readonly #listeners = new Set<(metadata: MetadataSnapshot) => void>();
  readonly #wanted = new Set<string>();
  readonly #inFlight = new Map<string, number>();
  readonly #codecs: CodecTable;

  constructor(topics: Readonly<Record<string, number>> = { t: 1 }) {
    const random = new SeededRandom(7);
    this.platform = {
      name: "fake",
      dial: () => Promise.reject(new Error("no sockets here")),
      clock: this.clock,
      random,
      codecs: {},
      wasmCrc: false,
    };
    this.#codecs = new CodecTable({}, (promise) => this.clock.outside(promise));
    for (const [name, partitions] of Object.entries(topics)) this.createTopic(name, partitions);
  }

  readonly emit = (event: ClientEvent): void => {
    this.events.push(event);
  };

  createTopic(name: string, partitions: number): void {
    this.logs.set(
      name,
      Array.from({ length: partitions }, (_, i) => ({ leader: i % 3, epoch: 0, values: [], producers: new Map() })),
    );
  }

  log(topic: string, partition = 0): Log {
    const log = this.logs.get(topic)?.[partition];
    if (log === undefined) throw new Error(`no log ${topic}-${partition}`);
    return log;
  }

  /** Moves a leader; clients see it when they ask. */
  move(topic: string, partition: number, leader: number): void {
    const log = this.log(topic, partition);
    log.leader = leader;
    log.epoch++;
  }

  async request<Request, Response>(
    api: ClientApi<Request, Response>,
    body: RequestBody<Request>,
    options: RequestOptions = {},
  ): Promise<Response> {
    if (api.name === "InitProducerId") return await this.#init() as Response;
    if (api.name !== "Produce") throw new Error(`unexpected ${api.name}`);
    const to = options.to;
    if (typeof to !== "object" || !("broker" in to)) throw new Error("Produce needs a broker");
    const version = Math.min(this.produceVersion, options.maxVersion ?? Infinity);
    const made = typeof body === "function" ? (body as (version: number) => Init<Request>)(version) : body;
    return await this.#produce(to.broker, { request: made as Init<ProduceRequest>, version, options }) as Response;
  }

  wantTopics(names: readonly string[]): Promise<MetadataSnapshot> {
    for (const name of names) this.#wanted.add(name);
    return this.refreshMetadata("wanted");
  }

  forgetTopic(name: string): void {
    this.#wanted.delete(name);
  }

  async refreshMetadata(_reason: string, options: { readonly signal?: AbortSignal } = {}): Promise<MetadataSnapshot> {
    this.refreshes++;
    await this.#wait(this.latencyMs, options.signal);
    const error = this.metadataFault();
    if (error !== null) throw error;
    this.#update();
    return this.metadata;
  }

  /** A refresh that nobody of the producer asked for. */
  async refreshInBackground(): Promise<void> {
    await this.clock.until(this.refreshMetadata("test"));
  }

  listTopics(): Promise<readonly TopicMetadata[]> {
    return Promise.resolve([...this.metadata.topics.values()]);
  }

  onMetadata(fn: (metadata: MetadataSnapshot) => void): () => void {
    this.#listeners.add(fn);
    return () => this.#listeners.delete(fn);
  }

  applyLeaderHint(hint: LeaderHint): boolean {
    const topics = new Map(this.metadata.topics);
    const topic = topics.get(hint.topic);
    if (topic === undefined) return false;
    const partitions = topic.partitions.map((one) =>
      one.partition === hint.partition ? { ...one, leader: hint.leader, leaderEpoch: hint.leaderEpoch } : one
    );
    topics.set(hint.topic, { ...topic, partitions });
    this.#publish({ ...this.metadata, generation: this.metadata.generation + 1, topics });
    return true;
  }

  versionOf(_api: Api): Promise<number | null> {
    return Promise.resolve(this.produceVersion);
  }

  async #init(): Promise<unknown> {
    this.inits++;
    await this.#wait(this.latencyMs);
    const fault = this.initFault();
    if (fault instanceof Error) throw fault;
    return { throttleTimeMs: 0, errorCode: fault ?? 0, producerId: BigInt(1000 + this.inits), producerEpoch: 0 };
  }

  async #produce(
    nodeId: number,
    of: { readonly request: Init<ProduceRequest>; readonly version: number; readonly options: RequestOptions },
  ): Promise<ProduceResponse | null> {
    const partitions = await this.#decode(of.request);
    const key = `${partitions[0]?.topic}-${partitions[0]?.partition}`;
    const inFlight = (this.#inFlight.get(key) ?? 0) + 1;
    this.#inFlight.set(key, inFlight);
    const call: ProduceCall = { nodeId, version: of.version, at: this.clock.now(), partitions, inFlight };
    this.calls.push(call);
    const fault = this.fault(call) ?? {};
    const { code } = fault;
    const apply = code === undefined && fault.error === undefined || fault.write === true;
    const answers = partitions.map((one) => {
      const answer = apply ? this.#append(nodeId, one) : { errorCode: 0, baseOffset: -1 };
      return { one, errorCode: code ?? answer.errorCode, baseOffset: answer.baseOffset };
    });
    try {
      await this.#wait(fault.delayMs ?? this.latencyMs, of.options.signal);
    } finally {
      this.#inFlight.set(key, (this.#inFlight.get(key) ?? 1) - 1);
    }
    if (fault.error !== undefined) throw fault.error;
    if (of.options.noResponse === true) return null;
    const response = produceResponse(answers);
    fault.edit?.(response);
    return response;
  }

  async #decode(request: Init<ProduceRequest>): Promise<ProducedPartition[]> {
    const out: ProducedPartition[] = [];
    for (const topic of request.topicData ?? []) {
      for (const one of topic.partitionData ?? []) {
        const { batches, error } = readRecordBatches((one.records ?? new Uint8Array()).slice());
        if (error !== null || batches[0] === undefined) throw error ?? new Error("no batch");
        const records = await batches[0].decode({ crc: crc32c, codecs: this.#codecs });
        const values = records.map(({ value }) => new TextDecoder().decode(value ?? new Uint8Array()));
        out.push({ topic: topic.name ?? "", partition: one.index ?? 0, batch: batches[0], values });
      }
    }
    return out;
  }

  /** What a leader does: the sequence check of `ProducerStateManager`. */
  #append(nodeId: number, { topic, partition, batch, values }: ProducedPartition) {
    const log = this.logs.get(topic)?.[partition];
    if (log === undefined) return { errorCode: 3, baseOffset: -1 };
    if (log.leader !== nodeId) return { errorCode: 6, baseOffset: -1 };
    const offset = log.values.length;
    if (batch.producerId >= 0) {
      const first = batch.baseSequence;
      const last = (first + values.length - 1) % 0x8000_0000;
      const known = log.producers.get(batch.producerId);
      const entry = known ?? { epoch: batch.producerEpoch, last: -2, recent: [] };
      if (batch.producerEpoch < entry.epoch) return { errorCode: 47, baseOffset: -1 };
      if (batch.producerEpoch > entry.epoch) {
        if (first !== 0) return { errorCode: 45, baseOffset: -1 };
        entry.epoch = batch.producerEpoch;
        entry.recent = [];
      } else if (known !== undefined) {
        const double = entry.recent.find((one) => one.first === first && one.last === last);
        if (double !== undefined) return { errorCode: 0, baseOffset: double.offset };
        if (first !== (entry.last + 1) % 0x8000_0000) return { errorCode: 45, baseOffset: -1 };
      }
      entry.last = last;
      entry.recent = [...entry.recent.slice(-4), { first, last, offset }];
      log.producers.set(batch.producerId, entry);
    }
    log.values.push(...values);
    return { errorCode: 0, baseOffset: offset };
  }

  #update(): void {
    const topics = new Map<string, TopicMetadata>();
    for (const name of this.#wanted) {
      const logs = this.logs.get(name);
      topics.set(name, {
        name,
        id: this.ids.get(name) ?? "AAAAAAAAAAAAAAAAAAAAAA",
        errorCode: logs === undefined ? 3 : 0,
        isInternal: false,
        partitions: (logs ?? []).map(({ leader, epoch }, partition) => ({
          partition,
          errorCode: leader < 0 ? 5 : 0,
          leader,
          leaderEpoch: epoch,
          replicas: [0, 1, 2],
          inSyncReplicas: [0, 1, 2],
          offlineReplicas: [],
        })),
      });
    }
    this.#publish({ ...this.metadata, generation: this.metadata.generation + 1, topics });
  }

  #publish(metadata: MetadataSnapshot): void {
    this.metadata = metadata;
    for (const fn of [...this.#listeners]) fn(metadata);
  }

  #wait(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = () => reject(new KafkaError("stopped", { code: "ABORTED" }));
      if (signal?.aborted === true) return fail();
      const cancel = this.clock.after(ms, () => {
        signal?.removeEventListener("abort", onAbort);
        resolve();
      });
      const onAbort = () => {
        cancel();
        fail();
      };
      signal?.addEventListener("abort", onAbort, { once: true });
    });
  }
}

/** The values in a log of topic t, blanks cut off. */
export const trimmed = (waist: FakeWaist, partition = 0): string[] =>
  waist.log("t", partition).values.map((value) => value.trim());

/** Faults for the next calls, in order; null leaves a call alone. */
export function script(waist: FakeWaist, faults: readonly (Fault | null)[]): void {
  const left = [...faults];
  waist.fault = () => left.shift() ?? null;
}

function emptySnapshot(): MetadataSnapshot {
  const brokers = new Map<number, BrokerAddress>();
  return { generation: 0, clusterId: null, controllerId: -1, brokers, topics: new Map(), topicNames: new Map() };
}

function produceResponse(
  answers: readonly { readonly one: ProducedPartition; readonly errorCode: number; readonly baseOffset: number }[],
): Editable<ProduceResponse> {
  const responses = answers.map(({ one, errorCode, baseOffset }) => ({
    name: one.topic,
    topicId: "AAAAAAAAAAAAAAAAAAAAAA",
    partitionResponses: [{
      index: one.partition,
      errorCode,
      baseOffset: BigInt(baseOffset),
      logAppendTimeMs: -1n,
      logStartOffset: 0n,
      recordErrors: [],
      errorMessage: null,
      currentLeader: { leaderId: -1, leaderEpoch: -1 },
    }],
  }));
  return { responses, throttleTimeMs: 0, nodeEndpoints: [] };
}
