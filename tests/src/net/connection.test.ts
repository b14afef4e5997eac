// One connection against brokers that answer by hand: order, time limits, throttle times, hostile bytes.
import assert from "node:assert/strict";
import { Tracker } from "../../../base/track.ts";
import { ClosedError } from "../../../errors/closed_error.ts";
import { ConnectionError } from "../../../errors/connection_error.ts";
import { KafkaError } from "../../../errors/kafka_error.ts";
import { ProtocolError } from "../../../errors/protocol_error.ts";
import { TimeoutError } from "../../../errors/timeout_error.ts";
import { Heartbeat, HeartbeatBroker } from "../../../protocol/messages/heartbeat.ts";
import { Metadata, MetadataBroker } from "../../../protocol/messages/metadata.ts";
import { Produce, ProduceBroker } from "../../../protocol/messages/produce.ts";
import { Connection, type ConnectionOptions } from "../../../src/net/connection.ts";
import type { ClientEvent } from "../../../src/base/client_event.ts";
import type { ByteStream } from "../../../transports/transport.ts";
import { FakeBroker, FakeWorld } from "./fake_broker.ts";
import { test, type TestContext } from "../../harness.ts";

interface Setup {
  readonly world: FakeWorld;
  readonly broker: FakeBroker;
  readonly connection: Connection;
  readonly closed: (KafkaError | null)[];
  readonly events: ClientEvent[];
}

/** A connection to broker 0; the test fails when a timer, a stream or a promise is left at its end. */
async function connect(
  t: TestContext,
  o: {
    readonly prepare?: (broker: FakeBroker) => void;
    readonly wrap?: (stream: ByteStream) => ByteStream;
    readonly options?: Partial<ConnectionOptions>;
  } = {},
): Promise<Setup> {
  const world = new FakeWorld();
  const broker = await world.add({ nodeId: 0, host: "b0" });
  o.prepare?.(broker);
  const closed: (KafkaError | null)[] = [];
  const events: ClientEvent[] = [];
  const tracker = new Tracker((error) => assert.fail(`the read loop rejected: ${error}`));
  const stream = await world.clock.until(world.network.dial({ host: "b0", port: 9092 }));
  const connection = new Connection({
    stream: o.wrap?.(stream) ?? stream,
    clock: world.clock,
    broker: "b0:9092",
    tls: false,
    clientId: "test",
    maxResponseBytes: 1_000_000,
    emit: (event) => void events.push(event),
    tracker,
    onClose: (_, error) => void closed.push(error),
    ...o.options,
  });
  t.after(async () => {
    connection.close();
    for (const server of broker.streams) server.close();
    await world.clock.advance(20);
    await world.clock.until(tracker.idle());
    assert.equal(closed.length, 1, "onClose is called once");
    assert.equal(world.clock.pending, 0, "timers are left");
    assert.equal(world.network.connections().length, 0, "streams are left");
  });
  return { world, broker, connection, closed, events };
}

/** Settles a promise in virtual time and gives its error. */
async function failure(world: FakeWorld, promise: Promise<unknown>): Promise<KafkaError> {
  const caught = promise.then(() => assert.fail("it must reject"), (error) => error);
  const error = await world.clock.until(caught);
  assert.ok(error instanceof KafkaError, String(error));
  return error;
}

const beat = (id: string) => ({ groupId: id, generationId: 1, memberId: "m" });
const LIMIT = { version: 4, timeoutMs: 30_000 };

test("Connection.send() pipelines requests and matches their answers in order", async (t) => {
  let answer = 0;
  const { world, broker, connection } = await connect(t, {
    prepare: (b) => b.on(HeartbeatBroker, () => ({ errorCode: ++answer })),
  });
  const sent = [1, 2, 3, 4, 5].map((n) => connection.send(Heartbeat, beat(`g${n}`), LIMIT));
  assert.equal(connection.load, 5);
  const answers = await world.clock.until(Promise.all(sent));
  assert.deepEqual(answers.map((a) => a.errorCode), [1, 2, 3, 4, 5]);
  assert.deepEqual(broker.requests.map((r) => (r.body as { groupId: string }).groupId), ["g1", "g2", "g3", "g4", "g5"]);
  assert.ok(broker.requests[4].at - broker.requests[0].at < 1, "all went out before the first answer");
  assert.equal(broker.requests[0].clientId, "test");
  assert.equal(connection.busy, false);
});

