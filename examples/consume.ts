// Reads records one after the other, from the beginning of a topic, and stops after ten.
// Run it: deno run -A examples/consume.ts, bun examples/consume.ts or node examples/consume.ts.
import { Kafka } from "@samsa/kafka";
import { EmbeddedKafka } from "@samsa/kafka/embedded";

const cluster = await EmbeddedKafka.start({ topics: { measurements: 2 } });
const kafka = new Kafka(cluster.options());
try {
  const sensors = ["north", "south"];
  await kafka.producer().sendAll(
    Array.from({ length: 10 }, (_, n) => ({
      topic: "measurements",
      key: sensors[n % 2],
      value: JSON.stringify({ celsius: 20 + n }),
      headers: { unit: "°C" },
    })),
  );

  const consumer = kafka.consumer({ topics: ["measurements"] });
  let seen = 0;
  let sum = 0;
  for await (const record of consumer) {
    // Key, value and headers are bytes; text(), json() and keyText() decode them.
    const { celsius } = record.json<{ celsius: number }>() ?? { celsius: NaN };
    console.log(`${record.partition}/${record.offset} ${record.keyText()}: ${celsius}`);
    sum += celsius;
    if (++seen === 10) {
      consumer.mark(record); // leaving the loop does not count the record that it holds
      break;
    }
  }
  console.log(`mean of ${seen} records: ${sum / seen}`);
} finally {
  await kafka.close();
  await cluster.close();
}
