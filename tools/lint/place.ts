// Where a linted file and a node stand. Called by the rules beside it.
import { type Room, roomOf } from "../layers.ts";

/** What a rule is given. */
export type Context = Deno.lint.RuleContext;

/** What a rule gives back. */
export type Visitor = Deno.lint.LintVisitor;

/** A node with the fields that rules look at, whatever its type. */
export interface AnyNode {
  readonly type: string;
  readonly range: [number, number];
  readonly parent?: AnyNode;
  readonly name?: string;
  readonly object?: AnyNode;
  readonly property?: AnyNode;
  readonly key?: AnyNode;
  readonly id?: AnyNode | null;
  readonly callee?: AnyNode;
  readonly computed?: boolean;
  readonly shorthand?: boolean;
  readonly kind?: string;
  readonly arguments?: readonly AnyNode[];
  readonly value?: unknown;
  readonly quasis?: readonly { readonly raw: string; readonly cooked: string }[];
  readonly left?: AnyNode;
  readonly right?: AnyNode;
}

const projectFolder = new URL("../../", import.meta.url).pathname;

/** The path of the linted file in the project, or as it is when it lies elsewhere. */
export function projectPath(filename: string): string {
  const path = filename.replaceAll("\\", "/");
  return path.startsWith(projectFolder) ? path.slice(projectFolder.length) : path;
}

/** The room of the linted file; undefined outside the shipped code. */
export function roomOfContext(context: Context): Room | undefined {
  return roomOf(projectPath(context.filename));
}

/** Generated code follows its generator, not the rules of form. */
export function isGenerated(context: Context): boolean {
  return context.sourceCode.text.startsWith("// Generated ");
}

/** Reports a node. */
export function report(
  context: Context,
  found: { readonly node: AnyNode | Deno.lint.Node; readonly message: string },
): void {
  context.report({ node: found.node as Deno.lint.Node, message: found.message });
}

/** Whether an identifier stands for a value or type of that name, not for a property, a key or a declared name. */
export function isReference(node: AnyNode): boolean {
  const parent = node.parent;
  if (parent === undefined) return true;
  const is = (other: AnyNode | undefined) => other?.range[0] === node.range[0] && other.range[1] === node.range[1];
  if (parent.type === "MemberExpression" || parent.type === "TSQualifiedName") {
    return parent.computed === true || !is(parent.property ?? parent.right);
  }
  if (is(parent.key) && parent.computed !== true) return parent.shorthand === true;
  if (parent.type === "ImportSpecifier" || parent.type === "ExportSpecifier" || parent.type === "LabeledStatement") {
    return false;
  }
  return true;
}

/** `"Date.now"` for a plain member expression of that form, else null. */
export function memberName(node: AnyNode): string | null {
  if (node.type !== "MemberExpression" || node.computed === true) return null;
  const { object, property } = node;
  if (object?.type !== "Identifier" || property?.type !== "Identifier") return null;
  return `${object.name}.${property.name}`;
}
