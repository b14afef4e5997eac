// node build_npm.ts: builds the npm package into npm/. Runs under Node 24, Deno or Bun; called by
// tools/package_check.ts and for a release. tsc writes one .d.ts for each .ts; esbuild joins the code into one file for
// each entry point and chunks that they share, since 130 small files take Node four times as long to import.
import { spawnSync } from "node:child_process";
import { build } from "esbuild";
import { chmodSync, copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const root = path.dirname(fileURLToPath(import.meta.url));
const out = path.join(root, "npm");

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly description: string;
  readonly engines: Record<string, string>;
  readonly dependencies: Record<string, string>;
  readonly exports: Record<string, string>;
  readonly imports: Record<string, Record<string, string>>;
}

const read = (file: string) => JSON.parse(readFileSync(path.join(root, file), "utf8")) as Manifest;

/** Where types and code of a source file are in the package. */
function built(file: string): { types: string; default: string } {
  return { types: file.replace(/\.ts$/, ".d.ts"), default: file.replace(/\.ts$/, ".js") };
}

function builtEach(files: Record<string, string>): Record<string, { types: string; default: string }> {
  return Object.fromEntries(Object.entries(files).map(([name, file]) => [name, built(file)]));
}

/** What is imported by name, chosen by a condition, or run. */
function entryFiles(): string[] {
  const platforms = Object.values(read("package.json").imports["#platform"]);
  return [...new Set([...Object.values(read("deno.json").exports), ...platforms, "./cli/main.ts"])];
}

/** The package's own package.json. */
function manifest(): object {
  const deno = read("deno.json");
  const source = read("package.json");
  return {
    name: deno.name,
    version: deno.version,
    description: source.description,
    license: deno.license,
    type: "module",
    sideEffects: false,
    engines: source.engines,
    bin: { samsa: "./cli/main.js" },
    exports: { ...builtEach(deno.exports), "./package.json": "./package.json" },
    // The "deno" condition exists in the built package only: from source, Deno takes the alias from deno.json.
    imports: {
      "#platform": { deno: built("./transports/deno.ts"), ...builtEach(source.imports["#platform"]) },
    },
    dependencies: source.dependencies,
  };
}

rmSync(out, { recursive: true, force: true });
const tsc = path.join(root, "node_modules/typescript/bin/tsc");
const runner = "Deno" in globalThis ? ["run", "-A", tsc] : [tsc];
const { status } = spawnSync(process.execPath, [...runner, "-p", "tsconfig.build.json"], {
  cwd: root,
  stdio: "inherit",
});
if (status !== 0) process.exit(1);
await build({
  entryPoints: entryFiles(),
  absWorkingDir: root,
  outbase: root,
  outdir: out,
  bundle: true,
  splitting: true,
  // Comments are in the declarations; in the code they are a sixth of the time that an import takes. Short lines keep
  // the places in stack traces of use.
  minifyWhitespace: true,
  lineLimit: 120,
  chunkNames: "chunks/[name]-[hash]",
  format: "esm",
  platform: "neutral",
  target: "es2022",
  // "#platform" stays an import of the package itself, so that each runtime and bundler chooses by its condition.
  external: ["#platform", "node:*", "cloudflare:*", ...Object.keys(read("package.json").dependencies)],
  logLevel: "warning",
});
writeFileSync(path.join(out, "package.json"), JSON.stringify(manifest(), null, 2) + "\n");
for (const file of ["README.md", "LICENSE", "CHANGELOG.md"]) {
  if (existsSync(path.join(root, file))) copyFileSync(path.join(root, file), path.join(out, file));
}
chmodSync(path.join(out, "cli/main.js"), 0o755);
