// The events of a run as one hash, so that two runs of a seed can be compared to the last event; the newest lines are
// kept for the message of a failure. Used by torture.ts.

/** Lines that are kept for a failure. */
const KEPT = 40;

/** Hashes lines. */
export class Trace {
  readonly #now: () => number;
  readonly #print: (line: string) => void;
  readonly #newest: string[] = [];
  #hash = 0x811c9dc5;
  #count = 0;

  /** `print` hears of every line. */
  constructor(now: () => number, print: (line: string) => void = () => {}) {
    this.#now = now;
    this.#print = print;
  }

  /** Adds an event. */
  add(text: string): void {
    const line = `${this.#now().toFixed(3)} ${text}`;
    this.#count++;
    for (let i = 0; i < line.length; i++) this.#hash = Math.imul(this.#hash ^ line.charCodeAt(i), 0x01000193);
    this.#newest.push(line);
    if (this.#newest.length > KEPT) this.#newest.shift();
    this.#print(line);
  }

  /** How many events there were, and their hash. */
  get digest(): string {
    return `${this.#count} events, ${(this.#hash >>> 0).toString(16).padStart(8, "0")}`;
  }

  /** The newest events. */
  get tail(): string {
    return this.#newest.join("\n");
  }
}
