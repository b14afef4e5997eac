// What a differential case is written with: connections to one broker, requests at the versions under test, topics of
// its own, and the transcript of every answer. Called by cases/*.ts and run.ts; must not know which broker it talks to.
import type { Api, ClientApi, Init } from "../../protocol/wire/api.ts";
import { CreateTopics } from "../../protocol/messages/create_topics.ts";
import { FindCoordinator } from "../../protocol/messages/find_coordinator.ts";
import { ListOffsets } from "../../protocol/messages/list_offsets.ts";
import { Metadata } from "../../protocol/messages/metadata.ts";
import { RawClient } from "../embedded/raw_client.ts";
import type { Dial } from "../../transports/transport.ts";

const ANSWER_LIMIT_MS = 12_000;

/** Which end of the versions that both brokers speak. */
export type VersionEnd = "lowest" | "highest";

/** A case: the same steps go to a real broker and to the embedded one. */
export interface DifferentialCase {
  /** What is shown, as a sentence. */
  readonly name: string;
  /** The API under test: it is spoken in its lowest version and then in its highest one, the others in their highest. */
  readonly api: Api;
  /** The steps. */
  readonly run: (script: Script) => Promise<void>;
  /** Leaves one end of the versions out, with the reason. */
  readonly only?: { readonly end: VersionEnd; readonly why: string };
}

/** One answer. */
export interface Entry {
  /** What was asked, in which version, on which connection. */
  readonly asked: string;
  /** The decoded answer, or `"closed"` when the broker closed the connection. */
  readonly answer: unknown;
}

/** What a script needs. */
export interface ScriptOptions {
  /** Sockets. */
  readonly dial: Dial;
  /** Where the broker is. */
  readonly address: { readonly host: string; readonly port: number };
  /** Versions that both brokers speak, by API key. */
  readonly versions: ReadonlyMap<number, readonly [number, number]>;
  /** API under test. */
  readonly api: Api;
  /** Its end. */
  readonly end: VersionEnd;
  /** Unique to the case: names of topics and groups begin with it. */
  readonly prefix: string;
}

/** How a call differs from the ordinary one. */
export interface CallOptions {
  /** Version. @default the end under test, or the highest for other APIs */
  readonly version?: number;
  /** Name of the connection. @default "main" */
  readonly on?: string;
  /** Leaves the answer out of the transcript: for preparation. @default false */
  readonly silent?: boolean;
}

/** The script of a case against one broker. */
export class Script {
  /** All answers so far. */
  readonly transcript: Entry[] = [];
  readonly #options: ScriptOptions;
  readonly #connections = new Map<string, Promise<RawClient>>();

  /** A script without connections yet. */
  constructor(options: ScriptOptions) {
    this.#options = options;
  }

  /** Which end of the versions is under test. */
  get end(): VersionEnd {
    return this.#options.end;
  }

  /** A name of this case's own. */
  name(text: string): string {
    return `${this.#options.prefix}-${text}`;
  }

  /** The version in which an API is spoken. */
  version(api: Api): number {
    const range = this.#options.versions.get(api.key);
    if (range === undefined) throw new Error(`one of the brokers does not speak ${api.name}`);
    const [lowest, highest] = range;
    return api.key === this.#options.api.key && this.end === "lowest" ? lowest : highest;
  }

  /** Sends a request and notes the answer; rejects when the broker closes the connection, unless `mayClose`. */
  async call<Q, R>(api: ClientApi<Q, R>, request: Init<Q>, options: CallOptions = {}): Promise<R> {
    const version = options.version ?? this.version(api);
    const on = options.on ?? "main";
    const client = await this.#connection(on);
    const answer = await within(client.call(api, request, version), `${api.name} v${version}`);
    if (options.silent !== true) this.transcript.push({ asked: `${api.name} v${version} on ${on}`, answer });
    return answer;
  }

  /** Sends a request whose answer is awaited later: for joins that wait for others. Start it, go on, await it. */
  start<Q, R>(api: ClientApi<Q, R>, request: Init<Q>, options: CallOptions & { readonly on: string }): Promise<R> {
    const answer = this.call(api, request, options);
    answer.catch(() => {}); // the case awaits it in its own time
    return answer;
  }

  /** Sends a request that makes the broker close the connection; notes `"closed"` or the answer that came instead. */
  async callClosed<Q, R>(api: ClientApi<Q, R>, request: Init<Q>, options: CallOptions = {}): Promise<void> {
    const version = options.version ?? this.version(api);
    const on = options.on ?? "main";
    const client = await this.#connection(on);
    await client.send(api, request, version);
    const frame = await client.frame().catch(() => null);
    this.#connections.delete(on);
    client.close();
    this.transcript.push({ asked: `${api.name} v${version} on ${on}`, answer: frame === null ? "closed" : "answered" });
  }

