// Rule: a shipped error message starts with a capital (or with code), ends without a period, and has no contractions.
import { type AnyNode, type Context, report, roomOfContext, type Visitor } from "./place.ts";

/** The rule. */
export function errorMessages(context: Context): Visitor {
  if (roomOfContext(context) === undefined) return {};
  return {
    NewExpression(found) {
      const node = found as unknown as AnyNode;
      const [message] = node.arguments ?? [];
      const name = node.callee?.name ?? "";
      // Commander puts its own sentence before an InvalidArgumentError's.
      if (!name.endsWith("Error") || name === "InvalidArgumentError" || message === undefined) return;
      const problem = problemOf(message);
      if (problem !== null) report(context, { node: message, message: `an error message ${problem}` });
    },
  };
}

function problemOf(node: AnyNode): string | null {
  const parts = textOf(node);
  if (parts === null) return null;
  const [start, end] = [parts[0], parts[parts.length - 1]];
  if (startsSmall(start)) return "starts with a capital letter";
  if (/[^.]\.\s*$/.test(end)) return "ends without a period";
  if (parts.some((part) => /\b(\w+n't|it's|can't|there's|you're|we're|I'm)\b/i.test(part))) {
    return "has no contractions";
  }
  return null;
}

/** A first word such as `next()` or `lingerMs` is code and keeps its small letter. */
function startsSmall(text: string): boolean {
  const word = /^[a-z]\S*/.exec(text)?.[0];
  return word !== undefined && /^[a-z-]+[,;:]?$/.test(word);
}

function textOf(node: AnyNode): string[] | null {
  if (node.type === "Literal" && typeof node.value === "string") return [node.value];
  if (node.type === "TemplateLiteral") return (node.quasis ?? []).map(({ cooked }) => cooked);
  if (node.type !== "BinaryExpression") return null;
  const [left, right] = [node.left, node.right].map((side) => side === undefined ? null : textOf(side));
  return left === null || right === null ? null : [...left, ...right];
}
