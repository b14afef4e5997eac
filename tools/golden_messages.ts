// Checks one golden vector of a message: decodes its bytes and compares with its JSON, encodes and compares with its
// bytes. Called by golden.ts and by tests.
import { goldenCodecs } from "../tests/golden/codecs.ts";
import type { GoldenCodec, GoldenField } from "../tests/golden/golden_codec.ts";
import { requestHeaderVersion, responseHeaderVersion } from "../protocol/wire/api.ts";
import { Reader } from "../protocol/wire/reader.ts";
import { Writer } from "../protocol/wire/writer.ts";
import { ZERO_UUID } from "../protocol/wire/uuid.ts";

/** One line of a messages file. */
export interface MessageLine {
  readonly name: string;
  readonly type: string;
  readonly key: number | null;
  readonly version: number;
  readonly flexible: boolean;
  readonly headerVersion: number | null;
  readonly variant: string;
  readonly encode: boolean;
  readonly json: JsonObject;
  readonly hex: string;
}

/** A value of a vector's JSON. */
type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** An object of a vector's JSON. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/** Null when the codec agrees with the vector, else what differs. */
export function checkMessageLine(line: MessageLine): string | null {
  const codec = goldenCodecs[line.name];
  if (codec === undefined) return `no codec is called ${line.name}`;
  try {
    return checkDescriptor(codec, line) ?? checkDecode(codec, line) ?? checkEncode(codec, line);
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

function checkDescriptor(codec: GoldenCodec, line: MessageLine): string | null {
  const { version } = line;
  if (codec.type !== line.type) return `type is ${codec.type}, not ${line.type}`;
  if (codec.key !== line.key) return `key is ${codec.key}, not ${line.key}`;
  if (version < codec.minVersion || version > codec.maxVersion) return `version ${version} is not known`;
  if (version >= codec.flexibleFrom !== line.flexible) return `flexible is ${!line.flexible}`;
  const header = headerVersion(codec, version);
  return header === line.headerVersion ? null : `header version is ${header}, not ${line.headerVersion}`;
}

function headerVersion(codec: GoldenCodec, version: number): number | null {
  const api = { ...codec, key: codec.key ?? -1, name: "", latestStableVersion: codec.maxVersion };
  if (codec.type === "request") return requestHeaderVersion(api, version);
  return codec.type === "response" ? responseHeaderVersion(api, version) : null;
}

function checkDecode(codec: GoldenCodec, line: MessageLine): string | null {
  const reader = new Reader(fromHex(line.hex));
  const value = codec.decode(reader, line.version);
  if (reader.remaining > 0) return `${reader.remaining} bytes are left after decoding`;
  const context: Context = { version: line.version, unknownTags: line.variant === "utag", absent: false };
  const difference = compareStruct(codec.fields, { value: value as Values, json: line.json, path: "" }, context);
  if (difference !== null) return `decoded: ${difference}`;
  // Also of vectors that are to be decoded only: unknown tagged fields are kept, so the bytes come back.
  return compareBytes(encode(codec, value, line.version), line.hex, "encoded again");
}

function checkEncode(codec: GoldenCodec, line: MessageLine): string | null {
  if (!line.encode) return null;
  return compareBytes(encode(codec, structValue(codec.fields, line.json), line.version), line.hex, "encoded");
}

function encode(codec: GoldenCodec, value: object, version: number): Uint8Array {
  const writer = new Writer(1);
  codec.encode(writer, value as never, version);
  const bytes = writer.toUint8Array();
  if (bytes.length !== writer.byteLength) throw new Error(`byteLength is ${writer.byteLength}, not ${bytes.length}`);
  return bytes;
}

function compareBytes(bytes: Uint8Array, hex: string, what: string): string | null {
  const found = toHex(bytes);
  if (found === hex) return null;
  let at = 0;
  while (found[at] === hex[at]) at++;
  return `${what}: ${bytes.length} bytes where ${hex.length / 2} are wanted, first difference at ${at >> 1}`;
}

interface Values {
  readonly [name: string]: unknown;
}

interface Context {
  readonly version: number;
  readonly unknownTags: boolean;
  /** Inside a field that this version lacks: everything has its default. */
  readonly absent: boolean;
}

interface Pair<Value, Wanted> {
  readonly value: Value;
  readonly json: Wanted;
  readonly path: string;
}

function compareStruct(
  fields: readonly GoldenField[],
  { value, json, path }: Pair<Values, JsonObject>,
  context: Context,
): string | null {
  const known = new Set(["unknownTaggedFields"]);
  for (const field of fields) {
    known.add(field.name);
    const place = path === "" ? field.name : `${path}.${field.name}`;
    if (!(field.name in value)) return `${place} is missing`;
    const present = isIn(field.versions, context.version);
    if (!present && !context.absent && field.name in json) return `${place} is in the vector, but not in this version`;
    const wanted = field.name in json ? json[field.name] : defaultJson(field, context.version, present);
    const inner = present ? context : { ...context, absent: true };
    const difference = compareField(field, { value: value[field.name], json: wanted, path: place }, inner);
    if (difference !== null) return difference;
  }
  for (const name of Object.keys(json)) if (!known.has(name)) return `${path}.${name} is not known`;
  for (const name of Object.keys(value)) if (!known.has(name)) return `${path}.${name} was not asked for`;
  if ("unknownTaggedFields" in value && !context.unknownTags) return `${path} has unknown tagged fields`;
  return null;
}

function compareField(field: GoldenField, pair: Pair<unknown, Json>, context: Context): string | null {
  const { value, json, path } = pair;
  if (value === null || json === null) return value === json ? null : `${path} is ${value}, not ${json}`;
  if (field.array === true) {
    if (!Array.isArray(value) || !Array.isArray(json)) return `${path} is no array`;
    if (value.length !== json.length) return `${path} has ${value.length} elements, not ${json.length}`;
    const element: GoldenField = { ...field, array: false };
    for (let i = 0; i < json.length; i++) {
      const difference = compareField(element, { value: value[i], json: json[i], path: `${path}[${i}]` }, context);
      if (difference !== null) return difference;
    }
    return null;
  }
  if (field.fields !== undefined) {
    return compareStruct(field.fields, { value: value as Values, json: json as JsonObject, path }, context);
  }
  const found = toJson(field, value);
  return Object.is(found, json) ? null : `${path} is ${found}, not ${json}`;
}

function toJson(field: GoldenField, value: unknown): Json {
  if (field.type === "int64") return typeof value === "bigint" ? String(value) : `${typeof value} ${value}`;
  if (field.type === "bytes" || field.type === "records") return toBase64(value as Uint8Array);
  return value as Json;
}

/** The value to encode; what the JSON lacks is left out, so that the codec's own defaults are tried too. */
function structValue(fields: readonly GoldenField[], json: JsonObject): Values {
  const value: Record<string, unknown> = {};
  for (const field of fields) if (field.name in json) value[field.name] = fieldValue(field, json[field.name]);
  return value;
}

function fieldValue(field: GoldenField, json: Json): unknown {
  if (json === null) return null;
  if (field.array === true) {
    return (json as readonly Json[]).map((item) => fieldValue({ ...field, array: false }, item));
  }
  if (field.fields !== undefined) return structValue(field.fields, json as JsonObject);
  if (field.type === "int64") return BigInt(json as string);
  if (field.type === "bytes" || field.type === "records") return fromBase64(json as string);
  return json;
}

/** The default of a field, as a vector would write it. */
function defaultJson(field: GoldenField, version: number, present: boolean): Json {
  const text = field.default === "null" ? "" : field.default ?? "";
  const nullable = field.nullable !== undefined && (!present || isIn(field.nullable, version));
  if (field.default === "null" && nullable) return null;
  if (field.array === true) return [];
  if (field.fields !== undefined) {
    return Object.fromEntries(field.fields.map((inner) => [inner.name, defaultJson(inner, version, present)]));
  }
  if (field.type === "bool") return text.toLowerCase() === "true";
  if (field.type === "string" || field.type === "bytes" || field.type === "records") return text;
  if (field.type === "uuid") return ZERO_UUID;
  return field.type === "int64" ? String(BigInt(text === "" ? 0 : text)) : Number(text === "" ? 0 : text);
}

function isIn(range: readonly [number, number], version: number): boolean {
  return version >= range[0] && version <= range[1];
}

/** Bytes of a hexadecimal text. */
export function fromHex(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(hex.slice(i * 2, i * 2 + 2), 16);
  return bytes;
}

/** Hexadecimal text of bytes. */
export function toHex(bytes: Uint8Array): string {
  let hex = "";
  for (const byte of bytes) hex += (byte < 16 ? "0" : "") + byte.toString(16);
  return hex;
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
