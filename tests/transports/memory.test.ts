// The network in memory, in virtual time: order, latency, cuts, backpressure, ends and faults.
import assert from "node:assert/strict";
import { ConnectionError } from "../../errors/connection_error.ts";
import { VirtualClock } from "../../simulation/clock.ts";
import { SeededRandom } from "../../simulation/random.ts";
import { type LinkSettings, type MemoryNetwork, memoryNetwork } from "../../transports/memory.ts";
import { openStreamCount } from "../../transports/open_streams.ts";
import type { ByteStream } from "../../transports/transport.ts";
import { test } from "../harness.ts";

const ADDRESS = "broker-1:9092";

function bytes(...values: number[]): Uint8Array {
  return Uint8Array.from(values);
}

function counting(length: number, from: number = 0): Uint8Array {
  return new Uint8Array(length).map((_, i) => (from + i) & 255);
}

interface Pair {
  readonly clock: VirtualClock;
  readonly network: MemoryNetwork;
  readonly client: ByteStream;
  readonly server: ByteStream;
}

async function pair(link: LinkSettings = {}, random?: SeededRandom): Promise<Pair> {
  const clock = new VirtualClock();
  const network = memoryNetwork({ clock, link, ...(random === undefined ? {} : { random }) });
  const accepted = Promise.withResolvers<ByteStream>();
  await network.listen({ host: "broker-1", port: 9092, accept: accepted.resolve });
  const client = await clock.until(network.dial({ host: "broker-1", port: 9092 }));
  return { clock, network, client, server: await accepted.promise };
}

async function code(promise: Promise<unknown>, clock?: VirtualClock): Promise<string> {
  try {
    await (clock === undefined ? promise : clock.until(promise));
  } catch (error) {
    assert.ok(error instanceof ConnectionError, String(error));
    return error.code;
  }
  return "none";
}

async function readAll(stream: ByteStream): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  for (let chunk = await stream.read(); chunk !== null; chunk = await stream.read()) chunks.push(chunk);
  return chunks;
}

test("Memory: bytes go both ways, without latency in no time", async () => {
  const { clock, client, server } = await pair();
  await client.write([bytes(1, 2), bytes(3)]);
  assert.deepEqual(await server.read(), bytes(1, 2, 3));
  const reading = client.read();
  await server.write([bytes(4)]);
  assert.deepEqual(await reading, bytes(4));
  assert.equal(clock.now(), 0);
  assert.equal(clock.pending, 0);
});

test("Memory: write copies, so that the chunk may be changed at once", async () => {
  const { clock, client, server } = await pair({ latencyMs: 1 });
  const chunk = bytes(1, 2, 3);
  await client.write([chunk]);
  chunk.fill(9);
  assert.deepEqual(await clock.until(server.read()), bytes(1, 2, 3));
});

test("Memory: latency delays a connection by a round trip and bytes by one way", async () => {
  const { clock, client, server } = await pair({ latencyMs: 5 });
  assert.equal(clock.now(), 10);
  await client.write([bytes(1)]);
  await clock.until(server.read());
  assert.equal(clock.now(), 15);
});

test("Memory: deliveries of one direction come in order at strictly increasing times", async () => {
  const random = new SeededRandom(7);
  const { clock, client, server } = await pair({ latencyMs: (chance) => chance?.int(20) ?? 0 }, random);
  for (let i = 0; i < 50; i++) await client.write([bytes(i)]);
  await client.closeWrite();
  const seen: number[] = [];
  const times: number[] = [];
  const reading = (async () => {
    for (let chunk = await server.read(); chunk !== null; chunk = await server.read()) {
      seen.push(...chunk);
      times.push(clock.now());
    }
  })();
  await clock.until(reading);
  assert.deepEqual(seen, Array.from({ length: 50 }, (_, i) => i));
  for (let i = 1; i < times.length; i++) assert.ok((times[i] as number) > (times[i - 1] as number));
});

test("Memory: the cut decides the lengths of the chunks, and loses nothing", async () => {
  const random = new SeededRandom(3);
  const { clock, client, server } = await pair({
    latencyMs: 0.1,
    cut: (length, chance) => 1 + (chance?.int(length) ?? 0),
  }, random);
  const writing = (async () => {
    await client.write([counting(100), counting(400, 100)]);
    await client.closeWrite();
  })();
  const chunks = await clock.until(readAll(server));
  await writing;
  assert.ok(chunks.length > 3);
  assert.deepEqual(Uint8Array.from(chunks.flatMap((chunk) => [...chunk])), counting(500));
});

