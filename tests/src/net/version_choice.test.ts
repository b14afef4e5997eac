// Which version is used, and why none.
import assert from "node:assert/strict";
import { AddPartitionsToTxn } from "../../../protocol/messages/add_partitions_to_txn.ts";
import { InitProducerId } from "../../../protocol/messages/init_producer_id.ts";
import { Metadata } from "../../../protocol/messages/metadata.ts";
import { chooseVersion, NO_LIMITS } from "../../../src/net/version_choice.ts";
import { pinnedVersions } from "../../../src/net/pinned_versions.ts";
import { clientHoldsBack, throttleTimeOf } from "../../../src/net/throttle.ts";
import { lookAtPeer } from "../../../src/net/peer_diagnosis.ts";
import { test } from "../../harness.ts";

const offers = (min: number, max: number) =>
  new Map([[Metadata.key, { min, max }], [InitProducerId.key, { min, max }]]);

test("The highest version that both know is chosen", () => {
  assert.deepEqual(chooseVersion(Metadata, offers(0, 9), NO_LIMITS), { version: 9 });
  assert.deepEqual(chooseVersion(Metadata, offers(0, 99), NO_LIMITS), { version: Metadata.latestStableVersion });
});

test("Unstable versions are chosen only when asked for", () => {
  assert.ok(InitProducerId.maxVersion > InitProducerId.latestStableVersion);
  assert.deepEqual(chooseVersion(InitProducerId, offers(0, 99), NO_LIMITS), {
    version: InitProducerId.latestStableVersion,
  });
  const unstable = { ...NO_LIMITS, unstable: true };
  assert.deepEqual(chooseVersion(InitProducerId, offers(0, 99), unstable), { version: InitProducerId.maxVersion });
});

test("Without a common version the reason is told", () => {
  const none = chooseVersion(Metadata, offers(90, 99), NO_LIMITS);
  assert.ok(none.version === null && /offers Metadata 90 to 99, Samsa speaks 0 to/.test(none.why));
  const absent = chooseVersion(Metadata, new Map(), NO_LIMITS);
  assert.ok(absent.version === null && /does not offer Metadata/.test(absent.why));
  const bounded = chooseVersion(Metadata, offers(0, 9), { ...NO_LIMITS, minVersion: 10, maxVersion: 12 });
  assert.ok(bounded.version === null && /at least 10 is asked for and at most 12 is allowed/.test(bounded.why));
});

test("Fixed tables hold what 0.8.2 and 0.9 speak", () => {
  const old = pinnedVersions("0.8.2");
  assert.deepEqual([old.get(0)?.max, old.get(8)?.max, old.has(11), old.has(18)], [0, 1, false, false]);
  const nine = pinnedVersions("0.9");
  assert.deepEqual([nine.get(0)?.max, nine.get(8)?.max, nine.has(11), nine.has(18)], [1, 2, true, false]);
});

test("Throttle times count from the version in which brokers stopped to hold back themselves", () => {
  assert.deepEqual([clientHoldsBack(0, 5), clientHoldsBack(0, 6), clientHoldsBack(1, 7), clientHoldsBack(1, 8)], [
    false,
    true,
    false,
    true,
  ]);
  assert.equal(clientHoldsBack(68, 0), true);
  assert.equal(throttleTimeOf({ throttleTimeMs: -1 }), 0);
  assert.equal(throttleTimeOf(null), 0);
});

test("Bytes of no known protocol are shown", () => {
  const look = lookAtPeer(Uint8Array.of(0xde, 0xad, 0xbe, 0xef));
  assert.equal(look.code, "NOT_KAFKA");
  assert.match(look.text, /deadbeef/);
});

test("Versions that brokers keep for themselves are used only when asked for", () => {
  const broker = new Map([[AddPartitionsToTxn.key, { min: 0, max: 5 }]]);
  assert.deepEqual(chooseVersion(AddPartitionsToTxn, broker, NO_LIMITS), { version: 3 });
  const wanted = { ...NO_LIMITS, maxVersions: new Map([["AddPartitionsToTxn", 5]]) };
  assert.deepEqual(chooseVersion(AddPartitionsToTxn, broker, wanted), { version: 5 });
});
