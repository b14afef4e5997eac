// A broker that misbehaves on demand: late answers, lost answers, errors, a broker that dies, a leader that moves.
// Run it: deno run -A examples/embedded_faults.ts, bun … or node …; docs/testing.md tells the rest.
import { Kafka } from "@samsa/kafka";
import { EmbeddedKafka } from "@samsa/kafka/embedded";
import { Metadata, Produce } from "@samsa/kafka/messages";

const cluster = await EmbeddedKafka.start({ brokers: 3, topics: { orders: 1 } });
const kafka = new Kafka({ ...cluster.options(), requestTimeoutMs: 500 });
const producer = kafka.producer();
const send = async (value: string) => (await producer.send({ topic: "orders", value })).offset;
try {
  // Delay: the hook looks at the request, waits, and returns nothing, so that the request goes on.
  let slow = true;
  const stop = cluster.control(Produce, async (_request, { sleep }) => {
    if (slow) await sleep(200);
    slow = false;
  });
  console.log("delayed, at offset", await send("delayed"));
  stop(); // a hook that has returned nothing stays until it is taken away

  // Drop: the record is written, and the answer never comes. The client asks again; the broker knows the batch.
  cluster.control(Produce, async (_request, { proceed }) => {
    await proceed();
    return "drop";
  });
  console.log("answer lost, at offset", await send("answer lost"));

  // Error: 6 is NOT_LEADER_OR_FOLLOWER; the client looks for the leader and tries again.
  let asked = 0;
  cluster.control(Metadata, () => void asked++);
  cluster.control(Produce, () => ({ errorCode: 6 }));
  console.log("refused once, at offset", await send("refused"), asked > 0 ? "after new metadata" : "");

  // A broker dies: another replica leads.
  const before = cluster.partition("orders", 0);
  await cluster.killBroker(before.leader);
  console.log("after a broker died, at offset", await send("killed"));
  await cluster.startBroker(before.leader);

  // A leader moves: the leader epoch grows, nobody loses anything.
  cluster.moveLeader("orders", 0, before.leader);
  console.log("after the leader moved, at offset", await send("moved"));

  const { leader, leaderEpoch, endOffset } = cluster.partition("orders", 0);
  console.log(`leader as before: ${leader === before.leader}; elections: ${leaderEpoch - before.leaderEpoch}`);
  console.log(`${endOffset} records, each once`);
} finally {
  await kafka.close();
  await cluster.close();
}
