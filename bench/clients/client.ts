// What run.ts drives: one of the JavaScript clients, connected. Implemented by samsa.ts, kafkajs.ts, platformatic.ts
// and bare.ts.

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

/** The next record's value and key. */
export interface Source {
  /** Value of record `index`. */
  readonly value: (index: number) => Uint8Array;
  /** Key of record `index`, or null. */
  readonly key: (index: number) => Uint8Array | null;
}

/** Records of one call of a bulk API. */
export const BULK = 1000;

/** Runs `body` with the start of each 1,000 records, `width` at a time. */
export async function inBulks(
  count: number,
  { width, send }: { readonly width: number; readonly send: (from: number, n: number) => Promise<unknown> },
): Promise<void> {
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
