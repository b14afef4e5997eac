// @platformatic/kafka in its best mode: send() of 1,000 records, five in flight; idempotent (`platformatic-idem`) one
// in flight.
import { type BenchClient, type BenchReader, bulkClient, type Source } from "./client.ts";
import type { Job } from "./job.ts";
import { peer } from "./peer.ts";

interface PlatformaticProducer {
  send(request: object): Promise<unknown>;
  close(force?: boolean): Promise<void>;
}

interface PlatformaticConsumer {
  consume(options: { topics: readonly string[]; mode: "earliest" }): Promise<PlatformaticStream>;
  close(force: boolean): Promise<void>;
}

interface PlatformaticStream extends AsyncIterable<{ readonly value: Uint8Array }> {
  close(): Promise<void>;
}

interface Platformatic {
  readonly Producer: new (options: object) => PlatformaticProducer;
  readonly Consumer: new (options: object) => PlatformaticConsumer;
}

/** Makes it. */
export function platformatic(job: Job, { key, value }: Source): BenchClient {
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
  return bulkClient({ width: idempotent ? 1 : 5, send }, () => producer.close(true));
}

/** Makes a consumer of the topic, in a group of its own, record by record. */
export function platformaticReader(job: Job): BenchReader {
  const { Consumer } = peer<Platformatic>("@platformatic/kafka");
  const consumer = new Consumer({
    clientId: "bench",
    bootstrapBrokers: [job.bootstrap],
    groupId: `bench-${Date.now()}`,
    autocommit: false,
  });
  let stream: PlatformaticStream | undefined;
  return {
    read: async (count) => {
      stream = await consumer.consume({ topics: [job.topic], mode: "earliest" });
      const records = stream[Symbol.asyncIterator]();
      let bytes = 0;
      for (let left = count; left > 0; left--) bytes += (await records.next()).value.value.length;
      return bytes;
    },
    close: async () => {
      await stream?.close();
      await consumer.close(true);
    },
  };
}
