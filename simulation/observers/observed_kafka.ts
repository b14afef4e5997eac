// A client whose producers and consumers are watched: what they are asked and what they tell goes into the history, and
// its events into the log. Made by world.ts; applications use it as any other Kafka.
import type { KafkaError } from "../../errors/kafka_error.ts";
import type { ClientEvent } from "../../src/base/client_event.ts";
import { checkClusterOptions } from "../../src/cluster/options.ts";
import type { Consumer } from "../../src/consumer/consumer.ts";
import type { ConsumerOptions } from "../../src/consumer/options.ts";
import { type CallOptions, Kafka, type KafkaOptions } from "../../src/kafka.ts";
import type { ProducerOptions } from "../../src/producer/options.ts";
import type { Producer } from "../../src/producer/producer.ts";
import { placeOf } from "../checker/history.ts";
import { observeConsumer } from "./observed_consumer.ts";
import { observeProducer } from "./observed_producer.ts";
import type { Observer } from "./observer.ts";

/** A {@linkcode Kafka} that is watched. */
export class ObservedKafka extends Kafka {
  readonly #observer: Observer;
  readonly #closeTimeoutMs: number;

  /** A client of the simulated world. */
  constructor(options: KafkaOptions, observer: Observer) {
    const { hooks = [] } = options;
    super({ ...options, hooks: [(event) => onEvent(event, observer), ...hooks.map(observer.application.slowly)] });
    this.#observer = observer;
    this.#closeTimeoutMs = checkClusterOptions(options).closeTimeoutMs;
  }

  /** A producer that is watched. */
  override producer(options: ProducerOptions = {}): Producer {
    return observeProducer((hooked) => super.producer(hooked), options, this.#observer);
  }

  /** A consumer that is watched. */
  override consumer(options: ConsumerOptions): Consumer {
    return observeConsumer(super.consumer(options), options, this.#observer);
  }

  /** Closes everything, within its time limit. */
  override async close(options: CallOptions = {}): Promise<void> {
    const { history, client } = this.#observer;
    const call = history.calling(`close() of ${client}`, options.timeoutMs ?? this.#closeTimeoutMs);
    try {
      await super.close(options);
    } finally {
      history.settled(call);
    }
  }
}

function onEvent(event: ClientEvent, { client, history, log }: Observer): void {
  if (event.type === "request") {
    const { broker, api, version, requestBytes, responseBytes, error } = event;
    log.add(client, "asked", broker, "for", api, version, requestBytes, responseBytes, codeOf(error));
  } else if (event.type === "connect" || event.type === "disconnect") {
    log.add(client, event.type, event.broker, event.lane, "error" in event ? codeOf(event.error) : null);
  } else if (event.type === "data loss") {
    log.add(client, "tells of a loss:", placeOf(event.topic, event.partition), event.error.code);
    history.lossTold(client, placeOf(event.topic, event.partition));
  } else if (event.type === "producer identity") {
    log.add(client, "has producer", event.producerId, "of epoch", event.producerEpoch);
    history.identities.push({ client, at: history.now });
  } else if (event.type === "offset reset") {
    log.add(client, "resets", placeOf(event.topic, event.partition), "from", event.from, "to", event.to);
    history.lossTold(client, placeOf(event.topic, event.partition));
  } else if (event.type === "batch written" || event.type === "batch read") {
    log.add(client, event.type, placeOf(event.topic, event.partition), event.records, event.bytes);
  } else if (event.type === "throttle") log.add(client, "is throttled by", event.broker, event.api, event.throttleMs);
  else if (event.type === "metadata") {
    log.add(client, "knows", event.brokers, "brokers,", event.topics, "topics", codeOf(event.error));
  } else log.add(client, "says:", event.type, "error" in event ? codeOf(event.error) : null);
}

function codeOf(error: KafkaError | null): string | null {
  return error === null ? null : error.code;
}
