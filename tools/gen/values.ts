// TypeScript for types, defaults and comparisons of a field. Called by the emitters.
import type { Field, Range } from "./schema.ts";
import { camelCase, type Struct } from "./structs.ts";

/** What the emitters of one message share. */
export interface EmitContext {
  readonly structs: ReadonlyMap<string, Struct>;
  /** Names used from protocol/wire, by file. */
  readonly uses: Set<string>;
}

const NUMBERS = new Set(["int8", "int16", "uint16", "int32", "uint32", "float64"]);

/** Method of Reader and Writer without its `nullable`. */
export function methodOf(field: Field): string {
  return field.base === "records" ? "bytes" : field.base;
}

/** TypeScript type of a field. */
export function typeOf(field: Field, context: EmitContext): string {
  const element = field.fields !== null ? structOf(field, context).name : primitiveType(field.base);
  const type = field.array ? `readonly ${element}[]` : element;
  return field.nullable === null ? type : `${type} | null`;
}

function primitiveType(base: string): string {
  if (base === "bool") return "boolean";
  if (base === "string" || base === "uuid") return "string";
  if (base === "bytes" || base === "records") return "Uint8Array";
  if (base === "int64") return "bigint";
  if (NUMBERS.has(base)) return "number";
  throw new Error(`${base} is no type`);
}

/** The struct of a field. */
export function structOf(field: Field, context: EmitContext): Struct {
  const struct = context.structs.get(field.base);
  if (struct === undefined) throw new Error(`${field.base} is no struct`);
  return struct;
}

/** Whether the default of a field is null. */
export function defaultsToNull(field: Field): boolean {
  return field.default === "null" && field.nullable !== null;
}

/** The default of a field that is not a struct, as TypeScript. */
export function defaultLiteral(field: Field, context: EmitContext): string {
  if (defaultsToNull(field)) return "null";
  if (field.array) return "[]";
  const text = field.default === "null" ? "" : field.default ?? "";
  switch (field.base) {
    case "bool":
      return String(text.toLowerCase() === "true");
    case "string":
      return JSON.stringify(text);
    case "uuid":
      context.uses.add("ZERO_UUID");
      return "ZERO_UUID";
    case "bytes":
    case "records":
      context.uses.add("EMPTY_BYTES");
      return "EMPTY_BYTES";
    case "int64":
      return `${BigInt(text === "" ? 0 : text)}n`;
    default:
      return String(Number(text === "" ? 0 : text));
  }
}

/** The default of a field of a decoded message. */
export function decodedDefault(field: Field, context: EmitContext): string {
  if (field.fields === null || field.array || defaultsToNull(field)) return defaultLiteral(field, context);
  return `default${structOf(field, context).name}()`;
}

/** The default of a field that is to be encoded: structs may be empty. */
export function initDefault(field: Field, context: EmitContext): string {
  if (field.fields === null || field.array || defaultsToNull(field)) return defaultLiteral(field, context);
  return "{}";
}

/** Whether the variable of a field holds its default. */
export function isDefault(field: Field, context: EmitContext): string {
  return compared(field, context, "===");
}

/** Whether the variable of a field holds another value than its default. */
export function isNotDefault(field: Field, context: EmitContext): string {
  return compared(field, context, "!==");
}

function compared(field: Field, context: EmitContext, equals: "===" | "!=="): string {
  const variable = variableOf(camelCase(field.name));
  if (defaultsToNull(field)) return `${variable} ${equals} null`;
  if (field.array || field.base === "bytes" || field.base === "records") return `${variable}?.length ${equals} 0`;
  if (field.fields === null) return `${variable} ${equals} ${defaultLiteral(field, context)}`;
  const call = `isDefault${structOf(field, context).name}(${variable})`;
  if (field.nullable === null) return equals === "===" ? call : `!${call}`;
  return equals === "===" ? `(${variable} !== null && ${call})` : `(${variable} === null || !${call})`;
}

/** Name of the local variable of a field. */
export function variableOf(camel: string): string {
  return RESERVED.has(camel) ? `${camel}_` : camel;
}

const RESERVED = new Set([
  "default",
  "delete",
  "new",
  "function",
  "in",
  "class",
  "v",
  "w",
  "m",
  "tags",
  "enum",
  "export",
  "import",
  "null",
  "package",
  "private",
  "public",
  "protected",
  "interface",
  "static",
  "with",
  "await",
  "arguments",
  "eval",
  "return",
  "switch",
  "this",
  "throw",
  "case",
  "const",
  "let",
  "var",
  "void",
  "yield",
  "if",
  "else",
  "for",
  "do",
  "while",
  "break",
  "continue",
  "try",
  "catch",
  "finally",
  "super",
  "typeof",
  "instanceof",
  "true",
  "false",
  "debugger",
  "extends",
  "implements",
]);

/** The part of a field's versions in which it is not tagged. */
export function plainVersions(field: Field): Range | null {
  if (field.tagged === null) return field.versions;
  if (field.tagged[1] < field.versions[1]) throw new Error(`${field.name}: tagged first, plain later`);
  return field.tagged[0] > field.versions[0] ? [field.versions[0], field.tagged[0] - 1] : null;
}
