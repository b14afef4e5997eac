// The waist: one cluster, its brokers, its metadata, and the way of every request to the right broker. Producers,
// consumers and admin calls use it through waist.ts; it must not know what they do.
import { within } from "../../base/abort.ts";
import { Tracker } from "../../base/track.ts";
import { ClosedError } from "../../errors/closed_error.ts";
import { ConfigError } from "../../errors/config_error.ts";
import { KafkaError } from "../../errors/kafka_error.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { Metadata } from "../../protocol/messages/metadata.ts";
import { anyApi, type Api, type ClientApi, type Init } from "../../protocol/wire/api.ts";
import type { Platform } from "../../transports/platform.ts";
import { type Emit, emitTo } from "../base/client_event.ts";
import { errorFromCode } from "../base/retry_rules.ts";
import type { NetSettings } from "../net/broker.ts";
import { pinnedVersions } from "../net/pinned_versions.ts";
import { BrokerPool } from "./broker_pool.ts";
import { ClusterView } from "./cluster_view.ts";
import { Dispatcher } from "./dispatch.ts";
import { readTopics } from "./metadata.ts";
import {
  checkClusterOptions,
  type CheckedClusterOptions,
  type ClusterInternals,
  type ClusterOptions,
} from "./options.ts";
import { withRetries } from "./retry.ts";
import { routeOf, targetOf } from "./routing.ts";
import { parseSeeds } from "./seeds.ts";
import type { Message, Shard } from "./shards.ts";
import type {
  LeaderHint,
  MetadataSnapshot,
  PartitionMetadata,
  RequestBody,
  RequestOptions,
  TopicMetadata,
  Waist,
  WantOptions,
  WarmUpOptions,
} from "./waist.ts";

/** Options of a call that has none. */
const NO_OPTIONS: RequestOptions = {};

/** A cluster. Nothing is opened before the first request. */
export class Cluster implements Waist {
  /** Sockets, time, chance and codecs. */
  readonly platform: Platform;
  /** Tells the hooks. */
  readonly emit: Emit;
  /** Default total time limit of a call, in ms. */
  readonly apiTimeoutMs: number;
  /** Time limit of one request, in ms. */
  readonly requestTimeoutMs: number;
  /** Where the client stands; null: not told. */
  readonly rack: string | null;
  readonly #o: CheckedClusterOptions;
  readonly #pool: BrokerPool;
  readonly #tracker: Tracker;
  readonly #view: ClusterView;
  readonly #dispatch: Dispatcher;
  readonly #closing = new AbortController();
  #closed: Promise<void> | null = null;

