// The patterns that members of a consumer group subscribe to, and the topics that they stand for. They are resolved now
// and then, not at each heartbeat, as a broker does it. Owned by consumer_group.ts.
import type { ClusterState } from "../cluster_state.ts";
import { Pattern } from "../patterns/pattern.ts";
import { tally } from "./tally.ts";

/** Shortest time between two resolutions. */
const MIN_INTERVAL_MS = 10_000;
/** Longest time: `group.consumer.regex.refresh.interval.ms`. */
const MAX_INTERVAL_MS = 600_000;

/** Whether a pattern is in RE2's syntax. */
export function isValidRegex(regex: string): boolean {
  return Pattern.compile(regex) !== null;
}

/** Patterns and their topics. */
export class ConsumerRegexes {
  readonly #state: ClusterState;
  /** How many members subscribe to each pattern. */
  readonly #subscribed = new Map<string, number>();
  readonly #resolved = new Map<string, readonly string[]>();
  /** Ids of the topics that were there at the last resolution. */
  #seen: ReadonlySet<string> = new Set();
  #lastMs = -Infinity;

  /** No patterns. */
  constructor(state: ClusterState) {
    this.#state = state;
  }

  /** A member subscribes to a pattern, or does so no more; its topics stay known until {@linkcode keepSubscribed}. */
  count(regex: string, step: 1 | -1): void {
    if (regex !== "") tally(this.#subscribed, regex, step);
  }

  /** Whether a member subscribes to a pattern. */
  isSubscribed(regex: string): boolean {
    return this.#subscribed.has(regex);
  }

  /** The topics of all patterns that members subscribe to. */
  get allTopics(): Set<string> {
    return new Set([...this.#subscribed.keys()].flatMap((regex) => this.topics(regex)));
  }

  /** Whether the topics of a pattern are known. */
  isResolved(regex: string): boolean {
    return this.#resolved.has(regex);
  }

  /** The topics of a pattern. */
  topics(regex: string): readonly string[] {
    return this.#resolved.get(regex) ?? [];
  }

  /** Forgets all patterns but those that members subscribe to. */
  keepSubscribed(): void {
    for (const regex of [...this.#resolved.keys()]) if (!this.isSubscribed(regex)) this.#resolved.delete(regex);
    if (this.#resolved.size === 0) this.#lastMs = -Infinity;
  }

  /** Whether it is time to look at the topics. */
  isDue(): boolean {
    const { size } = this.#subscribed;
    const silent = this.#state.platform.clock.now() - this.#lastMs;
    if (size === 0 || silent <= MIN_INTERVAL_MS) return false;
    return size !== this.#resolved.size || silent > MAX_INTERVAL_MS || this.#hasNewTopics();
  }

  /** Resolves the patterns to the topics that the asker may see. True when the topics of one have changed. */
  resolve(visible: (topic: string) => boolean): boolean {
    const all = [...this.#state.topics];
    const names = all.map(({ name }) => name).filter(visible).sort();
    let changed = false;
    for (const regex of this.#subscribed.keys()) {
      const pattern = Pattern.compile(regex);
      const topics = names.filter((name) => pattern?.matches(name));
      changed ||= topics.join("\n") !== this.topics(regex).join("\n");
      this.#resolved.set(regex, topics);
    }
    this.#seen = new Set(all.map(({ id }) => id));
    this.#lastMs = this.#state.platform.clock.now();
    return changed;
  }

  #hasNewTopics(): boolean {
    for (const { id } of this.#state.topics) if (!this.#seen.has(id)) return true;
    return false;
  }
}
