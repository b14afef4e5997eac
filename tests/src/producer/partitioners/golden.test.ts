// Choices by key against the real partitioners of Java, librdkafka, Sarama and franz-go (tests/golden/partitioners.json).
import assert from "node:assert/strict";
import { murmur2 } from "../../../../base/murmur2.ts";
import { VirtualClock } from "../../../../simulation/clock.ts";
import { SeededRandom } from "../../../../simulation/random.ts";
import type { PartitionerName } from "../../../../src/producer/partitioner.ts";
import { makePartitioner } from "../../../../src/producer/partitioners/by_name.ts";
import { crc32OfKey } from "../../../../src/producer/partitioners/consistent.ts";
import { fnv1a } from "../../../../src/producer/partitioners/fnv1a.ts";
import { pickBySize } from "../../../../src/producer/partitioners/pick.ts";
import golden from "../../../golden/partitioners.json" with { type: "json" };
import { test } from "../../../harness.ts";
import { FakeTopic } from "./fake_topic.ts";

const keys = golden.keys.map((text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));
const topics = golden.counts.map((count) => new FakeTopic(count));
const source = { clock: new VirtualClock(), random: new SeededRandom(1) };

/** Choices of ours by name, for each key and number of partitions. */
function chosen(name: PartitionerName, of: readonly (Uint8Array | string | null)[]): number[][] {
  const partitioner = makePartitioner(name, source);
  return of.map((key) => topics.map((topic) => partitioner.partitionOf({ topic: "t", key, value: null }, topic)));
}

test("the hashes of keys are those of the peers", () => {
  assert.equal(keys.length, 130);
  assert.deepEqual(keys.map((key) => murmur2(key)), golden["hash murmur2"]);
  assert.deepEqual(keys.map((key) => fnv1a(key) >>> 0), golden["hash fnv1a"]);
  assert.deepEqual(keys.map((key) => crc32OfKey(key)), golden["hash crc32"]);
});

test("keys by murmur2 go where Java, librdkafka, Sarama and franz-go put them", () => {
  for (const name of ["default", "sticky", "murmur2", "murmur2_random"] as const) {
    for (
      const peer of [
        "java",
        "librdkafka murmur2",
        "librdkafka murmur2_random",
        "sarama murmur2",
        "kgo sticky key",
      ] as const
    ) {
      assert.deepEqual(chosen(name, keys), golden[peer], `${name} as ${peer}`);
    }
  }
});

test("keys by CRC-32 go where librdkafka and Sarama put them", () => {
  for (const peer of ["librdkafka consistent", "sarama crc", "kgo sarama crc"] as const) {
    assert.deepEqual(chosen("consistent", keys), golden[peer], peer);
  }
  assert.deepEqual(chosen("consistent_random", keys.slice(1)), golden["librdkafka consistent_random"]);
});

test("keys by FNV-1a go where librdkafka, Sarama and franz-go put them", () => {
  for (const name of ["fnv1a", "fnv1a_random", "sarama"] as const) {
    for (const peer of ["librdkafka fnv1a", "librdkafka fnv1a_random", "sarama hash", "kgo sarama compat"] as const) {
      assert.deepEqual(chosen(name, keys), golden[peer], `${name} as ${peer}`);
    }
  }
  assert.deepEqual(chosen("sarama reference", keys), golden["sarama reference"]);
  assert.notDeepEqual(golden["sarama reference"], golden["sarama hash"]);
});

test("without a key the consistent variants choose as librdkafka", () => {
  for (const name of ["murmur2", "consistent", "fnv1a"] as const) {
    const none = golden["librdkafka without a key"][name];
    assert.deepEqual(chosen(name, [null]), [none], name);
    assert.deepEqual(chosen(name, [""]), [none], name);
  }
});

test("a key as text goes where its UTF-8 bytes go", () => {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  // The first 26 keys are text: ASCII and others.
  const texts = keys.slice(0, 26).map((key) => decoder.decode(key));
  assert.ok(texts.includes("日本語") && texts.includes(""));
  const long = "x".repeat(100);
  for (const name of ["default", "consistent", "fnv1a", "sarama", "sarama reference"] as const) {
    assert.deepEqual(chosen(name, texts), chosen(name, keys.slice(0, 26)), name);
    assert.deepEqual(chosen(name, [long]), chosen(name, [new TextEncoder().encode(long)]), name);
  }
});

test("queues have the weights that Java gives them", () => {
  let weighed = 0;
  for (const [sizes, ends] of golden["java loads"] as [number[], number[] | null][]) {
    if (ends === null) {
      assert.equal(pickBySize(sizes, sizes.length, () => 0), -1, `${sizes}`);
      continue;
    }
    weighed++;
    const total = ends.at(-1) ?? 0;
    for (let draw = 0; draw < total; draw++) {
      const index = pickBySize(sizes, sizes.length, (below) => {
        assert.equal(below, total, `${sizes}`);
        return draw;
      });
      assert.equal(index, ends.findIndex((end) => draw < end), `${sizes}: ${draw}`);
    }
  }
  assert.ok(weighed > 20);
});
