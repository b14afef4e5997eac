// Emits the function that decodes one struct: one object literal, then the tagged fields. Called by message.ts.
import type { Field, Message, Range } from "./schema.ts";
import { camelCase, condition, type Struct } from "./structs.ts";
import { decodedDefault, type EmitContext, methodOf, plainVersions, structOf } from "./values.ts";

/** The function `decodeX`; that of the message itself is exported. */
export function emitDecode(message: Message, struct: Struct, context: EmitContext): string {
  const top = struct.name === message.name;
  const flexible = flexibleIn(message, struct.window);
  const tagged = struct.fields.filter((field) => field.tagged !== null);
  const literal = struct.fields.map((field) => `${camelCase(field.name)}: ${readField(field, struct.window, context)}`);
  const lines: string[] = [];
  if (top) {
    const range = message.flexible === null ? null : condition(message.flexible, struct.window);
    lines.push(`r.begin("${message.name}", v, ${flexible === null ? "false" : range ?? "true"});`);
  }
  const object = literal.length === 0 ? "{}" : `{\n${literal.join(",\n")},\n}`;
  if (flexible === null) lines.push(`return ${object};`);
  else if (tagged.length === 0) lines.push(`const m: ${struct.name} = ${object};`, "r.unknownTags(m);", "return m;");
  else {
    context.uses.add("Mutable");
    lines.push(
      `const m: Mutable<${struct.name}> = ${object};`,
      ...readTags({ message, struct, tagged, context }),
      "return m;",
    );
  }
  const body = lines.join("\n");
  const version = /\bv\b/.test(body) ? "v" : "_v";
  const name = `${top ? "export " : ""}function decode${struct.name}`;
  return `${name}(r: Reader, ${version}: number): ${struct.name} {\n${body}\n}`;
}

/** The function `defaultX`. */
export function emitDefault(struct: Struct, context: EmitContext): string {
  const fields = struct.fields.map((field) => `${camelCase(field.name)}: ${decodedDefault(field, context)}`);
  return `function default${struct.name}(): ${struct.name} {\nreturn { ${fields.join(", ")} };\n}`;
}

function readField(field: Field, window: Range, context: EmitContext): string {
  const plain = plainVersions(field);
  if (plain === null) return decodedDefault(field, context);
  const when = condition(plain, window);
  const value = readValue(field, plain, context);
  return when === null ? value : `${when} ? ${value} : ${decodedDefault(field, context)}`;
}

/** Reads a value that is there, in a window in which it is. */
function readValue(field: Field, window: Range, context: EmitContext): string {
  if (field.nullable === null) return readAs(field, false, context);
  const when = condition(field.nullable, window);
  const nullable = readAs(field, true, context);
  if (when === null) return nullable;
  return field.nullable[0] > window[1]
    ? readAs(field, false, context)
    : `(${when} ? ${nullable} : ${readAs(field, false, context)})`;
}

function readAs(field: Field, nullable: boolean, context: EmitContext): string {
  const name = camelCase(field.name);
  if (field.array) return `r.${nullable ? "nullableArray" : "array"}("${name}", ${elementReader(field, context)})`;
  if (field.fields !== null) {
    const method = !nullable ? "struct" : field.tagged !== null ? "taggedNullableStruct" : "nullableStruct";
    return `r.${method}("${name}", decode${structOf(field, context).name})`;
  }
  if (field.neverFlexible) return `r.legacyNullableString("${name}")`;
  const method = methodOf(field);
  return `r.${nullable ? `nullable${method[0].toUpperCase()}${method.slice(1)}` : method}("${name}")`;
}

function elementReader(field: Field, context: EmitContext): string {
  if (field.fields !== null) return `decode${structOf(field, context).name}`;
  const method = methodOf(field);
  const reader = `read${method[0].toUpperCase()}${method.slice(1)}`;
  context.uses.add(reader);
  return reader;
}

interface TagInput {
  readonly message: Message;
  readonly struct: Struct;
  readonly tagged: readonly Field[];
  readonly context: EmitContext;
}

function readTags({ message, struct, tagged, context }: TagInput): string[] {
  const when = message.flexible === null ? null : condition(message.flexible, struct.window);
  const cases = tagged.map((field) => {
    const versions = field.tagged ?? struct.window;
    const narrower = condition(
      versions,
      message.flexible === null ? struct.window : clip(message.flexible, struct.window),
    );
    const test = `r.tag === ${field.tag}${narrower === null ? "" : ` && ${narrower}`}`;
    return `if (${test}) m.${camelCase(field.name)} = ${readValue(field, versions, context)};`;
  });
  const loop = [
    "for (let left = r.tagCount(); left > 0; left--) {",
    "const outer = r.beginTag();",
    `${cases.join("\nelse ")}\nelse r.unknownTag(m);`,
    "r.endTag(outer);",
    "}",
  ];
  return when === null ? loop : [`if (${when}) {`, ...loop, "}"];
}

/** The versions of a window that are flexible. */
export function flexibleIn(message: Message, window: Range): Range | null {
  return message.flexible === null || message.flexible[0] > window[1] ? null : clip(message.flexible, window);
}

function clip(range: Range, window: Range): Range {
  return [Math.max(range[0], window[0]), Math.min(range[1], window[1])];
}
