// What the handshake tells brokers about this client.
import assert from "node:assert/strict";
import denoManifest from "../../../deno.json" with { type: "json" };
import npmManifest from "../../../package.json" with { type: "json" };
import { SOFTWARE_VERSION } from "../../../src/net/handshake.ts";
import { test } from "../../harness.ts";

test("The handshake names the version of the package", () => {
  assert.equal(SOFTWARE_VERSION, npmManifest.version);
  assert.equal(SOFTWARE_VERSION, denoManifest.version);
});
