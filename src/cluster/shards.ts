// Requests that concern several brokers: split by what each of them owns, sent at once, their answers merged; parts
// whose answer asks for another try are split anew. Called by cluster.ts; must not know connections.
import { KafkaError } from "../../errors/kafka_error.ts";
import { ProtocolError } from "../../errors/protocol_error.ts";
import type { AnyApi } from "../../protocol/wire/api.ts";
import { errorFromCode, errorMeaning } from "../base/retry_rules.ts";
import { codeOf, type KeyPath, type PartitionPath, type ShardRule } from "./routing.ts";
import type { MetadataSnapshot, Target } from "./waist.ts";

/** A message whose fields are looked up by name. */
export type Message = Readonly<Record<string, unknown>>;

/** What the shards need of the cluster. */
export interface ShardHost {
  /** Sends one part, once. */
  readonly send: (api: AnyApi, part: Message, to: Target) => Promise<unknown>;
  /** The leader of a partition; asks for metadata when it is not known. */
  readonly leader: (topic: string, partition: number) => Promise<number>;
  /** The coordinator of a key. */
  readonly coordinator: (kind: "group" | "transaction" | "share", key: string) => Promise<number>;
  /** An answer said that something we believe is out of date. */
  readonly distrust: (code: number, key: string) => void;
  /** The newest view. */
  readonly snapshot: () => MetadataSnapshot;
}

/** One part of a request and what came of it. */
export interface Shard<Request, Response> {
  /** Where it went. */
  readonly to: Target;
  /** What was asked there. */
  readonly request: Request;
  /** The answer, or null. */
  readonly response: Response | null;
  /** Why there is no answer, or null. */
  readonly error: KafkaError | null;
}

/** A split request: items by key, each with its place. */
interface Sharding {
  /** Keys of all items. */
  keys(request: Message): readonly string[];
  /** The request with some items only. */
  pick(request: Message, keys: ReadonlySet<string>): Message;
  /** Where an item goes. */
  place(key: string): Promise<Target>;
  /** Codes by key of an answer; null: the answer does not tell them apart. */
  codes(response: Message): ReadonlyMap<string, number> | null;
  /** The answer without some items. */
  without(response: Message, keys: ReadonlySet<string>): Message;
  /** The lists that are joined. */
  readonly lists: readonly string[];
  /** How topics of several answers are joined; null: they are not. */
  readonly topics: PartitionPath | null;
}

/** The state of a split request over its tries. */
export class ShardedRequest {
  readonly #api: AnyApi;
  readonly #request: Message;
  readonly #host: ShardHost;
  readonly #sharding: Sharding;
  readonly #done: Shard<Message, Message>[] = [];
  #pending: ReadonlySet<string> | null = null;

  /** `rule` says how to split. */
  constructor(
    work: { readonly api: AnyApi; readonly request: Message; readonly rule: ShardRule },
    host: ShardHost,
  ) {
    this.#api = work.api;
    this.#request = work.request;
    this.#host = host;
    this.#sharding = shardingOf(work.rule, host);
  }

