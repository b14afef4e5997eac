// What one run is asked to do and what it prints, in any language: arguments `name=value`, one line of JSON at the end.
// Called by run.ts and, for the names, by produce/suite.ts.

/** How a client is driven. */
export type Mode =
  /** As fast as it can, in the peer's or reference's best way. */
  | "bulk"
  /** Samsa's three ways to be fast. */
  | "enqueue"
  | "sendAll"
  | "concurrent"
  /** One record, awaited, after the other. */
  | "single"
  /** One record, then nothing for `seconds`. */
  | "idle"
  /** `count` records given to a broker that does not answer. */
  | "buffered"
  /** One record as soon as the process runs. */
  | "start"
  /** Reads `count` records of the topic. */
  | "consume";

/** One run. */
export interface Job {
  /** Which client, with its variant: `kafkajs-idem`. */
  readonly client: string;
  /** How it is driven. */
  readonly mode: Mode;
  /** Bytes of a value. */
  readonly bytes: number;
  /** Records to send, or to read. */
  readonly count: number;
  /** Address of the broker. */
  readonly bootstrap: string;
  /** Topic. */
  readonly topic: string;
  /** Whether records have keys. */
  readonly keys: boolean;
  /** Codec. */
  readonly codec: string;
  /** File of the values. */
  readonly values: string;
  /** Length of `idle`. */
  readonly seconds: number;
}

/** What a run prints. */
export interface Measured {
  /** CPU of the whole process for each record, user and system, in µs; per second when idle. */
  readonly cpuMicros: number;
  /** Records a second. */
  readonly rate: number;
  /** Most memory that was resident, MiB. */
  readonly peakMiB: number;
  /** Memory that is resident at the end, MiB. */
  readonly rssMiB: number;
  /** Records that were acknowledged, with those before the measure; 0 when reading. */
  readonly sent: number;
  /** Median of single sends, ms. */
  readonly p50?: number;
  /** 99th percentile of single sends, ms. */
  readonly p99?: number;
  /** Unix time of the first acknowledgement, ms. */
  readonly firstAckAt?: number;
}

/** Reads the arguments. */
export function readJob(args: readonly string[]): Job {
  const given = new Map(args.map((arg) => {
    const at = arg.indexOf("=");
    return [arg.slice(0, at), arg.slice(at + 1)];
  }));
  const text = (name: string) => {
    const value = given.get(name);
    if (value === undefined) throw new Error(`the argument ${name}=… is missing`);
    return value;
  };
  return {
    client: text("client"),
    mode: text("mode") as Mode,
    bytes: Number(text("bytes")),
    count: Number(text("count")),
    bootstrap: text("bootstrap"),
    topic: text("topic"),
    keys: text("keys") === "1",
    codec: text("codec"),
    values: text("values"),
    seconds: Number(text("seconds")),
  };
}

/** The arguments of a job. */
export function jobArguments(job: Job): string[] {
  return Object.entries(job).map(([name, value]) => `${name}=${typeof value === "boolean" ? Number(value) : value}`);
}
