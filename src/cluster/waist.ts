// The contract of the waist: what producers, consumers and admin calls may ask of a cluster. Implemented by
// cluster.ts; everything above goes through it and never opens a connection or picks a broker itself.
import type { KafkaError } from "../../errors/kafka_error.ts";
import type { Api, ClientApi, Init } from "../../protocol/wire/api.ts";
import type { Platform } from "../../transports/platform.ts";
import type { Emit } from "../base/client_event.ts";

/** Which broker a request goes to. */
export type Target =
  | "any"
  | "controller"
  | { readonly broker: number }
  | { readonly leader: { readonly topic: string; readonly partition: number } }
  | { readonly coordinator: "group" | "transaction" | "share"; readonly key: string };

/** How a request is sent. */
export interface RequestOptions {
  /** Where to; absent: the routing table of the API decides (`"any"` for most). */
  readonly to?: Target;
  /** Ends the call with an `AbortError`. */
  readonly signal?: AbortSignal;
  /** Total time limit with all retries, in ms. @default apiTimeoutMs */
  readonly timeoutMs?: number;
  /** Time limit of one attempt, in ms; the connection is closed when it passes. @default requestTimeoutMs */
  readonly requestTimeoutMs?: number;
  /** `false`: one attempt only; the caller retries itself (producer, fetcher). @default true */
  readonly retry?: boolean;
  /** Highest version to use, below what both sides know. */
  readonly maxVersion?: number;
  /** Lowest version to use; a broker that lacks it ends in a `ConfigError` with `UNSUPPORTED_VERSION`. */
  readonly minVersion?: number;
  /** Name of an extra connection for this request (a fresh fetch connection). @default the lane of the API */
  readonly lane?: string;
  /** No answer comes (Produce with acks=0): resolves with null once the bytes are taken. */
  readonly noResponse?: boolean;
}

/** A request body, or a function that makes it once the version is known (topic names or ids, old formats). */
export type RequestBody<Request> = Init<Request> | ((version: number) => Init<Request>);

/** A broker of the cluster. */
export interface BrokerAddress {
  /** Node id. */
  readonly nodeId: number;
  /** Host name. */
  readonly host: string;
  /** Port. */
  readonly port: number;
  /** Rack, or null. */
  readonly rack: string | null;
}

/** A partition as the metadata show it. */
export interface PartitionMetadata {
  /** Partition index. */
  readonly partition: number;
  /** Kafka's error code for it; 0 = none. */
  readonly errorCode: number;
  /** Node id of the leader; -1 = none now. */
  readonly leader: number;
  /** Leader epoch; -1 = unknown (old brokers). */
  readonly leaderEpoch: number;
  /** Node ids of the replicas. */
  readonly replicas: readonly number[];
  /** Node ids of the in-sync replicas. */
  readonly inSyncReplicas: readonly number[];
  /** Node ids of the offline replicas. */
  readonly offlineReplicas: readonly number[];
}

/** A topic as the metadata show it. */
export interface TopicMetadata {
  /** Name. */
  readonly name: string;
  /** Topic id (Kafka's 22 characters); the zero id where the broker has none. */
  readonly id: string;
  /** Kafka's error code for it; 0 = none, 3 = unknown topic. */
  readonly errorCode: number;
  /** Whether it is one of Kafka's own. */
  readonly isInternal: boolean;
  /** Partitions, by index, without gaps. */
  readonly partitions: readonly PartitionMetadata[];
}

/**
 * An immutable view of the cluster. An older leader epoch of the same topic id is ignored five times in a row, then
 * believed.
 */
export interface MetadataSnapshot {
  /** Counts up with every change. */
  readonly generation: number;
  /** Cluster id, or null on old brokers. */
  readonly clusterId: string | null;
  /** Node id of the controller; -1 = unknown. */
  readonly controllerId: number;
  /** Brokers by node id. */
  readonly brokers: ReadonlyMap<number, BrokerAddress>;
  /** The topics asked for so far, by name; one that does not exist has its error code and no partitions. */
  readonly topics: ReadonlyMap<string, TopicMetadata>;
  /** Names by topic id. */
  readonly topicNames: ReadonlyMap<string, string>;
}

