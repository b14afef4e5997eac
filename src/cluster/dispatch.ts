// The way of one request: its target looked up, its connection opened, its answer judged, and what a failure says
// before the next try. Called by cluster.ts; must not know what the requests are for.
import { abortError, within } from "../../base/abort.ts";
import type { Tracker } from "../../base/track.ts";
import { ConfigError } from "../../errors/config_error.ts";
import { ConnectionError } from "../../errors/connection_error.ts";
import { KafkaError } from "../../errors/kafka_error.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { FindCoordinator } from "../../protocol/messages/find_coordinator.ts";
import { Metadata, type MetadataResponse } from "../../protocol/messages/metadata.ts";
import { type AnyApi, anyApi, type Api, type ClientApi, type Init } from "../../protocol/wire/api.ts";
import type { Platform } from "../../transports/platform.ts";
import type { Emit } from "../base/client_event.ts";
import { errorFromCode, errorMeaning, isRetriable, isRetriableCode } from "../base/retry_rules.ts";
import type { Broker } from "../net/broker.ts";
import type { Connection } from "../net/connection.ts";
import { wantsRebootstrap } from "../net/handshake.ts";
import { BrokerRotation } from "./bootstrap.ts";
import type { BrokerPool } from "./broker_pool.ts";
import type { ClusterView } from "./cluster_view.ts";
import { Coordinators, keysApart, keysTogether } from "./coordinators.ts";
import type { CheckedClusterOptions } from "./options.ts";
import { type MetadataQuestion, MetadataRefresher } from "./refresh.ts";
import { type RetryHooks, type RetryLimits, type RetryPace, type Try, withoutRetries, withRetries } from "./retry.ts";
import { decisiveCode, laneOf, routeOf, targetOf } from "./routing.ts";
import { type Message, ShardedRequest, type ShardHost } from "./shards.ts";
import type { RequestBody, RequestOptions, Target } from "./waist.ts";

/** A metadata question to a hanging broker is put to another one after this time, in ms; doubled with each try. */
const METADATA_PATIENCE_MS = 3000;

/**
 * How long a caller that retries by itself waits for a broker in trouble, in ms; then it may look for a new leader while
 * the connection is still tried. A broker that hangs or refuses would hide that somebody else leads by now.
 */
const TROUBLE_PATIENCE_MS = 150;

/** How long the next try waits for a new view, in ms. */
const FRESH_VIEW_MS = 1000;

/** Where a request goes, and who is next when any broker will do. */
export interface Routed {
  /** The target. */
  readonly target: Target;
  /** The order of brokers. */
  readonly rotation: BrokerRotation;
}

/** What a dispatcher works with. */
export interface DispatchOptions {
  /** Sockets, time and chance. */
  readonly platform: Platform;
  /** Checked options. */
  readonly options: CheckedClusterOptions;
  /** The brokers. */
  readonly pool: BrokerPool;
  /** The view of the cluster. */
  readonly view: ClusterView;
  /** Tells the hooks. */
  readonly emit: Emit;
  /** Owner of what nobody waits for. */
  readonly tracker: Tracker;
  /** Aborts when the cluster is closed. */
  readonly closing: AbortSignal;
}

/** Sends requests; owns the coordinator cache and the refresher, which send requests of their own. */
export class Dispatcher {
  /** Which broker coordinates what. */
  readonly coordinators: Coordinators;
  /** Keeps the view fresh. */
  readonly refresher: MetadataRefresher;
  readonly #d: DispatchOptions;
  readonly #pool: BrokerPool;
  readonly #view: ClusterView;
  #lastFailure: KafkaError | undefined;
  #lastFailureAt = -Infinity;

  /** Sends nothing by itself. */
  constructor(d: DispatchOptions) {
    this.#d = d;
    this.#pool = d.pool;
    this.#view = d.view;
    this.coordinators = new Coordinators({
      request: (api, body, options = {}) => this.request(api, body, options),
      learn: (address) => void d.pool.ensure(d.view.snapshot.brokers.get(address.nodeId) ?? address),
    });
    this.refresher = new MetadataRefresher({
      clock: d.platform.clock,
      maxAgeMs: d.options.metadataMaxAgeMs,
      minSpacingMs: d.options.metadataMinSpacingMs,
      tracker: d.tracker,
      ask: (question, take) => this.#askMetadata(question, take),
      snapshot: () => d.view.snapshot,
      publish: (snapshot) => d.view.publish(snapshot),
      closing: d.closing,
    });
  }

