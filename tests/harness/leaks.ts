// Finds what a test left open. Node tells its active resources; Bun and workerd tell nothing, so timers are counted
// there. Deno does not see what node:net opens, so on Linux the sockets of the process are counted on every runtime.
// Called by harness.ts before and after each test.
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

const timers = new Set<unknown>();
if (runtime === "bun" || runtime === "workerd") countTimers();

/** What is open now: names, one for each resource. */
export function openResources(): string[] {
  const pending = [...timers].filter(keepsAlive).map(() => "a pending timer");
  if (runtime === "workerd" || process === undefined) return pending;
  const active = runtime === "node" ? process.getActiveResourcesInfo?.() ?? [] : pending;
  return [...active, ...openSockets(process.getBuiltinModule("node:fs"))];
}

function keepsAlive(timer: unknown): boolean {
  return (timer as { hasRef?(): boolean }).hasRef?.() ?? true;
}

/** Puts counting functions in the place of the global timers. */
function countTimers(): void {
  const { setTimeout: once, setInterval: often, clearTimeout: cancel } = globalThis;
  const forget = (timer: Parameters<typeof cancel>[0]) => {
    timers.delete(timer);
    cancel(timer);
  };
  const counted = {
    setTimeout(fn: (...args: unknown[]) => void, ms?: number, ...args: unknown[]): unknown {
      const timer = once(() => {
        timers.delete(timer);
        fn(...args);
      }, ms);
      timers.add(timer);
      return timer;
    },
    setInterval(fn: (...args: unknown[]) => void, ms?: number, ...args: unknown[]): unknown {
      const timer = often(fn, ms, ...args);
      timers.add(timer);
      return timer;
    },
    clearTimeout: forget,
    clearInterval: forget,
  };
  Object.assign(globalThis, counted);
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
