// A record that is accepted but not yet in a batch: it waits for room in the budget or for its topic's metadata.
// Owned by waiting_line.ts and topic_table.ts; must not know brokers.
import type { DeliveryOwner } from "./delivery.ts";
import type { ProducerRecord } from "./record.ts";

/** A record on its way to a batch. */
export interface Submission {
  /** The record, with its timestamp. */
  readonly record: ProducerRecord;
  /** Its topic, which the record need not name. */
  readonly topic: string;
  /** Who is told. */
  readonly owner: DeliveryOwner;
  /** The owner's number of the record. */
  readonly index: number;
  /** Upper bound of its bytes. */
  readonly size: number;
  /** When it is given up, on the clock. */
  readonly deadline: number;
  /** Generation of the flush gate. */
  readonly generation: number;
  /** Whether it goes on without room in the budget (enqueue). */
  readonly needsRoom: boolean;
}