  /** Sends a request to the right broker. */
  request<Request, Response>(
    api: ClientApi<Request, Response>,
    body: RequestBody<Request>,
    options: RequestOptions,
  ): Promise<Response> {
    if (options.retry === false && options.timeoutMs === undefined) {
      const fast = this.#sendNow(api, body, options);
      if (fast !== null) return fast;
    }
    return this.#call(anyApi(api), body as RequestBody<unknown>, options) as Promise<Response>;
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
    return signal === undefined
      ? sent
      : within(sent, { clock: this.#d.platform.clock, signal, what: `The ${api.name} request` });
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
    const how = {
      version,
      timeoutMs: options.requestTimeoutMs ?? this.#d.options.requestTimeoutMs,
      ...(options.noResponse === true ? { noResponse: true } : {}),
      ...(work.signal === undefined ? {} : { signal: work.signal }),
    };
    const parts = keysApart(api, request, version);
    if (parts === null) return connection.send(api, request, how);
    return Promise.all(parts.map((part) => connection.send(FindCoordinator, part, how)))
      .then((answers) => keysTogether(parts, answers) as Response);
  }

  async #call(api: AnyApi, body: RequestBody<unknown>, options: RequestOptions): Promise<unknown> {
    const limits = this.limits(api, options);
    const route = options.to === undefined ? await this.#route(api, body, limits) : null;
    if (route !== null && typeof route !== "string" && "sharded" in route) {
      const { sharded } = route;
      await withRetries((attempt) => this.tryShards(sharded, attempt), limits);
      return sharded.merged();
    }
    const target = options.to ?? route as Target;
    const routed = { target, rotation: this.#rotation() };
    const attempt = (current: Try) => this.#attempt(api, { body, options, routed, attempt: current });
    if (options.retry === false) return await withoutRetries(attempt, limits);
    return await withRetries(attempt, limits, this.#hooks(routed));
  }

  /** The target of an API that the caller left open, or the parts of a request for several brokers. */
  async #route(
    api: AnyApi,
    body: RequestBody<unknown>,
    limits: RetryLimits,
  ): Promise<Target | { readonly sharded: ShardedRequest }> {
    const request = await this.#bodyForRoute(api, body, limits);
    const route = routeOf(api, request);
    if (route.to === "shards") return { sharded: this.sharded(api, { request, options: {} }) };
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
    const routed: Routed = { target: "any", rotation: this.#rotation() };
    const connection = await withRetries(() => this.#connection(routed, "general"), limits, this.#hooks(routed));
    return bodyFor(body, connection.versions.choose(api, {}).version ?? api.latestStableVersion) as Message;
  }

  /** A request for several brokers, not sent yet. */
  sharded(api: AnyApi, work: { readonly request: Message; readonly options: RequestOptions }): ShardedRequest {
    const route = routeOf(api, work.request);
    if (route.to !== "shards") throw new TypeError(`${api.name} is not split`);
    const host: ShardHost = {
      send: (part, request, to) => this.request(part, request as Init<unknown>, { ...work.options, to, retry: false }),
      leader: (topic, partition) => this.#leader({ topic, partition }),
      coordinator: (kind, key) => this.coordinators.find(kind, key),
      distrust: (code, key) => this.#distrust(code, key),
      snapshot: () => this.#view.snapshot,
    };
    return new ShardedRequest({ api, request: work.request, rule: route.by }, host);
  }

  /** Sends what is pending of it. */
  async tryShards(sharded: ShardedRequest, attempt: Try): Promise<void> {
    if (this.#view.snapshot.generation === 0) await this.refresher.refresh();
    else if (attempt.number > 1) await this.refresher.refresh().then(() => {}, () => {});
    await sharded.tryOnce();
  }

  #distrust(code: number, key: string): void {
    if (!errorMeaning(code).wantsCoordinator) return;
    for (const kind of ["group", "transaction", "share"] as const) this.coordinators.drop(kind, key);
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
    // The first request of all brings the view: without it nobody else could be asked when this broker fails.
    if (this.#view.snapshot.generation === 0 && api.key !== Metadata.key) await this.refresher.refresh();
    const connection = await this.#connection(routed, lane, options.retry === false);
    if (attempt.signal.aborted) throw abortError(attempt.signal, `The ${api.name} request`);
    const choice = connection.versions.choose(api, options);
    if (choice.version === null) throw unsupported(api, { why: choice.why, broker: connection.broker });
    const response = await this.#send(connection, {
      api,
      body,
      options,
      version: choice.version,
      signal: attempt.signal,
    });
    if (options.retry === false) return response;
    const code = decisiveCode(api, response);
    if (code === ErrorCode.REBOOTSTRAP_REQUIRED) throw this.#startAnew();
    if (isRetriableCode(code)) throw errorFromCode(code, { broker: connection.broker });
    return response;
  }

  /** `impatient`: the caller would rather fail soon than wait for a broker in trouble. */
  async #connection(routed: Routed, lane: string, impatient = false): Promise<Connection> {
    const { target, rotation } = routed;
    if (target === "any") return await this.#rotationConnection(rotation, lane);
    if (target === "controller") return await this.#controller(rotation).connection(lane);
    if ("broker" in target) {
      const broker = await this.#knownBroker(target.broker);
      return await (impatient ? this.#soonConnected(broker, lane) : broker.connection(lane));
    }
    if ("leader" in target) return await this.brokerById(await this.#leader(target.leader)).connection(lane);
    return await (await this.#knownBroker(await this.coordinators.find(target.coordinator, target.key))).connection(
      lane,
    );
  }

  /** The connection of a broker; fails retriably when it is in trouble and not connected soon. */
  async #soonConnected(broker: Broker, lane: string): Promise<Connection> {
    const connection = broker.connection(lane);
    const { trouble } = broker;
    if (trouble === null || !(connection instanceof Promise)) return await connection;
    const { clock } = this.#d.platform;
    const onTimeout = () => notConnected(broker, trouble);
    return await within(connection, { clock, timeoutMs: TROUBLE_PATIENCE_MS, onTimeout, what: "The connection" });
  }

  async #rotationConnection(rotation: BrokerRotation, lane: string): Promise<Connection> {
    return await rotation.next().connection(lane);
  }

  /** The controller; brokers without one in their metadata (KRaft may hide it) pass the request on themselves. */
  #controller(rotation: BrokerRotation): Broker {
    return this.#pool.byId(this.#view.snapshot.controllerId) ?? rotation.next();
  }

  async #knownBroker(nodeId: number): Promise<Broker> {
    if (this.#pool.byId(nodeId) === null) await this.refresher.refresh();
    return this.brokerById(nodeId);
  }

  /** A broker by its id; fails retriably while it is not known. */
  brokerById(nodeId: number): Broker {
    const broker = this.#pool.byId(nodeId);
    if (broker !== null) return broker;
    throw errorFromCode(ErrorCode.NETWORK_EXCEPTION, {}, `broker ${nodeId} is not known to the cluster`);
  }

  #leaderNow(at: { readonly topic: string; readonly partition: number }): number {
    return this.#view.snapshot.topics.get(at.topic)?.partitions[at.partition]?.leader ?? -1;
  }

