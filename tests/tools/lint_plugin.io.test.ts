// The project's own lint rules: each finds what it should and leaves the rest alone. `Deno.lint` exists on Deno only.
import assert from "node:assert/strict";
import plugin from "../../tools/lint_plugin.ts";
import { test } from "../harness.ts";

const options = { runtimes: { only: ["deno" as const], why: "lint plugins run in Deno only" } };
const folder = new URL("../../", import.meta.url).pathname;

function lint(file: string, source: string): string[] {
  const found = Deno.lint.runPlugin(plugin, folder + file, `// What this file owns.\n${source}\n`);
  return found.map(({ id, message }) => `${id}: ${message}`);
}

interface Case {
  readonly file: string;
  readonly source: string;
  /** Start of each expected finding. */
  readonly found: readonly string[];
}

function check(name: string, cases: readonly Case[]): void {
  test(name, options, () => {
    for (const { file, source, found } of cases) {
      const actual = lint(file, source);
      assert.equal(actual.length, found.length, `${file}: ${source}\n${actual.join("\n")}`);
      found.forEach((start, i) => assert.ok(actual[i].startsWith(start), `${file}: ${source}\n${actual[i]}`));
    }
  });
}

const layer = "samsa/layers";
check("The layer rule finds imports that point up, of types and in every form", [
  { file: "src/net/a.ts", source: `import { x } from "../cluster/b.ts"; export { x };`, found: [layer] },
  { file: "src/net/a.ts", source: `import type { X } from "../cluster/b.ts"; export type { X };`, found: [layer] },
  { file: "src/net/a.ts", source: `export type { X } from "../cluster/b.ts";`, found: [layer] },
  { file: "src/net/a.ts", source: `export * from "../cluster/b.ts";`, found: [layer] },
  { file: "src/net/a.ts", source: `await import("../cluster/b.ts");`, found: [layer] },
  { file: "src/net/a.ts", source: `export const x: import("../cluster/b.ts").X | null = null;`, found: [layer] },
  { file: "src/producer/a.ts", source: `import "../consumer/b.ts";`, found: [layer] },
  { file: "embedded/a.ts", source: `import "../src/base/b.ts";`, found: [layer] },
  { file: "base/a.ts", source: `import "../tests/b.ts";`, found: [layer] },
]);

check("The layer rule lets imports point down or stay in their room", [
  { file: "src/net/a.ts", source: `import "../base/b.ts"; import "./c.ts"; import "../../errors/d.ts";`, found: [] },
  {
    file: "transports/platform.ts",
    source: `import type { Dial } from "./transport.ts"; export type { Dial };`,
    found: [],
  },
  { file: "tests/a.test.ts", source: `import "../src/net/a.ts"; import "node:fs";`, found: [] },
]);

check("The layer rule knows which room may import which package", [
  { file: "protocol/compression/a.ts", source: `import "fflate";`, found: [] },
  { file: "src/net/a.ts", source: `import "fflate";`, found: [layer] },
  { file: "src/net/a.ts", source: `import "node:net";`, found: [layer] },
  { file: "transports/a.ts", source: `import "node:net";`, found: [] },
  { file: "src/kafka.ts", source: `import "#platform";`, found: [] },
  { file: "protocol/wire/a.ts", source: `import "#platform";`, found: [layer] },
]);

check("The command line imports entry points only", [
  { file: "cli/a.ts", source: `import "../mod.ts"; import "../embedded/mod.ts"; import "./b.ts";`, found: [] },
  { file: "cli/a.ts", source: `import "../src/kafka.ts";`, found: [layer] },
]);

const globals = "samsa/runtime-globals";
check("Runtime globals and console are found outside transports/", [
  { file: "src/net/a.ts", source: `Deno.exit(); Buffer.from(""); process.exit();`, found: [globals, globals, globals] },
  { file: "src/net/a.ts", source: `console.log(1);`, found: [globals] },
  { file: "transports/a.ts", source: `Deno.exit(); console.log(1);`, found: [globals] },
  { file: "cli/a.ts", source: `process.exit(); console.log(1);`, found: [] },
  { file: "src/net/a.ts", source: `const a = { process: 1 }; a.process; a.Buffer;`, found: [] },
]);

