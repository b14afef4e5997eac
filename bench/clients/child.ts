// Runs one client, one job, in a process of its own, and reads what it printed. Called by produce/suite.ts and
// end_to_end.ts.
import { spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import type { Command } from "../produce/contestants.ts";
import { type Job, jobArguments, type Measured } from "./job.ts";

const RUN_LIMIT_MS = 300_000;

/** Does a job; rejects with what the client said when it printed no result. */
export async function runClient({ command, env }: Command, job: Job): Promise<Measured> {
  const [program, ...args] = [...command, ...jobArguments(job)];
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
  const timer = setTimeout(() => child.kill("SIGKILL"), RUN_LIMIT_MS);
  let out = "", err = "";
  child.stdout.on("data", (text) => out += text);
  child.stderr.on("data", (text) => err += text);
  await once(child, "close");
  clearTimeout(timer);
  const line = out.trim().split("\n").at(-1) ?? "";
  if (!line.startsWith("{")) {
    const why = /^.*(Error|error|cannot|Cannot).*$/m.exec(err)?.[0] ?? err.trim().split("\n")[0];
    throw new Error(`it printed no result (code ${child.exitCode}${child.signalCode ?? ""}): ${why || out}`);
  }
  return JSON.parse(line) as Measured;
}
