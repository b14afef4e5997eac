// SASL of the embedded broker: PLAIN, SCRAM, wrong orders, sessions that end, users of the admin API.
import assert from "node:assert/strict";
import { ConfigError } from "../../errors/config_error.ts";
import { EmbeddedKafka } from "../../embedded/mod.ts";
import { AlterUserScramCredentials } from "../../protocol/messages/alter_user_scram_credentials.ts";
import { ApiVersions } from "../../protocol/messages/api_versions.ts";
import { DescribeUserScramCredentials } from "../../protocol/messages/describe_user_scram_credentials.ts";
import { Metadata } from "../../protocol/messages/metadata.ts";
import { SaslAuthenticate } from "../../protocol/messages/sasl_authenticate.ts";
import { SaslHandshake } from "../../protocol/messages/sasl_handshake.ts";
import { test } from "../harness.ts";
import { type RawClient, type World, world } from "./raw_client.ts";
import { saltedPassword, ScramClient } from "./scram_client.ts";

const encoder = new TextEncoder();
const USERS = { sasl: { users: { alice: "secret", "o,dd=": "pä55" } } };

function plain(user: string, password: string, authorizationId = ""): Uint8Array {
  return encoder.encode(`${authorizationId}\0${user}\0${password}`);
}

async function handshake(it: World, client: RawClient, mechanism = "PLAIN") {
  return await it.until(client.call(SaslHandshake, { mechanism }));
}

async function token(it: World, client: RawClient, authBytes: Uint8Array) {
  return await it.until(client.call(SaslAuthenticate, { authBytes }));
}

async function scram(
  it: World,
  client: RawClient,
  { hash, user, password }: Record<"hash" | "user" | "password", string>,
) {
  assert.equal((await handshake(it, client, `SCRAM-${hash}`)).errorCode, 0);
  const scram = new ScramClient(hash, user, password);
  const first = await token(it, client, scram.first());
  if (first.errorCode !== 0) return first;
  const last = await token(it, client, await scram.last(first.authBytes));
  if (last.errorCode === 0) await scram.verify(last.authBytes);
  return last;
}

async function closed(it: World, client: RawClient): Promise<void> {
  assert.equal(await it.until(client.frame()), null);
}

test("PLAIN lets the right password in and tells the wrong one in Kafka's words", async (t) => {
  const it = await world(t, USERS);
  const client = await it.connect();
  assert.equal(
    (await it.until(client.call(ApiVersions, { clientSoftwareName: "a", clientSoftwareVersion: "1" }))).errorCode,
    0,
  );
  assert.deepEqual(await handshake(it, client), {
    errorCode: 0,
    mechanisms: ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"],
  });
  const { errorCode, errorMessage, sessionLifetimeMs } = await token(it, client, plain("alice", "secret"));
  assert.deepEqual([errorCode, errorMessage, sessionLifetimeMs], [0, null, 0n]);
  assert.equal((await it.until(client.call(Metadata, { topics: null }))).brokers.length, 1);

  const other = await it.connect();
  await handshake(it, other);
  const refused = await token(it, other, plain("alice", "wrong"));
  assert.equal(refused.errorCode, 58);
  assert.equal(refused.errorMessage, "Authentication failed: Invalid username or password");
  await closed(it, other);

  const third = await it.connect();
  await handshake(it, third);
  const torn = await token(it, third, encoder.encode("alice"));
  assert.equal(
    torn.errorMessage,
    "Authentication failed during authentication due to invalid credentials with SASL mechanism PLAIN",
  );
});

test("PLAIN refuses an authorization id that is another user", async (t) => {
  const it = await world(t, USERS);
  const client = await it.connect();
  await handshake(it, client);
  const { errorMessage } = await token(it, client, plain("alice", "secret", "bob"));
  assert.match(errorMessage ?? "", /authorization id that is different from username/);
});

test("SCRAM proves both sides, with either hash and with names that must be escaped", async (t) => {
  const it = await world(t, USERS);
  for (const hash of ["SHA-256", "SHA-512"]) {
    for (const [user, password] of Object.entries(USERS.sasl.users)) {
      const client = await it.connect();
      assert.equal((await scram(it, client, { hash, user, password })).errorCode, 0);
      assert.equal((await it.until(client.call(Metadata, { topics: null }))).brokers.length, 1);
    }
  }
});

test("SCRAM tells a wrong password and an unknown user in the same words", async (t) => {
  const it = await world(t, USERS);
  for (const [user, password] of [["alice", "wrong"], ["nobody", "secret"]]) {
    const client = await it.connect();
    const { errorCode, errorMessage } = await scram(it, client, { hash: "SHA-256", user, password });
    assert.equal(errorCode, 58);
    assert.equal(
      errorMessage,
      "Authentication failed during authentication due to invalid credentials with SASL mechanism SCRAM-SHA-256",
    );
    await closed(it, client);
  }
});

