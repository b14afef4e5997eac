// The small pieces of base/: budget, work loop, tracker, limits of waits, option checks, murmur2.
import assert from "node:assert/strict";
import { abortError, delay, within } from "../../base/abort.ts";
import { ByteBudget } from "../../base/byte_budget.ts";
import { murmur2 } from "../../base/murmur2.ts";
import { OptionCheck } from "../../base/option_check.ts";
import { Tracker } from "../../base/track.ts";
import { WorkLoop } from "../../base/work_loop.ts";
import { AbortError } from "../../errors/abort_error.ts";
import { ConfigError } from "../../errors/config_error.ts";
import { VirtualClock } from "../../simulation/clock.ts";
import { test } from "../harness.ts";

test("ByteBudget serves those who wait in order, and lets one oversized request through alone", async () => {
  const budget = new ByteBudget(100);
  assert.equal(budget.tryTake(60), true);
  assert.equal(budget.tryTake(60), false);
  const order: string[] = [];
  const first = budget.wait(80);
  const second = budget.wait(10);
  void first.taken.then(() => order.push("first"));
  void second.taken.then(() => order.push("second"));
  assert.equal(budget.fits(1), false, "nobody overtakes those who wait");
  budget.release(60);
  await Promise.all([first.taken, second.taken]);
  assert.deepEqual(order, ["first", "second"]);
  assert.equal(budget.used, 90);
  budget.release(90);
  assert.equal(budget.tryTake(1000), true, "more than the limit goes alone");
  assert.equal(budget.tryTake(1), false);
});

test("ByteBudget forgets a wait that was cancelled, and serves the next", async () => {
  const budget = new ByteBudget(10);
  budget.take(10);
  const cancelled = budget.wait(10);
  const next = budget.wait(5);
  cancelled.cancel();
  budget.release(10);
  await next.taken;
  assert.equal(budget.used, 5);
});

test("WorkLoop runs again for a wake that comes while it works, and never twice at once", async () => {
  let running = 0, steps = 0;
  const promises: Promise<unknown>[] = [];
  const loop = new WorkLoop(async () => {
    running++;
    assert.equal(running, 1);
    steps++;
    if (steps === 1) loop.wake();
    await Promise.resolve();
    running--;
  }, (promise) => promises.push(promise));
  loop.wake();
  loop.wake();
  await Promise.all(promises);
  assert.equal(steps, 2);
  loop.wake();
  await Promise.all(promises);
  assert.equal(steps, 3);
  loop.stop();
  loop.wake();
  await Promise.all(promises);
  assert.equal(steps, 3);
});

test("WorkLoop can be woken again after a step that failed", async () => {
  const failures: unknown[] = [];
  const tracker = new Tracker((error) => failures.push(error));
  let steps = 0;
  const loop = new WorkLoop(
    () => ++steps === 1 ? Promise.reject(new Error("no")) : Promise.resolve(),
    (promise) => tracker.track(promise),
  );
  loop.wake();
  await tracker.idle();
  loop.wake();
  await tracker.idle();
  assert.equal(steps, 2);
  assert.equal(failures.length, 1);
});

test("Tracker.idle() waits for what is tracked meanwhile, and tells failures", async () => {
  const failures: unknown[] = [];
  const tracker = new Tracker((error) => failures.push(error));
  const { promise, resolve } = Promise.withResolvers<void>();
  tracker.track(promise.then(() => tracker.track(Promise.reject(new Error("later")))));
  assert.equal(tracker.size, 1);
  resolve();
  await tracker.idle();
  assert.equal(tracker.size, 0);
  assert.equal(failures.length, 1);
});

test("within() settles in time, whatever the work does", async () => {
  const clock = new VirtualClock();
  const never = new Promise<void>(() => {});
  const late = within(never, { clock, timeoutMs: 50, what: "The work", onTimeout: () => new Error("too late") });
  const failed = assert.rejects(late, /too late/);
  await clock.run();
  await failed;
  assert.equal(clock.now(), 50);

  const controller = new AbortController();
  const aborted = within(never, { clock, signal: controller.signal, timeoutMs: 50, what: "The work" });
  controller.abort(new Error("enough"));
  await assert.rejects(aborted, (error) => error instanceof AbortError && (error.cause as Error).message === "enough");
  assert.equal(clock.pending, 0, "the timer of the limit is gone");
  assert.equal(await within(Promise.resolve(1), { clock, timeoutMs: 50, what: "The work" }), 1);
  assert.equal(clock.pending, 0);
});

test("delay() ends early by its signal and leaves no timer", async () => {
  const clock = new VirtualClock();
  const controller = new AbortController();
  const waiting = delay(1000, { clock, signal: controller.signal });
  controller.abort();
  await assert.rejects(waiting, AbortError);
  assert.equal(clock.pending, 0);
  assert.equal(abortError(controller.signal, "It").name, "AbortError");
});

test("OptionCheck gathers every mistake in one ConfigError that names option, value and what was expected", () => {
  const check = new OptionCheck("producer");
  check.known({ linger: 1 }, ["lingerMs"]);
  check.integer("lingerMs", -1, { min: 0, unit: "ms", fallback: 0 });
  check.integer("retries", NaN, { min: 0, infinity: true, fallback: 0 });
  check.oneOf("acks", 2 as number, { values: [0, 1, -1], fallback: -1 });
  check.text("clientId", "", "samsa");
  check.boolean("idempotent", "yes" as unknown as boolean, true);
  assert.throws(() => check.done(), (error) => {
    assert.ok(error instanceof ConfigError);
    assert.equal(error.problems.length, 6);
    assert.match(error.problems[0], /linger is no option of a producer/);
    assert.match(error.problems[1], /lingerMs must be a whole number of 0 or more ms: it is -1/);
    assert.match(error.problems[2], /or Infinity: it is NaN/);
    assert.match(error.problems[3], /acks must be one of 0, 1, -1: it is 2/);
    return true;
  });
});

test("OptionCheck takes what is right and fills in what is missing", () => {
  const check = new OptionCheck("producer");
  assert.equal(check.integer("a", undefined, { min: 0, fallback: 7 }), 7);
  assert.equal(check.integer("b", Infinity, { min: 0, infinity: true, fallback: 7 }), Infinity);
  assert.equal(check.text("c", "x", "y"), "x");
  assert.equal(check.boolean("d", false, true), false);
  check.done();
});

test("murmur2() gives the hashes of the Java client", () => {
  // org.apache.kafka.common.utils.UtilsTest.testMurmur2
  const cases: readonly (readonly [string, number])[] = [
    ["21", -973932308],
    ["foobar", -790332482],
    ["a-little-bit-long-string", -985981536],
    ["a-little-bit-longer-string", -1486304829],
    ["lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971],
    ["abc", 479470107],
  ];
  for (const [text, hash] of cases) assert.equal(murmur2(new TextEncoder().encode(text)), hash);
});
