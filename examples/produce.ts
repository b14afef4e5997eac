// Sends records: one, many with one promise, and in the background with a report of each delivery.
// Run it: deno run -A examples/produce.ts, bun examples/produce.ts or node examples/produce.ts.
import { Kafka, SendError } from "@samsa/kafka";
import { EmbeddedKafka } from "@samsa/kafka/embedded";

const cluster = await EmbeddedKafka.start({ topics: { orders: 3 } }); // in memory; a real cluster needs only `brokers`
const kafka = new Kafka(cluster.options());
try {
  const producer = kafka.producer({
    compression: "lz4",
    onDelivery: (record, { error }) =>
      console.log("background:", record.value, error === undefined ? "written" : error),
  });

  // One record. The key decides the partition, as with the Java client.
  const { partition, offset } = await producer.send({
    topic: "orders",
    key: "42",
    value: JSON.stringify({ id: 42, state: "paid" }),
    headers: { source: "example" },
  });
  console.log(`one record: partition ${partition}, offset ${offset}`);

  // Many records: resolves when all are acknowledged by all in-sync replicas.
  const records = Array.from({ length: 100 }, (_, n) => ({ topic: "orders", key: `${n}`, value: `order ${n}` }));
  const written = await producer.sendAll(records);
  console.log(`many records: ${written.length} acknowledged`);

  // In the background: enqueue never waits; false says that the buffer is full.
  if (!producer.enqueue({ topic: "orders", key: "1", value: "later" })) await producer.ready();
  await producer.flush();

  // What cannot be sent is told for each record.
  await producer.sendAll([{ topic: "orders", value: "good" }, { topic: "orders", partition: 99, value: "bad" }]).catch(
    (error) => {
      if (!(error instanceof SendError)) throw error;
      console.log(`${error.failed.length} of 2 failed: ${error.failed[0]?.error.code}`);
    },
  );
} finally {
  await kafka.close();
  await cluster.close();
}
