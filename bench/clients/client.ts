// What run.ts drives: one of the JavaScript clients. Implemented by samsa.ts, kafkajs.ts, platformatic.ts and bare.ts.

/** A connected client. */
export interface BenchClient {
  /** Sends record `index` and resolves when it is acknowledged. */
  readonly one: (index: number) => Promise<unknown>;
  /** Sends `count` records in the way of the job's mode and resolves when all are acknowledged. */
  readonly many: (count: number) => Promise<unknown>;
  /** Gives `count` records to the client without waiting for any; resolves once it has them. */
  readonly fill: (count: number) => void | Promise<void>;
  /** Ends it. */
  readonly close: () => Promise<unknown>;
}

/** A consumer that is not connected yet. */
export interface BenchReader {
  /** Connects and reads `count` records from the start of the topic; gives the bytes of their values. */
  readonly read: (count: number) => Promise<number>;
  /** Ends it. */
  readonly close: () => Promise<unknown>;
}

/** The next record's value and key. */
export interface Source {
  /** Value of record `index`. */
  readonly value: (index: number) => Uint8Array;
  /** Key of record `index`, or null. */
  readonly key: (index: number) => Uint8Array | null;
}

/** Records of one call of a bulk API. */
const BULK = 1000;

/** A bulk API: `send` takes `n` records from number `from` on; `width` calls are in flight at a time. */
export interface BulkApi {
  /** Calls in flight. */
  readonly width: number;
  /** One call. */
  readonly send: (from: number, n: number) => Promise<unknown>;
}

/** Sends `count` records, 1,000 a call. */
export async function inBulks(count: number, { width, send }: BulkApi): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) {
      const from = next;
      next += BULK;
      await send(from, Math.min(BULK, count - from));
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
}

/** A client that has nothing but a bulk API. */
export function bulkClient(api: BulkApi, close: BenchClient["close"]): BenchClient {
  return {
    one: (i) => api.send(i, 1),
    many: (count) => inBulks(count, api),
    fill: (count) => {
      for (let i = 0; i < count; i += BULK) api.send(i, BULK).catch(() => {});
    },
    close,
  };
}
