// Rule: names say what a thing is; files are in snake_case and named after their main export.
import { type AnyNode, type Context, isGenerated, projectPath, report, type Visitor } from "./place.ts";

const vagueFile = /^(utils?|helpers?|common|types|misc|shared|index)$|_(utils?|helpers?|common|types|impl|misc)$/;
const vagueName = /^(Base|Abstract)[A-Z]|Impl$|(Utils?|Helpers?|Common)$|^(utils?|helpers?|common)$/;

/** The rule. */
export function bannedNames(context: Context): Visitor {
  if (isGenerated(context)) return {};
  const check = (found: Deno.lint.Node) => {
    const { id } = found as unknown as AnyNode;
    if (id?.type !== "Identifier" || !vagueName.test(id.name ?? "")) return;
    report(context, { node: id, message: `the name ${id.name} says nothing: name what it does or is` });
  };
  return {
    Program(node) {
      const file = projectPath(context.filename).split("/").at(-1) ?? "";
      const stem = file.replace(/(\.[a-z0-9]+)+$/, "");
      if (vagueFile.test(stem)) {
        report(context, { node, message: `the file name ${file} says nothing: name it after its main export` });
      }
      if (!/^[a-z0-9]+(_[a-z0-9]+)*$/.test(stem)) {
        report(context, { node, message: `the file name ${file} is not in snake_case` });
      }
    },
    ClassDeclaration: check,
    FunctionDeclaration: check,
    TSInterfaceDeclaration: check,
    TSTypeAliasDeclaration: check,
    VariableDeclarator: check,
  };
}