  /** The leader of a partition; asks for the topic when it is not known, and fails retriably while there is none. */
  async #leader(at: { readonly topic: string; readonly partition: number }): Promise<number> {
    const known = this.#leaderNow(at);
    if (known >= 0) return known;
    if (!this.#view.snapshot.topics.has(at.topic)) await this.refresher.need([at.topic], false);
    const leader = this.#leaderNow(at);
    if (leader >= 0) return leader;
    const topic = this.#view.snapshot.topics.get(at.topic);
    const missing = topic === undefined || at.partition >= topic.partitions.length;
    const code = missing
      ? topic?.errorCode || ErrorCode.UNKNOWN_TOPIC_OR_PARTITION
      : topic.partitions[at.partition].errorCode || ErrorCode.LEADER_NOT_AVAILABLE;
    throw errorFromCode(code, at);
  }

  /** A connection to a broker, or to any. */
  async anyConnection(
    api: Api,
    options: { readonly nodeId?: number; readonly signal?: AbortSignal },
  ): Promise<Connection> {
    const { nodeId, signal } = options;
    const target: Target = nodeId === undefined ? "any" : { broker: nodeId };
    const routed = { target, rotation: this.#rotation() };
    return await withRetries(
      () => this.#connection(routed, laneOf(api)),
      this.limits(api, { signal }),
      this.#hooks(routed),
    );
  }

  #hooks(routed: Routed): RetryHooks {
    const any = routed.target === "any";
    return {
      // Where any broker will do, another one may be reached although this one never will.
      mayPass: (error) => isRetriable(error) || (any && error instanceof ConnectionError),
      onFailure: (error) => this.#afterFailure(error, routed),
    };
  }

