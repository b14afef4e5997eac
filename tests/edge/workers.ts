// Starts workerd with one worker for each bundle, behind one port, and ends it. Called by run.ts; knows no tests.
import { spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";

/** A running workerd. */
export interface Workers {
  /** The address of a bundle's worker. */
  urlOf(file: string): string;
  /** What workerd has printed since the last call. */
  takeOutput(): string;
  /** Ends it. */
  stop(): Promise<void>;
}

const ROUTER =
  `export default { fetch(request, env) { return env[new URL(request.url).pathname.slice(1)].fetch(request); } };`;

/** How workers are started. */
export interface WorkersOptions {
  /** PEM file of an authority that TLS connections trust; workerd takes it from its own config only. */
  readonly ca: string | null;
}

/** Starts workerd and waits until it listens. */
export async function startWorkers(
  bundles: readonly { file: string; code: string }[],
  { ca }: WorkersOptions,
): Promise<Workers> {
  const dir = mkdtempSync(path.join(os.tmpdir(), "samsa-edge-"));
  writeFileSync(path.join(dir, "router.js"), ROUTER);
  bundles.forEach(({ code }, i) => writeFileSync(path.join(dir, `w${i}.js`), code));
  if (ca !== null) copyFileSync(ca, path.join(dir, "ca.pem"));
  writeFileSync(path.join(dir, "config.capnp"), configOf(bundles.length, ca !== null));
  const child = spawn(workerdBinary(), ["serve", "--control-fd=3", path.join(dir, "config.capnp")], {
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => void (output += text));
  }
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    rmSync(dir, { recursive: true, force: true });
  };
  const port = await Promise.race([listening(child.stdio[3] as Readable), ended.then(() => null)]);
  if (port === null) {
    await stop();
    throw new Error(`workerd did not start:\n${output}`);
  }
  return {
    urlOf: (file) => `http://127.0.0.1:${port}/w${bundles.findIndex((bundle) => bundle.file === file)}`,
    takeOutput: () => [output, output = ""][0],
    stop,
  };
}

function workerdBinary(): string {
  const found: unknown = createRequire(import.meta.url)("workerd");
  return typeof found === "string" ? found : (found as { default: string }).default;
}

function configOf(count: number, ownCa: boolean): string {
  const tls = ownCa ? `, tlsOptions = (trustBrowserCas = true, trustedCertificates = [embed "ca.pem"])` : "";
  const ids = Array.from({ length: count }, (_, i) => `w${i}`);
  const services = ids.map((id) => `(name = "${id}", worker = .${id})`);
  const bindings = ids.map((id) => `(name = "${id}", service = "${id}")`);
  const workers = ids.map((id) => workerOf(id, ""));
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "router", worker = .router), ${services.join(", ")},
    (name = "internet", network = (allow = ["public", "private", "local"]${tls}))
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "router")]
);
${workerOf("router", `, bindings = [${bindings.join(", ")}]`)}
${workers.join("\n")}
`;
}

function workerOf(id: string, more: string): string {
  return `const ${id} :Workerd.Worker = (modules = [(name = "${id}.js", esModule = embed "${id}.js")],
  compatibilityDate = "2026-10-01"${more});`;
}

function listening(control: Readable): Promise<number> {
  return new Promise((resolve) => {
    let text = "";
    control.setEncoding("utf8").on("data", (more: string) => {
      text += more;
      const port = /"event":"listen".*?"port":(\d+)/.exec(text)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
  });
}
