// Even shares of bytes, less for slow partitions, nothing for stuck ones.
import assert from "node:assert/strict";
import { VirtualClock } from "../../../../simulation/clock.ts";
import { SeededRandom } from "../../../../simulation/random.ts";
import type { UniformPartitioning } from "../../../../src/producer/partitioner.ts";
import { makePartitioner } from "../../../../src/producer/partitioners/by_name.ts";
import { test } from "../../../harness.ts";
import { choices, FakeTopic, tally } from "./fake_topic.ts";

function setUp(partitions: number, options: Partial<UniformPartitioning> = {}, seed = 1) {
  const clock = new VirtualClock();
  const partitioner = makePartitioner({ name: "uniform", bytes: 1000, ...options }, {
    clock,
    random: new SeededRandom(seed),
  });
  return { clock, partitioner, topic: new FakeTopic(partitions) };
}

test("uniform stays on a partition for its bytes, then takes another", () => {
  const { partitioner, topic } = setUp(5);
  const chosen = choices(partitioner, topic, { count: 200 });
  for (let turn = 0; turn < 20; turn++) {
    const run = new Set(chosen.slice(turn * 10, turn * 10 + 10));
    assert.equal(run.size, 1, `turn ${turn}`);
    if (turn > 0) assert.notEqual(chosen[turn * 10], chosen[turn * 10 - 1], `turn ${turn}`);
  }
});

test("uniform gives each partition the same bytes, whatever the sizes of records and keys", () => {
  for (const adaptive of [true, false]) {
    const { partitioner, topic } = setUp(6, { adaptive });
    const random = new SeededRandom(7);
    const bytes = new Array<number>(6).fill(0);
    for (let i = 0; i < 60_000; i++) {
      const value = new Uint8Array(random.int(10) === 0 ? 900 : random.int(60));
      const partition = partitioner.partitionOf({ topic: "t", key: `k${i % 3}`, value }, topic);
      bytes[partition] = (bytes[partition] ?? 0) + value.length + 36;
    }
    const mean = bytes.reduce((sum, each) => sum + each, 0) / 6;
    for (const each of bytes) assert.ok(Math.abs(each / mean - 1) < 0.08, `${adaptive}: ${bytes}`);
  }
});

test("uniform gives a slower partition less, unless it is not adaptive", () => {
  const shares = [true, false].map((adaptive) => {
    const { partitioner, topic } = setUp(4, { adaptive });
    let sent = 0;
    const chosen = choices(partitioner, topic, {
      count: 40_000,
      take: (partition) => {
        topic.queue(partition).bytes += 100;
        // The fast ones write what comes, the slow one a tenth of an even share.
        for (const fast of [1, 2, 3]) topic.queue(fast).bytes = Math.max(0, topic.queue(fast).bytes - 100);
        if (++sent % 40 === 0) topic.queue(0).bytes = Math.max(0, topic.queue(0).bytes - 100);
      },
    });
    return tally(chosen, 4);
  });
  const [adaptive = [], even = []] = shares;
  assert.ok((adaptive[0] ?? 0) < 4000, `${adaptive}`);
  for (const fast of [1, 2, 3]) assert.ok((adaptive[fast] ?? 0) > 10_000, `${adaptive}`);
  for (const each of even) assert.ok(Math.abs(each - 10_000) < 1000, `${even}`);
});

test("uniform weighs queues as Java: one that holds n turns less is n times as likely again", () => {
  const { partitioner, topic } = setUp(3);
  topic.queue(0).bytes = 0;
  topic.queue(1).bytes = 3000;
  topic.queue(2).bytes = 1000;
  const counts = tally(choices(partitioner, topic, { count: 8000, bytes: 1000 }), 3);
  for (const [i, weight] of [4, 1, 3].entries()) {
    assert.ok(Math.abs((counts[i] ?? 0) - weight * 1000) < 150, `${counts}`);
  }
});

