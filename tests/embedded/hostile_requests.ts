// Requests by chance for the tests with hostile clients. A broker's decoder is given a reader that has no bytes: it makes
// up each value that it is asked for and writes it down, so that every API is met in every version, in its whole shape.
import type { Handler } from "../../embedded/handler.ts";
import { type Api, requestHeaderVersion } from "../../protocol/wire/api.ts";
import type { Decode, Reader } from "../../protocol/wire/reader.ts";
import { Writer } from "../../protocol/wire/writer.ts";
import type { SeededRandom } from "../../simulation/mod.ts";
import { batch } from "./raw_client.ts";

const INT32S = [0, -1, -2, 1, 0x7fff_ffff, -0x8000_0000, 0x7fff_fffe, 1_000_000];
const INT64S = [
  0n,
  -1n,
  -2n,
  -7n,
  2n ** 53n + 1n,
  -(2n ** 53n) - 1n,
  2n ** 63n - 1n,
  -(2n ** 63n),
  2n ** 63n - 2n,
  253402300800000n,
];
const DOUBLES = [NaN, Infinity, -Infinity, -0, 0, -1, 1e308, 5e-324, 0.5];
const TEXTS = [
  "",
  " ",
  "__proto__",
  "constructor",
  "toString",
  "a".repeat(249),
  "b".repeat(5000),
  "\u0000",
  "ümläut \u{1F600}",
  "(a+)+$",
  "[",
  "9223372036854775808",
  "-1",
  "NaN",
  "1e999",
  ".",
  "..",
];
const WORDS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/topic.*regex/i, ["ord.*", "(a*)*b", "(.*)(.*)(.*)x", "[", "a{1000000}", "\\Q"]],
  [/group.*instance/i, ["i1", "i2"]],
  [/group|key/i, ["g1", "g2", "classic", "t1"]],
  [/transactional/i, ["t1", "t2"]],
  [/member/i, ["m1", "m2", ""]],
  [/assignor/i, ["uniform", "range"]],
  [/mechanism/i, ["SCRAM-SHA-256", "PLAIN"]],
  [/protocol/i, ["consumer", "range", "roundrobin"]],
  [/resourceName|topic|^name$|^$/i, ["orders", "payments", "orders", "1", "__consumer_offsets", "g1"]],
  [/config|value/i, ["retention.ms", "cleanup.policy", "compact", "1", "-1"]],
  [/principal/i, ["User:a", "User:*", "nobody"]],
  [/host/i, ["*", "127.0.0.1"]],
];
const EXTREME_IN_100 = 25;

/** What requests are made of. */
export interface MadeOf {
  /** Chance. */
  readonly random: SeededRandom;
  /** Ids of topics that there are. */
  readonly topicIds: readonly string[];
  /** Ids of members that were given. */
  readonly memberIds: string[];
  /** Elements of one array somewhere in the request. @default as few as the others */
  readonly huge?: number;
}

/** Stands in for a reader: what it gives is written down. */
class Inventor {
  version = 0;
  tag = 0;
  remaining = 0;
  #writer: Writer;
  readonly #outer: Writer[] = [];
  readonly #from: MadeOf;
  #flexible = false;
  #arrays: string[] = [];
  #huge: number;
  #hugeAt: number;

  constructor(writer: Writer, from: MadeOf) {
    this.#writer = writer;
    this.#from = from;
    this.#huge = from.huge ?? 0;
    this.#hugeAt = from.random.int(3);
  }

  begin(message: string, version: number, flexible: boolean): void {
    this.version = version;
    this.#flexible = flexible;
    this.#writer.begin(message, version, flexible);
  }

  bool(): boolean {
    return this.#put("bool", this.#chance(2) === 0);
  }

  int8(): number {
    return this.#put("int8", this.#number("", 0x7f));
  }

  int16(field: string): number {
    return this.#put("int16", this.#number(field, 0x7fff));
  }

  int32(field: string): number {
    return this.#put("int32", this.#number(field, 0x7fff_ffff));
  }

  uint16(): number {
    return this.#put("uint16", this.#chance(0x1_0000));
  }

  uint32(): number {
    return this.#put("uint32", this.#chance(0x1_0000_0000));
  }

  int64(field: string): bigint {
    const value = this.#extreme() ? this.#pick(INT64S) : BigInt(this.#number(field, 1000));
    return this.#put("int64", value);
  }

  float64(): number {
    return this.#put("float64", this.#pick(DOUBLES));
  }

  uuid(): string {
    const ids = this.#from.topicIds;
    return this.#put("uuid", this.#extreme() || ids.length === 0 ? "AAAAAAAAAAAAAAAAAAAAAA" : this.#pick(ids));
  }

  string(field: string): string {
    return this.#put("string", this.#text(field));
  }

  nullableString(field: string): string | null {
    return this.#put("nullableString", this.#chance(4) === 0 ? null : this.#text(field));
  }

  bytes(field: string): Uint8Array {
    return this.#put("bytes", this.#bytes(field));
  }

  nullableBytes(field: string): Uint8Array | null {
    return this.#put("nullableBytes", this.#chance(8) === 0 ? null : this.#bytes(field));
  }

  array<T>(field: string, decode: Decode<T>): T[] {
    return this.#items(field, decode);
  }

