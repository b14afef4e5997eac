// The conformance suite of transports: one list of promises that every runtime's sockets must keep, each a trap that
// one of them has. Called by tests/transports/<runtime>.io.test.ts with the platform, and what the runtime cannot do.
import assert from "node:assert/strict";
import { ConfigError } from "../../errors/config_error.ts";
import { ConnectionError, type ConnectionErrorCode } from "../../errors/connection_error.ts";
import { openStreamCount } from "../../transports/open_streams.ts";
import type { Platform } from "../../transports/platform.ts";
import type { ByteStream, DialOptions, TlsOptions } from "../../transports/transport.ts";
import { type Runtime, runtime, test, type TestContext } from "../harness.ts";
import { Input, pattern, wrongBytes } from "./peer_input.ts";
import type { Peer, PeerKind } from "./peer_kinds.ts";

/** What the suite runs against. */
export interface TransportConformance {
  /** Name in front of each test. */
  readonly name: string;
  /** The runtime that has this transport; elsewhere the suite leaves itself out. */
  readonly runtime: Runtime;
  /** The platform under test. */
  readonly platform: Platform;
  /** Starts or finds the peer of one test. */
  readonly startPeer: () => Peer;
  /** The texts of the certificates; absent where a runtime trusts by its own configuration alone (workerd). */
  readonly pem?: (file: string) => string;
  /** True when `tls.ca`, client certificates and `verify: false` end in a `ConfigError`. @default false */
  readonly fixedTrust?: boolean;
  /** True when a TLS connection that ends without a goodbye is an error, as in workerd. @default false */
  readonly cutIsError?: boolean;
  /** True when the runtime gives one error for every connection that could not be opened. @default false */
  readonly vagueErrors?: boolean;
  /** Dials with a signal in each test, for runtimes that open such connections another way. @default false */
  readonly withSignal?: boolean;
}

interface Suite extends TransportConformance {
  readonly variant: "tcp" | "tls";
}

interface Session {
  readonly peer: Peer;
  /** Opens a connection to a server of the peer. */
  open(kind: PeerKind, tls?: TlsOptions, more?: Partial<DialOptions>): Promise<ByteStream>;
}

const encoder = new TextEncoder();
const MIB = 1 << 20;

/** Registers the tests. */
export function transportConformance(options: TransportConformance): void {
  if (runtime !== options.runtime) {
    const why = `${options.runtime} alone has these sockets`;
    test(
      `${options.name} sockets keep the promises of a ByteStream`,
      { runtimes: { only: [options.runtime], why } },
      () => {},
    );
    return;
  }
  for (const variant of ["tcp", "tls"] as const) {
    const suite: Suite = { ...options, variant };
    transferTests(suite);
    endTests(suite);
    closeTests(suite);
    backpressureTests(suite);
  }
  connectTests(options);
  handshakeTests(options);
  if (options.fixedTrust === true) fixedTrustTests(options);
  else trustTests(options);
}

/** A test with a peer, which must leave no stream open. */
function check(suite: TransportConformance, name: string, body: (s: Session, t: TestContext) => Promise<void>): void {
  const prefix = `${suite.name}${(suite as Suite).variant === undefined ? "" : ` ${(suite as Suite).variant}`}`;
  test(`${prefix}: ${name}`, { timeoutMs: 20_000 }, async (t) => {
    const before = openStreamCount();
    const peer = suite.startPeer();
    const opened: ByteStream[] = [];
    const open: Session["open"] = async (kind, tls, more) => {
      const signal = suite.withSignal === true ? { signal: t.signal } : {};
      const port = await peer.port(kind);
      const stream = await suite.platform.dial({
        host: "127.0.0.1",
        port,
        ...(tls === undefined ? {} : { tls }),
        ...signal,
        ...more,
      });
      opened.push(stream);
      return stream;
    };
    try {
      await body({ peer, open }, t);
    } finally {
      for (const stream of opened) stream.close();
      await peer.close();
    }
    await until(() => openStreamCount() <= before, "every stream is closed");
    assert.equal(openStreamCount(), before, "streams left open");
  });
}

/** TLS options that trust the peer, or undefined for plain TCP. */
function trusting(suite: TransportConformance, variant: "tcp" | "tls"): TlsOptions | undefined {
  if (variant === "tcp") return undefined;
  return suite.pem === undefined ? {} : { ca: suite.pem("ca.pem") };
}

