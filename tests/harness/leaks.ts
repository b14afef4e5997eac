// Finds what a test left open. Node tells its active resources; Bun tells nothing and Deno does not see what node:net
// opens, so on Linux open sockets of the process are counted as well. Called by harness.ts before and after each test.
import { runtime } from "./runtime.ts";

interface Fs {
  readdirSync(folder: string): string[];
  readlinkSync(file: string): string;
}

interface Globals {
  readonly process?: {
    getBuiltinModule(name: string): Fs;
    getActiveResourcesInfo?(): string[];
  };
}

const { process } = globalThis as Globals;
const GRACE_MS = 1_000;
const FDS = "/proc/self/fd";

/** What is open now: names, one for each resource. */
export function openResources(): string[] {
  if (runtime === "workerd" || process === undefined) return [];
  const active = runtime === "node" ? process.getActiveResourcesInfo?.() ?? [] : [];
  return [...active, ...openSockets(process.getBuiltinModule("node:fs"))];
}

/** What is open beyond `before` after a grace time: closing takes a few turns. */
export async function waitUntilGone(before: readonly string[]): Promise<string[]> {
  const end = performance.now() + GRACE_MS;
  for (;;) {
    const left = beyond(before, openResources());
    if (left.length === 0 || performance.now() > end) return left;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function beyond(before: readonly string[], now: readonly string[]): string[] {
  const known = new Map<string, number>();
  for (const name of before) known.set(name, (known.get(name) ?? 0) + 1);
  return now.filter((name) => {
    const count = known.get(name) ?? 0;
    known.set(name, count - 1);
    return count <= 0;
  });
}

function openSockets(fs: Fs): string[] {
  let names: string[];
  try {
    names = fs.readdirSync(FDS);
  } catch {
    return []; // no Linux
  }
  const sockets: string[] = [];
  for (const name of names) {
    try {
      if (fs.readlinkSync(`${FDS}/${name}`).startsWith("socket:")) sockets.push("an open socket");
    } catch {
      // the handle that listed the folder is gone again
    }
  }
  return sockets;
}
