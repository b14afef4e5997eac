// When metadata are fetched: by age, after errors with a spacing, on demand for new topics; one request at a time for
// all who wait. Called by cluster.ts; must not know connections.
import { delay } from "../../base/abort.ts";
import type { Tracker } from "../../base/track.ts";
import { ProtocolError } from "../../errors/protocol_error.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import type { MetadataResponse } from "../../protocol/messages/metadata.ts";
import type { Clock } from "../../transports/platform.ts";
import { isRetriableCode } from "../base/retry_rules.ts";
import { hasInnerErrors, nextSnapshot, type OldEpochCounts } from "./metadata.ts";
import type { MetadataSnapshot } from "./waist.ts";

/** Which topics to ask for. */
export interface MetadataQuestion {
  /** Topic names; null: all. */
  readonly topics: readonly string[] | null;
  /** Whether brokers may create those that do not exist. */
  readonly allowCreation: boolean;
}

/** What a refresher needs. */
export interface RefreshOptions {
  /** Time. */
  readonly clock: Clock;
  /** Age in ms at which the view is fetched anew. */
  readonly maxAgeMs: number;
  /** Spacing in ms between fetches after errors. */
  readonly minSpacingMs: number;
  /** Owner of the fetches that nobody waits for. */
  readonly tracker: Tracker;
  /** Asks the cluster, with retries; `take` is called with each answer and throws when it is of no use. */
  readonly ask: (question: MetadataQuestion, take: (response: MetadataResponse) => void) => Promise<void>;
  /** The newest view. */
  readonly snapshot: () => MetadataSnapshot;
  /** Takes over a new view. */
  readonly publish: (snapshot: MetadataSnapshot) => void;
  /** Aborts when the cluster is closed. */
  readonly closing: AbortSignal;
}

/** A topic that is kept fresh. */
interface WantedTopic {
  /** Whether brokers may create it. */
  allowCreation: boolean;
  /** Who wants it. */
  readonly owners: Set<object>;
}

/** Fetches after an answer with partitions without leader, and their spacing in ms. */
const INNER_RETRIES = 8;
const INNER_SPACING_MS = 250;

/** Keeps the view of the cluster fresh. */
export class MetadataRefresher {
  readonly #o: RefreshOptions;
  /** Topics kept fresh. */
  readonly #wanted = new Map<string, WantedTopic>();
  readonly #oldEpochs: OldEpochCounts = new Map();
  #flight: Promise<MetadataSnapshot> | null = null;
  /** It asks for a few topics only. */
  #partial = false;
  #endedAt = -Infinity;
  #innerRetries = 0;
  #cancelAge: () => void = () => {};
  #cancelInner: () => void = () => {};

  /** Fetches nothing by itself before the first call. */
  constructor(options: RefreshOptions) {
    this.#o = options;
  }