test("Users made by AlterUserScramCredentials may log in, and are gone when they are removed", async (t) => {
  const it = await world(t, { sasl: { users: { alice: "secret" }, mechanisms: ["SCRAM-SHA-512", "PLAIN"] } });
  const admin = await it.connect();
  await handshake(it, admin);
  await token(it, admin, plain("alice", "secret"));
  const salt = encoder.encode("0123456789abcdef");
  const salted = await saltedPassword("SHA-512", "new", { salt, iterations: 8192 });
  const upsertion = { name: "bob", mechanism: 2, iterations: 8192, salt, saltedPassword: salted };
  const made = await it.until(admin.call(AlterUserScramCredentials, { upsertions: [upsertion] }));
  assert.deepEqual(made.results.map(({ user, errorCode }) => [user, errorCode]), [["bob", 0]]);
  const described = await it.until(admin.call(DescribeUserScramCredentials, { users: null }));
  assert.deepEqual(described.results.map(({ user, credentialInfos }) => [user, credentialInfos]), [
    ["alice", [{ mechanism: 2, iterations: 4096 }]],
    ["bob", [{ mechanism: 2, iterations: 8192 }]],
  ]);
  const bob = { hash: "SHA-512", user: "bob", password: "new" };
  assert.equal((await scram(it, await it.connect(), bob)).errorCode, 0);
  await it.until(admin.call(AlterUserScramCredentials, { deletions: [{ name: "bob", mechanism: 2 }] }));
  assert.equal((await scram(it, await it.connect(), bob)).errorCode, 58);
});

test("AlterUserScramCredentials answers each mistake with its own code", async (t) => {
  const { call } = await world(t);
  const bytes = new Uint8Array(32);
  const upsertion = (name: string, mechanism: number, iterations: number) => ({
    name,
    mechanism,
    iterations,
    salt: bytes,
    saltedPassword: bytes,
  });
  const { results } = await call(AlterUserScramCredentials, {
    upsertions: [
      upsertion("a", 1, 4096),
      upsertion("", 1, 4096),
      upsertion("c", 9, 4096),
      upsertion("d", 1, 1),
      upsertion("e", 1, 100_000),
      upsertion("f", 1, 4096),
      upsertion("f", 2, 4096),
    ],
    deletions: [{ name: "gone", mechanism: 1 }],
  });
  assert.deepEqual(results.map(({ user, errorCode }) => [user, errorCode]), [
    ["gone", 91],
    ["a", 0],
    ["", 93],
    ["c", 33],
    ["d", 93],
    ["e", 93],
    ["f", 92],
  ]);
  const { results: described } = await call(DescribeUserScramCredentials, {
    users: [{ name: "a" }, { name: "z" }, { name: "b" }, { name: "b" }],
  });
  assert.deepEqual(described.map(({ user, errorCode }) => [user, errorCode]), [["a", 0], ["z", 91], ["b", 92]]);
});

test("An unknown mechanism is told the known ones, and the connection ends", async (t) => {
  const it = await world(t, { sasl: { mechanisms: ["SCRAM-SHA-512"] } });
  const client = await it.connect();
  assert.deepEqual(await handshake(it, client, "PLAIN"), { errorCode: 33, mechanisms: ["SCRAM-SHA-512"] });
  await closed(it, client);
});

test("Requests before authentication end the connection, or are told ILLEGAL_SASL_STATE after the handshake", async (t) => {
  const it = await world(t, USERS);
  const early = await it.connect();
  await it.until(early.send(Metadata, { topics: null }, 12));
  await closed(it, early);

  const client = await it.connect();
  await handshake(it, client);
  const { errorCode } = await it.until(client.call(Metadata, { topics: null }));
  assert.equal(errorCode, 34);
  await closed(it, client);

  const twice = await it.connect();
  const names = { clientSoftwareName: "a", clientSoftwareVersion: "1" };
  await it.until(twice.call(ApiVersions, names));
  await it.until(twice.send(ApiVersions, names, 4));
  await closed(it, twice);
});

test("SaslHandshake and SaslAuthenticate are refused where nobody asks for them, and once it is done", async (t) => {
  const it = await world(t);
  assert.equal((await it.call(SaslHandshake, { mechanism: "PLAIN" })).errorCode, 34);
  assert.equal((await it.call(SaslAuthenticate, { authBytes: plain("a", "b") })).errorCode, 34);
  const secured = await world(t, USERS);
  const client = await secured.connect();
  await handshake(secured, client);
  await token(secured, client, plain("alice", "secret"));
  assert.equal((await handshake(secured, client)).errorCode, 34);
  assert.equal((await token(secured, client, plain("alice", "secret"))).errorCode, 34);
});

