// How a transaction changes, event by event, without a cluster.
import assert from "node:assert/strict";
import {
  newTransaction,
  partitionKey,
  type Transaction,
  type TransactionPartition,
} from "../../embedded/transactions/transaction.ts";
import type { TransactionEvent } from "../../embedded/transactions/transaction_event.ts";
import { step } from "../../embedded/transactions/transaction_step.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { test } from "../harness.ts";

const A: TransactionPartition = { topic: "a", partition: 0 };
const B: TransactionPartition = { topic: "b", partition: 1 };
const FRESH = 900n;

/** Runs events on one transactional id whose first producer id is 7. */
class Machine {
  transaction: Transaction = newTransaction("tx", { producerId: 7n, timeoutMs: 1000, now: 0 });
  now = 0;
  clusterBumps = true;

  run(event: TransactionEvent): [errorCode: number, identity?: string] {
    const around = { now: ++this.now, clusterBumps: this.clusterBumps, freshProducerId: FRESH };
    const result = step(this.transaction, event, around);
    this.transaction = result.transaction;
    const { identity } = result;
    return identity === undefined
      ? [result.errorCode]
      : [result.errorCode, `${identity.producerId}/${identity.producerEpoch}`];
  }

  init(expected: [bigint, number] | null = null): [number, string?] {
    const identity = expected === null ? null : { producerId: expected[0], producerEpoch: expected[1] };
    return this.run({ type: "init", timeoutMs: 1000, expected: identity });
  }

  add(producerEpoch: number, partitions: readonly TransactionPartition[] = [A], producerId = 7n): [number, string?] {
    return this.run({ type: "add", producerId, producerEpoch, partitions });
  }

  end(producerEpoch: number, committed: boolean, { bumps = true, producerId = 7n } = {}): [number, string?] {
    return this.run({ type: "end", producerId, producerEpoch, committed, bumps });
  }

  /** Writes all markers. */
  complete(): void {
    if ("partitions" in this.transaction) {
      this.run({ type: "marked", keys: [...this.transaction.partitions.keys()] });
    }
    this.run({ type: "complete" });
  }

  /** An idle producer with this epoch. */
  at(producerEpoch: number): this {
    this.transaction = { ...this.transaction, producerEpoch };
    return this;
  }

  get where(): string {
    const { state, producerId, producerEpoch } = this.transaction;
    return `${state} ${producerId}/${producerEpoch}`;
  }
}

test("Each producer of a transactional id gets the next epoch", () => {
  const machine = new Machine();
  assert.deepEqual(machine.init(), [0, "7/0"]);
  assert.deepEqual(machine.init(), [0, "7/1"]);
  assert.equal(machine.where, "Empty 7/1");
});

test("A producer that tells its id and epoch is bumped once, and a repeated request gets the same epoch", () => {
  const machine = new Machine();
  machine.init();
  assert.deepEqual(machine.init([7n, 0]), [0, "7/1"]);
  assert.deepEqual(machine.init([7n, 0]), [0, "7/1"]);
  assert.deepEqual(machine.init([7n, 1]), [0, "7/2"]);
  assert.deepEqual(machine.init([7n, 0]), [ErrorCode.PRODUCER_FENCED]);
  assert.deepEqual(machine.init([8n, 2]), [ErrorCode.PRODUCER_FENCED]);
});

test("A new instance forgets the epoch before it, so that the old one cannot come back", () => {
  const machine = new Machine();
  machine.init();
  machine.init([7n, 0]);
  machine.init();
  assert.deepEqual(machine.init([7n, 1]), [ErrorCode.PRODUCER_FENCED]);
});

test("With used-up epochs a new producer id begins", () => {
  const machine = new Machine().at(32766);
  assert.deepEqual(machine.init(), [0, "900/0"]);
  const again = new Machine().at(32766);
  assert.deepEqual(again.init([7n, 32766]), [0, "900/0"]);
  assert.deepEqual(again.init([7n, 32766]), [0, "900/0"], "a repeated request of the old id is known");
});

test("A new instance aborts the ongoing transaction first, with an epoch that only the coordinator has", () => {
  for (const clusterBumps of [true, false]) {
    const machine = new Machine();
    machine.clusterBumps = clusterBumps;
    machine.init();
    machine.add(0);
    assert.deepEqual(machine.init(), [ErrorCode.CONCURRENT_TRANSACTIONS]);
    assert.equal(machine.where, "PrepareAbort 7/1");
    assert.deepEqual(machine.init(), [ErrorCode.CONCURRENT_TRANSACTIONS]);
    machine.complete();
    assert.equal(machine.where, "CompleteAbort 7/1");
    assert.deepEqual(machine.init(), [0, "7/2"]);
    assert.deepEqual(machine.add(0), [ErrorCode.PRODUCER_FENCED]);
  }
});

test("Partitions are added once, and only by the producer of the moment", () => {
  const machine = new Machine();
  machine.init();
  assert.deepEqual(machine.add(0, [A], 8n), [ErrorCode.INVALID_PRODUCER_ID_MAPPING]);
  assert.deepEqual(machine.add(1), [ErrorCode.PRODUCER_FENCED]);
  assert.deepEqual(machine.add(0, [A]), [0]);
  const before = machine.transaction;
  assert.deepEqual(machine.add(0, [A]), [0]);
  assert.equal(machine.transaction, before);
  assert.deepEqual(machine.add(0, [A, B]), [0]);
  assert.deepEqual("partitions" in machine.transaction && [...machine.transaction.partitions.values()], [A, B]);
  machine.end(0, true);
  assert.deepEqual(machine.add(1), [ErrorCode.CONCURRENT_TRANSACTIONS]);
});

