// The object that joins everything: a cluster, and the producers and consumers over it. Made by users; it connects at
// the first use and closes in the order of design section 4, rule 6. Must not know protocols.
import * as runtime from "#platform";
import { within } from "../base/abort.ts";
import { TimeoutError } from "../errors/timeout_error.ts";
import type { ClientApi } from "../protocol/wire/api.ts";
import { secureRandom } from "../transports/secure_random.ts";
import { systemClock } from "../transports/system_clock.ts";
import type { Clock, Codec, CodecName, Platform } from "../transports/platform.ts";
import type { Dial } from "../transports/transport.ts";
import { Cluster } from "./cluster/cluster.ts";
import type { ClusterOptions } from "./cluster/options.ts";
import type { PartitionMetadata, RequestBody, RequestOptions } from "./cluster/waist.ts";
import { Consumer } from "./consumer/consumer.ts";
import type { ConsumerOptions } from "./consumer/options.ts";
import type { ProducerOptions } from "./producer/options.ts";
import { Producer } from "./producer/producer.ts";

/** Options of {@linkcode Kafka}: how to reach the cluster. */
export type KafkaOptions = ClusterOptions;

/** Limits of a call. */
export interface CallOptions {
  /** Ends the call with an `AbortError`. */
  readonly signal?: AbortSignal;
  /** Time limit in ms. @default apiTimeoutMs */
  readonly timeoutMs?: number;
}

/** Something that `close` ends. */
interface Closable {
  close(options?: CallOptions): Promise<void>;
}

/**
 * A Kafka cluster. Nothing is connected before the first use.
 *
 * ```ts
 * import { Kafka } from "@samsa/kafka";
 *
 * const kafka = new Kafka({ brokers: ["localhost:9092"] });
 * const producer = kafka.producer();
 * // await producer.send({ topic: "orders", key: "42", value: "paid" });
 * await kafka.close();
 * ```
 */
export class Kafka implements AsyncDisposable {
  readonly #cluster: Cluster;
  readonly #clock: Clock;
  readonly #closeTimeoutMs: number;
  readonly #producers = new Set<Producer>();
  readonly #consumers = new Set<Consumer>();
  /** Number of the newest consumer: each has connections of its own, which end with it. */
  #newest = 0;
  #closing: Promise<void> | null = null;

  /** Checks the options; throws one `ConfigError` with every mistake. */
  constructor(options: KafkaOptions) {
    const chosen = choosePlatform(options ?? {});
    this.#cluster = new Cluster({ ...options, dial: chosen.dial }, { platform: chosen.platform });
    this.#clock = chosen.platform.clock;
    this.#closeTimeoutMs = options.closeTimeoutMs ?? 30_000;
  }

