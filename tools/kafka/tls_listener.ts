// Turns PEM files into TLS listeners of a broker: SSL and, where client certificates are asked for, MTLS.
// Called by cluster.ts.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ListenerPlan } from "./settings.ts";
import { atLeast } from "./versions.ts";

/** Paths of PEM files. */
export interface TlsFiles {
  /** The brokers' certificate chain; must be valid for localhost and 127.0.0.1. */
  readonly cert: string;
  /** Its private key, PKCS #8, not encrypted. */
  readonly key: string;
  /** Authority of client certificates; adds the listener MTLS, which demands one. */
  readonly clientCa?: string;
}

/** The listeners SSL and, with `clientCa`, MTLS. */
export function tlsListener(
  files: TlsFiles,
  options: { readonly dir: string; readonly version: string },
): ListenerPlan[] {
  if (!atLeast(options.version, "2.7")) throw new Error(`TLS needs Kafka 2.7 or newer here, not ${options.version}`);
  mkdirSync(options.dir, { recursive: true });
  const store = join(options.dir, "server.pem"); // Kafka wants key and chain in one file
  writeFileSync(store, `${readFileSync(files.key, "utf8").trim()}\n${readFileSync(files.cert, "utf8").trim()}\n`, {
    mode: 0o600,
  });
  const own = { "ssl.keystore.type": "PEM", "ssl.keystore.location": store };
  const plans: ListenerPlan[] = [{ name: "SSL", protocol: "SSL", settings: own }];
  if (files.clientCa === undefined) return plans;
  const trust = {
    "ssl.truststore.type": "PEM",
    "ssl.truststore.location": files.clientCa,
    "ssl.client.auth": "required",
  };
  plans.push({ name: "MTLS", protocol: "SSL", settings: { ...own, ...trust } });
  return plans;
}
