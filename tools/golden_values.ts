// Checks the golden vectors of misc.json: error table, hashes, numbers, uuids, the consumer protocol. Called by
// tools/golden.ts through golden_records.ts. A section whose room does not exist yet is named, not counted.
import { murmur2 } from "../base/murmur2.ts";
import {
  decodeConsumerProtocolAssignment,
  encodeConsumerProtocolAssignment,
} from "../protocol/messages/consumer_protocol_assignment.ts";
import {
  decodeConsumerProtocolSubscription,
  encodeConsumerProtocolSubscription,
} from "../protocol/messages/consumer_protocol_subscription.ts";
import { errorInfo } from "../protocol/messages/error_codes.ts";
import { crc32c, selectCrc32c } from "../protocol/wire/crc32c.ts";
import { Reader } from "../protocol/wire/reader.ts";
import { formatUuid, parseUuid } from "../protocol/wire/uuid.ts";
import { Writer } from "../protocol/wire/writer.ts";

/** One vector of any section. */
type Vector = Readonly<Record<string, unknown>>;

/** Null when a vector passes, else why not. */
type Check = (vector: Vector) => string | null;

/** What was found in misc.json. */
export interface MiscOutcome {
  /** Vectors that passed. */
  readonly passed: number;
  /** One sentence for each that did not. */
  readonly failed: string[];
}

const fastCrc32c = selectCrc32c(true);

/** Sections that can be checked; the others belong to rooms that are not there yet. */
const CHECKS: Readonly<Record<string, Check>> = {
  errors: checkError,
  murmur2: checkMurmur2,
  crc32c: ({ hex, crc }) => {
    const bytes = fromHex(hex);
    return equal(crc32c(bytes, 0, bytes.length), crc) ?? equal(fastCrc32c(bytes, 0, bytes.length), crc);
  },
  varint: checkNumber((r) => r.varint(), (w, value) => w.varint(Number(value))),
  varlong: checkNumber((r) => r.varlong(), (w, value) => w.varlong(BigInt(value))),
  unsignedVarint: checkNumber((r) => r.unsignedVarint(), (w, value) => w.unsignedVarint(Number(value))),
  uuid: ({ text, hex }) => {
    const bytes = new Uint8Array(16);
    if (!parseUuid(String(text), bytes)) return "the text is not read";
    return equal(toHex(bytes), hex) ?? equal(formatUuid(fromHex(hex)), text);
  },
  consumerProtocol: checkConsumerProtocol,
};

/** Checks every section that it can, and prints the names of the others. */
export function checkMisc(misc: object): Promise<MiscOutcome> {
  const failed: string[] = [];
  const left: string[] = [];
  let passed = 0;
  for (const [section, vectors] of Object.entries(misc) as [string, unknown][]) {
    const check = CHECKS[section];
    if (check === undefined || !Array.isArray(vectors)) {
      left.push(section);
      continue;
    }
    for (const [index, vector] of vectors.entries()) {
      const reason = tried(check, vector as Vector);
      if (reason === null) passed++;
      else failed.push(`${section}[${index}]: ${reason}`);
    }
  }
  if (left.length > 0) console.log(`  not checked, for nothing here does it yet: ${left.join(", ")}`);
  return Promise.resolve({ passed, failed });
}

function tried(check: Check, vector: Vector): string | null {
  try {
    return check(vector);
  } catch (error) {
    return String(error);
  }
}

function checkError(vector: Vector): string | null {
  const info = errorInfo(Number(vector.code));
  if (info === undefined) return `code ${vector.code} is not known`;
  return equal(info.name, vector.name) ?? equal(info.retriable, vector.retriable) ??
    equal(info.refreshMetadata, vector.refreshMetadata);
}

function checkMurmur2(vector: Vector): string | null {
  const hash = murmur2(fromHex(vector.hex));
  const wrong = equal(hash, vector.hash);
  if (wrong !== null) return wrong;
  for (const [name, partition] of Object.entries(vector)) {
    if (!name.startsWith("of")) continue;
    const differs = equal((hash & 0x7fffffff) % Number(name.slice(2)), partition);
    if (differs !== null) return `${name}: ${differs}`;
  }
  return null;
}

function checkNumber(
  read: (reader: Reader) => number | bigint,
  write: (writer: Writer, value: string | number) => void,
): Check {
  return ({ value, hex }) => {
    const reader = new Reader(fromHex(hex));
    const writer = new Writer();
    write(writer, value as string | number);
    return equal(String(read(reader)), String(value)) ?? equal(reader.remaining, 0) ?? equal(written(writer), hex);
  };
}

/** The values are fixed: topics a and b; owned a-0, a-2, b-1; generation 7; rack-1; user data "user". */
function checkConsumerProtocol(vector: Vector): string | null {
  const version = Number(vector.version);
  const owned = [{ topic: "a", partitions: [0, 2] }, { topic: "b", partitions: [1] }];
  const userData = new TextEncoder().encode("user");
  const bytes = fromHex(vector.hex);
  const reader = new Reader(bytes);
  const writer = new Writer();
  writer.int16(version);
  const told = equal(reader.int16(), version);
  if (told !== null) return told;
  if (vector.kind === "assignment") {
    const wanted = { assignedPartitions: owned, userData };
    encodeConsumerProtocolAssignment(writer, wanted, version);
    return equal(written(writer), vector.hex) ?? holds(decodeConsumerProtocolAssignment(reader, version), wanted);
  }
  const wanted = vector.kind === "subscription"
    ? {
      topics: ["a", "b"],
      userData,
      ...(version >= 1 ? { ownedPartitions: owned } : {}),
      ...(version >= 2 ? { generationId: 7 } : {}),
      ...(version >= 3 ? { rackId: "rack-1" } : {}),
    }
    : { topics: ["a"], userData: null };
  encodeConsumerProtocolSubscription(writer, wanted, version);
  return equal(written(writer), vector.hex) ?? holds(decodeConsumerProtocolSubscription(reader, version), wanted);
}

/** Whether every field of `wanted` is so in `got`. */
function holds(got: object, wanted: object): string | null {
  const fields = got as Readonly<Record<string, unknown>>;
  for (const [name, value] of Object.entries(wanted)) {
    const wrong = equal(plain(fields[name]), plain(value));
    if (wrong !== null) return `${name}: ${wrong}`;
  }
  return null;
}

function plain(value: unknown): string {
  return JSON.stringify(value, (_key, inner) => inner instanceof Uint8Array ? toHex(inner) : inner);
}

function equal(got: unknown, wanted: unknown): string | null {
  return got === wanted ? null : `is ${got}, not ${wanted}`;
}

function written(writer: Writer): string {
  return writer.chunks().map(toHex).join("");
}

function fromHex(hex: unknown): Uint8Array {
  const text = String(hex);
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
