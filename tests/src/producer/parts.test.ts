// The small parts of a producer: sequences, flush gate, buffers, partitions of keys.
import assert from "node:assert/strict";
import { KafkaError } from "../../../errors/kafka_error.ts";
import { Batch } from "../../../src/producer/batch.ts";
import { BatchOwners } from "../../../src/producer/batch_owners.ts";
import { BatchRecords } from "../../../src/producer/batch_records.ts";
import { BufferPool } from "../../../src/producer/buffer_pool.ts";
import type { PlacedBatch } from "../../../src/producer/delivery.ts";
import { FlushGate } from "../../../src/producer/flush_gate.ts";
import { keyBytes } from "../../../src/producer/partitioners/key_bytes.ts";
import { murmur2Positive } from "../../../src/producer/partitioners/murmur2.ts";
import { PartitionSequence } from "../../../src/producer/partition_sequence.ts";
import type { ProducerIdentity, ProducerSession } from "../../../src/producer/producer_session.ts";
import { test } from "../../harness.ts";

class Session implements ProducerSession {
  readonly transactionalId = null;
  readonly maxProduceVersion = undefined;
  now: ProducerIdentity = { producerId: 1, producerEpoch: 0 };
  identity(): ProducerIdentity {
    return this.now;
  }
  open(): true {
    return true;
  }
  settled(): void {}
  sequenceLost(): void {
    this.now = { producerId: 1, producerEpoch: this.now.producerEpoch + 1 };
  }
  mayAppend(): null {
    return null;
  }
}

/** A batch that says that it has `count` records. */
function batchOf(count: number): Batch {
  const records = new BatchRecords({ maxBytes: 1000, expectedBytes: 0, pool: new BufferPool(0) });
  const batch = new Batch({ topic: "t", partition: 0, records, openedAt: 0, readyAt: 0, deadline: 0, generation: 0 });
  Object.defineProperty(batch, "count", { value: count });
  return batch;
}

test("sequences count records and wrap to 0 after 2^31 - 1", () => {
  const sequence = new PartitionSequence(new Session());
  const counts = [5, 2 ** 31 - 10, 8, 1];
  const numbered = counts.map((count) => {
    const batch = batchOf(count);
    sequence.number(batch);
    return batch.sequence;
  });
  assert.deepEqual(numbered, [0, 5, 2 ** 31 - 5, 3]);
});

test("the numbers of the last batch are used again if it is known unwritten, else the identity is spent", () => {
  const session = new Session();
  const sequence = new PartitionSequence(session);
  const [first, second, third] = [batchOf(3), batchOf(3), batchOf(3)];
  sequence.number(first);
  sequence.number(second);
  sequence.free(second);
  sequence.number(third);
  assert.equal(third.sequence, 3);
  assert.equal(sequence.broken, false);
  sequence.free(first);
  assert.equal(sequence.broken, true);
  sequence.repair({ topic: "t", partition: 0 });
  assert.equal(sequence.holds(third), false);
  sequence.number(third);
  assert.deepEqual([third.sequence, third.identity.producerEpoch], [0, 1]);
  third.maybeWritten = true;
  sequence.free(third);
  assert.equal(sequence.broken, true);
});

test("a flush waits for what was entered before it alone", async () => {
  const gate = new FlushGate();
  await gate.flush();
  const before = gate.enter();
  let flushed = false;
  const flush = gate.flush().then(() => {
    flushed = true;
  });
  const after = gate.enter();
  assert.deepEqual([gate.hurries(before), gate.hurries(after)], [true, false]);
  gate.leave(after);
  await Promise.resolve();
  assert.equal(flushed, false);
  gate.leave(before);
  await flush;
  assert.equal(gate.hurries(before), false);
});

test("a buffer pool keeps large buffers up to its limit, and some small ones apart", () => {
  const pool = new BufferPool(100_000);
  const [small, large] = [new Uint8Array(1000), new Uint8Array(60_000)];
  pool.give(small);
  assert.equal(pool.take(50_000), undefined);
  pool.give(large);
  pool.give(new Uint8Array(60_000));
  assert.equal(pool.take(100), small);
  assert.equal(pool.take(100), undefined);
  assert.equal(pool.take(50_000), large);
  assert.equal(pool.take(50_000), undefined);
  for (let i = 0; i < 1000; i++) pool.give(new Uint8Array(1000));
  let kept = 0;
  while (pool.take(0) !== undefined) kept++;
  assert.equal(kept, 64);
});

test("a batch tells each owner of its own records, whether one owner has all or many have one", () => {
  const told: string[] = [];
  const owner = (name: string) => ({
    limits: null,
    acknowledged: (index: number, _batch: PlacedBatch, position: number) =>
      void told.push(`${name}${index}@${position}`),
    failed: (index: number, error: KafkaError) => void told.push(`${name}${index}: ${error.code}`),
  });
  const batch: PlacedBatch = {
    open: false,
    metadataOf: (position) => ({ topic: "t", partition: 0, offset: position, timestamp: 0 }),
  };
  const tell = (owners: BatchOwners) => {
    told.length = 0;
    owners.acknowledged(batch);
    owners.failed((position) => new KafkaError("", { code: `E${position}` }));
    return told.join(" ");
  };
  const one = owner("a");
  const all = new BatchOwners();
  for (const index of [4, 5, 6]) all.add(one, index);
  assert.equal(tell(all), "a4@0 a5@1 a6@2 a4: E0 a5: E1 a6: E2");
  const rest = all.split(1);
  assert.equal(tell(all), "a4@0 a4: E0");
  assert.equal(tell(rest), "a5@0 a6@1 a5: E0 a6: E1");
  const mixed = new BatchOwners();
  mixed.add(one, 0);
  mixed.add(one, 0);
  mixed.add(one, 1);
  mixed.addSend(({ offset }) => told.push(`sent@${offset}`), (error) => told.push(`send: ${error.code}`));
  mixed.add(owner("b"), 7);
  assert.equal(mixed.count, 5);
  assert.equal(tell(mixed), "a0@0 a0@1 a1@2 sent@3 b7@4 a0: E0 a0: E1 a1: E2 send: E3 b7: E4");
  mixed.keep([true, false, false, true, true]);
  assert.equal(tell(mixed), "a0@0 sent@1 b7@2 a0: E0 send: E1 b7: E2");
  const end = mixed.split(1);
  assert.equal(tell(mixed), "a0@0 a0: E0");
  assert.equal(tell(end), "sent@0 b7@1 send: E0 b7: E1");
});

test("text keys and the same bytes have the same partition, of any length", () => {
  const partitionOf = (key: string | Uint8Array, count: number) => murmur2Positive(keyBytes(key)) % count;
  for (const key of ["", "a", "ab", "ключ", "x".repeat(64), "x".repeat(65), "é".repeat(64), "😀"]) {
    assert.equal(partitionOf(key, 1000), partitionOf(new TextEncoder().encode(key), 1000), key);
  }
  // From Kafka's own test of Utils.murmur2.
  assert.equal(partitionOf("a-little-bit-long-string", 0x7fffffff), -985981536 & 0x7fffffff);
});
