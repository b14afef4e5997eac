// The clients that are not JavaScript, made ready to run: fetched or built into the cache, pinned. What can't be had on
// this machine says why, and is left out in plain sight. Called by contestants.ts.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import process from "node:process";
import { librdkafka as installLibrdkafka } from "../../tests/interop/strangers.ts";
import { cacheDir, fetchJars, findJava } from "../../tools/kafka/jars.ts";
import { buildOnce, compileJava } from "../../tools/kafka/java.ts";
import { runProgram } from "../../tools/kafka/processes.ts";
import { KAFKA_VERSION } from "../peers.ts";

/** A program and its first arguments, or why there is none. */
export type Reference = { readonly command: readonly string[] } | { readonly missing: string };

const NATIVE = join(import.meta.dirname ?? ".", "..", "native");
/** Only its header file is used: the library is the newer one that comes with confluent-kafka. */
const HEADER_PACKAGE = "node-rdkafka@3.6.1";
const BUILD_LIMIT_MS = 600_000;

/** By the name of the client. */
export const REFERENCES: Readonly<Record<string, () => Promise<Reference>>> = {
  "franz-go": () => orMissing(franzGo),
  librdkafka: () => orMissing(librdkafka),
  java: () => orMissing(java),
};

async function orMissing(make: () => Promise<readonly string[]>): Promise<Reference> {
  try {
    return { command: await make() };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { missing: why.trim().split("\n").slice(0, 3).join(" ") };
  }
}

async function franzGo(): Promise<readonly string[]> {
  const folder = join(NATIVE, "go");
  const target = join(cacheDir(), "bench", `franz-go-${hashOf(...["main.go", "go.mod"].map((f) => join(folder, f)))}`);
  await buildOnce(target, (part) => orThrow([goBinary(), "build", "-o", part, "."], folder));
  return [target];
}

function goBinary(): string {
  const usual = "/usr/local/go/bin/go";
  return existsSync(usual) ? usual : "go";
}

async function librdkafka(): Promise<readonly string[]> {
  const source = join(NATIVE, "librdkafka.c");
  const python = await installLibrdkafka();
  if ("missing" in python) throw new Error(python.missing);
  const lib = librariesOf(dirname(dirname(python.command[0])));
  const library = readdirSync(lib).find((file) => file.startsWith("librdkafka-"));
  if (library === undefined) throw new Error("confluent-kafka brought no librdkafka");
  const headers = await headerFolder();
  const target = join(cacheDir(), "bench", `librdkafka-${hashOf(source)}`);
  await buildOnce(target, (part) =>
    orThrow([
      ...["gcc", "-O2", "-o", part, source, `-I${headers}`, join(lib, library)],
      ...[`-Wl,-rpath,${lib}`, "-Wl,--allow-shlib-undefined", "-lpthread"],
    ]));
  return [target];
}

/** Where a virtual environment of Python keeps the libraries of confluent-kafka. */
function librariesOf(environment: string): string {
  const lib = join(environment, "lib");
  const python = readdirSync(lib).find((folder) => folder.startsWith("python")) ?? "python3";
  return join(lib, python, "site-packages", "confluent_kafka.libs");
}

async function headerFolder(): Promise<string> {
  const target = join(cacheDir(), "bench", `rdkafka-header-${HEADER_PACKAGE.split("@")[1]}`);
  await buildOnce(target, async (part) => {
    mkdirSync(part, { recursive: true });
    await orThrow(["npm", "pack", HEADER_PACKAGE, "--ignore-scripts", "--silent"], part);
    const pack = readdirSync(part).find((file) => file.endsWith(".tgz")) ?? "";
    await orThrow(["tar", "xzf", pack, "--strip-components=4", "package/deps/librdkafka/src/rdkafka.h"], part);
    rmSync(join(part, pack));
  });
  return target;
}

async function java(): Promise<readonly string[]> {
  const binary = await findJava();
  const jars = await fetchJars(KAFKA_VERSION, console.error);
  const classes = await compileJava({
    java: binary,
    jars,
    source: join(NATIVE, "ProduceBench.java"),
    release: "17",
  });
  const quiet = `-Dlog4j2.configurationFile=${
    join(NATIVE, "..", "..", "tests", "interop", "java", "log4j2.properties")
  }`;
  return [binary, "-Xmx512m", quiet, "-cp", `${join(jars, "*")}${delimiter}${classes}`, "ProduceBench"];
}

/** Tells the contents of files apart. */
function hashOf(...files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest("hex").slice(0, 12);
}

async function orThrow(command: readonly string[], cwd: string = process.cwd()): Promise<void> {
  const { code, stdout, stderr } = await runProgram(command, { cwd, timeoutMs: BUILD_LIMIT_MS });
  if (code !== 0) throw new Error(`${command.slice(0, 2).join(" ")} ended with code ${code}: ${stderr}${stdout}`);
}
