// What a Produce answer says of each batch. A batch is settled by its own answer alone: one that the answer lacks, or
// that stands there twice, has none. Called by sender.ts; pure.
import { BrokerError } from "../../errors/broker_error.ts";
import type { KafkaError } from "../../errors/kafka_error.ts";
import { ProtocolError } from "../../errors/protocol_error.ts";
import { RecordError } from "../../errors/record_error.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import type { ProduceResponse } from "../../protocol/messages/produce.ts";
import { toSafeNumber } from "../../protocol/wire/safe_integer.ts";
import { errorFromCode, isRetriableCode, wantsMetadata } from "../base/retry_rules.ts";
import type { LeaderHint } from "../cluster/waist.ts";
import type { SequenceAnswer } from "./attempt.ts";
import type { Batch } from "./batch.ts";
import type { ProducePlan } from "./produce_request.ts";

/** One partition of an answer. */
type PartitionAnswer = ProduceResponse["responses"][number]["partitionResponses"][number];

/** What became of a batch. */
export type BatchVerdict =
  /** It is in the log. */
  | { readonly kind: "written"; readonly baseOffset: number; readonly appendTime: number }
  /** It may be sent again. */
  | { readonly kind: "retry"; readonly error: KafkaError; readonly maybeWritten: boolean; readonly metadata: boolean }
  /** Its sequence is not the one that the broker expects. */
  | { readonly kind: "sequence" } & SequenceAnswer
  /** It has too many bytes for the topic; smaller ones may do. */
  | { readonly kind: "too large"; readonly error: KafkaError }
  /** It can never be written. */
  | { readonly kind: "failed"; readonly error: KafkaError; readonly errorOf?: (position: number) => KafkaError };

/** Answers after which the batch is certainly not in the log; after any other failure it may be. */
const CERTAINLY_UNWRITTEN: ReadonlySet<number> = new Set([
  ErrorCode.CORRUPT_MESSAGE,
  ErrorCode.MESSAGE_TOO_LARGE,
  ErrorCode.RECORD_LIST_TOO_LARGE,
  ErrorCode.NOT_ENOUGH_REPLICAS,
  ErrorCode.INVALID_TOPIC_EXCEPTION,
  ErrorCode.INVALID_REQUIRED_ACKS,
  ErrorCode.TOPIC_AUTHORIZATION_FAILED,
  ErrorCode.CLUSTER_AUTHORIZATION_FAILED,
  ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED,
  ErrorCode.INVALID_TIMESTAMP,
  ErrorCode.UNSUPPORTED_VERSION,
  ErrorCode.UNSUPPORTED_FOR_MESSAGE_FORMAT,
  ErrorCode.UNSUPPORTED_COMPRESSION_TYPE,
  ErrorCode.POLICY_VIOLATION,
  ErrorCode.INVALID_RECORD,
  ErrorCode.INVALID_TXN_STATE,
  ErrorCode.PRODUCER_FENCED,
  ErrorCode.UNKNOWN_TOPIC_ID,
  ErrorCode.THROTTLING_QUOTA_EXCEEDED,
]);

const SEQUENCE: ReadonlySet<number> = new Set([
  ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER,
  ErrorCode.UNKNOWN_PRODUCER_ID,
  ErrorCode.INVALID_PRODUCER_EPOCH,
]);

/** Codes of the producer's own protocol that may pass, though Kafka's table does not call them retriable. */
const RETRIED: ReadonlySet<number> = new Set([ErrorCode.CONCURRENT_TRANSACTIONS, ErrorCode.INCONSISTENT_TOPIC_ID]);

/** The answer of each batch, or null where it has none of its own. */
export function answersOf(plan: ProducePlan, response: ProduceResponse): (PartitionAnswer | null)[] {
  const answers = new Array<PartitionAnswer | null>(plan.batches.length).fill(null);
  const doubled = new Set<number>();
  let expected = 0;
  for (const topic of response.responses) {
    const name = topic.name !== "" ? topic.name : plan.metadata.topicNames.get(topic.topicId);
    for (const answer of topic.partitionResponses) {
      const matches = (batch: Batch | undefined) => batch?.topic === name && batch?.partition === answer.index;
      // Brokers answer in the order of the request, so that the search seldom runs.
      const at = matches(plan.batches[expected]) ? expected : plan.batches.findIndex(matches);
      if (at < 0) continue;
      if (answers[at] !== null) doubled.add(at);
      answers[at] = answer;
      expected = at + 1;
    }
  }
  for (const at of doubled) answers[at] = null;
  return answers;
}

