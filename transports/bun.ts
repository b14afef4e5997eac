// The platform of Bun: its native sockets, and its node:net where a connection must be abortable. Chosen by the "bun"
// condition of "#platform", or passed in as an option. Must not know Kafka.
import type { Platform } from "./platform.ts";
import type { ByteStream, DialOptions, Listener, ListenOptions, TlsOptions } from "./transport.ts";
import { type BunSocket, BunStream } from "./bun_stream.ts";
import { ConnectionError } from "../errors/connection_error.ts";
import { connectionError } from "./connection_errors.ts";
import { nativeCodecs } from "./native_codecs.ts";
import { dialNode, isAddress, listenError, listenNode, placeOf, resolveNode } from "./node_sockets.ts";
import { namespaceOf } from "./runtime_namespace.ts";
import { secureRandom } from "./secure_random.ts";
import { systemClock } from "./system_clock.ts";
import { authorities, checkCredentials, checkKey, refusedCredentials } from "./tls_credentials.ts";

export type * from "./platform.ts";
export type * from "./transport.ts";

interface BunHandlers {
  readonly binaryType: "uint8array";
  open(socket: BunSocket): void;
  handshake?(socket: BunSocket, success: boolean, error: Error | null): void;
  data(socket: BunSocket, chunk: Uint8Array): void;
  drain(socket: BunSocket): void;
  end(socket: BunSocket): void;
  close(socket: BunSocket, error?: Error): void;
  error(socket: BunSocket, error: Error): void;
  connectError?(socket: BunSocket, error: Error): void;
}

interface BunConnectOptions {
  readonly hostname: string;
  readonly port: number;
  readonly allowHalfOpen: boolean;
  readonly tls?: unknown;
  readonly socket: BunHandlers;
}

/** The part of the Bun namespace that is used. */
interface BunSockets {
  connect(options: BunConnectOptions): Promise<BunSocket>;
  listen(options: BunConnectOptions): { readonly hostname: string; readonly port: number; stop(all?: boolean): void };
}

function bun(): BunSockets {
  return namespaceOf("Bun", (globalThis as { readonly Bun?: BunSockets }).Bun);
}

/**
 * Opens a TCP or TLS connection. Bun.connect cannot be aborted: its socket would go on for minutes when the host is
 * silent. With a signal the connection is opened by node:net, which can; that costs more CPU for small messages.
 */
export async function dial(options: DialOptions): Promise<ByteStream> {
  options.signal?.throwIfAborted();
  return options.signal === undefined ? await dialNative(options) : await dialNode(options);
}

async function dialNative(options: DialOptions): Promise<ByteStream> {
  const { host, port, tls } = options;
  const place = placeOf(options);
  const sockets = bun();
  if (tls !== undefined) {
    checkCredentials(tls, place);
    await checkKey(tls, place);
  }
  const stream = new BunStream(place);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let opened = false;
  const refuse = (error: unknown) => reject(connectionError(error, opened ? "handshake" : "connect", place));
  const socket: BunHandlers = {
    ...handlers((s) => {
      opened = true;
      if (stream.attach(s) && tls === undefined) resolve();
    }, () => stream),
    handshake: (_socket, success, error) => {
      const failed = error !== null && error !== undefined || !success;
      if (failed && (tls?.verify ?? true)) refuse(error ?? new Error("TLS handshake failed"));
      else resolve();
    },
    close: (_socket, error) => {
      refuse(error ?? new Error("Socket closed"));
      stream.onClose(error);
    },
    error: (_socket, error) => {
      refuse(error);
      stream.onError(error);
    },
    connectError: (_socket, error) => refuse(error),
  };
  try {
    sockets.connect({ hostname: host, port, allowHalfOpen: true, ...tlsOf(tls, host), socket }).catch(refuse);
    await promise;
    return stream;
  } catch (error) {
    stream.close();
    // Thrown before anything was sent: the certificate and the key don't fit.
    throw error instanceof ConnectionError ? error : refusedCredentials(error, place);
  }
}

/** TLS options in Bun's words. An IP address must not be sent as the server name; "" checks it all the same. */
function tlsOf(tls: TlsOptions | undefined, host: string): { tls?: unknown } {
  if (tls === undefined) return {};
  const { cert, key, passphrase, serverName = isAddress(host) ? "" : host, verify = true } = tls;
  return { tls: { ca: authorities(tls), cert, key, passphrase, serverName, rejectUnauthorized: verify } };
}

function handlers(open: (socket: BunSocket) => void, streamOf: (socket: BunSocket) => BunStream): BunHandlers {
  return {
    binaryType: "uint8array",
    open,
    data: (socket, chunk) => streamOf(socket).onData(chunk),
    drain: (socket) => streamOf(socket).onDrain(),
    end: (socket) => streamOf(socket).onEnd(),
    close: (socket, error) => streamOf(socket).onClose(error),
    error: (socket, error) => streamOf(socket).onError(error),
  };
}

/** Opens a listening socket; by node:tls where TLS is wanted. */
export async function listen(options: ListenOptions): Promise<Listener> {
  if (options.tls !== undefined) return await listenNode(options);
  return listenNative(options);
}

function listenNative(options: ListenOptions): Listener {
  const { host = "127.0.0.1", port = 0, accept } = options;
  const sockets = bun();
  const socket = handlers((s) => {
    s.data = new BunStream({ host: s.remoteAddress ?? "client", port: s.remotePort ?? 0, tls: false });
    s.data.attach(s);
    accept(s.data);
  }, (s) => s.data);
  let server: ReturnType<BunSockets["listen"]>;
  try {
    server = sockets.listen({ hostname: host, port, allowHalfOpen: true, socket });
  } catch (error) {
    throw listenError(error, host, port);
  }
  return {
    host: server.hostname,
    port: server.port,
    close: () => {
      server.stop();
      return Promise.resolve();
    },
  };
}

/** What Bun gives to a client or an embedded broker. */
export const platform: Platform = {
  name: "bun",
  dial,
  listen,
  resolve: resolveNode,
  clock: systemClock,
  random: secureRandom,
  codecs: nativeCodecs,
  wasmCrc: false,
};

/** The platform of this runtime. */
export function loadPlatform(): Promise<Platform> {
  return Promise.resolve(platform);
}
