// Everything that a client tells to the outside: one typed union handed to hooks. Metrics, tracing and logs are
// adapters over it. Owned by nobody, emitted by every room above; must not know the network.
import type { KafkaError } from "../../errors/kafka_error.ts";
import type { CodecName } from "../../transports/platform.ts";

/**
 * Why a partition stands still. `no leader`: the metadata show none. `metadata`: the topic, or the partition that the
 * records name, is not known yet. `no identity`: there is no producer id yet. `throttled`: a quota of the broker holds
 * requests back. `no answer`: a request is out. `error`: the last attempt failed, and the next one waits.
 */
export type StallReason = "no leader" | "metadata" | "no identity" | "throttled" | "no answer" | "error";

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
  /** A batch is acknowledged (kgo: `HookProduceBatchWritten`). */
  | {
    readonly type: "batch written";
    readonly topic: string;
    readonly partition: number;
    readonly records: number;
    /** Bytes of the batch as it was sent. */
    readonly bytes: number;
    /** Bytes of the batch before compression. */
    readonly uncompressedBytes: number;
    readonly codec: CodecName | "none";
    /** From its first record until it was first sent. */
    readonly queueMs: number;
    /** From its last request to the answer. */
    readonly latencyMs: number;
    /** Requests with it, the last one included. */
    readonly attempts: number;
    readonly error: KafkaError | null;
  }
  /** A batch was not acknowledged, and is sent again. */
  | {
    readonly type: "batch retried";
    readonly topic: string;
    readonly partition: number;
    readonly records: number;
    /** The attempt that failed, from 1 on. */
    readonly attempt: number;
    /** How long its partition waits. */
    readonly delayMs: number;
    readonly error: KafkaError;
  }
  /** A broker refused a batch as too large: its records are sent again in smaller ones. */
  | {
    readonly type: "batch split";
    readonly topic: string;
    readonly partition: number;
    readonly records: number;
    readonly bytes: number;
    /** Batches that it became. */
    readonly parts: number;
    readonly error: KafkaError;
  }
  /**
   * A partition has records, and none was acknowledged for `stalledAfterMs`; told again after each further one, until
   * the first acknowledgement. Partition -1: records that wait for their topic.
   */
  | {
    readonly type: "stalled";
    readonly topic: string;
    readonly partition: number;
    /** Records that wait. */
    readonly records: number;
    /** How long nothing was acknowledged. */
    readonly sinceMs: number;
    readonly reason: StallReason;
    /** The last failure, or null when there was none: an answer has just not come. */
    readonly error: KafkaError | null;
  }
  /** A topic was deleted and created anew under its name. */
  | { readonly type: "topic recreated"; readonly topic: string; readonly oldId: string; readonly newId: string }
  /** A producer has another producer id or epoch. */
  | { readonly type: "producer identity"; readonly producerId: number; readonly producerEpoch: number }
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
export interface Emit {
  (event: ClientEvent): void;
  /** True: nobody listens, so that an event that costs something to make need not be made. */
  readonly silent?: boolean;
}

/** An {@linkcode Emit} over a list of hooks; what a hook throws is swallowed, since no caller could do anything about it. */
export function emitTo(hooks: readonly Hook[]): Emit {
  if (hooks.length === 0) return Object.assign(() => {}, { silent: true });
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
