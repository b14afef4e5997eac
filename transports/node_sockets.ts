// Dialing, listening and looking names up by node:net, node:tls and node:dns. node.ts is made of it; deno.ts and
// bun.ts use it for what their own sockets cannot do. Modules load at first use: they cost 6 to 60 ms.
import { ConfigError } from "../errors/config_error.ts";
import type { ByteStream, DialOptions, Listener, ListenOptions, TlsOptions } from "./transport.ts";
import { connectionError, type ConnectionPlace } from "./connection_errors.ts";
import {
  authorities,
  checkCredentials,
  checkKey,
  checkServerCredentials,
  refusedCredentials,
} from "./tls_credentials.ts";
import { type NodeSocket, NodeStream } from "./node_stream.ts";

/** Keeps connections through quiet firewalls alive, and finds peers that vanished. */
const KEEP_ALIVE_MS = 60_000;

/** Opens a TCP or TLS connection. */
export async function dialNode(options: DialOptions): Promise<ByteStream> {
  const { signal } = options;
  signal?.throwIfAborted();
  const place = placeOf(options);
  const socket = options.tls === undefined ? await openTcp(options) : await openTls(options, place);
  try {
    await connected(socket, options, place);
  } catch (error) {
    socket.on("error", () => {});
    socket.destroy();
    throw error;
  }
  return new NodeStream(socket, place);
}

/** Where a dial goes, for its errors. */
export function placeOf(options: DialOptions): ConnectionPlace {
  const { host, port, tls } = options;
  return { host, port, tls: tls !== undefined, serverName: tls?.serverName };
}

/** Whether a host is an IP address: it is not sent as the server name of TLS, which knows names only. */
export function isAddress(host: string): boolean {
  return host.includes(":") || /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
}

interface OpeningSocket extends NodeSocket {
  once(event: string, listener: () => void): unknown;
  off(event: string, listener: () => void): unknown;
}

async function openTcp(options: DialOptions): Promise<OpeningSocket> {
  const net = await import("node:net");
  options.signal?.throwIfAborted();
  return net.connect(socketOptions(options));
}

async function openTls(options: DialOptions, place: ConnectionPlace): Promise<OpeningSocket> {
  checkCredentials(options.tls ?? {}, place);
  await checkKey(options.tls ?? {}, place);
  const tls = await import("node:tls");
  options.signal?.throwIfAborted();
  const { serverName, verify = true } = options.tls ?? {};
  try {
    return tls.connect({
      ...socketOptions(options),
      ...credentials(options.tls ?? {}),
      servername: serverName ?? (isAddress(options.host) ? "" : options.host),
      rejectUnauthorized: verify,
      ...(serverName === undefined ? {} : {
        checkServerIdentity: (_host: string, certificate: Parameters<typeof tls.checkServerIdentity>[1]) =>
          tls.checkServerIdentity(serverName, certificate),
      }),
    });
  } catch (error) {
    throw refusedCredentials(error, place);
  }
}

function socketOptions(options: DialOptions) {
  return {
    host: options.host,
    port: options.port,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_MS,
    allowHalfOpen: true,
  };
}

/** The options in Node's words; what is absent stays absent. */
function credentials(tls: TlsOptions): { ca?: string[]; cert?: string; key?: string; passphrase?: string } {
  const ca = authorities(tls);
  const { cert, key, passphrase } = tls;
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(passphrase === undefined ? {} : { passphrase }),
  };
}

/** Waits until the socket is connected and its handshake done. */
function connected(socket: OpeningSocket, options: DialOptions, place: ConnectionPlace): Promise<void> {
  const { signal, tls } = options;
  const done = tls === undefined ? "connect" : "secureConnect";
  let phase: "connect" | "handshake" = "connect";
  return new Promise<void>((resolve, reject) => {
    const settle = (end: () => void) => {
      signal?.removeEventListener("abort", onAbort);
      socket.off(done, onDone);
      socket.off("connect", onConnect);
      socket.off("error", onError as () => void);
      socket.off("close", onClose);
      end();
    };
    const onDone = () => settle(resolve);
    const onConnect = () => {
      phase = "handshake";
    };
    const onError = (error: unknown) => settle(() => reject(connectionError(error, phase, place)));
    const onClose = () =>
      settle(() => reject(connectionError(new Error("Socket closed while connecting"), phase, place)));
    const onAbort = () => settle(() => reject(signal?.reason));
    socket.once("connect", onConnect);
    socket.once(done, onDone);
    socket.once("error", onError as () => void);
    socket.once("close", onClose);
    signal?.addEventListener("abort", onAbort);
  });
}

