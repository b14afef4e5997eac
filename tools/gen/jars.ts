// Gets jars by Maven into a cache folder and reads files out of them. Called by main.ts. Runs under Deno, Node and Bun.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { inflateRawSync } from "node:zlib";

/** `group:artifact:version` of a jar. */
export type Coordinates = `${string}:${string}:${string}`;

/** Folder that the jars go to: `SAMSA_CACHE`, else `samsa` under the user's cache folder. */
export function cacheFolder(): string {
  const home = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  return join(process.env.SAMSA_CACHE ?? join(home, "samsa"), "jars");
}

/** Path of a jar, fetched when it isn't there yet. */
export async function fetchJar(coordinates: Coordinates): Promise<string> {
  const [, artifact, version] = coordinates.split(":");
  const name = `${artifact}-${version}.jar`;
  const path = join(cacheFolder(), name);
  if (existsSync(path)) return path;
  console.error(`fetching ${name} by Maven`);
  const part = join(cacheFolder(), `${name}.part`);
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  await run("mvn", [
    "-B",
    "-Dstyle.color=never",
    "dependency:copy",
    `-Dartifact=${coordinates}`,
    `-DoutputDirectory=${part}`,
  ]);
  renameSync(join(part, name), path);
  rmSync(part, { recursive: true, force: true });
  return path;
}

/** Runs a program; its lines are shown when it downloads or fails. Gives its standard output. */
export function run(command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    let errors = "";
    child.stdout.on("data", (chunk) => {
      const text = String(chunk);
      output += text;
      for (const line of text.split("\n")) if (line.includes("Downloaded from")) console.error(line.trim());
    });
    child.stderr.on("data", (chunk) => errors += String(chunk));
    child.on("error", (error) => {
      const missing = (error as { code?: string }).code === "ENOENT";
      reject(missing ? new Error(`${command} is not installed: install it and run this again`) : error);
    });
    child.on("close", (status) => {
      if (status === 0) resolve(output);
      else {reject(
          new Error(`${command} ${args.join(" ")} ended with ${status}:\n${output.slice(-2000)}${errors.slice(-2000)}`),
        );}
    });
  });
}

/** The text of each file in a zip whose path begins with `prefix` and ends with `suffix`. */
export function readZip(path: string, prefix: string, suffix: string): Map<string, string> {
  const zip = readFileSync(path);
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  let end = zip.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) throw new Error(`${path} is no zip file: delete it and run this again`);
  const count = view.getUint16(end + 10, true);
  const files = new Map<string, string>();
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    const method = view.getUint16(at + 10, true);
    const size = view.getUint32(at + 20, true);
    const nameLength = view.getUint16(at + 28, true);
    const local = view.getUint32(at + 42, true);
    const name = new TextDecoder().decode(zip.subarray(at + 46, at + 46 + nameLength));
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (!name.startsWith(prefix) || !name.endsWith(suffix)) continue;
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const data = zip.subarray(start, start + size);
    files.set(name, new TextDecoder().decode(method === 0 ? data : inflateRawSync(data)));
  }
  return files;
}
