// What the queues of a producer share, and who looks after a queue. Made by producer.ts, used by partition_queue.ts.
import type { ByteBudget } from "../../base/byte_budget.ts";
import type { Clock } from "../../transports/platform.ts";
import type { Emit } from "../base/client_event.ts";
import type { Batch } from "./batch.ts";
import type { BufferPool } from "./buffer_pool.ts";
import type { FlushGate } from "./flush_gate.ts";
import type { ProducerSession } from "./producer_session.ts";

/** What all queues of a producer share. */
export interface QueueContext {
  /** Time. */
  readonly clock: Clock;
  /** How long a partial batch waits, in ms. */
  readonly lingerMs: number;
  /** Most bytes of a batch. */
  readonly batchMaxBytes: number;
  /** Batches of one partition in flight, at most. */
  readonly maxInFlight: number;
  /** How long a batch may live, in ms. */
  readonly deliveryTimeoutMs: number;
  /** Buffers to encode into. */
  readonly pool: BufferPool;
  /** The identity. */
  readonly session: ProducerSession;
  /** Counts what flush waits for. */
  readonly gate: FlushGate;
  /** Counts bytes. */
  readonly budget: ByteBudget;
  /** Hooks. */
  readonly emit: Emit;
  /** A batch is settled: its bytes are free. */
  readonly released: (batch: Batch) => void;
  /** A batch was opened: it has a deadline. */
  readonly opened: (batch: Batch) => void;
}