  /** Sends all that is pending; throws a failure that may pass when something must be sent again. */
  async tryOnce(): Promise<void> {
    this.#pending ??= new Set(this.#sharding.keys(this.#request));
    const parts = await this.#split(this.#pending);
    const next = new Set<string>();
    const failures: KafkaError[] = [];
    await Promise.all(parts.map((part) => this.#send(part, { next, failures })));
    this.#pending = next;
    if (next.size > 0) throw failures.find((failure) => failure.retriable) ?? unanswered(this.#api.name, next);
  }

  /** Each part and its answer; which messages they are only the caller knows. */
  get shards(): readonly Shard<unknown, unknown>[] {
    return this.#done;
  }

  /** All answers as one; throws the failure of a part that has none. */
  merged(): Message {
    const failed = this.#done.find((shard) => shard.error !== null);
    if (failed?.error !== undefined && failed.error !== null) throw failed.error;
    const responses = this.#done.map((shard) => shard.response ?? {});
    return mergeResponses(responses, this.#sharding);
  }

  async #split(keys: ReadonlySet<string>): Promise<{ readonly to: Target; readonly keys: Set<string> }[]> {
    const parts = new Map<string, { readonly to: Target; readonly keys: Set<string> }>();
    const places = await Promise.all([...keys].map(async (key) => [key, await this.#sharding.place(key)] as const));
    for (const [key, to] of places) {
      const id = JSON.stringify(to);
      const part = parts.get(id) ?? { to, keys: new Set<string>() };
      part.keys.add(key);
      parts.set(id, part);
    }
    return [...parts.values()];
  }

  async #send(
    part: { readonly to: Target; readonly keys: ReadonlySet<string> },
    into: { readonly next: Set<string>; readonly failures: KafkaError[] },
  ): Promise<void> {
    const request = this.#sharding.pick(this.#request, part.keys);
    let response: Message;
    try {
      response = await this.#host.send(this.#api, request, part.to) as Message;
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      if (error.retriable) {
        for (const key of part.keys) into.next.add(key);
        into.failures.push(error);
      } else this.#done.push({ to: part.to, request, response: null, error });
      return;
    }
    const again = this.#again(response, { part, failures: into.failures });
    for (const key of again) into.next.add(key);
    this.#done.push({ to: part.to, request, response: this.#sharding.without(response, again), error: null });
  }

  /** Items whose code asks for another try, or that have no answer at all. */
  #again(
    response: Message,
    options: { readonly part: { readonly keys: ReadonlySet<string> }; readonly failures: KafkaError[] },
  ): ReadonlySet<string> {
    const again = new Set<string>();
    const codes = this.#sharding.codes(response);
    if (codes === null) return again;
    const top = codeOf(response);
    for (const key of options.part.keys) {
      const code = codes.get(key) ?? (top === 0 ? undefined : top);
      if (code !== undefined && !errorMeaning(code).retriable) continue;
      if (code !== undefined) {
        options.failures.push(errorFromCode(code));
        this.#host.distrust(code, key);
      }
      again.add(key);
    }
    return again;
  }
}

function shardingOf(rule: ShardRule, host: ShardHost): Sharding {
  switch (rule.by) {
    case "leader":
      return byLeader(rule, host);
    case "coordinator":
      return byCoordinator(rule, host);
    case "all brokers":
      return toAllBrokers(rule.lists, host);
    case "broker resource":
      return byBrokerResource(rule.response);
  }
}

function byLeader(rule: Extract<ShardRule, { by: "leader" }>, host: ShardHost): Sharding {
  const { request, response } = rule;
  return {
    keys: (message) => eachPartition(message, request).map((entry) => entry.key),
    pick: (message, keys) => keepPartitions(message, { path: request, keep: (key) => keys.has(key) }),
    place: async (key) => {
      const at = key.lastIndexOf("\n");
      return { broker: await host.leader(key.slice(0, at), Number(key.slice(at + 1))) };
    },
    codes: (message) => new Map(eachPartition(message, response).map((entry) => [entry.key, entry.code])),
    without: (message, keys) => keepPartitions(message, { path: response, keep: (key) => !keys.has(key) }),
    lists: [],
    topics: response,
  };
}

function byCoordinator(rule: Extract<ShardRule, { by: "coordinator" }>, host: ShardHost): Sharding {
  const { request, response } = rule;
  return {
    keys: (message) => listOf(message, request.list).map((item) => keyOf(item, request)),
    pick: (message, keys) => keepKeys(message, { path: request, keep: (key) => keys.has(key) }),
    place: async (key) => ({ broker: await host.coordinator(rule.kind, key) }),
    codes: (message) =>
      new Map(listOf(message, response.list).map((item) => [keyOf(item, response), codeOf(item as Message)])),
    without: (message, keys) => keepKeys(message, { path: response, keep: (key) => !keys.has(key) }),
    lists: [response.list],
    topics: null,
  };
}

function toAllBrokers(lists: readonly string[], host: ShardHost): Sharding {
  return {
    keys: () => [...host.snapshot().brokers.keys()].map(String),
    pick: (message) => message,
    place: (key) => Promise.resolve({ broker: Number(key) }),
    codes: (message) => {
      const code = codeOf(message);
      const all = [...host.snapshot().brokers.keys()].map((id) => [String(id), code] as const);
      return errorMeaning(code).retriable ? new Map(all) : null;
    },
    without: (message, keys) => keys.size === 0 ? message : {},
    lists,
    topics: null,
  };
}

const BROKER_RESOURCES: ReadonlySet<unknown> = new Set([4, 8]);

function byBrokerResource(response: string): Sharding {
  const keyOfResource = (item: unknown) => {
    const { resourceType, resourceName } = item as Message;
    return `${String(resourceType)}\n${String(resourceName)}`;
  };
  const place = (key: string): Target => {
    const [type, name] = key.split("\n");
    return BROKER_RESOURCES.has(Number(type)) && /^\d+$/.test(name) ? { broker: Number(name) } : "any";
  };
  return {
    keys: (message) => listOf(message, "resources").map(keyOfResource),
    pick: (message, keys) => ({
      ...message,
      resources: listOf(message, "resources").filter((item) => keys.has(keyOfResource(item))),
    }),
    place: (key) => Promise.resolve(place(key)),
    codes: () => null,
    without: (message) => message,
    lists: [response],
    topics: null,
  };
}

interface PartitionEntry {
  readonly key: string;
  readonly code: number;
}

function eachPartition(message: Message, path: PartitionPath): readonly PartitionEntry[] {
  const entries: PartitionEntry[] = [];
  for (const topic of listOf(message, path.topics) as readonly Message[]) {
    for (const item of listOf(topic, path.partitions)) {
      const index = path.index === null ? item : (item as Message)[path.index] ?? 0;
      entries.push({
        key: `${String(topic[path.name])}\n${String(index)}`,
        code: path.index === null ? 0 : codeOf(item as Message),
      });
    }
  }
  return entries;
}

function keepPartitions(
  message: Message,
  options: { readonly path: PartitionPath; readonly keep: (key: string) => boolean },
): Message {
  const { path, keep } = options;
  const topics = (listOf(message, path.topics) as readonly Message[]).map((topic) => ({
    ...topic,
    [path.partitions]: listOf(topic, path.partitions).filter((item) => {
      const index = path.index === null ? item : (item as Message)[path.index] ?? 0;
      return keep(`${String(topic[path.name])}\n${String(index)}`);
    }),
  }));
  return { ...message, [path.topics]: topics.filter((topic) => listOf(topic, path.partitions).length > 0) };
}

function keepKeys(
  message: Message,
  options: { readonly path: KeyPath; readonly keep: (key: string) => boolean },
): Message {
  const { path, keep } = options;
  return { ...message, [path.list]: listOf(message, path.list).filter((item) => keep(keyOf(item, path))) };
}

function keyOf(item: unknown, path: KeyPath): string {
  return String(path.key === null ? item : (item as Message)[path.key]);
}

function listOf(message: Message, name: string): readonly unknown[] {
  const list = message[name];
  return Array.isArray(list) ? list : [];
}

function mergeResponses(responses: readonly Message[], sharding: Sharding): Message {
  if (responses.length === 0) return {};
  const merged: Record<string, unknown> = { ...responses[0] };
  for (const list of sharding.lists) merged[list] = responses.flatMap((response) => listOf(response, list));
  if (sharding.topics !== null) merged[sharding.topics.topics] = mergeTopics(responses, sharding.topics);
  for (const response of responses) {
    if (codeOf(merged) === 0 && codeOf(response) !== 0) merged.errorCode = response.errorCode;
    const throttle = response.throttleTimeMs;
    if (typeof throttle === "number" && throttle > Number(merged.throttleTimeMs ?? 0)) merged.throttleTimeMs = throttle;
  }
  return merged;
}

function mergeTopics(responses: readonly Message[], path: PartitionPath): readonly Message[] {
  const topics = new Map<string, Message>();
  for (const response of responses) {
    for (const topic of listOf(response, path.topics) as readonly Message[]) {
      const name = String(topic[path.name]);
      const known = topics.get(name);
      const partitions = [
        ...(known === undefined ? [] : listOf(known, path.partitions)),
        ...listOf(topic, path.partitions),
      ];
      topics.set(name, { ...topic, [path.partitions]: partitions });
    }
  }
  return [...topics.values()];
}

function unanswered(api: string, keys: ReadonlySet<string>): KafkaError {
  const first = [...keys][0].replace("\n", "[") + (([...keys][0].includes("\n")) ? "]" : "");
  return new ProtocolError(
    `${api}: the answer says nothing about ${first}${keys.size > 1 ? ` and ${keys.size - 1} more` : ""}`,
    {
      code: "INVALID_VALUE",
      messageName: `${api}Response`,
      retriable: true,
    },
  );
}
