// Finds out where it runs and loads that platform alone: for Deno, JSR and bundles without conditions, where
// "#platform" cannot be chosen beforehand.
import type { Platform } from "./platform.ts";

export type * from "./platform.ts";
export type * from "./transport.ts";

interface Marks {
  readonly Deno?: { readonly version?: { readonly deno?: string } };
  readonly Bun?: unknown;
  readonly navigator?: { readonly userAgent?: string };
}

/** The platform of this runtime. */
export async function loadPlatform(): Promise<Platform> {
  const { Deno, Bun, navigator } = globalThis as Marks;
  if (typeof Deno?.version?.deno === "string") return (await import("./deno.ts")).platform;
  if (Bun !== undefined) return (await import("./bun.ts")).platform;
  if (navigator?.userAgent === "Cloudflare-Workers") return (await import("./workerd.ts")).platform;
  return (await import("./node.ts")).platform;
}
