// An embedded cluster and a client of it in virtual time, for tests of one fault each.
import assert from "node:assert/strict";
import { EmbeddedKafka, type EmbeddedKafkaOptions } from "../../embedded/mod.ts";
import { VirtualClock } from "../../simulation/clock.ts";
import { SeededRandom } from "../../simulation/random.ts";
import { Kafka, type KafkaOptions } from "../../src/kafka.ts";
import type { Platform } from "../../transports/platform.ts";
import type { TestContext } from "../harness.ts";

/** A cluster, its client, and their time. */
export interface World {
  /** Time. */
  readonly clock: VirtualClock;
  /** The cluster. */
  readonly cluster: EmbeddedKafka;
  /** The client. */
  readonly kafka: Kafka;
  /** Waits in virtual time. */
  until<T>(promise: Promise<T>): Promise<T>;
}

/** Makes a world; when the test ends everything is closed, and nothing may be left. */
export async function world(
  t: TestContext,
  embedded: EmbeddedKafkaOptions = {},
  options: Partial<KafkaOptions> = {},
): Promise<World> {
  const clock = new VirtualClock();
  const platform: Platform = {
    name: "virtual",
    dial: () => Promise.reject(new Error("no sockets here")),
    clock,
    random: new SeededRandom(7),
    codecs: {},
    wasmCrc: false,
  };
  const cluster = await clock.until(EmbeddedKafka.start({ platform, ...embedded }));
  const kafka = new Kafka({ ...cluster.options(), ...options });
  t.after(async () => {
    await clock.until(kafka.close({ timeoutMs: 1000 }).catch(() => {}));
    await clock.until(cluster.close());
    assert.deepEqual(cluster.errors, []);
    assert.equal(clock.pending, 0, "timers are left");
  });
  return { clock, cluster, kafka, until: (promise) => clock.until(promise) };
}
