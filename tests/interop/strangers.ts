// Other people's clients, made ready to run (built or installed into the cache, pinned), and the run of their programs
// against a broker. Called by the *.interop.test.ts files; must not know what the programs check.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { installPeers } from "../../bench/peers.ts";
import { cacheDir, fetchJars, findJava } from "../../tools/kafka/jars.ts";
import { buildOnce, compileJava, javacOf } from "../../tools/kafka/java.ts";
import { runProgram } from "../../tools/kafka/processes.ts";

/** A client that can be run: its command without the arguments, or why it can't be on this machine. */
export type Stranger = { readonly command: readonly string[]; readonly cwd?: string } | { readonly missing: string };

const HERE = dirname(fileURLToPath(import.meta.url));
const KAFKA_VERSION = "4.4.0";
const CONFLUENT_KAFKA = "2.16.1";
const INSTALL_LIMIT_MS = 600_000;

/** The Java client. */
export async function javaClient(): Promise<Stranger> {
  let java: string;
  let jars: string;
  try {
    java = await findJava();
    jars = await fetchJars(KAFKA_VERSION, console.log);
  } catch (error) {
    return notInstalled("the Java client", error);
  }
  if (!await works([javacOf(java), "-version"])) {
    return { missing: "The Java on this machine has no compiler: the Java client is not run" };
  }
  const classes = await compileJava({ java, jars, source: join(HERE, "java", "Interop.java"), release: "17" });
  const quiet = `-Dlog4j2.configurationFile=${join(HERE, "java", "log4j2.properties")}`;
  const classpath = `${join(jars, "*")}${delimiter}${classes}`;
  return { command: [java, "-Xmx256m", "-XX:TieredStopAtLevel=1", quiet, "-cp", classpath, "Interop"] };
}

/** franz-go. */
export async function franzGo(): Promise<Stranger> {
  if (!await works(["go", "version"])) return { missing: "Go is not on this machine: franz-go is not run" };
  const folder = join(HERE, "go");
  const sources = ["main.go", "go.mod", "go.sum"].map((name) => join(folder, name));
  try {
    const target = join(cacheDir(), "interop", `go-${hashOf(sources)}`);
    await buildOnce(target, (part) => orThrow(["go", "build", "-o", part, "."], folder));
    return { command: [target] };
  } catch (error) {
    return notInstalled("franz-go", error);
  }
}

/** librdkafka, by the Python package confluent-kafka. */
export async function librdkafka(): Promise<Stranger> {
  if (!await works(["python3", "-m", "venv", "--help"])) {
    return { missing: "Python 3 with venv is not on this machine: librdkafka is not run" };
  }
  const program = join(HERE, "python", "interop.py");
  const folder = join(cacheDir(), "interop", `confluent-kafka-${CONFLUENT_KAFKA}`);
  const python = join(folder, "bin", "python");
  if (existsSync(join(folder, "ready"))) return { command: [python, program] };
  rmSync(folder, { recursive: true, force: true });
  const packages = `confluent-kafka==${CONFLUENT_KAFKA}`;
  try {
    await orThrow(["python3", "-m", "venv", folder]);
    await orThrow([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", packages]);
  } catch (error) {
    return notInstalled("librdkafka", error);
  }
  writeFileSync(join(folder, "ready"), "");
  return { command: [python, program] };
}

/** kafkajs. */
export function kafkajs(): Promise<Stranger> {
  try {
    const cwd = installPeers();
    return Promise.resolve({ command: [process.execPath, join(HERE, "kafkajs", "interop.mjs")], cwd });
  } catch (error) {
    return Promise.resolve(notInstalled("kafkajs", error));
  }
}

/** Runs a program to its end; gives the lines that it printed, each `ok NAME` or `FAIL NAME: why`. */
export async function runProgramOf(
  { command, cwd }: { readonly command: readonly string[]; readonly cwd?: string },
  { bootstrap, prefix }: { readonly bootstrap: string; readonly prefix: string },
): Promise<string[]> {
  const { stdout, stderr, code } = await runProgram([...command, bootstrap, prefix], { cwd, timeoutMs: 240_000 });
  const lines = stdout.split("\n").filter((line) => /^(ok|FAIL) /.test(line));
  if (lines.length === 0) throw new Error(`the program said nothing (code ${code}): ${stderr.slice(-2000)}`);
  return lines;
}

/** Tells the contents of files apart. */
function hashOf(files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest("hex").slice(0, 12);
}

function notInstalled(name: string, error: unknown): Stranger {
  const why = (error instanceof Error ? error.message : String(error)).trim().split("\n").at(-1);
  return { missing: `${name} cannot be installed on this machine, so it is not run: ${why}` };
}

async function works(command: readonly string[]): Promise<boolean> {
  try {
    return (await runProgram(command)).code === 0;
  } catch {
    return false;
  }
}

async function orThrow(command: readonly string[], cwd?: string): Promise<void> {
  const { code, stdout, stderr } = await runProgram(command, { cwd, timeoutMs: INSTALL_LIMIT_MS });
  if (code !== 0) throw new Error(`${command.slice(0, 3).join(" ")} … ended with code ${code}: ${stderr}${stdout}`);
}
