// A test of an application without Docker: the broker runs in the test, and can be made to misbehave.
// Run it: deno run -A examples/test_with_embedded.ts, bun … or node …; in a test file the body goes into `test(…)`.
import assert from "node:assert/strict";
import { type ClientEvent, Kafka } from "@samsa/kafka";
import { EmbeddedKafka } from "@samsa/kafka/embedded";
import { Produce } from "@samsa/kafka/messages";

/** What is tested: the application gets its client from outside. */
async function placeOrder(kafka: Kafka, id: string): Promise<number> {
  const { offset } = await kafka.producer().send({ topic: "orders", key: id, value: "placed" });
  return offset;
}

const cluster = await EmbeddedKafka.start({ brokers: 3, topics: { orders: 1 } });
const events: ClientEvent[] = [];
const kafka = new Kafka({ ...cluster.options(), hooks: [(event) => events.push(event)] });
try {
  assert.equal(await placeOrder(kafka, "1"), 0);

  // The broker has written the record, but its answer is lost: the record must be there once all the same.
  cluster.control(Produce, async (_request, { proceed }) => {
    await proceed();
    return "close";
  });
  assert.equal(await placeOrder(kafka, "2"), 1);
  assert.equal(cluster.partition("orders", 0).endOffset, 2);
  console.log("a lost answer: written once");

  // The leader goes away: the record goes to the next one.
  const { leader } = cluster.partition("orders", 0);
  await cluster.killBroker(leader);
  assert.equal(await placeOrder(kafka, "3"), 2);
  assert.notEqual(cluster.partition("orders", 0).leader, leader);
  console.log("a killed leader: the next one took over");

  assert.ok(events.some((event) => event.type === "disconnect"));
  console.log("passed");
} finally {
  await kafka.close();
  await cluster.close();
}