test("Connection.send() makes one write for each request and lends large fields without a copy", async (t) => {
  const writes: (readonly Uint8Array[])[] = [];
  const { world, connection } = await connect(t, {
    prepare: (b) => b.on(ProduceBroker, () => ({ responses: [] })),
    wrap: (stream) => ({
      read: () => stream.read(),
      write: (chunks) => {
        writes.push(chunks);
        return stream.write(chunks);
      },
      closeWrite: () => stream.closeWrite(),
      close: () => stream.close(),
    }),
  });
  const records = new Uint8Array(5000);
  const body = { acks: -1, timeoutMs: 1, topicData: [{ name: "t", partitionData: [{ index: 0, records }] }] };
  await world.clock.until(connection.send(Produce, body, { version: 9, timeoutMs: 1000 }));
  assert.equal(writes.length, 1);
  assert.ok(writes[0].some((chunk) => chunk.buffer === records.buffer));
});

test("Connection.send() closes the connection when the time limit passes, and every request fails retriably", async (t) => {
  const { world, connection, closed } = await connect(t, { prepare: (b) => b.on(HeartbeatBroker, () => "silence") });
  const first = failure(world, connection.send(Heartbeat, beat("a"), { version: 4, timeoutMs: 500 }));
  const second = failure(world, connection.send(Heartbeat, beat("b"), { version: 4, timeoutMs: 9000 }));
  const [a, b] = await Promise.all([first, second]);
  assert.ok(a instanceof TimeoutError && a.timeoutMs === 500);
  for (const error of [a, b]) {
    assert.equal(error.retriable, true);
    assert.equal(error.delivery, "unknown");
    assert.match(error.message, /did not answer Heartbeat v4 within 500 ms/);
  }
  assert.equal(world.clock.now() < 600, true);
  assert.equal(closed.length, 1);
  const later = await failure(world, connection.send(Heartbeat, beat("c"), LIMIT));
  assert.equal(later.delivery, "none", "what was never sent is known not to be written");
});

test("Connection keeps one timer for any number of requests", async (t) => {
  const { world, connection } = await connect(t, { prepare: (b) => b.on(HeartbeatBroker, () => ({})) });
  const before = world.clock.pending;
  const sent = Array.from({ length: 50 }, () => connection.send(Heartbeat, beat("a"), LIMIT));
  // One more for the delivery of the bytes in the memory network.
  assert.ok(world.clock.pending - before <= 2, `${world.clock.pending - before} timers`);
  await world.clock.until(Promise.all(sent));
});

test("Connection tells a frame of 2 GiB without setting memory aside for it", async (t) => {
  const { world, connection } = await connect(t, {
    prepare: (b) => b.on(HeartbeatBroker, () => ({ frame: Uint8Array.of(0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 1) })),
  });
  const error = await failure(world, connection.send(Heartbeat, beat("a"), LIMIT));
  assert.ok(error instanceof ProtocolError);
  assert.equal(error.code, "FRAME_TOO_LARGE");
  assert.match(error.message, /2147483647 bytes: the limit is 1000000/);
  assert.equal(error.retriable, true);
});

test("Connection tells a negative frame length", async (t) => {
  const { world, connection } = await connect(t, {
    prepare: (b) => b.on(HeartbeatBroker, () => ({ frame: Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 1) })),
  });
  const error = await failure(world, connection.send(Heartbeat, beat("a"), LIMIT));
  assert.equal(error.code, "INVALID_LENGTH");
  assert.match(error.message, /-1 bytes/);
});

