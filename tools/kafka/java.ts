// Runs the small Java programs beside this file with the jars of a cluster's version, compiled once into the cache.
// Called by java_records.ts and topics.ts.
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
  const classes = await compile(setup, program.name);
  const command = javaCommand(setup, [program.name, ...program.arguments], ["-Xmx256m"]);
  command[command.indexOf("-cp") + 1] += delimiter + classes;
  const run = await runProgram(command, options);
  if (run.code === 0) return run.stdout;
  throw new Error(
    `${program.name}.java ended with code ${run.code}: ${tail(run.stderr)}${tail(withoutData(run.stdout))}`,
  );
}

/** The folder of a program's classes; compiles when the source or the jars are new. */
async function compile(setup: JavaSetup, name: string): Promise<string> {
  const source = join(KAFKA_TOOLS_DIR, `${name}.java`);
  const hash = createHash("sha256").update(readFileSync(source)).digest("hex").slice(0, 12);
  const target = join(cacheDir(), "kafka", "classes", `${name}-${basename(setup.jars)}-${hash}`);
  if (existsSync(target)) return target;
  const part = `${target}.${process.pid}.part`;
  mkdirSync(part, { recursive: true });
  const jars = join(setup.jars, "*");
  const javac = join(dirname(setup.java), setup.java.endsWith(".exe") ? "javac.exe" : "javac");
  const command = [setup.java.includes("/") ? javac : "javac", "--release", "11", "-nowarn", "-proc:none", "-cp", jars];
  const run = await runProgram([...command, "-d", part, source]).catch(noCompiler);
  if (run.code !== 0) {
    rmSync(part, { recursive: true, force: true });
    throw new Error(`${name}.java does not compile with ${basename(setup.jars)}: ${tail(run.stderr + run.stdout)}`);
  }
  if (existsSync(target)) rmSync(part, { recursive: true, force: true });
  else renameSync(part, target);
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