  nullableArray<T>(field: string, decode: Decode<T>): T[] | null {
    if (this.#chance(6) !== 0 || this.#huge > 0) return this.#items(field, decode);
    this.#writer.nullableArray(null, field, () => {});
    return null;
  }

  struct<T>(_: string, decode: Decode<T>): T {
    return decode(this as unknown as Reader, this.version);
  }

  nullableStruct<T>(field: string, decode: Decode<T>): T | null {
    const there = this.#chance(3) !== 0;
    this.#writer.int8(there ? 1 : -1);
    return there ? this.struct(field, decode) : null;
  }

  taggedNullableStruct<T>(field: string, decode: Decode<T>): T | null {
    this.#writer.unsignedVarint(1);
    return this.struct(field, decode);
  }

  tagCount(): number {
    const count = this.#chance(3);
    this.#writer.unsignedVarint(count);
    return count;
  }

  beginTag(): number {
    this.tag = this.#chance(4);
    this.#outer.push(this.#writer);
    this.#writer = new Writer();
    this.#writer.begin("tag", this.version, true);
    return 0;
  }

  endTag(): void {
    const bytes = this.#writer.toUint8Array();
    this.#writer = this.#outer.pop() ?? this.#writer;
    this.#writer.unsignedVarint(this.tag);
    this.#writer.unsignedVarint(bytes.length);
    this.#writer.raw(bytes);
  }

  unknownTag(): void {
    this.#writer.raw(this.#from.random.bytes(this.#chance(4)));
  }

  unknownTags(): void {
    if (this.#flexible) this.#writer.unsignedVarint(0);
  }

  #items<T>(field: string, decode: Decode<T>): T[] {
    let count = this.#chance(8) === 0 ? this.#chance(10) : this.#chance(3);
    if (this.#huge > 0 && (this.#hugeAt-- === 0 || this.#arrays.length > 0)) {
      count = this.#huge;
      this.#huge = 0;
    } else if (this.#huge > 0) count = 1;
    if (this.#flexible) this.#writer.unsignedVarint(count + 1);
    else this.#writer.int32(count);
    this.#arrays.push(field);
    const items: T[] = [];
    for (let n = 0; n < count; n++) items.push(decode(this as unknown as Reader, this.version));
    this.#arrays.pop();
    return items;
  }

  #text(field: string): string {
    const name = field === "" ? this.#arrays.at(-1) ?? "" : field;
    // Many elements that are all different are the harder case.
    if (this.#arrays.length > 0 && (this.#from.huge ?? 0) > 0 && this.#huge === 0 && this.#chance(10) > 0) {
      return `n${this.#chance(1_000_000)}`;
    }
    if (this.#extreme()) return this.#pick(TEXTS);
    const { memberIds } = this.#from;
    if (/member/i.test(name) && memberIds.length > 0 && this.#chance(2) === 0) return this.#pick(memberIds);
    return this.#pick(WORDS.find(([pattern]) => pattern.test(name))?.[1] ?? TEXTS);
  }

  #bytes(field: string): Uint8Array {
    const { random } = this.#from;
    if (field !== "records" || this.#chance(5) === 0) return random.bytes(this.#pick([0, 1, 4, 17, 60, 100, 5000]));
    const producer = this.#chance(2) === 0
      ? {}
      : { producerId: BigInt(this.#chance(4)), producerEpoch: this.#chance(2), baseSequence: this.#chance(3) };
    const sealed = batch([{ key: "k", value: "v" }, { key: null, value: null }], producer);
    for (let n = this.#chance(3); n > 0; n--) sealed[this.#chance(sealed.length)] = this.#chance(256);
    return sealed;
  }

  #number(field: string, max: number): number {
    if (this.#extreme()) {
      const value = this.#pick(INT32S);
      return value > max ? max : value < -max - 1 ? -max - 1 : value;
    }
    if (/timeout|ms$/i.test(field) && max > 127) return this.#pick([100, 6000, 30_000]);
    if (/bytes/i.test(field)) return this.#pick([0, 1, 1000, 100_000]);
    return this.#chance(5) - 1;
  }

  #extreme(): boolean {
    return this.#chance(100) < EXTREME_IN_100;
  }

  #chance(n: number): number {
    return this.#from.random.int(n);
  }

  #pick<T>(all: readonly T[]): T {
    return all[this.#chance(all.length)];
  }

  #put<T>(kind: keyof Writer, value: T): T {
    (this.#writer[kind] as (value: T) => void).call(this.#writer, value);
    return value;
  }
}

/** A whole request (size, header, body) of chance. */
export function inventRequest({ api, decode }: Handler, version: number, from: MadeOf): Uint8Array {
  const body = new Writer();
  decode(new Inventor(body, from) as unknown as Reader, version);
  return frameOf({ api, version }, body);
}

/** Size and header around a body. */
export function frameOf(
  { api, version, clientId = "hostile" }: {
    readonly api: Api;
    readonly version: number;
    readonly clientId?: string | null;
  },
  body: Writer,
): Uint8Array {
  const head = new Writer();
  head.begin("RequestHeader", 1, false);
  head.int32(0);
  head.int16(api.key);
  head.int16(version);
  head.int32(1);
  head.legacyNullableString(clientId);
  if (requestHeaderVersion(api, version) === 2) head.int8(0);
  const bytes = new Uint8Array(head.byteLength + body.byteLength);
  bytes.set(head.toUint8Array());
  bytes.set(body.toUint8Array(), head.byteLength);
  new DataView(bytes.buffer).setInt32(0, bytes.length - 4);
  return bytes;
}
