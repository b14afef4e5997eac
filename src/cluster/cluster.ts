// The waist: one cluster, its brokers, its metadata, and the way of every request to the right broker. Producers,
// consumers and admin calls use it through waist.ts; it must not know what they do.
import { abortError, within } from "../../base/abort.ts";
import { Tracker } from "../../base/track.ts";
import { ClosedError } from "../../errors/closed_error.ts";
import { ConfigError } from "../../errors/config_error.ts";
import { KafkaError } from "../../errors/kafka_error.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { Metadata, type MetadataResponse } from "../../protocol/messages/metadata.ts";
import type { Api, ClientApi, Init } from "../../protocol/wire/api.ts";
import type { Platform } from "../../transports/platform.ts";
import { type Emit, emitTo } from "../base/client_event.ts";
import { errorFromCode, errorMeaning, isRetriableCode } from "../base/retry_rules.ts";
import type { Broker, NetSettings } from "../net/broker.ts";
import type { Connection } from "../net/connection.ts";
import { wantsRebootstrap } from "../net/handshake.ts";
import { pinnedVersions } from "../net/pinned_versions.ts";
import { BrokerRotation } from "./bootstrap.ts";
import { BrokerPool } from "./broker_pool.ts";
import { Coordinators } from "./coordinators.ts";
import { EMPTY_SNAPSHOT, readTopics, withLeaderHint, withoutTopic } from "./metadata.ts";
import { type CheckedClusterOptions, checkClusterOptions, type ClusterInternals, type ClusterOptions } from "./options.ts";
import { type MetadataQuestion, MetadataRefresher } from "./refresh.ts";
import { type RetryLimits, type RetryPace, type Try, withoutRetries, withRetries } from "./retry.ts";
import { decisiveCode, laneOf, routeOf, targetOf } from "./routing.ts";
import { parseSeeds } from "./seeds.ts";
import { type Message, type Shard, ShardedRequest, type ShardHost } from "./shards.ts";
import type {
  LeaderHint,
  MetadataSnapshot,
  PartitionMetadata,
  RequestBody,
  RequestOptions,
  Target,
  TopicMetadata,
  Waist,
} from "./waist.ts";

/** A metadata question to a hanging broker is put to another one after this time, in ms. */
const METADATA_PATIENCE_MS = 10_000;
/** Frames and handles of a call that wants no limits of its own. */
const NO_OPTIONS: RequestOptions = {};

type AnyApi = ClientApi<unknown, unknown>;