const api = "samsa/banned-apis";
check("Raw time, timers and chance are found outside transports/", [
  { file: "base/a.ts", source: `Date.now(); new Date(); performance.now();`, found: [api, api, api] },
  { file: "base/a.ts", source: `setTimeout(f, 1); globalThis.setInterval(f, 1);`, found: [api, api] },
  { file: "base/a.ts", source: `Math.random(); crypto.randomUUID(); AbortSignal.timeout(1);`, found: [api, api, api] },
  { file: "base/a.ts", source: `p.finally(f); Math.log2(3); new WeakRef(a);`, found: [api, api, api] },
  { file: "base/a.ts", source: `new CompressionStream("gzip"); let a: ReadableStream;`, found: [api, api] },
  { file: "transports/a.ts", source: `Date.now(); setTimeout(f, 1);`, found: [] },
  { file: "base/a.ts", source: `new Date(5); socket.setTimeout(5); Math.floor(1.5); Math.sqrt(4);`, found: [] },
  { file: "src/producer/web_stream.ts", source: `new ReadableStream();`, found: [] },
  { file: "tests/a.test.ts", source: `Date.now();`, found: [] },
]);

const shipped = "samsa/shipped-syntax";
check("Syntax and built-ins that Node 22 lacks are found in shipped code", [
  { file: "src/net/a.ts", source: `using a = b; await using c = d;`, found: [shipped, shipped] },
  {
    file: "transports/a.ts",
    source: `new AsyncDisposableStack(); Uint8Array.fromBase64("");`,
    found: [shipped, shipped],
  },
  { file: "src/net/a.ts", source: `a.toHex(); b!.c;`, found: [shipped, shipped] },
  { file: "tests/a.test.ts", source: `using a = b;`, found: [] },
]);

const lines = (count: number) => Array.from({ length: count }, (_, i) => `a(${i});`).join("\n");
check("Long files and functions are found", [
  { file: "src/net/a.ts", source: lines(600), found: ["samsa/size"] },
  { file: "src/net/a.ts", source: `function f() {\n${lines(60)}\n}`, found: ["samsa/size"] },
  { file: "src/net/a.ts", source: `const f = () => {\n${lines(60)}\n};`, found: ["samsa/size"] },
  { file: "src/net/a.ts", source: `function f() {\n${lines(58)}\n}`, found: [] },
  { file: "tests/a.test.ts", source: `test(() => {\n${lines(80)}\n});`, found: [] },
]);

check("Names that say nothing are found", [
  { file: "src/net/utils.ts", source: `a();`, found: ["samsa/names"] },
  { file: "src/net/socket_helpers.ts", source: `a();`, found: ["samsa/names"] },
  { file: "src/net/camelCase.ts", source: `a();`, found: ["samsa/names"] },
  { file: "src/net/a.ts", source: `class BaseClient {}`, found: ["samsa/names"] },
  { file: "src/net/a.ts", source: `interface ClientImpl { a: 1 }`, found: ["samsa/names"] },
  { file: "src/net/a.ts", source: `const baseOffset = 1; class Basement {}`, found: [] },
]);

const message = "samsa/error-messages";
check("Error messages have the project's form", [
  { file: "src/net/a.ts", source: "throw new ConnectionError(`the broker ${b} is gone`);", found: [message] },
  { file: "src/net/a.ts", source: `throw new Error("It is gone.");`, found: [message] },
  { file: "src/net/a.ts", source: `throw new Error("It is gone. " + "Start it again.");`, found: [message] },
  { file: "src/net/a.ts", source: `throw new Error("It isn't there");`, found: [message] },
  { file: "src/net/a.ts", source: "throw new Error(`${broker} is gone: start it`);", found: [] },
  { file: "src/net/a.ts", source: `throw new Error("It is gone. " + "Start it again");`, found: [] },
  { file: "src/net/a.ts", source: `throw new Error("next() was called twice");`, found: [] },
  { file: "src/net/a.ts", source: `throw new Error("lingerMs must be 0 or more");`, found: [] },
]);

test("A file without a head comment, and a note about unfinished work, are found", options, () => {
  const found = (source: string) => Deno.lint.runPlugin(plugin, `${folder}src/net/a.ts`, source).map(({ id }) => id);
  assert.deepEqual(found("a();\n"), ["samsa/file-form"]);
  assert.deepEqual(found(`// What it owns.\n// ${"TO"}${"DO"}: more\na();\n`), ["samsa/file-form"]);
  assert.deepEqual(found("#!/usr/bin/env node\n// What it owns.\na();\n"), []);
});
