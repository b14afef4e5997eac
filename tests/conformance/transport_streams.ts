// The part of the transport conformance suite about open streams: bytes, ends, closing, backpressure.
import assert from "node:assert/strict";
import { ask, check, connect, fails, MIB, say, steady, type Suite, until } from "./transport_checks.ts";
import { Input, pattern, wrongBytes } from "./peer_input.ts";

/** Registers the tests of one variant, TCP or TLS. */
export function streamTests(suite: Suite): void {
  transferTests(suite);
  endTests(suite);
  closeTests(suite);
  backpressureTests(suite);
}

function transferTests(suite: Suite): void {
  check(suite, "a question gets its answer", async (session) => {
    const stream = await connect(suite, session);
    for (let i = 0; i < 20; i++) assert.equal(await ask(stream, "PING"), "PONG");
  });

  check(suite, "a big transfer arrives whole, in order, both ways at once", async (session) => {
    const stream = await connect(suite, session);
    const total = 16 * MIB;
    await say(stream, `ECHO ${total}`);
    const input = new Input(stream);
    const reading = input.check(total);
    for (let sent = 0; sent < total;) {
      const chunks = [7, 1_000, 70_000, 0, 3].map((size) => {
        const chunk = pattern(sent, Math.min(size, total - sent));
        sent += chunk.length;
        return chunk;
      });
      await stream.write(chunks);
    }
    assert.equal(await reading, `${total} 0`);
  });

  check(suite, "writes that nobody awaited keep their order", async (session) => {
    const stream = await connect(suite, session);
    const sizes = Array.from({ length: 600 }, (_, i) => i % 50 === 0 ? 100_000 : 1 + i % 97);
    const total = sizes.reduce((a, b) => a + b, 0);
    await say(stream, `SINK ${total}`);
    let at = 0;
    const writes = sizes.map((size) => (at += size, stream.write([pattern(at - size, size)])));
    await Promise.all(writes);
    assert.equal(await new Input(stream).line(), `GOT ${total} 0`);
  });

  check(suite, "a chunk may be changed as soon as its write has resolved", async (session) => {
    const stream = await connect(suite, session);
    const total = 8 * MIB;
    await say(stream, `SINK ${total}`);
    const big = new Uint8Array(100_000);
    for (let at = 0, round = 0; at < total; round++) {
      const chunk = big.subarray(0, Math.min(total - at, round % 2 === 0 ? 100_000 : 500));
      chunk.set(pattern(at, chunk.length));
      await stream.write([chunk]);
      chunk.fill(255);
      at += chunk.length;
    }
    assert.equal(await new Input(stream).line(), `GOT ${total} 0`);
  });

  check(suite, "chunks that were read belong to the reader", async (session) => {
    const stream = await connect(suite, session);
    const total = 4 * MIB;
    await say(stream, `SOURCE ${total} x`);
    const kept: Uint8Array[] = [];
    for (let got = 0; got < total;) {
      const chunk = await stream.read();
      assert.ok(chunk !== null);
      kept.push(chunk);
      got += chunk.length;
    }
    let at = 0;
    for (const chunk of kept) {
      assert.equal(wrongBytes(chunk, at), 0);
      at += chunk.length;
    }
    assert.equal(at, total);
  });

  check(suite, "200 connections work at once", async (session) => {
    const answers = await Promise.all(Array.from({ length: 200 }, async () => {
      const stream = await connect(suite, session);
      const answer = await ask(stream, "PING");
      const again = await ask(stream, "PING");
      stream.close();
      return `${answer}${again}`;
    }));
    assert.deepEqual(new Set(answers), new Set(["PONGPONG"]));
  });

  check(suite, "many small writes and answers are not delayed by Nagle's algorithm", async (session) => {
    const stream = await connect(suite, session);
    const input = new Input(stream);
    const start = performance.now();
    for (let i = 0; i < 50; i++) {
      // A write, a write and a read: 40 ms each where small segments wait for an acknowledgement.
      await stream.write([new TextEncoder().encode("PI")]);
      await stream.write([new TextEncoder().encode("NG\n")]);
      assert.equal(await input.line(), "PONG");
    }
    assert.ok(performance.now() - start < 1_500, `50 round trips took ${performance.now() - start} ms`);
  });
}

