// The order in which brokers are asked when any will do: all known ones and a bootstrap address in a pass, and when a
// pass fails the bootstrap addresses again (KIP-899, 1102). Called by cluster.ts; must not know requests.
import { ConnectionError } from "../../errors/connection_error.ts";
import type { KafkaError } from "../../errors/kafka_error.ts";
import type { Broker } from "../net/broker.ts";
import type { BrokerPool } from "./broker_pool.ts";
import type { RetryPace } from "./retry.ts";

/** Picks one broker after the other for one call. */
export class BrokerRotation {
  readonly #pool: BrokerPool;
  readonly #onPassFailed: (error: KafkaError) => void;
  readonly #tried = new Set<Broker>();
  #failures: KafkaError[] = [];

  /** `onPassFailed` hears that nobody could be reached. */
  constructor(pool: BrokerPool, onPassFailed: (error: KafkaError) => void) {
    this.#pool = pool;
    this.#onPassFailed = onPassFailed;
  }

  /** The broker to ask now. */
  next(): Broker {
    const broker = this.#pool.any(this.#tried) ?? this.#again();
    this.#tried.add(broker);
    return broker;
  }

  /**
   * The broker could not be reached. The next one is asked at once; after a whole pass there is a wait. Throws when
   * none of them can ever be reached with these options.
   */
  failed(error: KafkaError): RetryPace {
    // Failed before a broker was picked: the look-up of the view did, which asked them all.
    if (this.#tried.size === 0) {
      if (!error.retriable) throw error;
      return "after a wait";
    }
    this.#failures.push(error);
    if (this.#pool.any(this.#tried) !== null) return "at once";
    const failures = this.#failures;
    this.#restart();
    if (failures.every((failure) => !failure.retriable)) throw noneReachable(failures);
    this.#onPassFailed(error);
    return "after a wait";
  }

  #again(): Broker {
    this.#restart();
    const broker = this.#pool.any(this.#tried);
    if (broker !== null) return broker;
    throw new ConnectionError("There is no broker to ask: the list of bootstrap addresses is empty", {
      code: "NO_BROKER_AVAILABLE",
    });
  }

  #restart(): void {
    this.#tried.clear();
    this.#failures = [];
  }
}

function noneReachable(failures: readonly KafkaError[]): KafkaError {
  const last = failures[failures.length - 1];
  if (failures.length === 1) return last;
  const all = failures.map((failure) => failure.message).join("; ");
  return new ConnectionError(`None of ${failures.length} brokers can be used: ${all}`, {
    code: "NO_BROKER_AVAILABLE",
    cause: last,
  });
}
