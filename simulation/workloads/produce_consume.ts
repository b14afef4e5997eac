// Workload "produce-consume". Needs: an idempotent producer, a consumer without group. One of each, all faults; the
// reader must see every record.
import { catchUp, consumerOptions, goOn, producerOptions, readOn, Sender, worldOptions } from "./traffic.ts";
import type { Workload } from "./workload.ts";

const TOPICS: Readonly<Record<string, number>> = { a: 3, b: 2 };

/** A producer and a reader. */
export const produceConsumeWorkload: Workload = {
  name: "produce-consume",
  options: (random, { durationMs }) => worldOptions(random, { topics: TOPICS, durationMs }),
  run: async (world, random, load) => {
    const topics = Object.keys(TOPICS);
    const sender = new Sender(world, world.kafka, {
      topics: () => topics,
      random: random.fork("sender"),
      load,
      options: producerOptions(random),
    });
    const reader = world.kafka.consumer(consumerOptions(random, topics));
    const reading = readOn(world, reader, random.fork("reader"));
    await sender.run();
    await world.calm();
    await sender.flush();
    await goOn(world, sender);
    await catchUp(world, reader);
    await reader.close();
    await reading;
  },
};
