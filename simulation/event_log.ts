// What happened in a run, in order, as one hash: two runs are the same if their hashes are. The newest events are kept
// for the words of a failure. Called by everything in this folder. Only numbers and Samsa's own names may be logged:
// the texts of engines differ.

/** A word of an event. */
export type Word = string | number | boolean | null;

/** How an {@linkcode EventLog} is made. */
export interface EventLogOptions {
  /** Virtual ms. */
  readonly now: () => number;
  /** How many events are kept. @default 500 */
  readonly kept?: number;
  /** Hears of every event in words. */
  readonly print?: (line: string) => void;
}

interface Entry {
  readonly at: number;
  readonly words: readonly Word[];
}

/** Turns of the microtask queue that are told apart after a timer. */
const TURNS = 48;
const PRIME = 0x01000193;
const LONGEST_CACHED = 64;
const MOST_CACHED = 5000;

/** The events of a run. */
export class EventLog {
  readonly #now: () => number;
  readonly #kept: number;
  readonly #print: ((line: string) => void) | undefined;
  readonly #newest: Entry[] = [];
  readonly #hashes = new Map<string, number>();
  #first = 0;
  #one = 0x811c9dc5;
  #two = 0x2f0b4c47;
  #count = 0;
  #turn = 0;
  readonly #waits: { readonly at: number; readonly fn: () => void }[] = [];

  /** An empty log. */
  constructor(options: EventLogOptions) {
    this.#now = options.now;
    this.#kept = options.kept ?? 500;
    this.#print = options.print;
  }

  /** How many events there were. */
  get count(): number {
    return this.#count;
  }

  /** The hash of all events so far: 16 hexadecimal digits. */
  get hash(): string {
    const hex = (n: number) => (n >>> 0).toString(16).padStart(8, "0");
    return hex(this.#one) + hex(this.#two);
  }

  /** Calls `fn` behind the event that comes as the `events`-th from now on, small ones too. */
  after(events: number, fn: () => void): void {
    this.#waits.push({ at: this.#count + events, fn });
    this.#waits.sort((a, b) => a.at - b.at);
  }

  /** Adds an event; the words read as a sentence. */
  add(...words: Word[]): void {
    const at = this.#now();
    this.#hash(at, words);
    const entry = { at, words };
    if (this.#newest.length < this.#kept) this.#newest.push(entry);
    else {
      this.#newest[this.#first] = entry;
      this.#first = (this.#first + 1) % this.#kept;
    }
    this.#print?.(lineOf(entry));
  }

  /** Adds an event that is too small to be kept: it counts for the hash, and is printed. */
  addSmall(...words: Word[]): void {
    const at = this.#now();
    this.#hash(at, words);
    this.#print?.(lineOf({ at, words }));
  }

  /** The newest events in words, oldest first. */
  tail(most: number = this.#kept): string[] {
    const ordered = [...this.#newest.slice(this.#first), ...this.#newest.slice(0, this.#first)];
    return ordered.slice(-most).map(lineOf);
  }

  /**
   * A timer is about to run. From here on the turns of the microtask queue are counted, so that the hash tells at which
   * turn an event came: an engine that takes a turn more or less is found out.
   */
  step(): void {
    this.#turn = 0;
    const next = (): void => {
      if (++this.#turn < TURNS) queueMicrotask(next);
    };
    queueMicrotask(next);
  }

  #hash(at: number, words: readonly Word[]): void {
    this.#count++;
    this.#mix(Math.round(at * 1000));
    this.#mix(this.#turn);
    for (const word of words) {
      if (typeof word === "string") this.#mix(this.#hashOf(word));
      else this.#mix(word === null ? -7 : Number(word));
    }
    for (let next = this.#waits[0]; next !== undefined && next.at <= this.#count; next = this.#waits[0]) {
      this.#waits.shift();
      queueMicrotask(next.fn);
    }
  }

  #mix(value: number): void {
    const low = value | 0;
    const high = Math.floor(value / 0x1_0000_0000) | 0;
    this.#one = Math.imul(this.#one ^ low, PRIME);
    this.#one ^= this.#one >>> 15;
    this.#two = Math.imul(this.#two ^ (low + high + 0x9e3779b9), 0x85ebca6b);
    this.#two ^= this.#two >>> 13;
  }

  #hashOf(text: string): number {
    const known = this.#hashes.get(text);
    if (known !== undefined) return known;
    let hash = 0x811c9dc5;
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
    if (text.length <= LONGEST_CACHED && this.#hashes.size < MOST_CACHED) this.#hashes.set(text, hash);
    return hash;
  }
}

function lineOf({ at, words }: Entry): string {
  return `${at.toFixed(3).padStart(11)} ms  ${words.filter((word) => word !== null).join(" ")}`;
}
