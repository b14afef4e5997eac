// Rule: imports point down, type imports and import("x").T included; packages only where layers.ts lists them.
import { aliases, importBreach, packageBreach } from "../layers.ts";
import { type Context, projectPath, report, type Visitor } from "./place.ts";

/** The rule. */
export function layers(context: Context): Visitor {
  const from = projectPath(context.filename);
  const check = (node: Deno.lint.Node, specifier: unknown) => {
    if (typeof specifier !== "string") return;
    const message = breach(from, specifier);
    if (message !== null) report(context, { node, message });
  };
  return {
    ImportDeclaration: (node) => check(node, node.source.value),
    ExportNamedDeclaration: (node) => check(node, node.source?.value),
    ExportAllDeclaration: (node) => check(node, node.source.value),
    ImportExpression: (node) => check(node, (node.source as { value?: unknown }).value),
    TSImportType: (node) => check(node, literalOf(node.argument)),
  };
}

function literalOf(argument: unknown): unknown {
  const node = argument as { value?: unknown; literal?: { value?: unknown } };
  return node.value ?? node.literal?.value;
}

function breach(from: string, specifier: string): string | null {
  if (specifier in aliases) return importBreach(from, aliases[specifier]);
  if (!specifier.startsWith(".")) return packageBreach(from, specifier);
  return importBreach(from, new URL(specifier, `file:///${from}`).pathname.slice(1));
}
