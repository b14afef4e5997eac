// Appends the records of one partition of a Produce request: may the producer write, do the records obey the rules of
// the topic, does their transaction exist; then through the leader. Called by handlers/produce.ts; must not know answers.
import { ErrorCode } from "../protocol/messages/error_codes.ts";
import { BATCH_BITS, BATCH_FIELDS } from "../protocol/records/batch_header.ts";
import { bigInt64At, int16At } from "../protocol/records/big_endian.ts";
import type { CodecName } from "../transports/platform.ts";
import { type Failure, failure } from "./failure.ts";
import type { RequestContext } from "./handler.ts";
import type { Appended } from "./log.ts";
import { findPartition } from "./partition_access.ts";
import { type CheckedBatches, checkProduced, type ProduceRules } from "./produced_records.ts";
import type { RecordFailure } from "./record_check.ts";
import type { Partition, Topic } from "./topic.ts";
import { numberConfig, textConfig } from "./topic_config.ts";
import { isInternalTopic } from "./topic_name.ts";
import { verifyProduceSoon } from "./transactions/verification.ts";

const ADMIN_CLIENT_ID = "__admin_client";
const NO_RECORDS: Uint8Array = new Uint8Array(0);

/** One partition of a Produce request. */
export interface ProduceAsked {
  /** Its topic. */
  readonly topic: Topic;
  /** Its number. */
  readonly index: number;
  /** What to append. */
  readonly records: Uint8Array | null;
  /** Acknowledgements. */
  readonly acks: number;
  /** Transactional id of the request, or null. */
  readonly transactionalId: string | null;
}

/** Records that are in the log of the leader. */
export interface ProduceDone {
  /** Where. */
  readonly appended: Appended;
  /** The partition. */
  readonly partition: Partition;
  /** Leader epoch of the append. */
  readonly leaderEpoch: number;
}

/** A refusal; `own` when its message is told to the producer, as Kafka does for few of them. */
export interface ProduceRefused extends RecordFailure {
  /** Whether the message is told. */
  readonly own?: boolean;
  /** Refused before the log was asked: where it starts is not told. */
  readonly early?: boolean;
}

/** What came of it. */
export type Produced = ProduceDone | ProduceRefused;

/** Appends; at once unless a codec must be loaded or a coordinator asked. */
export function appendProduced(asked: ProduceAsked, context: RequestContext): Produced | Promise<Produced> {
  const { topic, index } = asked;
  const partition = findPartition(topic, { index }, context);
  if ("errorCode" in partition) return partition;
  if (isInternalTopic(topic.name) && context.clientId !== ADMIN_CLIENT_ID) {
    return failure(ErrorCode.INVALID_TOPIC_EXCEPTION, `Cannot append to internal topic ${topic.name}`);
  }
  const records = asked.records ?? NO_RECORDS;
  if (isTransactional(records)) {
    const refused = admit({ ...asked, records }, partition, context);
    if (refused instanceof Promise) {
      return refused.then((problem) => problem ?? appendAdmitted({ ...asked, records }, partition, context));
    }
    if (refused !== null) return refused;
  }
  return appendAdmitted({ ...asked, records }, partition, context);
}

/** Whether a sealed batch is part of a transaction. */
export function isTransactional(records: Uint8Array): boolean {
  return records.length > BATCH_FIELDS.recordCount && records[BATCH_FIELDS.magic] === 2 &&
    (int16At(records, BATCH_FIELDS.attributes) & BATCH_BITS.transactional) !== 0;
}

interface Admitted extends ProduceAsked {
  readonly records: Uint8Array;
}

/** Asks the coordinator, unless the transaction has records here already (KIP-890). */
function admit(
  { topic, index, records, transactionalId }: Admitted,
  partition: Partition,
  { state, version }: RequestContext,
): ProduceRefused | null | Promise<ProduceRefused | null> {
  const producerId = bigInt64At(records, BATCH_FIELDS.producerId);
  const producerEpoch = int16At(records, BATCH_FIELDS.producerEpoch);
  if (producerId < 0n || partition.log.producers.inTransaction(producerId, producerEpoch)) return null;
  if (transactionalId === null) {
    return { ...failure(ErrorCode.INVALID_TXN_STATE, "The request has no transactional id."), early: true };
  }
  const claim = { transactionalId, producerId, producerEpoch, topic: topic.name, partition: index, version };
  const answer = verifyProduceSoon(state, claim);
  return answer instanceof Promise ? answer.then(told) : told(answer);
}

