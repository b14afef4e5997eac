// Choosers that choose for each batch, in turn, by chance, or not at all.
import assert from "node:assert/strict";
import { RecordError } from "../../../../errors/record_error.ts";
import { VirtualClock } from "../../../../simulation/clock.ts";
import { SeededRandom } from "../../../../simulation/random.ts";
import type { PartitionerChoice, TopicPartitioner } from "../../../../src/producer/partitioner.ts";
import { makePartitioner } from "../../../../src/producer/partitioners/by_name.ts";
import { test } from "../../../harness.ts";
import { choices, FakeTopic, tally } from "./fake_topic.ts";

const make = (choice: PartitionerChoice): TopicPartitioner =>
  makePartitioner(choice, { clock: new VirtualClock(), random: new SeededRandom(3) });

/** Opens a batch where none is, as a producer does. */
const opening = (topic: FakeTopic) => (partition: number) => {
  topic.queue(partition).batch ??= {};
  topic.queue(partition).records++;
};

test("sticky stays while its batch takes records, and leaves it when it is full or sent", () => {
  for (const name of ["sticky", "uniform sticky"] as const) {
    const topic = new FakeTopic(4);
    const partitioner = make(name);
    let before = -1;
    for (let batch = 0; batch < 50; batch++) {
      const run = choices(partitioner, topic, { count: 10, take: opening(topic) });
      const [present = -1] = run;
      assert.deepEqual(new Set(run), new Set([present]), `${name}, batch ${batch}`);
      assert.notEqual(present, before, `${name}, batch ${batch}`);
      before = present;
      topic.queue(present).batch = null;
    }
  }
});

test("sticky does not take a new batch for its own", () => {
  const topic = new FakeTopic(3);
  const partitioner = make("uniform sticky");
  const [present = -1] = choices(partitioner, topic, { count: 2, take: opening(topic) });
  topic.queue(present).batch = {};
  assert.notEqual(choices(partitioner, topic, { count: 1 })[0], present);
});

test("sticky and least backup choose again after a reset, among the partitions with a leader", () => {
  for (const name of ["sticky", "least backup"] as const) {
    const topic = new FakeTopic(3);
    const partitioner = make(name);
    const [present = -1] = choices(partitioner, topic, { count: 2, take: opening(topic) });
    topic.available = topic.available.filter((partition) => partition !== present);
    partitioner.reset();
    assert.notEqual(choices(partitioner, topic, { count: 1 })[0], present, name);
  }
});

test("uniform sticky does not look at keys, sticky does", () => {
  const topic = new FakeTopic(10);
  const of = (name: PartitionerChoice) => {
    const partitioner = make(name);
    return new Set(
      "abcdefgh".split("").map((key) => {
        const partition = partitioner.partitionOf({ topic: "t", key, value: null }, topic);
        topic.queue(partition).batch ??= {};
        return partition;
      }),
    );
  };
  assert.equal(of("uniform sticky").size, 1);
  assert.ok(of("sticky").size > 3);
});

test("least backup takes the partition with the fewest records for each batch, and equals by chance", () => {
  const topic = new FakeTopic(4);
  for (const [partition, records] of [5, 2, 9, 3].entries()) topic.queue(partition).records = records;
  const partitioner = make("least backup");
  assert.deepEqual(new Set(choices(partitioner, topic, { count: 5, take: opening(topic) })), new Set([1]));
  topic.queue(1).batch = null;
  assert.deepEqual(choices(partitioner, topic, { count: 1 }), [3], "partition 1 has 7 now");
  topic.available = [0, 2];
  topic.queue(0).records = topic.queue(2).records = 4;
  const counts = tally(choices(partitioner, topic, { count: 2000 }), 4);
  assert.deepEqual([counts[1], counts[3]], [0, 0]);
  assert.ok(Math.abs((counts[0] ?? 0) - 1000) < 120, `${counts}`);
});

test("round robin takes the partitions with a leader in turn, also those that come later", () => {
  const topic = new FakeTopic(3);
  const partitioner = make("round robin");
  assert.deepEqual(choices(partitioner, topic, { count: 7 }), [0, 1, 2, 0, 1, 2, 0]);
  topic.available = [0, 2];
  assert.deepEqual(choices(partitioner, topic, { count: 3 }), [2, 0, 2]);
  topic.grow(5);
  assert.deepEqual(choices(partitioner, topic, { count: 5 }), [2, 3, 4, 0, 1]);
});

test("random and the keyless records of Sarama's spread record by record over the partitions with a leader", () => {
  for (const name of ["random", "sarama", "sarama reference"] as const) {
    const topic = new FakeTopic(5);
    topic.available = [0, 1, 3, 4];
    const counts = tally(choices(make(name), topic, { count: 8000 }), 5);
    assert.equal(counts[2], 0, name);
    for (const partition of topic.available) {
      assert.ok(Math.abs((counts[partition] ?? 0) - 2000) < 200, `${name}: ${counts}`);
    }
  }
});

test("an empty key counts as none for consistent_random alone", () => {
  const spread = (name: PartitionerChoice) => {
    const topic = new FakeTopic(20);
    const partitioner = make(name);
    const value = new Uint8Array(50_000);
    const chosen = new Set<number>();
    for (let i = 0; i < 400; i++) chosen.add(partitioner.partitionOf({ topic: "t", key: "", value }, topic));
    return chosen.size;
  };
  assert.ok(spread("consistent_random") > 10);
  for (const name of ["default", "murmur2_random", "fnv1a_random", "consistent"] as const) {
    assert.equal(spread(name), 1, name);
  }
});

test("a key goes to its partition whether that has a leader or not", () => {
  const topic = new FakeTopic(7);
  const partitioner = make("default");
  const record = { topic: "t", key: "order-17", value: null };
  const partition = partitioner.partitionOf(record, topic);
  topic.available = topic.available.filter((one) => one !== partition);
  partitioner.reset();
  assert.equal(partitioner.partitionOf(record, topic), partition);
});

test("manual takes no record that names no partition", () => {
  assert.throws(
    () => make("manual").partitionOf({ topic: "t", key: "k", value: "v" }, new FakeTopic(3)),
    (error) => error instanceof RecordError && error.field === "partition" && /manual/.test(error.message),
  );
});
