// What the runtimes throw, and the code and hint that users see.
import assert from "node:assert/strict";
import type { ConnectionErrorCode } from "../../errors/connection_error.ts";
import { closedError, connectionError, type ConnectionPhase } from "../../transports/connection_errors.ts";
import { test } from "../harness.ts";

const PLACE = { host: "broker-1", port: 9092, tls: false };
const SECURE = { ...PLACE, tls: true };

interface Case {
  readonly code: ConnectionErrorCode;
  readonly phase: ConnectionPhase;
  readonly tls?: boolean;
  /** Name of the class, code and text of what the runtime throws. */
  readonly thrown: readonly [name: string, code: string | undefined, text: string];
}

// Each as seen on a runtime: Node and Bun give codes, Deno names of classes, workerd texts.
const CASES: readonly Case[] = [
  {
    code: "CONNECTION_REFUSED",
    phase: "connect",
    thrown: ["Error", "ECONNREFUSED", "connect ECONNREFUSED 127.0.0.1:1"],
  },
  {
    code: "CONNECTION_REFUSED",
    phase: "connect",
    thrown: ["ConnectionRefused", undefined, "Connection refused (os error 111)"],
  },
  {
    code: "HOST_UNREACHABLE",
    phase: "connect",
    thrown: ["Error", "EHOSTUNREACH", "connect EHOSTUNREACH 10.0.0.1:9092"],
  },
  {
    code: "HOST_UNREACHABLE",
    phase: "connect",
    thrown: ["NetworkUnreachable", undefined, "Network is unreachable (os error 101)"],
  },
  { code: "NAME_NOT_FOUND", phase: "connect", thrown: ["Error", "ENOTFOUND", "getaddrinfo ENOTFOUND broker-1"] },
  { code: "NAME_NOT_FOUND", phase: "resolve", thrown: ["Error", "EAI_AGAIN", "getaddrinfo EAI_AGAIN broker-1"] },
  {
    code: "NAME_NOT_FOUND",
    phase: "connect",
    thrown: ["Error", undefined, "failed to lookup address information: Name or service not known"],
  },
  { code: "CONNECT_TIMEOUT", phase: "connect", thrown: ["Error", "ETIMEDOUT", "connect ETIMEDOUT 10.0.0.1:9092"] },
  { code: "CONNECT_TIMEOUT", phase: "connect", thrown: ["TimedOut", undefined, "Connection timed out (os error 110)"] },
  { code: "CONNECTION_RESET", phase: "stream", thrown: ["Error", "ETIMEDOUT", "read ETIMEDOUT"] },
  { code: "CONNECTION_RESET", phase: "stream", thrown: ["Error", "ECONNRESET", "read ECONNRESET"] },
  { code: "CONNECTION_RESET", phase: "stream", thrown: ["Error", "EPIPE", "write EPIPE"] },
  { code: "CONNECTION_RESET", phase: "stream", thrown: ["BrokenPipe", undefined, "Broken pipe (os error 32)"] },
  { code: "CONNECTION_RESET", phase: "stream", thrown: ["Error", undefined, "Network connection lost."] },
  {
    code: "PERMISSION_DENIED",
    phase: "connect",
    thrown: ["NotCapable", undefined, 'Requires net access to "broker-1:9092"'],
  },
  { code: "PERMISSION_DENIED", phase: "connect", thrown: ["Error", "EACCES", "connect EACCES"] },
  {
    code: "TLS_WRONG_NAME",
    phase: "handshake",
    tls: true,
    thrown: ["Error", "ERR_TLS_CERT_ALTNAME_INVALID", "Hostname/IP does not match certificate's altnames"],
  },
  {
    code: "TLS_WRONG_NAME",
    phase: "handshake",
    tls: true,
    thrown: ["InvalidData", undefined, 'invalid peer certificate: certificate not valid for name "broker-1"'],
  },
  {
    code: "TLS_CERTIFICATE_EXPIRED",
    phase: "handshake",
    tls: true,
    thrown: ["Error", "CERT_HAS_EXPIRED", "certificate has expired"],
  },
  {
    code: "TLS_CERTIFICATE_EXPIRED",
    phase: "handshake",
    tls: true,
    thrown: ["InvalidData", undefined, "invalid peer certificate: certificate expired: verification time 1"],
  },
  {
    code: "TLS_UNKNOWN_AUTHORITY",
    phase: "handshake",
    tls: true,
    thrown: ["Error", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "unable to verify the first certificate"],
  },
  {
    code: "TLS_UNKNOWN_AUTHORITY",
    phase: "handshake",
    tls: true,
    thrown: ["Error", "DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate"],
  },
  {
    code: "TLS_UNKNOWN_AUTHORITY",
    phase: "handshake",
    tls: true,
    thrown: ["InvalidData", undefined, "invalid peer certificate: UnknownIssuer"],
  },
  {
    code: "TLS_CLIENT_CERTIFICATE",
    phase: "stream",
    tls: true,
    thrown: [
      "Error",
      "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
      "error:0A00045C:SSL routines::tlsv13 alert certificate required",
    ],
  },
  {
    code: "TLS_CLIENT_CERTIFICATE",
    phase: "stream",
    tls: true,
    thrown: ["InvalidData", undefined, "received fatal alert: CertificateRequired"],
  },
  {
    code: "TLS_CLIENT_CERTIFICATE",
    phase: "handshake",
    tls: true,
    thrown: ["Error", "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA", "error:0A000418:SSL routines::tlsv1 alert unknown ca"],
  },
  {
    code: "PLAINTEXT_EXPECTED",
    phase: "handshake",
    tls: true,
    thrown: ["Error", "ERR_SSL_WRONG_VERSION_NUMBER", "SSL routines::wrong version number"],
  },
  {
    code: "PLAINTEXT_EXPECTED",
    phase: "handshake",
    tls: true,
    thrown: ["InvalidData", undefined, "received corrupt message of type InvalidContentType"],
  },
  {
    code: "TLS_HANDSHAKE",
    phase: "handshake",
    tls: true,
    thrown: ["Error", "ECONNRESET", "Client network socket disconnected before secure TLS connection was established"],
  },
  { code: "TLS_HANDSHAKE", phase: "handshake", tls: true, thrown: ["UnexpectedEof", undefined, "tls handshake eof"] },
  {
    code: "TLS_HANDSHAKE",
    phase: "handshake",
    tls: true,
    thrown: ["Error", "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE", "sslv3 alert handshake failure"],
  },
  {
    code: "CONNECTION_FAILED",
    phase: "connect",
    thrown: ["Error", undefined, "proxy request failed, cannot connect to the specified address"],
  },
  { code: "CONNECTION_FAILED", phase: "connect", thrown: ["Error", "EMFILE", "too many open files"] },
];