test("After a handshake of version 0 the tokens are bare", async (t) => {
  const it = await world(t, USERS);
  const send = async (client: RawClient, bytes: Uint8Array) => {
    const size = new Uint8Array(4);
    new DataView(size.buffer).setInt32(0, bytes.length);
    await it.until(client.stream.write([size, bytes]));
    return await it.until(client.frame());
  };
  const client = await it.connect();
  await it.until(client.call(SaslHandshake, { mechanism: "PLAIN" }, 0));
  assert.deepEqual(await send(client, plain("alice", "secret")), new Uint8Array(0));
  assert.equal((await it.until(client.call(Metadata, { topics: null }))).brokers.length, 1);

  const other = await it.connect();
  await it.until(other.call(SaslHandshake, { mechanism: "SCRAM-SHA-256" }, 0));
  const scram = new ScramClient("SHA-256", "alice", "secret");
  const first = await send(other, scram.first());
  const last = await send(other, await scram.last(first ?? new Uint8Array(0)));
  await scram.verify(last ?? new Uint8Array(0));
  assert.equal((await it.until(other.call(Metadata, { topics: null }))).brokers.length, 1);

  const short = await it.connect();
  await it.until(short.call(SaslHandshake, { mechanism: "PLAIN" }, 0));
  assert.equal(await send(short, plain("a", "b")), null);
});

test("A session that ends is told, may be renewed, and ends the connection if it is not", async (t) => {
  const it = await world(t, { sasl: { ...USERS.sasl, sessionLifetimeMs: 10_000 } });
  const client = await it.connect();
  await handshake(it, client);
  assert.equal((await token(it, client, plain("alice", "secret"))).sessionLifetimeMs, 10_000n);
  await it.clock.advance(9_000);
  assert.equal((await handshake(it, client)).errorCode, 0);
  assert.equal((await token(it, client, plain("alice", "secret"))).errorCode, 0);
  assert.equal((await handshake(it, client)).errorCode, 34, "not twice within a second");
  await it.clock.advance(9_000);
  assert.equal((await it.until(client.call(Metadata, { topics: null }))).brokers.length, 1);
  await it.clock.advance(2_000);
  await it.until(client.send(Metadata, { topics: null }, 12));
  await closed(it, client);
});

test("A session is not renewed as another user or by another mechanism", async (t) => {
  const it = await world(t, { sasl: { users: { alice: "secret", bob: "b" }, sessionLifetimeMs: 10_000 } });
  const login = async () => {
    const client = await it.connect();
    await handshake(it, client);
    await token(it, client, plain("alice", "secret"));
    await it.clock.advance(2_000);
    return client;
  };
  const client = await login();
  await handshake(it, client);
  assert.equal(
    (await token(it, client, plain("bob", "b"))).errorMessage,
    "Cannot change principals during re-authentication from User.alice: User.bob",
  );
  await closed(it, client);
  const other = await login();
  assert.equal((await handshake(it, other, "SCRAM-SHA-256")).errorCode, 0);
  await it.until(other.send(SaslAuthenticate, { authBytes: plain("alice", "secret") }, 2));
  await closed(it, other);
});

test("Huge and senseless frames before authentication end the connection", async (t) => {
  const it = await world(t, USERS);
  for (const bytes of [new Uint8Array(600_000), new Uint8Array(3), new Uint8Array(0), new Uint8Array(20).fill(0x60)]) {
    const client = await it.connect();
    const size = new Uint8Array(4);
    new DataView(size.buffer).setInt32(0, bytes.length);
    await it.until(client.stream.write([size, bytes]).catch(() => {}));
    await closed(it, client);
  }
});

test("A large frame is refused by its size alone before authentication, and taken after it", async (t) => {
  const it = await world(t, USERS);
  const early = await it.connect();
  await it.until(early.stream.write([Uint8Array.of(0, 9, 0, 0)]));
  await closed(it, early);
  const client = await it.connect();
  await handshake(it, client);
  assert.equal((await token(it, client, plain("alice", "secret"))).errorCode, 0);
  const { topics } = await it.until(client.call(Metadata, { topics: [{ name: "x".repeat(600_000) }] }));
  assert.equal(topics[0].errorCode, 17);
});

test("EmbeddedKafka.start() names every wrong option of SASL at once", async () => {
  const wrong = {
    sasl: { mechanisms: ["GSSAPI"], users: { "": "x", bob: "" }, sessionLifetimeMs: -1, user: 1 },
  } as unknown as Parameters<typeof EmbeddedKafka.start>[0];
  await assert.rejects(EmbeddedKafka.start(wrong), (error: unknown) => {
    assert.ok(error instanceof ConfigError);
    assert.equal(error.problems.length, 5);
    return true;
  });
});
