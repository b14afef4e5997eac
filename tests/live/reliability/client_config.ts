// What the runner tells the producing process and what that hands back. Shared by client.ts and client_process.ts.

/** Orders for the producing process, its first argument as JSON. */
export interface ClientConfig {
  /** Bootstrap addresses. */
  readonly brokers: readonly string[];
  /** Topic to write to. */
  readonly topic: string;
  /** Its number of partitions. */
  readonly partitions: number;
  /** Records to send at least. */
  readonly records: number;
  /** Records a second, over all partitions. */
  readonly perSecond: number;
  /** How long records flow before silences count, in ms: followers of a new topic take a second to keep pace. */
  readonly warmUpMs: number;
  /** More options of the client. */
  readonly kafka: { readonly requestTimeoutMs?: number };
  /** How long after the last record all must have settled, in ms. */
  readonly settleMs: number;
  /** File for the report. */
  readonly report: string;
}

/** A line that the producing process writes to its standard output. */
export type ClientLine =
  | { readonly is: "flowing" }
  | { readonly is: "enough" }
  | { readonly is: "settled"; readonly peakMiB: number }
  | { readonly is: "closed"; readonly ms: number; readonly error: string | null };

/** A line that it reads: end sending now; close now. */
export type ClientOrder = "end" | "close";

/** A send that did not end in an acknowledgement. */
export interface FailedSend {
  /** Partition. */
  readonly partition: number;
  /** Number of the record in its partition. */
  readonly number: number;
  /** When, Unix ms. */
  readonly at: number;
  /** The error; null: it never settled. */
  readonly error: string | null;
  /** Whether the error says that the record may be written. */
  readonly inDoubt: boolean;
}

/** Something that the client told its hooks, without the requests and batches that went well. */
export interface ToldEvent {
  /** When, Unix ms. */
  readonly at: number;
  /** Type of the event. */
  readonly type: string;
  /** The rest of it in short. */
  readonly text: string;
}

/** What the producing process saw. Records of a partition have the numbers 0, 1, 2 and so on. */
export interface ClientReport {
  /** By partition and number: the offset that was told; -1 when it was not, -2 for sends that failed. */
  readonly offsets: readonly (readonly number[])[];
  /** By partition and number: when it was acknowledged, Unix ms; 0 for sends that failed. */
  readonly acknowledged: readonly (readonly number[])[];
  /** By partition and number: when the request that brought the acknowledgement went out, Unix ms. */
  readonly asked: readonly (readonly number[])[];
  /** By partition: times in which a request was with a broker that answered it with an error, Unix ms. */
  readonly held: readonly (readonly (readonly [from: number, to: number])[])[];
  /** When the warm-up ended, Unix ms. */
  readonly from: number;
  /** When sending ended, Unix ms. */
  readonly to: number;
  /** Sends without an acknowledgement. */
  readonly failed: readonly FailedSend[];
  /** Events. */
  readonly events: readonly ToldEvent[];
  /** Longest time in which the process did not come to its timers, in ms, and when that ended. */
  readonly lag: { readonly ms: number; readonly at: number };
}
