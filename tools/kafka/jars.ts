// Gets what real brokers need on this machine: a Java that is new enough, and the jars of a Kafka version, fetched
// once by Maven into a cache folder. Called by cluster.ts, java.ts and tools/kafka.ts.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { runProgram } from "./processes.ts";
import { type BrokerVersion, brokerVersion } from "./versions.ts";

/** Told one line of progress at a time. */
export type Progress = (line: string) => void;

/** The folder of this file, where the poms, log settings and Java programs are. */
export const KAFKA_TOOLS_DIR: string = dirname(fileURLToPath(import.meta.url));

const ADVICE = "install a JDK 17 or newer and Maven, or leave the real brokers out with `npm test -- --no-live`";

/** Where Samsa's tools keep what they fetch: SAMSA_CACHE, else XDG_CACHE_HOME/samsa, else ~/.cache/samsa. */
export function cacheDir(): string {
  const { SAMSA_CACHE, XDG_CACHE_HOME } = process.env;
  if (SAMSA_CACHE) return SAMSA_CACHE;
  return join(XDG_CACHE_HOME || join(homedir(), ".cache"), "samsa");
}

let found: Promise<string> | undefined;

/** The java binary (of JAVA_HOME, else of PATH), checked to be 17 or newer with its compiler; else one clear sentence. */
export function findJava(): Promise<string> {
  found ??= checkJava();
  return found;
}

async function checkJava(): Promise<string> {
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin", "java") : "java";
  let text: string;
  try {
    const run = await runProgram([java, "-XshowSettings:properties", "-version"]);
    text = run.stderr + run.stdout;
  } catch {
    throw new Error(`real Kafka brokers need Java, and there is no "${java}": ${ADVICE}`);
  }
  const version = Number(/java\.specification\.version = (?:1\.)?(\d+)/.exec(text)?.[1] ?? 0);
  if (version < 17) throw new Error(`real Kafka brokers need Java 17 or newer, and "${java}" is ${version}: ${ADVICE}`);
  return java;
}

/** The folder with the jars of a Kafka version; fetches them with Maven when they are not there yet. */
export async function fetchJars(version: string, onProgress: Progress = () => {}): Promise<string> {
  const row = brokerVersion(version);
  const target = jarsDir(row);
  if (existsSync(target)) return target;
  await findJava();
  const part = `${target}.${process.pid}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  onProgress(`Kafka ${row.kafka}: fetching its jars with Maven into ${target}`);
  try {
    await runMaven(row, { part, onProgress });
    if (!readdirSync(part).some((file) => file === `kafka_${row.scala}-${row.kafka}.jar`)) {
      throw new Error(`Maven ended without an error but brought no kafka_${row.scala}-${row.kafka}.jar`);
    }
    if (!existsSync(target)) renameSync(part, target); // else another process was faster
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
  onProgress(`Kafka ${row.kafka}: ${readdirSync(target).length} jars are there`);
  return target;
}

/** Where the jars of a version are or will be. */
export function jarsDir(row: BrokerVersion): string {
  return join(cacheDir(), "kafka", "jars", row.kafka);
}

async function runMaven(row: BrokerVersion, to: { part: string; onProgress: Progress }): Promise<void> {
  let files = 0;
  const command = [
    "mvn",
    "-B",
    "-Dstyle.color=never",
    "-f",
    join(KAFKA_TOOLS_DIR, "pom.xml"),
    `-Dkafka.version=${row.kafka}`,
    `-Dscala.version=${row.scala}`,
    ...(row.profile === null ? [] : [`-P${row.profile}`]),
    "dependency:copy-dependencies",
    "-DincludeScope=runtime",
    `-DoutputDirectory=${to.part}`,
  ];
  const onLine = (line: string) => {
    const file = /Downloaded .*\/([^/\s]+\.jar) \(([^)]*)\)/.exec(line);
    if (file !== null) to.onProgress(`Kafka ${row.kafka}: ${++files} ${file[1]} (${file[2]})`);
  };
  let run;
  try {
    run = await runProgram(command, { onLine, timeoutMs: 900_000 });
  } catch (cause) {
    if ((cause as { code?: string }).code !== "ENOENT") throw cause;
    throw new Error(`the jars of Kafka ${row.kafka} are fetched with Maven once, and there is no "mvn": ${ADVICE}`);
  }
  if (run.code === 0) return;
  const errors = run.stdout.split("\n").filter((line) => line.startsWith("[ERROR]")).slice(0, 3).join(" ");
  throw new Error(`Maven could not fetch Kafka ${row.kafka} (exit code ${run.code}): ${errors || run.stderr.trim()}`);
}
