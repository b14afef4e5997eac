// Differential cases: batches that are good, bad, too large or in the wrong place.
import { ListOffsets } from "../../../protocol/messages/list_offsets.ts";
import { Produce } from "../../../protocol/messages/produce.ts";
import { BATCH_FIELDS } from "../../../protocol/records/batch_header.ts";
import { batch } from "../../embedded/raw_client.ts";
import type { DifferentialCase } from "../script.ts";
import { fetch, NO_SUCH_ID, produce, produceVersion, records, tampered } from "./records.ts";

const at = BATCH_FIELDS;

/** Cases. */
export const produceCases: readonly DifferentialCase[] = [
  {
    name: "Produce three batches and read them",
    api: Produce,
    run: async (script) => {
      const topic = await script.topic();
      await produce(script, topic, records(1));
      await produce(script, topic, records(3), { acks: 1 });
      await produce(script, topic, records(2));
      await fetch(script, topic);
      await fetch(script, topic, { offset: 2n });
    },
  },
  {
    name: "Produce a batch that is damaged in one of many ways",
    api: Produce,
    run: async (script) => {
      const topic = await script.topic();
      const good = records(3);
      const keepCrc = { keepCrc: true };
      await produce(script, topic, tampered(good, (view) => view.setUint32(at.crc, 1), keepCrc));
      await produce(script, topic, tampered(good, (view) => view.setInt8(good.length - 1, 77), keepCrc));
      await produce(script, topic, tampered(good, (view) => view.setInt32(at.recordCount, 2)));
      await produce(script, topic, tampered(good, (view) => view.setInt32(at.recordCount, 4)));
      await produce(script, topic, tampered(good, (view) => view.setInt32(at.lastOffsetDelta, 1)));
      await produce(script, topic, tampered(good, (view) => view.setInt32(at.lastOffsetDelta, 7)));
      await produce(script, topic, tampered(good, (view) => view.setInt32(at.length, 20), keepCrc));
      await produce(script, topic, tampered(good, (view) => view.setInt8(at.magic, 9), keepCrc));
      await produce(script, topic, tampered(good, (view) => view.setBigInt64(at.baseOffset, 9n)));
      await fetch(script, topic);
    },
  },
  {
    name: "Produce batches that no producer may write",
    api: Produce,
    run: async (script) => {
      const topic = await script.topic();
      await produce(script, topic, records(1, { control: true, producerId: 1n, producerEpoch: 0, baseSequence: 0 }));
      await produce(script, topic, records(0));
      await produce(script, topic, new Uint8Array(0));
      await produce(script, topic, new Uint8Array(10));
      const one = records(1);
      const two = new Uint8Array(one.length * 2);
      two.set(one);
      two.set(one, one.length);
      await produce(script, topic, two);
      await produce(script, topic, one.subarray(0, one.length - 1));
      await produce(script, topic, two.subarray(0, two.length - 1));
      await produce(script, topic, two.subarray(0, one.length + 20));
      await produce(script, topic, tampered(one, (view) => view.setInt32(at.length, 5), { keepCrc: true }));
      await fetch(script, topic);
    },
  },
  {
    name: "Produce to partitions and topics that are not there",
    api: Produce,
    run: async (script) => {
      const topic = await script.topic();
      await produce(script, topic, records(1), { partition: 1 });
      await produce(script, topic, records(1), { partition: -1 });
      await produce(script, { name: script.name("none"), id: NO_SUCH_ID }, records(1));
      await produce(script, topic, records(1), { acks: 0, version: 99 }).catch(() => script.note("it", "closed"));
    },
  },
  {
    name: "Produce with acks that are not allowed",
    api: Produce,
    run: async (script) => {
      const topic = await script.topic();
      await produce(script, topic, records(1), { acks: 2 });
      await produce(script, topic, records(1), { acks: -2 });
      await fetch(script, topic);
      await script.callClosed(Produce, {
        acks: 0,
        timeoutMs: 1000,
        topicData: [{ name: topic.name, topicId: topic.id, partitionData: [{ index: 7, records: records(1) }] }],
      }, { version: produceVersion(script) });
    },
  },
  {
    name: "Produce a batch that is larger than the topic allows",
    api: ListOffsets,
    run: async (script) => {
      const topic = await script.topic("small", { configs: { "max.message.bytes": "1000" } });
      await produce(script, topic, records(1, { bytes: 900 }));
      await produce(script, topic, records(1, { bytes: 1000 }));
      await produce(script, topic, records(30, { bytes: 40 }));
      await fetch(script, topic);
      const topics = [{ name: topic.name, partitions: [{ partitionIndex: 0, timestamp: -1n }] }];
      await script.call(ListOffsets, { replicaId: -1, topics });
    },
    only: { end: "highest", why: "the versions of Produce are shown by other cases" },
  },
  {
    name: "Produce records without a key to a compacted topic",
    api: Produce,
    run: async (script) => {
      const topic = await script.topic("compacted", { configs: { "cleanup.policy": "compact" } });
      await produce(script, topic, batch([{ key: "a", value: "1" }, { key: null, value: "2" }, { value: "3" }]));
      await produce(script, topic, batch([{ key: "a", value: null }]));
      await fetch(script, topic);
    },
  },
  {
    name: "Produce with times outside of what the topic allows",
    api: Produce,
    run: async (script) => {
      const day = String(86_400_000);
      const strict = await script.topic("strict", { configs: { "message.timestamp.before.max.ms": day } });
      await produce(script, strict, records(2, { timestamp: 1000 }));
      await produce(script, strict, records(1, { timestamp: 8_000_000_000_000 }));
      const stamped = await script.topic("stamped", { configs: { "message.timestamp.type": "LogAppendTime" } });
      await produce(script, stamped, records(2));
      await fetch(script, stamped);
    },
  },
];
