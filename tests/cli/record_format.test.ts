// How `samsa consume` writes a record: letters, escapes, JSON.
import assert from "node:assert/strict";
import { recordFormatter, recordJson } from "../../cli/record_format.ts";
import type { ConsumerRecord } from "../../mod.ts";
import { test } from "../harness.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

function record(key: string | null, value: string | null): ConsumerRecord {
  return {
    topic: "orders",
    partition: 3,
    offset: 7,
    timestamp: 1000,
    key: key === null ? null : bytes(key),
    value: value === null ? null : bytes(value),
    headers: [["a", bytes("1")], ["b", null]],
    keyText: () => key,
    text: () => value,
  } as unknown as ConsumerRecord;
}

test("recordFormatter() knows kcat's letters, escapes and the percent sign", () => {
  const format = recordFormatter("%t/%p/%o/%T %k(%K)=%s(%S) [%h] 100%%\\t\\x41\\n");
  assert.equal(format(record("k", "value")), "orders/3/7/1000 k(1)=value(5) [a=1,b=NULL] 100%\tA\n");
});

test("recordFormatter() writes null as nothing, with length -1", () => {
  assert.equal(recordFormatter("%k(%K)%s(%S)")(record(null, null)), "(-1)(-1)");
});

test("recordFormatter() names a letter that it does not know", () => {
  assert.throws(() => recordFormatter("%q"), /%q/);
  assert.throws(() => recordFormatter("100%"), /--format/);
});

test("recordJson() keeps null apart from empty", () => {
  assert.deepEqual(JSON.parse(recordJson(record(null, ""))), {
    topic: "orders",
    partition: 3,
    offset: 7,
    timestamp: 1000,
    key: null,
    value: "",
    headers: [["a", "1"], ["b", null]],
  });
});
