// The programs of the runtimes, from the environment that tools/run.mjs prepares.
import process from "node:process";

/** Paths, or names where the environment tells none. */
export const RUNTIMES: Readonly<Record<"node" | "deno" | "bun", string>> = {
  node: process.env["SAMSA_NODE"] ?? process.execPath,
  deno: process.env["SAMSA_DENO"] ?? "deno",
  bun: process.env["SAMSA_BUN"] ?? "bun",
};
