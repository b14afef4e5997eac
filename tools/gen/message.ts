// Emits everything about one message: interfaces, encode, decode. Called by files.ts.
import { emitDecode, emitDefault, flexibleIn } from "./decode.ts";
import { emitEncode, emitIsDefault } from "./encode.ts";
import type { Field, Message } from "./schema.ts";
import { camelCase, collectStructs, docComment, type Struct, versionsText } from "./structs.ts";
import { defaultLiteral, type EmitContext, typeOf } from "./values.ts";

/** A message as TypeScript. */
export interface Emitted {
  readonly code: string;
  /** Names used from protocol/wire. */
  readonly uses: ReadonlySet<string>;
  /** Exported types and functions. */
  readonly types: readonly string[];
  readonly functions: readonly string[];
}

/** Interfaces and functions of a message. */
export function emitMessage(message: Message): Emitted {
  const structs = collectStructs(message);
  const context: EmitContext = { structs, uses: new Set() };
  const all = [...structs.values()];
  const parts = all.map((struct) => emitInterface(message, struct, context));
  const encoders = all.map((struct) => emitEncode(message, struct, context));
  const decoders = all.map((struct) => emitDecode(message, struct, context));
  parts.push(
    functionDoc(message, `Writes a ${message.name}`),
    ...encoders,
    ...emitCalled(encoders, all, { prefix: "isDefault", one: (struct) => emitIsDefault(message, struct, context) }),
    functionDoc(message, `Reads a ${message.name}`),
    ...decoders,
    ...emitCalled(decoders, all, { prefix: "default", one: (struct) => emitDefault(struct, context) }),
  );
  return {
    code: parts.join("\n\n").replaceAll("*/\n\n", "*/\n"),
    uses: context.uses,
    types: all.map((struct) => struct.name),
    functions: [`encode${message.name}`, `decode${message.name}`],
  };
}

/** Emits the functions `isDefaultX` and `defaultX` that the code so far calls, then those that these call. */
function emitCalled(code: readonly string[], all: readonly Struct[], emit: Emit): string[] {
  const out: string[] = [];
  const emitted = new Set<Struct>();
  for (let before = -1; before < emitted.size;) {
    before = emitted.size;
    for (const struct of all) {
      const call = `${emit.prefix}${struct.name}(`;
      if (emitted.has(struct) || ![...code, ...out].some((part) => part.includes(call))) continue;
      emitted.add(struct);
      out.push(emit.one(struct));
    }
  }
  return out;
}

interface Emit {
  readonly prefix: string;
  readonly one: (struct: Struct) => string;
}

function functionDoc(message: Message, what: string): string {
  return docComment([`${what} in version \`v\`, ${message.valid.join(" to ")}.`]);
}

function emitInterface(message: Message, struct: Struct, context: EmitContext): string {
  const top = struct.name === message.name;
  const about = top ? topDoc(message) : [sentence(struct.about) || `Part of {@linkcode ${message.name}}.`];
  const fields = struct.fields.map((field) =>
    `${docComment(fieldDoc(field, struct, context), "  ")}\n  readonly ${camelCase(field.name)}: ${
      typeOf(field, context)
    };`
  );
  if (flexibleIn(message, struct.window) !== null) {
    context.uses.add("UnknownTaggedField");
    fields.push(
      "  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */\n" +
        "  readonly unknownTaggedFields?: readonly UnknownTaggedField[];",
    );
  }
  return `${docComment(about)}\nexport interface ${struct.name} {\n${fields.join("\n")}\n}`;
}

function topDoc(message: Message): string[] {
  const lines = [
    `${message.name}, ${versionsText(message.valid)}${message.unstable ? "; the last one is not stable yet" : ""}.`,
  ];
  const history = message.history.join("\n").replace(/^\n+|\n+$/g, "").replace(/\n{2,}/g, "\n").split("\n");
  if (history.join("") !== "") lines.push("", ...history);
  return lines;
}

function fieldDoc(field: Field, struct: Struct, context: EmitContext): string[] {
  const notes: string[] = [];
  const [low, high] = field.versions;
  if (low > struct.window[0] || high < struct.window[1]) {
    notes.push(high < struct.window[1] ? versionsText([low, high]) : `from version ${low}`);
  }
  if (field.nullable !== null && field.nullable[0] > low) notes.push(`nullable from version ${field.nullable[0]}`);
  if (field.ignorable && (low > struct.window[0] || high < struct.window[1])) notes.push("left out of others");
  if (field.tagged !== null) notes.push(`tag ${field.tag}`);
  const plain = new Set(["null", "[]", "0", "0n", "false", '""', "ZERO_UUID", "EMPTY_BYTES"]);
  const literal = field.fields !== null && !field.array
    ? "null"
    : defaultLiteral(field, { ...context, uses: new Set() });
  if (!plain.has(literal)) notes.push(`default ${literal}`);
  const about = sentence(field.about) || `${field.name}.`;
  return [notes.length === 0 ? about : `${about} (${notes.join("; ")})`];
}

function sentence(text: string): string {
  const clean = text.replace(/\s+/g, " ").trim();
  return clean === "" || /[.!?)]$/.test(clean) ? clean : `${clean}.`;
}
