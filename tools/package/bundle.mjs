// The smallest program that produces and consumes without groups: package_check.ts measures its bundle.
import { Kafka } from "@samsa/kafka";

/** Copies records of one topic to another. */
export async function copy(brokers, from, to) {
  const kafka = new Kafka({ brokers });
  const producer = kafka.producer();
  for await (const { key, value } of kafka.consumer({ topics: [from] })) await producer.send({ topic: to, key, value });
  await kafka.close();
}
