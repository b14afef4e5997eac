// Bundles one test file as a worker: condition "workerd", node:test replaced by node_test.ts. Called by run.ts.
import { build } from "esbuild";
import path from "node:path";

/** What to bundle. */
export interface BundleOptions {
  /** The project's folder. */
  readonly root: string;
  /** The test file, relative to it. */
  readonly file: string;
  /** Global values that exist before the test file is evaluated. */
  readonly globals: Readonly<Record<string, unknown>>;
}

/** The worker's code: its fetch handler runs the tests and answers with their records. */
export async function bundleWorker({ root, file, globals }: BundleOptions): Promise<string> {
  const entry = `import ${JSON.stringify(path.join(root, file))};
import { run } from "node:test";
export default {
  async fetch() {
    const stray = await run();
    return Response.json({ records: globalThis.SAMSA_RECORDS ?? [], stray });
  },
};`;
  const result = await build({
    stdin: { contents: entry, resolveDir: root, loader: "ts" },
    banner: { js: `Object.assign(globalThis, ${JSON.stringify(globals)});` },
    bundle: true,
    write: false,
    format: "esm",
    target: "esnext",
    conditions: ["workerd"],
    mainFields: ["module", "main"],
    platform: "neutral",
    alias: { "node:test": path.join(root, "tests/edge/node_test.ts") },
    external: ["node:*", "cloudflare:*"],
    logLevel: "silent",
  });
  return result.outputFiles[0].text;
}