/** Opens a connection of the suite's variant; `raw` to a server of node:net or node:tls. */
function connect(suite: Suite, session: Session, raw: boolean = false): Promise<ByteStream> {
  const kind = suite.variant === "tcp" ? (raw ? "rawPlain" : "plain") : (raw ? "rawTls" : "tls");
  return session.open(kind, trusting(suite, suite.variant), suite.variant === "tls" ? { host: "localhost" } : {});
}

function say(stream: ByteStream, text: string): Promise<void> {
  return stream.write([encoder.encode(`${text}\n`)]);
}

async function ask(stream: ByteStream, text: string): Promise<string | null> {
  await say(stream, text);
  return await new Input(stream).line();
}

/** Waits for something that another process or the system brings about; a few milliseconds at a time. */
async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let i = 0; i < 400; i++) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  assert.fail(`It never came about that ${what}`);
}

/** The value that has stopped changing. */
async function steady(value: () => number | Promise<number>): Promise<number> {
  let last = await value();
  for (let same = 0; same < 12;) {
    await new Promise((resolve) => setTimeout(resolve, 15));
    const now = await value();
    same = now === last ? same + 1 : 0;
    last = now;
  }
  return last;
}

/** The codes, and the one of a runtime that cannot tell. */
function told(suite: TransportConformance, ...codes: ConnectionErrorCode[]): ConnectionErrorCode[] {
  return suite.vagueErrors === true ? ["CONNECTION_FAILED"] : codes;
}

async function fails(promise: Promise<unknown>, ...codes: ConnectionErrorCode[]): Promise<ConnectionError> {
  let thrown: unknown;
  try {
    const value = await promise;
    (value as Partial<ByteStream> | null)?.close?.();
  } catch (error) {
    thrown = error;
  }
  assert.ok(thrown !== undefined, `Expected ${codes.join(" or ")}, but it succeeded`);
  assert.ok(thrown instanceof ConnectionError, `Expected a ConnectionError, not ${String(thrown)}`);
  assert.ok(codes.includes(thrown.code), `Expected ${codes.join(" or ")}, not ${thrown.code}: ${thrown.message}`);
  return thrown;
}

function transferTests(suite: Suite): void {
  check(suite, "a question gets its answer", async (session) => {
    const stream = await connect(suite, session);
    for (let i = 0; i < 20; i++) assert.equal(await ask(stream, "PING"), "PONG");
  });

  check(suite, "a big transfer arrives whole, in order, both ways at once", async (session) => {
    const stream = await connect(suite, session);
    const total = 16 * MIB;
    await say(stream, `ECHO ${total}`);
    const input = new Input(stream);
    const reading = input.check(total);
    for (let sent = 0; sent < total;) {
      const chunks = [7, 1_000, 70_000, 0, 3].map((size) => {
        const chunk = pattern(sent, Math.min(size, total - sent));
        sent += chunk.length;
        return chunk;
      });
      await stream.write(chunks);
    }
    assert.equal(await reading, `${total} 0`);
  });

  check(suite, "writes that nobody awaited keep their order", async (session) => {
    const stream = await connect(suite, session);
    const sizes = Array.from({ length: 600 }, (_, i) => i % 50 === 0 ? 100_000 : 1 + i % 97);
    const total = sizes.reduce((a, b) => a + b, 0);
    await say(stream, `SINK ${total}`);
    let at = 0;
    const writes = sizes.map((size) => (at += size, stream.write([pattern(at - size, size)])));
    await Promise.all(writes);
    assert.equal(await new Input(stream).line(), `GOT ${total} 0`);
  });

  check(suite, "a chunk may be changed as soon as its write has resolved", async (session) => {
    const stream = await connect(suite, session);
    const total = 8 * MIB;
    await say(stream, `SINK ${total}`);
    const big = new Uint8Array(100_000);
    for (let at = 0, round = 0; at < total; round++) {
      const chunk = big.subarray(0, Math.min(total - at, round % 2 === 0 ? 100_000 : 500));
      chunk.set(pattern(at, chunk.length));
      await stream.write([chunk]);
      chunk.fill(255);
      at += chunk.length;
    }
    assert.equal(await new Input(stream).line(), `GOT ${total} 0`);
  });

  check(suite, "chunks that were read belong to the reader", async (session) => {
    const stream = await connect(suite, session);
    const total = 4 * MIB;
    await say(stream, `SOURCE ${total} x`);
    const kept: Uint8Array[] = [];
    for (let got = 0; got < total;) {
      const chunk = await stream.read();
      assert.ok(chunk !== null);
      kept.push(chunk);
      got += chunk.length;
    }
    let at = 0;
    for (const chunk of kept) {
      assert.equal(wrongBytes(chunk, at), 0);
      at += chunk.length;
    }
    assert.equal(at, total);
  });

  check(suite, "200 connections work at once", async (session) => {
    const answers = await Promise.all(Array.from({ length: 200 }, async () => {
      const stream = await connect(suite, session);
      const answer = await ask(stream, "PING");
      const again = await ask(stream, "PING");
      stream.close();
      return `${answer}${again}`;
    }));
    assert.deepEqual(new Set(answers), new Set(["PONGPONG"]));
  });

  check(suite, "many small writes and answers are not delayed by Nagle's algorithm", async (session) => {
    const stream = await connect(suite, session);
    const input = new Input(stream);
    const start = performance.now();
    for (let i = 0; i < 50; i++) {
      // A write, a write and a read: 40 ms each where small segments wait for an acknowledgement.
      await stream.write([encoder.encode("PI")]);
      await stream.write([encoder.encode("NG\n")]);
      assert.equal(await input.line(), "PONG");
    }
    assert.ok(performance.now() - start < 1_500, `50 round trips took ${performance.now() - start} ms`);
  });
}

