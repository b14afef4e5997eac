// Rule: time, timers and chance come from the Platform; nothing that escapes virtual time or differs by runtime.
import {
  type AnyNode,
  type Context,
  isReference,
  memberName,
  projectPath,
  report,
  roomOfContext,
  type Visitor,
} from "./place.ts";

const platform = "take it from the Platform (clock, random), so that the simulation can run the same code";
const differs = "it behaves differently between runtimes or escapes virtual time";

const names: Readonly<Record<string, string>> = {
  setTimeout: platform,
  setInterval: platform,
  setImmediate: platform,
  MessageChannel: differs,
  WeakRef: differs,
  FinalizationRegistry: differs,
  CompressionStream: differs,
  DecompressionStream: differs,
};

const webStreams = new Set(["ReadableStream", "WritableStream", "TransformStream"]);

const members: Readonly<Record<string, string>> = {
  "Date.now": platform,
  "performance.now": platform,
  "process.nextTick": platform,
  "Math.random": platform,
  "crypto.getRandomValues": platform,
  "crypto.randomUUID": platform,
  "AbortSignal.timeout": platform,
  "Promise.try": differs,
};

const mathFunctions =
  "acos acosh asin asinh atan atan2 atanh cbrt cos cosh exp expm1 hypot log log10 log1p log2 sin sinh tan tanh";
const inexact = new Set(mathFunctions.split(" ").map((name) => `Math.${name}`));

/** The rule. */
export function bannedApis(context: Context): Visitor {
  const room = roomOfContext(context);
  if (room === undefined || room.runtime) return {};
  const adapter = projectPath(context.filename).endsWith("web_stream.ts");
  const ban = (node: AnyNode, what: string, why: string) =>
    report(context, { node, message: `${what} is banned here: ${why}` });
  return {
    Identifier(found) {
      const node = found as AnyNode;
      const name = node.name ?? "";
      const why = Object.hasOwn(names, name) ? names[name] : webStreams.has(name) && !adapter ? differs : undefined;
      if (why !== undefined && isReference(node)) ban(node, name, why);
    },
    MemberExpression(found) {
      const node = found as unknown as AnyNode;
      const name = memberName(node) ?? "";
      const global = /^globalThis\.(\w+)$/.exec(name)?.[1] ?? "";
      if (Object.hasOwn(members, name)) ban(node, name, members[name]);
      else if (inexact.has(name)) ban(node, name, "its last bits differ between runtimes: integers and + - * / only");
      else if (Object.hasOwn(names, global)) ban(node, name, names[global]);
    },
    CallExpression(found) {
      const { callee } = found as unknown as AnyNode;
      if (callee?.type === "MemberExpression" && callee.computed !== true && callee.property?.name === "finally") {
        ban(callee.property, ".finally(", "it takes fewer ticks on Bun: use try and finally");
      } else if (callee?.type === "Identifier" && callee.name === "Date") ban(callee, "Date()", platform);
    },
    NewExpression(found) {
      const node = found as unknown as AnyNode;
      if (node.callee?.name === "Date" && node.arguments?.length === 0) ban(node, "new Date()", platform);
    },
  };
}
