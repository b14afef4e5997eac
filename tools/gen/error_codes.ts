// Emits protocol/messages/error_codes.ts from the Java enum that defines Kafka's error codes. Called by main.ts.
import process from "node:process";
import { fileURLToPath } from "node:url";
import { fetchJar, run } from "./jars.ts";
import { docComment } from "./structs.ts";

interface Row {
  readonly code: number;
  readonly name: string;
  readonly message: string;
  readonly retriable: boolean;
  readonly refreshMetadata: boolean;
}

/** The text of the file. */
export async function emitErrorCodes(version: string): Promise<string> {
  const jars = [
    await fetchJar(`org.apache.kafka:kafka-clients:${version}`),
    await fetchJar("org.slf4j:slf4j-api:1.7.36"),
  ];
  const program = fileURLToPath(new URL("ErrorCodes.java", import.meta.url));
  const output = await run("java", ["-cp", jars.join(process.platform === "win32" ? ";" : ":"), program]);
  const rows = output.split("\n").filter((line) => line.startsWith("{")).map((line) => JSON.parse(line) as Row);
  rows.sort((a, b) => a.code - b.code);
  rows.forEach((row, i) => {
    if (row.code !== i - 1) throw new Error(`The error codes have a hole before ${row.code}`);
  });
  return text(version, rows);
}

function text(version: string, rows: readonly Row[]): string {
  const members = rows.map((row) => `${docComment([clean(row.message)], "  ")}\n  readonly ${row.name}: ${row.code};`);
  const table = rows.map((row) => `${(row.retriable ? 1 : 0) + (row.refreshMetadata ? 2 : 0)}${raw(row.message)}`);
  return `// Generated from the enum org.apache.kafka.common.protocol.Errors of kafka-clients ${version} by tools/gen; do not edit.

/** Type of {@linkcode ErrorCode}: Kafka's error codes by name. */
export interface ErrorCodes {
${members.join("\n")}
}

/** Kafka's error codes by name. */
export const ErrorCode: ErrorCodes = {
${rows.map((row) => `  ${row.name}: ${row.code},`).join("\n")}
};

/** What Kafka says about an error code. */
export interface ErrorInfo {
  /** The number on the wire. */
  readonly code: number;
  /** Kafka's name. */
  readonly name: string;
  /** Kafka's description. */
  readonly message: string;
  /** The same request may succeed later. */
  readonly retriable: boolean;
  /** The client's metadata are out of date. */
  readonly refreshMetadata: boolean;
}

/** A line for each code, from -1 on: 1 = retriable, 2 = metadata out of date, 3 = both, and the description. */
const TABLE = \`${table.join("\n")}\`;

let names: readonly string[] = [];
let lines: readonly string[] = [];

/** What Kafka says about a code; undefined for one that is not known. */
export function errorInfo(code: number): ErrorInfo | undefined {
  if (lines.length === 0) {
    names = Object.keys(ErrorCode);
    lines = TABLE.split("\\n");
  }
  const line = lines[code + 1];
  if (line === undefined) return undefined;
  const flags = Number(line[0]);
  return {
    code,
    name: names[code + 1],
    message: line.slice(1),
    retriable: flags % 2 === 1,
    refreshMetadata: flags > 1,
  };
}
`;
}

/** A description as a part of a template literal. */
function raw(message: string): string {
  if (message.includes("\n")) throw new Error(`The description "${message}" has several lines`);
  return message.replace(/[\\`]|\$\{/g, "\\$&");
}

function clean(message: string): string {
  const line = message.replace(/\s+/g, " ").trim();
  return /[.!?)]$/.test(line) ? line : `${line}.`;
}
