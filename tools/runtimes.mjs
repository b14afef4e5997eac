// Gets the pinned runtimes and npm tools into a cache folder outside the project, and the project's own npm packages.
// Called by run.mjs and ok.ts. Plain JavaScript without npm imports: it starts under Node 18, Deno or Bun.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** The versions that the tests run on. */
export const pins = { deno: "2.9.6", bun: "1.4.5", node: "24.21.0" };

/** The other versions of Node on which the packed package is tried. */
export const extraNodes = ["22.15.0", "26.9.0"];

const windows = process.platform === "win32";

/** Where fetched things are kept: SAMSA_CACHE, else the cache folder of the system. */
export function cacheDir() {
  const { SAMSA_CACHE, XDG_CACHE_HOME } = process.env;
  if (SAMSA_CACHE) return path.resolve(SAMSA_CACHE);
  if (XDG_CACHE_HOME) return path.join(XDG_CACHE_HOME, "samsa");
  if (process.platform === "darwin") return path.join(os.homedir(), "Library", "Caches", "samsa");
  return path.join(os.homedir(), ".cache", "samsa");
}

/** Name of the npm package that holds a runtime's binary for this machine, and the binary's path in it. */
export function platformPackage(runtime) {
  const arch = process.arch;
  const exe = windows ? ".exe" : "";
  if (runtime === "deno") {
    const libc = process.platform === "linux" ? "-glibc" : "";
    return { name: `@deno/${process.platform}-${arch}${libc}`, binary: `deno${exe}` };
  }
  if (runtime === "bun") {
    const system = windows ? "windows" : process.platform;
    return { name: `@oven/bun-${system}-${arch === "arm64" ? "aarch64" : arch}`, binary: `bin/bun${exe}` };
  }
  const system = windows ? "win" : process.platform;
  const prefix = process.platform === "darwin" && arch === "arm64" ? "node-bin" : "node";
  return { name: `${prefix}-${system}-${arch}`, binary: `bin/node${exe}` };
}

/** The pinned binary of "deno", "bun" or "node": the running one if it is exactly that, else from the cache. */
export async function runtimeBinary(runtime, version = pins[runtime]) {
  if (runningRuntime().name === runtime && runningRuntime().version === version) return process.execPath;
  const { name, binary } = platformPackage(runtime);
  const folder = await install({
    what: `${runtime} ${version}`,
    folder: `runtimes/${runtime}-${version}`,
    packages: { [name]: version },
  });
  const file = path.join(folder, "node_modules", ...name.split("/"), binary);
  const flat = windows && runtime === "node" && !existsSync(file)
    ? path.join(path.dirname(path.dirname(file)), "node.exe")
    : file;
  if (!existsSync(flat)) {
    throw new Error(`the npm package ${name}@${version} has no ${binary}: delete ${folder} and try again`);
  }
  if (!windows) chmodSync(flat, 0o755);
  return flat;
}

/** The folder of an npm tool with its dependencies, outside the project. */
export function toolFolder(name, version) {
  return install({
    what: `${name} ${version}`,
    folder: `tools/${name.replaceAll("/", "+")}-${version}`,
    packages: { [name]: version },
  });
}

/** Which runtime runs this script. */
export function runningRuntime() {
  if (globalThis.Deno?.version?.deno) return { name: "deno", version: globalThis.Deno.version.deno };
  if (globalThis.Bun) return { name: "bun", version: globalThis.Bun.version };
  return { name: "node", version: process.versions.node };
}

/** Installs the project's npm packages unless node_modules holds just what package.json asks for. */
export async function installProject({ dev = true } = {}) {
  const json = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const wanted = { ...json.dependencies, ...(dev ? json.devDependencies : {}) };
  const missing = Object.entries(wanted).filter(([name, version]) => installedVersion(name) !== version);
  const stamp = path.join(root, "node_modules", ".samsa-installed");
  const hash = createHash("sha256").update(JSON.stringify(wanted)).digest("hex");
  const same = existsSync(stamp) && readFileSync(stamp, "utf8").split("\n").includes(hash);
  if (missing.length === 0 && same) return;
  await fill(root, {
    what: "the project's npm packages",
    omitDev: !dev && !existsSync(path.join(root, "node_modules")),
  });
  writeFileSync(stamp, `${hash}\n`);
}