/** A new leader that came with an error answer (KIP-951). */
export interface LeaderHint {
  /** Topic name. */
  readonly topic: string;
  /** Partition index. */
  readonly partition: number;
  /** Node id of the new leader. */
  readonly leader: number;
  /** Its epoch. */
  readonly leaderEpoch: number;
  /** Its address, when the answer has it. */
  readonly endpoint?: BrokerAddress;
}

/** How topics are wanted. */
export interface WantOptions {
  /** Ends the wait with an `AbortError`. */
  readonly signal?: AbortSignal;
  /** Time limit in ms. @default apiTimeoutMs */
  readonly timeoutMs?: number;
  /** Whether brokers may create what does not exist. @default false */
  readonly allowCreation?: boolean;
  /** Who wants them, and may call `forgetTopic`; absent: somebody who never does. */
  readonly owner?: object;
}

/** What is connected to ahead. */
export interface WarmUpOptions {
  /** Ends the wait with an `AbortError`. */
  readonly signal?: AbortSignal;
  /** Time limit in ms. @default apiTimeoutMs */
  readonly timeoutMs?: number;
  /** Which connections of each broker. @default the general one */
  readonly lanes?: readonly ("produce" | "fetch" | "general")[];
  /** Node ids of the brokers. @default all */
  readonly brokers?: readonly number[];
}

/** The waist: the one way to a cluster. */
export interface Waist {
  /** Sockets, time, chance and codecs. */
  readonly platform: Platform;
  /** Tells the hooks of the client. */
  readonly emit: Emit;
  /** Default total time limit of a call, in ms. */
  readonly apiTimeoutMs: number;
  /** Time limit of one request, in ms. */
  readonly requestTimeoutMs: number;
  /** Where the client stands, in the brokers' own words (broker.rack); null: not told. */
  readonly rack?: string | null;

  /** Sends a request to the right broker, with retries unless told otherwise. */
  request<Request, Response>(
    api: ClientApi<Request, Response>,
    body: RequestBody<Request>,
    options?: RequestOptions,
  ): Promise<Response>;

  /** The newest view; empty before the first answer. */
  readonly metadata: MetadataSnapshot;
  /** Adds topics to those kept fresh and waits until the view has an answer for each (also "unknown topic"). */
  wantTopics(
    names: readonly string[],
    options?: WantOptions,
  ): Promise<MetadataSnapshot>;
  /** Stops keeping a topic fresh, once no other owner wants it; without `owner`: whoever wants it. */
  forgetTopic(name: string, owner?: object): void;
  /** Fetches the view anew: single flight, with the minimum spacing; resolves with the new view. */
  refreshMetadata(reason: string, options?: { readonly signal?: AbortSignal }): Promise<MetadataSnapshot>;
  /** All topic names of the cluster. */
  listTopics(options?: { readonly signal?: AbortSignal }): Promise<readonly TopicMetadata[]>;
  /** Calls `fn` with each new view; the returned function ends that. */
  onMetadata(fn: (metadata: MetadataSnapshot) => void): () => void;
  /** Takes over a new leader from an error answer, if its epoch is newer; false: it is not. */
  applyLeaderHint(hint: LeaderHint): boolean;
  /** Opens connections of a lane to brokers, so that the first request is fast. */
  warmUp?(options: WarmUpOptions): Promise<void>;
  /** The last failure of a connection or of the metadata since a time of the clock: why something may be waiting. */
  failureSince?(time: number): KafkaError | undefined;
  /** Closes the extra connection of a name to a broker, with what is pending on it. */
  closeLane?(nodeId: number, lane: string): void;
  /** The version of `api` that would be used with a broker; connects if needed. Null: the broker does not have it. */
  versionOf(
    api: Api,
    nodeId: number,
    options?: { readonly signal?: AbortSignal },
  ): Promise<number | null>;
}
