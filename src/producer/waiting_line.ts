// Records that wait for room in the byte budget, in the order of their calls: nobody overtakes. Called by producer.ts;
// must not know topics.
import type { ByteBudget } from "../../base/byte_budget.ts";
import type { Submission } from "./submission.ts";

/** First come, first served. */
export class WaitingLine {
  readonly #budget: ByteBudget;
  readonly #place: (submission: Submission) => void;
  #list: Submission[] = [];
  #head = 0;
  #enqueuedBytes = 0;
  #serving = false;

  /** `place` takes a record whose turn has come. */
  constructor(budget: ByteBudget, place: (submission: Submission) => void) {
    this.#budget = budget;
    this.#place = place;
  }

  /** Whether nobody waits. */
  get empty(): boolean {
    return this.#head === this.#list.length;
  }

  /** Bytes of enqueued records that wait behind others: the budget does not count them yet. */
  get enqueuedBytes(): number {
    return this.#enqueuedBytes;
  }

  /** Gets in line. */
  add(submission: Submission): void {
    this.#list.push(submission);
    if (!submission.needsRoom) this.#enqueuedBytes += submission.size;
  }

  /** Room was made: serves from the front. */
  serve(): void {
    // Placing a record may release others (one that was withdrawn), which comes back here.
    if (this.#serving) return;
    this.#serving = true;
    for (let first = this.#list[this.#head]; first !== undefined; first = this.#list[this.#head]) {
      if (first.needsRoom && !this.#budget.fits(first.size)) break;
      this.#shift(first);
      this.#place(first);
    }
    this.#serving = false;
  }

  /** Takes out what is late; deadlines grow along the line. */
  takeExpired(now: number): readonly Submission[] {
    const expired: Submission[] = [];
    for (let first = this.#list[this.#head]; first !== undefined; first = this.#list[this.#head]) {
      if (first.deadline > now) break;
      this.#shift(first);
      expired.push(first);
    }
    return expired;
  }

  /** The earliest deadline, or Infinity. */
  get deadline(): number {
    return this.#list[this.#head]?.deadline ?? Infinity;
  }

  /** Takes out the front. The list is cut now and then: to shift a long one costs its length. */
  #shift(first: Submission): void {
    if (!first.needsRoom) this.#enqueuedBytes -= first.size;
    this.#head++;
    if (this.#head < 1024 && this.#head < this.#list.length) return;
    this.#list = this.#list.slice(this.#head);
    this.#head = 0;
  }
}
