// What the tests against hostile brokers share: a client with short limits, how an error must look, batches to damage.
import assert from "node:assert/strict";
import { type Consumer, Kafka, type KafkaOptions } from "../../mod.ts";
import { KafkaError } from "../../errors/kafka_error.ts";
import { placeBatch } from "../../protocol/records/batch_header.ts";
import { BatchWriter } from "../../protocol/records/batch_writer.ts";
import { crc32c } from "../../protocol/wire/crc32c.ts";
import type { Codec } from "../../transports/platform.ts";
import type { TestContext } from "../harness.ts";
import { type HostileBroker, hostileBroker, type Script } from "./hostile_broker.ts";

const LIMITS = {
  connectTimeoutMs: 250,
  requestTimeoutMs: 250,
  apiTimeoutMs: 350,
  retryBackoffMs: 20,
  retryBackoffMaxMs: 100,
  metadataMinSpacingMs: 10,
} as const;

/** A client with short limits; its `close` must end within 5 s, whatever the broker does. */
export function client(t: TestContext, options: KafkaOptions): Kafka {
  const kafka = new Kafka({ ...LIMITS, ...options });
  t.after(async () => {
    const start = performance.now();
    await kafka.close({ timeoutMs: 4000 }).catch((error) => assert.ok(error instanceof KafkaError, String(error)));
    const took = performance.now() - start;
    assert.ok(took < 5000, `close() took ${Math.round(took)} ms`);
  });
  return kafka;
}

/** A hostile broker and a client of it. */
export async function against(
  t: TestContext,
  script: Script,
  options: Partial<KafkaOptions> = {},
): Promise<{ readonly broker: HostileBroker; readonly kafka: Kafka }> {
  const broker = await hostileBroker(script);
  t.after(broker.close);
  return { broker, kafka: client(t, { brokers: broker.address, ...options }) };
}

/** What a failure must be. */
export interface Expected {
  /** Code of the error or of one of its causes. */
  readonly code: string;
  /** What the message must name. */
  readonly message: RegExp;
  /** Time limit in ms. @default 1350: apiTimeoutMs and a second */
  readonly withinMs?: number;
}

/** The promise must reject in time with a KafkaError that names what was wrong. */
export async function failsWith<E extends KafkaError = KafkaError>(
  promise: Promise<unknown>,
  { code, message, withinMs = 1350 }: Expected,
): Promise<E> {
  const start = performance.now();
  const error = await promise.then((value) => assert.fail(`it resolved with ${String(value)}`), (reason) => reason);
  const took = performance.now() - start;
  assert.ok(took < withinMs, `it took ${Math.round(took)} ms`);
  assert.ok(error instanceof KafkaError, `a bare error: ${error?.stack ?? error}`);
  assert.match(error.message, message);
  const codes: unknown[] = [];
  for (let one: unknown = error; one instanceof KafkaError; one = one.cause) codes.push(one.code);
  assert.ok(codes.includes(code), `code ${code} expected: ${codes.join(" < ")} (${error.message})`);
  return error as E;
}

/** A batch of format 2 with these values at `baseOffset`. */
export function batchOf(
  values: readonly string[],
  { baseOffset = 0, codec }: { readonly baseOffset?: number; readonly codec?: Codec } = {},
): Uint8Array {
  const writer = new BatchWriter({ maxBytes: 1 << 27 });
  for (const value of values) writer.append({ key: null, value }, 1_700_000_000_000);
  const sealed = writer.seal({
    crc: crc32c,
    codec,
    level: undefined,
    producerId: -1,
    producerEpoch: -1,
    baseSequence: -1,
    transactional: false,
  }).slice();
  placeBatch(sealed, { baseOffset, partitionLeaderEpoch: 3 });
  return sealed;
}

/** Changes the bytes of a batch and makes its checksum right again. */
export function damaged(batch: Uint8Array, change: (view: DataView) => void): Uint8Array {
  const copy = batch.slice();
  const view = new DataView(copy.buffer);
  change(view);
  view.setUint32(17, crc32c(copy, 21, copy.length));
  return copy;
}

/** Reads until the loop throws, `enough` is reached, or the time is up; gives what came and what was thrown. */
export async function readSome(
  consumer: Consumer,
  { enough = Infinity, forMs = 600 }: { readonly enough?: number; readonly forMs?: number } = {},
): Promise<{ readonly records: string[]; readonly error: unknown }> {
  const records: string[] = [];
  const iterator = consumer[Symbol.asyncIterator]();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => timer = setTimeout(() => resolve(null), forMs));
  try {
    while (records.length < enough) {
      const next = await Promise.race([iterator.next(), late]);
      if (next === null || next.done === true) break;
      consumer.mark(next.value);
      records.push(`${next.value.topic}[${next.value.partition}]@${next.value.offset}=${next.value.text()}`);
    }
    return { records, error: null };
  } catch (error) {
    return { records, error };
  } finally {
    clearTimeout(timer);
    await iterator.return?.();
  }
}