  /** Checks the options; every mistake is in one `ConfigError`. */
  constructor(options: ClusterOptions, internals: ClusterInternals = {}) {
    this.#o = checkClusterOptions(options);
    this.platform = platformOf(options, internals);
    this.emit = emitTo(this.#o.hooks);
    this.apiTimeoutMs = this.#o.apiTimeoutMs;
    this.requestTimeoutMs = this.#o.requestTimeoutMs;
    this.rack = this.#o.rack;
    this.#tracker = new Tracker((error) => this.#unexpected(error));
    this.#pool = new BrokerPool(this.#o.seeds, this.#netSettings(internals));
    this.#view = new ClusterView((snapshot) => this.#viewChanged(snapshot));
    this.#dispatch = new Dispatcher({
      platform: this.platform,
      options: this.#o,
      pool: this.#pool,
      view: this.#view,
      emit: this.emit,
      tracker: this.#tracker,
      closing: this.#closing.signal,
    });
  }

  /** The newest view; empty before the first answer. */
  get metadata(): MetadataSnapshot {
    return this.#view.snapshot;
  }

  /** Sends a request to the right broker, with retries unless told otherwise. */
  request<Request, Response>(
    api: ClientApi<Request, Response>,
    body: RequestBody<Request>,
    options: RequestOptions = NO_OPTIONS,
  ): Promise<Response> {
    return this.#dispatch.request(api, body, options);
  }

  /**
   * Splits a request by the brokers that own its parts and gives the answer of each by itself, also when some failed.
   * A request that concerns one broker gives one part.
   */
  async requestShards<Request, Response>(
    api: ClientApi<Request, Response>,
    request: Init<Request>,
    options: RequestOptions = NO_OPTIONS,
  ): Promise<readonly Shard<Init<Request>, Response>[]> {
    const any = anyApi(api);
    const route = routeOf(api, request as Message);
    if (options.to !== undefined || route.to !== "shards") {
      const to = options.to ?? targetOf(route as Exclude<typeof route, { to: "shards" }>, request as Message);
      const response = await this.request(api, request, options);
      return [{ to: typeof to === "string" ? "any" : to, request, response, error: null }];
    }
    const sharded = this.#dispatch.sharded(any, { request: request as Message, options });
    await withRetries((attempt) => this.#dispatch.tryShards(sharded, attempt), this.#dispatch.limits(any, options));
    return sharded.shards as readonly Shard<Init<Request>, Response>[];
  }

  /** Adds topics to those kept fresh and waits until the view has an answer for each. */
  async wantTopics(
    names: readonly string[],
    options: WantOptions = {},
  ): Promise<MetadataSnapshot> {
    const limits = this.#dispatch.limits(Metadata, options);
    const { allowCreation = false, owner } = options;
    return await withRetries(() => this.#dispatch.refresher.need(names, allowCreation, owner), limits, {
      onFailure: (error) => {
        this.#dispatch.noteFailure(error);
        return "after a wait";
      },
    });
  }

  /** Stops keeping a topic fresh, once no other owner wants it; without `owner`: whoever wants it. */
  forgetTopic(name: string, owner?: object): void {
    if (this.#dispatch.refresher.forget(name, owner)) this.#view.forget(name);
  }

  /** Fetches the view anew: single flight, with the minimum spacing. */
  async refreshMetadata(_reason: string, options: { readonly signal?: AbortSignal } = {}): Promise<MetadataSnapshot> {
    this.#throwIfClosed();
    const { clock } = this.platform;
    return await within(this.#dispatch.refresher.refresh(), { clock, ...options, what: "The refresh of the metadata" });
  }

  /** All topics of the cluster. */
  async listTopics(options: { readonly signal?: AbortSignal } = {}): Promise<readonly TopicMetadata[]> {
    const response = await this.request(
      Metadata,
      (version) => ({ topics: version === 0 ? [] : null, ...(version >= 4 ? { allowAutoTopicCreation: false } : {}) }),
      { ...options, to: "any" },
    );
    return readTopics(response);
  }

  /** Names of all topics, without Kafka's own unless asked for. */
  async topics(
    options: { readonly signal?: AbortSignal; readonly internal?: boolean } = {},
  ): Promise<readonly string[]> {
    const all = await this.listTopics(options);
    return all.filter((topic) => options.internal === true || !topic.isInternal).map((topic) => topic.name).sort();
  }

  /** The partitions of a topic, fresh; rejects when there is no such topic. */
  async partitions(
    topic: string,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<readonly PartitionMetadata[]> {
    const response = await this.request(
      Metadata,
      (version) => ({ topics: [{ name: topic }], ...(version >= 4 ? { allowAutoTopicCreation: false } : {}) }),
      { ...options, to: "any" },
    );
    const found = readTopics(response).find((entry) => entry.name === topic);
    if (found === undefined || found.errorCode !== 0) {
      throw errorFromCode(found?.errorCode ?? ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, { topic });
    }
    return found.partitions;
  }

  /** Resolves when any broker answers: host, port, TLS and login are right. Rejects with the reason why not. */
  async ping(options: { readonly signal?: AbortSignal; readonly timeoutMs?: number } = {}): Promise<void> {
    await this.request(
      Metadata,
      (version) => ({ topics: [], ...(version >= 4 ? { allowAutoTopicCreation: false } : {}) }),
      { ...options, to: "any" },
    );
  }

  /** Fetches the metadata and opens connections to all brokers (or those given), so that the first request is fast. */
  async warmUp(options: WarmUpOptions & { readonly topics?: readonly string[] } = {}): Promise<void> {
    const limits = this.#dispatch.limits(Metadata, options);
    await withRetries(async () => {
      if (options.topics !== undefined) await this.#dispatch.refresher.need(options.topics, false);
      if (this.#view.snapshot.generation === 0) await this.#dispatch.refresher.refresh();
    }, limits);
    const ids = options.brokers ?? [...this.#view.snapshot.brokers.keys()];
    const opened = ids.flatMap((id) =>
      (options.lanes ?? ["general"]).map((lane) =>
        withRetries(async () => void await this.#dispatch.brokerById(id).connection(lane), limits)
      )
    );
    const results = await Promise.allSettled(opened);
    for (const result of results) if (result.status === "rejected") throw result.reason;
  }

  /** Replaces the bootstrap addresses; open connections stay. */
  setBrokers(brokers: string | readonly string[]): void {
    const problems: string[] = [];
    const seeds = parseSeeds(brokers, (text) => problems.push(text));
    if (problems.length > 0) {
      throw new ConfigError(`setBrokers: ${problems.join("; ")}`, { code: "INVALID_CONFIG", problems });
    }
    this.#pool.setSeeds(seeds);
  }

  /** Calls `fn` with each new view; the returned function ends that. */
  onMetadata(fn: (metadata: MetadataSnapshot) => void): () => void {
    return this.#view.listen(fn);
  }

  /** Takes over a new leader from an error answer, if its epoch is newer (KIP-951); false: it is not. */
  applyLeaderHint(hint: LeaderHint): boolean {
    return this.#view.applyHint(hint);
  }

  /** The version of `api` that would be used with a broker; null: the broker does not have it. */
  async versionOf(
    api: Api,
    nodeId: number,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<number | null> {
    const connection = await this.#dispatch.anyConnection(api, { nodeId, ...options });
    return connection.versions.choose(api, {}).version;
  }

  /** The last failure of a connection or of the metadata since a time of the clock. */
  failureSince(time: number): KafkaError | undefined {
    return this.#dispatch.failureSince(time);
  }

  /** Feature levels that the cluster has agreed on (KIP-584), as one broker tells them. */
  async features(
    options: { readonly nodeId?: number; readonly signal?: AbortSignal } = {},
  ): Promise<ReadonlyMap<string, number>> {
    const connection = await this.#dispatch.anyConnection(Metadata, options);
    return connection.versions.features;
  }

  /** Closes an extra lane that a caller opened by name. */
  closeLane(nodeId: number, lane: string): void {
    this.#pool.byId(nodeId)?.closeLane(lane);
  }

  /** Open connections, for gauges. */
  get openConnections(): number {
    return this.#pool.all().reduce((sum, broker) => sum + broker.connections, 0);
  }

  /** Fails what is pending, closes every connection, ends every timer; calls after it share its promise. */
  close(options: { readonly timeoutMs?: number; readonly signal?: AbortSignal } = {}): Promise<void> {
    this.#closed ??= this.#close();
    const { clock } = this.platform;
    const timeoutMs = options.timeoutMs ?? this.#o.closeTimeoutMs;
    return within(this.#closed, { clock, timeoutMs, ...options, what: "The close of the client" });
  }

  async #close(): Promise<void> {
    const error = new ClosedError("The client is closed", { code: "CLOSED" });
    this.#closing.abort(error);
    this.#dispatch.refresher.stop();
    this.#pool.close(error);
    this.#view.close();
    await this.#tracker.idle();
  }

  #netSettings(internals: ClusterInternals): NetSettings {
    const o = this.#o;
    const { platform } = this;
    const { clock, random } = platform;
    return {
      // Looked up at each call: a platform may be loaded only then. A user's own dial resolves names itself.
      dial: o.dial ?? ((options) => platform.dial(options)),
      ...(o.dial === undefined
        ? { resolve: (host: string) => platform.resolve?.(host) ?? Promise.resolve([host]) }
        : {}),
      ...(o.tls === undefined ? {} : { tls: o.tls }),
      clock,
      random,
      connectTimeoutMs: o.connectTimeoutMs,
      handshakeTimeoutMs: Math.min(o.connectTimeoutMs, o.requestTimeoutMs),
      clientId: o.clientId,
      maxResponseBytes: o.maxResponseBytes,
      connectionsMaxIdleMs: o.connectionsMaxIdleMs,
      retryBackoffMs: o.retryBackoffMs,
      retryBackoffMaxMs: o.retryBackoffMaxMs,
      limits: { minVersions: o.minVersions, maxVersions: o.maxVersions, unstable: o.unstableVersions },
      pinned: o.brokerVersion === null ? null : pinnedVersions(o.brokerVersion),
      ...(internals.authenticate === undefined ? {} : { authenticate: internals.authenticate }),
      emit: o.hooks.length === 0 ? null : this.emit,
      tracker: this.#tracker,
      clusterId: () => this.#view.snapshot.clusterId,
      onFailure: (broker, error) => this.#dispatch.onNetFailure(broker, error),
    };
  }

  /** Brokers that are gone coordinate nothing any more. */
  #viewChanged(snapshot: MetadataSnapshot): void {
    for (const nodeId of this.#pool.update(snapshot.brokers)) this.#dispatch.coordinators.dropNode(nodeId);
    this.emit({ type: "metadata", brokers: snapshot.brokers.size, topics: snapshot.topics.size, error: null });
  }

  #throwIfClosed(): void {
    if (this.#closing.signal.aborted) throw this.#closing.signal.reason;
  }

  #unexpected(error: unknown): void {
    if (error instanceof KafkaError) this.emit({ type: "error", error, where: "cluster" });
  }
}

function platformOf(options: ClusterOptions, internals: ClusterInternals): Platform {
  const platform = options.platform ?? internals.platform;
  if (platform !== undefined) return platform;
  const problem = "platform is missing: give the one of this runtime, such as transports/node";
  throw new ConfigError(problem, { code: "INVALID_CONFIG", problems: [problem] });
}
