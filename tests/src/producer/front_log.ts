// Reads a partition of an embedded cluster, for the tests of the producer's front.
import assert from "node:assert/strict";
import { Fetch } from "../../../protocol/messages/fetch.ts";
import { readRecordBatches } from "../../../protocol/records/batch_reader.ts";
import { CodecTable } from "../../../protocol/records/codecs.ts";
import { crc32c } from "../../../protocol/wire/crc32c.ts";
import type { World } from "../../faults/world.ts";

/** The values of a partition, in order, as far as it is written now. */
export async function readValues(
  { clock, cluster, kafka }: World,
  topic: string,
  partition: number,
): Promise<string[]> {
  const codecs = new CodecTable({}, (promise) => clock.outside(promise));
  const values: string[] = [];
  const { endOffset, leader } = cluster.partition(topic, partition);
  while (values.length < endOffset) {
    const asked = { partition, fetchOffset: BigInt(values.length), partitionMaxBytes: 1_000_000 };
    const answer = await clock.until(kafka.request(
      Fetch,
      { maxWaitMs: 0, minBytes: 0, maxBytes: 1_000_000, topics: [{ topic, partitions: [asked] }] },
      { to: { broker: leader }, maxVersion: 12 },
    ));
    const { records, errorCode } = answer.responses[0].partitions[0];
    assert.equal(errorCode, 0);
    for (const batch of readRecordBatches(records ?? new Uint8Array()).batches) {
      for (const { offset, value } of await clock.until(Promise.resolve(batch.decode({ crc: crc32c, codecs })))) {
        if (offset >= values.length) values.push(new TextDecoder().decode(value ?? new Uint8Array()).trim());
      }
    }
  }
  return values;
}
