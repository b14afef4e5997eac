// Everything that a client tells to the outside: one typed union handed to hooks. Metrics, tracing and logs are
// adapters over it. Owned by nobody, emitted by every room above; must not know the network.
import type { KafkaError } from "../../errors/kafka_error.ts";

/** One event of a client; `type` tells which. Times are in ms, sizes in bytes. */
export type ClientEvent =
  | {
    readonly type: "connect";
    readonly broker: string;
    readonly nodeId: number | null;
    readonly lane: string;
    readonly connectMs: number;
  }
  | {
    readonly type: "disconnect";
    readonly broker: string;
    readonly nodeId: number | null;
    readonly lane: string;
    readonly error: KafkaError | null;
  }
  | {
    readonly type: "request";
    readonly broker: string;
    readonly api: string;
    readonly version: number;
    readonly requestBytes: number;
    readonly responseBytes: number;
    readonly queueMs: number;
    readonly latencyMs: number;
    readonly error: KafkaError | null;
  }
  | { readonly type: "throttle"; readonly broker: string; readonly api: string; readonly throttleMs: number }
  | { readonly type: "metadata"; readonly brokers: number; readonly topics: number; readonly error: KafkaError | null }
  | { readonly type: "rebootstrap"; readonly reason: string }
  | {
    readonly type: "batch written";
    readonly topic: string;
    readonly partition: number;
    readonly records: number;
    readonly bytes: number;
    readonly error: KafkaError | null;
  }
  | {
    readonly type: "batch read";
    readonly topic: string;
    readonly partition: number;
    readonly records: number;
    readonly bytes: number;
  }
  | { readonly type: "data loss"; readonly topic: string; readonly partition: number; readonly error: KafkaError }
  | {
    readonly type: "offset reset";
    readonly topic: string;
    readonly partition: number;
    readonly from: number;
    readonly to: number;
    readonly reason: string;
  }
  | { readonly type: "unknown topic"; readonly topic: string }
  | {
    readonly type: "delivery failed";
    readonly topic: string;
    readonly partition: number;
    readonly records: number;
    readonly error: KafkaError;
  }
  | { readonly type: "error"; readonly error: KafkaError; readonly where: string };

/** Hears of every {@linkcode ClientEvent}; must not throw, and must be quick. */
export type Hook = (event: ClientEvent) => void;

/** Calls hooks; one that throws is left out of nothing else. */
export type Emit = (event: ClientEvent) => void;

/** An {@linkcode Emit} over a list of hooks; what a hook throws is swallowed, since no caller could do anything about it. */
export function emitTo(hooks: readonly Hook[]): Emit {
  if (hooks.length === 0) return () => {};
  return (event) => {
    for (const hook of hooks) {
      try {
        hook(event);
      } catch {
        // A hook that throws must not change what the client does.
      }
    }
  };
}
