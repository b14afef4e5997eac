// Checks the module graph of the shipped code: imports point down, no cycles, no file that nothing reaches. Called by
// ok.ts; alone: `node tools/graph_check.ts`. The graph comes from `deno info --json`, which lists type imports too.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { importBreach, packageBreach, roomOf, rooms } from "./layers.ts";
import { root, runtimeBinary } from "./runtimes.mjs";

/** Files of the project, each with what it imports: files of the project and other specifiers. */
export type Graph = ReadonlyMap<string, { readonly files: readonly string[]; readonly others: readonly string[] }>;

/** What is wrong with a graph: one sentence each. `files` are all files of the rooms. */
export function graphProblems(graph: Graph, files: readonly string[]): string[] {
  const problems: string[] = [];
  for (const [from, imports] of graph) {
    const breaches = [
      ...imports.files.map((to) => importBreach(from, to)),
      ...imports.others.map((specifier) => packageBreach(from, specifier)),
    ];
    for (const breach of breaches) if (breach !== null) problems.push(`${from}: ${breach}`);
  }
  for (const cycle of cyclesOf(graph)) problems.push(`a cycle of imports: ${[...cycle, cycle[0]].join(" → ")}`);
  for (const file of files) if (!graph.has(file)) problems.push(`${file} is not reached from any entry point`);
  return problems;
}

/** The cycles of a graph, one for each way back that a walk in depth finds. */
export function cyclesOf(graph: Graph): string[][] {
  const cycles: string[][] = [];
  const state = new Map<string, "open" | "done">();
  const trail: string[] = [];
  const walk = (file: string) => {
    state.set(file, "open");
    trail.push(file);
    for (const next of graph.get(file)?.files ?? []) {
      if (state.get(next) === "open") cycles.push(trail.slice(trail.indexOf(next)));
      else if (!state.has(next)) walk(next);
    }
    trail.pop();
    state.set(file, "done");
  };
  for (const file of graph.keys()) if (!state.has(file)) walk(file);
  return cycles;
}

interface Dependency {
  readonly specifier: string;
  readonly code?: { readonly specifier?: string; readonly error?: string };
  readonly type?: { readonly specifier?: string; readonly error?: string };
}

interface Module {
  readonly specifier: string;
  readonly error?: string;
  readonly dependencies?: readonly Dependency[];
}

/** Reads the graph of the entry points with `deno info`. */
export function readGraph(deno: string, entries: readonly string[]): { graph: Graph; problems: string[] } {
  const graph = new Map<string, { files: string[]; others: string[] }>();
  const problems = new Set<string>();
  for (const entry of entries) {
    const text = execFileSync(deno, ["info", "--json", entry], { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
    for (const module of (JSON.parse(text) as { modules: Module[] }).modules) {
      const file = projectFile(module.specifier);
      if (module.error !== undefined) problems.add(`${file ?? module.specifier}: ${module.error}`);
      if (file !== null && !graph.has(file)) graph.set(file, importsOf(module));
    }
  }
  return { graph, problems: [...problems] };
}

function importsOf(module: Module): { files: string[]; others: string[] } {
  const files = new Set<string>();
  const others = new Set<string>();
  for (const dependency of module.dependencies ?? []) {
    for (const resolved of [dependency.code?.specifier, dependency.type?.specifier]) {
      const file = resolved === undefined ? null : projectFile(resolved);
      if (file !== null) files.add(file);
    }
    if (!dependency.specifier.startsWith(".") && !dependency.specifier.startsWith("#")) {
      others.add(dependency.specifier);
    }
  }
  return { files: [...files], others: [...others] };
}

function projectFile(specifier: string): string | null {
  const start = `${pathToFileURL(root)}/`;
  const file = specifier.startsWith(start) ? specifier.slice(start.length) : null;
  return file === null || file.startsWith("node_modules/") ? null : file;
}

/** The entry points: what deno.json exports, the command line, and the transports of all runtimes. */
export function entryFiles(): string[] {
  const { exports } = JSON.parse(readFileSync(path.join(root, "deno.json"), "utf8")) as {
    exports: Record<string, string>;
  };
  return [...new Set([...Object.values(exports).map((file) => file.replace(/^\.\//, "")), "cli/main.ts"])];
}

/** Every TypeScript file of the rooms. */
export function roomFiles(): string[] {
  const folders = new Set(rooms.flatMap(({ path }) => path).map((file) => file.split("/")[0]));
  const files: string[] = [];
  for (const folder of folders) {
    if (folder.endsWith(".ts")) files.push(folder);
    else if (existsSync(path.join(root, folder))) {
      const names = readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" });
      files.push(
        ...names.filter((name) => name.endsWith(".ts")).map((name) => `${folder}/${name.replaceAll("\\", "/")}`),
      );
    }
  }
  return files.filter((file) => existsSync(path.join(root, file))).sort();
}

/** All that is wrong with the project's own graph. */
export function checkProject(deno: string): string[] {
  const entries = entryFiles();
  const missing = entries.filter((file) => !existsSync(path.join(root, file)));
  const { graph, problems } = readGraph(deno, entries.filter((file) => !missing.includes(file)));
  const files = roomFiles();
  return [
    ...missing.map((file) => `the entry point ${file} is missing`),
    ...problems,
    ...files.filter((file) => roomOf(file) === undefined).map((file) => `${file} is in no room of tools/layers.ts`),
    ...graphProblems(graph, files),
  ];
}

if (import.meta.main) {
  const problems = checkProject(await runtimeBinary("deno"));
  console.log(problems.length === 0 ? "the graph is in order" : problems.join("\n"));
  process.exitCode = problems.length === 0 ? 0 : 1;
}
