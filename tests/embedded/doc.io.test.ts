// docs/embedded.md says what the handlers say of themselves.
import assert from "node:assert/strict";
import { allHandlers } from "../../embedded/handlers.ts";
import { embeddedDoc, readEntry } from "../../tools/embedded_doc.ts";
import { test } from "../harness.ts";

test("docs/embedded.md is what tools/embedded_doc.ts prints, with a part for each API and its versions", () => {
  const { before, after } = embeddedDoc();
  assert.equal(before, after);
  for (const { api } of allHandlers().values()) {
    const range = api.minVersion === api.maxVersion ? `${api.minVersion}` : `s ${api.minVersion} to ${api.maxVersion}`;
    assert.match(after, new RegExp(`### ${api.name}\n\nVersion${range === "0" ? " 0" : range}\\.`));
  }
});

test("A handler without versions and gaps in its first lines is refused", () => {
  assert.throws(() => readEntry("a.ts", "// Something else.\n"), /must open with/);
  assert.equal(readEntry("a.ts", "// Api, versions 1 to 2: it does.\n// Gaps: none.\nimport").gaps, "none.");
});
