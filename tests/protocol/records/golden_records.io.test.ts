// The record sets that Java's client wrote: decoded, encoded again, and mutated.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { ProtocolError } from "../../../errors/protocol_error.ts";
import { readRecordBatches } from "../../../protocol/records/batch_reader.ts";
import { CodecTable } from "../../../protocol/records/codecs.ts";
import { crc32c } from "../../../protocol/wire/crc32c.ts";
import { checkRecordLine, fromHex } from "../../../tools/golden_records.ts";
import { test } from "../../harness.ts";

const file = new URL("../../golden/records.jsonl.gz", import.meta.url);
const lines: { readonly name: string; readonly hex: string }[] = gunzipSync(readFileSync(file)).toString()
  .trim().split("\n").map((line) => JSON.parse(line));

test("Every golden record set decodes to its batches and encodes to its bytes", async () => {
  assert.ok(lines.length > 0);
  for (const line of lines) assert.equal(await checkRecordLine(line), null, line.name);
});

test("Mutated golden record sets end in records or a ProtocolError, with and without the checksum", async () => {
  const sets = lines.map((line) => fromHex(line.hex)).filter((bytes) => bytes.length > 0 && bytes.length < 10_000);
  const codecs = new CodecTable({});
  for (const id of [1, 2, 3, 4]) await codecs.get(id);
  const property = fc.asyncProperty(
    fc.nat(sets.length - 1),
    fc.array(fc.tuple(fc.nat(20_000), fc.nat(255)), { minLength: 1, maxLength: 5 }),
    async (which, changes) => {
      const bytes = sets[which].slice();
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
      for (const batch of readRecordBatches(bytes).batches) {
        for (const checkCrc of [true, false]) {
          try {
            const options = { crc: crc32c, codecs, checkCrc, maxDecompressedBytes: 1_000_000 };
            for (const record of await batch.decode(options)) {
              void [record.key, record.value, record.headers, record.timestampExact()];
            }
          } catch (error) {
            assert.ok(error instanceof ProtocolError, String(error));
          }
        }
      }
    },
  );
  await fc.assert(property, { numRuns: 1500, seed: 9 });
});
