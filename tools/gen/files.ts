// Puts messages together into files: one for each API, one for each other message, the entry point, and the table that
// tests find codecs by. Called by main.ts.
import { emitMessage, type Emitted } from "./message.ts";
import type { Field, Message } from "./schema.ts";
import { camelCase, docComment, snakeCase, versionsText } from "./structs.ts";

/** Path below protocol/messages → text. */
export type Files = Map<string, string>;

const HEADER = "// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.";

/** Which file of protocol/wire has a name. */
const WIRE: readonly { readonly file: string; readonly names: RegExp; readonly types: boolean }[] = [
  { file: "api.ts", names: /^(Init|ClientApi|BrokerApi)$/, types: true },
  { file: "elements.ts", names: /^(read|write)[A-Z]/, types: false },
  { file: "empty_bytes.ts", names: /^EMPTY_BYTES$/, types: false },
  { file: "message_versions.ts", names: /^MessageVersions$/, types: true },
  { file: "reader.ts", names: /^Reader$/, types: true },
  { file: "tag_writer.ts", names: /^TagWriter$/, types: false },
  { file: "tagged_fields.ts", names: /^(Mutable|UnknownTaggedField)$/, types: true },
  { file: "uuid.ts", names: /^ZERO_UUID$/, types: false },
  { file: "writer.ts", names: /^Writer$/, types: true },
];

/** What a file exports. */
interface FileExports {
  readonly path: string;
  readonly names: readonly string[];
}

/** All files of protocol/messages but error_codes.ts, and the golden table under its own key. */
export function emitFiles(messages: readonly Message[]): Files {
  const files: Files = new Map();
  const exported: FileExports[] = [];
  for (const message of messages) {
    if (message.type === "response") continue;
    const { path, text, names } = message.type === "request"
      ? emitApi(message, responseOf(message, messages))
      : emitData(message);
    files.set(path, text);
    exported.push({ path, names });
  }
  exported.push({ path: "error_codes.ts", names: ["ErrorCode", "type ErrorCodes", "errorInfo", "type ErrorInfo"] });
  exported.sort((a, b) => a.path < b.path ? -1 : 1);
  files.set("mod.ts", emitEntry(exported));
  files.set("../../tests/golden/codecs.ts", emitGoldenTable(messages));
  return files;
}

function responseOf(request: Message, messages: readonly Message[]): Message {
  const response = messages.find((other) => other.type === "response" && other.key === request.key);
  if (response === undefined) throw new Error(`${request.name} has no response`);
  if (String(response.valid) !== String(request.valid) || flexibleFrom(response) !== flexibleFrom(request)) {
    throw new Error(`${request.name} and ${response.name} have different versions`);
  }
  return response;
}

interface EmittedFile extends FileExports {
  readonly text: string;
}

function emitApi(request: Message, response: Message): EmittedFile {
  const api = request.name.replace(/Request$/, "");
  const [lowest, highest] = request.valid;
  const descriptor = `key: ${request.key},\n  name: "${api}",\n  minVersion: ${lowest},\n  maxVersion: ${highest},\n` +
    `  latestStableVersion: ${request.unstable ? highest - 1 : highest},\n  flexibleFrom: ${flexibleFrom(request)},`;
  const about = `${api} (key ${request.key}, ${versionsText(request.valid)})`;
  const types = `<${request.name}, ${response.name}>`;
  const descriptors = [
    docComment([`The client's side of ${about}.`]),
    `export const ${api}: ClientApi${types} = {\n  ${descriptor}\n  encodeRequest: encode${request.name},\n` +
    `  decodeResponse: decode${response.name},\n};\n`,
    docComment([`The broker's side of ${about}.`]),
    `export const ${api}Broker: BrokerApi${types} = {\n  ${descriptor}\n  decodeRequest: decode${request.name},\n` +
    `  encodeResponse: encode${response.name},\n};\n`,
  ].join("\n");
  const parts = [emitMessage(request), emitMessage(response)];
  return {
    path: `${snakeCase(api)}.ts`,
    text: assemble(parts, descriptors, "../wire/"),
    names: exportsOf(parts, [api, `${api}Broker`]),
  };
}

function emitData(message: Message): EmittedFile {
  const constant = `${camelCase(message.name)}Versions`;
  const coordinator = message.type.startsWith("coordinator");
  const descriptor = [
    docComment([`Versions of ${message.name}${coordinator ? ` (record type ${message.key})` : ""}.`]),
    `export const ${constant}: MessageVersions = {\n  name: "${message.name}",\n  recordType: ${
      coordinator ? message.key : null
    },\n  minVersion: ${message.valid[0]},\n  maxVersion: ${message.valid[1]},\n  flexibleFrom: ${
      flexibleFrom(message)
    },\n};\n`,
  ].join("\n");
  const parts = [emitMessage(message)];
  return {
    path: `${coordinator ? "coordinator/" : ""}${snakeCase(message.name)}.ts`,
    text: assemble(parts, descriptor, coordinator ? "../../wire/" : "../wire/"),
    names: exportsOf(parts, [constant]),
  };
}

