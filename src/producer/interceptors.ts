// What looks at records on their way (KIP-42): before they are sent, and when they are settled. Called by intake.ts when
// there are any; must not know batches.
import type { KafkaError } from "../../errors/kafka_error.ts";
import type { Emit } from "../base/client_event.ts";
import type { DeliveryOwner, PlacedBatch, Withdrawal } from "./delivery.ts";
import type { DeliveryOutcome, ProducerRecord } from "./record.ts";
import { unexpected } from "./send_errors.ts";

/** Sees the records of a producer. What it throws becomes an `error` event, and the record goes on as it was. */
export interface ProducerInterceptor {
  /** Called before a record is checked and sent; a record that it returns is sent instead. */
  onSend?(record: ProducerRecord): ProducerRecord | void;
  /**
   * Called once for each record that was given to `onSend`, as it was sent, when it is settled, refused or taken back by
   * the limits of its call.
   */
  onDelivered?(record: ProducerRecord, outcome: DeliveryOutcome): void;
}

/** The interceptors of one producer. */
export class Interceptors {
  readonly #list: readonly ProducerInterceptor[];
  readonly #emit: Emit;

  /** `list` in order of calls. */
  constructor(list: readonly ProducerInterceptor[], emit: Emit) {
    this.#list = list;
    this.#emit = emit;
  }

  /** The record to send. */
  onSend(given: ProducerRecord): ProducerRecord {
    let record = given;
    for (const one of this.#list) {
      try {
        record = one.onSend?.(record) ?? record;
      } catch (error) {
        this.#report("onSend", error);
      }
    }
    return record;
  }

  /** Tells what became of a record. */
  onDelivered(record: ProducerRecord, outcome: DeliveryOutcome): void {
    for (const one of this.#list) {
      try {
        one.onDelivered?.(record, outcome);
      } catch (error) {
        this.#report("onDelivered", error);
      }
    }
  }

  /** The owner of a record that tells the interceptors too. */
  owner(record: ProducerRecord, to: DeliveryOwner): DeliveryOwner {
    return new InterceptedDelivery(to, (outcome) => this.onDelivered(record, outcome));
  }

  #report(what: string, cause: unknown): void {
    const error = unexpected(`${what} of an interceptor threw`, cause);
    this.#emit({ type: "error", error, where: "producer interceptor" });
  }
}

/** One record that interceptors want to hear of. */
class InterceptedDelivery implements DeliveryOwner {
  readonly limits: Withdrawal | null;
  readonly #to: DeliveryOwner;
  readonly #tell: (outcome: DeliveryOutcome) => void;
  readonly #unlisten: () => void;
  #told = false;

  constructor(to: DeliveryOwner, tell: (outcome: DeliveryOutcome) => void) {
    this.#to = to;
    this.#tell = tell;
    this.limits = to.limits;
    this.#unlisten = this.limits?.listen((error) => this.#end({ error })) ?? (() => {});
  }

  acknowledged(index: number, batch: PlacedBatch, position: number): void {
    this.#to.acknowledged(index, batch, position);
    if (!this.#told) this.#end({ metadata: batch.metadataOf(position) });
  }

  failed(index: number, error: KafkaError): void {
    this.#to.failed(index, error);
    this.#end({ error });
  }

  #end(outcome: DeliveryOutcome): void {
    if (this.#told) return;
    this.#told = true;
    this.#unlisten();
    this.#tell(outcome);
  }
}
