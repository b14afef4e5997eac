// The shortest way through the embedded broker: every API once.
import assert from "node:assert/strict";
import { ApiVersions } from "../../protocol/messages/api_versions.ts";
import { CreateTopics } from "../../protocol/messages/create_topics.ts";
import { Fetch } from "../../protocol/messages/fetch.ts";
import { InitProducerId } from "../../protocol/messages/init_producer_id.ts";
import { ListOffsets } from "../../protocol/messages/list_offsets.ts";
import { Metadata } from "../../protocol/messages/metadata.ts";
import { Produce } from "../../protocol/messages/produce.ts";
import { readRecordBatches } from "../../protocol/records/batch_reader.ts";
import { CodecTable } from "../../protocol/records/codecs.ts";
import { crc32c } from "../../protocol/wire/crc32c.ts";
import { test } from "../harness.ts";
import { batch, world } from "./raw_client.ts";

test("EmbeddedKafka takes a record and gives it back", async (t) => {
  const { call, until } = await world(t);
  const versions = await call(ApiVersions, { clientSoftwareName: "raw", clientSoftwareVersion: "1" });
  assert.equal(versions.errorCode, 0);
  const created = await call(CreateTopics, { topics: [{ name: "orders", numPartitions: 1, replicationFactor: 1 }] });
  assert.equal(created.topics[0].errorCode, 0);
  const metadata = await call(Metadata, { topics: null });
  const [{ topicId, partitions: [{ leaderId }] }] = metadata.topics;
  assert.equal(leaderId, 1);
  assert.equal((await call(InitProducerId, { transactionalId: null })).producerId, 0n);
  const produced = await call(Produce, {
    acks: -1,
    timeoutMs: 1000,
    topicData: [{ topicId, partitionData: [{ index: 0, records: batch([{ key: "k", value: "v" }]) }] }],
  });
  assert.equal(produced.responses[0].partitionResponses[0].errorCode, 0);
  const fetched = await call(Fetch, {
    maxWaitMs: 100,
    minBytes: 1,
    maxBytes: 1000,
    topics: [{ topicId, partitions: [{ partition: 0, fetchOffset: 0n, partitionMaxBytes: 1000 }] }],
  });
  const { records, highWatermark } = fetched.responses[0].partitions[0];
  assert.equal(highWatermark, 1n);
  const [read] = readRecordBatches(records ?? new Uint8Array(0)).batches;
  const [record] = await until(Promise.resolve(read.decode({ crc: crc32c, codecs: new CodecTable({}) })));
  assert.equal(new TextDecoder().decode(record.value ?? undefined), "v");
  const offsets = await call(ListOffsets, {
    topics: [{ name: "orders", partitions: [{ partitionIndex: 0, timestamp: -1n }] }],
  });
  assert.equal(offsets.topics[0].partitions[0].offset, 1n);
});
