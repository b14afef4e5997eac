// Reads the logs as they are in the end, by requests of its own and past every reader of the client. Called by
// simulate.ts.
import type { EmbeddedKafka } from "../../embedded/embedded_kafka.ts";
import { Fetch } from "../../protocol/messages/fetch.ts";
import { readRecordBatches } from "../../protocol/records/batch_reader.ts";
import { CodecTable } from "../../protocol/records/codecs.ts";
import { crc32c } from "../../protocol/wire/crc32c.ts";
import type { Kafka } from "../../src/kafka.ts";
import type { Clock } from "../../transports/platform.ts";
import { numberOf } from "../observers/record_number.ts";
import type { FinalLog, LoggedRecord } from "./evidence.ts";
import { placeOf } from "./history.ts";

/** Fetch with topic names. */
const FETCH_VERSION = 12;
const MOST_BYTES = 4_000_000;

/** Who reads. */
export interface LogReading {
  /** The cluster. */
  readonly cluster: EmbeddedKafka;
  /** A client of its own. */
  readonly kafka: Kafka;
  /** Time. */
  readonly clock: Clock;
}

/** Every log of the cluster. */
export async function readFinalLogs(reading: LogReading): Promise<ReadonlyMap<string, FinalLog>> {
  const logs = new Map<string, FinalLog>();
  for (const [topic, partitions] of reading.cluster.topics) {
    for (let partition = 0; partition < partitions; partition++) {
      logs.set(placeOf(topic, partition), await readLog(reading, topic, partition));
    }
  }
  return logs;
}

async function readLog(reading: LogReading, topic: string, partition: number): Promise<FinalLog> {
  const { startOffset, endOffset, leader } = reading.cluster.partition(topic, partition);
  const codecs = new CodecTable({}, (promise) => reading.clock.outside(promise));
  const records: LoggedRecord[] = [];
  let next = startOffset;
  while (next < endOffset) {
    const asked = { partition, fetchOffset: BigInt(next), partitionMaxBytes: MOST_BYTES };
    const answer = await reading.kafka.request(
      Fetch,
      { maxWaitMs: 0, minBytes: 1, maxBytes: MOST_BYTES, topics: [{ topic, partitions: [asked] }] },
      { to: { broker: leader }, maxVersion: FETCH_VERSION },
    );
    const before = next;
    for (const batch of readRecordBatches(answer.responses[0]?.partitions[0]?.records ?? new Uint8Array(0)).batches) {
      for (const { headers, offset } of await batch.decode({ crc: crc32c, codecs })) {
        if (offset >= next) records.push({ id: numberOf(headers), offset });
      }
      next = Math.max(next, batch.lastOffset + 1);
    }
    if (next === before) break;
  }
  return { startOffset, endOffset, records };
}
