// What is measured: each workload is a row of the tables. Called by suite.ts and report/. `selectWorkloads` narrows the
// list by filters.

/** What kind of figure a workload gives. */
export type Kind = "bulk" | "single" | "idle" | "start" | "buffered";

/** A row of the tables: everything that is the same for all its contestants. */
export interface Workload {
  /** Name in the results. */
  readonly id: string;
  /** Kind of figure. */
  readonly kind: Kind;
  /** Bytes of a value. */
  readonly bytes: number;
  /** Partitions of the topic. */
  readonly partitions: number;
  /** Whether records have keys. */
  readonly keys: boolean;
  /** Codec. */
  readonly codec: "none" | "lz4" | "zstd";
  /** Against whom: JavaScript peers (shorter runs) or native clients. */
  readonly scale: "peers" | "native";
  /** Records of one run. */
  readonly count: number;
}

/** Length of the idle workload. */
export const IDLE_SECONDS = 20;

/** Workloads of the aims. */
export const AIMS: readonly Workload[] = [
  bulk({ scale: "peers" }),
  bulk({ scale: "native" }),
  bulk({ scale: "peers", codec: "lz4" }),
  bulk({ scale: "native", codec: "lz4" }),
  bulk({ scale: "peers", bytes: 1024 }),
  bulk({ scale: "native", bytes: 1024 }),
  other("single", 20_000),
  other("buffered", 200_000),
  other("start", 1),
];

/** One thing changed at a time. */
export const STANDARD: readonly Workload[] = [
  ...AIMS,
  bulk({ scale: "peers", partitions: 1 }),
  bulk({ scale: "native", partitions: 1 }),
  bulk({ scale: "peers", keys: true }),
  bulk({ scale: "native", keys: true }),
  bulk({ scale: "peers", codec: "zstd" }),
  bulk({ scale: "native", codec: "zstd" }),
  bulk({ scale: "peers", bytes: 1024, codec: "lz4" }),
  bulk({ scale: "native", bytes: 1024, codec: "lz4" }),
  bulk({ scale: "peers", bytes: 1024, codec: "zstd" }),
  other("idle", 1),
];

/** Everything with everything. */
export function allWorkloads(): Workload[] {
  const found = new Map(STANDARD.map((one) => [one.id, one]));
  for (const scale of ["peers", "native"] as const) {
    for (const bytes of [100, 1024]) {
      for (const partitions of [12, 1]) {
        for (const keys of [false, true]) {
          for (const codec of ["none", "lz4", "zstd"] as const) {
            const one = bulk({ scale, bytes, partitions, keys, codec });
            found.set(one.id, one);
          }
        }
      }
    }
  }
  return [...found.values()];
}

/** Those that fit every filter on a field of theirs. */
export function selectWorkloads(all: readonly Workload[], filters: ReadonlyMap<string, readonly string[]>): Workload[] {
  return all.filter((one) =>
    [...filters].every(([name, wanted]) => {
      const value = one[name as keyof Workload];
      return value === undefined || wanted.includes(String(value));
    })
  );
}

function bulk(of: Partial<Workload> & Pick<Workload, "scale">): Workload {
  const plan = { kind: "bulk" as const, bytes: 100, partitions: 12, keys: false, codec: "none" as const, ...of };
  const long = plan.scale === "native" ? 4 : 1;
  const count = plan.bytes === 100 ? 500_000 * long : 100_000 * long;
  const id = `${plan.bytes} B, ${plan.partitions} partition${plan.partitions === 1 ? "" : "s"}${
    plan.keys ? ", keys" : ""
  }${plan.codec === "none" ? "" : `, ${plan.codec}`} (${plan.scale})`;
  return { count, id, ...plan };
}

function other(kind: Kind, count: number): Workload {
  const partitions = kind === "single" || kind === "start" ? 1 : 12;
  return { id: kind, kind, bytes: 100, partitions, keys: false, codec: "none", scale: "peers", count };
}
