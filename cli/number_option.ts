// Numbers of the command line, checked when it is read.
import { InvalidArgumentError } from "commander";

/** A parser for a whole number of `min` or more. */
export function wholeNumber(min: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= min) return value;
    throw new InvalidArgumentError(`It must be a whole number of ${min} or more.`);
  };
}
