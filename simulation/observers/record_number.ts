// The number by which a record is known from the send to the log and to every reader: a header. Used by the observers
// and by the reading of the logs in the end.
import type { ProducerHeaders, ProducerRecord } from "../../src/producer/record.ts";

/** Name of the header that carries a record's number. */
const NUMBER_HEADER = "simulated-record";

/** The record with its number. */
export function numbered(record: ProducerRecord, id: number): ProducerRecord {
  return { ...record, headers: [...pairsOf(record.headers), [NUMBER_HEADER, String(id)]] };
}

/** The number of a record that was read; -1 when it has none. */
export function numberOf(headers: readonly (readonly [name: string, value: Uint8Array | null])[]): number {
  for (let i = headers.length - 1; i >= 0; i--) {
    const [name, value] = headers[i] as readonly [string, Uint8Array | null];
    if (name === NUMBER_HEADER && value !== null) return decimal(value);
  }
  return -1;
}

/** The number of a record on its way to a producer; -1 when it has none. */
export function numberOfSent({ headers }: ProducerRecord): number {
  for (const [name, value] of pairsOf(headers).toReversed()) {
    if (name === NUMBER_HEADER) return Number(value);
  }
  return -1;
}

function decimal(digits: Uint8Array): number {
  let number = 0;
  for (const digit of digits) {
    if (digit < 48 || digit > 57) return -1;
    number = number * 10 + digit - 48;
  }
  return number;
}

function pairsOf(headers: ProducerHeaders | undefined): readonly (readonly [string, string | Uint8Array | null])[] {
  if (headers === undefined) return [];
  return Array.isArray(headers) ? headers : Object.entries(headers);
}