function thrown([name, code, text]: Case["thrown"]): Error {
  const error = new Error(text);
  error.name = name;
  return code === undefined ? error : Object.assign(error, { code });
}

for (const entry of CASES) {
  const [name, code, text] = entry.thrown;
  test(`connectionError() gives ${entry.code} for ${code ?? name} "${text}" in the phase ${entry.phase}`, () => {
    const cause = thrown(entry.thrown);
    const error = connectionError(cause, entry.phase, entry.tls === true ? SECURE : PLACE);
    assert.equal(error.code, entry.code, error.message);
    assert.equal(error.cause, cause);
    assert.match(error.message, /broker-1/);
    assert.ok(!/[.\s]$/.test(error.message), error.message);
  });
}

test("connectionError() reads the errors that Node bundles when every address failed", () => {
  const bundle = Object.assign(new Error(""), {
    errors: [thrown(["Error", "ECONNREFUSED", "connect ECONNREFUSED ::1:9092"])],
  });
  const error = connectionError(bundle, "connect", PLACE);
  assert.equal(error.code, "CONNECTION_REFUSED");
  assert.match(error.message, /ECONNREFUSED/);
});

test("connectionError() says what to do", () => {
  const hints: readonly [Case["thrown"], ConnectionPhase, RegExp][] = [
    [["Error", "ECONNREFUSED", "refused"], "connect", /broker runs/],
    [["NotCapable", undefined, "no"], "connect", /--allow-net=broker-1:9092/],
    [["Error", "SELF_SIGNED_CERT_IN_CHAIN", "no"], "handshake", /tls\.ca/],
    [["Error", "ERR_TLS_CERT_ALTNAME_INVALID", "no"], "handshake", /"broker-1".*tls\.serverName/],
    [["Error", "ERR_SSL_WRONG_VERSION_NUMBER", "no"], "handshake", /plain text: leave tls out/],
    [["Error", undefined, "received fatal alert: CertificateRequired"], "stream", /tls\.cert and tls\.key/],
    [
      ["Error", undefined, "proxy request failed"],
      "handshake",
      /workerd does not say why.*plain text.*unknown authority/,
    ],
  ];
  for (const [error, phase, hint] of hints) assert.match(connectionError(thrown(error), phase, SECURE).message, hint);
});

test("connectionError() marks as retriable what may pass, and nothing else", () => {
  const retriable = (code: string, text: string = "x") =>
    connectionError(thrown(["Error", code, text]), "connect", SECURE).retriable;
  for (const code of ["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "ETIMEDOUT", "EHOSTUNREACH"]) {
    assert.equal(retriable(code), true);
  }
  for (const code of ["EACCES", "CERT_HAS_EXPIRED", "ERR_TLS_CERT_ALTNAME_INVALID", "SELF_SIGNED_CERT_IN_CHAIN"]) {
    assert.equal(retriable(code), false);
  }
});

test("connectionError() passes a ConnectionError on, and puts an IPv6 address in brackets", () => {
  const error = closedError({ host: "::1", port: 9092, tls: false });
  assert.equal(error.broker, "[::1]:9092");
  assert.equal(connectionError(error, "stream", PLACE), error);
});

test("connectionError() takes values that are no errors", () => {
  for (const cause of ["a text", undefined, null, 7]) {
    assert.equal(connectionError(cause, "connect", PLACE).code, "CONNECTION_FAILED");
  }
});