test("Memory: a write waits until the reader has made room", async () => {
  const { clock, client, server } = await pair({ bufferBytes: 100, latencyMs: 1 });
  let done = false;
  const writing = client.write([counting(250)]).then(() => {
    done = true;
  });
  await clock.run();
  assert.equal(done, false);
  assert.equal((await server.read())?.length, 100);
  await clock.run();
  assert.equal(done, false);
  assert.deepEqual(await server.read(), counting(100, 100));
  await clock.run();
  assert.equal(done, true);
  assert.deepEqual(await server.read(), counting(50, 200));
  await writing;
});

test("Memory: a slow link takes the time that its bytes need", async () => {
  const { clock, client, server } = await pair({ bytesPerMs: 100, latencyMs: 2, bufferBytes: 10_000 });
  const start = clock.now();
  await client.write([counting(500)]);
  await client.write([counting(500)]);
  await client.closeWrite();
  await clock.until(readAll(server));
  assert.ok(Math.abs(clock.now() - start - 12) < 0.01, `${clock.now() - start} ms`);
});

test("Memory: closeWrite ends one direction after its bytes", async () => {
  const { clock, client, server } = await pair({ latencyMs: 1, bufferBytes: 10 });
  const writing = client.write([counting(25)]);
  const ending = client.closeWrite();
  const chunks = await clock.until(readAll(server));
  await Promise.all([writing, ending]);
  assert.equal(chunks.reduce((sum, chunk) => sum + chunk.length, 0), 25);
  assert.equal(await code(client.write([bytes(1)])), "CONNECTION_CLOSED");
  await server.write([bytes(7)]);
  assert.deepEqual(await clock.until(client.read()), bytes(7));
});

test("Memory: close gives null to a pending read, rejects a pending write and is idempotent", async () => {
  const before = openStreamCount();
  const { clock, network, client, server } = await pair({ bufferBytes: 10, latencyMs: 1 });
  assert.equal(openStreamCount(), before + 2);
  const reading = client.read();
  const writing = code(client.write([counting(50)]));
  client.close();
  client.close();
  assert.equal(await reading, null);
  assert.equal(await writing, "CONNECTION_CLOSED");
  assert.equal(await code(client.write([bytes(1)])), "CONNECTION_CLOSED");
  assert.equal(await client.read(), null);
  assert.equal(
    (await clock.until(readAll(server))).flatMap((chunk) => [...chunk]).length,
    10,
    "what was taken arrives",
  );
  assert.equal(await code(server.write([bytes(1)])), "CONNECTION_RESET");
  assert.equal(network.connections().length, 1);
  server.close();
  assert.equal(network.connections().length, 0);
  assert.equal(openStreamCount(), before);
});

test("Memory: a reset fails both sides at once", async () => {
  const { clock, network, client, server } = await pair({ latencyMs: 5, bufferBytes: 10 });
  const reading = code(client.read());
  const writing = code(client.write([counting(50)]));
  assert.equal(network.reset(ADDRESS), 1);
  assert.equal(await reading, "CONNECTION_RESET");
  assert.equal(await writing, "CONNECTION_RESET");
  assert.equal(await code(server.read()), "CONNECTION_RESET");
  assert.equal(await code(server.write([bytes(1)])), "CONNECTION_RESET");
  client.close();
  server.close();
  assert.equal(clock.pending, 0);
});

test("Memory: a black hole holds everything back, and lets it arrive in order when it ends", async () => {
  const { clock, network, client, server } = await pair({ latencyMs: 1, bufferBytes: 100 });
  await client.write([bytes(1)]);
  network.configure(ADDRESS, { hold: "both" });
  await client.write([bytes(2)]);
  let stuck = true;
  const writing = client.write([counting(200)]).then(() => {
    stuck = false;
  });
  const dialing = network.dial({ host: "broker-1", port: 9092 });
  await clock.advance(60_000);
  assert.equal(stuck, true);
  assert.equal(clock.pending, 0);
  network.configure(ADDRESS, null);
  const chunks: number[] = [];
  while (chunks.length < 202) chunks.push(...await clock.until(server.read()) ?? []);
  await writing;
  assert.deepEqual(chunks, [1, 2, ...counting(200)]);
  (await clock.until(dialing)).close();
});

test("Memory: one direction alone can be held", async () => {
  const { clock, network, client, server } = await pair({ latencyMs: 1 });
  network.configure(ADDRESS, { hold: "toClient" });
  await server.write([bytes(1)]);
  await client.write([bytes(2)]);
  assert.deepEqual(await clock.until(server.read()), bytes(2));
  let read = false;
  const reading = client.read().then(() => {
    read = true;
  });
  await clock.advance(1_000);
  assert.equal(read, false);
  network.configure(ADDRESS, null);
  await clock.until(reading);
});