const PEERS: readonly (readonly [what: string, bytes: Uint8Array, code: string, text: RegExp])[] = [
  ["an HTTP server", ascii("HTTP/1.1 400 Bad Request\r\n\r\n"), "NOT_KAFKA", /HTTP server.*HTTP\/1\.1 400 Bad Request/],
  ["a TLS alert", Uint8Array.of(21, 3, 3, 0, 2, 2, 70), "TLS_EXPECTED", /TLS alert "protocol version".*option tls/],
  ["an SSH server", ascii("SSH-2.0-OpenSSH_9.6\r\n"), "NOT_KAFKA", /SSH server/],
  ["an SMTP server", ascii("220 mail.example.org ESMTP\r\n"), "NOT_KAFKA", /SMTP or FTP server/],
  ["a MySQL server", Uint8Array.of(0x4a, 0, 0, 0, 10, 0x38, 0x2e, 0x30), "NOT_KAFKA", /MySQL/],
];

for (const [what, bytes, code, text] of PEERS) {
  test(`Connection recognizes ${what} and says so`, async (t) => {
    const { world, connection } = await connect(t, {
      prepare: (b) => b.takeOver = (stream) => void stream.write([bytes]).catch(() => {}),
    });
    const error = await failure(world, connection.send(Heartbeat, beat("a"), LIMIT));
    assert.equal(error.code, code);
    assert.match(error.message, text);
    assert.equal(error.retriable, false);
  });
}

test("Connection says what a peer may want that closes before its first answer", async (t) => {
  const { world, connection } = await connect(t, { prepare: (b) => b.takeOver = (stream) => stream.close() });
  const error = await failure(world, connection.send(Heartbeat, beat("a"), LIMIT));
  assert.ok(error instanceof ConnectionError && error.code === "CONNECTION_CLOSED");
  assert.match(error.message, /before its first answer.*TLS.*SASL.*brokerVersion/);
  assert.equal(connection.endedSilently, true);
});

test("Connection fails a request whose answer is cut off", async (t) => {
  const { world, connection } = await connect(t, {
    prepare: (b) =>
      b.on(HeartbeatBroker, (request) => {
        request.stream.write([Uint8Array.of(0, 0, 0, 50, 0, 0, 0, 1, 9)]).then(() => request.stream.close(), () => {});
        return "silence";
      }),
  });
  const error = await failure(world, connection.send(Heartbeat, beat("a"), LIMIT));
  assert.match(error.message, /in the middle of an answer/);
  assert.equal(error.retriable, true);
});

test("Connection's time limit covers an answer that drips in byte by byte", async (t) => {
  const { world, connection } = await connect(t, {
    prepare: (b) =>
      b.on(HeartbeatBroker, (request) => {
        const drip = (left: number) => {
          if (left === 0) return;
          request.stream.write([Uint8Array.of(0)]).catch(() => {});
          world.clock.after(100, () => drip(left - 1));
        };
        request.stream.write([Uint8Array.of(0, 0, 1, 0)]).catch(() => {});
        drip(40);
        return "silence";
      }),
  });
  const error = await failure(world, connection.send(Heartbeat, beat("a"), { version: 4, timeoutMs: 1000 }));
  assert.ok(error instanceof TimeoutError);
  assert.ok(world.clock.now() < 1100);
  await world.clock.advance(4000);
});

test("Connection reads an answer that drips in within its time", async (t) => {
  const { world, connection } = await connect(t, {
    prepare: (b) =>
      b.on(HeartbeatBroker, (request) => {
        const frame = b.frame(HeartbeatBroker, {
          correlationId: request.correlationId,
          version: 4,
          body: { errorCode: 27 },
        });
        frame.forEach((byte, i) =>
          world.clock.after(i * 10, () => void request.stream.write([Uint8Array.of(byte)]).catch(() => {}))
        );
        return "silence";
      }),
  });
  const answer = await world.clock.until(connection.send(Heartbeat, beat("a"), LIMIT));
  assert.equal(answer.errorCode, 27);
});

