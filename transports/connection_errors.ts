// Turns what the runtimes throw into ConnectionErrors: one set of codes, and a sentence that says what to do.
// Called by every transport; must not know Kafka.
import { ConnectionError, type ConnectionErrorCode } from "../errors/connection_error.ts";

/** Where an error happened, and how far the connection was. */
export interface ConnectionPlace {
  /** Host that was dialed. */
  readonly host: string;
  /** Port that was dialed; 0 when only a name was looked up. */
  readonly port: number;
  /** Whether the connection uses TLS. */
  readonly tls: boolean;
  /** Name that the certificate must carry, where it is not the host. */
  readonly serverName?: string | undefined;
}

/** How far a connection was when it failed. */
export type ConnectionPhase = "resolve" | "connect" | "handshake" | "stream";

/** What makes one of the codes: exact codes or class names of the runtimes, and patterns for the text. */
interface Rule {
  readonly code: ConnectionErrorCode;
  readonly names: readonly string[];
  readonly text: RegExp | null;
}

// The first rule that fits wins. Names come from libuv, OpenSSL and BoringSSL (Node, Bun) and from Deno's classes;
// rustls (Deno) and workerd have texts only.
const RULES: readonly Rule[] = [
  { code: "PERMISSION_DENIED", names: ["NotCapable", "PermissionDenied", "EACCES", "EPERM"], text: null },
  {
    code: "TLS_WRONG_NAME",
    names: ["ERR_TLS_CERT_ALTNAME_INVALID", "HOSTNAME_MISMATCH", "IP_ADDRESS_MISMATCH"],
    text: /NotValidForName|not valid for name|does not match certificate's altnames|hostname mismatch/i,
  },
  {
    code: "TLS_CERTIFICATE_EXPIRED",
    names: ["CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID"],
    text:
      /invalid peer certificate: (Expired|NotValidYet|certificate (expired|not valid yet))|certificate has expired|not yet valid/i,
  },
  {
    code: "TLS_CLIENT_CERTIFICATE",
    names: [],
    text:
      /alert[: _](received fatal alert: )?.*(certificate.?required|bad.?certificate|unknown.?ca|certificate.?unknown|certificate.?expired|certificate.?revoked|unsupported.?certificate)|fatal alert: (CertificateRequired|BadCertificate|UnknownCA|CertificateUnknown|CertificateExpired|CertificateRevoked|UnsupportedCertificate)/i,
  },
  {
    code: "TLS_UNKNOWN_AUTHORITY",
    names: [
      "DEPTH_ZERO_SELF_SIGNED_CERT",
      "SELF_SIGNED_CERT_IN_CHAIN",
      "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
      "UNABLE_TO_GET_ISSUER_CERT",
      "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
      "CERT_SIGNATURE_FAILURE",
      "CERT_UNTRUSTED",
      "INVALID_CA",
    ],
    text: /UnknownIssuer|unknown issuer|CaUsedAsEndEntity|self.signed certificate|unable to (get|verify)|BadSignature/i,
  },
  {
    code: "PLAINTEXT_EXPECTED",
    names: ["ERR_SSL_WRONG_VERSION_NUMBER", "ERR_SSL_PACKET_LENGTH_TOO_LONG", "ERR_SSL_HTTP_REQUEST"],
    text: /wrong.version.number|InvalidContentType|packet length too long|corrupt message|http request/i,
  },
  { code: "CONNECTION_REFUSED", names: ["ECONNREFUSED", "ConnectionRefused"], text: /connection refused/i },
  {
    code: "HOST_UNREACHABLE",
    names: [
      "EHOSTUNREACH",
      "ENETUNREACH",
      "ENETDOWN",
      "EHOSTDOWN",
      "EADDRNOTAVAIL",
      "HostUnreachable",
      "NetworkUnreachable",
    ],
    text: /(network|host) is unreachable|no route to host/i,
  },
  {
    code: "NAME_NOT_FOUND",
    names: ["ENOTFOUND", "EAI_AGAIN", "EAI_NONAME", "EAI_NODATA", "EAI_FAIL", "ENODATA", "DNSException"],
    text:
      /failed to lookup address|name or service not known|getaddrinfo|dns (lookup|resolution|error)|nodename nor servname/i,
  },
  { code: "CONNECT_TIMEOUT", names: ["ETIMEDOUT", "TimedOut"], text: /timed out/i },
  {
    code: "CONNECTION_RESET",
    names: ["ECONNRESET", "ConnectionReset", "ECONNABORTED", "ConnectionAborted", "EPIPE", "BrokenPipe"],
    text: /connection (was )?(reset|lost|aborted)|broken pipe/i,
  },
  {
    code: "CONNECTION_CLOSED",
    names: [
      "UnexpectedEof",
      "ERR_STREAM_DESTROYED",
      "ERR_STREAM_PREMATURE_CLOSE",
      "ERR_SOCKET_CLOSED",
      "BadResource",
      "Interrupted",
    ],
    text: /unexpected (end of file|eof)|tls handshake eof|socket (was )?closed/i,
  },
];

