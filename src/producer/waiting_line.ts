// Records that wait for room in the buffer, in the order of their calls: nobody overtakes. Called by intake.ts;
// must not know topics.
import type { Room } from "./room.ts";
import type { Submission } from "./submission.ts";

/** First come, first served. */
export class WaitingLine {
  readonly #room: Room;
  readonly #place: (submission: Submission) => void;
  #list: Submission[] = [];
  #head = 0;
  #enqueuedBytes = 0;
  #enqueuedRecords = 0;
  #serving = false;

  /** `place` takes a record whose turn has come. */
  constructor(room: Room, place: (submission: Submission) => void) {
    this.#room = room;
    this.#place = place;
  }

  /** Whether nobody waits. */
  get empty(): boolean {
    return this.#head === this.#list.length;
  }

  /** How many wait. */
  get length(): number {
    return this.#list.length - this.#head;
  }

  /** Bytes of enqueued records that wait behind others: the room does not count them yet. */
  get enqueuedBytes(): number {
    return this.#enqueuedBytes;
  }

  /** How many these are. */
  get enqueuedRecords(): number {
    return this.#enqueuedRecords;
  }

  /** Gets in line. */
  add(submission: Submission): void {
    this.#list.push(submission);
    this.#count(submission, 1);
  }

  /** Room was made: serves from the front. */
  serve(): void {
    // Placing a record may release others (one that was withdrawn), which comes back here.
    if (this.#serving) return;
    this.#serving = true;
    for (let first = this.#list[this.#head]; first !== undefined; first = this.#list[this.#head]) {
      if (first.needsRoom && !this.#room.fits(first.size)) break;
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

  /** Takes out the records of a topic. */
  takeTopic(topic: string): readonly Submission[] {
    const waiting = this.#list.slice(this.#head);
    const taken = waiting.filter((one) => one.topic === topic);
    this.#list = waiting.filter((one) => one.topic !== topic);
    this.#head = 0;
    for (const one of taken) this.#count(one, -1);
    return taken;
  }

  /** The earliest deadline, or Infinity. */
  get deadline(): number {
    return this.#list[this.#head]?.deadline ?? Infinity;
  }

  /** Takes out the front. The list is cut now and then: to shift a long one costs its length. */
  #shift(first: Submission): void {
    this.#count(first, -1);
    this.#head++;
    if (this.#head < 1024 && this.#head < this.#list.length) return;
    this.#list = this.#list.slice(this.#head);
    this.#head = 0;
  }

  #count({ needsRoom, size }: Submission, sign: 1 | -1): void {
    if (needsRoom) return;
    this.#enqueuedBytes += sign * size;
    this.#enqueuedRecords += sign;
  }
}
