// Other people's clients, made ready to run (built or installed into the cache, pinned), and the run of their programs
// against a broker. Called by the *.interop.test.ts files; must not know what the programs check.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { installPeers } from "../../bench/peers.ts";
import { cacheDir, fetchJars, findJava } from "../../tools/kafka/jars.ts";
import { runProgram } from "../../tools/kafka/processes.ts";

/** A client that can be run: its command without the arguments, or why it can't be on this machine. */
export type Stranger = { readonly command: readonly string[]; readonly cwd?: string } | { readonly missing: string };

const HERE = dirname(fileURLToPath(import.meta.url));
const KAFKA_VERSION = "4.4.0";
const CONFLUENT_KAFKA = "2.16.1";
const INSTALL_LIMIT_MS = 600_000;

/** The Java client. */
export async function javaClient(): Promise<Stranger> {
  const java = await findJava();
  const jars = join(await fetchJars(KAFKA_VERSION, console.log), "*");
  const source = join(HERE, "java", "Interop.java");
  const classes = await once("java", [source], async (target) => {
    mkdirSync(target, { recursive: true });
    const compiler = java.includes("/") ? join(dirname(java), "javac") : "javac";
    await orThrow([compiler, "--release", "17", "-nowarn", "-proc:none", "-cp", jars, "-d", target, source]);
  });
  const quiet = `-Dlog4j2.configurationFile=${join(HERE, "java", "log4j2.properties")}`;
  const classpath = `${jars}${delimiter}${classes}`;
  return { command: [java, "-Xmx256m", "-XX:TieredStopAtLevel=1", quiet, "-cp", classpath, "Interop"] };
}

/** franz-go. */
export async function franzGo(): Promise<Stranger> {
  if (!await works(["go", "version"])) return { missing: "Go is not on this machine: franz-go is not run" };
  const folder = join(HERE, "go");
  const sources = ["main.go", "go.mod", "go.sum"].map((name) => join(folder, name));
  try {
    const binary = await once("go", sources, (target) => orThrow(["go", "build", "-o", target, "."], folder));
    return { command: [binary] };
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
  const cwd = installPeers();
  return Promise.resolve({ command: [process.execPath, join(HERE, "kafkajs", "interop.mjs")], cwd });
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

/** Makes something from `sources` into the cache, once for each content; gives its path. */
async function once(
  name: string,
  sources: readonly string[],
  make: (target: string) => Promise<void>,
): Promise<string> {
  const hash = createHash("sha256").update(KAFKA_VERSION);
  for (const source of sources) hash.update(readFileSync(source));
  const target = join(cacheDir(), "interop", `${name}-${hash.digest("hex").slice(0, 12)}`);
  if (existsSync(target)) return target;
  mkdirSync(dirname(target), { recursive: true });
  const part = `${target}.${process.pid}.part`;
  await make(part);
  renameSync(part, target);
  return target;
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
