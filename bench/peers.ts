// The peers that Samsa is measured beside, pinned, in a folder of their own in the cache: the package does not depend
// on them.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheDir } from "../tools/kafka/jars.ts";

/** Names and versions. */
export const PEERS: Readonly<Record<string, string>> = { kafkajs: "2.2.4", "@platformatic/kafka": "2.12.1" };

/** Of the broker and of the Java client. */
export const KAFKA_VERSION = "4.4.0";

/** Installs the peers if they are not there; returns their folder. */
export function installPeers(): string {
  return installPackages("peers", PEERS);
}

/** Installs packages into a folder of the cache if they are not there; returns its path. */
export function installPackages(name: string, packages: Readonly<Record<string, string>>): string {
  const folder = join(cacheDir(), name);
  const wanted = JSON.stringify({ private: true, dependencies: packages }, null, 2);
  const manifest = join(folder, "package.json");
  if (existsSync(manifest) && readFileSync(manifest, "utf8") === wanted) return folder;
  console.error(`Installing ${Object.entries(packages).map(([name, version]) => `${name} ${version}`).join(", ")} …`);
  const part = `${folder}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  writeFileSync(join(part, "package.json"), wanted);
  execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"], {
    cwd: part,
    stdio: ["ignore", "ignore", "inherit"],
  });
  writeFileSync(join(part, "package.json"), wanted);
  rmSync(folder, { recursive: true, force: true });
  renameSync(part, folder);
  return folder;
}
