// Sequences that begin shortly before their end wrap to 0, and nothing else of a run changes.
import assert from "node:assert/strict";
import { Produce } from "../../protocol/messages/produce.ts";
import { BATCH_FIELDS } from "../../protocol/records/batch_header.ts";
import { int32At } from "../../protocol/records/big_endian.ts";
import { simulate } from "../../simulation/mod.ts";
import { beginLate } from "../../simulation/workloads/late_sequences.ts";
import { test } from "../harness.ts";

/** First sequences of the batches of seven records that are sent one by one. */
async function sequences(): Promise<number[]> {
  const found: number[] = [];
  const { broken } = await simulate({ seed: 1, topics: { t: 1 } }, async ({ kafka, cluster }) => {
    cluster.control(Produce, ({ topicData }) => {
      const records = topicData[0]?.partitionData[0]?.records ?? null;
      if (records !== null) found.push(int32At(records, BATCH_FIELDS.baseSequence));
    }, { keep: true });
    const producer = kafka.producer();
    for (let i = 0; i < 7; i++) await producer.send({ topic: "t", value: `${i}` });
  });
  assert.deepEqual(broken, []);
  return found;
}

test("beginLate() lets sequences wrap, until it is ended", async () => {
  const end = beginLate(3);
  try {
    assert.deepEqual(await sequences(), [0x7ffffffd, 0x7ffffffe, 0x7fffffff, 0, 1, 2, 3]);
  } finally {
    end();
  }
  assert.deepEqual(await sequences(), [0, 1, 2, 3, 4, 5, 6]);
});
