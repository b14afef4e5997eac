// The structs of a message: which there are, what they are called in TypeScript, in which versions they occur.
// Called by the emitters.
import type { Field, Message, Range } from "./schema.ts";

/** A struct that becomes an interface and its functions. */
export interface Struct {
  /** Name of the interface. */
  readonly name: string;
  readonly fields: readonly Field[];
  /** Versions in which it can occur. */
  window: Range;
  /** What it is for. */
  readonly about: string;
}

/** All structs of a message, itself first; keys are the schema's names. */
export function collectStructs(message: Message): Map<string, Struct> {
  const structs = new Map<string, Struct>();
  structs.set("", { name: message.name, fields: message.fields, window: message.valid, about: "" });
  collect(message, message.fields, structs);
  return structs;
}

function collect(message: Message, fields: readonly Field[], structs: Map<string, Struct>): void {
  const names = new Set<string>();
  for (const field of fields) {
    if (names.has(field.name)) throw new Error(`${message.name}: field ${field.name} occurs twice`);
    names.add(field.name);
    if (field.fields === null) continue;
    const known = structs.get(field.base);
    if (known === undefined) {
      structs.set(field.base, {
        name: structName(message, field.base),
        fields: field.fields,
        window: field.versions,
        about: field.about,
      });
    } else {
      if (JSON.stringify(known.fields) !== JSON.stringify(field.fields)) {
        throw new Error(`${message.name}: two structs are called ${field.base}`);
      }
      known.window = [Math.min(known.window[0], field.versions[0]), Math.max(known.window[1], field.versions[1])];
    }
    collect(message, field.fields, structs);
  }
}

/** Always with the message's name in front: names stay as they are when another message gets a struct of that name. */
function structName(message: Message, schemaName: string): string {
  return schemaName.startsWith(message.name) ? schemaName : message.name + schemaName;
}

/** `TopicData` → `topicData`. */
export function camelCase(name: string): string {
  return name[0].toLowerCase() + name.slice(1);
}

/** `AddOffsetsToTxn` → `add_offsets_to_txn`. */
export function snakeCase(name: string): string {
  return name.replace("KRaft", "Kraft").replace(/([a-z0-9])([A-Z])/g, "$1_$2").replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();
}

/** A condition on `v`, or null when it holds in the whole window. */
export function condition(range: Range, window: Range): string | null {
  const parts: string[] = [];
  if (range[0] === range[1] && range[1] < window[1]) return `v === ${range[0]}`;
  if (range[0] > window[0]) parts.push(`v >= ${range[0]}`);
  if (range[1] < window[1]) parts.push(`v <= ${range[1]}`);
  return parts.length === 0 ? null : parts.join(" && ");
}

/** A comment block. */
export function docComment(lines: readonly string[], indent: string = ""): string {
  const clean = lines.map((line) => line.replaceAll("*/", "* /").replaceAll("@", "(at)").trimEnd());
  if (clean.length === 1) return `${indent}/** ${clean[0]} */`;
  return [`${indent}/**`, ...clean.map((line) => `${indent} *${line === "" ? "" : ` ${line}`}`), `${indent} */`].join(
    "\n",
  );
}

/** `versions 1 to 3`. */
export function versionsText(range: Range): string {
  return range[0] === range[1] ? `version ${range[0]}` : `versions ${range[0]} to ${range[1]}`;
}
