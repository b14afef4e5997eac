// Remembers which broker coordinates a group, a transactional id or a share partition; asks once for all callers.
// Called by cluster.ts and shards.ts; must not know connections.
import {
  FindCoordinator,
  type FindCoordinatorRequest,
  type FindCoordinatorResponse,
} from "../../protocol/messages/find_coordinator.ts";
import type { Api, Init } from "../../protocol/wire/api.ts";
import { errorFromCode } from "../base/retry_rules.ts";
import type { BrokerAddress, RequestOptions, Waist } from "./waist.ts";

/** Kinds of coordinators. */
export type CoordinatorKind = "group" | "transaction" | "share";

const KEY_TYPES: Readonly<Record<CoordinatorKind, number>> = { group: 0, transaction: 1, share: 2 };
/** First version of FindCoordinator that knows a kind. */
const MIN_VERSIONS: Readonly<Record<CoordinatorKind, number>> = { group: 0, transaction: 1, share: 6 };
/** From this version on a request asks for several keys. */
const KEYS_FROM = 4;

/** What is needed to ask. */
export interface CoordinatorSource {
  /** Sends FindCoordinator to any broker, with retries. */
  readonly request: Waist["request"];
  /** Makes the broker of an answer known. */
  readonly learn: (address: BrokerAddress) => void;
}

/** A cache of coordinators. */
export class Coordinators {
  readonly #source: CoordinatorSource;
  readonly #nodes = new Map<string, number>();
  readonly #flights = new Map<string, Promise<number>>();

  /** `source` asks the cluster. */
  constructor(source: CoordinatorSource) {
    this.#source = source;
  }

  /** The node id, when it is known. */
  get(kind: CoordinatorKind, key: string): number | undefined {
    return this.#nodes.get(`${kind}\n${key}`);
  }

  /** The node id; asks when it is not known. One question for all who ask at the same time; none of them can cancel it. */
  find(kind: CoordinatorKind, key: string): Promise<number> {
    const id = `${kind}\n${key}`;
    const known = this.#nodes.get(id);
    if (known !== undefined) return Promise.resolve(known);
    const running = this.#flights.get(id);
    if (running !== undefined) return running;
    const flight = this.#ask(kind, key).then((nodeId) => {
      this.#flights.delete(id);
      this.#nodes.set(id, nodeId);
      return nodeId;
    }, (error) => {
      this.#flights.delete(id);
      throw error;
    });
    this.#flights.set(id, flight);
    return flight;
  }

  /** Forgets one: it answered that it is none, or could not be reached. */
  drop(kind: CoordinatorKind, key: string): void {
    this.#nodes.delete(`${kind}\n${key}`);
  }

  /** Forgets all that a broker coordinates. */
  dropNode(nodeId: number): void {
    for (const [id, node] of this.#nodes) if (node === nodeId) this.#nodes.delete(id);
  }

  /** Forgets all. */
  clear(): void {
    this.#nodes.clear();
  }

  async #ask(kind: CoordinatorKind, key: string): Promise<number> {
    const options: RequestOptions = { to: "any", minVersion: MIN_VERSIONS[kind] };
    const response = await this.#source.request(
      FindCoordinator,
      (version) => coordinatorRequest(kind, { key, version }),
      options,
    );
    const found = readCoordinator(response, key);
    if (found.errorCode !== 0) throw errorFromCode(found.errorCode, {}, found.errorMessage);
    if (found.nodeId < 0 || found.host === "") throw errorFromCode(15);
    this.#source.learn({ nodeId: found.nodeId, host: found.host, port: found.port, rack: null });
    return found.nodeId;
  }
}

/** One request for each key of a FindCoordinator that names several, before version 4; null: it is sent as it is. */
export function keysApart(
  api: Api,
  request: unknown,
  version: number,
): readonly Init<FindCoordinatorRequest>[] | null {
  if (api.key !== FindCoordinator.key || version >= KEYS_FROM) return null;
  const { coordinatorKeys = [], ...rest } = request as Init<FindCoordinatorRequest>;
  return coordinatorKeys.length === 0 ? null : coordinatorKeys.map((key) => ({ ...rest, key }));
}

/** The answers to {@linkcode keysApart} as the one that version 4 would have given. */
export function keysTogether(
  requests: readonly Init<FindCoordinatorRequest>[],
  answers: readonly FindCoordinatorResponse[],
): FindCoordinatorResponse {
  return {
    throttleTimeMs: Math.max(...answers.map((answer) => answer.throttleTimeMs)),
    errorCode: 0,
    errorMessage: "",
    nodeId: 0,
    host: "",
    port: 0,
    coordinators: answers.map(({ nodeId, host, port, errorCode, errorMessage }, i) => ({
      key: requests[i].key ?? "",
      nodeId,
      host,
      port,
      errorCode,
      errorMessage,
    })),
  };
}

function coordinatorRequest(
  kind: CoordinatorKind,
  options: { readonly key: string; readonly version: number },
): Init<Parameters<typeof FindCoordinator.encodeRequest>[1]> {
  const keyType = KEY_TYPES[kind];
  if (options.version >= KEYS_FROM) return { keyType, coordinatorKeys: [options.key] };
  return options.version >= 1 ? { key: options.key, keyType } : { key: options.key };
}

interface FoundCoordinator {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

function readCoordinator(response: FindCoordinatorResponse, key: string): FoundCoordinator {
  if (response.coordinators.length === 0) return response;
  return response.coordinators.find((coordinator) => coordinator.key === key) ?? response.coordinators[0];
}
