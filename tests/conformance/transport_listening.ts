// The part of the transport conformance suite about listening and looking names up, for platforms that can.
import assert from "node:assert/strict";
import { ConfigError } from "../../errors/config_error.ts";
import { ConnectionError } from "../../errors/connection_error.ts";
import { openStreamCount } from "../../transports/open_streams.ts";
import type { ByteStream, Listen, ListenOptions } from "../../transports/transport.ts";
import { test, type TestContext } from "../harness.ts";
import { Input } from "./peer_input.ts";
import { say, type TransportConformance, until } from "./transport_checks.ts";

/** Registers the tests. */
export function listeningTests(suite: TransportConformance): void {
  const { platform, name } = suite;
  const { listen } = platform;
  if (listen !== undefined) {
    addressTests(suite, listen);
    clientCertificateTests(suite, listen);
    if (suite.handshakeLingers !== true) hungHandshakeTests(suite, listen);
  }
  const resolve = platform.resolve;
  if (resolve === undefined) return;

  test(`${name}: resolve gives the addresses of a name, and an address itself`, async () => {
    const addresses = await resolve("localhost");
    assert.ok(addresses.includes("127.0.0.1") || addresses.includes("::1"), addresses.join());
    assert.deepEqual(await resolve("192.0.2.7"), ["192.0.2.7"]);
    assert.deepEqual(await resolve("::1"), ["::1"]);
    await assert.rejects(
      resolve("no.such.host.invalid"),
      (error) => error instanceof ConnectionError && error.code === "NAME_NOT_FOUND",
    );
  });
}

/** Listens for the time of a test; accepted streams are closed with it. */
async function listening(t: TestContext, listen: Listen, options: Partial<ListenOptions> = {}) {
  const accepted: ByteStream[] = [];
  const listener = await listen({ accept: (stream) => void accepted.push(stream), ...options });
  t.after(async () => {
    await listener.close();
    for (const stream of accepted) stream.close();
  });
  return { listener, accepted };
}

function addressTests({ platform, name }: TransportConformance, listen: Listen): void {
  const { dial } = platform;

  test(`${name}: a listener tells its address, and a port that is taken is a ConfigError`, async (t) => {
    const { listener } = await listening(t, listen);
    assert.equal(listener.host, "127.0.0.1");
    assert.ok(listener.port > 0);
    await assert.rejects(listen({ port: listener.port, accept: () => {} }), (error) => {
      assert.ok(error instanceof ConfigError, String(error));
      assert.match(error.message, new RegExp(`Port ${listener.port} .*in use`));
      return true;
    });
  });

  test(`${name}: a closed listener frees its port, and open connections stay`, async (t) => {
    const { listener, accepted } = await listening(t, listen);
    const client = await dial({ host: "127.0.0.1", port: listener.port });
    t.after(() => client.close());
    await until(() => accepted.length === 1, "the connection is accepted");
    await listener.close();
    await listener.close();
    await assert.rejects(dial({ host: "127.0.0.1", port: listener.port }), ConnectionError);
    await accepted[0]?.write([Uint8Array.of(104, 105, 10)]);
    assert.equal(await new Input(client).line(), "hi");
    const again = await listening(t, listen, { port: listener.port });
    assert.equal(again.listener.port, listener.port);
  });
}

function clientCertificateTests(suite: TransportConformance, listen: Listen): void {
  const { platform: { dial }, name, pem } = suite;
  if (pem === undefined) return;
  const server = { cert: pem("server.pem"), key: pem("server.key") };
  const ca = pem("ca.pem");

  test(`${name}: a TLS listener with an authority accepts its clients only`, async (t) => {
    const { listener, accepted } = await listening(t, listen, { tls: { ...server, ca } });
    const where = { host: "127.0.0.1", port: listener.port };
    const client = await dial({ ...where, tls: { ca, cert: pem("client.pem"), key: pem("client.key") } });
    t.after(() => client.close());
    await until(() => accepted.length === 1, "the client is accepted");
    await say(client, "hello");
    assert.equal(await new Input(accepted[0] as ByteStream).line(), "hello");
    await assert.rejects(async () => {
      const stranger = await dial({ ...where, tls: { ca } });
      t.after(() => stranger.close());
      await say(stranger, "hello");
      if (await stranger.read() === null) throw new Error("The end");
    });
    assert.equal(accepted.length, 1);
  });

  test(`${name}: a listener with credentials that cannot be right is a ConfigError`, async () => {
    await assert.rejects(listen({ tls: { ...server, key: "server.key" }, accept: () => {} }), ConfigError);
    await assert.rejects(listen({ tls: {}, accept: () => {} }), ConfigError);
  });
}

/** A handshake that is given up must leave no socket behind, on either side. */
function hungHandshakeTests(suite: TransportConformance, listen: Listen): void {
  const { platform: { dial }, name, pem } = suite;
  if (pem === undefined) return;
  const server = { cert: pem("server.pem"), key: pem("server.key") };
  const ca = pem("ca.pem");

  test(`${name}: a TLS handshake that is aborted closes its socket`, async (t) => {
    const { listener, accepted } = await listening(t, listen);
    const controller = new AbortController();
    const reason = new Error("no patience");
    const dialing = dial({ host: "127.0.0.1", port: listener.port, tls: { ca }, signal: controller.signal });
    dialing.catch(() => {});
    await until(() => accepted.length === 1, "the connection is accepted");
    assert.ok(await accepted[0]?.read() !== null, "the handshake has begun");
    controller.abort(reason);
    await assert.rejects(dialing, (error) => error === reason);
    await endOf(accepted[0] as ByteStream);
  });

  test(`${name}: a client that never shakes hands does not keep a TLS listener open`, async (t) => {
    const before = openStreamCount();
    const { listener, accepted } = await listening(t, listen, { tls: server });
    const silent = await dial({ host: "127.0.0.1", port: listener.port });
    t.after(() => silent.close());
    const client = await dial({ host: "127.0.0.1", port: listener.port, tls: { ca } });
    t.after(() => client.close());
    await until(() => accepted.length === 1, "the other client is accepted");
    await listener.close();
    // The connection without a handshake ends with its listener.
    await endOf(silent);
    client.close();
    silent.close();
    for (const stream of accepted) stream.close();
    assert.equal(openStreamCount(), before);
  });
}

/** Reads to the end, or to the error that ends the stream. */
async function endOf(stream: ByteStream): Promise<void> {
  try {
    while (await stream.read() !== null);
  } catch (error) {
    assert.ok(error instanceof ConnectionError);
  }
}