function endTests(suite: Suite): void {
  check(suite, "closeWrite ends our side, and the answer still arrives", async (session) => {
    const stream = await connect(suite, session);
    const body = pattern(0, 100_000);
    await say(stream, "DRAIN");
    await stream.write([body.subarray(0, 50), body.subarray(50)]);
    await stream.closeWrite();
    assert.equal(await new Input(stream).line(), "GOT 100000 0");
    assert.equal(await stream.read(), null);
    await fails(stream.write([body]), "CONNECTION_CLOSED");
  });

  check(suite, "closeWrite comes after the writes that are outstanding", async (session) => {
    const stream = await connect(suite, session);
    await say(stream, "DRAIN");
    const write = stream.write([pattern(0, 4 * MIB)]);
    await stream.closeWrite();
    await write;
    assert.equal(await new Input(stream).line(), `GOT ${4 * MIB} 0`);
  });

  check(suite, "after the peer's end we can go on writing", async (session) => {
    const stream = await connect(suite, session);
    await say(stream, "HALF h");
    assert.equal(await stream.read(), null);
    assert.equal(await stream.read(), null, "the end stays the end");
    await stream.write([pattern(0, 200_000)]);
    await stream.closeWrite();
    const other = await connect(suite, session);
    await until(async () => await ask(other, "COUNT h") === "200000", "the peer has counted 200000 bytes");
  });

  check(suite, "the peer's end reads as null", async (session) => {
    const stream = await connect(suite, session);
    await say(stream, "FIN");
    assert.equal(await stream.read(), null);
  });

  check(suite, "a reset by the peer fails reads and writes", async (session) => {
    const stream = await connect(suite, session, true);
    await say(stream, "RESET");
    const error = await fails(stream.read(), "CONNECTION_RESET");
    assert.equal(error.retriable, true);
    await fails(stream.write([pattern(0, 10)]), "CONNECTION_RESET", "CONNECTION_CLOSED");
    await fails(stream.read(), "CONNECTION_RESET");
  });

  check(suite, "a peer that drops the connection without a goodbye reads as the end", async (session) => {
    const stream = await connect(suite, session, true);
    await say(stream, "CUT");
    if (suite.variant === "tls" && suite.cutIsError === true) await fails(stream.read(), "CONNECTION_RESET");
    else assert.equal(await stream.read(), null);
  });

  check(suite, "writing to a peer that is gone ends in an error", async (session) => {
    const stream = await connect(suite, session);
    await say(stream, "FIN");
    assert.equal(await stream.read(), null);
    const writing = (async () => {
      for (let i = 0; i < 400; i++) {
        await stream.write([pattern(0, 20_000)]);
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    })();
    await fails(writing, "CONNECTION_RESET", "CONNECTION_CLOSED");
  });
}

function closeTests(suite: Suite): void {
  check(suite, "close gives null to a pending read, and is idempotent", async (session) => {
    const stream = await connect(suite, session);
    const pending = stream.read();
    stream.close();
    stream.close();
    assert.equal(await pending, null);
    assert.equal(await stream.read(), null);
    await fails(stream.write([pattern(0, 10)]), "CONNECTION_CLOSED");
    await stream.closeWrite();
  });

  check(suite, "close rejects writes that are blocked", async (session) => {
    const stream = await connect(suite, session);
    await say(stream, "STALL close");
    const writes = Array.from({ length: 40 }, () => stream.write([new Uint8Array(MIB)]));
    const results = Promise.allSettled(writes);
    let settled = 0;
    for (const write of writes) write.then(() => settled++, () => {});
    await steady(() => settled);
    stream.close();
    const rejected = (await results).filter((result) => result.status === "rejected");
    assert.ok(rejected.length > 0, "no write was blocked");
    for (const { reason } of rejected) await fails(Promise.reject(reason), "CONNECTION_CLOSED");
  });

  check(suite, "close does not take back what was taken", async (session) => {
    const stream = await connect(suite, session);
    const other = await connect(suite, session);
    await say(stream, "HALF h");
    assert.equal(await stream.read(), null);
    await stream.write([pattern(0, 1_000)]);
    await stream.closeWrite();
    stream.close();
    await until(async () => await ask(other, "COUNT h") === "1000", "the peer has counted 1000 bytes");
  });
}

function backpressureTests(suite: Suite): void {
  check(suite, "a peer that stops reading stops our writes", async (session) => {
    const stream = await connect(suite, session);
    const other = await connect(suite, session);
    const total = 48 * MIB;
    await say(stream, "STALL s");
    let taken = 0;
    const writing = (async () => {
      await say(stream, `SINK ${total}`);
      for (; taken < total; taken += MIB) await stream.write([pattern(taken, MIB)]);
    })();
    assert.ok(await steady(() => taken) <= 16 * MIB, `${taken / MIB} MiB were taken`);
    assert.equal(await ask(other, "RELEASE s"), "OK");
    await writing;
    assert.equal(await new Input(stream).line(), `GOT ${total} 0`);
  });

  check(suite, "when we stop reading the peer stops writing", async (session) => {
    const stream = await connect(suite, session);
    const other = await connect(suite, session);
    const total = 48 * MIB;
    await say(stream, `SOURCE ${total} s`);
    const input = new Input(stream);
    await input.check(1);
    const sent = await steady(async () => Number(await ask(other, "COUNT s")));
    assert.ok(sent < 20 * MIB, `${sent / MIB} MiB were sent to somebody who does not read`);
    assert.equal(await input.check(total - 1, 1), `${total - 1} 0`);
  });
}

function connectTests(suite: TransportConformance): void {
  check(suite, "a port where nobody listens refuses", async ({ open }) => {
    const error = await fails(open("plain", undefined, { port: 1 }), ...told(suite, "CONNECTION_REFUSED"));
    assert.match(error.message, /127\.0\.0\.1:1/);
    assert.equal(error.broker, "127.0.0.1:1");
    assert.equal(error.retriable, true);
  });

  check(suite, "a name that does not exist is told as such", async ({ open }) => {
    const error = await fails(
      open("plain", undefined, { host: "no.such.host.invalid" }),
      ...told(suite, "NAME_NOT_FOUND"),
    );
    assert.match(error.message, /no\.such\.host\.invalid/);
  });

  check(suite, "a signal that has aborted before rejects with its reason", async ({ open }) => {
    const reason = new Error("too late");
    await assert.rejects(open("plain", undefined, { signal: AbortSignal.abort(reason) }), (error) => error === reason);
  });

  check(suite, "a connect to a silent host can be aborted", async ({ peer, open }) => {
    await peer.port("blackHole");
    const controller = new AbortController();
    const reason = new Error("no patience");
    const dialing = open("blackHole", undefined, { signal: controller.signal });
    const timer = setTimeout(() => controller.abort(reason), 50);
    try {
      await assert.rejects(dialing, (error) => error === reason);
    } finally {
      clearTimeout(timer);
    }
  });

  check(suite, "a signal that aborts after the connection is open does nothing", async ({ open }) => {
    const controller = new AbortController();
    const stream = await open("plain", undefined, { signal: controller.signal });
    controller.abort(new Error("late"));
    assert.equal(await ask(stream, "PING"), "PONG");
  });

  check(suite, "plain text to a TLS port ends, and never hangs", async ({ open }) => {
    const stream = await open("rawTls");
    await say(stream, "PING");
    // Some servers answer with a TLS alert before they close.
    try {
      while (await stream.read() !== null);
    } catch (error) {
      assert.ok(error instanceof ConnectionError);
    }
  });
}

function handshakeTests(suite: TransportConformance): void {
  const trust = trusting(suite, "tls") ?? {};

  check(suite, "a hung TLS handshake can be aborted", async ({ open }) => {
    const controller = new AbortController();
    const reason = new Error("no patience");
    const dialing = open("silent", trust, { signal: controller.signal, host: "localhost" });
    const timer = setTimeout(() => controller.abort(reason), 50);
    try {
      await assert.rejects(dialing, (error) => error === reason);
    } finally {
      clearTimeout(timer);
    }
  });

  check(suite, "TLS to a port that closes says that it may speak plain text", async ({ open }) => {
    const error = await fails(open("closing", trust, { host: "localhost" }), ...told(suite, "TLS_HANDSHAKE"));
    assert.match(error.message, /plain text/);
  });

  check(suite, "TLS to a port that answers in plain text says so", async ({ open }) => {
    const error = await fails(open("http", trust, { host: "localhost" }), ...told(suite, "PLAINTEXT_EXPECTED"));
    assert.match(error.message, /plain text/);
  });

  check(suite, "a certificate for another name is refused", async ({ open }) => {
    const error = await fails(open("wrongName", trust, { host: "localhost" }), ...told(suite, "TLS_WRONG_NAME"));
    assert.match(error.message, /localhost/);
  });

  check(suite, "serverName replaces the host in the certificate check", async ({ open }) => {
    const stream = await open("wrongName", { ...trust, serverName: "wrong.test" });
    assert.equal(JSON.parse(await ask(stream, "INFO") ?? "").serverName, "wrong.test");
    await fails(
      open("rawTls", { ...trust, serverName: "other.test" }, { host: "localhost" }),
      ...told(suite, "TLS_WRONG_NAME"),
    );
  });

  check(suite, "an IP address is checked against the certificate, and not sent as a name", async ({ open }) => {
    const stream = await open("rawTls", trust);
    assert.deepEqual(JSON.parse(await ask(stream, "INFO") ?? ""), { serverName: null, alpn: null, client: null });
    await fails(open("wrongName", trust), ...told(suite, "TLS_WRONG_NAME"));
  });

  check(suite, "a host name is sent as the server name", async ({ open }) => {
    const stream = await open("rawTls", trust, { host: "localhost" });
    assert.equal(JSON.parse(await ask(stream, "INFO") ?? "").serverName, "localhost");
  });

  check(suite, "an expired certificate is refused", async ({ open }) => {
    await fails(open("expired", trust, { host: "localhost" }), ...told(suite, "TLS_CERTIFICATE_EXPIRED"));
  });
}

/** Trust by options: for the runtimes that have it. */
function trustTests(suite: TransportConformance): void {
  const pem = suite.pem as (file: string) => string;
  const ca = pem("ca.pem");
  const client = { ca, cert: pem("client.pem") };

  check(suite, "an unknown authority is refused", async ({ open }) => {
    const error = await fails(open("tls", {}, { host: "localhost" }), "TLS_UNKNOWN_AUTHORITY");
    assert.match(error.message, /tls\.ca/);
    assert.equal(error.retriable, false);
  });

  check(suite, "several authorities can be given", async ({ open }) => {
    const stream = await open("tls", { ca: [pem("other_ca.pem"), ca] }, { host: "localhost" });
    assert.equal(await ask(stream, "PING"), "PONG");
  });

  check(suite, "verify: false accepts any certificate", async ({ open }) => {
    for (const kind of ["wrongName", "expired"] as const) {
      const stream = await open(kind, { verify: false }, { host: "localhost" });
      assert.equal(await ask(stream, "PING"), "PONG");
    }
  });

  for (const [form, key] of [["PKCS #8", "client.key"], ["PKCS #1", "client_pkcs1.key"]] as const) {
    check(suite, `a client certificate with a ${form} key is presented`, async ({ open }) => {
      const stream = await open("mutualTls", { ...client, key: pem(key) }, { host: "localhost" });
      assert.equal(JSON.parse(await ask(stream, "INFO") ?? "").client, "client-1");
    });
  }

  check(suite, "a client key may be encrypted", async ({ open }) => {
    const key = pem("client_encrypted.key");
    const stream = await open("mutualTls", { ...client, key, passphrase: "secret" }, { host: "localhost" });
    assert.equal(JSON.parse(await ask(stream, "INFO") ?? "").client, "client-1");
    await assert.rejects(open("mutualTls", { ...client, key, passphrase: "wrong" }), ConfigError);
  });

  check(suite, "credentials that cannot be right are a ConfigError, each told", async ({ open }) => {
    const wrong = (tls: TlsOptions, problems: number) =>
      assert.rejects(open("mutualTls", tls), (error) => {
        assert.ok(error instanceof ConfigError, String(error));
        assert.equal(error.code, "INVALID_CONFIG");
        assert.equal(error.problems.length, problems, error.message);
        return true;
      });
    await wrong({ ca: "/etc/ca.pem" }, 1);
    await wrong({ ca, cert: "client.pem", key: "client.key" }, 2);
    await wrong(client, 1);
    await wrong({ ...client, key: pem("client_encrypted.key") }, 1);
    await wrong({ ...client, key: pem("other_client.key") }, 1);
  });

  check(suite, "a client certificate and a server name go together", async ({ open }) => {
    const stream = await open("mutualTls", { ...client, key: pem("client.key"), serverName: "kafka.test" });
    assert.deepEqual(JSON.parse(await ask(stream, "INFO") ?? ""), {
      serverName: "kafka.test",
      alpn: null,
      client: "client-1",
    });
  });

  for (
    const [what, credentials] of [["missing", {}], ["unknown", {
      cert: pem("other_client.pem"),
      key: pem("other_client.key"),
    }]] as const
  ) {
    check(suite, `a client certificate that is ${what} fails the connection by its first read`, async ({ open }) => {
      const attempt = (async () => {
        const stream = await open("mutualTls", { ca, ...credentials }, { host: "localhost" });
        await say(stream, "PING");
        assert.equal(await stream.read(), null);
        // The alert may be lost behind the end: then the end is all there is.
        await fails(
          stream.write([pattern(0, 10)]).then(() =>
            Promise.reject(new ConnectionError("ended", { code: "CONNECTION_CLOSED" }))
          ),
          "CONNECTION_CLOSED",
          "CONNECTION_RESET",
        );
        throw new ConnectionError("ended", { code: "CONNECTION_CLOSED" });
      })();
      await fails(attempt, "TLS_CLIENT_CERTIFICATE", "TLS_HANDSHAKE", "CONNECTION_RESET", "CONNECTION_CLOSED");
    });
  }

  check(suite, "a hung handshake with a client certificate can be aborted", async ({ open }) => {
    const controller = new AbortController();
    const reason = new Error("no patience");
    const dialing = open("silent", { ...client, key: pem("client.key") }, { signal: controller.signal });
    const timer = setTimeout(() => controller.abort(reason), 50);
    try {
      await assert.rejects(dialing, (error) => error === reason);
    } finally {
      clearTimeout(timer);
    }
  });
}

/** What a runtime with trust of its own must refuse, rather than leave out in silence. */
function fixedTrustTests(suite: TransportConformance): void {
  const cases: Readonly<Record<string, TlsOptions>> = {
    "an own authority": { ca: "pem" },
    "a client certificate": { cert: "pem", key: "pem" },
    "no verification": { verify: false },
  };
  for (const [what, tls] of Object.entries(cases)) {
    check(suite, `${what} is refused with what to do instead`, async ({ open }) => {
      await assert.rejects(open("rawTls", tls), (error) => {
        assert.ok(error instanceof ConfigError);
        assert.equal(error.code, "UNSUPPORTED_BY_RUNTIME");
        assert.equal(error.problems.length, 1);
        assert.match(error.message, /use /);
        return true;
      });
    });
  }
}
