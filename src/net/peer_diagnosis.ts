// Reads the first bytes of a peer that does not speak Kafka for what they are, and says so in a sentence that helps.
// Called by connection.ts when a length makes no sense or the peer ends at once; must not know requests.
import { ConnectionError, type ConnectionErrorCode } from "../../errors/connection_error.ts";

/** What the first bytes of a peer look like. */
export interface PeerLook {
  /** Code of the error to raise. */
  readonly code: ConnectionErrorCode;
  /** What was seen and what to do. */
  readonly text: string;
}

const TLS_ALERTS: Readonly<Record<number, string>> = {
  0: "close notify",
  10: "unexpected message",
  22: "record overflow",
  40: "handshake failure",
  42: "bad certificate",
  43: "unsupported certificate",
  44: "certificate revoked",
  45: "certificate expired",
  46: "certificate unknown",
  48: "unknown certificate authority",
  49: "access denied",
  50: "decode error",
  70: "protocol version",
  71: "insufficient security",
  80: "internal error",
  112: "unrecognized name",
  116: "certificate required",
};

/** Starts of what other protocols say first, as ASCII. */
const GREETINGS: readonly (readonly [start: string, what: string])[] = [
  ["HTTP", "an HTTP server"],
  ["<!DO", "an HTTP server"],
  ["<htm", "an HTTP server"],
  ["GET ", "an HTTP client"],
  ["POST", "an HTTP client"],
  ["SSH-", "an SSH server"],
  ["220 ", "an SMTP or FTP server"],
  ["220-", "an SMTP or FTP server"],
  ["+OK ", "a POP3 server"],
  ["* OK", "an IMAP server"],
  ["-ERR", "a Redis server"],
  ["+PON", "a Redis server"],
  ["AMQP", "an AMQP broker"],
  ["INFO", "a NATS server"],
  ["RFB ", "a VNC server"],
  ['{"', "a server that speaks JSON"],
];

/** Looks at the first bytes of an answer whose length makes no sense. */
export function lookAtPeer(bytes: Uint8Array): PeerLook {
  return recognize(bytes) ?? {
    code: "NOT_KAFKA",
    text: `does not answer as a Kafka broker does (first bytes ${hex(bytes, 16)}); check host, port and TLS`,
  };
}

/** Whether the first bytes are those of a protocol that is known here. */
export function isRecognized(bytes: Uint8Array): boolean {
  return recognize(bytes) !== null;
}

/** The first EOF: the peer took the connection and closed it without a word. */
export function closedAtOnce(tls: boolean): string {
  return tls
    ? "closed the connection before its first answer; it may want a client certificate or SASL, or be no Kafka broker"
    : "closed the connection before its first answer; it may want TLS (option tls) or SASL, be older than Kafka 0.10 " +
      '(option brokerVersion: "0.9" or "0.8.2"), or be no Kafka broker';
}

/** The error of a peer that is no Kafka broker. */
export function notKafka(broker: string, bytes: Uint8Array): ConnectionError {
  const look = lookAtPeer(bytes);
  return new ConnectionError(`${broker} ${look.text}`, { code: look.code, broker });
}

function recognize(bytes: Uint8Array): PeerLook | null {
  const tls = lookForTls(bytes);
  if (tls !== null) return tls;
  const text = ascii(bytes, 32);
  for (const [start, what] of GREETINGS) {
    if (!text.startsWith(start)) continue;
    return { code: "NOT_KAFKA", text: `answers like ${what} (${JSON.stringify(text)}); check host and port` };
  }
  if (looksLikeMySql(bytes)) return { code: "NOT_KAFKA", text: "answers like a MySQL server; check host and port" };
  return null;
}

function lookForTls(bytes: Uint8Array): PeerLook | null {
  const isTls = bytes.length >= 3 && bytes[0] >= 20 && bytes[0] <= 23 && bytes[1] === 3 && bytes[2] <= 4;
  if (!isTls) return null;
  const alert = bytes[0] === 21 && bytes.length >= 7 ? TLS_ALERTS[bytes[6]] ?? `number ${bytes[6]}` : null;
  return {
    code: "TLS_EXPECTED",
    text: alert === null
      ? "answers in TLS, but the connection is plain text: set the option tls"
      : `answers with the TLS alert "${alert}", but the connection is plain text: set the option tls`,
  };
}

function looksLikeMySql(bytes: Uint8Array): boolean {
  return bytes.length >= 6 && bytes[3] === 0 && bytes[4] === 10 && bytes[5] >= 0x33 && bytes[5] <= 0x39;
}

function ascii(bytes: Uint8Array, max: number): string {
  let text = "";
  for (let i = 0; i < bytes.length && i < max; i++) {
    const byte = bytes[i];
    if (byte === 13 || byte === 10) break;
    text += byte >= 32 && byte < 127 ? String.fromCharCode(byte) : ".";
  }
  return text;
}

function hex(bytes: Uint8Array, max: number): string {
  let text = "";
  for (let i = 0; i < bytes.length && i < max; i++) text += bytes[i].toString(16).padStart(2, "0");
  return text === "" ? "none" : text;
}