  /** A new producer; throws a `ConfigError` with every mistake of its options. */
  producer(options: ProducerOptions = {}): Producer {
    const producer: Producer = new Producer(this.#cluster, options, {
      onClosed: () => this.#producers.delete(producer),
    });
    this.#producers.add(producer);
    return producer;
  }

  /** A new consumer; throws a `ConfigError` with every mistake of its options. */
  consumer(options: ConsumerOptions): Consumer {
    const consumer: Consumer = new Consumer(this.#cluster, options, {
      number: ++this.#newest,
      onClosed: () => this.#consumers.delete(consumer),
    });
    this.#consumers.add(consumer);
    return consumer;
  }

  /**
   * Sends any message of Kafka, with the retries of its kind. `body` may be a function of the version; `to` chooses
   * the broker where the API leaves that open.
   */
  request<Request, Response>(
    api: ClientApi<Request, Response>,
    body: RequestBody<Request>,
    options: RequestOptions = {},
  ): Promise<Response> {
    return this.#cluster.request(api, body, options);
  }

  /** Resolves when a broker has answered. */
  ping(options: CallOptions = {}): Promise<void> {
    return this.#cluster.ping(options);
  }

  /** Opens the connections that the first records would open. */
  warmUp(options: CallOptions = {}): Promise<void> {
    return this.#cluster.warmUp(options);
  }

  /** Other bootstrap addresses from now on; throws a `ConfigError`. */
  setBrokers(brokers: string | readonly string[]): void {
    this.#cluster.setBrokers(brokers);
  }

  /** Names of all topics, without Kafka's own. */
  topics(options: CallOptions = {}): Promise<readonly string[]> {
    return this.#cluster.topics(options);
  }

  /** The partitions of a topic; rejects with a `BrokerError` when it does not exist. */
  partitions(topic: string, options: CallOptions = {}): Promise<readonly PartitionMetadata[]> {
    return this.#cluster.partitions(topic, options);
  }

  /**
   * Closes consumers, then producers (which flush), then connections. Everything is closed even when one of them
   * fails; rejects with the first failure.
   */
  close(options: CallOptions = {}): Promise<void> {
    this.#closing ??= this.#close(options);
    return this.#closing;
  }

  /** Closes; the end of an `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close({ signal, timeoutMs = this.#closeTimeoutMs }: CallOptions): Promise<void> {
    const end = this.#clock.now() + timeoutMs;
    const failures: unknown[] = [];
    for (const group of [this.#consumers, this.#producers, [this.#cluster]] as Iterable<Closable>[]) {
      const left = Math.max(0, end - this.#clock.now());
      const ends = [...group].map((one) =>
        one.close({ signal, timeoutMs: left }).catch((error) => failures.push(error))
      );
      await within(Promise.all(ends), {
        clock: this.#clock,
        what: "Closing the client",
        timeoutMs: left + 1,
        onTimeout: () =>
          new TimeoutError(`Closing the client did not end within ${timeoutMs} ms`, {
            code: "CLOSE_TIMEOUT",
            timeoutMs,
          }),
      }).catch((error) => failures.push(error));
    }
    this.#consumers.clear();
    this.#producers.clear();
    if (failures.length > 0) throw failures[0];
  }
}

/** The platform of the options, or of the runtime; it may have to be loaded, at the first connection. */
function choosePlatform(
  options: Pick<ClusterOptions, "platform" | "dial">,
): { readonly platform: Platform; readonly dial: Dial | undefined } {
  const { dial } = options;
  const platform = options.platform ?? (runtime as { readonly platform?: Platform }).platform;
  if (platform !== undefined) return { platform, dial };
  const lazy = new LazyPlatform();
  if (typeof dial !== "function") return { platform: lazy, dial };
  return {
    platform: lazy,
    dial: async (at) => {
      await lazy.load();
      return await dial(at);
    },
  };
}

/** The runtime's platform, loaded at the first connection; clock and chance are there at once. */
class LazyPlatform implements Platform {
  readonly clock = systemClock;
  readonly random = secureRandom;
  /** Filled when loaded. */
  readonly codecs: Partial<Record<CodecName, Codec>> = {};
  #loaded: Platform | null = null;
  #loading: Promise<Platform> | null = null;

  /** Name of the runtime. */
  get name(): string {
    return this.#loaded?.name ?? "loading";
  }

  /** Until it is loaded: where WebAssembly cannot be compiled, the checksum falls back by itself. */
  get wasmCrc(): boolean {
    return this.#loaded?.wasmCrc ?? true;
  }

  readonly dial: Dial = async (options) => await (await this.load()).dial(options);

  readonly resolve = async (host: string): Promise<readonly string[]> => {
    const { resolve } = await this.load();
    return resolve === undefined ? [host] : await resolve(host);
  };

  /** The platform itself. */
  load(): Promise<Platform> {
    this.#loading ??= runtime.loadPlatform().then((platform) => {
      Object.assign(this.codecs, platform.codecs);
      return this.#loaded = platform;
    });
    return this.#loading;
  }
}
