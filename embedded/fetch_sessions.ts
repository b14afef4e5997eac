// The fetch sessions of each broker (KIP-227): how many there may be, who gives way to whom, and what a session
// remembers of its partitions. The rules of `FetchSessionCache`. Called by fetch_context.ts; must not know requests.
import type { Platform } from "../transports/platform.ts";
import { StateKey } from "./cluster_state.ts";

/** Sessions of a broker at most (`max.incremental.fetch.session.cache.slots`). */
export const DEFAULT_FETCH_SESSIONS = 1000;
/** A session that is not used for so long may be evicted; one that is younger is spared by the larger. */
const EVICTION_MS = 120_000;
/** "No session", in requests and answers. */
export const NO_SESSION = 0;

/** What is asked of one partition. */
export interface AskedPartition {
  /** Name of its topic; null while an id is not known. */
  topicName: string | null;
  /** Id of its topic; the zero uuid below version 13. */
  readonly topicId: string;
  /** Its number. */
  readonly index: number;
  /** Where to read. */
  fetchOffset: number;
  /** Leader epoch that the asker knows; -1 = none. */
  currentLeaderEpoch: number;
  /** Epoch of the last record that the asker has; -1 = none. */
  lastFetchedEpoch: number;
  /** Bytes at most. */
  maxBytes: number;
  /** What its session remembers of it; absent where no session asks. */
  readonly cached?: CachedPartition;
}

/** What a session remembers of a partition. */
export interface CachedPartition extends AskedPartition {
  /** Its key in the session. */
  readonly key: string;
  /** High watermark of the last answer; -1 = answer in any case. */
  highWatermark: number;
  /** Log start of the last answer. */
  logStartOffset: number;
}

/** One session. */
export interface FetchSession {
  /** Its id. */
  readonly id: number;
  /** Whether a follower asks. */
  readonly privileged: boolean;
  /** Whether topics go by id. */
  readonly usesTopicIds: boolean;
  /** Its partitions in the order in which they are read. */
  readonly partitions: Map<string, CachedPartition>;
  /** When it began. */
  readonly createdMs: number;
  /** When it was last used. */
  usedMs: number;
  /** Epoch of the next request. */
  epoch: number;
  /** Partitions when it was last used. */
  size: number;
  /** Who may evict it, as of when it was last used. */
  evictableBy: "none" | "privileged" | "all";
}

/** What a new session is made of. */
export type NewFetchSession = Pick<FetchSession, "privileged" | "usesTopicIds" | "partitions">;

/** Key of a partition in a session: ids count where there are any. */
export function partitionKey(
  { topicName, topicId, index }: Pick<AskedPartition, "topicName" | "topicId" | "index">,
  usesTopicIds: boolean,
): string {
  return `${index} ${usesTopicIds ? topicId : topicName}`;
}

/** The epoch that follows. */
export function nextEpoch(epoch: number): number {
  if (epoch < 0) return epoch;
  return epoch === 0x7fff_ffff ? 1 : epoch + 1;
}

/** The sessions of one broker. */
export class FetchSessionCache {
  readonly #platform: Platform;
  readonly #slots: () => number;
  readonly #sessions = new Map<number, FetchSession>();

  /** An empty cache. */
  constructor(platform: Platform, slots: () => number) {
    this.#platform = platform;
    this.#slots = slots;
  }

  /** Sessions that are kept. */
  get size(): number {
    return this.#sessions.size;
  }

  /** A session by id. */
  get(id: number): FetchSession | undefined {
    return this.#sessions.get(id);
  }

  /** Ends a session. */
  remove(id: number): void {
    this.#sessions.delete(id);
  }

  /** Ends all of them. */
  clear(): void {
    this.#sessions.clear();
  }

  /** Begins a session if there is a slot, or one that must give way. Its id; {@linkcode NO_SESSION} if not. */
  create(parts: NewFetchSession): number {
    const now = this.#platform.clock.now();
    if (this.#sessions.size >= this.#slots() && !this.#evict(parts, now)) return NO_SESSION;
    const session: FetchSession = {
      ...parts,
      id: this.#newId(),
      createdMs: now,
      usedMs: now,
      epoch: 1,
      size: 0,
      evictableBy: "none",
    };
    this.#sessions.set(session.id, session);
    this.touch(session);
    return session.id;
  }

  /** Notes that a session is used. */
  touch(session: FetchSession): void {
    const now = this.#platform.clock.now();
    session.usedMs = now;
    session.size = session.partitions.size;
    if (now - session.createdMs > EVICTION_MS) session.evictableBy = "all";
    else session.evictableBy = session.privileged ? "none" : "privileged";
  }

  /** Makes a stale session give way, or the least valuable one if the new one is worth more. */
  #evict(parts: NewFetchSession, now: number): boolean {
    const stale = least(this.#sessions.values(), (a, b) => a.usedMs - b.usedMs || a.id - b.id);
    if (stale === undefined) return false;
    if (now - stale.usedMs > EVICTION_MS) return this.#sessions.delete(stale.id);
    const able = [...this.#sessions.values()].filter(({ evictableBy }) =>
      evictableBy === "all" || (parts.privileged && evictableBy === "privileged")
    );
    const victim = least(able, compareWorth);
    const worth = { privileged: parts.privileged, size: parts.partitions.size, id: 0 };
    if (victim === undefined || compareWorth(worth, victim) < 0) return false;
    return this.#sessions.delete(victim.id);
  }

  #newId(): number {
    for (;;) {
      const id = 1 + this.#platform.random.int(0x7fff_fffe);
      if (!this.#sessions.has(id)) return id;
    }
  }
}

/** The sessions of all brokers of a cluster, and the limit that holds for each. */
export class FetchSessions {
  readonly #platform: Platform;
  readonly #caches = new Map<number, FetchSessionCache>();
  /** Sessions of a broker at most. */
  slots: number = DEFAULT_FETCH_SESSIONS;

  /** No sessions yet. */
  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** The sessions of a broker. */
  on(nodeId: number): FetchSessionCache {
    let cache = this.#caches.get(nodeId);
    if (cache === undefined) {
      cache = new FetchSessionCache(this.#platform, () => this.slots);
      this.#caches.set(nodeId, cache);
    }
    return cache;
  }

  /** Ends the sessions of a broker, or of all. How many there were. */
  evict(nodeId?: number): number {
    let count = 0;
    for (const [id, cache] of this.#caches) {
      if (nodeId !== undefined && id !== nodeId) continue;
      count += cache.size;
      cache.clear();
    }
    return count;
  }
}

/** The fetch sessions of a cluster: `state.part(FETCH_SESSIONS)`. */
export const FETCH_SESSIONS: StateKey<FetchSessions> = new StateKey((state) => new FetchSessions(state.platform));

type Worth = Pick<FetchSession, "privileged" | "size" | "id">;

/** Followers before consumers, then the larger ones. */
function compareWorth(a: Worth, b: Worth): number {
  return Number(a.privileged) - Number(b.privileged) || a.size - b.size || a.id - b.id;
}

function least<T>(all: Iterable<T>, compare: (a: T, b: T) => number): T | undefined {
  let found: T | undefined;
  for (const one of all) if (found === undefined || compare(one, found) < 0) found = one;
  return found;
}
