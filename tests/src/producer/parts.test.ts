// The small parts of a producer: sequences, flush gate, buffers, partitions of keys.
import assert from "node:assert/strict";
import { Batch } from "../../../src/producer/batch.ts";
import { BatchRecords } from "../../../src/producer/batch_records.ts";
import { BufferPool } from "../../../src/producer/buffer_pool.ts";
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
  const records = new BatchRecords(1000, new BufferPool(0));
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

test("a buffer pool keeps large buffers up to its limit", () => {
  const pool = new BufferPool(100_000);
  const [small, large] = [new Uint8Array(1000), new Uint8Array(60_000)];
  pool.give(small);
  assert.equal(pool.take(), undefined);
  pool.give(large);
  pool.give(new Uint8Array(60_000));
  assert.equal(pool.take(), large);
  assert.equal(pool.take(), undefined);
});

test("text keys and the same bytes have the same partition, of any length", () => {
  const partitionOf = (key: string | Uint8Array, count: number) => murmur2Positive(keyBytes(key)) % count;
  for (const key of ["", "a", "ab", "ключ", "x".repeat(64), "x".repeat(65), "é".repeat(64), "😀"]) {
    assert.equal(partitionOf(key, 1000), partitionOf(new TextEncoder().encode(key), 1000), key);
  }
  // From Kafka's own test of Utils.murmur2.
  assert.equal(partitionOf("a-little-bit-long-string", 0x7fffffff), -985981536 & 0x7fffffff);
});
