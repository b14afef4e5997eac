// Emits the function that encodes one struct: takes the fields apart with their defaults, writes each in its versions,
// then the tagged ones. Called by message.ts.
import { flexibleIn } from "./decode.ts";
import type { Field, Message, Range } from "./schema.ts";
import { camelCase, condition, type Struct } from "./structs.ts";
import {
  type EmitContext,
  initDefault,
  isDefault,
  isNotDefault,
  methodOf,
  plainVersions,
  structOf,
  variableOf,
} from "./values.ts";

/** The function `encodeX`; that of the message itself is exported. */
export function emitEncode(message: Message, struct: Struct, context: EmitContext): string {
  const top = struct.name === message.name;
  const flexible = flexibleIn(message, struct.window);
  const tagged = struct.fields.filter((field) => field.tagged !== null).sort((a, b) => (a.tag ?? 0) - (b.tag ?? 0));
  const lines: string[] = [];
  if (top) {
    const range = message.flexible === null ? null : condition(message.flexible, struct.window);
    lines.push(`w.begin("${message.name}", v, ${flexible === null ? "false" : range ?? "true"});`);
  }
  const writes: string[] = [];
  for (const field of struct.fields) writes.push(...writeField(field, struct.window, context));
  if (flexible !== null) {
    writes.push(
      ...(tagged.length === 0
        ? ["w.unknownTags(m.unknownTaggedFields);"]
        : writeTags({ message, struct, tagged, context })),
    );
  }
  const body = writes.join("\n");
  const taken = struct.fields.filter((field) =>
    new RegExp(`\\b${variableOf(camelCase(field.name))}\\b(?!")`).test(body)
  );
  if (taken.length > 0) lines.push(`const { ${taken.map((field) => destructured(field, context)).join(", ")} } = m;`);
  lines.push(...writes);
  const all = lines.join("\n");
  const version = /\bv\b/.test(all) ? "v" : "_v";
  const value = /\bm\b/.test(all) ? "m" : "_m";
  const name = `${top ? "export " : ""}function encode${struct.name}`;
  context.uses.add("Init");
  return `${name}(w: Writer, ${value}: Init<${struct.name}>, ${version}: number): void {\n${all}\n}`;
}

/** The function `isDefaultX`. */
export function emitIsDefault(message: Message, struct: Struct, context: EmitContext): string {
  const tests = struct.fields.map((field) => isDefault(field, context));
  if (flexibleIn(message, struct.window) !== null) tests.push("(m.unknownTaggedFields?.length ?? 0) === 0");
  const taken = struct.fields.map((field) => destructured(field, context)).join(", ");
  context.uses.add("Init");
  return `function isDefault${struct.name}(m: Init<${struct.name}>): boolean {
const { ${taken} } = m;
return ${tests.join(" && ")};
}`;
}

function destructured(field: Field, context: EmitContext): string {
  const camel = camelCase(field.name);
  const variable = variableOf(camel);
  return `${variable === camel ? camel : `${camel}: ${variable}`} = ${initDefault(field, context)}`;
}

function writeField(field: Field, window: Range, context: EmitContext): string[] {
  const unsupported = field.ignorable
    ? null
    : `if (${isNotDefault(field, context)}) w.unsupported("${camelCase(field.name)}");`;
  const plain = plainVersions(field);
  const absent = condition(field.versions, window);
  if (plain === null) return absent === null || unsupported === null ? [] : [`if (!(${absent})) {`, unsupported, "}"];
  const when = condition(plain, window);
  const write = writeValue(field, plain, context);
  if (when === null) return [write];
  if (unsupported === null) return [`if (${when}) { ${write} }`];
  if (absent === when) return [`if (${when}) { ${write} } else ${unsupported}`];
  const otherwise = absent === null ? [] : [`if (!(${absent})) { ${unsupported} }`];
  return [`if (${when}) { ${write} }`, ...otherwise];
}

/** Writes a value, in a window in which the field is. */
function writeValue(field: Field, window: Range, context: EmitContext): string {
  if (field.nullable === null || field.nullable[0] > window[1]) return writeAs(field, false, context);
  const when = condition(field.nullable, window);
  if (when === null) return writeAs(field, true, context);
  return `if (${when}) { ${writeAs(field, true, context)} } else { ${writeAs(field, false, context)} }`;
}

function writeAs(field: Field, nullable: boolean, context: EmitContext): string {
  const name = camelCase(field.name);
  const variable = variableOf(name);
  if (field.array) {
    return `w.${nullable ? "nullableArray" : "array"}(${variable}, "${name}", ${elementWriter(field, context)});`;
  }
  if (field.fields !== null) {
    const method = !nullable ? "struct" : field.tagged !== null ? "taggedNullableStruct" : "nullableStruct";
    return `w.${method}(${variable}, "${name}", encode${structOf(field, context).name});`;
  }
  if (field.neverFlexible) return `w.legacyNullableString(${variable}, "${name}");`;
  const method = methodOf(field);
  return `w.${nullable ? `nullable${method[0].toUpperCase()}${method.slice(1)}` : method}(${variable}, "${name}");`;
}

function elementWriter(field: Field, context: EmitContext): string {
  if (field.fields !== null) return `encode${structOf(field, context).name}`;
  const method = methodOf(field);
  const writer = `write${method[0].toUpperCase()}${method.slice(1)}`;
  context.uses.add(writer);
  return writer;
}

interface TagInput {
  readonly message: Message;
  readonly struct: Struct;
  readonly tagged: readonly Field[];
  readonly context: EmitContext;
}

function writeTags({ message, struct, tagged, context }: TagInput): string[] {
  context.uses.add("TagWriter");
  const flexible = flexibleIn(message, struct.window) ?? struct.window;
  const lines = ["const tags = new TagWriter(w, m.unknownTaggedFields);"];
  for (const field of tagged) {
    const versions = field.tagged ?? flexible;
    const when = condition(versions, flexible);
    const test = `${when === null ? "" : `${when} && `}${isNotDefault(field, context)}`;
    lines.push(`if (${test}) {`, `tags.begin(${field.tag});`, writeValue(field, versions, context), "tags.end();", "}");
  }
  lines.push("tags.close();");
  const when = condition(flexible, struct.window);
  return when === null ? lines : [`if (${when}) {`, ...lines, "} else w.unknownTags(m.unknownTaggedFields);"];
}
