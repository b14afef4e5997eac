// The part of the transport conformance suite about opening connections: failures and hints, aborts, TLS and trust.
import assert from "node:assert/strict";
import { ConfigError } from "../../errors/config_error.ts";
import { ConnectionError } from "../../errors/connection_error.ts";
import type { TlsOptions } from "../../transports/transport.ts";
import { ask, check, fails, say, told, type TransportConformance, trusting } from "./transport_checks.ts";
import { pattern } from "./peer_input.ts";

/** Registers the tests. */
export function dialingTests(options: TransportConformance): void {
  connectTests(options);
  handshakeTests(options);
  if (options.fixedTrust === true) fixedTrustTests(options);
  else trustTests(options);
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
