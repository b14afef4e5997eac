// Who takes part in a workload, and the command that runs it: Samsa on three runtimes (from source or built), the
// JavaScript peers, the native references. Called by suite.ts.
import { join } from "node:path";
import type { Mode } from "../clients/job.ts";
import { installPeers } from "../peers.ts";
import { RUNTIMES } from "../runtimes.ts";
import { type Reference, REFERENCES } from "./references.ts";
import type { Workload } from "./workloads.ts";

/** One client on one runtime in one mode. */
export interface Contestant {
  /** Client and variant: `"samsa"`, `"kafkajs-idem"`, `"franz-go"`. */
  readonly client: string;
  /** Where it runs. */
  readonly runtime: "node" | "deno" | "bun" | "native";
  /** How it is driven. */
  readonly mode: Mode;
  /** Samsa's built package in place of its source. */
  readonly built: boolean;
}

/** How to start a contestant. */
export interface Command {
  /** Program and first arguments. */
  readonly command: readonly string[];
  /** Its environment. */
  readonly env: Readonly<Record<string, string>>;
}

const CLIENTS = join(import.meta.dirname ?? ".", "..", "clients");
const ON = ["node", "deno", "bun"] as const;
const PEERS = ["kafkajs", "kafkajs-idem", "platformatic", "platformatic-idem"] as const;
const NATIVE = Object.keys(REFERENCES);
const FAST: readonly Mode[] = ["enqueue", "sendAll", "concurrent"];

/** Everybody who takes part in a workload. `built` adds Samsa's built package beside its source. */
export function contestantsOf({ kind, scale }: Workload, built: boolean): Contestant[] {
  const found: Contestant[] = [];
  const add = (client: string, runtime: Contestant["runtime"], mode: Mode, isBuilt = false) =>
    found.push({ client, runtime, mode, built: isBuilt });
  const modes = kind === "bulk" ? FAST : [kind];
  for (const runtime of ON) {
    for (const mode of modes) {
      if (kind !== "start") add("samsa", runtime, mode);
      if (built || kind === "start") add("samsa", runtime, mode, true);
    }
    if (kind === "single") add("bare", runtime, "single");
  }
  const mode = kind === "bulk" ? "bulk" : kind;
  if (kind !== "bulk" || scale === "peers") {
    for (const runtime of ON) {
      for (const client of PEERS) {
        const bestMode = kind === "bulk" || kind === "single" || !client.endsWith("-idem");
        if (bestMode) add(client, runtime, mode);
      }
    }
  }
  if (kind !== "bulk" || scale === "native") { for (const client of NATIVE) add(client, "native", mode); }
  return found;
}

/** The name of a contestant in logs and tables. */
export function nameOf({ client, runtime, mode, built }: Contestant): string {
  const how = client === "samsa" && FAST.includes(mode) ? ` ${mode}` : "";
  return `${client}${how}${runtime === "native" ? "" : ` ${runtime}`}${built ? " built" : ""}`;
}

/** Finds out how to run contestants; installs what they need at the first question. */
export class Starter {
  readonly #references = new Map<string, Promise<Reference>>();
  #peers: string | undefined;

  /** The command, or why there is none on this machine. */
  async commandOf(one: Contestant): Promise<Command | { readonly missing: string }> {
    if (one.runtime === "native") {
      const known = this.#references.get(one.client) ?? REFERENCES[one.client]();
      this.#references.set(one.client, known);
      const reference = await known;
      return "missing" in reference ? reference : { command: reference.command, env: {} };
    }
    this.#peers ??= installPeers();
    const program = join(CLIENTS, one.mode === "start" ? "start.mjs" : "run.ts");
    const env = { SAMSA_PEERS: this.#peers, NODE_NO_WARNINGS: "1", ...(one.built ? { SAMSA_BUILT: "1" } : {}) };
    return { command: [...runtimeCommand(one), program], env };
  }
}

function runtimeCommand({ runtime, built, mode }: Contestant): string[] {
  if (runtime === "bun") return [RUNTIMES.bun];
  if (runtime === "node") return [RUNTIMES.node];
  // Without deno.json, so that the built package's own imports count.
  const config = built || mode === "start" ? ["--no-config", "--node-modules-dir=manual"] : [];
  return [RUNTIMES.deno, "run", "-A", "--no-check", "--quiet", ...config];
}