test("Connection closes when an answer has the wrong correlation id", async (t) => {
  const { world, connection } = await connect(t, {
    prepare: (b) =>
      b.on(HeartbeatBroker, () => ({ frame: b.frame(HeartbeatBroker, { correlationId: 77, version: 4, body: {} }) })),
  });
  const error = await failure(world, connection.send(Heartbeat, beat("a"), LIMIT));
  assert.equal(error.code, "CORRELATION_MISMATCH");
  assert.match(error.message, /correlation id 77 where 1 was expected/);
  assert.equal(error.retriable, true);
});

test("Connection closes when an answer comes twice", async (t) => {
  const { world, connection, closed } = await connect(t, {
    prepare: (b) =>
      b.on(HeartbeatBroker, (request) => {
        const frame = b.frame(HeartbeatBroker, { correlationId: request.correlationId, version: 4, body: {} });
        const twice = new Uint8Array(frame.length * 2);
        twice.set(frame);
        twice.set(frame, frame.length);
        return { frame: twice };
      }),
  });
  await world.clock.until(connection.send(Heartbeat, beat("a"), LIMIT));
  assert.equal(closed[0]?.code, "CORRELATION_MISMATCH");
});

test("Connection fails only in a typed way when an answer cannot be decoded", async (t) => {
  const { world, connection } = await connect(t, {
    prepare: (b) =>
      b.on(MetadataBroker, (request) => ({
        frame: Uint8Array.of(0, 0, 0, 14, 0, 0, 0, request.correlationId, 0, 0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff, 1),
      })),
  });
  const error = await failure(world, connection.send(Metadata, { topics: [] }, { version: 9, timeoutMs: 1000 }));
  assert.ok(error instanceof ProtocolError);
  assert.match(error.message, /answered Metadata v9 with bytes that make no sense/);
  assert.equal(error.messageName, "MetadataResponse");
  assert.equal(connection.open, false);
});

test("Connection rejects a request that its version cannot carry, and stays open", async (t) => {
  const { world, connection } = await connect(t, { prepare: (b) => b.on(HeartbeatBroker, () => ({})) });
  const error = await failure(
    world,
    connection.send(Metadata, { topics: null }, { version: 0, timeoutMs: 1000 }),
  );
  assert.ok(error instanceof ProtocolError);
  await world.clock.until(connection.send(Heartbeat, beat("a"), LIMIT));
});

test("Connection holds requests back for the throttle time after the answer (KIP-219)", async (t) => {
  const { world, broker, connection, events } = await connect(t, {
    prepare: (b) => b.on(HeartbeatBroker, (r) => ({ throttleTimeMs: r.correlationId === 1 ? 300 : 0 })),
  });
  await world.clock.until(connection.send(Heartbeat, beat("a"), LIMIT));
  const throttledAt = world.clock.now();
  assert.equal(connection.muted, true);
  await world.clock.until(Promise.all(["b", "c"].map((id) => connection.send(Heartbeat, beat(id), LIMIT))));
  assert.deepEqual(broker.requests.map((r) => (r.body as { groupId: string }).groupId), ["a", "b", "c"]);
  assert.ok(broker.requests[1].at >= throttledAt + 300);
  assert.deepEqual(events.filter((e) => e.type === "throttle").map((e) => e.throttleMs), [300]);
});

test("Connection obeys a throttle time of 24 days for 5 minutes only", async (t) => {
  const throttles = [2 ** 31 - 1, 0];
  const { world, broker, connection, events } = await connect(t, {
    prepare: (b) => b.on(HeartbeatBroker, () => ({ throttleTimeMs: throttles.shift() ?? 0 })),
  });
  await world.clock.until(connection.send(Heartbeat, beat("a"), LIMIT));
  const throttledAt = world.clock.now();
  await world.clock.until(connection.send(Heartbeat, beat("b"), { ...LIMIT, timeoutMs: 400_000 }));
  assert.ok(broker.requests[1].at >= throttledAt + 300_000);
  assert.ok(broker.requests[1].at < throttledAt + 301_000);
  assert.equal(connection.muted, false);
  assert.deepEqual(events.filter((e) => e.type === "throttle").map((e) => e.throttleMs), [2 ** 31 - 1]);
});

