// The platform of Deno: its native sockets, and node:tls where they lack something (client certificates, no
// verification). Chosen by auto.ts, or passed in as an option. Must not know Kafka.
import type { Platform } from "./platform.ts";
import type { ByteStream, DialOptions, Listener, ListenOptions } from "./transport.ts";
import { ConfigError } from "../errors/config_error.ts";
import { connectionError, type ConnectionPlace } from "./connection_errors.ts";
import { type DenoConn, DenoStream } from "./deno_stream.ts";
import { nativeCodecs } from "./native_codecs.ts";
import { dialNode, isAddress, listenError, listenNode, placeOf, resolveNode } from "./node_sockets.ts";
import { namespaceOf } from "./runtime_namespace.ts";
import { secureRandom } from "./secure_random.ts";
import { systemClock } from "./system_clock.ts";
import { authorities, checkCredentials, checkServerCredentials, refusedCredentials } from "./tls_credentials.ts";

export type * from "./platform.ts";
export type * from "./transport.ts";

interface DenoListener {
  readonly addr: { readonly hostname: string; readonly port: number };
  accept(): Promise<DenoConn>;
  close(): void;
}

/** The part of the Deno namespace that is used. */
interface DenoSockets {
  connect(options: { hostname: string; port: number; signal?: AbortSignal }): Promise<DenoConn>;
  startTls(conn: DenoConn, options: { hostname: string; caCerts: string[] }): Promise<DenoConn>;
  listen(options: { hostname: string; port: number }): DenoListener;
  listenTls(options: { hostname: string; port: number; cert: string; key: string }): DenoListener;
}

function deno(): DenoSockets {
  return namespaceOf("Deno", (globalThis as { readonly Deno?: DenoSockets }).Deno);
}

/** Opens a TCP or TLS connection. */
export async function dial(options: DialOptions): Promise<ByteStream> {
  const { tls, signal } = options;
  signal?.throwIfAborted();
  // startTls ignores client certificates. connectTls takes them, but leaves Nagle's algorithm on (46 ms for a write,
  // a write and a read), has no serverName and cannot be aborted. Nothing native turns verification off.
  if (tls !== undefined && (tls.cert !== undefined || tls.key !== undefined || tls.verify === false)) {
    return await dialNode(options);
  }
  const place = placeOf(options);
  if (tls !== undefined) checkCredentials(tls, place);
  const tcp = await connect(options, place);
  if (tls === undefined) return new DenoStream(tcp, place);
  return new DenoStream(await shakeHands(tcp, options, place), place);
}

async function connect(options: DialOptions, place: ConnectionPlace): Promise<DenoConn> {
  const { host, port, signal } = options;
  const sockets = deno();
  try {
    const conn = await sockets.connect({ hostname: host, port, ...(signal === undefined ? {} : { signal }) });
    conn.setNoDelay?.(true);
    conn.setKeepAlive?.(true);
    return conn;
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason;
    throw connectionError(error, "connect", place);
  }
}

// Deno keeps the socket of a handshake that was given up until the other side ends it, whatever is done here; the
// promise rejects in time. Brokers that read a handshake as plain text end it at once, so few sockets ever linger.
async function shakeHands(tcp: DenoConn, options: DialOptions, place: ConnectionPlace): Promise<DenoConn> {
  const { tls = {}, signal } = options;
  const caCerts = authorities(tls) ?? [];
  let conn = tcp;
  const onAbort = () => closeQuietly(conn);
  signal?.addEventListener("abort", onAbort);
  try {
    conn = await deno().startTls(tcp, { hostname: tls.serverName ?? options.host, caCerts }).catch((error) => {
      throw refusedCredentials(error, place);
    });
    signal?.throwIfAborted();
    await conn.handshake?.();
    signal?.throwIfAborted();
    return conn;
  } catch (error) {
    closeQuietly(conn);
    if (signal?.aborted === true) throw signal.reason;
    throw error instanceof ConfigError ? error : connectionError(error, "handshake", place);
  } finally {
    signal?.removeEventListener("abort", onAbort);
  }
}

function closeQuietly(resource: { close(): void }): void {
  try {
    resource.close();
  } catch {
    // It is closed already.
  }
}

/** Opens a listening socket; by node:tls where client certificates or a passphrase are wanted. */
export async function listen(options: ListenOptions): Promise<Listener> {
  const { host = "127.0.0.1", port = 0, tls } = options;
  if (tls !== undefined) checkServerCredentials(tls, { host, port });
  if (
    tls !== undefined &&
    (tls.ca !== undefined || tls.passphrase !== undefined || tls.cert === undefined || tls.key === undefined)
  ) {
    return await listenNode(options);
  }
  const sockets = deno();
  let listener: DenoListener;
  try {
    listener = tls === undefined
      ? sockets.listen({ hostname: host, port })
      : sockets.listenTls({ hostname: host, port, cert: tls.cert ?? "", key: tls.key ?? "" });
  } catch (error) {
    const failure = listenError(error, host, port);
    // A certificate that does not go with its key is no trouble of the network.
    const credentials = tls !== undefined && /\b(?:keys?|certificates?|pem)\b/i.test(String(error));
    throw credentials && !(failure instanceof ConfigError) ? refusedCredentials(error, { host, port }) : failure;
  }
  return acceptAll(listener, options);
}

function acceptAll(listener: DenoListener, options: ListenOptions): Listener {
  const shaking = new Set<DenoConn>();
  let closed = false;
  const loop = async () => {
    while (!closed) {
      try {
        const conn = await listener.accept();
        if (closed) closeQuietly(conn);
        else welcome(conn, options, shaking);
      } catch {
        // Closed, or one connection went away before it was accepted; without a pause, too many open files would spin.
        if (!closed) await new Promise<void>((resolve) => systemClock.after(5, resolve));
      }
    }
  };
  const looping = loop();
  return {
    host: listener.addr.hostname,
    port: listener.addr.port,
    close: async () => {
      if (!closed) {
        closed = true;
        closeQuietly(listener);
        for (const conn of shaking) closeQuietly(conn);
      }
      await looping;
    },
  };
}

/** Hands a connection over once its handshake is done; a failed handshake ends its own connection only. */
function welcome(conn: DenoConn, options: ListenOptions, shaking: Set<DenoConn>): void {
  const address = (conn as { remoteAddr?: { hostname?: string; port?: number } }).remoteAddr;
  const place = { host: address?.hostname ?? "client", port: address?.port ?? 0, tls: options.tls !== undefined };
  if (conn.handshake === undefined) {
    conn.setNoDelay?.(true);
    conn.setKeepAlive?.(true);
    options.accept(new DenoStream(conn, place));
    return;
  }
  shaking.add(conn);
  conn.handshake().then(() => {
    shaking.delete(conn);
    options.accept(new DenoStream(conn, place));
  }).catch(() => {
    shaking.delete(conn);
    closeQuietly(conn);
  });
}

/** All addresses of a name. Deno's own look-up leaves out the hosts file, Node's does not. */
const resolve: (host: string) => Promise<readonly string[]> = (host) =>
  isAddress(host) ? Promise.resolve([host]) : resolveNode(host);

/** What Deno gives to a client or an embedded broker. */
export const platform: Platform = {
  name: "deno",
  dial,
  listen,
  resolve,
  clock: systemClock,
  random: secureRandom,
  codecs: nativeCodecs,
  wasmCrc: true,
};

/** The platform of this runtime. */
export function loadPlatform(): Promise<Platform> {
  return Promise.resolve(platform);
}
