// Reads the golden vectors of messages from tests/golden. Used by tests that may touch files.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { MessageLine } from "../../tools/golden_messages.ts";

/** The files of messages. */
export const MESSAGE_FILES: readonly string[] = [
  "messages-4.4.0.jsonl.gz",
  "messages-3.9.2-removed.jsonl.gz",
  "messages-4.4.0-coordinator.jsonl.gz",
];

/** The vectors of one file. */
export function messageLines(name: string): MessageLine[] {
  const packed = readFileSync(new URL(`../golden/${name}`, import.meta.url));
  const lines = new TextDecoder().decode(gunzipSync(packed)).split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as MessageLine);
}
