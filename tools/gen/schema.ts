// Kafka's message schemas: JSON with comments, read from jars and brought into one form. Called by main.ts and merge.ts.

/** First and last version. */
export type Range = readonly [number, number];

/** A field, cut to the versions that its message has. */
export interface Field {
  readonly name: string;
  /** Type without `[]`: a primitive, or the name of a struct. */
  readonly base: string;
  readonly array: boolean;
  readonly versions: Range;
  readonly nullable: Range | null;
  readonly tagged: Range | null;
  readonly tag: number | null;
  /** As text; null when the schema names none. */
  readonly default: string | null;
  readonly ignorable: boolean;
  /** Keeps the old length form in flexible versions. */
  readonly neverFlexible: boolean;
  readonly about: string;
  /** Of a struct. */
  readonly fields: readonly Field[] | null;
}

/** A message with all its structs in place. */
export interface Message {
  readonly name: string;
  readonly type: string;
  readonly key: number | null;
  readonly valid: Range;
  readonly flexible: Range | null;
  /** The last version is not stable. */
  readonly unstable: boolean;
  readonly fields: readonly Field[];
  /** The version history that stands in the schema. */
  readonly history: readonly string[];
}

interface RawField {
  readonly name: string;
  readonly type: string;
  readonly versions?: string;
  readonly nullableVersions?: string;
  readonly taggedVersions?: string;
  readonly flexibleVersions?: string;
  readonly tag?: number | string;
  readonly default?: unknown;
  readonly ignorable?: boolean | string;
  readonly about?: string;
  readonly fields?: readonly RawField[];
}

/** A schema as it stands in its file. */
export interface RawSchema {
  readonly name: string;
  readonly type: string;
  readonly apiKey?: number;
  readonly validVersions: string;
  readonly flexibleVersions?: string;
  readonly latestVersionUnstable?: boolean;
  readonly fields: readonly RawField[];
  readonly commonStructs?: readonly { readonly name: string; readonly fields: readonly RawField[] }[];
  history?: readonly string[];
}

const OPEN_END = 32_767;

/** Parses one schema file. */
export function parseSchema(text: string): RawSchema {
  const lines = text.split("\n");
  const schema = JSON.parse(lines.map(withoutComment).join("\n")) as RawSchema;
  schema.history = history(lines);
  return schema;
}

/** `"1-3"`, `"2+"`, `"0"`; null for `"none"` and for nothing. */
export function parseRange(text: string | undefined): Range | null {
  if (text === undefined || text === "none") return null;
  const match = /^(\d+)(?:-(\d+)|(\+))?$/.exec(text);
  if (match === null) throw new Error(`"${text}" is no range of versions`);
  const low = Number(match[1]);
  return [low, match[2] !== undefined ? Number(match[2]) : match[3] !== undefined ? OPEN_END : low];
}

/** What two ranges share. */
export function overlap(a: Range | null, b: Range | null): Range | null {
  if (a === null || b === null) return null;
  const low = Math.max(a[0], b[0]);
  const high = Math.min(a[1], b[1]);
  return low <= high ? [low, high] : null;
}

/** The fields of a schema within a window of versions, structs in place. */
export function expandFields(schema: RawSchema, fields: readonly RawField[], window: Range): Field[] {
  return fields.map((field) => expandField(schema, field, window)).filter((field) => field !== null);
}

function expandField(schema: RawSchema, raw: RawField, window: Range): Field | null {
  const versions = overlap(parseRange(raw.versions ?? raw.taggedVersions), window);
  if (versions === null) return null;
  const array = raw.type.startsWith("[]");
  const base = array ? raw.type.slice(2) : raw.type;
  return {
    name: raw.name,
    base,
    array,
    versions,
    nullable: overlap(parseRange(raw.nullableVersions), versions),
    tagged: overlap(parseRange(raw.taggedVersions), versions),
    tag: raw.tag === undefined ? null : Number(raw.tag),
    default: raw.default === undefined || raw.default === null ? null : String(raw.default),
    ignorable: String(raw.ignorable ?? false) === "true",
    neverFlexible: raw.flexibleVersions === "none",
    about: raw.about ?? "",
    fields: /^[A-Z]/.test(base) ? expandFields(schema, structFields(schema, raw, base), window) : null,
  };
}

function structFields(schema: RawSchema, raw: RawField, name: string): readonly RawField[] {
  const fields = raw.fields ?? schema.commonStructs?.find((struct) => struct.name === name)?.fields;
  if (fields === undefined) throw new Error(`${schema.name}: struct ${name} is declared nowhere`);
  return fields;
}

function withoutComment(line: string): string {
  let inString = false;
  for (let i = 0; i < line.length; i++) {
    if (inString && line[i] === "\\") i++;
    else if (line[i] === '"') inString = !inString;
    else if (!inString && line.startsWith("//", i)) return line.slice(0, i);
  }
  return line;
}

/** The comment lines between the opening brace and the fields: what each version brought. */
function history(lines: readonly string[]): string[] {
  const from = lines.findIndex((line) => line.trim() === "{");
  const to = lines.findIndex((line) => /"(fields|commonStructs)"\s*:/.test(line));
  return lines.slice(from, to).map((line) => line.trim()).filter((line) => line.startsWith("//"))
    .map((line) => line.slice(2).trim());
}
