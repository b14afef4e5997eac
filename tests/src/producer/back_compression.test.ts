// Compression as a producer uses it: kept only where it helps, codecs of one's own, levels.
import assert from "node:assert/strict";
import { ConfigError } from "../../../errors/config_error.ts";
import { gzip } from "../../../protocol/compression/gzip.ts";
import { SeededRandom } from "../../../simulation/random.ts";
import { Producer } from "../../../src/producer/producer.ts";
import type { ProducerOptions } from "../../../src/producer/options.ts";
import type { Codec } from "../../../transports/platform.ts";
import { test } from "../../harness.ts";
import { batchesOf, failure, producerWorld, record, valuesOf } from "./producer_world.ts";
import { FakeWaist } from "./fake_waist.ts";

const NOISE = new SeededRandom(1).bytes(400);

for (const compression of ["gzip", "snappy", "lz4", "zstd"] as const) {
  test(`a batch that ${compression} does not make smaller goes uncompressed`, async (t) => {
    const on = await producerWorld(t, { topics: { t: 1 } }, { compression });
    await on.until(on.producer.send({ ...record(""), value: NOISE }));
    await on.until(on.producer.send(record("a".repeat(400))));
    assert.deepEqual((await batchesOf(on)).map(({ codec }) => codec === 0), [true, false]);
    const written = on.events.filter((event) => event.type === "batch written");
    assert.deepEqual(written.map(({ codec }) => codec), ["none", compression]);
    assert.equal(written[0]?.bytes, written[0]?.uncompressedBytes);
    assert.ok((written[1]?.bytes ?? 0) < (written[1]?.uncompressedBytes ?? 0) / 2);
  });
}

test("a batch that stays uncompressed is sent again as it is", async (t) => {
  const on = await producerWorld(t, { brokers: 2, topics: { t: 1 } }, { compression: "gzip" });
  on.cluster.network.reset(on.cluster.options().brokers[0] as string);
  await on.until(on.producer.send({ ...record(""), value: NOISE }));
  on.cluster.moveLeader("t", 0);
  await on.until(on.producer.send({ ...record(""), value: NOISE }));
  assert.deepEqual((await batchesOf(on)).map(({ codec }) => codec), [0, 0]);
});

test("a codec object of one's own compresses, and gets the level", async (t) => {
  const levels: (number | undefined)[] = [];
  const own: Codec = {
    name: "gzip",
    compress: (input, level) => {
      levels.push(level);
      return gzip.compress(input, 1);
    },
    decompress: (input, limit) => gzip.decompress(input, limit),
  };
  const on = await producerWorld(t, { topics: { t: 1 } }, { compression: [own, "none"], compressionLevel: 77 });
  await on.until(on.producer.send(record("b".repeat(300))));
  assert.deepEqual(levels, [77]);
  assert.equal((await batchesOf(on))[0]?.codec, 1);
  assert.deepEqual(await valuesOf(on), ["b".repeat(300)]);
});

test("a codec object of one's own for zstd is passed over by brokers before 2.1", async (t) => {
  const own: Codec = {
    name: "zstd",
    compress: () => {
      throw new Error("it must not be used");
    },
    decompress: (input) => input,
  };
  const on = await producerWorld(t, { topics: { t: 1 }, versions: { Produce: 6 } }, { compression: [own, "gzip"] });
  await on.until(on.producer.send(record("b".repeat(300))));
  assert.equal((await batchesOf(on))[0]?.codec, 1);
});

test("a codec object of one's own that throws fails its records, which are not written; later ones go on", async (t) => {
  let broken = true;
  const own: Codec = {
    name: "gzip",
    compress: (input) => {
      if (broken) throw new Error("no more memory");
      return gzip.compress(input, 1);
    },
    decompress: (input, limit) => gzip.decompress(input, limit),
  };
  const on = await producerWorld(t, { topics: { t: 1 } }, { compression: own });
  const error = await on.until(failure(on.producer.send(record("a"))));
  assert.deepEqual([error.name, error.code, error.delivery], ["RecordError", "SERIALIZATION", "none"]);
  assert.match(error.message, /no more memory/);
  broken = false;
  await on.until(on.producer.send(record("b")));
  assert.deepEqual(await valuesOf(on), ["b"]);
});

const LEVELS: [ProducerOptions["compression"], number, boolean][] = [
  ["gzip", 0, false],
  ["gzip", 1, true],
  ["gzip", 9, true],
  ["gzip", 10, false],
  ["lz4", 0, false],
  ["lz4", 17, true],
  ["lz4", 18, false],
  ["zstd", -131_072, true],
  ["zstd", -131_073, false],
  ["zstd", 22, true],
  ["zstd", 23, false],
  [["zstd", "gzip"], 12, false],
  [["zstd", "snappy", "none"], 12, true],
];
for (const [compression, compressionLevel, good] of LEVELS) {
  test(`compressionLevel ${compressionLevel} of ${compression} is ${good ? "taken" : "refused"}`, () => {
    const make = () => new Producer(new FakeWaist(), { compression, compressionLevel });
    if (good) return void make();
    assert.throws(make, (error) => error instanceof ConfigError && /compressionLevel must be/.test(error.message));
  });
}
