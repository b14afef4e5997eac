// `samsa broker` as a child process of this runtime, on a free port. Called by the tests of the command line, the
// interoperability tests and the benchmarks; must not know Kafka.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A broker that runs. */
export interface SamsaBroker {
  /** `"127.0.0.1:PORT"` of its first node. */
  readonly address: string;
  /** Ends it as SIGTERM does; gives its exit code. */
  stop(): Promise<number | null>;
}

const MAIN = fileURLToPath(new URL("../cli/main.ts", import.meta.url));

/** The command line of `samsa` under this runtime, without arguments. */
export const SAMSA: readonly string[] = [
  process.execPath,
  ...("Deno" in globalThis ? ["run", "-A", "--no-check", "--quiet"] : []),
  MAIN,
];

/** Environment in which it prints nothing but its own lines. */
export const SAMSA_ENV: NodeJS.ProcessEnv = { ...process.env, NODE_NO_WARNINGS: "1", NO_COLOR: "1" };

/** Starts one; `args` follow `--listen`. Rejects with what it said when it did not start. */
export async function startSamsaBroker(...args: readonly string[]): Promise<SamsaBroker> {
  const [program, ...first] = SAMSA;
  const child: ChildProcess = spawn(program, [...first, "broker", "--listen", "127.0.0.1:0", ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    env: SAMSA_ENV,
  });
  const ended = once(child, "close");
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const [line] = await Promise.race([once(lines, "line"), ended.then(() => ["nothing"])]) as [string];
  const address = /^ready (127\.0\.0\.1:\d+)$/.exec(line)?.[1];
  if (address === undefined) throw new Error(`samsa broker did not start: it said ${line}`);
  return {
    address,
    stop: async () => {
      // Not child.kill(): Deno then reports the signal even when the child ended in good order.
      process.kill(child.pid as number, "SIGTERM");
      lines.close();
      const [code] = await ended;
      return code;
    },
  };
}
