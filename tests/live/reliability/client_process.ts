// Starts the producing process on the runtime that runs this, and speaks with it. Called by runner.ts.
import { buildSync, stop } from "esbuild";
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { runtime } from "../../harness.ts";
import type { ClientConfig, ClientLine, ClientReport } from "./client_config.ts";
import { Condition } from "./condition.ts";

const FLAGS = {
  node: ["--disable-warning=ExperimentalWarning"],
  deno: ["run", "-A", "--no-check", "--quiet"],
  bun: [],
  workerd: [],
};

/**
 * The program to start. On Node it is bundled as users have it: Node's own way to strip types from a source file holds
 * 40 MiB, which would count as the client's memory.
 */
function program(config: ClientConfig): string {
  const source = fileURLToPath(new URL("client.ts", import.meta.url));
  if (runtime !== "node") return source;
  const outfile = join(dirname(config.report), "client.mjs");
  buildSync({
    entryPoints: [source],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    conditions: ["node"],
    logLevel: "error",
  });
  void stop(); // else its worker outlives the test
  return outfile;
}

/** A line of one kind. */
type Line<Is extends ClientLine["is"]> = Extract<ClientLine, { readonly is: Is }>;

/** The running process. */
export class ProducingProcess {
  readonly #config: ClientConfig;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #heard = new Map<ClientLine["is"], ClientLine>();
  readonly #ended: Promise<void>;
  readonly #condition = new Condition();
  #errors = "";
  #exit: string | null = null;

  /** Starts it. */
  constructor(config: ClientConfig) {
    this.#config = config;
    this.#child = spawn(process.execPath, [...FLAGS[runtime], program(config), JSON.stringify(config)], {
      stdio: ["pipe", "pipe", "pipe"],
      env: process.env,
    });
    this.#child.stderr.setEncoding("utf8").on("data", (text: string) => this.#errors += text);
    this.#child.stdin.on("error", () => {}); // its exit tells
    createInterface({ input: this.#child.stdout }).on("line", (text) => this.#hear(text));
    this.#ended = new Promise((resolve) => {
      this.#child.on("close", (code, signal) => {
        this.#exit = `code ${code ?? signal}`;
        // Bun keeps the pipes of a process that has gone.
        for (const pipe of [this.#child.stdin, this.#child.stdout, this.#child.stderr]) pipe.destroy();
        this.#condition.changed();
        resolve();
      });
    });
  }

  /** Waits for a line. Rejects when the process ends without it. */
  async line<Is extends ClientLine["is"]>(is: Is, limitMs: number): Promise<Line<Is>> {
    const inTime = await this.#condition.until(() => this.#heard.has(is) || this.#exit !== null, limitMs);
    const found = this.#heard.get(is);
    if (found !== undefined) return found as Line<Is>;
    const how = inTime ? `ended with ${this.#exit} before it said "${is}"` : `did not say "${is}" within ${limitMs} ms`;
    throw new Error(`the producing process ${how}\n${this.#errors.trim()}`);
  }

  /** Whether it has said this. */
  said(is: ClientLine["is"]): boolean {
    return this.#heard.has(is);
  }

  /** Gives an order. */
  order(order: "end" | "close"): void {
    this.#child.stdin.write(`${order}\n`);
  }

  /** What it has reported, once it has said "settled". */
  report(): ClientReport {
    return JSON.parse(readFileSync(this.#config.report, "utf8")) as ClientReport;
  }

  /** Waits until it has gone; kills it when it does not go in time. */
  async ended(limitMs: number): Promise<void> {
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), limitMs);
    await this.#ended;
    clearTimeout(timer);
  }

  #hear(text: string): void {
    if (!text.startsWith('{"is":')) {
      this.#errors += `${text}\n`;
      return;
    }
    const line = JSON.parse(text) as ClientLine;
    this.#heard.set(line.is, line);
    this.#condition.changed();
  }
}
