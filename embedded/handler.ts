// What a handler of an API is: the broker's side of its codec, and what it does. Called by handlers/*.ts to declare
// themselves and by server.ts to run them. Must not know connections.
import type { Api, BrokerApi, Init } from "../protocol/wire/api.ts";
import type { Reader } from "../protocol/wire/reader.ts";
import type { Writer } from "../protocol/wire/writer.ts";
import type { ClusterState, ListenerName, NodeState } from "./cluster_state.ts";
import type { RecordTools } from "./produced_records.ts";
import type { SaslSession } from "./security/sasl_session.ts";
import type { VersionTable } from "./version_table.ts";

/** What may be done, by Kafka's names (`AclOperation`). */
export type Operation =
  | "READ"
  | "WRITE"
  | "CREATE"
  | "DELETE"
  | "ALTER"
  | "DESCRIBE"
  | "CLUSTER_ACTION"
  | "DESCRIBE_CONFIGS"
  | "ALTER_CONFIGS"
  | "IDEMPOTENT_WRITE"
  | "TWO_PHASE_COMMIT"
  | "CREATE_TOKENS"
  | "DESCRIBE_TOKENS";

/** What something is done to, by Kafka's names (`ResourceType`). */
export type ResourceKind = "TOPIC" | "GROUP" | "CLUSTER" | "TRANSACTIONAL_ID" | "DELEGATION_TOKEN" | "USER";

/** The name of the one resource of kind `CLUSTER`. */
export const CLUSTER_NAME = "kafka-cluster";

/** What a handler knows of its request beside the body. */
export interface RequestContext {
  /** The cluster. */
  readonly state: ClusterState;
  /** The broker that was asked. */
  readonly node: NodeState;
  /** The listener it came through: answers name the addresses of the same one. */
  readonly listener: ListenerName;
  /** Version of the request. */
  readonly version: number;
  /** Client id of the request; null when it has none. */
  readonly clientId: string | null;
  /** Address of the client, as Kafka writes it: `"/127.0.0.1"`. */
  readonly clientHost: string;
  /** Who asks: `"User:ANONYMOUS"` unless the connection has authenticated. */
  readonly principal: string;
  /** What this broker says that it speaks. */
  readonly versions: VersionTable;
  /** Checksums and codecs. */
  readonly tools: RecordTools;
  /** Aborts when the connection or the broker goes: nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Whether the asker may do `operation` to the resource. Always true while access rules are off. */
  allowed(operation: Operation, kind: ResourceKind, name: string): boolean;
  /** Whether the asker may do `operation` to any resource of the kind at all. Always true while access rules are off. */
  allowedSomewhere(operation: Operation, kind: ResourceKind): boolean;
  /** What the connection has authenticated as; null when its listener asks for nothing. */
  readonly sasl: SaslSession | null;
  /** Closes the connection once the answer, if there is one, is written. */
  close(): void;
}

/** An answer, or null when none is sent (Produce with acks=0). */
export type Answer<Response> = Init<Response> | null;

/** What a handler does. */
export interface HandlerSpec<Request, Response> {
  /** Carries the request out. */
  handle(request: Request, context: RequestContext): Answer<Response> | Promise<Answer<Response>>;
  /** The answer that says `errorCode` everywhere: what Kafka calls `getErrorResponse`. */
  fail(request: Request, errorCode: number, context: RequestContext): Answer<Response>;
}

/** A handler whose types are hidden, so that all of them fit into one table. */
export interface Handler {
  /** Which API. */
  readonly api: Api;
  /** Reads the body of a request. */
  decode(reader: Reader, version: number): unknown;
  /** Carries out a request that `decode` gave. */
  handle(request: unknown, context: RequestContext): unknown;
  /** The answer that says `errorCode` everywhere. */
  fail(request: unknown, errorCode: number, context: RequestContext): unknown;
  /** Writes the body of an answer. */
  encode(writer: Writer, response: unknown, version: number): void;
}

/** Declares a handler. The casts hold because a handler only meets requests that its own codec has read. */
export function handler<Request, Response>(
  api: BrokerApi<Request, Response>,
  spec: HandlerSpec<Request, Response>,
): Handler {
  return {
    api,
    decode: (reader, version) => api.decodeRequest(reader, version),
    handle: (request, context) => spec.handle(request as Request, context),
    fail: (request, errorCode, context) => spec.fail(request as Request, errorCode, context),
    encode: (writer, response, version) => api.encodeResponse(writer, response as Init<Response>, version),
  };
}
