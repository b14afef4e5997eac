// Differential cases: sequences, epochs and ids of idempotent producers.
import { DescribeProducers } from "../../../protocol/messages/describe_producers.ts";
import { InitProducerId } from "../../../protocol/messages/init_producer_id.ts";
import { Produce } from "../../../protocol/messages/produce.ts";
import type { DifferentialCase, Script } from "../script.ts";
import { fetch, produce, producer, records, sequenced, type TopicName } from "./records.ts";

const LAST = 2_147_483_647;

function describe(script: Script, { name }: TopicName, partition = 0): Promise<unknown> {
  return script.call(DescribeProducers, { topics: [{ name, partitionIndexes: [partition] }] });
}

function init(script: Script, transactionalId: string | null, again: {
  readonly producerId?: bigint;
  readonly producerEpoch?: number;
  readonly transactionTimeoutMs?: number;
} = {}) {
  const version = Math.min(5, script.version(InitProducerId));
  return script.call(InitProducerId, { transactionalId, transactionTimeoutMs: 60_000, ...again }, { version });
}

const sequences: readonly DifferentialCase[] = [
  {
    name: "A duplicate is answered with its offset, within five batches",
    api: Produce,
    run: async (script) => {
      const topic = await script.topic();
      const who = await producer(script);
      for (let n = 0; n < 6; n++) await produce(script, topic, sequenced(who, n * 2, { count: 2 }));
      await produce(script, topic, sequenced(who, 10, { count: 2 }));
      await produce(script, topic, sequenced(who, 2, { count: 2 }));
      await produce(script, topic, sequenced(who, 0, { count: 2 }));
      await fetch(script, topic);
    },
  },
  {
    name: "A batch out of order is refused, and the right one taken afterwards",
    api: Produce,
    run: async (script) => {
      const topic = await script.topic();
      const who = await producer(script);
      await produce(script, topic, sequenced(who, 0));
      await produce(script, topic, sequenced(who, 2));
      await produce(script, topic, sequenced(who, 0, { count: 2 }));
      await produce(script, topic, sequenced(who, 1));
      await produce(script, topic, sequenced(who, 2));
    },
  },
  {
    name: "A producer that nobody knows begins where it likes",
    api: Produce,
    run: async (script) => {
      const topic = await script.topic();
      const who = await producer(script);
      await produce(script, topic, sequenced(who, 5));
      await produce(script, topic, sequenced(who, 0));
      await produce(script, topic, sequenced(who, 6));
    },
  },
  {
    name: "Sequences wrap after the largest one",
    api: InitProducerId,
    run: async (script) => {
      const topic = await script.topic();
      const who = await producer(script);
      await produce(script, topic, sequenced(who, LAST - 2, { count: 2 }));
      await produce(script, topic, sequenced(who, LAST, { count: 3 }));
      await produce(script, topic, sequenced(who, LAST, { count: 3 }));
      await produce(script, topic, sequenced(who, 2));
      await produce(script, topic, sequenced(who, 2));
    },
  },
  {
    name: "A new epoch begins at sequence zero and fences the old one",
    api: DescribeProducers,
    run: async (script) => {
      const topic = await script.topic();
      const { producerId } = await producer(script);
      await produce(script, topic, sequenced({ producerId, producerEpoch: 0 }, 0, { count: 3 }));
      await produce(script, topic, sequenced({ producerId, producerEpoch: 1 }, 3));
      await produce(script, topic, sequenced({ producerId, producerEpoch: 1 }, 0));
      await produce(script, topic, sequenced({ producerId, producerEpoch: 0 }, 3));
      await produce(script, topic, sequenced({ producerId, producerEpoch: 0 }, 0, { count: 3 }));
      await describe(script, topic);
    },
  },
  {
    name: "Batches with an id but without epoch or sequence",
    api: InitProducerId,
    run: async (script) => {
      const topic = await script.topic();
      const { producerId } = await producer(script);
      const ask = (producerEpoch: number, baseSequence: number) =>
        produce(script, topic, records(1, { producerId, producerEpoch, baseSequence }));
      await ask(-1, 0);
      await ask(0, -1);
      await ask(-1, -1);
      await fetch(script, topic);
    },
  },
];

