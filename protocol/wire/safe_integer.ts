// int64 fields that Samsa handles as numbers: offsets, epochs, ids, sequences.
import { ProtocolError } from "../../errors/protocol_error.ts";

/** The number of an int64; one that a number cannot hold exactly is a `ProtocolError` that names the field. */
export function toSafeNumber(value: bigint, field: string): number {
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw new ProtocolError(`${field} is ${value}: only whole numbers up to 2^53 - 1 can be handled`, {
    code: "OUT_OF_RANGE",
    field,
  });
}
