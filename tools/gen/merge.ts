// Merges the schemas of two Kafka releases: the new one wins for every version that it has, the old one gives those
// that the new one dropped. Called by main.ts; checks its result against both sides.
import { expandFields, type Field, type Message, parseRange, type Range, type RawSchema } from "./schema.ts";

type Schemas = ReadonlyMap<string, RawSchema>;

/** One message for each schema of the new release that has versions. */
export function mergeReleases(old: Schemas, fresh: Schemas): Message[] {
  const merged: Message[] = [];
  for (const schema of fresh.values()) {
    if (parseRange(schema.validVersions) === null) continue;
    const message = mergeMessage({ schema, old: old.get(schema.name), oldSchemas: old, schemas: fresh });
    merged.push(message);
    verify(message, schema, old.get(schema.name));
  }
  return merged.sort((a, b) => a.name < b.name ? -1 : 1);
}

/** A schema alone, all its versions. */
export function wholeMessage(schema: RawSchema): Message {
  return mergeMessage({ schema, old: undefined, oldSchemas: new Map(), schemas: new Map() });
}

interface MergeInput {
  readonly schema: RawSchema;
  readonly old: RawSchema | undefined;
  readonly oldSchemas: Schemas;
  readonly schemas: Schemas;
}

function mergeMessage(input: MergeInput): Message {
  const { schema, old } = input;
  const valid = validRange(schema);
  const removed = old === undefined ? null : removedRange(old, input.oldSchemas, valid[0]);
  let fields: readonly Field[] = expandFields(schema, schema.fields, valid);
  if (old !== undefined && removed !== null) {
    fields = mergeFields(expandFields(old, old.fields, removed), fields, schema.name);
  }
  return {
    name: schema.name,
    type: schema.type,
    key: schema.apiKey ?? null,
    valid: [removed === null ? valid[0] : removed[0], valid[1]],
    flexible: parseRange(schema.flexibleVersions),
    unstable: isUnstable(schema, input.schemas),
    fields,
    history: schema.history ?? [],
  };
}

function validRange(schema: RawSchema): Range {
  const range = parseRange(schema.validVersions);
  if (range === null) throw new Error(`${schema.name} has no versions`);
  return range;
}

/** The flag stands on the request only; it holds for its response too. */
function isUnstable(schema: RawSchema, schemas: Schemas): boolean {
  if (schema.apiKey === undefined) return schema.latestVersionUnstable ?? false;
  for (const other of schemas.values()) {
    if (other.type === "request" && other.apiKey === schema.apiKey) return other.latestVersionUnstable ?? false;
  }
  return false;
}

function removedRange(old: RawSchema, oldSchemas: Schemas, below: number): Range | null {
  const valid = parseRange(old.validVersions);
  if (valid === null) return null;
  const last = isUnstable(old, oldSchemas) ? valid[1] - 1 : valid[1];
  const high = Math.min(last, below - 1);
  return high >= valid[0] ? [valid[0], high] : null;
}

/**
 * The two sides have no version in common, so any interleaving that keeps the order of each is right: fields that only
 * the old side has go in front of the next one that both have.
 */
function mergeFields(old: readonly Field[], fresh: readonly Field[], path: string): Field[] {
  const out: Field[] = [];
  let from = 0;
  for (const field of fresh) {
    const at = old.findIndex((other, i) => i >= from && sameField(other, field));
    if (at < 0) {
      out.push(field);
      continue;
    }
    out.push(...old.slice(from, at), mergeField(old[at], field, `${path}.${field.name}`));
    from = at + 1;
  }
  return [...out, ...old.slice(from)];
}

function sameField(a: Field, b: Field): boolean {
  return a.name === b.name && a.array === b.array && (a.fields === null ? a.base === b.base : b.fields !== null);
}

function mergeField(old: Field, fresh: Field, path: string): Field {
  if (old.default?.toLowerCase() !== fresh.default?.toLowerCase()) throw new Error(`${path}: two defaults`);
  if (old.tag !== null && old.tag !== fresh.tag) throw new Error(`${path}: two tags`);
  return {
    ...fresh,
    versions: join(old.versions, fresh.versions, path) ?? fresh.versions,
    nullable: join(old.nullable, fresh.nullable, path),
    tagged: join(old.tagged, fresh.tagged, path),
    ignorable: old.ignorable || fresh.ignorable,
    fields: old.fields === null || fresh.fields === null ? null : mergeFields(old.fields, fresh.fields, path),
  };
}

function join(a: Range | null, b: Range | null, path: string): Range | null {
  if (a === null || b === null) return a ?? b;
  if (a[1] + 1 < b[0]) throw new Error(`${path}: a hole between ${a} and ${b}`);
  return [a[0], b[1]];
}

/** Each version of the result has the wire form that its source gives it. */
function verify(message: Message, fresh: RawSchema, old: RawSchema | undefined): void {
  for (let version = message.valid[0]; version <= message.valid[1]; version++) {
    const source = version >= validRange(fresh)[0] || old === undefined ? fresh : old;
    const wanted = wireForm(expandFields(source, source.fields, validRange(source)), version);
    if (
      wireForm(message.fields, version) !== wanted ||
      isIn(parseRange(source.flexibleVersions), version) !== isIn(message.flexible, version)
    ) {
      throw new Error(`${message.name} v${version}: the merge changed the wire form`);
    }
  }
}

function wireForm(fields: readonly Field[], version: number): string {
  return fields.filter((field) => isIn(field.versions, version)).map((field) =>
    [
      field.name,
      field.array,
      isIn(field.nullable, version),
      field.neverFlexible,
      isIn(field.tagged, version) ? `${field.tag} ${field.default}` : "",
      field.fields === null ? field.base : `{${wireForm(field.fields, version)}}`,
    ].join(":")
  ).join(",");
}

function isIn(range: Range | null, version: number): boolean {
  return range !== null && version >= range[0] && version <= range[1];
}
