// Hooks that observe, answer, delay, drop, err or close single requests: how tests make a broker misbehave. Set by
// EmbeddedKafka.control, run by server.ts around each handler. Must not know connections.
import { ConfigError } from "../errors/config_error.ts";
import type { Api, BrokerApi, ClientApi, Init } from "../protocol/wire/api.ts";
import type { ListenerName } from "./cluster_state.ts";
import type { Handler, RequestContext } from "./handler.ts";
import { sleep } from "./sleep.ts";

/**
 * What a hook does with a request. Nothing: the next hook, then the handler. `"drop"`: no answer, and as answers keep
 * their order, none to any later request of that connection. `"close"`: the connection is closed without an answer.
 */
export type ControlAction<Response> =
  | void
  | undefined
  | "drop"
  | "close"
  | {
    /** Sent as it is, missing fields at their defaults. */
    readonly answer: Init<Response>;
  }
  | {
    /** Kafka's error number: answered wherever the response carries one, without carrying the request out. */
    readonly errorCode: number;
  };

/** What a hook is given beside the request. */
export interface ControlContext<Response> {
  /** Broker that was asked. */
  readonly nodeId: number;
  /** Which API. */
  readonly api: Api;
  /** Version of the request. */
  readonly version: number;
  /** Correlation id. */
  readonly correlationId: number;
  /** Client id, or null. */
  readonly clientId: string | null;
  /** Listener that it came through. */
  readonly listener: ListenerName;
  /** Resolves after so many ms of the broker's clock, or when the connection is gone. */
  sleep(ms: number): Promise<void>;
  /**
   * Carries the request out and gives the answer, not sent yet; null when the request wants none. Return nothing to
   * send it, `{ answer }` to send another, `"drop"` or `"close"` to lose it.
   */
  proceed(): Promise<Init<Response> | null>;
}

/**
 * A hook; it may be asynchronous, and then later requests of that connection wait. (`string`: TypeScript widens what an
 * async function returns; other words than `"drop"` and `"close"` are an error when they come.)
 */
export type ControlFn<Request, Response> = (
  request: Request,
  context: ControlContext<Response>,
) => ControlAction<Response> | Promise<ControlAction<Response> | string>;

/** How long a hook stays. */
export interface ControlOptions {
  /** Stays after it has acted. @default false: it goes once it has returned something */
  readonly keep?: boolean;
  /** Only requests to this broker. @default all brokers */
  readonly nodeId?: number;
}

/** Either side of an API: it says which one is meant. */
export type AnyApi<Request, Response> = BrokerApi<Request, Response> | ClientApi<Request, Response>;

/** What becomes of a request in the end. */
export type Outcome =
  | { readonly kind: "answer"; readonly response: unknown }
  | { readonly kind: "drop" }
  | { readonly kind: "close" };

/** Header fields that hooks are shown. */
export interface RequestHeader {
  /** Correlation id. */
  readonly correlationId: number;
  /** Client id. */
  readonly clientId: string | null;
}

/** A request on its way to its handler. */
export interface Incoming {
  /** Its handler. */
  readonly handler: Handler;
  /** Its body. */
  readonly request: unknown;
  /** Its header. */
  readonly header: RequestHeader;
  /** Its context. */
  readonly context: RequestContext;
}

interface Hook {
  readonly key: number;
  readonly keep: boolean;
  readonly nodeId: number | undefined;
  readonly fn: (request: unknown, context: ControlContext<unknown>) => unknown;
}

/** The hooks of a cluster. */
export class Controls {
  #hooks: readonly Hook[] = [];

  /** Sets a hook; the returned function takes it away. */
  add<Request, Response>(
    api: AnyApi<Request, Response>,
    fn: ControlFn<Request, Response>,
    options: ControlOptions = {},
  ): () => void {
    const hook: Hook = {
      key: api.key,
      keep: options.keep ?? false,
      nodeId: options.nodeId,
      // Holds because requests of this key are decoded by the codec of this API.
      fn: (request, context) => fn(request as Request, context as ControlContext<Response>),
    };
    this.#hooks = [...this.#hooks, hook];
    return () => this.#remove(hook);
  }

  /** Runs hooks and handler. */
  async run(incoming: Incoming): Promise<Outcome> {
    const { handler, request, context } = incoming;
    let done: Promise<unknown> | undefined;
    const proceed = async (): Promise<unknown> => await (done ??= Promise.resolve(handler.handle(request, context)));
    const matching = this.#hooks.filter(({ key, nodeId }) =>
      key === handler.api.key && (nodeId ?? context.node.id) === context.node.id
    );
    for (const hook of matching) {
      // An earlier request may have used it up while this one waited.
      if (!this.#hooks.includes(hook)) continue;
      const action = await hook.fn(request, controlContext(incoming, proceed));
      if (action === undefined) continue;
      if (!hook.keep) this.#remove(hook);
      return outcomeOf(action as ControlAction<unknown> | string, incoming);
    }
    return { kind: "answer", response: done === undefined ? await handler.handle(request, context) : await done };
  }

  #remove(hook: Hook): void {
    this.#hooks = this.#hooks.filter((other) => other !== hook);
  }
}

function outcomeOf(action: ControlAction<unknown> | string, { handler, request, context }: Incoming): Outcome {
  if (action === "drop" || action === "close") return { kind: action };
  if (typeof action === "object" && "answer" in action) return { kind: "answer", response: action.answer };
  if (typeof action === "object" && "errorCode" in action) {
    return { kind: "answer", response: handler.fail(request, action.errorCode, context) };
  }
  const problem = `A hook must return nothing, { answer }, { errorCode }, "drop" or "close": it returned ${action}`;
  throw new ConfigError(problem, { code: "INVALID_CONFIG", problems: [problem] });
}

function controlContext(incoming: Incoming, proceed: () => Promise<unknown>): ControlContext<unknown> {
  const { handler, header, context } = incoming;
  return {
    nodeId: context.node.id,
    api: handler.api,
    version: context.version,
    correlationId: header.correlationId,
    clientId: header.clientId,
    listener: context.listener,
    proceed: proceed as () => Promise<Init<unknown> | null>,
    sleep: (ms) => sleep(ms, { clock: context.state.platform.clock, signal: context.signal }),
  };
}
