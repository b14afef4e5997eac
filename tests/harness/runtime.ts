// Tells which runtime the tests run on, and hands them settings from outside. Called by harness.ts and by tests.

/** The runtimes that Samsa is tested on. */
export type Runtime = "deno" | "bun" | "node" | "workerd";

interface Globals {
  readonly Deno?: { readonly version?: { readonly deno?: string } };
  readonly Bun?: unknown;
  readonly navigator?: { readonly userAgent?: string };
  readonly process?: { readonly env: Readonly<Record<string, string | undefined>> };
  readonly SAMSA_EDGE?: Readonly<Record<string, string>>;
}

const globals = globalThis as Globals;

/** The runtime that this test runs on. */
export const runtime: Runtime = findRuntime();

function findRuntime(): Runtime {
  if (globals.navigator?.userAgent === "Cloudflare-Workers") return "workerd";
  if (typeof globals.Deno?.version?.deno === "string") return "deno";
  return globals.Bun === undefined ? "node" : "bun";
}

/** A setting such as SAMSA_LIVE_BOOTSTRAP: from the environment, in workerd from what tests/edge/run.ts was given. */
export function setting(name: string): string | undefined {
  if (runtime === "workerd") return globals.SAMSA_EDGE?.[name];
  return globals.process?.env[name];
}
