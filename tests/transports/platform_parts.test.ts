// The small parts of every platform: clock, chance, gathering, the queue of writes.
import assert from "node:assert/strict";
import { ConnectionError } from "../../errors/connection_error.ts";
import { gather, join, totalLength } from "../../transports/gather.ts";
import { secureRandom } from "../../transports/secure_random.ts";
import { systemClock } from "../../transports/system_clock.ts";
import { loadPlatform } from "../../transports/auto.ts";
import { WriteQueue } from "../../transports/write_queue.ts";
import { runtime, test } from "../harness.ts";

function filled(length: number, value: number): Uint8Array {
  return new Uint8Array(length).fill(value);
}

test("systemClock.after() calls once, and not after it was cancelled", async () => {
  let calls = 0;
  const cancelled = systemClock.after(1, () => calls += 10);
  cancelled();
  cancelled();
  const before = systemClock.now();
  await new Promise<void>((resolve) => {
    const cancel = systemClock.after(3, () => {
      calls++;
      resolve();
    });
    assert.equal(typeof cancel, "function");
  });
  assert.equal(calls, 1);
  assert.ok(systemClock.now() >= before);
  assert.ok(Math.abs(systemClock.wall() - Date.now()) < 1_000);
});

test("systemClock.after() waits for delays that are longer than the runtime's timers", async () => {
  let called = false;
  const cancel = systemClock.after(1e12, () => {
    called = true;
  });
  const never = systemClock.after(Infinity, () => {
    called = true;
  });
  await new Promise<void>((resolve) => systemClock.after(5, resolve));
  assert.equal(called, false, "a delay over 2^31 must not become 1 ms");
  cancel();
  never();
});

test("secureRandom.int() stays below its bound and meets every value", () => {
  for (const n of [1, 2, 3, 10, 2 ** 31]) {
    const seen = new Set<number>();
    for (let i = 0; i < 400; i++) {
      const value = secureRandom.int(n);
      assert.ok(Number.isInteger(value) && value >= 0 && value < n);
      seen.add(value);
    }
    if (n <= 10) assert.equal(seen.size, n);
  }
});

test("secureRandom.bytes() gives fresh bytes of any length", () => {
  assert.equal(secureRandom.bytes(0).length, 0);
  assert.notDeepEqual(secureRandom.bytes(16), secureRandom.bytes(16));
  const many = secureRandom.bytes(200_000);
  assert.ok(many.subarray(150_000).some((byte) => byte !== 0));
});

test("gather() joins neighbours that are small and passes large chunks on uncopied", () => {
  const large = filled(10_000, 3);
  const chunks = [filled(10, 1), filled(0, 0), filled(20, 2), large, filled(0, 0), filled(5, 4)];
  const pieces = gather(chunks);
  assert.deepEqual(pieces.map((piece) => piece.length), [30, 10_000, 5]);
  assert.equal(pieces[1], large);
  assert.deepEqual(join(pieces, totalLength(pieces)), join(chunks, 10_035));
  const one = [filled(7, 1)];
  assert.equal(gather(one), one);
  assert.deepEqual(gather([]), []);
  assert.deepEqual(gather([filled(0, 0)]), []);
});

test("gather() bounds the joined pieces", () => {
  const pieces = gather(Array.from({ length: 200 }, (_, i) => filled(4_000, i)));
  assert.ok(pieces.every((piece) => piece.length <= 70_000));
  assert.equal(totalLength(pieces), 800_000);
});

function broken(): ConnectionError {
  return new ConnectionError("It broke", { code: "CONNECTION_RESET" });
}

test("WriteQueue writes one after the other, and joins what waited", async () => {
  const written: number[][] = [];
  const gates: (() => void)[] = [];
  const queue = new WriteQueue({
    writePiece: (piece) =>
      new Promise((resolve) => {
        written.push([...piece]);
        gates.push(resolve);
      }),
    toError: broken,
  });
  const order: string[] = [];
  const first = queue.write([filled(1, 1)]).then(() => order.push("first"));
  const second = queue.write([filled(1, 2), filled(1, 3)]).then(() => order.push("second"));
  const third = queue.write([filled(1, 4)]).then(() => order.push("third"));
  const idle = queue.idle().then(() => order.push("idle"));
  assert.deepEqual(written, [[1]]);
  gates.shift()?.();
  await first;
  assert.deepEqual(written, [[1], [2, 3, 4]]);
  gates.shift()?.();
  await Promise.all([second, third, idle]);
  assert.deepEqual(order, ["first", "second", "third", "idle"]);
  await queue.idle();
});

test("WriteQueue rejects everything once a write has failed", async () => {
  const queue = new WriteQueue({ writePiece: () => Promise.reject(new Error("pipe")), toError: broken });
  const results = await Promise.allSettled([queue.write([filled(1, 1)]), queue.write([filled(1, 2)])]);
  assert.deepEqual(results.map((result) => result.status), ["rejected", "rejected"]);
  await assert.rejects(queue.write([filled(1, 3)]), ConnectionError);
});

test("WriteQueue.fail() rejects a write that the socket never takes", async () => {
  const queue = new WriteQueue({ writePiece: () => new Promise(() => {}), toError: broken });
  const write = queue.write([filled(1, 1)]);
  const idle = queue.idle();
  queue.fail(broken());
  await assert.rejects(write, ConnectionError);
  await idle;
});

test("loadPlatform() of auto.ts finds the runtime that it runs on", async () => {
  const platform = await loadPlatform();
  assert.equal(platform.name, runtime);
  assert.equal(typeof platform.dial, "function");
  assert.equal(platform.listen === undefined, runtime === "workerd");
});
