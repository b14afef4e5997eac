// Workload "admin-changes". Needs: an idempotent producer, a consumer without group; topics are made and deleted, and
// records deleted, by the handles of the cluster while records are sent and read.
import { ConfigError } from "../../errors/config_error.ts";
import type { SeededRandom } from "../random.ts";
import type { SimulatedWorld } from "../world.ts";
import { catchUp, consumerOptions, goOn, producerOptions, readOn, Sender, worldOptions } from "./traffic.ts";
import { pick, type Workload } from "./workload.ts";

const STEADY = "steady";
/** A topic that comes back has as many partitions as before: records that were given to others could never be written. */
const FLEETING: ReadonlyMap<string, number> = new Map([["x", 1], ["y", 2], ["z", 3]]);

/** Topics come and go. */
export const adminChangesWorkload: Workload = {
  name: "admin-changes",
  options: (random, { durationMs }) => worldOptions(random, { topics: { [STEADY]: 2, x: 1 }, durationMs }),
  run: async (world, random, load) => {
    const sender = new Sender(world, world.kafka, {
      topics: () => [...world.cluster.topics.keys()],
      random: random.fork("sender"),
      load,
      options: producerOptions(random, { unknownTopicTimeoutMs: 500 + random.int(3000) }),
    });
    const steady = world.kafka.consumer(consumerOptions(random, [STEADY]));
    const fleeting = world.kafka.consumer(consumerOptions(random, [STEADY, "x"]));
    const reading = [readOn(world, steady, random.fork("one")), readOn(world, fleeting, random.fork("other"))];
    const changes = change(world, random.fork("changes"), world.clock.now() + load.durationMs);
    await sender.run();
    await changes;
    await world.calm();
    await sender.flush();
    await goOn(world, sender);
    await catchUp(world, steady);
    await Promise.all([steady.close(), fleeting.close()]);
    await Promise.all(reading);
  },
};

async function change(world: SimulatedWorld, random: SeededRandom, end: number): Promise<void> {
  const { cluster, clock } = world;
  for (;;) {
    await world.sleep(random.int(1200));
    if (clock.now() >= end) return;
    const [topic, partitions] = pick(random, [...FLEETING]);
    if (random.int(4) === 0) deleteRecords(world, random);
    else if (cluster.topics.has(topic)) cluster.deleteTopic(topic);
    else createTopic(world, topic, partitions);
  }
}

/** Kafka refuses a topic while too few brokers are up. */
function createTopic({ cluster }: SimulatedWorld, topic: string, partitions: number): void {
  try {
    cluster.createTopic(topic, partitions);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
  }
}

/** Deletes a topic, and makes one of its name at once. */
export function makeAnew(world: SimulatedWorld, topic: string, partitions: number): void {
  if (world.cluster.topics.has(topic)) world.cluster.deleteTopic(topic);
  createTopic(world, topic, partitions);
}

/** Records at the start of a log go, as by retention. */
function deleteRecords({ cluster, history }: SimulatedWorld, random: SeededRandom): void {
  const partition = random.int(cluster.topics.get(STEADY) ?? 1);
  const { startOffset, highWatermark } = cluster.partition(STEADY, partition);
  if (highWatermark <= startOffset) return;
  cluster.deleteRecords(STEADY, partition, startOffset + random.int(highWatermark - startOffset));
  history.excuse(`${STEADY}[${partition}]`, "trimmed");
}
