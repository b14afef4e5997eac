// The patterns that members of a consumer group subscribe to, and the topics that they stand for. They are resolved now
// and then, not at each heartbeat, as a broker does it. Owned by consumer_group.ts.
import type { ClusterState } from "../cluster_state.ts";
import { Pattern } from "../patterns/pattern.ts";

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
  readonly #resolved = new Map<string, readonly string[]>();
  /** Ids of the topics that were there at the last resolution. */
  #seen: ReadonlySet<string> = new Set();
  #lastMs = -Infinity;

  /** No patterns. */
  constructor(state: ClusterState) {
    this.#state = state;
  }

  /** Whether the topics of a pattern are known. */
  isResolved(regex: string): boolean {
    return this.#resolved.has(regex);
  }

  /** The topics of a pattern. */
  topics(regex: string): readonly string[] {
    return this.#resolved.get(regex) ?? [];
  }

  /** Forgets all patterns but those. */
  keepOnly(regexes: ReadonlySet<string>): void {
    for (const regex of [...this.#resolved.keys()]) if (!regexes.has(regex)) this.#resolved.delete(regex);
    if (this.#resolved.size === 0) this.#lastMs = -Infinity;
  }

  /** Whether it is time to look at the topics. */
  isDue(regexes: ReadonlySet<string>): boolean {
    const silent = this.#state.platform.clock.now() - this.#lastMs;
    if (regexes.size === 0 || silent <= MIN_INTERVAL_MS) return false;
    return regexes.size !== this.#resolved.size || silent > MAX_INTERVAL_MS || this.#hasNewTopics();
  }

  /** Resolves the patterns to the topics that the asker may see. True when the topics of one have changed. */
  resolve(regexes: ReadonlySet<string>, visible: (topic: string) => boolean): boolean {
    const all = [...this.#state.topics];
    const names = all.map(({ name }) => name).filter(visible).sort();
    let changed = false;
    for (const regex of regexes) {
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
