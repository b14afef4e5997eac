// One partition that is read: its position and what it is doing now. The states are one union; fetcher.ts, positions.ts
// and buffer.ts move a cursor through them. Must not know sockets.
import type { KafkaError } from "../../errors/kafka_error.ts";
import { FetchedEpochs } from "./fetched_epochs.ts";
import type { StartPosition } from "./options.ts";

/** What a cursor is doing. */
export type CursorState =
  /** It needs an offset from the leader; not asked yet. */
  | { readonly kind: "unpositioned"; readonly start: StartPosition; readonly afterReading: boolean }
  /** The leader was asked for an offset. */
  | { readonly kind: "positioning" }
  /** It may be part of the next fetch. */
  | { readonly kind: "ready" }
  /** It is part of a fetch that is out. */
  | { readonly kind: "fetching" }
  /** It waits after an error. */
  | { readonly kind: "backing off"; readonly cancel: () => void }
  /** It stopped with an error that was thrown once; `seek` sets it going again. */
  | { readonly kind: "parked"; readonly error: KafkaError }
  /** It is no longer read. */
  | { readonly kind: "removed" };

/** Position and state of one partition. */
export class Cursor {
  /** Topic name. */
  readonly topic: string;
  /** Partition index. */
  readonly partition: number;
  /** What it is doing. */
  state: CursorState;
  /** Offset of the next record to fetch. */
  fetchOffset = -1;
  /** Offset of the next record to hand over. */
  position = -1;
  /** Leader epochs of what was fetched. */
  readonly epochs: FetchedEpochs = new FetchedEpochs();
  /** Timestamp of the newest record fetched, Unix ms; -1 = none yet. */
  lastTimestamp = -1;
  /** Whether anything was fetched since the position was set. */
  hasFetched = false;
  /** Bytes that are buffered or being handed over. */
  bufferedBytes = 0;
  /** High watermark of the last answer; -1 = unknown. */
  highWatermark = -1;
  /** Last stable offset of the last answer; -1 = unknown. */
  lastStableOffset = -1;
  /** Log start offset of the last answer; -1 = unknown. */
  logStartOffset = -1;
  /** Number of the last fetch that asked for it; -1 = none yet. */
  lastAsked = -1;
  /** Errors in a row, for the backoff. */
  failures = 0;
  /** When failures began from which only a change outside can help; -1 = there are none. */
  failingSince = -1;
  /** How often in a row its offset was out of range and another one was looked up. */
  resets = 0;
  /** Answers in a row with nothing but a cut batch that would have fitted. */
  cuts = 0;
  /** Size of a batch that did not fit: brokers before Fetch version 3 cut it off. 0 = the option holds. */
  raisedMaxBytes = 0;
  /** Counts up when the position is set: what was fetched under an older one is dropped. */
  generation = 0;

  /** A cursor without a position. */
  constructor(topic: string, partition: number, start: StartPosition) {
    this.topic = topic;
    this.partition = partition;
    this.state = { kind: "unpositioned", start, afterReading: false };
    if (typeof start === "number") this.moveTo(start);
  }

  /** Bytes to ask for in a fetch: the option, or more while a batch does not fit. */
  partitionMaxBytes(option: number): number {
    return Math.max(option, this.raisedMaxBytes);
  }

  /** Sets the position; the next fetch begins there. */
  moveTo(offset: number): void {
    if (this.state.kind === "backing off") this.state.cancel();
    if (this.state.kind === "removed") return;
    this.generation++;
    this.fetchOffset = offset;
    this.position = offset;
    this.hasFetched = false;
    this.epochs.clear();
    this.failures = 0;
    this.failingSince = -1;
    this.state = { kind: "ready" };
  }

  /** What was fetched from `offset` on is dropped and fetched again; what was handed over stays so. */
  fetchAgainFrom(offset: number): void {
    this.fetchOffset = offset;
    this.epochs.cutAt(offset);
  }

  /** The log was cut at `offset`: reading goes on there, and the next fetch still tells what was fetched below. */
  cutAt(offset: number): void {
    this.generation++;
    this.position = offset;
    this.fetchAgainFrom(offset);
    this.state = { kind: "ready" };
  }

  /** Asks for a new position. */
  lose(start: StartPosition, options: { readonly afterReading: boolean }): void {
    if (this.state.kind === "removed") return;
    this.generation++;
    this.state = { kind: "unpositioned", start, afterReading: options.afterReading };
  }

  /** Ends it: answers that are still to come are dropped. */
  remove(): void {
    if (this.state.kind === "backing off") this.state.cancel();
    this.generation++;
    this.state = { kind: "removed" };
  }
}
