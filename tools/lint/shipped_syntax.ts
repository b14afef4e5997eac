// Rule: shipped code runs on Node 22.15, which lacks `using` and some newer built-ins; and it has no `!` and no `any`.
import {
  type AnyNode,
  type Context,
  isGenerated,
  isReference,
  memberName,
  report,
  roomOfContext,
  type Visitor,
} from "./place.ts";

const newerNames = new Set(["AsyncDisposableStack", "DisposableStack", "SuppressedError"]);
const newerMembers = new Set(["Promise.try", "Error.isError", "Uint8Array.fromBase64", "Uint8Array.fromHex"]);
const newerMethods = new Set(["toBase64", "toHex", "setFromBase64", "setFromHex"]);

/** The rule. */
export function shippedSyntax(context: Context): Visitor {
  if (roomOfContext(context) === undefined) return {};
  const lacks = (node: AnyNode, what: string) => report(context, { node, message: `Node 22 has no ${what}` });
  return {
    VariableDeclaration(found) {
      const node = found as unknown as AnyNode;
      if (node.kind === "using" || node.kind === "await using") lacks(node, `\`${node.kind}\`: use try and finally`);
    },
    Identifier(found) {
      const node = found as AnyNode;
      if (newerNames.has(node.name ?? "") && isReference(node)) lacks(node, String(node.name));
    },
    MemberExpression(found) {
      const node = found as unknown as AnyNode;
      const name = memberName(node) ?? "";
      if (newerMembers.has(name)) lacks(node, name);
    },
    CallExpression(found) {
      const { callee } = found as unknown as AnyNode;
      const method = callee?.type === "MemberExpression" && callee.computed !== true ? callee.property?.name ?? "" : "";
      if (newerMethods.has(method) && callee !== undefined) lacks(callee, `.${method}()`);
    },
    TSNonNullExpression(found) {
      if (isGenerated(context)) return;
      report(context, { node: found, message: "no `!`: check the value, or give it a type that cannot be absent" });
    },
  };
}
