// What the queues of a producer share, and who looks after a queue. Made by producer.ts, used by partition_queue.ts.
import type { KafkaError } from "../../errors/kafka_error.ts";
import type { Clock } from "../../transports/platform.ts";
import type { Emit } from "../base/client_event.ts";
import type { Batch } from "./batch.ts";
import type { BufferPool } from "./buffer_pool.ts";
import type { FlushGate } from "./flush_gate.ts";
import type { PartitionMeter } from "./partition_meter.ts";
import type { ProducerSession } from "./producer_session.ts";
import type { Room } from "./room.ts";

/** What all queues of a producer share. */
export interface QueueContext {
  /** Time. */
  readonly clock: Clock;
  /** How long a partial batch waits, in ms. */
  readonly lingerMs: number;
  /** Whether batches wait for a flush. */
  readonly manualFlush: boolean;
  /** Most bytes of a batch; of one topic. */
  readonly batchMaxBytes: number;
  /** Batches of one partition in flight, at most. */
  readonly maxInFlight: number;
  /** Whether several may be in flight without sequences that keep their order. */
  readonly allowReordering: boolean;
  /** How often a batch that is known to be unwritten is sent again. */
  readonly recordRetries: number;
  /** How long a batch may live, in ms. */
  readonly deliveryTimeoutMs: number;
  /** Buffers to encode into. */
  readonly pool: BufferPool;
  /** The identity. */
  readonly session: ProducerSession;
  /** Counts what flush waits for. */
  readonly gate: FlushGate;
  /** Counts bytes and records. */
  readonly budget: Room;
  /** Hooks. */
  readonly emit: Emit;
  /** Counts the batches of all queues. */
  readonly meter: PartitionMeter;
  /** The log of a broker lacks what it had acknowledged. */
  readonly lost: (error: KafkaError) => void;
  /** A batch is settled: its bytes are free. */
  readonly released: (batch: Batch) => void;
  /** A batch was opened while there is no leader: somebody must look for one. */
  readonly homeless: () => void;
  /** A batch was opened: it has a deadline. */
  readonly opened: (batch: Batch) => void;
}