/** Codes after which the same call may well succeed a little later. */
const RETRIABLE: ReadonlySet<ConnectionErrorCode> = new Set<ConnectionErrorCode>([
  "CONNECTION_REFUSED",
  "CONNECTION_RESET",
  "CONNECTION_CLOSED",
  "HOST_UNREACHABLE",
  "NAME_NOT_FOUND",
  "CONNECT_TIMEOUT",
  "TLS_HANDSHAKE",
  "CONNECTION_FAILED",
]);

/** The error of a connection that broke or could not be opened. A `ConnectionError` is passed on as it is. */
export function connectionError(cause: unknown, phase: ConnectionPhase, place: ConnectionPlace): ConnectionError {
  if (cause instanceof ConnectionError) return cause;
  const code = codeOf(cause, phase, place);
  const advice = VAGUE.test(marksOf(cause).text) ? vagueHint(place) : hint(code, phase, place);
  const happened = `${what(phase, place)}: ${reason(code, place)}${detail(cause)}`;
  return new ConnectionError(advice === "" ? happened : `${happened}. ${advice}`, {
    code,
    retriable: RETRIABLE.has(code),
    broker: address(place),
    cause,
  });
}

/** The error of a call on a stream that this side has closed, or whose writing side it has closed. */
export function closedError(place: ConnectionPlace, how: string = "closed on this side"): ConnectionError {
  return new ConnectionError(`The connection to ${address(place)} was ${how}. Open a new one`, {
    code: "CONNECTION_CLOSED",
    retriable: true,
    broker: address(place),
  });
}

/** `host:port`, with brackets around an IPv6 address. */
function address(place: ConnectionPlace): string {
  const host = place.host.includes(":") ? `[${place.host}]` : place.host;
  return place.port === 0 ? host : `${host}:${place.port}`;
}

/** All that workerd says of a connection that could not be opened, whatever the reason. */
const VAGUE = /proxy request failed|^internal error; reference/im;

function codeOf(cause: unknown, phase: ConnectionPhase, place: ConnectionPlace): ConnectionErrorCode {
  const { names, text } = marksOf(cause);
  if (VAGUE.test(text)) return "CONNECTION_FAILED";
  const found = RULES.find((rule) =>
    rule.names.some((name) => names.includes(name)) || (rule.text !== null && rule.text.test(text))
  )?.code;
  if (found === "PLAINTEXT_EXPECTED" && !place.tls) return "CONNECTION_FAILED";
  if (found === "CONNECT_TIMEOUT" && phase === "stream") return "CONNECTION_RESET";
  if (found === "TLS_CLIENT_CERTIFICATE" || found === "PERMISSION_DENIED") return found;
  if (phase === "handshake") {
    // Brokers answer bytes that they cannot read by closing: the same for TLS on a plain port.
    return found === undefined || found === "CONNECTION_RESET" || found === "CONNECTION_CLOSED"
      ? "TLS_HANDSHAKE"
      : found;
  }
  if (found === undefined && place.tls && /\balert\b/i.test(text)) return "TLS_HANDSHAKE";
  if (found === undefined) return phase === "resolve" ? "NAME_NOT_FOUND" : "CONNECTION_FAILED";
  return found;
}

/** Names and texts of an error, of what caused it and of the errors that it bundles. */
function marksOf(cause: unknown): { readonly names: readonly string[]; readonly text: string } {
  const names: string[] = [];
  let text = "";
  const visit = (error: unknown, depth: number) => {
    if (typeof error !== "object" || error === null || depth > 3) {
      if (depth === 0) text += String(error);
      return;
    }
    const e = error as {
      code?: unknown;
      name?: unknown;
      message?: unknown;
      reason?: unknown;
      errors?: unknown;
      cause?: unknown;
    };
    if (typeof e.code === "string") names.push(e.code);
    if (typeof e.name === "string") names.push(e.name);
    for (const part of [e.code, e.message, e.reason]) if (typeof part === "string") text += `${part}\n`;
    if (Array.isArray(e.errors)) { for (const inner of e.errors) visit(inner, depth + 1); }
    if (e.cause !== undefined) visit(e.cause, depth + 1);
  };
  visit(cause, 0);
  return { names, text };
}

