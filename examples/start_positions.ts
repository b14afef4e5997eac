// Where reading begins: the beginning, the end, an offset, a time; and seek, to read again.
// Run it: deno run -A examples/start_positions.ts, bun examples/start_positions.ts or node examples/start_positions.ts.
import { type Consumer, Kafka } from "@samsa/kafka";
import { EmbeddedKafka } from "@samsa/kafka/embedded";

const cluster = await EmbeddedKafka.start({ topics: { log: 1 } });
const kafka = new Kafka(cluster.options());

/** The next `count` values. */
async function read(consumer: Consumer, count: number): Promise<string[]> {
  const values: string[] = [];
  for await (const record of consumer) {
    values.push(record.text() ?? "");
    consumer.mark(record);
    if (values.length === count) break;
  }
  return values;
}

try {
  const producer = kafka.producer();
  const noon = Date.UTC(2026, 0, 1, 12);
  for (let hour = 0; hour < 6; hour++) {
    await producer.send({ topic: "log", value: `hour ${12 + hour}`, timestamp: noon + hour * 3_600_000 });
  }

  const earliest = kafka.consumer({ topics: ["log"] });
  console.log("earliest:", await read(earliest, 6));

  const offset = kafka.consumer({ partitions: { log: { 0: 4 } } });
  console.log("offset 4:", await read(offset, 2));

  const time = kafka.consumer({ topics: ["log"], from: { timestamp: noon + 3 * 3_600_000 } });
  console.log("from 15:00:", await read(time, 3));

  const latest = kafka.consumer({ topics: ["log"], from: "latest" });
  const next = read(latest, 1);
  while (latest.position({ topic: "log", partition: 0 }) === undefined) {
    await new Promise((wait) => setTimeout(wait, 5));
  }
  await producer.send({ topic: "log", value: "now" });
  console.log("latest:", await next);

  earliest.seek({ topic: "log", partition: 0 }, 0);
  console.log("again:", await read(earliest, 1));
} finally {
  await kafka.close();
  await cluster.close();
}