function told(problem: Failure | null): ProduceRefused | null {
  if (problem === null) return null;
  const { errorCode } = problem;
  const own = errorCode === ErrorCode.INVALID_TXN_STATE || errorCode === ErrorCode.NOT_ENOUGH_REPLICAS;
  return { ...problem, own, early: true };
}

function appendAdmitted(
  asked: Admitted,
  partition: Partition,
  context: RequestContext,
): Produced | Promise<Produced> {
  const problem = tooFewInSync(partition, asked.acks);
  if (problem !== null) return problem;
  const checked = checkProduced(asked.records, rulesOf(asked, context), context.tools);
  if (!(checked instanceof Promise)) return appendBatches(asked, checked, { partition, context });
  return checked.then((batches) => {
    // Checking has taken its time: the leader may have moved, the topic gone, replicas left.
    const again = partition.deleted
      ? failure(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, "The topic was deleted.")
      : findPartition(asked.topic, { index: asked.index }, context);
    if ("errorCode" in again) return again;
    return tooFewInSync(again, asked.acks) ?? appendBatches(asked, batches, { partition: again, context });
  });
}

function tooFewInSync(partition: Partition, acks: number): Failure | null {
  if (acks !== -1 || !partition.underMinIsr) return null;
  const { isr, minIsr } = partition;
  return failure(
    ErrorCode.NOT_ENOUGH_REPLICAS,
    `The size of the current ISR [${isr.join(", ")}] is insufficient to satisfy the min.isr requirement of ${minIsr}`,
  );
}

function appendBatches(
  { topic }: Admitted,
  batches: CheckedBatches,
  { partition, context }: { readonly partition: Partition; readonly context: RequestContext },
): Produced {
  if ("errorCode" in batches) return { ...batches, own: "recordErrors" in batches };
  const { state, tools } = context;
  const now = state.platform.clock.wall();
  // Before the append: it may end a reassignment, and with it the leader's time.
  const { log, leaderEpoch } = partition;
  log.producers.expire(now, state.producerExpirationMs);
  const logAppendTime = textConfig(topic.configs, "message.timestamp.type") === "LogAppendTime";
  const { endOffset } = log;
  let appended: Appended = { baseOffset: endOffset, lastOffset: endOffset - 1, logAppendTimeMs: -1, duplicate: false };
  for (const batch of batches) {
    const result = partition.append(batch, { now, logAppendTime, crc: tools.crc });
    if ("errorCode" in result) return result;
    appended = result;
  }
  return { appended, partition, leaderEpoch };
}

function rulesOf({ topic: { name, configs }, index }: Admitted, { state, version }: RequestContext): ProduceRules {
  const now = state.platform.clock.wall();
  const stamped = textConfig(configs, "message.timestamp.type") === "LogAppendTime";
  const compression = compressionOf(textConfig(configs, "compression.type"));
  return {
    version,
    where: `${name}-${index}`,
    maxMessageBytes: numberConfig(configs, "max.message.bytes"),
    keys: textConfig(configs, "cleanup.policy").includes("compact"),
    times: stamped ? null : {
      from: now - numberConfig(configs, "message.timestamp.before.max.ms"),
      to: now + numberConfig(configs, "message.timestamp.after.max.ms"),
    },
    compression,
    level: levelOf(compression, configs),
  };
}

function compressionOf(type: string): CodecName | "none" | null {
  if (type === "gzip" || type === "snappy" || type === "lz4" || type === "zstd") return type;
  return type === "uncompressed" ? "none" : null;
}

function levelOf(codec: CodecName | "none" | null, configs: ReadonlyMap<string, string>): number | undefined {
  const own = codec === null ? undefined : configs.get(`compression.${codec}.level`);
  return own === undefined ? undefined : Number(own);
}
