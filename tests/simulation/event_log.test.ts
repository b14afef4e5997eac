// The log of events: its hash, its memory, its words; and the clocks of hosts.
import assert from "node:assert/strict";
import { VirtualClock } from "../../simulation/clock.ts";
import { EventLog } from "../../simulation/event_log.ts";
import { HostClock } from "../../simulation/host_clock.ts";
import { test } from "../harness.ts";

function hashOf(
  events: readonly (readonly (string | number | null)[])[],
  now: (i: number) => number = () => 1,
): string {
  let i = 0;
  const log = new EventLog({ now: () => now(i) });
  for (const event of events) {
    log.add(...event);
    i++;
  }
  return log.hash;
}

test("EventLog's hash depends on every word, their order, and time", () => {
  const hashes = [
    hashOf([]),
    hashOf([["a", 1]]),
    hashOf([["a", 2]]),
    hashOf([["a", 0x1_0000_0001]]),
    hashOf([["b", 1]]),
    hashOf([["a", null]]),
    hashOf([["a", 1], ["b"]]),
    hashOf([["b"], ["a", 1]]),
    hashOf([["a", 1]], () => 1.001),
    hashOf([["x".repeat(100)]]),
    hashOf([["x".repeat(101)]]),
  ];
  assert.equal(new Set(hashes).size, hashes.length);
  assert.equal(hashOf([["a", 1], ["b"]]), hashOf([["a", 1], ["b"]]));
  assert.match(hashOf([["a"]]), /^[0-9a-f]{16}$/);
});

test("EventLog calls behind the event that was named, small ones count", async () => {
  const log = new EventLog({ now: () => 1 });
  const called: number[] = [];
  log.after(3, () => void called.push(log.count));
  log.after(1, () => void called.push(log.count));
  for (let n = 1; n <= 4; n++) {
    if (n === 2) log.addSmall("small");
    else log.add("event");
    await Promise.resolve();
  }
  assert.deepEqual(called, [1, 3]);
});

test("EventLog keeps the newest events in words, without the small ones", () => {
  const lines: string[] = [];
  const log = new EventLog({ now: () => 12.5, kept: 3, print: (line) => lines.push(line) });
  for (let i = 0; i < 5; i++) log.add("event", i, null, "here");
  log.addSmall("bytes", 3);
  assert.deepEqual(log.tail().map((line) => line.trim()), [2, 3, 4].map((i) => `12.500 ms  event ${i} here`));
  assert.equal(log.tail(1).length, 1);
  assert.equal(lines.length, 6);
  assert.equal(log.count, 6);
});

test("EventLog tells at which turn of the microtask queue an event came", async () => {
  const after = async (turns: number) => {
    const log = new EventLog({ now: () => 1 });
    log.step();
    for (let i = 0; i < turns; i++) await null;
    log.add("event");
    return log.hash;
  };
  assert.notEqual(await after(3), await after(4));
  assert.equal(await after(4), await after(4));
});

test("HostClock's wall clock jumps alone; its timers do not notice", async () => {
  const clock = new VirtualClock();
  const [host, other] = [new HostClock(clock), new HostClock(clock)];
  const before = host.wall();
  let fired = -1;
  host.after(10, () => fired = host.now());
  host.jump(-5000);
  assert.equal(host.wall(), before - 5000);
  assert.equal(other.wall(), before);
  await clock.run();
  assert.equal(fired, 10);
  assert.equal(host.wall(), before - 4990);
});
