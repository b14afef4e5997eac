// Bundles one test file as a worker: condition "workerd", node:test replaced by node_test.ts. Called by run.ts.
import { build } from "esbuild";
import { SourceMap, type SourceMapPayload } from "node:module";
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

/** A bundled test file. */
export interface Bundle {
  /** The test file. */
  readonly file: string;
  /** The worker's code: its fetch handler runs the tests and answers with their records. */
  readonly code: string;
  /** Puts source positions in the place of the worker's own in a text. */
  locate(text: string): string;
}

/** Bundles a test file. */
export async function bundleWorker({ root, file, globals }: BundleOptions): Promise<Bundle> {
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
    outfile: path.join(root, "worker.js"),
    sourcemap: "external",
    sourcesContent: false,
    format: "esm",
    target: "esnext",
    conditions: ["workerd"],
    mainFields: ["module", "main"],
    platform: "neutral",
    alias: { "node:test": path.join(root, "tests/edge/node_test.ts") },
    external: ["node:*", "cloudflare:*"],
    logLevel: "silent",
  });
  const [map, code] = result.outputFiles;
  return { file, code: code.text, locate: locator(JSON.parse(map.text)) };
}

function locator(payload: SourceMapPayload): (text: string) => string {
  const map = new SourceMap(payload);
  return (text) =>
    text.replace(/\bw\d+\.js:(\d+):(\d+)/g, (position, line, column) => {
      const entry = map.findEntry(Number(line) - 1, Number(column) - 1);
      if (!("originalSource" in entry)) return position;
      return `${entry.originalSource}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
    });
}
