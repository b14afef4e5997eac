// Opens a stream to a broker: fresh name resolution, every address in turn (KIP-302, 602), each within the connect
// timeout. Called by lane.ts; must not know Kafka's protocol.
import { within } from "../../base/abort.ts";
import { ConnectionError } from "../../errors/connection_error.ts";
import type { Clock } from "../../transports/platform.ts";
import type { ByteStream, Dial, DialOptions, TlsOptions } from "../../transports/transport.ts";
import { asConnectionError } from "./connection_failure.ts";

/** How streams are opened. */
export interface DialSettings {
  /** Opens one stream. */
  readonly dial: Dial;
  /** All addresses of a name; absent: the dial resolves names itself. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  /** Present: TLS. */
  readonly tls?: TlsOptions;
  /** Time. */
  readonly clock: Clock;
  /** Time limit of one attempt in ms, the TLS handshake included. */
  readonly connectTimeoutMs: number;
}

/** Where to. */
export interface DialTarget {
  /** Host name or address. */
  readonly host: string;
  /** Port. */
  readonly port: number;
  /** `"host:port (id 3)"`, for messages. */
  readonly broker: string;
  /** Ends the attempt. */
  readonly signal: AbortSignal;
}

/** Opens a stream, trying every address of the host; rejects with the last failure, which names them all. */
export async function openStream(target: DialTarget, settings: DialSettings): Promise<ByteStream> {
  const addresses = await addressesOf(target, settings);
  const failures: ConnectionError[] = [];
  for (const address of addresses) {
    target.signal.throwIfAborted();
    try {
      return await dialOnce(address, { target, settings });
    } catch (error) {
      if (target.signal.aborted) throw error;
      failures.push(asConnectionError(error, target.broker));
    }
  }
  const last = failures[failures.length - 1];
  if (failures.length === 1) throw last;
  throw new ConnectionError(
    `${target.broker}: none of ${addresses.length} addresses could be reached (${
      addresses.join(", ")
    }); the last one: ${last.message}`,
    { code: last.code, broker: target.broker, retriable: failures.some((failure) => failure.retriable), cause: last },
  );
}

async function addressesOf(target: DialTarget, settings: DialSettings): Promise<readonly string[]> {
  const { resolve, clock } = settings;
  if (resolve === undefined || isAddress(target.host)) return [target.host];
  let found: readonly string[];
  try {
    found = await within(resolve(target.host), {
      clock,
      signal: target.signal,
      timeoutMs: settings.connectTimeoutMs,
      what: `The look-up of ${target.host}`,
      onTimeout: () =>
        new ConnectionError(`The look-up of ${target.host} did not end within ${settings.connectTimeoutMs} ms`, {
          code: "CONNECT_TIMEOUT",
          retriable: true,
        }),
    });
  } catch (error) {
    throw asConnectionError(error, target.broker);
  }
  // With one address the name itself is dialed: the runtime's own messages then name the host.
  return found.length > 1 ? found : [target.host];
}

function dialOnce(
  address: string,
  options: { readonly target: DialTarget; readonly settings: DialSettings },
): Promise<ByteStream> {
  const { target, settings } = options;
  const limit = new AbortController();
  const forward = () => limit.abort(target.signal.reason);
  target.signal.addEventListener("abort", forward);
  return new Promise<ByteStream>((resolve, reject) => {
    const cancel = settings.clock.after(settings.connectTimeoutMs, () => {
      limit.abort(
        new ConnectionError(
          `No connection to ${address}:${target.port} within ${settings.connectTimeoutMs} ms (option connectTimeoutMs)`,
          { code: "CONNECT_TIMEOUT", broker: target.broker, retriable: true },
        ),
      );
    });
    const done = () => {
      cancel();
      target.signal.removeEventListener("abort", forward);
    };
    // A dial that does not listen to its signal still ends in time; the stream it may bring later is closed.
    limit.signal.addEventListener("abort", () => {
      done();
      reject(limit.signal.reason);
    });
    start(settings.dial, {
      host: address,
      port: target.port,
      ...tlsFor(target.host, settings.tls),
      signal: limit.signal,
    })
      .then((stream) => {
        if (limit.signal.aborted) return stream.close();
        done();
        resolve(stream);
      }, (error) => {
        done();
        reject(error);
      });
  });
}

/** A dial of the user may throw instead of rejecting. */
async function start(dial: Dial, options: DialOptions): Promise<ByteStream> {
  return await dial(options);
}

/** The certificate is checked against the name that was configured, whatever address was dialed. */
function tlsFor(host: string, tls: TlsOptions | undefined): { readonly tls?: TlsOptions } {
  if (tls === undefined) return {};
  return { tls: tls.serverName !== undefined || isAddress(host) ? tls : { ...tls, serverName: host } };
}

/** Whether a host is an IP address rather than a name. */
export function isAddress(host: string): boolean {
  return host.includes(":") || /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
}