test("A transaction is complete when the last marker is written", () => {
  const machine = new Machine();
  machine.init();
  machine.add(0, [A, B]);
  machine.end(0, true, { bumps: false });
  machine.run({ type: "marked", keys: [partitionKey(A)] });
  assert.deepEqual("partitions" in machine.transaction && [...machine.transaction.partitions.values()], [B]);
  machine.run({ type: "marked", keys: [partitionKey(B)] });
  machine.run({ type: "complete" });
  assert.equal(machine.where, "CompleteCommit 7/0");
});

test("With version 1 an end leaves the epoch, and only the same end may be repeated", () => {
  const one = { bumps: false };
  const machine = new Machine();
  machine.init();
  assert.deepEqual(machine.end(0, true, one), [ErrorCode.INVALID_TXN_STATE], "nothing has begun");
  assert.deepEqual(machine.end(0, false, one), [ErrorCode.INVALID_TXN_STATE]);
  machine.add(0);
  assert.deepEqual(machine.end(1, true, one), [ErrorCode.PRODUCER_FENCED]);
  assert.deepEqual(machine.end(0, true, { ...one, producerId: 8n }), [ErrorCode.INVALID_PRODUCER_ID_MAPPING]);
  assert.deepEqual(machine.end(0, true, one), [0]);
  assert.equal(machine.where, "PrepareCommit 7/0");
  assert.deepEqual(machine.end(0, true, one), [ErrorCode.CONCURRENT_TRANSACTIONS]);
  machine.complete();
  assert.deepEqual(machine.end(0, true, one), [0]);
  assert.deepEqual(machine.end(0, false, one), [ErrorCode.INVALID_TXN_STATE]);
});

test("With version 2 each end bumps the epoch", () => {
  const machine = new Machine();
  machine.init();
  machine.add(0);
  assert.deepEqual(machine.end(0, true), [0, "7/1"]);
  machine.complete();
  machine.add(1);
  assert.deepEqual(machine.end(1, false), [0, "7/2"]);
  machine.complete();
  assert.equal(machine.where, "CompleteAbort 7/2");
});

const F = ErrorCode.PRODUCER_FENCED;
const I = ErrorCode.INVALID_TXN_STATE;
type Row = [
  state: "Empty" | "CompleteAbort" | "CompleteCommit",
  committed: boolean,
  retry: [number, string?],
  current: [number, string?],
];
/** Kafka's own table, with a producer at epoch 5; the retry comes with 4. */
const VERSION_2: readonly Row[] = [
  ["Empty", false, [F], [0, "7/6"]],
  ["Empty", true, [F], [I]],
  ["CompleteAbort", false, [0, "7/5"], [0, "7/6"]],
  ["CompleteAbort", true, [I], [I]],
  ["CompleteCommit", false, [I], [0, "7/6"]],
  ["CompleteCommit", true, [0, "7/5"], [I]],
];

for (const [state, committed, retry, current] of VERSION_2) {
  test(`With version 2, ${committed ? "commit" : "abort"} in ${state} is told apart by its epoch`, () => {
    const machine = () => {
      const one = new Machine().at(5);
      one.transaction = { ...one.transaction, startedAt: 0, state } as Transaction;
      return one;
    };
    assert.deepEqual(machine().end(4, committed), retry);
    assert.deepEqual(machine().end(5, committed), current);
    assert.deepEqual(machine().end(3, committed), [F]);
  });
}

test("With version 2 an end while markers are written is answered with CONCURRENT_TRANSACTIONS, whoever asks", () => {
  const machine = new Machine();
  machine.init();
  machine.add(0);
  machine.end(0, true);
  assert.deepEqual(machine.end(0, true), [ErrorCode.CONCURRENT_TRANSACTIONS]);
  assert.deepEqual(machine.end(0, false, { producerId: 8n }), [ErrorCode.CONCURRENT_TRANSACTIONS]);
});

test("With version 2 the end that uses the last epoch up gives a new producer id, and may be repeated", () => {
  const machine = new Machine().at(32766);
  machine.add(32766);
  assert.deepEqual(machine.end(32766, true), [0, "900/0"]);
  assert.equal(machine.where, "PrepareCommit 7/32767", "markers carry the epoch that nobody has");
  machine.complete();
  assert.equal(machine.where, "CompleteCommit 900/0");
  assert.deepEqual(machine.end(32766, true), [0, "900/0"]);
  assert.deepEqual(machine.end(32765, true), [ErrorCode.INVALID_PRODUCER_ID_MAPPING]);
});

test("A transaction that takes too long is aborted with a bumped epoch; one that is decided is not", () => {
  const machine = new Machine();
  machine.init();
  machine.add(0);
  machine.run({ type: "timeout" });
  assert.equal(machine.where, "PrepareAbort 7/1");
  machine.run({ type: "timeout" });
  assert.equal(machine.where, "PrepareAbort 7/1");
  machine.complete();
  assert.deepEqual(machine.end(0, true), [ErrorCode.INVALID_TXN_STATE]);
  assert.deepEqual(machine.end(0, false), [0, "7/1"], "the abort that the producer wanted has happened");
});
