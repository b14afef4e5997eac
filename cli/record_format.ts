// How `samsa consume` writes a record: kcat's format letters, or JSON. Pure.
import type { ConsumerRecord } from "../mod.ts";

const text = new TextDecoder();

/** A piece of a format: text as it is, or a letter. */
type Piece = { readonly text: string } | { readonly letter: string };

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", "0": "\0", "\\": "\\" };

/** The letters and what they stand for, for the help. */
export const LETTERS =
  "%t topic, %p partition, %o offset, %T timestamp in ms, %k key, %K key length, %s value, %S value length, %h headers, %% a percent sign";

/** Reads a format once; throws an `Error` that names a letter which is not known. */
export function recordFormatter(format: string): (record: ConsumerRecord) => string {
  const pieces = parse(format);
  return (record) => pieces.map((piece) => "text" in piece ? piece.text : value(piece.letter, record)).join("");
}

function parse(format: string): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let i = 0; i < format.length; i++) {
    const character = format[i];
    const next = format[i + 1] ?? "";
    if (character === "%") {
      if (next === "" || !"topTkKsSh%".includes(next)) {
        throw new Error(`--format has no letter %${next}: ${LETTERS}`);
      }
      pieces.push(next === "%" ? { text: "%" } : { letter: next });
      i++;
    } else if (character === "\\" && next === "x" && /^[0-9a-fA-F]{2}$/.test(format.slice(i + 2, i + 4))) {
      pieces.push({ text: String.fromCharCode(Number.parseInt(format.slice(i + 2, i + 4), 16)) });
      i += 3;
    } else if (character === "\\" && next in ESCAPES) {
      pieces.push({ text: ESCAPES[next] });
      i++;
    } else pieces.push({ text: character });
  }
  return pieces;
}

function value(letter: string, record: ConsumerRecord): string {
  switch (letter) {
    case "t":
      return record.topic;
    case "p":
      return `${record.partition}`;
    case "o":
      return `${record.offset}`;
    case "T":
      return `${record.timestamp}`;
    case "k":
      return record.keyText() ?? "";
    case "K":
      return `${record.key?.length ?? -1}`;
    case "s":
      return record.text() ?? "";
    case "S":
      return `${record.value?.length ?? -1}`;
    default:
      return record.headers.map(([name, bytes]) => `${name}=${bytes === null ? "NULL" : text.decode(bytes)}`).join(",");
  }
}

/** A record as one line of JSON; bytes as text, null as null. */
export function recordJson(record: ConsumerRecord): string {
  return JSON.stringify({
    topic: record.topic,
    partition: record.partition,
    offset: record.offset,
    timestamp: record.timestamp,
    key: record.keyText(),
    value: record.text(),
    headers: record.headers.map(([name, bytes]) => [name, bytes === null ? null : text.decode(bytes)]),
  });
}
