// An application of one's own in the simulated world: virtual time, faults drawn from a seed. The same seed gives the
// same run on every runtime, so that a failure found by night can be looked at by day.
// Run it: deno run -A examples/simulate.ts, bun examples/simulate.ts or node examples/simulate.ts [FIRST_SEED].
import process from "node:process";
import type { Kafka } from "@samsa/kafka";
import { chaos, type Outcome, simulate } from "@samsa/kafka/simulation";

const ORDERS = 40;
const LOSING = ["unclean election", "broker killed, its tail lost", "producer state lost", "producer unknown"];

/** What is tested: the application adds up what it reads. It gets its client from outside. */
async function sumOfOrders(kafka: Kafka): Promise<number> {
  let seen = 0, sum = 0;
  for await (const record of kafka.consumer({ topics: ["orders"] })) {
    sum += Number(record.text());
    if (++seen === ORDERS) break;
  }
  return sum;
}

/** One run: a client writes orders one by one, the application reads on a host of its own, and faults strike both. */
function run(seed: number): Promise<Outcome> {
  // What loses or doubles records in any client is left out: then there is nothing to add up.
  const faults = chaos({
    durationMs: 5000,
    intensity: 2,
    without: LOSING,
  });
  return simulate({ seed, topics: { orders: 2 }, faults }, async ({ kafka, newClient, breaks, sleep }) => {
    const sum = sumOfOrders(newClient());
    const producer = kafka.producer();
    for (let n = 1; n <= ORDERS; n++) {
      await producer.send({ topic: "orders", key: `${n}`, value: `${n}` });
      await sleep(100); // virtual: it takes no time
    }
    const expected = ORDERS * (ORDERS + 1) / 2;
    if (await sum !== expected) breaks("the sum is right", `it is ${await sum}, not ${expected}`);
  });
}

const first = Number(process.argv[2] ?? 1);
for (let seed = first; seed < first + 5; seed++) {
  const { broken, counts, virtualMs, faults } = await run(seed);
  console.log(`seed ${seed}: ${counts.read} read, ${Math.round(virtualMs)} virtual ms, ${faults.size} kinds of faults`);
  for (const { promise, how } of broken) console.log(`  broken: ${promise}: ${how}`);
  if (broken.length > 0) process.exitCode = 1;
}
const [one, again] = [await run(first), await run(first)];
console.log(`the same seed, the same run: ${one.hash === again.hash}`);
