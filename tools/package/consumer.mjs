// A user's program, run against the installed npm package on every runtime: produces to and consumes from an embedded
// broker in memory. package_check.ts copies it beside the installed package.
import { Kafka } from "@samsa/kafka";
import { EmbeddedKafka } from "@samsa/kafka/embedded";

const cluster = await EmbeddedKafka.start({ brokers: 2, topics: { orders: 3 } });
const kafka = new Kafka(cluster.options());
const producer = kafka.producer();
for (let i = 0; i < 10; i++) await producer.send({ topic: "orders", key: `key ${i}`, value: `value ${i}` });
const values = new Set();
for await (const record of kafka.consumer({ topics: ["orders"] })) {
  values.add(record.text());
  if (values.size === 10) break;
}
await kafka.close();
await cluster.close();
console.log(`consumed ${values.size}`);
