// Starts, watches and ends the processes of the harness, always by process id and start time, never by name. Nothing
// stays open in the calling process, so that a test's leak check sees no child. Knows nothing of Kafka.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import process from "node:process";

/** A process, told apart from a later one that got the same id. */
export interface ProcessId {
  /** Process id. */
  readonly pid: number;
  /** When it started, in the words of the system. */
  readonly born: string;
}

/** State of a process. */
export type ProcessState = "running" | "paused" | "dead";

const BACKGROUND = 'log=$1; shift; "$@" >>"$log" 2>&1 </dev/null & echo $!';

/** Starts a program that outlives its caller's handles: no pipe, no child object, output appended to `log`. */
export function startDetached(
  command: readonly string[],
  options: { readonly log: string; readonly cwd: string },
): ProcessId {
  const run = spawnSync("/bin/sh", ["-c", BACKGROUND, "sh", options.log, ...command], {
    cwd: options.cwd,
    encoding: "utf8",
    env: process.env,
  });
  const pid = Number(String(run.stdout).trim());
  if (!Number.isInteger(pid) || pid <= 0) throw new Error(`cannot start ${command[0]}: ${String(run.stderr).trim()}`);
  return { pid, born: lookUp(pid)?.born ?? "" };
}

/** Whether the process still runs. A zombie is dead; a stopped one is paused. */
export function stateOf(id: ProcessId): ProcessState {
  const now = lookUp(id.pid);
  if (now === null || (id.born !== "" && now.born !== id.born)) return "dead";
  return now.letter === "T" || now.letter === "t" ? "paused" : "running";
}

/** Sends a signal when the process is still the same one; false when it has ended. */
export function signalProcess(id: ProcessId, signal: "SIGKILL" | "SIGTERM" | "SIGSTOP" | "SIGCONT"): boolean {
  if (stateOf(id) === "dead") return false;
  try {
    process.kill(id.pid, signal);
    return true;
  } catch {
    return false; // it ended between the look and the signal
  }
}

/** Waits until the process has ended; false when it has not in `timeoutMs`. */
export async function waitUntilDead(id: ProcessId, timeoutMs: number): Promise<boolean> {
  const end = Date.now() + timeoutMs;
  while (stateOf(id) !== "dead") {
    if (Date.now() > end) return false;
    await pause(30);
  }
  return true;
}

/** Ends a process: SIGTERM (a paused one is woken for it), and SIGKILL when it has not gone in `graceMs`; 0: SIGKILL at once. */
export async function endProcess(id: ProcessId, graceMs: number): Promise<void> {
  if (graceMs > 0) {
    signalProcess(id, "SIGTERM");
    signalProcess(id, "SIGCONT");
    if (await waitUntilDead(id, graceMs)) return;
  }
  signalProcess(id, "SIGKILL");
  await waitUntilDead(id, 10_000);
}

/** Resolves after `ms` milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** What a program that ran to its end has left. */
export interface RunResult {
  /** Exit code; 128 when a signal ended it. */
  readonly code: number;
  /** Standard output. */
  readonly stdout: string;
  /** Standard error. */
  readonly stderr: string;
}

/** Options of `runProgram`. */
export interface RunOptions {
  /** Text for standard input. */
  readonly input?: string;
  /** Called with each line of standard output as it comes. */
  readonly onLine?: (line: string) => void;
  /** Working directory. @default that of this process */
  readonly cwd?: string;
  /** The program is killed after this time. @default 120000 */
  readonly timeoutMs?: number;
}

/** Runs a program to its end. Rejects when it cannot be started or takes too long. */
export function runProgram(command: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command[0], command.slice(1), {
      stdio: ["pipe", "pipe", "pipe"],
      env: process.env,
      cwd: options.cwd,
    });
    const out: string[] = [];
    const err: string[] = [];
    let late = false;
    let rest = "";
    const timeoutMs = options.timeoutMs ?? 120_000;
    const timer = setTimeout(() => {
      late = true;
      child.kill("SIGKILL");
    }, timeoutMs);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out.push(text);
      if (options.onLine === undefined) return;
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) options.onLine(line);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => void err.push(text));
    child.on("error", (cause) => {
      clearTimeout(timer);
      reject(cause);
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      if (late) reject(new Error(`${command[0]} did not end within ${timeoutMs} ms`));
      else resolve({ code: code ?? 128, stdout: out.join(""), stderr: err.join("") });
    });
    child.stdin.on("error", () => {}); // it may end before it has read everything; its exit code tells
    child.stdin.end(options.input ?? "");
  });
}

function lookUp(pid: number): { born: string; letter: string } | null {
  if (existsSync("/proc/self/stat")) {
    try {
      const text = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
      return fields[0] === "Z" || fields[0] === "X" ? null : { letter: fields[0], born: fields[19] };
    } catch {
      return null;
    }
  }
  const run = spawnSync("ps", ["-o", "state=,lstart=", "-p", String(pid)], { encoding: "utf8" });
  const line = String(run.stdout).trim();
  if (line === "" || line.startsWith("Z")) return null;
  return { letter: line[0], born: line.slice(line.indexOf(" ")).trim() };
}