test("Connection does not hold back where the broker already has (before KIP-219)", async (t) => {
  const { world, broker, connection } = await connect(t, {
    prepare: (b) => b.on(HeartbeatBroker, () => ({ throttleTimeMs: 300 })),
  });
  await world.clock.until(connection.send(Heartbeat, beat("a"), { version: 1, timeoutMs: 1000 }));
  await world.clock.until(connection.send(Heartbeat, beat("b"), { version: 1, timeoutMs: 1000 }));
  assert.ok(broker.requests[1].at < 100);
});

test("Connection takes a held back request back when its signal aborts", async (t) => {
  const { world, broker, connection } = await connect(t, {
    prepare: (b) => b.on(HeartbeatBroker, () => ({ throttleTimeMs: 500 })),
  });
  await world.clock.until(connection.send(Heartbeat, beat("a"), LIMIT));
  const controller = new AbortController();
  const held = failure(world, connection.send(Heartbeat, beat("b"), { ...LIMIT, signal: controller.signal }));
  controller.abort("no more");
  assert.equal((await held).code, "ABORTED");
  await world.clock.advance(2000);
  assert.equal(broker.requests.length, 1);
});

test("Connection.send() without an answer resolves once the bytes are taken, and drops what comes", async (t) => {
  const { world, broker, connection } = await connect(t, {
    prepare: (b) => {
      b.on(ProduceBroker, () => ({ responses: [] }));
      b.on(HeartbeatBroker, () => ({ errorCode: 25 }));
    },
  });
  const body = { acks: 0, timeoutMs: 1, topicData: [] };
  const silent = connection.send(Produce, body, { version: 9, timeoutMs: 1000, noResponse: true });
  const answered = connection.send(Heartbeat, beat("a"), LIMIT);
  assert.equal(await world.clock.until(silent), null);
  // The broker answers the Produce request all the same: it is thrown away.
  assert.equal((await world.clock.until(answered)).errorCode, 25);
  assert.equal(broker.requests.length, 2);
  assert.equal(connection.open, true);
});

test("Connection.close() fails what is pending, with what is known of its delivery", async (t) => {
  const { world, connection, closed } = await connect(t, { prepare: (b) => b.on(HeartbeatBroker, () => "silence") });
  const pending = failure(world, connection.send(Heartbeat, beat("a"), LIMIT));
  connection.close();
  const error = await pending;
  assert.ok(error instanceof ClosedError);
  assert.equal(error.delivery, "unknown");
  assert.deepEqual(closed, [null]);
});

test("Connection.drain() waits for what is pending", async (t) => {
  const { world, connection } = await connect(t, { prepare: (b) => b.on(HeartbeatBroker, () => ({ errorCode: 5 })) });
  const pending = connection.send(Heartbeat, beat("a"), LIMIT);
  connection.drain();
  assert.equal(connection.open, true);
  assert.equal((await world.clock.until(pending)).errorCode, 5);
  assert.equal(connection.open, false);
});

test("Connection tells hooks of each request with its sizes and times", async (t) => {
  const { world, connection, events } = await connect(t, { prepare: (b) => b.on(HeartbeatBroker, () => ({})) });
  await world.clock.until(connection.send(Heartbeat, beat("a"), LIMIT));
  const event = events.find((e) => e.type === "request");
  assert.ok(event !== undefined && event.api === "Heartbeat" && event.version === 4 && event.error === null);
  assert.ok(event.requestBytes > 20 && event.responseBytes > 10);
  assert.ok(event.latencyMs >= 2);
});

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
