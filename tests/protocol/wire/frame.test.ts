// FrameCutter: frames come out whole however the bytes were cut, and a bad size ends it.
import assert from "node:assert/strict";
import { ProtocolError } from "../../../errors/protocol_error.ts";
import { FrameCutter } from "../../../protocol/wire/frame.ts";
import { test } from "../../harness.ts";

function frame(...bytes: number[]): number[] {
  return [0, 0, bytes.length >> 8, bytes.length & 255, ...bytes];
}

function cutInto(bytes: readonly number[], size: number): number[][] {
  const cutter = new FrameCutter(1000);
  const frames: number[][] = [];
  for (let at = 0; at < bytes.length; at += size) {
    const chunk = Uint8Array.from(bytes.slice(at, at + size));
    for (const found of cutter.push(chunk)) frames.push([...found]);
  }
  assert.equal(cutter.partial, false);
  return frames;
}

test("FrameCutter gives the same frames for every way to cut the bytes", () => {
  const bytes = [...frame(1, 2, 3), ...frame(), ...frame(4), ...frame(...Array(300).fill(5))];
  const wanted = [[1, 2, 3], [], [4], Array(300).fill(5)];
  for (let size = 1; size <= bytes.length; size++) assert.deepEqual(cutInto(bytes, size), wanted, `chunks of ${size}`);
});

test("FrameCutter does not copy a frame that fills at least half of its chunk's buffer", () => {
  const large = Uint8Array.from(frame(...Array(100).fill(1)));
  const [view] = new FrameCutter(1000).push(large);
  assert.equal(view.buffer, large.buffer);
  const roomy = new Uint8Array(1000);
  roomy.set(large);
  const [copy] = new FrameCutter(1000).push(roomy.subarray(0, large.length));
  assert.notEqual(copy.buffer, roomy.buffer);
  assert.equal(copy.buffer.byteLength, 100);
});

test("FrameCutter refuses sizes above its limit and below zero before it allocates", () => {
  for (const head of [[0x7f, 255, 255, 255], [0, 0, 3, 0xe9], [255, 255, 255, 255], [0x80, 0, 0, 0]]) {
    const cutter = new FrameCutter(1000);
    assert.throws(
      () => [...cutter.push(Uint8Array.from([...head, 1, 2]))],
      (error) => error instanceof ProtocolError && error.code === "FRAME_TOO_LARGE",
    );
    assert.deepEqual([...cutter.badBytes ?? []], [...head, 1, 2]);
  }
});

test("FrameCutter holds to a limit that is set later for the frames that begin then", () => {
  const cutter = new FrameCutter(3);
  assert.deepEqual([...cutter.push(Uint8Array.from(frame(1, 2, 3)))], [Uint8Array.of(1, 2, 3)]);
  cutter.maxBytes = 5;
  const [head, ...rest] = [[0, 0, 0, 5, 1, 2], [3, 4, 5]];
  assert.deepEqual([...cutter.push(Uint8Array.from(head))], []);
  cutter.maxBytes = 3;
  assert.deepEqual([...cutter.push(Uint8Array.from(rest[0]))], [Uint8Array.of(1, 2, 3, 4, 5)]);
  assert.throws(() => [...cutter.push(Uint8Array.from(frame(1, 2, 3, 4)))], ProtocolError);
});

test("FrameCutter shows what a peer said that does not speak Kafka", () => {
  const cutter = new FrameCutter(100_000_000);
  assert.throws(() => [...cutter.push(new TextEncoder().encode("HTTP/1.1 400 Bad Request"))], ProtocolError);
  assert.equal(new TextDecoder().decode(cutter.badBytes ?? undefined), "HTTP/1.1 400 Bad Request");
});

test("FrameCutter refuses frames below its minimum", () => {
  const cutter = new FrameCutter(1000, 4);
  assert.throws(() => [...cutter.push(Uint8Array.from(frame(1, 2, 3)))], ProtocolError);
});

test("FrameCutter sets aside no more than has come when a large frame was announced", () => {
  const cutter = new FrameCutter(2_000_000_000);
  assert.deepEqual([...cutter.push(Uint8Array.of(0x70, 0, 0, 0, 1))], []);
  assert.equal(cutter.partial, true);
});

test("FrameCutter gives long frames whole, the first that grows and the next that is set aside at once", () => {
  const cutter = new FrameCutter(16 * 1024 * 1024);
  for (const size of [5 * 1024 * 1024, 8 * 1024 * 1024]) {
    const bytes = new Uint8Array(4 + size);
    new DataView(bytes.buffer).setInt32(0, size);
    for (let i = 4; i < bytes.length; i += 4099) bytes[i] = i & 255;
    const frames: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; at += 65_536) frames.push(...cutter.push(bytes.slice(at, at + 65_536)));
    assert.equal(frames.length, 1);
    assert.equal(frames[0].buffer.byteLength, size, "no more is held than the frame needs");
    assert.deepEqual(frames[0], bytes.subarray(4));
  }
});
