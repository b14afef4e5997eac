// The default ProducerSession: a producer id and epoch from the cluster, so that brokers drop doubles and keep the
// order (KIP-98); a lost sequence costs one epoch (KIP-360). Called by sender.ts and partition_queue.ts.
import { ConfigError } from "../../errors/config_error.ts";
import { KafkaError } from "../../errors/kafka_error.ts";
import { ProtocolError } from "../../errors/protocol_error.ts";
import { InitProducerId } from "../../protocol/messages/init_producer_id.ts";
import { errorFromCode } from "../base/retry_rules.ts";
import type { Waist } from "../cluster/waist.ts";
import { NO_IDENTITY, type ProducerIdentity, type ProducerSession, type SessionPartition } from "./producer_session.ts";

/** Epochs end at int16; Java asks for a new id one before. */
const LAST_EPOCH = 0x7ffe;

type State =
  | { readonly kind: "none" }
  | { readonly kind: "asking"; readonly answer: Promise<void> }
  | { readonly kind: "ready"; readonly identity: ProducerIdentity };

/** How an {@linkcode IdempotentSession} behaves. */
export interface IdempotenceOptions {
  /** `"if-supported"`: do without on brokers that have no producer ids. */
  readonly idempotent: boolean | "if-supported";
  /** Ends a request for an id. */
  readonly signal: AbortSignal;
}

/** Identity without transactions. */
export class IdempotentSession implements ProducerSession {
  readonly transactionalId = null;
  readonly maxProduceVersion: undefined = undefined;
  readonly #waist: Waist;
  readonly #options: IdempotenceOptions;
  #state: State;

  /** Asks `waist` for an id when the first partition is opened. */
  constructor(waist: Waist, options: IdempotenceOptions) {
    this.#waist = waist;
    this.#options = options;
    this.#state = options.idempotent === false ? { kind: "ready", identity: NO_IDENTITY } : { kind: "none" };
  }

  /** The present identity. */
  identity(): ProducerIdentity {
    return this.#state.kind === "ready" ? this.#state.identity : NO_IDENTITY;
  }

  /** True once there is an identity. */
  open(_partition: SessionPartition): true | Promise<void> {
    if (this.#state.kind === "ready") return true;
    if (this.#state.kind === "asking") return this.#state.answer;
    const answer = this.#ask();
    this.#state = { kind: "asking", answer };
    return answer;
  }

  /** Nothing to remember. */
  settled(): void {}

  /** Raises the epoch, once for all partitions that lost their sequence under the same identity. */
  sequenceLost(_partition: SessionPartition, identity: ProducerIdentity, fenced: boolean): void {
    if (this.#state.kind !== "ready" || this.#state.identity !== identity) return;
    const { producerId, producerEpoch } = identity;
    if (producerId < 0) return;
    // The next epoch of an id that another producer has too may be taken: its batches would pass for ours.
    if (fenced || producerEpoch >= LAST_EPOCH) this.#state = { kind: "none" };
    else this.#take({ producerId, producerEpoch: producerEpoch + 1 });
  }

  /** Records may always be taken. */
  mayAppend(): null {
    return null;
  }

  /** Goes on under another identity. */
  #take(identity: ProducerIdentity): void {
    this.#state = { kind: "ready", identity };
    this.#waist.emit({ type: "producer identity", ...identity });
  }

  async #ask(): Promise<void> {
    try {
      const answer = await this.#waist.request(
        InitProducerId,
        { transactionalId: null, transactionTimeoutMs: 60_000, producerId: -1n, producerEpoch: -1 },
        { to: "any", signal: this.#options.signal },
      );
      if (answer.errorCode !== 0) throw errorFromCode(answer.errorCode, { delivery: "none" });
      const identity = { producerId: checkedId(answer.producerId), producerEpoch: answer.producerEpoch };
      this.#take(identity);
    } catch (error) {
      this.#state = { kind: "none" };
      if (!(error instanceof KafkaError) || error.code !== "UNSUPPORTED_VERSION") throw error;
      if (this.#options.idempotent !== "if-supported") throw tooOld(error);
      this.#state = { kind: "ready", identity: NO_IDENTITY };
    }
  }
}

function checkedId(id: bigint): number {
  if (id >= 0n && id <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(id);
  throw new ProtocolError(`InitProducerId answered with producerId ${id}: it must be 0 to 2^53 - 1`, {
    code: "INVALID_VALUE",
  });
}

function tooOld(cause: KafkaError): ConfigError {
  const problem =
    'the brokers have no producer ids (before Kafka 0.11): give idempotent: "if-supported" or false, and ' +
    "records may be doubled when an answer is lost";
  return new ConfigError(`The producer cannot be idempotent: ${problem}`, {
    code: "UNSUPPORTED_VERSION",
    problems: [problem],
    delivery: "none",
    cause,
  });
}
