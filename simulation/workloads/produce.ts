// Workload "produce". Needs: a producer (idempotent or not, all acks, all codecs). Several producers send to several
// partitions; the checker reads the logs.
import type { SimulatedWorld } from "../world.ts";
import type { SeededRandom } from "../random.ts";
import { goOn, producerOptions, Sender, worldOptions } from "./traffic.ts";
import { type Load, pick, type Workload } from "./workload.ts";

const TOPICS: Readonly<Record<string, number>> = { a: 3, b: 2 };

/** Producers alone. */
export const produceWorkload: Workload = {
  name: "produce",
  options: (random, { durationMs }) => worldOptions(random, { topics: TOPICS, durationMs, without: ["slow consumer"] }),
  run: async (world, random, load) => {
    const senders = makeSenders(world, random, load);
    await Promise.all(senders.map((sender) => sender.run()));
    await world.calm();
    for (const sender of senders) await sender.flush();
    for (const sender of senders) await goOn(world, sender);
    await Promise.all(senders.map(({ producer }) => producer.close()));
  },
};

function makeSenders(world: SimulatedWorld, random: SeededRandom, load: Load): Sender[] {
  return Array.from({ length: 1 + random.int(3) }, (_, n) => {
    const kafka = n === 0 ? world.kafka : random.int(2) === 0 ? world.newClient() : world.kafka;
    const acks = pick(random, ["all", "all", "all", 1, 0] as const);
    const idempotent = acks === "all" && random.int(4) > 0;
    const options = producerOptions(random, { acks, idempotent });
    return new Sender(world, kafka, {
      topics: () => Object.keys(TOPICS),
      random: random.fork(`sender ${n}`),
      load,
      options,
    });
  });
}
