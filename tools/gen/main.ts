// Writes protocol/messages/ and the table of golden codecs from Kafka's own message schemas, fetched by Maven.
//   main.ts            writes the files
//   main.ts --check    compares instead; ends with 1 when they differ
// Runs under Deno, Node 24 and Bun. Needs Maven, Java (for the table of error codes) and deno (to format).
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { emitErrorCodes } from "./error_codes.ts";
import { emitFiles, type Files } from "./files.ts";
import { fetchJar, readZip, run } from "./jars.ts";
import { mergeReleases, wholeMessage } from "./merge.ts";
import { type Message, parseSchema, type RawSchema } from "./schema.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const MESSAGES = "protocol/messages";
const NEW = "4.4.0";
const OLD = "3.9.2";

async function schemasOf(artifact: string, version: string): Promise<Map<string, RawSchema>> {
  const jar = await fetchJar(`org.apache.kafka:${artifact}:${version}`);
  const schemas = new Map<string, RawSchema>();
  for (const text of readZip(jar, "common/message/", ".json").values()) {
    const schema = parseSchema(text);
    schemas.set(schema.name, schema);
  }
  console.error(`${artifact} ${version}: ${schemas.size} schemas`);
  return schemas;
}

async function generate(): Promise<Files> {
  const messages: Message[] = mergeReleases(
    await schemasOf("kafka-clients", OLD),
    await schemasOf("kafka-clients", NEW),
  );
  for (const artifact of ["kafka-group-coordinator", "kafka-transaction-coordinator"]) {
    const schemas = [...(await schemasOf(artifact, NEW)).values()].sort((a, b) => a.name < b.name ? -1 : 1);
    messages.push(...schemas.map(wholeMessage));
  }
  const versions = messages.reduce((sum, { valid }) => sum + valid[1] - valid[0] + 1, 0);
  console.error(`${messages.length} messages, ${versions} pairs of message and version`);
  const files = emitFiles(messages);
  files.set("error_codes.ts", await emitErrorCodes(NEW));
  return files;
}

/** Writes the files below `root` in the formatter's style. */
async function writeFiles(files: Files, root: string): Promise<void> {
  for (const [path, text] of files) {
    const target = join(root, MESSAGES, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  await run("deno", ["fmt", "--quiet", "--no-config", "--line-width", "120", join(root, MESSAGES)]);
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

async function check(files: Files): Promise<number> {
  const scratch = mkdtempSync(join(tmpdir(), "samsa-gen-"));
  try {
    await writeFiles(files, scratch);
    const wanted = new Set([...files.keys()].map((path) => relative("", join(MESSAGES, path))));
    const there = filesBelow(join(ROOT, MESSAGES)).map((path) => relative(ROOT, path));
    const different = [
      ...[...wanted].filter((path) => read(join(ROOT, path)) !== read(join(scratch, path))),
      ...there.filter((path) => !wanted.has(path)),
    ];
    for (const path of different) console.error(`${path} differs from what the schemas give`);
    console.error(
      different.length === 0 ? `${wanted.size} files are as generated` : "run tools/gen/main.ts to write them",
    );
    return different.length === 0 ? 0 : 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function read(path: string): string | null {
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}

async function main(args: readonly string[]): Promise<number> {
  const files = await generate();
  if (args.includes("--check")) return await check(files);
  await writeFiles(files, ROOT);
  const wanted = new Set([...files.keys()].map((path) => join(ROOT, MESSAGES, path)));
  for (const path of filesBelow(join(ROOT, MESSAGES))) if (!wanted.has(path)) rmSync(path);
  console.error(`${files.size} files written`);
  return 0;
}

main(process.argv.slice(2)).then((status) => process.exitCode = status, (error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
