// TLS listeners of the embedded broker on the runtime's own sockets, alone and together with SASL.
import assert from "node:assert/strict";
import { loadPlatform } from "#platform";
import { EmbeddedKafka, type EmbeddedKafkaOptions } from "../../embedded/mod.ts";
import { ConfigError } from "../../errors/config_error.ts";
import { Metadata } from "../../protocol/messages/metadata.ts";
import { SaslAuthenticate } from "../../protocol/messages/sasl_authenticate.ts";
import { SaslHandshake } from "../../protocol/messages/sasl_handshake.ts";
import type { TlsOptions } from "../../transports/transport.ts";
import { pem } from "../certificates/certificates.ts";
import { test, type TestContext } from "../harness.ts";
import { RawClient } from "./raw_client.ts";

const SERVER = { certificate: pem("server.pem"), key: pem("server.key") };
const CA = pem("ca.pem");

async function start(t: TestContext, options: EmbeddedKafkaOptions): Promise<string> {
  const cluster = await EmbeddedKafka.start(options);
  t.after(() => cluster.close());
  return cluster.bootstrap[0];
}

async function connect(t: TestContext, address: string, tls?: TlsOptions): Promise<RawClient> {
  const { dial } = await loadPlatform();
  const [host, port] = address.split(":");
  const client = new RawClient(await dial({ host, port: Number(port), ...(tls === undefined ? {} : { tls }) }));
  t.after(() => client.close());
  return client;
}

test("A TLS listener of EmbeddedKafka serves who trusts its certificate, and nobody in plain text", async (t) => {
  const address = await start(t, { listen: { tls: SERVER } });
  const client = await connect(t, address, { ca: CA });
  const { brokers } = await client.call(Metadata, { topics: [] });
  assert.deepEqual(brokers.map(({ host, port }) => `${host}:${port}`), [address]);
  const plain = await connect(t, address);
  await plain.send(Metadata, { topics: [] }, 12);
  assert.equal(await plain.frame().catch(() => null), null);
});

test("A TLS listener asks for the certificates of clients when it is told to", async (t) => {
  const address = await start(t, { listen: { tls: { ...SERVER, ca: CA } } });
  const known = await connect(t, address, { ca: CA, cert: pem("client.pem"), key: pem("client.key") });
  assert.equal((await known.call(Metadata, { topics: [] })).brokers.length, 1);
  const unknown = async () => {
    const client = await connect(t, address, { ca: CA });
    await client.call(Metadata, { topics: [] });
  };
  await assert.rejects(unknown());
});

test("SASL works over TLS", async (t) => {
  const address = await start(t, { listen: { tls: SERVER }, sasl: { users: { alice: "secret" } } });
  const client = await connect(t, address, { ca: CA });
  await client.call(SaslHandshake, { mechanism: "PLAIN" });
  const authBytes = new TextEncoder().encode("\0alice\0secret");
  assert.equal((await client.call(SaslAuthenticate, { authBytes })).errorCode, 0);
  assert.equal((await client.call(Metadata, { topics: [] })).brokers.length, 1);
  const refused = await connect(t, address, { ca: CA });
  await refused.call(SaslHandshake, { mechanism: "PLAIN" });
  const wrong = new TextEncoder().encode("\0alice\0wrong");
  assert.equal((await refused.call(SaslAuthenticate, { authBytes: wrong })).errorCode, 58);
  assert.equal(await refused.frame().catch(() => null), null);
});

test("EmbeddedKafka.start() names every wrong option of TLS", async () => {
  const wrong = {
    listen: { tls: { certificate: "x", clientAuth: "required", cert: "y" } },
  } as unknown as EmbeddedKafkaOptions;
  await assert.rejects(EmbeddedKafka.start(wrong), (error: unknown) => {
    assert.ok(error instanceof ConfigError);
    assert.equal(error.problems.length, 4);
    return true;
  });
  const mismatch = { listen: { tls: { certificate: SERVER.certificate, key: pem("client.key") } } };
  await assert.rejects(EmbeddedKafka.start(mismatch), ConfigError);
});
