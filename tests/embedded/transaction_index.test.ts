// The index of aborted transactions: it finds by search what looking at every one would find.
import assert from "node:assert/strict";
import { type AbortedTransaction, TransactionIndex } from "../../embedded/transaction_index.ts";
import { SeededRandom } from "../../simulation/mod.ts";
import { test } from "../harness.ts";

test("The index of aborted transactions finds what looking at every one would find, also after cuts", () => {
  const random = new SeededRandom(7);
  const index = new TransactionIndex();
  let all: AbortedTransaction[] = [];
  let end = 0;
  const look = () => {
    const from = random.int(end + 10);
    const before = from + random.int(60);
    const wanted = all.filter(({ firstOffset, lastOffset }) => lastOffset >= from && firstOffset < before);
    assert.deepEqual(index.between(from, before), wanted);
  };
  for (let n = 0; n < 400; n++) {
    end += 1 + random.int(5);
    const one = { producerId: BigInt(n), firstOffset: Math.max(0, end - 1 - random.int(40)), lastOffset: end };
    index.add(one);
    all.push(one);
    look();
    const cut = random.int(40);
    if (cut === 0) {
      end -= random.int(30);
      index.truncateTo(end);
      all = all.filter(({ lastOffset }) => lastOffset < end);
    } else if (cut === 1) {
      const start = end - random.int(100);
      index.deleteBefore(start);
      all = all.filter(({ lastOffset }) => lastOffset >= start);
    }
    look();
  }
});