function what(phase: ConnectionPhase, place: ConnectionPlace): string {
  switch (phase) {
    case "resolve":
      return `The name ${place.host} could not be looked up`;
    case "connect":
      return `No connection to ${address(place)}`;
    case "handshake":
      return `No TLS connection to ${address(place)}`;
    case "stream":
      return `The connection to ${address(place)} broke`;
  }
}

const REASONS: Readonly<Record<ConnectionErrorCode, string>> = {
  CONNECTION_REFUSED: "it was refused",
  CONNECTION_RESET: "the other side reset it",
  CONNECTION_CLOSED: "it was closed",
  HOST_UNREACHABLE: "the host cannot be reached",
  NAME_NOT_FOUND: "no address is known for this name",
  CONNECT_TIMEOUT: "the system gave up waiting",
  PERMISSION_DENIED: "the runtime denies it",
  TLS_UNKNOWN_AUTHORITY: "the server's certificate is not signed by a trusted authority",
  TLS_WRONG_NAME: "the server's certificate is for another name",
  TLS_CERTIFICATE_EXPIRED: "the server's certificate is expired or not yet valid",
  TLS_CLIENT_CERTIFICATE: "the server refused the client certificate, or misses one",
  TLS_HANDSHAKE: "the TLS handshake failed",
  TLS_EXPECTED: "the port speaks TLS",
  PLAINTEXT_EXPECTED: "the answer is not TLS",
  NOT_KAFKA: "the answer is not Kafka's",
  NO_BROKER_AVAILABLE: "no broker is available",
  CONNECTION_FAILED: "it failed",
};

function reason(code: ConnectionErrorCode, place: ConnectionPlace): string {
  if (code !== "TLS_WRONG_NAME") return REASONS[code];
  return `${REASONS[code]} than ${JSON.stringify(place.serverName ?? place.host)}`;
}

/** What the runtime said, in one line. */
function detail(cause: unknown): string {
  const text = cause instanceof Error ? cause.message || marksOf(cause).text : String(cause);
  const line = text.split("\n").find((part) => part.trim() !== "")?.trim() ?? "";
  return line === "" ? "" : ` (${line.length > 200 ? `${line.slice(0, 200)}…` : line})`;
}

function vagueHint(place: ConnectionPlace): string {
  const name = JSON.stringify(place.serverName ?? place.host);
  const tls =
    `, or that the port speaks plain text, or that the certificate is expired, not for ${name} or of an unknown authority`;
  return `workerd does not say why: it may be that the name is unknown, that nothing listens there${
    place.tls ? tls : ""
  }`;
}

function hint(code: ConnectionErrorCode, phase: ConnectionPhase, place: ConnectionPlace): string {
  switch (code) {
    case "CONNECTION_REFUSED":
      return "Nothing listens there: check the port, and that the broker runs";
    case "HOST_UNREACHABLE":
      return "Check the address, the route and the firewall";
    case "NAME_NOT_FOUND":
      return "Check the spelling of the host, and the name server; a broker may also advertise a name that only its own network knows";
    case "CONNECT_TIMEOUT":
      return "The host is silent: check the address and the firewall";
    case "PERMISSION_DENIED":
      return `Allow the network, in Deno with --allow-net=${address(place)}`;
    case "TLS_UNKNOWN_AUTHORITY":
      return "Give the certificate of its authority as tls.ca";
    case "TLS_WRONG_NAME":
      return "Dial the name that is in the certificate, or give it as tls.serverName";
    case "TLS_CERTIFICATE_EXPIRED":
      return "Renew the server's certificate, or check this machine's clock";
    case "TLS_CLIENT_CERTIFICATE":
      return "Give a certificate that the server trusts as tls.cert and tls.key";
    case "PLAINTEXT_EXPECTED":
      return "The port seems to speak plain text: leave tls out, or use the port of the TLS listener";
    case "TLS_HANDSHAKE":
      return "The port may speak plain text (leave tls out), or the server wants a client certificate (tls.cert and tls.key)";
    case "CONNECTION_RESET":
    case "CONNECTION_CLOSED":
      return phase === "stream" ? "" : "Check that the port belongs to a broker";
    default:
      return "";
  }
}
