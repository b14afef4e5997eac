// Clients that send damaged requests: the cluster answers or closes, throws nothing and goes on.
import assert from "node:assert/strict";
import { CreateTopics } from "../../protocol/messages/create_topics.ts";
import { DeleteTopics } from "../../protocol/messages/delete_topics.ts";
import { DescribeTopicPartitions } from "../../protocol/messages/describe_topic_partitions.ts";
import { Fetch } from "../../protocol/messages/fetch.ts";
import { ListOffsets } from "../../protocol/messages/list_offsets.ts";
import { Metadata } from "../../protocol/messages/metadata.ts";
import { Produce } from "../../protocol/messages/produce.ts";
import { type ClientApi, type Init, requestHeaderVersion } from "../../protocol/wire/api.ts";
import { Writer } from "../../protocol/wire/writer.ts";
import { SeededRandom } from "../../simulation/mod.ts";
import { test } from "../harness.ts";
import { batch, world } from "./raw_client.ts";

const ROUNDS = 60;

/** A whole request: size, header, body. */
function frameOf<Q, R>(api: ClientApi<Q, R>, request: Init<Q>, version: number): Uint8Array {
  const writer = new Writer();
  writer.begin("RequestHeader", 1, false);
  writer.int32(0);
  writer.int16(api.key);
  writer.int16(version);
  writer.int32(1);
  writer.legacyNullableString("hostile");
  if (requestHeaderVersion(api, version) === 2) writer.int8(0);
  api.encodeRequest(writer, request, version);
  const bytes = new Uint8Array(writer.byteLength);
  let at = 0;
  for (const chunk of writer.chunks()) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  new DataView(bytes.buffer).setInt32(0, bytes.length - 4);
  return bytes;
}

test("Damaged requests of every kind end in an answer or a closed connection", async (t) => {
  const { cluster, connect, clock, call } = await world(t, { topics: { orders: 2 } });
  const random = new SeededRandom(4);
  const partitions = [{ partition: 0, partitionMaxBytes: 1000, fetchOffset: 0n }];
  const topicData = [{ name: "orders", partitionData: [{ index: 0, records: batch([{ key: "k", value: "v" }]) }] }];
  const frames = [2, 3, 9, 12].map((version) => frameOf(Produce, { acks: 1, topicData }, version));
  frames.push(
    ...[0, 4, 12].map((version) => frameOf(Fetch, { topics: [{ topic: "orders", partitions }] }, version)),
    ...[1, 9, 12].map((version) => frameOf(Metadata, { topics: [{ name: "orders" }] }, version)),
    frameOf(ListOffsets, { topics: [{ name: "orders", partitions: [{ partitionIndex: 0, timestamp: 5n }] }] }, 7),
    frameOf(CreateTopics, { topics: [{ name: "a", numPartitions: 1, replicationFactor: 1 }], validateOnly: true }, 5),
    frameOf(DeleteTopics, { topics: [{ name: "none" }] }, 6),
    frameOf(DescribeTopicPartitions, { topics: [{ name: "orders" }] }, 0),
  );
  for (const frame of frames) {
    for (let round = 0; round < ROUNDS; round++) {
      const damaged = frame.slice();
      // Behind the size and the API key, so that it is a request of this kind more often than not.
      for (let n = random.int(4); n >= 0; n--) damaged[6 + random.int(damaged.length - 6)] = random.int(256);
      const client = await connect();
      await client.stream.write([damaged]);
      await clock.advance(1);
      client.close();
    }
  }
  await clock.advance(10);
  assert.deepEqual(cluster.errors, []);
  assert.equal((await call(Metadata, { topics: [{ name: "orders" }] })).topics[0].partitions.length, 2);
});
