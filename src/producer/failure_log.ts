// What became of enqueued records that failed, until flush or close tells it: counts, the first hundred, totals by
// topic and cause. Called by producer.ts; must not know brokers.
import type { KafkaError } from "../../errors/kafka_error.ts";
import type { SendError, SendFailure } from "../../errors/send_error.ts";
import { MAX_FAILURES, sendError } from "./delivery.ts";

/** Failures since the last flush. */
export class FailureLog {
  #first: SendFailure[] = [];
  #totals = new Map<string, number>();
  #count = 0;

  /** Notes one failure; `topic` of the record. */
  add(topic: string, error: KafkaError): void {
    if (this.#first.length < MAX_FAILURES) this.#first.push({ index: this.#count, error });
    this.#count++;
    const key = `${topic}: ${error.code}`;
    this.#totals.set(key, (this.#totals.get(key) ?? 0) + 1);
  }

  /** The error for what failed, or null; begins anew. */
  take(): SendError | null {
    if (this.#count === 0) return null;
    const totals = [...this.#totals].map(([key, count]) => `${key} ${count} times`).join(", ");
    const error = sendError(this.#first, { results: [], failedCount: this.#count, totals });
    this.#first = [];
    this.#totals = new Map();
    this.#count = 0;
    return error;
  }
}