test("Memory: a machine that vanishes leaves its peer without a word", async () => {
  const { clock, network, client, server } = await pair({ latencyMs: 1, bufferBytes: 100 });
  network.connections(ADDRESS)[0]?.vanish("server");
  assert.equal(await server.read(), null);
  let told = false;
  client.read().then(() => {
    told = true;
  }, () => {
    told = true;
  });
  await client.write([counting(50)]);
  await clock.advance(3_600_000);
  assert.equal(told, false);
  client.close();
});

test("Memory: nobody there is refused, an unknown name is not found", async () => {
  const { clock, network } = await pair({ latencyMs: 5 });
  assert.equal(await code(network.dial({ host: "broker-1", port: 1 }), clock), "CONNECTION_REFUSED");
  assert.equal(await code(network.dial({ host: "broker-9", port: 9092 }), clock), "NAME_NOT_FOUND");
  network.configure(ADDRESS, { refuse: true });
  assert.equal(await code(network.dial({ host: "broker-1", port: 9092 }), clock), "CONNECTION_REFUSED");
});

test("Memory: a listener that closes refuses new connections and keeps the open ones", async () => {
  const clock = new VirtualClock();
  const network = memoryNetwork({ clock });
  const accepted: ByteStream[] = [];
  const listener = await network.listen({ accept: (stream) => void accepted.push(stream) });
  assert.equal(listener.host, "127.0.0.1");
  const client = await network.dial({ host: listener.host, port: listener.port });
  await listener.close();
  assert.equal(await code(network.dial({ host: listener.host, port: listener.port })), "CONNECTION_REFUSED");
  await client.write([bytes(1)]);
  assert.deepEqual(await accepted[0]?.read(), bytes(1));
  client.close();
  accepted[0]?.close();
});

test("Memory: a signal ends a dial with its reason, in a black hole too", async () => {
  const { clock, network } = await pair({ latencyMs: 5 });
  const before = openStreamCount();
  network.configure(ADDRESS, { hold: "both" });
  const controller = new AbortController();
  const reason = new Error("no patience");
  const dialing = network.dial({ host: "broker-1", port: 9092, signal: controller.signal });
  clock.after(100, () => controller.abort(reason));
  await assert.rejects(clock.until(dialing), (error) => error === reason);
  await assert.rejects(
    network.dial({ host: "broker-1", port: 9092, signal: controller.signal }),
    (error) => error === reason,
  );
  assert.equal(openStreamCount(), before);
  assert.equal(clock.pending, 0);
});

test("Memory: names stand for addresses", async () => {
  const { clock, network } = await pair();
  network.name("kafka", ["broker-1", "broker-2"]);
  assert.deepEqual(await network.resolve("kafka"), ["broker-1", "broker-2"]);
  assert.deepEqual(await network.resolve("broker-1"), ["broker-1"]);
  assert.equal(await code(network.resolve("nobody")), "NAME_NOT_FOUND");
  (await clock.until(network.dial({ host: "kafka", port: 9092 }))).close();
});

test("Memory: TLS meets plain text as on a real network", async () => {
  const clock = new VirtualClock();
  const network = memoryNetwork({ clock });
  await network.listen({ host: "plain", port: 1, accept: () => {} });
  await network.listen({ host: "secure", port: 1, tls: {}, accept: (stream) => stream.close() });
  assert.equal(await code(network.dial({ host: "plain", port: 1, tls: {} })), "PLAINTEXT_EXPECTED");
  const stream = await network.dial({ host: "secure", port: 1 });
  assert.equal(await stream.read(), null);
  stream.close();
  (await network.dial({ host: "secure", port: 1, tls: {} })).close();
});

test("Memory: the same seed gives the same run", async () => {
  const run = async (): Promise<string> => {
    const { clock, client, server } = await pair({
      latencyMs: (chance) => (chance?.int(1_000) ?? 0) / 100,
      cut: (length, chance) => 1 + (chance?.int(length) ?? 0),
    }, new SeededRandom(11));
    const events: string[] = [];
    const writing = (async () => {
      for (let i = 0; i < 20; i++) await client.write([counting(i * 13)]);
      await client.closeWrite();
    })();
    const reading = (async () => {
      for (let chunk = await server.read(); chunk !== null; chunk = await server.read()) {
        events.push(`${clock.now()} ${chunk.length}`);
      }
    })();
    await clock.until(reading);
    await writing;
    return events.join("\n");
  };
  assert.equal(await run(), await run());
});
