// Checks TLS options before anything is sent: what one runtime refuses with a riddle, another leaves out in silence.
// Called by the transports that take certificates; must not know sockets.
import { ConfigError } from "../errors/config_error.ts";
import type { TlsOptions } from "./transport.ts";

/** The address that the options are for, in messages. */
export interface CredentialsPlace {
  /** Host to dial, or to listen on. */
  readonly host: string;
  /** Port. */
  readonly port: number;
}

/** The authorities of `tls.ca` as a list; undefined when there are none. */
export function authorities(tls: TlsOptions): string[] | undefined {
  return tls.ca === undefined ? undefined : typeof tls.ca === "string" ? [tls.ca] : [...tls.ca];
}

/** Throws a `ConfigError` with every option that cannot be right. */
export function checkCredentials(tls: TlsOptions, place: CredentialsPlace): void {
  const { cert, key, passphrase } = tls;
  const problems: string[] = [];
  for (const text of authorities(tls) ?? []) {
    if (!isPem(text, "CERTIFICATE")) problems.push("tls.ca holds no certificate in PEM form");
  }
  if (cert !== undefined && !isPem(cert, "CERTIFICATE")) problems.push("tls.cert holds no certificate in PEM form");
  if (key !== undefined && !isPem(key, "PRIVATE KEY")) problems.push("tls.key holds no private key in PEM form");
  if (cert !== undefined && key === undefined) problems.push("tls.cert is given without its tls.key");
  if (key !== undefined && cert === undefined) problems.push("tls.key is given without its tls.cert");
  if (passphrase !== undefined && key === undefined) problems.push("tls.passphrase is given without a tls.key");
  if (problems.length > 0) throw credentialsError(problems, place);
}

/** The same for a server, which cannot do without a certificate. */
export function checkServerCredentials(tls: TlsOptions, place: CredentialsPlace): void {
  checkCredentials(tls, place);
  if (tls.cert === undefined) throw credentialsError(["listening with TLS needs tls.cert and tls.key"], place);
}

/** The same for what only a look inside can tell: passphrase, and whether key and certificate fit. Loads node:crypto. */
export async function checkKey(tls: TlsOptions, place: CredentialsPlace): Promise<void> {
  const { cert, key, passphrase } = tls;
  if (cert === undefined || key === undefined) return;
  const { createPrivateKey, createPublicKey } = await import("node:crypto");
  const publicPart = (of: Parameters<typeof createPublicKey>[0]) =>
    createPublicKey(of).export({ type: "spki", format: "der" });
  let why = passphrase === undefined
    ? "tls.key cannot be read: tls.passphrase may be missing"
    : "tls.passphrase does not open tls.key";
  try {
    const secret = createPrivateKey({ key, ...(passphrase === undefined ? {} : { passphrase }) });
    why = "tls.cert cannot be read";
    const [ours, certified] = [publicPart(secret), publicPart(cert)];
    why = "tls.key does not belong to tls.cert";
    if (!ours.equals(certified)) throw new Error("The public keys differ");
  } catch (error) {
    throw credentialsError([why], place, error);
  }
}

/** The error of options that cannot be used. `problems`: one sentence each. */
export function credentialsError(problems: readonly string[], place: CredentialsPlace, cause?: unknown): ConfigError {
  return new ConfigError(
    `The TLS options for ${place.host}:${place.port} cannot be used: ${
      problems.join("; ")
    }. Certificates and keys are PEM texts, not file names`,
    { code: "INVALID_CONFIG", problems, cause },
  );
}

/** The error of options that the runtime refused. */
export function refusedCredentials(cause: unknown, place: CredentialsPlace): ConfigError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return credentialsError([`the runtime refuses them (${why})`], place, cause);
}

function isPem(text: string, kind: string): boolean {
  return text.includes("-----BEGIN ") && text.includes(`${kind}-----`);
}
