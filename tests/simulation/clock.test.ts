// Virtual time and seeded chance: everything that runs in the simulation stands on them.
import assert from "node:assert/strict";
import { VirtualClock } from "../../simulation/clock.ts";
import { SeededRandom } from "../../simulation/random.ts";
import { test } from "../harness.ts";

test("VirtualClock runs timers in the order of their time, then of their setting", async () => {
  const clock = new VirtualClock({ wall: 1000 });
  const order: string[] = [];
  clock.after(20, () => order.push(`c${clock.now()}`));
  clock.after(10, () => order.push(`a${clock.now()}`));
  clock.after(10, () => order.push(`b${clock.now()}`));
  const cancel = clock.after(15, () => order.push("cancelled"));
  cancel();
  cancel();
  await clock.run();
  assert.deepEqual(order, ["a10", "b10", "c20"]);
  assert.equal(clock.wall(), 1020);
  assert.equal(clock.pending, 0);
});

test("VirtualClock lets every promise job run between two timers", async () => {
  const clock = new VirtualClock();
  const order: string[] = [];
  clock.after(1, () => {
    void (async () => {
      for (let i = 0; i < 1000; i++) await Promise.resolve();
      order.push("chain");
    })();
  });
  clock.after(1, () => order.push("next timer"));
  await clock.run();
  assert.deepEqual(order, ["chain", "next timer"]);
});

test("VirtualClock.advance() stops at its time, and until() at its promise", async () => {
  const clock = new VirtualClock();
  let fired = 0;
  clock.after(50, () => fired++);
  await clock.advance(49);
  assert.deepEqual([fired, clock.now()], [0, 49]);
  const waited = new Promise<string>((resolve) => void clock.after(5, () => resolve("done")));
  assert.equal(await clock.until(waited), "done");
  assert.deepEqual([fired, clock.now()], [1, 54]);
  await assert.rejects(clock.until(new Promise(() => {})), /never settle/);
});

test("VirtualClock.outside() holds virtual time until the real promise has settled", async () => {
  const clock = new VirtualClock();
  const order: string[] = [];
  void clock.outside(new Promise((resolve) => setTimeout(resolve, 5))).then(() => order.push("outside"));
  clock.after(0, () => order.push("timer"));
  await clock.run();
  assert.deepEqual(order, ["outside", "timer"]);
});

test("VirtualClock breaks ties as it is told", async () => {
  const ties = [3, 1, 2];
  const clock = new VirtualClock({ tie: () => ties.shift() ?? 0 });
  const order: number[] = [];
  for (let i = 0; i < 3; i++) clock.after(1, () => order.push(i));
  await clock.run();
  assert.deepEqual(order, [1, 2, 0]);
});

test("SeededRandom gives the same numbers for the same seed, and others for another", () => {
  const draw = (random: SeededRandom) => Array.from({ length: 20 }, () => random.int(1000));
  assert.deepEqual(draw(new SeededRandom(7)), draw(new SeededRandom(7)));
  assert.notDeepEqual(draw(new SeededRandom(7)), draw(new SeededRandom(8)));
  assert.deepEqual(draw(new SeededRandom(0)).length, 20);
  assert.deepEqual(new SeededRandom(7).bytes(8), new SeededRandom(7).bytes(8));
  assert.ok(draw(new SeededRandom(1)).every((n) => n >= 0 && n < 1000));
});

test("SeededRandom.fork() gives streams that do not disturb each other", () => {
  const one = new SeededRandom(7).fork("latency").int(1 << 30);
  const root = new SeededRandom(7);
  assert.notEqual(root.fork("faults").int(1 << 30), one);
  assert.equal(root.fork("latency").int(1 << 30), one);
});

test("VirtualClock.stall() lets time go on without timers, which then run late", async () => {
  const clock = new VirtualClock();
  const fired: number[] = [];
  for (const ms of [10, 20]) clock.after(ms, () => fired.push(clock.now()));
  clock.after(5, () => clock.stall(100));
  await clock.run();
  assert.deepEqual(fired, [105, 105]);
  assert.equal(clock.heldUpMs, 100);
});

test("VirtualClock hands results of the outside world over in the order asked, however many turns they take", async () => {
  const clock = new VirtualClock();
  const order: string[] = [];
  const later = async (turns: number, name: string) => {
    for (let i = 0; i < turns; i++) await null;
    return name;
  };
  clock.after(1, () => {
    for (const [turns, name] of [[30, "slow"], [0, "quick"]] as const) {
      void clock.outside(later(turns, name)).then((done) => order.push(done));
    }
  });
  await clock.run();
  assert.deepEqual(order, ["slow", "quick"]);
  await assert.rejects(clock.until(clock.outside(Promise.reject(new Error("no")))), /no/);
});

test("VirtualClock.sleep() resolves when virtual time has come", async () => {
  const clock = new VirtualClock();
  await clock.until(clock.sleep(1234));
  assert.equal(clock.now(), 1234);
});
