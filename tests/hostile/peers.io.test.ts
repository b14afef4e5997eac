// Addresses where no Kafka broker is, and brokers whose frames make no sense: a typed error in time, nothing left open.
import assert from "node:assert/strict";
import { ConnectionError, TimeoutError } from "../../mod.ts";
import { test } from "../harness.ts";
import { closedPort, goodVersions, listenRaw } from "./hostile_broker.ts";
import { against, client, failsWith } from "./hostile_client.ts";

const ascii = (text: string) => new TextEncoder().encode(text);

test("A wrong address is refused in time, and the error names it", async (t) => {
  const port = await closedPort();
  const kafka = client(t, { brokers: `127.0.0.1:${port}` });
  await Promise.all([
    failsWith(kafka.ping(), { code: "CONNECTION_REFUSED", message: new RegExp(`127\\.0\\.0\\.1:${port}`) }),
    failsWith(kafka.topics(), { code: "CONNECTION_REFUSED", message: /refused/i }),
  ]);
});

test("A host name that does not exist ends at once, and the error names it", async (t) => {
  const kafka = client(t, { brokers: "no-such-host.invalid:9092", apiTimeoutMs: 5000 });
  const error = await failsWith(kafka.ping(), {
    code: "NAME_NOT_FOUND",
    message: /no-such-host\.invalid/,
    withinMs: 6000,
  });
  assert.ok(error instanceof ConnectionError || error instanceof TimeoutError);
});

test("A producer and a consumer tell of a wrong address too", async (t) => {
  const kafka = client(t, { brokers: `127.0.0.1:${await closedPort()}` });
  const producer = kafka.producer({ deliveryTimeoutMs: 400 });
  await failsWith(producer.send({ topic: "orders", value: "v" }), { code: "CONNECTION_REFUSED", message: /refused/i });
});

const SPEAKERS: readonly (readonly [what: string, bytes: Uint8Array, code: string, message: RegExp])[] = [
  ["HTTP", ascii("HTTP/1.1 400 Bad Request\r\n\r\n"), "NOT_KAFKA", /answers like an HTTP server/],
  ["TLS", new Uint8Array([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28]), "TLS_EXPECTED", /set the option tls/],
  ["SSH", ascii("SSH-2.0-OpenSSH_9.6\r\n"), "NOT_KAFKA", /answers like an SSH server/],
  [
    "random bytes",
    new Uint8Array([0xde, 0xad, 0xbe, 0xef, 0x01, 0x02]),
    "INVALID_LENGTH",
    /answer of -559038737 bytes/,
  ],
  [
    "a frame of 2 GiB",
    new Uint8Array([0x7f, 0xff, 0xff, 0xff]),
    "FRAME_TOO_LARGE",
    /2147483647 bytes.*maxResponseBytes/,
  ],
  ["a frame of negative length", new Uint8Array([0xff, 0xff, 0xff, 0xff]), "INVALID_LENGTH", /answer of -1 bytes/],
  ["a frame without a correlation id", new Uint8Array([0, 0, 0, 2, 1, 1]), "INVALID_LENGTH", /answer of 2 bytes/],
];

for (const [what, bytes, code, message] of SPEAKERS) {
  test(`A port that answers with ${what} ends in an error that says so`, async (t) => {
    const answers = await listenRaw((socket) => socket.once("data", () => socket.write(bytes)));
    const greets = await listenRaw((socket) => void socket.write(bytes));
    const both = [answers, greets].map(async (listener) => {
      t.after(listener.close);
      await failsWith(client(t, { brokers: listener.address }).topics(), { code, message });
      assert.ok(listener.accepted() <= 30, `${listener.accepted()} connections: no backoff`);
    });
    await Promise.all(both);
  });
}

test("A port that accepts and stays silent ends at the time limit with what may be wrong", async (t) => {
  const listener = await listenRaw((socket) => void socket.resume());
  t.after(listener.close);
  await failsWith(client(t, { brokers: listener.address }).ping(), {
    code: "CONNECT_TIMEOUT",
    message: /did not answer/,
  });
});

test("A port that closes at once ends at the time limit with what may be wrong", async (t) => {
  const listener = await listenRaw((socket) => socket.destroy());
  t.after(listener.close);
  const error = await failsWith(client(t, { brokers: listener.address }).ping(), {
    code: "API_TIMEOUT",
    message: new RegExp(listener.address),
  });
  assert.ok(error.cause instanceof ConnectionError);
  assert.ok(listener.accepted() <= 60, `${listener.accepted()} connections: no backoff`);
});

test("A good broker beside a bad one in the bootstrap list is found", async (t) => {
  const http = await listenRaw((socket) => socket.once("data", () => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")));
  t.after(http.close);
  const { broker } = await against(t, {});
  for (let n = 0; n < 3; n++) {
    const kafka = client(t, { brokers: [http.address, `127.0.0.1:${await closedPort()}`, broker.address] });
    assert.deepEqual(await kafka.topics(), ["orders"]);
  }
});

test("An answer that is cut fails its request, and the next connection goes on", async (t) => {
  let cuts = 0;
  const { kafka } = await against(t, {
    apiVersions: ({ frame, socket }) => {
      if (cuts++ > 0) return goodVersions();
      socket.end(frame(goodVersions()).subarray(0, 20));
      return null;
    },
  });
  await kafka.ping();
  assert.equal(cuts, 2);
});

test("An answer that is always cut ends in an error that says so", async (t) => {
  const { kafka } = await against(t, {
    metadata: ({ frame, socket }) => {
      socket.end(frame({ brokers: [] }).subarray(0, 9));
      return null;
    },
  });
  await failsWith(kafka.topics(), { code: "CONNECTION_CLOSED", message: /in the middle of an answer/ });
});

test("The request timer covers the whole answer: bytes that drip for ever do not hold it off", async (t) => {
  const { kafka } = await against(t, {
    metadata: ({ socket }) => {
      socket.write(new Uint8Array([0, 1, 0, 0]));
      const drip = setInterval(() => socket.write(new Uint8Array(1)), 20);
      socket.on("close", () => clearInterval(drip));
      return null;
    },
  });
  await failsWith(kafka.topics(), { code: "REQUEST_TIMEOUT", message: /within 250 ms/ });
});

test("An answer with a wrong correlation id closes the connection and says so", async (t) => {
  const { kafka } = await against(t, {
    metadata: ({ frame }) => {
      const bytes = frame({ brokers: [] });
      bytes[7] ^= 0x55;
      return bytes;
    },
  });
  await failsWith(kafka.topics(), { code: "CORRELATION_MISMATCH", message: /out of step/ });
});

test("Bytes behind an answer that nobody asked for close the connection, and the next one goes on", async (t) => {
  let first = true;
  const { kafka } = await against(t, {
    apiVersions: ({ frame }) => {
      const bytes = frame(goodVersions());
      if (!first) return bytes;
      first = false;
      const twice = new Uint8Array(bytes.length * 2);
      twice.set(bytes);
      twice.set(bytes, bytes.length);
      return twice;
    },
  });
  assert.deepEqual(await kafka.topics(), ["orders"]);
});