  /** Sends bytes as they are and notes the error code that comes back, or `"closed"`. */
  async raw(asked: string, bytes: Uint8Array): Promise<void> {
    const client = await this.#connection("raw");
    await client.stream.write([bytes]);
    const frame = await within(client.frame().catch(() => null), asked);
    this.note(
      asked,
      frame === null ? "closed" : { errorCode: new DataView(frame.buffer, frame.byteOffset).getInt16(4) },
    );
    await this.disconnect("raw");
  }

  /** Notes something of the case's own, such as what a wait has found. */
  note(asked: string, answer: unknown): void {
    this.transcript.push({ asked, answer });
  }

  /** Makes a topic and waits until it has leaders; gives its name and id. */
  async topic(
    text = "topic",
    { partitions = 1, configs = {} }: {
      readonly partitions?: number;
      readonly configs?: Readonly<Record<string, string>>;
    } = {},
  ): Promise<{ readonly name: string; readonly id: string }> {
    const name = this.name(text);
    const topic = {
      name,
      numPartitions: partitions,
      replicationFactor: 1,
      configs: Object.entries(configs).map(([config, value]) => ({ name: config, value })),
    };
    const made = await this.call(CreateTopics, { topics: [topic], timeoutMs: 10_000 }, {
      silent: true,
      version: this.#highest(CreateTopics),
    });
    const code = made.topics[0]?.errorCode;
    if (code !== 0) throw new Error(`topic ${name} was not made: error ${code}`);
    return { name, id: await this.#whenReady(name, partitions) };
  }

  /** Waits until the broker knows a coordinator of the key: a young one makes the topics for it first. */
  async coordinator(key: string, kind: "group" | "transaction" | "share" = "group"): Promise<void> {
    const keyType = { group: 0, transaction: 1, share: 2 }[kind];
    await this.until(`the coordinator of ${key}`, async () => {
      const found = await this.call(FindCoordinator, { coordinatorKeys: [key], keyType }, {
        silent: true,
        version: this.#highest(FindCoordinator),
      });
      return found.coordinators[0]?.errorCode === 0;
    });
  }

  /** Asks again until `holds`; real brokers need a moment for what the embedded one does at once. */
  async until(what: string, holds: () => Promise<boolean>): Promise<void> {
    for (let n = 0; n < 200; n++) {
      if (await holds()) return;
      await pause(Math.min(50, 5 + n * 5));
    }
    throw new Error(`waited in vain: ${what}`);
  }

  /** Waits in real time: for timeouts of the broker. Keep it short. */
  pause(ms: number): Promise<void> {
    return pause(ms);
  }

  /** Ends a connection, as a client that dies. */
  async disconnect(on: string): Promise<void> {
    const client = await this.#connections.get(on);
    this.#connections.delete(on);
    client?.close();
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    for (const on of [...this.#connections.keys()]) await this.disconnect(on);
  }

  async #whenReady(name: string, partitions: number): Promise<string> {
    let id = "";
    await this.until(`leaders of ${name}`, async () => {
      const { topics: [topic] } = await this.call(Metadata, { topics: [{ name }] }, {
        silent: true,
        version: this.#highest(Metadata),
      });
      id = topic?.topicId ?? "";
      return topic?.errorCode === 0 && topic.partitions.length === partitions &&
        topic.partitions.every((partition) => partition.leaderId >= 0);
    });
    await this.until(`replicas of ${name}`, () => this.#leads(name, partitions));
    return id;
  }

  /** Whether the leaders know that they lead: a real broker tells it in Metadata a moment before. */
  async #leads(name: string, count: number): Promise<boolean> {
    const partitions = Array.from({ length: count }, (_, partitionIndex) => ({ partitionIndex, timestamp: -1n }));
    const { topics: [topic] } = await this.call(ListOffsets, { replicaId: -1, topics: [{ name, partitions }] }, {
      silent: true,
      version: this.#highest(ListOffsets),
    });
    return topic?.partitions.every(({ errorCode }) => errorCode === 0) === true;
  }

  #highest(api: Api): number {
    return this.#options.versions.get(api.key)?.[1] ?? api.latestStableVersion;
  }

  #connection(on: string): Promise<RawClient> {
    let connection = this.#connections.get(on);
    if (connection === undefined) {
      connection = this.#options.dial(this.#options.address).then((stream) => new RawClient(stream));
      this.#connections.set(on, connection);
    }
    return connection;
  }
}

/** A broker that never answers must not hold up all cases. */
async function within<T>(answer: Promise<T>, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer to ${what}`)), ANSWER_LIMIT_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