function installedVersion(name) {
  const file = path.join(root, "node_modules", ...name.split("/"), "package.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).version : null;
}

/** Installs packages into the cache: into NAME.part first, then renamed, so that a folder that exists is whole. */
async function install({ what, folder, packages }) {
  const target = path.join(cacheDir(), folder);
  if (existsSync(target)) return target;
  const part = `${target}.${process.pid}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  writeFileSync(path.join(part, "package.json"), JSON.stringify({ private: true, dependencies: packages }));
  writeFileSync(path.join(part, "deno.json"), JSON.stringify({ nodeModulesDir: "manual", lock: false }));
  try {
    await fill(part, { what: `${what} into ${target}` });
    rename(part, target);
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
  return target;
}

function rename(part, target) {
  try {
    renameSync(part, target);
  } catch (error) {
    if (!existsSync(target)) throw error; // else another process was faster
  }
}

/** The words that start npm: the one on the PATH, else one in the cache run by the pinned Node. */
export async function npmCommand() {
  if (works("npm")) return ["npm"];
  const folder = await toolFolder("npm", "11.19.1");
  return [await runtimeBinary("node"), path.join(folder, "node_modules/npm/bin/npm-cli.js")];
}

/** Runs npm or `deno install`, whichever is there, without install scripts. */
async function fill(folder, { what, omitDev = false }) {
  const npm = [
    "npm",
    "install",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--no-package-lock",
    "--loglevel=error",
  ];
  if (omitDev) npm.push("--omit=dev");
  const deno = runningRuntime().name === "deno" ? process.execPath : "deno";
  const command = works("npm") ? npm : works(deno) ? [deno, "install"] : null;
  if (command === null) {
    throw new Error(
      `neither npm nor deno is on the PATH, and one of them has to fetch ${what}: install Node (with npm) or Deno`,
    );
  }
  const start = Date.now();
  console.log(`fetching ${what} …`);
  const tick = setInterval(() => console.log(`  … ${Math.round((Date.now() - start) / 1000)} s`), 5_000);
  try {
    const { code, output } = await run(command, { cwd: folder });
    if (code !== 0) {
      throw new Error(`"${command.join(" ")}" could not fetch ${what} (exit code ${code}):\n${output.trim()}`);
    }
  } finally {
    clearInterval(tick);
  }
  console.log(`  done in ${((Date.now() - start) / 1000).toFixed(1)} s`);
}

function works(program) {
  return spawnSync(program, ["--version"], { stdio: "ignore", shell: windows }).status === 0;
}

const children = new Set();
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    for (const child of children) child.kill("SIGTERM");
    process.exit(130);
  });
}

/**
 * Runs a program to its end: `{ code, output, late }`. With `inherit` the output goes straight to the terminal, else it
 * is collected. It is killed after `timeoutMs`.
 */
export function run(command, { cwd = root, env = process.env, inherit = false, timeoutMs = 0, onOutput } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = inherit ? "inherit" : ["ignore", "pipe", "pipe"];
    const child = spawn(command[0], command.slice(1), { cwd, env, stdio, shell: windows && command[0] === "npm" });
    children.add(child);
    const output = [];
    let late = false;
    const timer = timeoutMs > 0 ? setTimeout(() => (late = true, child.kill("SIGKILL")), timeoutMs) : undefined;
    const take = (text) => (output.push(text), onOutput?.(text));
    child.stdout?.setEncoding("utf8").on("data", take);
    child.stderr?.setEncoding("utf8").on("data", take);
    child.on("error", (error) => {
      clearTimeout(timer);
      children.delete(child);
      reject(error);
    });
    const end = (code) => {
      clearTimeout(timer);
      children.delete(child);
      resolve({ code: code ?? 128, output: output.join(""), late });
    };
    // A child's own children may keep its pipes open: after its exit wait for them a short while only.
    child.on("exit", (code) => setTimeout(end, 500, code).unref?.());
    child.on("close", end);
  });
}