  /**
   * Fetches the view of all wanted topics; callers share such a fetch that is under way. One for a few topics tells
   * nothing of the others: another one follows it.
   */
  refresh(): Promise<MetadataSnapshot> {
    if (this.#flight === null) return this.#start(() => this.#allWanted(), this.#endedAt + this.#o.minSpacingMs);
    if (this.#partial) return this.#flight.then(() => this.refresh(), () => this.refresh());
    return this.#flight;
  }

  /** Fetches when nobody waits: after a failure, or by age. */
  soon(): void {
    const underWay = this.#flight !== null && !this.#partial;
    if (this.#o.closing.aborted || underWay || this.#o.snapshot().generation === 0) return;
    this.#o.tracker.track(this.refresh().then(() => {}, () => {}));
  }

  /** Keeps topics fresh and fetches those that the view has no answer for. */
  async need(names: readonly string[], allowCreation: boolean, owner: object = this): Promise<MetadataSnapshot> {
    for (const name of names) {
      const wanted = this.#wanted.get(name) ?? { allowCreation: false, owners: new Set() };
      this.#wanted.set(name, wanted);
      wanted.allowCreation ||= allowCreation;
      wanted.owners.add(owner);
    }
    const unknown = allowCreation ? this.#unknown(names) : [];
    let asked = false;
    for (;;) {
      const { topics } = this.#o.snapshot();
      const missing = names.filter((name) => !topics.has(name) || (!asked && unknown.includes(name)));
      if (missing.length === 0) return this.#o.snapshot();
      if (this.#flight !== null) {
        await this.#flight.then(() => {}, () => {});
        continue;
      }
      asked = true;
      this.#partial = true;
      await this.#start(() => ({ topics: missing, allowCreation }), -Infinity);
      const got = this.#o.snapshot().topics;
      const silent = missing.find((name) => !got.has(name));
      if (silent !== undefined) throw silentAbout(silent);
    }
  }

  /** An owner wants a topic no more; true: nobody does. Without `owner`: it is forgotten whoever wants it. */
  forget(name: string, owner?: object): boolean {
    const wanted = this.#wanted.get(name);
    if (owner !== undefined && wanted !== undefined) {
      wanted.owners.delete(owner);
      if (wanted.owners.size > 0) return false;
    }
    this.#wanted.delete(name);
    return wanted !== undefined || owner === undefined;
  }

  /** Ends all timers. */
  stop(): void {
    this.#cancelAge();
    this.#cancelInner();
  }

  #unknown(names: readonly string[]): readonly string[] {
    const { topics } = this.#o.snapshot();
    return names.filter((name) => topics.get(name)?.errorCode === ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
  }

  #allWanted(): MetadataQuestion {
    const topics = [...this.#wanted.keys()];
    return { topics, allowCreation: topics.length > 0 && [...this.#wanted.values()].every((one) => one.allowCreation) };
  }

  #start(question: () => MetadataQuestion, notBefore: number): Promise<MetadataSnapshot> {
    this.#cancelAge();
    this.#cancelInner();
    const flight = this.#fly(question, notBefore).then((snapshot) => {
      this.#landed();
      return snapshot;
    }, (error) => {
      this.#landed();
      throw error;
    });
    this.#flight = flight;
    return flight;
  }

  async #fly(question: () => MetadataQuestion, notBefore: number): Promise<MetadataSnapshot> {
    const { clock, closing } = this.#o;
    const wait = notBefore - clock.now();
    if (wait > 0) await delay(wait, { clock, signal: closing });
    await this.#o.ask(question(), (response) => this.#take(response));
    return this.#o.snapshot();
  }

  #take(response: MetadataResponse): void {
    const next = nextSnapshot(this.#o.snapshot(), response, { oldEpochs: this.#oldEpochs });
    if (next === null) {
      throw new ProtocolError("A metadata answer names no broker that could be reached; the last view is kept", {
        code: "INVALID_VALUE",
        messageName: "MetadataResponse",
        field: "brokers",
        retriable: true,
      });
    }
    this.#o.publish(next);
  }

  #landed(): void {
    const { clock, maxAgeMs, closing } = this.#o;
    this.#flight = null;
    this.#partial = false;
    this.#endedAt = clock.now();
    if (closing.aborted) return;
    if (maxAgeMs !== Infinity) this.#cancelAge = clock.after(maxAgeMs, () => this.soon());
    if (!hasInnerErrors(this.#o.snapshot(), isRetriableCode)) this.#innerRetries = 0;
    else if (this.#innerRetries++ < INNER_RETRIES) {
      this.#cancelInner = clock.after(INNER_SPACING_MS, () => this.soon());
    }
  }
}

function silentAbout(topic: string): ProtocolError {
  return new ProtocolError(`A metadata answer says nothing about topic ${JSON.stringify(topic)} that was asked for`, {
    code: "INVALID_VALUE",
    messageName: "MetadataResponse",
    field: "topics",
    topic,
    retriable: true,
  });
}
