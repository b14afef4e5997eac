// Runs the small Java programs beside this file with the jars of a cluster's version, compiled once into the cache.
// Called by java_records.ts, topics.ts and the interoperability tests.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, delimiter, dirname, join } from "node:path";
import process from "node:process";
import { cacheDir, KAFKA_TOOLS_DIR } from "./jars.ts";
import { javaCommand, type JavaSetup } from "./launch.ts";
import { type RunOptions, runProgram } from "./processes.ts";

/** A program to run. */
export interface JavaProgram {
  /** Class name: `Produce` is Produce.java. */
  readonly name: "Produce" | "Consume" | "OldConsume" | "Topics";
  /** Its arguments. */
  readonly arguments: readonly string[];
}

/** Runs a program of this folder and gives its standard output; rejects with what it said when its code is not 0. */
export async function runJava(setup: JavaSetup, program: JavaProgram, options: RunOptions = {}): Promise<string> {
  const source = join(KAFKA_TOOLS_DIR, `${program.name}.java`);
  const classes = await compileJava({ ...setup, source, release: "11" });
  const command = javaCommand(setup, [program.name, ...program.arguments], ["-Xmx256m"]);
  command[command.indexOf("-cp") + 1] += delimiter + classes;
  const run = await runProgram(command, options);
  if (run.code === 0) return run.stdout;
  throw new Error(
    `${program.name}.java ended with code ${run.code}: ${tail(run.stderr)}${tail(withoutData(run.stdout))}`,
  );
}

/** What is compiled, and against what. */
export interface JavaSource extends JavaSetup {
  /** The source file. */
  readonly source: string;
  /** Version of Java whose language and classes it may use. */
  readonly release: string;
}

/** The folder of a program's classes; compiles when the source or the jars are new. */
export async function compileJava({ java, jars, source, release }: JavaSource): Promise<string> {
  const hash = createHash("sha256").update(readFileSync(source)).digest("hex").slice(0, 12);
  const target = join(cacheDir(), "kafka", "classes", `${basename(source, ".java")}-${basename(jars)}-${hash}`);
  return await buildOnce(target, async (part) => {
    mkdirSync(part, { recursive: true });
    const command = [javacOf(java), "--release", release, "-nowarn", "-proc:none", "-cp", join(jars, "*"), "-d", part];
    const run = await runProgram([...command, source]).catch(noCompiler);
    if (run.code === 0) return;
    throw new Error(`${basename(source)} does not compile with ${basename(jars)}: ${tail(run.stderr + run.stdout)}`);
  });
}

/** The compiler beside a Java. */
export function javacOf(java: string): string {
  return java.includes("/") ? join(dirname(java), java.endsWith(".exe") ? "javac.exe" : "javac") : "javac";
}

/** Makes `target` with `make`, once for all processes of this machine; gives its path. */
export async function buildOnce(target: string, make: (part: string) => Promise<void>): Promise<string> {
  if (existsSync(target)) return target;
  mkdirSync(dirname(target), { recursive: true });
  const part = `${target}.${process.pid}.part`;
  try {
    await make(part);
    if (!existsSync(target)) renameSync(part, target); // else another process was faster
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
  return target;
}

function noCompiler(): never {
  throw new Error("this Java has no compiler (javac): install a JDK 17 or newer, not only a Java runtime");
}

function tail(text: string): string {
  return text.trim().split("\n").slice(-30).join("\n");
}

function withoutData(text: string): string {
  return text.split("\n").filter((line) => !line.startsWith("{")).join("\n");
}
