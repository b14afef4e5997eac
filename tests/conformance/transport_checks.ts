// What every part of the transport conformance suite is written with: a test with a peer, questions, expected failures.
import assert from "node:assert/strict";
import { ConnectionError, type ConnectionErrorCode } from "../../errors/connection_error.ts";
import { openStreamCount } from "../../transports/open_streams.ts";
import type { Platform } from "../../transports/platform.ts";
import type { ByteStream, DialOptions, TlsOptions } from "../../transports/transport.ts";
import { type Runtime, test, type TestContext } from "../harness.ts";
import { Input } from "./peer_input.ts";
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
  /** True when the runtime keeps the socket of a hung TLS handshake until the peer ends it (Deno). @default false */
  readonly handshakeLingers?: boolean;
  /** Dials with a signal in each test, for runtimes that open such connections another way. @default false */
  readonly withSignal?: boolean;
}

export interface Suite extends TransportConformance {
  readonly variant: "tcp" | "tls";
}

export interface Session {
  readonly peer: Peer;
  /** Opens a connection to a server of the peer. */
  open(kind: PeerKind, tls?: TlsOptions, more?: Partial<DialOptions>): Promise<ByteStream>;
}

export const encoder = new TextEncoder();
export const MIB = 1 << 20;

/** A test with a peer, which must leave no stream open. */
export function check(
  suite: TransportConformance,
  name: string,
  body: (s: Session, t: TestContext) => Promise<void>,
): void {
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
export function trusting(suite: TransportConformance, variant: "tcp" | "tls"): TlsOptions | undefined {
  if (variant === "tcp") return undefined;
  return suite.pem === undefined ? {} : { ca: suite.pem("ca.pem") };
}

/** Opens a connection of the suite's variant; `raw` to a server of node:net or node:tls. */
export function connect(suite: Suite, session: Session, raw: boolean = false): Promise<ByteStream> {
  const kind = suite.variant === "tcp" ? (raw ? "rawPlain" : "plain") : (raw ? "rawTls" : "tls");
  return session.open(kind, trusting(suite, suite.variant), suite.variant === "tls" ? { host: "localhost" } : {});
}

export function say(stream: ByteStream, text: string): Promise<void> {
  return stream.write([encoder.encode(`${text}\n`)]);
}

export async function ask(stream: ByteStream, text: string): Promise<string | null> {
  await say(stream, text);
  return await new Input(stream).line();
}

/** Waits for something that another process or the system brings about; a few milliseconds at a time. */
export async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let i = 0; i < 400; i++) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  assert.fail(`It never came about that ${what}`);
}

/** The value that has stopped changing. */
export async function steady(value: () => number | Promise<number>): Promise<number> {
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
export function told(suite: TransportConformance, ...codes: ConnectionErrorCode[]): ConnectionErrorCode[] {
  return suite.vagueErrors === true ? ["CONNECTION_FAILED"] : codes;
}

export async function fails(promise: Promise<unknown>, ...codes: ConnectionErrorCode[]): Promise<ConnectionError> {
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
