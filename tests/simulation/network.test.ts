// The links of the simulated world: partitions, breaks at any byte, layers of settings.
import assert from "node:assert/strict";
import { VirtualClock } from "../../simulation/clock.ts";
import { addressOf, SimulatedNetwork } from "../../simulation/network.ts";
import { memoryNetwork } from "../../transports/memory.ts";
import type { ByteStream } from "../../transports/transport.ts";
import { test, type TestContext } from "../harness.ts";

/** A network with one broker that sends back what it gets. */
async function scene(t: TestContext) {
  const clock = new VirtualClock();
  const network = new SimulatedNetwork(memoryNetwork({ clock, link: { latencyMs: 1 } }));
  const streams: ByteStream[] = [];
  const accept = (stream: ByteStream) => {
    streams.push(stream);
    void echo(stream);
  };
  for (const broker of [1, 2]) {
    const [host = "", port] = addressOf(broker).split(":");
    await network.memory.listen({ host, port: Number(port), accept });
  }
  const dial = async (client: string, broker: number) => {
    const [host = "", port] = addressOf(broker).split(":");
    const stream = await clock.until(network.dialFrom(client)({ host, port: Number(port) }));
    streams.push(stream);
    return stream;
  };
  t.after(async () => {
    for (const stream of streams) stream.close();
    await clock.run();
    assert.equal(clock.pending, 0);
  });
  return { clock, network, dial };
}

async function echo(stream: ByteStream): Promise<void> {
  try {
    for (let chunk = await stream.read(); chunk !== null; chunk = await stream.read()) await stream.write([chunk]);
  } catch {
    // The connection broke.
  }
  stream.close();
}

/** Writes bytes and gives what came back after `ms`. */
async function exchange(
  clock: VirtualClock,
  stream: ByteStream,
  { bytes = 10, ms = 100 } = {},
): Promise<number | string> {
  let got = 0;
  let end = "";
  void stream.write([new Uint8Array(bytes)]).catch(() => {});
  void (async () => {
    try {
      while (got < bytes) got += (await stream.read())?.length ?? Infinity;
    } catch (error) {
      end = (error as { readonly code: string }).code;
    }
  })();
  await clock.advance(ms);
  return end === "" ? got : `${got} ${end}`;
}

test("a partition keeps one client from one broker; the others go on, and what was held arrives when it ends", async (t) => {
  const { clock, network, dial } = await scene(t);
  const [cut, other, elsewhere] = [await dial("a", 1), await dial("b", 1), await dial("a", 2)];
  const heal = network.partition("a", 1);
  assert.deepEqual(
    await Promise.all([0, 1].map((i) => [other, elsewhere][i] as ByteStream).map((s) => exchange(clock, s))),
    [10, 10],
  );
  let came = false;
  const read = cut.read().then(() => void (came = true));
  await clock.until(cut.write([new Uint8Array(3)]));
  await clock.advance(1000);
  assert.equal(came, false);
  heal();
  await clock.until(read);
});

test("a partition of one way lets bytes through the other way", async (t) => {
  const { clock, network, dial } = await scene(t);
  const stream = await dial("a", 1);
  const [connection] = network.connections({ client: "a" });
  assert.ok(connection !== undefined);
  network.partition(1, "a", { oneWay: true });
  assert.equal(await exchange(clock, stream), 0);
  const heard = connection.server;
  network.heal();
  await clock.advance(10);
  network.partition("a", 1, { oneWay: true });
  await heard.write([new Uint8Array(4)]);
  assert.equal((await clock.until(stream.read()))?.length, 4);
});

test("a new connection waits as long as the partition lasts", async (t) => {
  const { clock, network } = await scene(t);
  const heal = network.partition("a", 1);
  const [host = "", port] = addressOf(1).split(":");
  let open = false;
  const dialing = network.dialFrom("a")({ host, port: Number(port) }).then((stream) => {
    open = true;
    stream.close();
  });
  await clock.advance(5000);
  assert.equal(open, false);
  heal();
  await clock.until(dialing);
});

for (const bytes of [0, 1, 7, 19]) {
  test(`a connection is reset after just ${bytes} more bytes`, async (t) => {
    const { clock, network, dial } = await scene(t);
    const stream = await dial("a", 1);
    const [connection] = network.connections();
    assert.ok(connection !== undefined);
    network.breakAfter(connection, { direction: "toClient", bytes, how: "reset" });
    assert.equal(await exchange(clock, stream, { bytes: 20 }), `${bytes} CONNECTION_RESET`);
  });
}

test("a connection stalls after some bytes, and goes on with the next when it is released", async (t) => {
  const { clock, network, dial } = await scene(t);
  const stream = await dial("a", 1);
  const [connection] = network.connections();
  assert.ok(connection !== undefined);
  network.breakAfter(connection, { direction: "toClient", bytes: 5, how: "stall" });
  const sent = Uint8Array.from({ length: 20 }, (_, i) => i);
  await clock.until(stream.write([sent]));
  const got: number[] = [];
  const reading = (async () => {
    while (got.length < 20) got.push(...await stream.read() ?? []);
  })();
  await clock.advance(60_000);
  assert.deepEqual(got, [0, 1, 2, 3, 4]);
  network.release();
  await clock.until(reading);
  assert.deepEqual(got, [...sent]);
});

test("a machine that vanishes tells its peer nothing", async (t) => {
  const { clock, network, dial } = await scene(t);
  const stream = await dial("a", 1);
  const [connection] = network.connections();
  assert.ok(connection !== undefined);
  network.breakAfter(connection, { direction: "toServer", bytes: 4, how: "vanish" });
  assert.equal(await exchange(clock, stream, { bytes: 20, ms: 60_000 }), 0);
});

test("a break that has not come yet is taken back by heal()", async (t) => {
  const { clock, network, dial } = await scene(t);
  const stream = await dial("a", 1);
  const [connection] = network.connections();
  assert.ok(connection !== undefined);
  network.breakAfter(connection, { direction: "toClient", bytes: 15, how: "reset" });
  assert.equal(await exchange(clock, stream), 10);
  network.heal();
  assert.equal(await exchange(clock, stream), 10);
});

test("settings lie over each other, and each is taken away by itself", async (t) => {
  const { clock, network, dial } = await scene(t);
  const stream = await dial("a", 1);
  const time = async () => {
    const began = clock.now();
    await stream.write([new Uint8Array(10)]);
    await clock.until(stream.read());
    return Math.round(clock.now() - began);
  };
  assert.equal(await time(), 2);
  const far = network.impose({ broker: 1 }, { latencyMs: 100 });
  const slow = network.impose({ client: "a" }, { bytesPerMs: 1 });
  network.impose({ client: "b" }, { latencyMs: 1000 });
  assert.equal(await time(), 220);
  far();
  assert.equal(await time(), 22);
  slow();
  slow();
  assert.equal(await time(), 2);
  const holds = [network.impose({}, { hold: "toServer" }), network.impose({}, { hold: "toClient" })];
  assert.equal(await exchange(clock, stream), 0);
  holds[1]?.();
  assert.equal(await exchange(clock, stream), 0);
  network.heal();
  await clock.advance(10);
  assert.equal(network.connections({ client: "a", broker: 1 }).length, 1);
  assert.equal(network.reset({ broker: 1 }), 1);
});