/** What an answer says; `null`: there was none. */
export function verdictOf(batch: Batch, answer: PartitionAnswer | null, broker: string): BatchVerdict {
  const place = { topic: batch.topic, partition: batch.partition, broker };
  if (answer === null) {
    const error = new ProtocolError(
      `Broker ${broker} answered a Produce request without telling what became of ${batch.topic} [${batch.partition}]`,
      { code: "INVALID_VALUE", ...place, retriable: true, delivery: "unknown" },
    );
    return { kind: "retry", error, maybeWritten: true, metadata: true };
  }
  const code = answer.errorCode;
  if (code === 0) return written(answer);
  // An earlier attempt has written the batch: the log has it once, at an offset that few brokers tell.
  if (code === ErrorCode.DUPLICATE_SEQUENCE_NUMBER) return written(answer);
  const unwritten = CERTAINLY_UNWRITTEN.has(code);
  const delivery = unwritten && !batch.maybeWritten ? "none" : "unknown";
  const error = errorFromCode(code, { ...place, delivery }, answer.errorMessage);
  if (SEQUENCE.has(code) && batch.sequence >= 0) {
    // A broker that remembers another sequence would know this batch, if the log had it.
    const outOfOrder = code === ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER;
    const logStart = toSafeNumber(answer.logStartOffset, "logStartOffset");
    const fenced = code === ErrorCode.INVALID_PRODUCER_EPOCH;
    return { kind: "sequence", error, logStart, unwritten: outOfOrder, fenced };
  }
  if (code === ErrorCode.MESSAGE_TOO_LARGE || code === ErrorCode.RECORD_LIST_TOO_LARGE) {
    return { kind: "too large", error: tooLarge(batch, error) };
  }
  if (isRetriableCode(code) || RETRIED.has(code)) {
    return { kind: "retry", error, maybeWritten: !unwritten, metadata: wantsMetadata(code) };
  }
  if (answer.recordErrors.length > 0) return { kind: "failed", error, errorOf: recordErrors(answer, { error, place }) };
  return { kind: "failed", error };
}

/** Whether a failed batch may have been written all the same. */
export function mayBeWritten(error: KafkaError): boolean {
  return error.delivery !== "none";
}

/** The new leader that came with an error answer (KIP-951), or null. */
export function leaderHint(batch: Batch, answer: PartitionAnswer, response: ProduceResponse): LeaderHint | null {
  const { leaderId, leaderEpoch } = answer.currentLeader;
  if (leaderId < 0 || leaderEpoch < 0) return null;
  const hint = { topic: batch.topic, partition: batch.partition, leader: leaderId, leaderEpoch };
  const endpoint = response.nodeEndpoints.find((node) => node.nodeId === leaderId);
  if (endpoint === undefined) return hint;
  const { nodeId, host, port, rack } = endpoint;
  return { ...hint, endpoint: { nodeId, host, port, rack } };
}

function written(answer: PartitionAnswer): BatchVerdict {
  return {
    kind: "written",
    baseOffset: toSafeNumber(answer.baseOffset, "baseOffset"),
    appendTime: Number(answer.logAppendTimeMs),
  };
}

function tooLarge(batch: Batch, cause: KafkaError): RecordError {
  const { topic, partition, count } = batch;
  const what = count === 1 ? "a record that takes" : `a batch of ${count} records and`;
  return new RecordError(
    `The broker refused ${what} ${batch.records.sealedBytes} bytes as sent (${batch.records.size} before compression) ` +
      `for ${topic} [${partition}] as too large: ${cause.message}. Make it smaller, or raise max.message.bytes of the topic`,
    { code: "RECORD_TOO_LARGE", field: "value", topic, partition, delivery: cause.delivery, cause },
  );
}

/** KIP-467: the records at fault are named; the others fell with them. */
function recordErrors(
  answer: PartitionAnswer,
  of: {
    readonly error: KafkaError;
    readonly place: { readonly topic: string; readonly partition: number; readonly broker: string };
  },
): (position: number) => KafkaError {
  const messages = new Map(answer.recordErrors.map((one) => [one.batchIndex, one.batchIndexErrorMessage]));
  return (position) => {
    if (!messages.has(position)) {
      return new BrokerError(`${of.error.message} (this record fell with others of its batch that are at fault)`, {
        ...of.place,
        code: of.error.code,
        errorCode: answer.errorCode,
        retriable: true,
        delivery: of.error.delivery,
        cause: of.error,
      });
    }
    return new RecordError(`The broker refused the record: ${messages.get(position) ?? of.error.message}`, {
      ...of.place,
      code: "INVALID_RECORD",
      delivery: of.error.delivery,
      cause: of.error,
    });
  };
}