function flexibleFrom(message: Message): string {
  return message.flexible === null || message.flexible[0] > message.valid[1] ? "Infinity" : String(message.flexible[0]);
}

function exportsOf(parts: readonly Emitted[], values: readonly string[]): string[] {
  return [
    ...values,
    ...parts.flatMap((part) => [...part.functions, ...part.types.map((name) => `type ${name}`)]),
  ];
}

function assemble(parts: readonly Emitted[], descriptors: string, wire: string): string {
  const body = `${descriptors}\n${parts.map((part) => part.code).join("\n\n")}`;
  const uses = new Set(["Reader", "Writer", "ClientApi", "BrokerApi", "MessageVersions"]);
  for (const part of parts) for (const name of part.uses) uses.add(name);
  const imports: string[] = [];
  for (const { file, names, types } of WIRE) {
    const wanted = [...uses].filter((name) => names.test(name) && new RegExp(`\\b${name}\\b`).test(body)).sort();
    if (wanted.length > 0) {
      imports.push(`import ${types ? "type " : ""}{ ${wanted.join(", ")} } from "${wire}${file}";`);
    }
  }
  return `${HEADER}\n${imports.join("\n")}\n\n${body}\n`;
}

function emitEntry(exported: readonly FileExports[]): string {
  const seen = new Set<string>();
  const lines = exported.map(({ path, names }) => {
    for (const name of names) {
      if (seen.has(name)) throw new Error(`${name} is exported by two files`);
      seen.add(name);
    }
    return `export { ${names.join(", ")} } from "./${path}";`;
  });
  return `${HEADER}\n
/**
 * Every message of Kafka's protocol, as generated from its schemas: types, encoders, decoders, and a descriptor for
 * each side of each API. Import from here only what you use; the rest stays out of a bundle.
 *
 * \`Metadata\` is the client's side (encode the request, decode the response), \`MetadataBroker\` the broker's.
 *
 * @module
 */
export type { Api, BrokerApi, ClientApi, Init } from "../wire/api.ts";
export { requestHeaderVersion, responseHeaderVersion } from "../wire/api.ts";
export type { MessageVersions } from "../wire/message_versions.ts";
export { type Decode, Reader } from "../wire/reader.ts";
export type { UnknownTaggedField, UnknownTagsInit } from "../wire/tagged_fields.ts";
export { type Encode, Writer } from "../wire/writer.ts";
export type { ProtocolErrorCode } from "../../errors/protocol_error.ts";
${lines.join("\n")}
`;
}

function emitGoldenTable(messages: readonly Message[]): string {
  const imports = messages.map((message) => {
    const file = message.type === "request" || message.type === "response"
      ? `${snakeCase(message.name.replace(/(Request|Response)$/, ""))}.ts`
      : `${message.type.startsWith("coordinator") ? "coordinator/" : ""}${snakeCase(message.name)}.ts`;
    return `import { decode${message.name}, encode${message.name} } from "../../protocol/messages/${file}";`;
  });
  const rows = messages.map((message) =>
    `  ${message.name}: { type: "${message.type}", key: ${message.key}, minVersion: ${message.valid[0]}, maxVersion: ${
      message.valid[1]
    }, flexibleFrom: ${flexibleFrom(message)}, encode: encode${message.name}, decode: decode${message.name}, fields: ${
      goldenFields(message.fields)
    } },`
  );
  return `${HEADER}
// Codecs by the schema's name with the shape of their fields, for tests and tools that read golden vectors.
import type { GoldenCodec } from "./golden_codec.ts";
${imports.join("\n")}

/** Every codec by the name of its schema. */
export const goldenCodecs: Readonly<Record<string, GoldenCodec>> = {
${rows.join("\n")}
};
`;
}

function goldenFields(fields: readonly Field[]): string {
  const rows = fields.map((field) => {
    const parts = [
      `name: "${camelCase(field.name)}"`,
      `type: "${field.fields === null ? field.base : "struct"}"`,
      `versions: [${field.versions}]`,
      ...(field.array ? ["array: true"] : []),
      ...(field.nullable === null ? [] : [`nullable: [${field.nullable}]`]),
      ...(field.default === null ? [] : [`default: ${JSON.stringify(field.default)}`]),
      ...(field.fields === null ? [] : [`fields: ${goldenFields(field.fields)}`]),
    ];
    return `{ ${parts.join(", ")} }`;
  });
  return `[${rows.join(", ")}]`;
}
