// Rules: files and functions stay short; a file says at its top what it is; no notes about unfinished work stay behind.
import { type AnyNode, type Context, isGenerated, projectPath, report, type Visitor } from "./place.ts";

const FILE_LINES = 500;
const FUNCTION_LINES = 60;

/** The rule on length. */
export function size(context: Context): Visitor {
  const path = projectPath(context.filename);
  if (isGenerated(context)) return {};
  const { text } = context.sourceCode;
  const linesOf = ([start, end]: readonly [number, number]) => text.slice(start, end).split("\n").length;
  const checkFunction = (found: Deno.lint.Node) => {
    const node = found as unknown as AnyNode;
    const lines = linesOf(node.range);
    if (lines <= FUNCTION_LINES) return;
    const end = text.indexOf("\n", node.range[0]);
    const message = `this function has ${lines} lines: at most ${FUNCTION_LINES}, 20 are better`;
    context.report({ range: [node.range[0], end < 0 ? node.range[1] : end], message });
  };
  const lengths: Visitor = {
    Program(node) {
      const lines = text.trimEnd().split("\n").length;
      if (lines > FILE_LINES) {
        report(context, { node, message: `this file has ${lines} lines: at most ${FILE_LINES}, 150 are better` });
      }
    },
  };
  if (/^(tests|bench)\//.test(path)) return lengths;
  return {
    ...lengths,
    FunctionDeclaration: checkFunction,
    FunctionExpression: checkFunction,
    ArrowFunctionExpression: checkFunction,
  };
}

// Built from parts, so that this file does not hold the words itself.
const unfinished = new RegExp(
  `\\b(${["TO", "FIX", "XX"].map((word, i) => word + ["DO", "ME", "X"][i]).join("|")})\\b|not ${"implemented"}`,
);

/** The rule on the head of a file and on unfinished work. */
export function fileForm(context: Context): Visitor {
  const { text } = context.sourceCode;
  return {
    Program(node) {
      if (!/^(#!.*\n)?\s*(\/\/|\/\*)/.test(text)) {
        report(context, {
          node,
          message: "a file opens with one to four comment lines: what it owns, who calls it, what it must not know",
        });
      }
      const found = unfinished.exec(text);
      if (found === null) return;
      const range: [number, number] = [found.index, found.index + found[0].length];
      context.report({ range, message: `"${found[0]}": finish it, or write an issue` });
    },
  };
}
