// The namespace of a runtime (Bun, Deno) as a platform finds it. Called by bun.ts and deno.ts; must not know what is in it.
import { ConfigError } from "../errors/config_error.ts";

/** The namespace itself; where it is missing, another runtime's platform was passed in. */
export function namespaceOf<T>(runtime: "Bun" | "Deno", found: T | undefined): T {
  if (found !== undefined) return found;
  const problem = `the platform of ${runtime} works in ${runtime} only: pass that of this runtime, or none`;
  throw new ConfigError(`There is no global ${runtime}: ${problem}`, {
    code: "UNSUPPORTED_BY_RUNTIME",
    problems: [problem],
  });
}
