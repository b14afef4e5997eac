// A producer as a Web Stream that records are written to. An adapter over intake.ts, made by producer.ts when asked for;
// nothing else of the producer knows streams.
import { AbortError } from "../../errors/abort_error.ts";
import type { KafkaError } from "../../errors/kafka_error.ts";
import { type DeliveryOwner, TakeBack } from "./delivery.ts";
import type { ProducerRecord } from "./record.ts";

/** Takes the records of a stream. */
export type RecordSink = WritableStream<ProducerRecord>;

/** What a stream writes to. */
export interface SinkTarget {
  /** Takes a record at once; false: the buffer is full. Throws why it does not. */
  offer(record: ProducerRecord, owner: DeliveryOwner): boolean;
  /** Resolves when there is room. */
  ready(): Promise<void>;
  /** Resolves when all that was taken before is settled. */
  settled(): Promise<void>;
}

/** Makes a stream. */
export function recordSink(target: SinkTarget): RecordSink {
  const delivery = new SinkDelivery();
  return new WritableStream<ProducerRecord>({
    start(controller) {
      delivery.onFailure = (error) => controller.error(error);
    },
    async write(record) {
      if (!target.offer(record, delivery)) await target.ready();
    },
    async close() {
      await target.settled();
      // The stream ignores an error that comes while it closes.
      if (delivery.failure !== null) throw delivery.failure;
    },
    // Takes back what is not sealed yet.
    abort(reason) {
      delivery.limits.withdraw(
        new AbortError("The stream of records was aborted; it may still be written", {
          code: "ABORTED",
          delivery: "unknown",
          cause: reason,
        }),
      );
    },
  });
}

/** Owns all records of one stream. */
class SinkDelivery implements DeliveryOwner {
  readonly limits: TakeBack = new TakeBack();
  failure: KafkaError | null = null;
  onFailure: (error: KafkaError) => void = () => {};

  acknowledged(): void {}

  failed(_index: number, error: KafkaError): void {
    this.failure ??= error;
    this.onFailure(error);
  }
}