const described: readonly DifferentialCase[] = [
  {
    name: "DescribeProducers knows who wrote last",
    api: DescribeProducers,
    run: async (script) => {
      const topic = await script.topic();
      const who = await producer(script);
      await describe(script, topic);
      await produce(script, topic, sequenced(who, 0, { count: 3 }));
      await produce(script, topic, sequenced(who, 3, { count: 2 }));
      await describe(script, topic);
      await produce(script, topic, sequenced(await producer(script), 0));
      await produce(script, topic, records(2));
      await describe(script, topic);
    },
  },
  {
    name: "DescribeProducers of partitions and topics that are not there",
    api: DescribeProducers,
    run: async (script) => {
      const topic = await script.topic();
      await describe(script, topic, 1);
      await describe(script, topic, -1);
      await describe(script, { name: script.name("none"), id: "" });
      await describe(script, { name: "in valid", id: "" });
    },
  },
  {
    name: "DescribeProducers while a transaction is open and after its end",
    api: DescribeProducers,
    run: async (script) => {
      const topic = await script.topic();
      const transactionalId = script.name("tx");
      await script.coordinator(transactionalId, "transaction");
      const who = await producer(script, { transactionalId });
      const first = sequenced(who, 0, { count: 2, transactional: true });
      await produce(script, topic, records(1));
      await produce(script, topic, first, { transactionalId });
      await describe(script, topic);
    },
  },
];

const ids: readonly DifferentialCase[] = [
  {
    name: "InitProducerId without a transactional id gives new ids",
    api: InitProducerId,
    run: async (script) => {
      const { producerId } = await init(script, null);
      await init(script, null);
      if (script.end === "lowest") return;
      await init(script, null, { producerId, producerEpoch: 0 });
      await init(script, null, { producerId, producerEpoch: 7 });
    },
  },
  {
    name: "InitProducerId of a transactional id bumps its epoch",
    api: InitProducerId,
    run: async (script) => {
      const id = script.name("tx");
      await script.coordinator(id, "transaction");
      await init(script, id);
      await init(script, id);
      await init(script, id);
      await init(script, script.name("other"));
    },
  },
  {
    name: "InitProducerId with timeouts and ids that are not allowed",
    api: InitProducerId,
    run: async (script) => {
      const id = script.name("tx");
      await script.coordinator(id, "transaction");
      await init(script, id, { transactionTimeoutMs: 0 });
      await init(script, id, { transactionTimeoutMs: -1 });
      await init(script, id, { transactionTimeoutMs: 900_001 });
      await init(script, "");
      await init(script, null, { transactionTimeoutMs: -1 });
    },
  },
  {
    name: "InitProducerId with id and epoch of its own: right, stale and wrong",
    api: InitProducerId,
    run: async (script) => {
      const id = script.name("tx");
      await script.coordinator(id, "transaction");
      const { producerId } = await init(script, id);
      await init(script, id, { producerId, producerEpoch: 0 });
      await init(script, id, { producerId, producerEpoch: 0 });
      await init(script, id, { producerId, producerEpoch: 5 });
      await init(script, id, { producerId: producerId + 1000n, producerEpoch: 1 });
      await init(script, id, { producerId, producerEpoch: 1 });
      await init(script, id, { producerId, producerEpoch: 0 });
    },
    only: { end: "highest", why: "the lowest version has no epoch" },
  },
  {
    name: "InitProducerId with only one of id and epoch",
    api: InitProducerId,
    run: async (script) => {
      const id = script.name("tx");
      await script.coordinator(id, "transaction");
      await init(script, id, { producerId: 7n });
      await init(script, id, { producerEpoch: 7 });
      await init(script, id, { producerId: 7n, producerEpoch: 0 });
      await init(script, null, { producerId: 7n });
    },
    only: { end: "highest", why: "the lowest version has no epoch" },
  },
];

/** Cases. */
export const idempotenceCases: readonly DifferentialCase[] = [...sequences, ...described, ...ids];