/** Opens a listening socket, with TLS where asked. */
export async function listenNode(options: ListenOptions): Promise<Listener> {
  const { host = "127.0.0.1", port = 0, tls, accept } = options;
  const shaking = new Set<NodeSocket>();
  const onStream = (socket: NodeSocket & { readonly remoteAddress?: string; readonly remotePort?: number }) => {
    accept(
      new NodeStream(socket, {
        host: socket.remoteAddress ?? "client",
        port: socket.remotePort ?? 0,
        tls: tls !== undefined,
      }),
    );
  };
  const server = tls === undefined
    ? (await import("node:net")).createServer({ allowHalfOpen: true, noDelay: true, keepAlive: true }, onStream)
    : await tlsServer(tls, { place: { host, port }, onStream, shaking });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(listenError(error, host, port)));
    server.listen({ host, port }, () => resolve());
  });
  server.on("error", () => {});
  const bound = server.address() as { address: string; port: number };
  return {
    host: bound.address,
    port: bound.port,
    close: () => {
      // The callback of close() waits for every connection; here they stay open.
      server.close();
      for (const socket of shaking) socket.destroy();
      return Promise.resolve();
    },
  };
}

interface TlsServerParts {
  readonly place: { readonly host: string; readonly port: number };
  readonly onStream: (socket: NodeSocket) => void;
  readonly shaking: Set<NodeSocket>;
}

async function tlsServer(options: TlsOptions, { place, onStream, shaking }: TlsServerParts) {
  checkServerCredentials(options, place);
  await checkKey(options, place);
  const tls = await import("node:tls");
  const verify = options.ca !== undefined && (options.verify ?? true);
  const settings = {
    ...credentials(options),
    allowHalfOpen: true,
    noDelay: true,
    requestCert: options.ca !== undefined,
    rejectUnauthorized: verify,
  };
  let server: ReturnType<typeof tls.createServer>;
  try {
    server = tls.createServer(settings, (socket) => onStream(socket));
  } catch (error) {
    throw refusedCredentials(error, place);
  }
  server.on("connection", (socket: NodeSocket & OpeningSocket) => {
    shaking.add(socket);
    socket.once("close", () => shaking.delete(socket));
  });
  server.on("secureConnection", () => {});
  // A failed handshake ends its own connection only.
  server.on("tlsClientError", (_error: Error, socket: NodeSocket) => void socket.destroy());
  return server;
}

/** The error of a port that cannot be listened on. */
export function listenError(cause: unknown, host: string, port: number): Error {
  const why = cause instanceof Error ? cause.message : String(cause);
  const inUse = /EADDRINUSE|AddrInUse|address already in use|in use/i.test(
    `${(cause as { code?: unknown }).code} ${(cause as Error).name} ${why}`,
  );
  if (!inUse) return connectionError(cause, "connect", { host, port, tls: false });
  const problem = `Port ${port} of ${host} is in use already: choose another one, or 0 for a free one`;
  return new ConfigError(problem, { code: "INVALID_CONFIG", problems: [problem], cause });
}

/** All addresses of a name, in the system's order, looked up afresh. */
export async function resolveNode(host: string): Promise<readonly string[]> {
  if (isAddress(host)) return [host];
  const { lookup } = await import("node:dns/promises");
  try {
    const found = await lookup(host, { all: true, verbatim: true });
    return found.map((entry) => entry.address);
  } catch (error) {
    throw connectionError(error, "resolve", { host, port: 0, tls: false });
  }
}
