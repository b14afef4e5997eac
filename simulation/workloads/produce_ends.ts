// Workload "produce-ends". Needs: producers with every option. At any event a producer is closed, aborted or flushed, or a
// topic is forgotten, from outside or from its own callbacks; others follow and go on.
import type { WaitOptions } from "../../src/producer/wait_options.ts";
import type { SeededRandom } from "../random.ts";
import type { SimulatedWorld } from "../world.ts";
import { anySenders, endCalmly, producerWorld } from "./produce_options.ts";
import type { Sender } from "./traffic.ts";
import { pick, type Workload } from "./workload.ts";

/** Most events between two ends. */
const MOST_EVENTS = 1500;
/** One callback in so many ends something. */
const ONE_IN = 60;

/** Producers that end at any event. */
export const produceEndsWorkload: Workload = {
  name: "produce-ends",
  options: (random, { durationMs }) => producerWorld(random, durationMs),
  run: async (world, random, load) => {
    const calmly = { now: false };
    const senders = anySenders(world, random, load, (sender, own) => {
      const act = () => {
        if (!calmly.now && own.int(ONE_IN) === 0) endOne(world, sender(), own);
      };
      return own.int(3) === 0 ? { onDelivery: act, interceptors: [{ onDelivered: act }] } : {};
    });
    const often = 20 + random.int(MOST_EVENTS);
    const ends = random.fork("ends");
    const next = () => {
      if (calmly.now) return;
      endOne(world, pick(ends, senders), ends);
      world.log.after(1 + ends.int(often), next);
    };
    world.log.after(1 + ends.int(often), next);
    await Promise.all(senders.map((sender) => sender.run()));
    calmly.now = true;
    await endCalmly(world, senders);
  },
};

/** Ends something of a sender's producer. */
function endOne(world: SimulatedWorld, sender: Sender, random: SeededRandom): void {
  const limit: WaitOptions = pick(random, [{}, {}, { timeoutMs: 0 }, { timeoutMs: 30 }, { timeoutMs: 1000 }]);
  const kind = random.int(8);
  if (kind < 2) sender.end(limit);
  else if (kind < 5) sender.abort(limit);
  else if (kind === 5) sender.hurry(limit);
  else if (kind === 6) sender.forget(pick(random, [...world.cluster.topics.keys()]));
  else world.application.abortOne(random);
}