  /** What a failure that may pass says about our view, before the next try. */
  async #afterFailure(error: KafkaError, routed: Routed): Promise<RetryPace> {
    const { target, rotation } = routed;
    const code = (error as { readonly errorCode?: number }).errorCode;
    if (code === undefined) {
      if (typeof target === "object" && "coordinator" in target) this.coordinators.drop(target.coordinator, target.key);
      if (target === "any") return rotation.failed(error);
      // Leader and controller may be others by now; a broker that hangs must not hold up the next try.
      if (target === "controller" || "leader" in target) await this.#freshView();
      return "after a wait";
    }
    const meaning = errorMeaning(code);
    if (meaning.wantsCoordinator && typeof target === "object" && "coordinator" in target) {
      this.coordinators.drop(target.coordinator, target.key);
    }
    if (meaning.wantsMetadata || meaning.wantsController) await this.#freshView();
    return "after a wait";
  }

  /** Waits a while for a new view; without one the next try goes on with the old. */
  async #freshView(): Promise<void> {
    const { clock } = this.#d.platform;
    const fresh = within(this.refresher.refresh(), {
      clock,
      timeoutMs: FRESH_VIEW_MS,
      what: "The refresh of the metadata",
    });
    await fresh.then(() => {}, () => {});
  }

  /** Asks any broker for metadata until an answer is of use. */
  async #askMetadata(question: MetadataQuestion, take: (response: MetadataResponse) => void): Promise<void> {
    const routed: Routed = { target: "any", rotation: this.#rotation() };
    const body = (version: number) => metadataRequest(question, version);
    const limits = this.limits(Metadata, { timeoutMs: this.#d.options.apiTimeoutMs });
    try {
      await withRetries(
        async (attempt) => {
          const patience = METADATA_PATIENCE_MS * 2 ** Math.min(attempt.number - 1, 8);
          const requestTimeoutMs = Math.min(this.#d.options.requestTimeoutMs, patience);
          const options = { retry: false, requestTimeoutMs };
          const work = { body: body as RequestBody<unknown>, options, routed, attempt };
          const response = await this.#attempt(anyApi(Metadata), work) as MetadataResponse;
          if (response.errorCode === ErrorCode.REBOOTSTRAP_REQUIRED) throw this.#startAnew();
          if (response.errorCode !== 0) throw errorFromCode(response.errorCode);
          take(response);
        },
        limits,
        {
          ...this.#hooks(routed),
          onFailure: (error) => {
            this.noteFailure(error);
            return routed.rotation.failed(error);
          },
        },
      );
    } catch (error) {
      if (error instanceof KafkaError && !this.#d.closing.aborted) {
        this.#d.emit({
          type: "metadata",
          brokers: this.#view.snapshot.brokers.size,
          topics: this.#view.snapshot.topics.size,
          error,
        });
      }
      throw error;
    }
  }

  /** A broker asked for it (KIP-1102): its cluster is not the one that we knew. */
  #startAnew(): KafkaError {
    this.#rebootstrap("a broker asked for it", true);
    return errorFromCode(ErrorCode.NETWORK_EXCEPTION, {}, "a broker asked the client to bootstrap anew");
  }

  #rotation(): BrokerRotation {
    return new BrokerRotation(this.#pool, (error) => this.#rebootstrap(`no broker answered: ${error.message}`, false));
  }

  #rebootstrap(reason: string, drop: boolean): void {
    if (this.#view.snapshot.generation === 0 && !drop) return;
    this.#pool.rebootstrap(drop);
    if (drop) this.coordinators.clear();
    this.#d.emit({ type: "rebootstrap", reason });
  }

  /** A connection failed: what a broker coordinates may be elsewhere now, and so may its partitions. */
  onNetFailure(broker: Broker, error: KafkaError): void {
    this.noteFailure(error);
    if (wantsRebootstrap(error)) this.#rebootstrap("a broker asked for it", true);
    if (broker.nodeId !== null) this.coordinators.dropNode(broker.nodeId);
    this.refresher.soon();
  }

  /** The last failure of a connection or of the metadata since a time of the clock. */
  failureSince(time: number): KafkaError | undefined {
    return this.#lastFailureAt >= time ? this.#lastFailure : undefined;
  }

  /** Remembers why something may be waiting. */
  noteFailure(error: KafkaError): void {
    this.#lastFailure = error;
    this.#lastFailureAt = this.#d.platform.clock.now();
  }

  /** Limits of a call with its retries. */
  limits(api: Api, options: { readonly timeoutMs?: number; readonly signal?: AbortSignal }): RetryLimits {
    const { clock, random } = this.#d.platform;
    return {
      clock,
      backoff: { minMs: this.#d.options.retryBackoffMs, maxMs: this.#d.options.retryBackoffMaxMs, random },
      timeoutMs: options.timeoutMs ?? this.#d.options.apiTimeoutMs,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      closing: this.#d.closing,
      what: `The ${api.name} request`,
      failureSince: (time) => this.failureSince(time),
    };
  }
}

function notConnected(broker: Broker, trouble: KafkaError): ConnectionError {
  const text = `${broker.name} is not connected again yet; before that: ${trouble.message}`;
  const options = { broker: broker.name, retriable: true, delivery: "none", cause: trouble } as const;
  return new ConnectionError(text, { ...options, code: "CONNECT_TIMEOUT" });
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

function unsupported(api: Api, options: { readonly why: string; readonly broker: string }): ConfigError {
  const text = `${api.name} cannot be sent to ${options.broker}: ${options.why}`;
  return new ConfigError(text, { code: "UNSUPPORTED_VERSION", problems: [text], broker: options.broker });
}
