// Rule: what only some runtimes have stays in transports/ and cli/; nothing shipped but the cli prints.
import { type AnyNode, type Context, isReference, report, roomOfContext, type Visitor } from "./place.ts";

const runtimeOnly = new Set(["Deno", "Bun", "Buffer", "process", "__dirname", "__filename"]);

/** The rule. */
export function runtimeGlobals(context: Context): Visitor {
  const room = roomOfContext(context);
  if (room === undefined) return {};
  return {
    Identifier(found) {
      const node = found as AnyNode;
      const name = node.name ?? "";
      if (name === "console" && !room.entryPointsOnly && isReference(node)) {
        return report(context, { node, message: "the library prints nothing: emit a ClientEvent instead" });
      }
      if (room.runtime || !runtimeOnly.has(name) || !isReference(node)) return;
      report(context, {
        node,
        message: `${name} is only for transports/ and cli/: the code has to run on every runtime`,
      });
    },
  };
}
