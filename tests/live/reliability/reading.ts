// Reads what a topic of numbered records holds, while it is written or afterwards. Called by runner.ts and by
// failover.live.test.ts.
import type { Kafka, Producer } from "../../../mod.ts";
import { numberOf } from "./numbered.ts";

/** The log of a topic by partition: a number of a record for each offset from 0, or what is wrong with it. */
export type Log = readonly (readonly (number | string)[])[];

/** What is read. */
export interface Place {
  /** Topic. */
  readonly topic: string;
  /** Its number of partitions. */
  readonly partitions: number;
}

const READ_LIMIT_MS = 60_000;
const END = "end";

/** Reads every partition of a topic to its end, which records of our own mark. */
export async function readLog(kafka: Kafka, place: Place): Promise<Log> {
  await sendEnds(kafka.producer(), place);
  return await readToEnds(kafka, { ...place, limitMs: READ_LIMIT_MS });
}

/** Marks the end of each partition. */
export async function sendEnds(producer: Producer, { topic, partitions }: Place): Promise<void> {
  for (let partition = 0; partition < partitions; partition++) {
    await producer.send({ topic, partition, key: END, value: END });
  }
}

/** Reads until each partition has given its mark; rejects when that takes too long or the client is closed. */
export async function readToEnds(kafka: Kafka, place: Place & { readonly limitMs: number }): Promise<Log> {
  const { topic, partitions, limitMs } = place;
  const log: (number | string)[][] = Array.from({ length: partitions }, () => []);
  const decoder = new TextDecoder();
  const consumer = kafka.consumer({ topics: [topic], maxWaitMs: 500 });
  const timer = setTimeout(() => void consumer.close(), limitMs);
  let open = partitions;
  try {
    for await (const record of consumer) {
      const { partition, offset } = record;
      if (offset !== log[partition].length) {
        log[partition].push(`offset ${offset} follows ${log[partition].length - 1}`);
      }
      const key = decoder.decode(record.key ?? new Uint8Array(0));
      if (key === END) open--;
      else log[partition].push(numberOf(partition, { key, value: record.text() ?? "" }));
      if (open === 0) break;
    }
  } finally {
    clearTimeout(timer);
    await consumer.close();
  }
  if (open > 0) throw new Error(`the end of ${open} partitions was not read within ${limitMs} ms`);
  return log;
}
