// @platformatic/kafka in its best mode: send() of 1,000 records, five in flight; idempotent (`platformatic-idem`) one
// in flight.
import { type BenchClient, inBulks, type Source } from "./client.ts";
import type { Job } from "./job.ts";
import { peer } from "./peer.ts";

interface PlatformaticProducer {
  send(request: object): Promise<unknown>;
  close(force?: boolean): Promise<void>;
}

interface Platformatic {
  readonly Producer: new (options: object) => PlatformaticProducer;
}

/** Makes it. */
export function platformatic(job: Job, { key, value }: Source): Promise<BenchClient> {
  const { Producer } = peer<Platformatic>("@platformatic/kafka");
  const idempotent = job.client === "platformatic-idem";
  const producer = new Producer({
    clientId: "bench",
    bootstrapBrokers: [job.bootstrap],
    autocreateTopics: false,
    requestTimeout: 120_000,
    timeout: 60_000,
    ...(idempotent ? { idempotent: true } : {}),
    ...(job.codec === "none" ? {} : { compression: job.codec }),
  });
  const { topic } = job;
  const send = (from: number, n: number) =>
    producer.send({
      acks: -1,
      messages: Array.from(
        { length: n },
        (_, i) => job.keys ? { topic, key: key(from + i), value: value(from + i) } : { topic, value: value(from + i) },
      ),
    });
  return Promise.resolve({
    one: (i) => send(i, 1),
    many: (count) => inBulks(count, { width: idempotent ? 1 : 5, send }),
    fill: (count) => {
      for (let i = 0; i < count; i += 1000) send(i, 1000).catch(() => {});
    },
    close: () => producer.close(true),
  });
}