test("uniform avoids partitions without a leader, and uses those that come later", () => {
  const { partitioner, topic } = setUp(3);
  topic.available = [0, 2];
  assert.deepEqual([...new Set(choices(partitioner, topic, { count: 1000 }))].sort(), [0, 2]);
  topic.grow(8);
  partitioner.reset();
  assert.equal(new Set(choices(partitioner, topic, { count: 5000 })).size, 8);
});

test("uniform leaves a partition that is stuck for availabilityTimeoutMs at once, and comes back when it moves", async () => {
  const { clock, partitioner, topic } = setUp(3, { bytes: 1_000_000, availabilityTimeoutMs: 500 });
  const [stuck = -1] = choices(partitioner, topic, { count: 1 });
  topic.queue(stuck).since = clock.now();
  assert.deepEqual([...new Set(choices(partitioner, topic, { count: 100 }))], [stuck], "not yet late");
  await clock.until(new Promise<void>((resolve) => void clock.after(501, resolve)));
  assert.ok(choices(partitioner, topic, { count: 16 }).at(-1) !== stuck, "it is left");
  assert.equal(tally(choices(partitioner, topic, { count: 50_000, bytes: 1000 }), 3)[stuck], 0, "it is avoided");
  for (const queue of topic.queues) queue.since = 0;
  partitioner.reset();
  assert.equal(
    new Set(choices(partitioner, topic, { count: 100_000, bytes: 1000 })).size,
    3,
    "all are stuck: any will do",
  );
});

test("uniform with availabilityTimeoutMs Infinity never calls a partition stuck", async () => {
  const { clock, partitioner, topic } = setUp(2, { bytes: 1_000_000, availabilityTimeoutMs: Infinity });
  const [present = -1] = choices(partitioner, topic, { count: 1 });
  topic.queue(present).since = 0;
  await clock.until(new Promise<void>((resolve) => void clock.after(1_000_000, resolve)));
  assert.deepEqual([...new Set(choices(partitioner, topic, { count: 100 }))], [present]);
});

test("uniform with one partition needs no chance", () => {
  const partitioner = makePartitioner("uniform", {
    clock: new VirtualClock(),
    random: { int: () => assert.fail("asked for chance"), bytes: () => assert.fail("asked for chance") },
  });
  assert.deepEqual(new Set(choices(partitioner, new FakeTopic(1), { count: 10_000 })), new Set([0]));
});

test("uniform with rackAware stays in the rack while a partition there moves, and shares it evenly", async () => {
  const { clock, partitioner, topic } = setUp(6, { rackAware: true, availabilityTimeoutMs: 500 });
  topic.inRack = [1, 4];
  const near = tally(choices(partitioner, topic, { count: 10_000 }), 6);
  assert.deepEqual(near.map((count) => count > 0), [false, true, false, false, true, false]);
  assert.ok(Math.abs((near[1] ?? 0) - (near[4] ?? 0)) < 500, `${near}`);
  topic.queue(1).since = clock.now();
  await clock.until(new Promise<void>((resolve) => void clock.after(501, resolve)));
  partitioner.reset();
  assert.deepEqual([...new Set(choices(partitioner, topic, { count: 1000 }))], [4], "one of them is stuck");
  topic.queue(4).since = 0;
  partitioner.reset();
  const away = new Set(choices(partitioner, topic, { count: 5000 }));
  assert.deepEqual([...away].sort(), [0, 2, 3, 5], "both are stuck: the others will do");
  topic.inRack = [];
  partitioner.reset();
  for (const queue of topic.queues) queue.since = Infinity;
  assert.equal(new Set(choices(partitioner, topic, { count: 5000 })).size, 6, "no leader is near");
});

test("uniform without rackAware does not look at racks", () => {
  const { partitioner, topic } = setUp(4);
  topic.inRack = [2];
  assert.equal(new Set(choices(partitioner, topic, { count: 2000 })).size, 4);
});