/** Where a request goes, when its target has been looked up. */
interface Routed {
  readonly target: Target;
  readonly rotation: BrokerRotation;
}

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
  readonly #o: CheckedClusterOptions;
  readonly #pool: BrokerPool;
  readonly #coordinators: Coordinators;
  readonly #refresher: MetadataRefresher;
  readonly #tracker: Tracker;
  readonly #closing = new AbortController();
  readonly #listeners = new Set<(metadata: MetadataSnapshot) => void>();
  #snapshot: MetadataSnapshot = EMPTY_SNAPSHOT;
  #closed: Promise<void> | null = null;

  /** Checks the options; every mistake is in one `ConfigError`. */
  constructor(options: ClusterOptions, internals: ClusterInternals = {}) {
    this.#o = checkClusterOptions(options);
    this.platform = platformOf(options, internals);
    this.emit = emitTo(this.#o.hooks);
    this.apiTimeoutMs = this.#o.apiTimeoutMs;
    this.requestTimeoutMs = this.#o.requestTimeoutMs;
    this.#tracker = new Tracker((error) => this.#unexpected(error));
    this.#pool = new BrokerPool(this.#o.seeds, this.#netSettings(internals));
    this.#coordinators = new Coordinators({
      request: (api, body, options) => this.request(api, body, options),
      learn: (address) => void this.#pool.ensure(this.#snapshot.brokers.get(address.nodeId) ?? address),
    });
    this.#refresher = new MetadataRefresher({
      clock: this.platform.clock,
      maxAgeMs: this.#o.metadataMaxAgeMs,
      minSpacingMs: this.#o.metadataMinSpacingMs,
      tracker: this.#tracker,
      ask: (question, take) => this.#askMetadata(question, take),
      snapshot: () => this.#snapshot,
      publish: (snapshot) => this.#publish(snapshot),
      closing: this.#closing.signal,
    });
  }

  /** The newest view; empty before the first answer. */
  get metadata(): MetadataSnapshot {
    return this.#snapshot;
  }

  /** Sends a request to the right broker, with retries unless told otherwise. */
  request<Request, Response>(
    api: ClientApi<Request, Response>,
    body: RequestBody<Request>,
    options: RequestOptions = NO_OPTIONS,
  ): Promise<Response> {
    if (options.retry === false && options.timeoutMs === undefined) {
      const fast = this.#sendNow(api, body, options);
      if (fast !== null) return fast;
    }
    return this.#call(api as unknown as AnyApi, body as RequestBody<unknown>, options) as Promise<Response>;
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
    const any = api as unknown as AnyApi;
    const route = routeOf(api, request as Message);
    if (options.to !== undefined || route.to !== "shards") {
      const to = options.to ?? targetOf(route as Exclude<typeof route, { to: "shards" }>, request as Message);
      const response = await this.request(api, request, options);
      return [{ to: typeof to === "string" ? "any" : to, request, response, error: null }];
    }
    const sharded = this.#sharded(any, { request: request as Message, options });
    await withRetries((attempt) => this.#tryShards(sharded, attempt), this.#limits(any, options));
    return sharded.shards as unknown as readonly Shard<Init<Request>, Response>[];
  }

  /** Adds topics to those kept fresh and waits until the view has an answer for each. */
  async wantTopics(
    names: readonly string[],
    options: { readonly signal?: AbortSignal; readonly timeoutMs?: number; readonly allowCreation?: boolean } = {},
  ): Promise<MetadataSnapshot> {
    const limits = this.#limits(Metadata, options);
    return await withRetries(() => this.#refresher.need(names, options.allowCreation ?? false), limits);
  }

  /** Stops keeping a topic fresh. */
  forgetTopic(name: string): void {
    this.#refresher.forget(name);
    const next = withoutTopic(this.#snapshot, name);
    if (next !== this.#snapshot) this.#publish(next);
  }

  /** Fetches the view anew: single flight, with the minimum spacing. */
  async refreshMetadata(_reason: string, options: { readonly signal?: AbortSignal } = {}): Promise<MetadataSnapshot> {
    this.#throwIfClosed();
    const { clock } = this.platform;
    return await within(this.#refresher.refresh(), { clock, ...options, what: "The refresh of the metadata" });
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
  async topics(options: { readonly signal?: AbortSignal; readonly internal?: boolean } = {}): Promise<readonly string[]> {
    const all = await this.listTopics(options);
    return all.filter((topic) => options.internal === true || !topic.isInternal).map((topic) => topic.name).sort();
  }

  /** The partitions of a topic, fresh; rejects when there is no such topic. */
  async partitions(topic: string, options: { readonly signal?: AbortSignal } = {}): Promise<readonly PartitionMetadata[]> {
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
  async warmUp(
    options: {
      readonly signal?: AbortSignal;
      readonly timeoutMs?: number;
      readonly lanes?: readonly ("produce" | "fetch" | "general")[];
      readonly brokers?: readonly number[];
      readonly topics?: readonly string[];
    } = {},
  ): Promise<void> {
    const limits = this.#limits(Metadata, options);
    await withRetries(async () => {
      if (options.topics !== undefined) await this.#refresher.need(options.topics, false);
      if (this.#snapshot.generation === 0) await this.#refresher.refresh();
    }, limits);
    const ids = options.brokers ?? [...this.#snapshot.brokers.keys()];
    const opened = ids.flatMap((id) =>
      (options.lanes ?? ["general"]).map((lane) =>
        withRetries(async () => void await this.#brokerById(id).connection(lane), limits)
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
    this.#listeners.add(fn);
    return () => void this.#listeners.delete(fn);
  }

  /** Takes over a new leader from an error answer, if its epoch is newer (KIP-951). */
  applyLeaderHint(hint: LeaderHint): void {
    const next = withLeaderHint(this.#snapshot, hint);
    if (next === null) return;
    this.#publish(next);
  }

  /** The version of `api` that would be used with a broker; null: the broker does not have it. */
  async versionOf(
    api: Api,
    nodeId: number,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<number | null> {
    const connection = await this.#anyConnection(api, { nodeId, ...options });
    return connection.versions.choose(api, {}).version;
  }

  /** Feature levels that the cluster has agreed on (KIP-584), as one broker tells them. */
  async features(
    options: { readonly nodeId?: number; readonly signal?: AbortSignal } = {},
  ): Promise<ReadonlyMap<string, number>> {
    const connection = await this.#anyConnection(Metadata, options);
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
    this.#refresher.stop();
    this.#pool.close(error);
    this.#listeners.clear();
    await this.#tracker.idle();
  }

  /** The straight way of producers and fetchers: an open connection and no retry; null when it is not that easy. */
  #sendNow<Request, Response>(
    api: ClientApi<Request, Response>,
    body: RequestBody<Request>,
    options: RequestOptions,
  ): Promise<Response> | null {
    const { to, signal } = options;
    if (typeof to !== "object" || signal?.aborted === true) return null;
    const nodeId = "broker" in to ? to.broker : "leader" in to ? this.#leaderNow(to.leader) : -1;
    const connection = this.#pool.byId(nodeId)?.current(options.lane ?? laneOf(api));
    if (connection === undefined || connection === null || connection.muted) return null;
    const choice = connection.versions.choose(api, options);
    if (choice.version === null) return null;
    const sent = this.#send(connection, { api, body, options, version: choice.version });
    return signal === undefined ? sent : within(sent, { clock: this.platform.clock, signal, what: `The ${api.name} request` });
  }

  #send<Request, Response>(
    connection: Connection,
    work: {
      readonly api: ClientApi<Request, Response>;
      readonly body: RequestBody<Request>;
      readonly options: RequestOptions;
      readonly version: number;
      readonly signal?: AbortSignal;
    },
  ): Promise<Response> {
    const { api, body, options, version } = work;
    let request: Init<Request>;
    try {
      request = bodyFor(body, version);
    } catch (error) {
      return Promise.reject(error);
    }
    return connection.send(api, request, {
      version,
      timeoutMs: options.requestTimeoutMs ?? this.requestTimeoutMs,
      ...(options.noResponse === true ? { noResponse: true } : {}),
      ...(work.signal === undefined ? {} : { signal: work.signal }),
    });
  }

  async #call(api: AnyApi, body: RequestBody<unknown>, options: RequestOptions): Promise<unknown> {
    const limits = this.#limits(api, options);
    const route = options.to === undefined ? await this.#route(api, body, limits) : null;
    if (route !== null && typeof route !== "string" && "sharded" in route) {
      const { sharded } = route;
      await withRetries((attempt) => this.#tryShards(sharded, attempt), limits);
      return sharded.merged();
    }
    const target = options.to ?? route as Target;
    const routed = { target, rotation: this.#rotation() };
    const attempt = (current: Try) => this.#attempt(api, { body, options, routed, attempt: current });
    if (options.retry === false) return await withoutRetries(attempt, limits);
    return await withRetries(attempt, limits, { onFailure: (error) => this.#afterFailure(error, routed) });
  }

  /** The target of an API that the caller left open, or the parts of a request for several brokers. */
  async #route(
    api: AnyApi,
    body: RequestBody<unknown>,
    limits: RetryLimits,
  ): Promise<Target | { readonly sharded: ShardedRequest }> {
    const request = await this.#bodyForRoute(api, body, limits);
    const route = routeOf(api, request);
    if (route.to === "shards") return { sharded: this.#sharded(api, { request, options: {} }) };
    const target = targetOf(route, request);
    if (typeof target === "string" && target !== "any" && target !== "controller") {
      const problem = `${api.name} needs a target: ${target}`;
      throw new ConfigError(problem, { code: "INVALID_CONFIG", problems: [problem] });
    }
    return target;
  }

  /** A body that depends on the version is made once to see where it goes. */
  async #bodyForRoute(api: AnyApi, body: RequestBody<unknown>, limits: RetryLimits): Promise<Message> {
    if (typeof body !== "function") return body as Message;
    const connection = await withRetries(() => this.#rotationConnection(this.#rotation(), "general"), limits);
    return bodyFor(body, connection.versions.choose(api, {}).version ?? api.latestStableVersion) as Message;
  }

  #sharded(api: AnyApi, work: { readonly request: Message; readonly options: RequestOptions }): ShardedRequest {
    const route = routeOf(api, work.request);
    if (route.to !== "shards") throw new TypeError(`${api.name} is not split`);
    const host: ShardHost = {
      send: (part, request, to) => this.request(part, request as Init<unknown>, { ...work.options, to, retry: false }),
      leader: (topic, partition) => this.#leader({ topic, partition }),
      coordinator: (kind, key) => this.#coordinators.find(kind, key),
      distrust: (code, key) => this.#distrust(code, key),
      snapshot: () => this.#snapshot,
    };
    return new ShardedRequest({ api, request: work.request, rule: route.by }, host);
  }

  async #tryShards(sharded: ShardedRequest, attempt: Try): Promise<void> {
    if (this.#snapshot.generation === 0) await this.#refresher.refresh();
    else if (attempt.number > 1) await this.#refresher.refresh().then(() => {}, () => {});
    await sharded.tryOnce();
  }

  #distrust(code: number, key: string): void {
    if (!errorMeaning(code).wantsCoordinator) return;
    for (const kind of ["group", "transaction", "share"] as const) this.#coordinators.drop(kind, key);
  }

  async #attempt(
    api: AnyApi,
    work: {
      readonly body: RequestBody<unknown>;
      readonly options: RequestOptions;
      readonly routed: Routed;
      readonly attempt: Try;
    },
  ): Promise<unknown> {
    const { body, options, routed, attempt } = work;
    const lane = options.lane ?? laneOf(api);
    const connection = await this.#connection(routed, lane);
    if (attempt.signal.aborted) throw abortError(attempt.signal, `The ${api.name} request`);
    const choice = connection.versions.choose(api, options);
    if (choice.version === null) throw unsupported(api, { why: choice.why, broker: connection.broker });
    const response = await this.#send(connection, { api, body, options, version: choice.version, signal: attempt.signal });
    if (options.retry === false) return response;
    const code = decisiveCode(api, response);
    if (code !== 0 && (isRetriableCode(code) || code === ErrorCode.REBOOTSTRAP_REQUIRED)) {
      throw errorFromCode(code, { broker: connection.broker });
    }
    return response;
  }

  async #connection(routed: Routed, lane: string): Promise<Connection> {
    const { target, rotation } = routed;
    if (target === "any") return await this.#rotationConnection(rotation, lane);
    if (target === "controller") return await (await this.#controller(rotation)).connection(lane);
    if ("broker" in target) return await (await this.#knownBroker(target.broker)).connection(lane);
    if ("leader" in target) return await this.#brokerById(await this.#leader(target.leader)).connection(lane);
    return await (await this.#knownBroker(await this.#coordinators.find(target.coordinator, target.key))).connection(lane);
  }

  async #rotationConnection(rotation: BrokerRotation, lane: string): Promise<Connection> {
    return await rotation.next().connection(lane);
  }

  /** The controller; brokers without one in their metadata (KRaft may hide it) pass the request on themselves. */
  async #controller(rotation: BrokerRotation): Promise<Broker> {
    if (this.#snapshot.generation === 0) await this.#refresher.refresh();
    return this.#pool.byId(this.#snapshot.controllerId) ?? rotation.next();
  }

  async #knownBroker(nodeId: number): Promise<Broker> {
    if (this.#pool.byId(nodeId) === null) await this.#refresher.refresh();
    return this.#brokerById(nodeId);
  }

  #brokerById(nodeId: number): Broker {
    const broker = this.#pool.byId(nodeId);
    if (broker !== null) return broker;
    throw errorFromCode(ErrorCode.NETWORK_EXCEPTION, {}, `broker ${nodeId} is not known to the cluster`);
  }

  #leaderNow(at: { readonly topic: string; readonly partition: number }): number {
    return this.#snapshot.topics.get(at.topic)?.partitions[at.partition]?.leader ?? -1;
  }

  /** The leader of a partition; asks for the topic when it is not known, and fails retriably while there is none. */
  async #leader(at: { readonly topic: string; readonly partition: number }): Promise<number> {
    const known = this.#leaderNow(at);
    if (known >= 0) return known;
    if (!this.#snapshot.topics.has(at.topic)) await this.#refresher.need([at.topic], false);
    const leader = this.#leaderNow(at);
    if (leader >= 0) return leader;
    const topic = this.#snapshot.topics.get(at.topic);
    const missing = topic === undefined || at.partition >= topic.partitions.length;
    const code = missing
      ? topic?.errorCode || ErrorCode.UNKNOWN_TOPIC_OR_PARTITION
      : topic.partitions[at.partition].errorCode || ErrorCode.LEADER_NOT_AVAILABLE;
    throw errorFromCode(code, at);
  }

  async #anyConnection(
    api: Api,
    options: { readonly nodeId?: number; readonly signal?: AbortSignal },
  ): Promise<Connection> {
    const { nodeId, signal } = options;
    const target: Target = nodeId === undefined ? "any" : { broker: nodeId };
    const routed = { target, rotation: this.#rotation() };
    return await withRetries(() => this.#connection(routed, laneOf(api)), this.#limits(api, { signal }), {
      onFailure: (error) => this.#afterFailure(error, routed),
    });
  }

  /** What a failure that may pass says about our view, before the next try. */
  async #afterFailure(error: KafkaError, routed: Routed): Promise<RetryPace> {
    const { target, rotation } = routed;
    const code = (error as { readonly errorCode?: number }).errorCode;
    if (code === undefined) {
      if (typeof target === "object" && "coordinator" in target) this.#coordinators.drop(target.coordinator, target.key);
      return target === "any" ? rotation.failed(error) : "after a wait";
    }
    const meaning = errorMeaning(code);
    if (meaning.wantsCoordinator && typeof target === "object" && "coordinator" in target) {
      this.#coordinators.drop(target.coordinator, target.key);
    }
    if (meaning.wantsMetadata || meaning.wantsController) await this.#refresher.refresh().then(() => {}, () => {});
    return "after a wait";
  }

  /** Asks any broker for metadata until an answer is of use. */
  async #askMetadata(question: MetadataQuestion, take: (response: MetadataResponse) => void): Promise<void> {
    const routed: Routed = { target: "any", rotation: this.#rotation() };
    const options = { retry: false, requestTimeoutMs: Math.min(this.requestTimeoutMs, METADATA_PATIENCE_MS) };
    const body = (version: number) => metadataRequest(question, version);
    const limits = this.#limits(Metadata, { timeoutMs: this.apiTimeoutMs });
    try {
      await withRetries(async (attempt) => {
        const work = { body: body as RequestBody<unknown>, options, routed, attempt };
        const response = await this.#attempt(Metadata as unknown as AnyApi, work) as MetadataResponse;
        if (response.errorCode === ErrorCode.REBOOTSTRAP_REQUIRED) this.#rebootstrap("a broker asked for it", true);
        else if (response.errorCode !== 0) throw errorFromCode(response.errorCode);
        else return take(response);
        throw errorFromCode(ErrorCode.NETWORK_EXCEPTION, {}, "the brokers asked the client to bootstrap anew");
      }, limits, { onFailure: (error) => this.#metadataFailed(error, routed) });
    } catch (error) {
      if (error instanceof KafkaError && !this.#closing.signal.aborted) {
        this.emit({ type: "metadata", brokers: this.#snapshot.brokers.size, topics: this.#snapshot.topics.size, error });
      }
      throw error;
    }
  }

  #metadataFailed(error: KafkaError, routed: Routed): RetryPace {
    if (wantsRebootstrap(error)) this.#rebootstrap("a broker asked for it", true);
    return routed.rotation.failed(error);
  }

  #rotation(): BrokerRotation {
    return new BrokerRotation(this.#pool, (error) => this.#rebootstrap(`no broker answered: ${error.message}`, false));
  }

  #rebootstrap(reason: string, drop: boolean): void {
    if (this.#snapshot.generation === 0 && !drop) return;
    this.#pool.rebootstrap(drop);
    if (drop) this.#coordinators.clear();
    this.emit({ type: "rebootstrap", reason });
  }

  #publish(snapshot: MetadataSnapshot): void {
    this.#snapshot = snapshot;
    for (const nodeId of this.#pool.update(snapshot.brokers)) this.#coordinators.dropNode(nodeId);
    this.emit({ type: "metadata", brokers: snapshot.brokers.size, topics: snapshot.topics.size, error: null });
    for (const fn of [...this.#listeners]) fn(snapshot);
  }

  /** A connection failed: what a broker coordinates may be elsewhere now, and so may its partitions. */
  #onNetFailure(broker: Broker): void {
    if (broker.nodeId !== null) this.#coordinators.dropNode(broker.nodeId);
    this.#refresher.soon();
  }

  #limits(api: Api, options: { readonly timeoutMs?: number; readonly signal?: AbortSignal }): RetryLimits {
    const { clock, random } = this.platform;
    return {
      clock,
      backoff: { minMs: this.#o.retryBackoffMs, maxMs: this.#o.retryBackoffMaxMs, random },
      timeoutMs: options.timeoutMs ?? this.apiTimeoutMs,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      closing: this.#closing.signal,
      what: `The ${api.name} request`,
    };
  }

  #netSettings(internals: ClusterInternals): NetSettings {
    const o = this.#o;
    const { clock, random, resolve } = this.platform;
    return {
      dial: o.dial ?? this.platform.dial,
      ...(o.dial === undefined && resolve !== undefined ? { resolve } : {}),
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
      clusterId: () => this.#snapshot.clusterId,
      onFailure: (broker) => this.#onNetFailure(broker),
    };
  }

  #throwIfClosed(): void {
    if (this.#closing.signal.aborted) throw this.#closing.signal.reason;
  }

  #unexpected(error: unknown): void {
    if (error instanceof KafkaError) this.emit({ type: "error", error, where: "cluster" });
  }
}

function bodyFor<Request>(body: RequestBody<Request>, version: number): Init<Request> {
  return typeof body === "function" ? (body as (version: number) => Init<Request>)(version) : body;
}

function metadataRequest(
  question: MetadataQuestion,
  version: number,
): Init<Parameters<typeof Metadata.encodeRequest>[1]> {
  const all = question.topics === null;
  // Version 0 has no "none": an empty list asks for all topics.
  const topics = all ? (version === 0 ? [] : null) : (question.topics ?? []).map((name) => ({ name }));
  return version >= 4 ? { topics, allowAutoTopicCreation: question.allowCreation } : { topics };
}

function platformOf(options: ClusterOptions, internals: ClusterInternals): Platform {
  const platform = options.platform ?? internals.platform;
  if (platform !== undefined) return platform;
  const problem = "platform is missing: give the one of this runtime, such as transports/node";
  throw new ConfigError(problem, { code: "INVALID_CONFIG", problems: [problem] });
}

function unsupported(api: Api, options: { readonly why: string; readonly broker: string }): ConfigError {
  const text = `${api.name} cannot be sent to ${options.broker}: ${options.why}`;
  return new ConfigError(text, { code: "UNSUPPORTED_VERSION", problems: [text], broker: options.broker });
}
