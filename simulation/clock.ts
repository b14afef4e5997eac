// A clock in virtual time: timers run in order of their due time, one at a time, when the runner asks. Tests of any
// room use it; it imports contracts only and must not know Kafka.
import type { Clock } from "../transports/platform.ts";

interface Timer {
  readonly at: number;
  readonly tie: number;
  readonly seq: number;
  fn: (() => void) | null;
}

/** A result of the outside world: it is handed over by the run loop, at a moment of virtual time, in the order asked. */
interface Outside {
  /** Gives what hands the result over, once it is there. */
  readonly ready: Promise<() => void>;
}

/** How a {@linkcode VirtualClock} starts and breaks ties. */
export interface VirtualClockOptions {
  /** Unix time at virtual time 0, in ms. @default 1700000000000 */
  readonly wall?: number;
  /** Order of timers due at the same instant: lower first. @default the order in which they were set */
  readonly tie?: () => number;
  /** Called before each timer runs. */
  readonly onStep?: () => void;
}

/** Virtual time, in integer microseconds inside. Nothing happens until `run` or `advance` is called. */
export class VirtualClock implements Clock {
  readonly #wall: number;
  readonly #tie: () => number;
  readonly #onStep: () => void;
  readonly #heap: Timer[] = [];
  readonly #outside: Outside[] = [];
  #micros = 0;
  #heldUpMicros = 0;
  #seq = 0;

  /** Makes a clock that stands at 0 ms. */
  constructor(options: VirtualClockOptions = {}) {
    this.#wall = options.wall ?? 1_700_000_000_000;
    this.#tie = options.tie ?? (() => 0);
    this.#onStep = options.onStep ?? (() => {});
  }

  /** Virtual milliseconds since the start. */
  now(): number {
    return this.#micros / 1000;
  }

  /** Virtual Unix time in ms. */
  wall(): number {
    return this.#wall + Math.floor(this.#micros / 1000);
  }

  /** Timers that are set and not cancelled. */
  get pending(): number {
    let n = 0;
    for (const timer of this.#heap) if (timer.fn !== null) n++;
    return n;
  }

  /** Sets a timer; a delay below 0 counts as 0. */
  after(ms: number, fn: () => void): () => void {
    const at = this.#micros + Math.max(0, Math.ceil(ms * 1000));
    const timer: Timer = { at, tie: this.#tie(), seq: this.#seq++, fn };
    this.#push(timer);
    return () => {
      timer.fn = null;
    };
  }

  /** Resolves `ms` virtual milliseconds later. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => void this.after(ms, resolve));
  }

  /** The program is busy for `ms` virtual milliseconds: time goes on, and no timer runs meanwhile. */
  stall(ms: number): void {
    const micros = Math.max(0, Math.ceil(ms * 1000));
    this.#micros += micros;
    this.#heldUpMicros += micros;
  }

  /** How long the program was held up by `stall` so far, in ms. */
  get heldUpMs(): number {
    return this.#heldUpMicros / 1000;
  }

  /** The run loop really waits for this promise before virtual time goes on. */
  outside<T>(promise: Promise<T>): Promise<T> {
    const { promise: inside, resolve, reject } = Promise.withResolvers<T>();
    this.#outside.push({ ready: promise.then((value) => () => resolve(value), (error) => () => reject(error)) });
    return inside;
  }

  /** Runs timers in order until none is left, or until virtual time `untilMs` (which `now` then shows). */
  async run(untilMs: number = Infinity): Promise<void> {
    const until = untilMs * 1000;
    for (;;) {
      await this.#settle();
      const timer = this.#pop(until);
      if (timer === null) break;
      this.#fire(timer);
    }
    if (until !== Infinity) this.#micros = Math.max(this.#micros, until);
    await this.#settle();
  }

  /** Runs everything due in the next `ms` milliseconds. */
  async advance(ms: number): Promise<void> {
    await this.run(this.now() + ms);
  }

  /** Runs until `promise` settles; throws when no timer is left that could settle it. */
  async until<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const mark = () => {
      settled = true;
    };
    promise.then(mark, mark);
    for (;;) {
      await this.#settle();
      if (settled) return await promise;
      const timer = this.#pop(Infinity);
      if (timer === null) throw new Error("The promise can never settle: no timer is left in virtual time");
      this.#fire(timer);
    }
  }

  #fire(timer: Timer): void {
    this.#micros = Math.max(this.#micros, timer.at);
    this.#onStep();
    timer.fn?.();
  }

  async #settle(): Promise<void> {
    await turn();
    for (;;) {
      const outside = this.#outside.shift();
      if (outside === undefined) return;
      const handOver = await outside.ready;
      // How many turns the outside world took is its own affair: nothing of them is left when it hands over.
      await turn();
      this.#onStep();
      handOver();
      await turn();
    }
  }

  #push(timer: Timer): void {
    const heap = this.#heap;
    let i = heap.push(timer) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!before(timer, heap[parent] as Timer)) break;
      heap[i] = heap[parent] as Timer;
      i = parent;
    }
    heap[i] = timer;
  }

  /** Takes the first live timer due by `until`; cancelled ones fall away. */
  #pop(until: number): Timer | null {
    for (;;) {
      const first = this.#heap[0];
      if (first === undefined || (first.fn !== null && first.at > until)) return null;
      this.#removeFirst();
      if (first.fn !== null) return first;
    }
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop() as Timer;
    if (heap.length === 0) return;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1] as Timer, heap[child] as Timer)) child++;
      if (!before(heap[child] as Timer, last)) break;
      heap[i] = heap[child] as Timer;
      i = child;
    }
    heap[i] = last;
  }
}

function before(a: Timer, b: Timer): boolean {
  if (a.at !== b.at) return a.at < b.at;
  if (a.tie !== b.tie) return a.tie < b.tie;
  return a.seq < b.seq;
}

// Captured once: the one construct that drains microtasks reliably on Deno, Bun and Node (MessageChannel returns
// early on Deno; counting awaits is wrong past the count). It is where real time enters, and the only place.
const immediate = (globalThis as { readonly setImmediate: (fn: () => void) => unknown })["setImmediate"];

/** Lets every microtask that can run, run. */
function turn(): Promise<void> {
  return new Promise((resolve) => void immediate(resolve));
}
