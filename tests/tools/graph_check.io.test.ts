// The graph check and the example finder, on graphs and texts made up for the purpose.
import assert from "node:assert/strict";
import { examplesOf } from "../../tools/doc_tests.ts";
import { cyclesOf, type Graph, graphProblems } from "../../tools/graph_check.ts";
import { test } from "../harness.ts";

function graphOf(imports: Record<string, string[]>): Graph {
  const entries = Object.entries(imports).map(([file, specifiers]) => {
    const files = specifiers.filter((specifier) => specifier.endsWith(".ts"));
    const others = specifiers.filter((specifier) => !specifier.endsWith(".ts"));
    return [file, { files, others }] as const;
  });
  return new Map(entries);
}

test("The graph check is content with imports that point down", () => {
  const graph = graphOf({ "mod.ts": ["src/kafka.ts"], "src/kafka.ts": ["base/a.ts"], "base/a.ts": [] });
  assert.deepEqual(graphProblems(graph, ["mod.ts", "base/a.ts"]), []);
});

test("The graph check finds an import that points up, and a package that is not listed", () => {
  const [up, other] = graphProblems(graphOf({ "base/a.ts": ["src/kafka.ts", "lodash"] }), []);
  assert.match(up, /^base\/a\.ts: base\/ must not import src\/kafka\.ts/);
  assert.match(other, /must not import the package lodash/);
});

test("The graph check finds cycles, and files that nothing reaches", () => {
  const graph = graphOf({ "base/a.ts": ["base/b.ts"], "base/b.ts": ["base/c.ts"], "base/c.ts": ["base/b.ts"] });
  assert.deepEqual(cyclesOf(graph), [["base/b.ts", "base/c.ts"]]);
  assert.deepEqual(graphProblems(graph, ["base/d.ts"]), [
    "a cycle of imports: base/b.ts → base/c.ts → base/b.ts",
    "base/d.ts is not reached from any entry point",
  ]);
});

const fence = "`".repeat(3);

test("The example finder takes fenced code from JSDoc, without its stars", () => {
  const text = `/**\n * Says.\n *\n * ${fence}ts\n * const a = 1;\n * ${fence}\n */\nconst s = "${fence}ts";\n`;
  assert.deepEqual(examplesOf("src/a.ts", text), [{ file: "src/a.ts", line: 4, ignored: false, code: "const a = 1;" }]);
});

test("The example finder takes TypeScript and JavaScript from Markdown, and sees what is ignored", () => {
  const text = `${fence}sh\nls\n${fence}\n\n${fence}ts ignore\na();\n${fence}\n\n${fence}js\nb();\n${fence}\n`;
  const found = examplesOf("README.md", text).map(({ line, ignored, code }) => [line, ignored, code]);
  assert.deepEqual(found, [[5, true, "a();"], [9, false, "b();"]]);
});
