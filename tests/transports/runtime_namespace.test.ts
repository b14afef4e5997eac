// What the platforms of Bun and Deno say where another runtime runs.
import assert from "node:assert/strict";
import { ConfigError } from "../../errors/config_error.ts";
import { namespaceOf } from "../../transports/runtime_namespace.ts";
import { test } from "../harness.ts";

test("a platform in another runtime than its own refuses to work, and says why", () => {
  const sockets = {};
  assert.equal(namespaceOf("Bun", sockets), sockets);
  assert.throws(() => namespaceOf("Deno", undefined), (error) => {
    assert.ok(error instanceof ConfigError);
    assert.equal(error.code, "UNSUPPORTED_BY_RUNTIME");
    assert.match(error.message, /There is no global Deno: .*pass that of this runtime/);
    return true;
  });
});
