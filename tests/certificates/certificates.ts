// The test certificates as texts, for tests that run where files can be read. make.sh makes the files.
import { readFileSync } from "node:fs";

/** Reads one of the PEM files of this folder. */
export function pem(file: string): string {
  return readFileSync(new URL(file, import.meta.url), "utf8");
}

/** Passphrase of `client_encrypted.key`. */
export const PASSPHRASE = "secret";
