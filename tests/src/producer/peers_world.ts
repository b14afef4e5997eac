// What the tests of the peers' bugs share: a cluster in virtual time with a hook that notes events, and a look at what
// stands in a log, read by the consumer as an application would.
import type { EmbeddedKafkaOptions } from "../../../embedded/mod.ts";
import { Produce } from "../../../protocol/messages/produce.ts";
import { readRecordBatches } from "../../../protocol/records/batch_reader.ts";
import type { ClientEvent } from "../../../src/base/client_event.ts";
import type { KafkaOptions } from "../../../src/kafka.ts";
import { type World, world } from "../../faults/world.ts";
import type { TestContext } from "../../harness.ts";

/** A world whose client's events are noted. */
export interface PeersWorld extends World {
  /** All events of the client, in order. */
  readonly events: ClientEvent[];
}

/** A world that notes events. */
export async function peersWorld(
  t: TestContext,
  embedded: EmbeddedKafkaOptions,
  options: Partial<KafkaOptions> = {},
): Promise<PeersWorld> {
  const events: ClientEvent[] = [];
  const hooks = [(event: ClientEvent) => void events.push(event)];
  return { ...await world(t, embedded, { ...options, hooks }), events };
}

/** Values of a partition, in order of their offsets. */
export async function valuesOf(on: World, topic: string, partition = 0): Promise<string[]> {
  const { endOffset } = on.cluster.partition(topic, partition);
  const values: string[] = [];
  if (endOffset === 0) return values;
  const consumer = on.kafka.consumer({ partitions: { [topic]: { [partition]: "earliest" } } });
  await on.until((async () => {
    for await (const record of consumer) {
      values.push(record.text() ?? "");
      if (record.offset >= endOffset - 1) break;
    }
    await consumer.close();
  })());
  return values;
}

/** What a Produce request says of who sends its first batch. */
export interface Sender {
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
}

/** Notes the identity of each Produce request that arrives. */
export function noteSenders({ cluster }: World): Sender[] {
  const senders: Sender[] = [];
  cluster.control(Produce, (request) => {
    for (const topic of request.topicData) {
      for (const { records } of topic.partitionData) {
        const batch = readRecordBatches((records ?? new Uint8Array()).slice()).batches[0];
        if (batch === undefined) continue;
        const { producerId, producerEpoch, baseSequence } = batch;
        senders.push({ producerId, producerEpoch, baseSequence });
      }
    }
  }, { keep: true });
  return senders;
}

/** Names of values from 0. */
export function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `${n}`);
}
