// The platform of workerd (Cloudflare Workers): cloudflare:sockets, which has no listening, no own authorities, no
// client certificates. Chosen by the "workerd" condition of "#platform". Must not know Kafka.
import type { Platform } from "./platform.ts";
import type { ByteStream, DialOptions } from "./transport.ts";
import { ConfigError } from "../errors/config_error.ts";
import { connectionError } from "./connection_errors.ts";
import { nativeCodecs } from "./native_codecs.ts";
import { secureRandom } from "./secure_random.ts";
import { systemClock } from "./system_clock.ts";
import { type WorkerdSocket, WorkerdStream } from "./workerd_stream.ts";

export type * from "./platform.ts";
export type * from "./transport.ts";

interface SocketAddress {
  readonly hostname: string;
  readonly port: number;
}

interface SocketsModule {
  connect(address: SocketAddress, options: {
    readonly secureTransport: "on" | "off" | "starttls";
    readonly allowHalfOpen: boolean;
  }): WorkerdSocket & { startTls(options: { readonly expectedServerHostname: string }): WorkerdSocket };
}

/** Opens a TCP or TLS connection. A connection belongs to the request (or Durable Object) that opened it. */
export async function dial(options: DialOptions): Promise<ByteStream> {
  const { host, port, tls, signal } = options;
  signal?.throwIfAborted();
  refuseUnsupported(options);
  const place = { host, port, tls: tls !== undefined, serverName: tls?.serverName };
  const otherName = tls?.serverName !== undefined && tls.serverName !== host ? tls.serverName : null;
  let socket: WorkerdSocket;
  try {
    const { connect } = await import("cloudflare:sockets") as SocketsModule;
    signal?.throwIfAborted();
    const secureTransport = tls === undefined ? "off" : otherName === null ? "on" : "starttls";
    const opened = connect({ hostname: host, port }, { secureTransport, allowHalfOpen: true });
    socket = otherName === null ? opened : startTls(opened, otherName);
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason;
    throw connectionError(error, "connect", place);
  }
  socket.closed.catch(() => {});
  try {
    await opening(socket, signal);
  } catch (error) {
    socket.close().catch(() => {});
    if (signal?.aborted === true) throw signal.reason;
    throw connectionError(error, tls === undefined ? "connect" : "handshake", place);
  }
  return new WorkerdStream(socket, place);
}

function startTls(socket: ReturnType<SocketsModule["connect"]>, name: string): WorkerdSocket {
  socket.opened.catch(() => {});
  socket.closed.catch(() => {});
  return socket.startTls({ expectedServerHostname: name });
}

/** What workerd cannot do ends here, rather than be left out in silence. */
function refuseUnsupported(options: DialOptions): void {
  const { ca, cert, key, passphrase, verify } = options.tls ?? {};
  const problems: string[] = [];
  const place = `${options.host}:${options.port}`;
  if (ca !== undefined) {
    problems.push(
      "tls.ca: workerd trusts public authorities only; use a certificate of one, or trustedCertificates in workerd's own configuration",
    );
  }
  if (cert !== undefined || key !== undefined || passphrase !== undefined) {
    problems.push(
      "tls.cert and tls.key: workerd has no client certificates; use SASL (SCRAM or OAUTHBEARER), or pass a dial of your own that goes through a tunnel",
    );
  }
  if (verify === false) {
    problems.push(
      "tls.verify: workerd always checks the server's certificate; use one that a public authority has signed",
    );
  }
  if (problems.length === 0) return;
  throw new ConfigError(`The TLS options for ${place} are not supported by workerd. ${problems.join(". ")}`, {
    code: "UNSUPPORTED_BY_RUNTIME",
    problems,
  });
}

function opening(socket: WorkerdSocket, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal?.reason);
    signal?.addEventListener("abort", onAbort);
    const done = () => signal?.removeEventListener("abort", onAbort);
    socket.opened.then(() => (done(), resolve()), (error) => (done(), reject(error)));
  });
}

/** What workerd gives to a client. It has no listening sockets, and looks names up itself. */
export const platform: Platform = {
  name: "workerd",
  dial,
  clock: systemClock,
  random: secureRandom,
  codecs: nativeCodecs,
  wasmCrc: false,
};

/** The platform of this runtime. */
export function loadPlatform(): Promise<Platform> {
  return Promise.resolve(platform);
}