function endTests(suite: Suite): void {
  check(suite, "closeWrite ends our side, and the answer still arrives", async (session) => {
    const stream = await connect(suite, session);
    const body = pattern(0, 100_000);
    await say(stream, "DRAIN");
    await stream.write([body.subarray(0, 50), body.subarray(50)]);
    await stream.closeWrite();
    assert.equal(await new Input(stream).line(), "GOT 100000 0");
    assert.equal(await stream.read(), null);
    await fails(stream.write([body]), "CONNECTION_CLOSED");
  });

  check(suite, "closeWrite comes after the writes that are outstanding", async (session) => {
    const stream = await connect(suite, session);
    await say(stream, "DRAIN");
    const write = stream.write([pattern(0, 4 * MIB)]);
    await stream.closeWrite();
    await write;
    assert.equal(await new Input(stream).line(), `GOT ${4 * MIB} 0`);
  });

  check(suite, "after the peer's end we can go on writing", async (session) => {
    const stream = await connect(suite, session);
    await say(stream, "HALF h");
    assert.equal(await stream.read(), null);
    assert.equal(await stream.read(), null, "the end stays the end");
    await stream.write([pattern(0, 200_000)]);
    await stream.closeWrite();
    const other = await connect(suite, session);
    await until(async () => await ask(other, "COUNT h") === "200000", "the peer has counted 200000 bytes");
  });

  check(suite, "the peer's end reads as null", async (session) => {
    const stream = await connect(suite, session);
    await say(stream, "FIN");
    assert.equal(await stream.read(), null);
  });

  check(suite, "a reset by the peer fails reads and writes", async (session) => {
    const stream = await connect(suite, session, true);
    await say(stream, "RESET");
    const error = await fails(stream.read(), "CONNECTION_RESET");
    assert.equal(error.retriable, true);
    await fails(stream.write([pattern(0, 10)]), "CONNECTION_RESET", "CONNECTION_CLOSED");
    await fails(stream.read(), "CONNECTION_RESET");
  });

  check(suite, "a peer that drops the connection without a goodbye reads as the end", async (session) => {
    const stream = await connect(suite, session, true);
    await say(stream, "CUT");
    if (suite.variant === "tls" && suite.cutIsError === true) await fails(stream.read(), "CONNECTION_RESET");
    else assert.equal(await stream.read(), null);
  });

  check(suite, "writing to a peer that is gone ends in an error", async (session) => {
    const stream = await connect(suite, session);
    await say(stream, "FIN");
    assert.equal(await stream.read(), null);
    const writing = (async () => {
      for (let i = 0; i < 400; i++) {
        await stream.write([pattern(0, 20_000)]);
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    })();
    await fails(writing, "CONNECTION_RESET", "CONNECTION_CLOSED");
  });
}

function closeTests(suite: Suite): void {
  check(suite, "close gives null to a pending read, and is idempotent", async (session) => {
    const stream = await connect(suite, session);
    const pending = stream.read();
    stream.close();
    stream.close();
    assert.equal(await pending, null);
    assert.equal(await stream.read(), null);
    await fails(stream.write([pattern(0, 10)]), "CONNECTION_CLOSED");
    await stream.closeWrite();
  });

  check(suite, "close rejects writes that are blocked", async (session) => {
    const stream = await connect(suite, session);
    await say(stream, "STALL close");
    const writes = Array.from({ length: 40 }, () => stream.write([new Uint8Array(MIB)]));
    const results = Promise.allSettled(writes);
    let settled = 0;
    for (const write of writes) write.then(() => settled++, () => {});
    await steady(() => settled);
    stream.close();
    const rejected = (await results).filter((result) => result.status === "rejected");
    assert.ok(rejected.length > 0, "no write was blocked");
    for (const { reason } of rejected) await fails(Promise.reject(reason), "CONNECTION_CLOSED");
  });

  check(suite, "close does not take back what was taken", async (session) => {
    const stream = await connect(suite, session);
    const other = await connect(suite, session);
    await say(stream, "HALF h");
    assert.equal(await stream.read(), null);
    await stream.write([pattern(0, 1_000)]);
    await stream.closeWrite();
    stream.close();
    await until(async () => await ask(other, "COUNT h") === "1000", "the peer has counted 1000 bytes");
  });
}

function backpressureTests(suite: Suite): void {
  check(suite, "a peer that stops reading stops our writes", async (session) => {
    const stream = await connect(suite, session);
    const other = await connect(suite, session);
    const total = 48 * MIB;
    await say(stream, "STALL s");
    let taken = 0;
    const writing = (async () => {
      await say(stream, `SINK ${total}`);
      for (; taken < total; taken += MIB) await stream.write([pattern(taken, MIB)]);
    })();
    assert.ok(await steady(() => taken) <= 16 * MIB, `${taken / MIB} MiB were taken`);
    assert.equal(await ask(other, "RELEASE s"), "OK");
    await writing;
    assert.equal(await new Input(stream).line(), `GOT ${total} 0`);
  });

  check(suite, "when we stop reading the peer stops writing", async (session) => {
    const stream = await connect(suite, session);
    const other = await connect(suite, session);
    const total = 48 * MIB;
    await say(stream, `SOURCE ${total} s`);
    const input = new Input(stream);
    await input.check(1);
    const sent = await steady(async () => Number(await ask(other, "COUNT s")));
    assert.ok(sent < 20 * MIB, `${sent / MIB} MiB were sent to somebody who does not read`);
    assert.equal(await input.check(total - 1, 1), `${total - 1} 0`);
  });
}
