// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import { readInt32, writeInt32 } from "../../wire/elements.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import { TagWriter } from "../../wire/tag_writer.ts";
import type { Mutable, UnknownTaggedField } from "../../wire/tagged_fields.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of TransactionLogValue (record type 0). */
export const transactionLogValueVersions: MessageVersions = {
  name: "TransactionLogValue",
  recordType: 0,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
};

/**
 * TransactionLogValue, versions 0 to 1.
 *
 * Version 1 is the first flexible version.
 * KIP-915: bumping the version will no longer make this record backward compatible.
 * We suggest to add/remove only tagged fields to maintain backward compatibility.
 */
export interface TransactionLogValue {
  /** Producer id in use by the transactional id. */
  readonly producerId: bigint;
  /** Producer id used by the last committed transaction. (from version 1; tag 0; default -1n) */
  readonly previousProducerId: bigint;
  /** Latest producer ID sent to the producer for the given transactional id. (from version 1; tag 1; default -1n) */
  readonly nextProducerId: bigint;
  /** Epoch associated with the producer id. */
  readonly producerEpoch: number;
  /** Producer epoch associated with the NextProducerId. (from version 1; tag 3; default -1) */
  readonly nextProducerEpoch: number;
  /** Transaction timeout in milliseconds. */
  readonly transactionTimeoutMs: number;
  /** TransactionState the transaction is in. */
  readonly transactionStatus: number;
  /** Partitions involved in the transaction. */
  readonly transactionPartitions: readonly TransactionLogValuePartitionsSchema[] | null;
  /** Time the transaction was last updated. */
  readonly transactionLastUpdateTimestampMs: bigint;
  /** Time the transaction was started. */
  readonly transactionStartTimestampMs: bigint;
  /** The transaction version used by the client. (from version 1; tag 2) */
  readonly clientTransactionVersion: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Partitions involved in the transaction. */
export interface TransactionLogValuePartitionsSchema {
  /** Topic involved in the transaction. */
  readonly topic: string;
  /** Partition ids involved in the transaction. */
  readonly partitionIds: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a TransactionLogValue in version `v`, 0 to 1. */
export function encodeTransactionLogValue(w: Writer, m: Init<TransactionLogValue>, v: number): void {
  w.begin("TransactionLogValue", v, v >= 1);
  const {
    producerId = 0n,
    previousProducerId = -1n,
    nextProducerId = -1n,
    producerEpoch = 0,
    nextProducerEpoch = -1,
    transactionTimeoutMs = 0,
    transactionStatus = 0,
    transactionPartitions = [],
    transactionLastUpdateTimestampMs = 0n,
    transactionStartTimestampMs = 0n,
    clientTransactionVersion = 0,
  } = m;
  w.int64(producerId, "producerId");
  if (!(v >= 1)) {
    if (previousProducerId !== -1n) w.unsupported("previousProducerId");
  }
  if (!(v >= 1)) {
    if (nextProducerId !== -1n) w.unsupported("nextProducerId");
  }
  w.int16(producerEpoch, "producerEpoch");
  if (!(v >= 1)) {
    if (nextProducerEpoch !== -1) w.unsupported("nextProducerEpoch");
  }
  w.int32(transactionTimeoutMs, "transactionTimeoutMs");
  w.int8(transactionStatus, "transactionStatus");
  w.nullableArray(transactionPartitions, "transactionPartitions", encodeTransactionLogValuePartitionsSchema);
  w.int64(transactionLastUpdateTimestampMs, "transactionLastUpdateTimestampMs");
  w.int64(transactionStartTimestampMs, "transactionStartTimestampMs");
  if (!(v >= 1)) {
    if (clientTransactionVersion !== 0) w.unsupported("clientTransactionVersion");
  }
  if (v >= 1) {
    const tags = new TagWriter(w, m.unknownTaggedFields);
    if (previousProducerId !== -1n) {
      tags.begin(0);
      w.int64(previousProducerId, "previousProducerId");
      tags.end();
    }
    if (nextProducerId !== -1n) {
      tags.begin(1);
      w.int64(nextProducerId, "nextProducerId");
      tags.end();
    }
    if (clientTransactionVersion !== 0) {
      tags.begin(2);
      w.int16(clientTransactionVersion, "clientTransactionVersion");
      tags.end();
    }
    if (nextProducerEpoch !== -1) {
      tags.begin(3);
      w.int16(nextProducerEpoch, "nextProducerEpoch");
      tags.end();
    }
    tags.close();
  } else w.unknownTags(m.unknownTaggedFields);
}

function encodeTransactionLogValuePartitionsSchema(
  w: Writer,
  m: Init<TransactionLogValuePartitionsSchema>,
  _v: number,
): void {
  const { topic = "", partitionIds = [] } = m;
  w.string(topic, "topic");
  w.array(partitionIds, "partitionIds", writeInt32);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a TransactionLogValue in version `v`, 0 to 1. */
export function decodeTransactionLogValue(r: Reader, v: number): TransactionLogValue {
  r.begin("TransactionLogValue", v, v >= 1);
  const m: Mutable<TransactionLogValue> = {
    producerId: r.int64("producerId"),
    previousProducerId: -1n,
    nextProducerId: -1n,
    producerEpoch: r.int16("producerEpoch"),
    nextProducerEpoch: -1,
    transactionTimeoutMs: r.int32("transactionTimeoutMs"),
    transactionStatus: r.int8("transactionStatus"),
    transactionPartitions: r.nullableArray("transactionPartitions", decodeTransactionLogValuePartitionsSchema),
    transactionLastUpdateTimestampMs: r.int64("transactionLastUpdateTimestampMs"),
    transactionStartTimestampMs: r.int64("transactionStartTimestampMs"),
    clientTransactionVersion: 0,
  };
  if (v >= 1) {
    for (let left = r.tagCount(); left > 0; left--) {
      const outer = r.beginTag();
      if (r.tag === 0) m.previousProducerId = r.int64("previousProducerId");
      else if (r.tag === 1) m.nextProducerId = r.int64("nextProducerId");
      else if (r.tag === 3) m.nextProducerEpoch = r.int16("nextProducerEpoch");
      else if (r.tag === 2) m.clientTransactionVersion = r.int16("clientTransactionVersion");
      else r.unknownTag(m);
      r.endTag(outer);
    }
  }
  return m;
}

function decodeTransactionLogValuePartitionsSchema(r: Reader, _v: number): TransactionLogValuePartitionsSchema {
  const m: TransactionLogValuePartitionsSchema = {
    topic: r.string("topic"),
    partitionIds: r.array("partitionIds", readInt32),
  };
  r.unknownTags(m);
  return m;
}
