// Patterns that clients send (names of transactions and topics), in RE2's syntax. They are matched in time that grows
// with the text alone, never by trying again, so that no pattern can keep a broker busy. Called by handlers and groups.
import { parsePattern, PatternMistake } from "./pattern_parser.ts";
import { type Anchor, type CharTest, isWordChar, type PatternNode } from "./pattern_tree.ts";

/**
 * Steps of a compiled pattern at most. RE2J, which brokers use, has no limit but that of a count: one character may come
 * up to a thousand times here too, but not what multiplies such counts.
 */
const MOST_STEPS = 2_500;

type PatternStep =
  | { readonly kind: "char"; readonly test: CharTest }
  | { readonly kind: "anchor"; readonly anchor: Anchor }
  | { readonly kind: "fork"; readonly to: number[] }
  | { readonly kind: "done" };

/** A pattern that can be matched. */
export class Pattern {
  readonly #steps: readonly PatternStep[];

  private constructor(steps: readonly PatternStep[]) {
    this.#steps = steps;
  }

  /** Compiles a pattern; null when it is none. */
  static compile(text: string): Pattern | null {
    try {
      const steps: PatternStep[] = [];
      emit(parsePattern(text), steps);
      push(steps, { kind: "done" });
      return new Pattern(steps);
    } catch (error) {
      if (error instanceof PatternMistake) return null;
      throw error;
    }
  }

  /** Whether the whole text matches. */
  matches(text: string): boolean {
    const codes = Array.from(text, (char) => char.codePointAt(0) ?? 0);
    const walk = new PatternWalk(this.#steps, codes);
    let at = walk.reach([0], 0);
    for (let place = 1; place <= codes.length && at.length > 0; place++) at = walk.reach(walk.taken(at, place), place);
    return at.some((index) => this.#steps[index].kind === "done");
  }
}

/** A text on its way through the steps of a pattern. A place is the number of characters before it. */
class PatternWalk {
  readonly #steps: readonly PatternStep[];
  readonly #codes: readonly number[];
  /** One more than the place at which a step was last reached: so the marks of one place need not be wiped for the next. */
  readonly #marks: Int32Array;

  constructor(steps: readonly PatternStep[], codes: readonly number[]) {
    this.#steps = steps;
    this.#codes = codes;
    this.#marks = new Int32Array(steps.length);
  }

  /** The steps after those of `at` that take the character before `place`. */
  taken(at: readonly number[], place: number): number[] {
    const next: number[] = [];
    for (const index of at) {
      const one = this.#steps[index];
      if (one.kind === "char" && one.test(this.#codes[place - 1])) next.push(index + 1);
    }
    return next;
  }

  /** The steps that take a character, or end, which can be reached from those of `open`, which it uses up. */
  reach(open: number[], place: number): number[] {
    const found: number[] = [];
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      if (this.#marks[index] > place) continue;
      this.#marks[index] = place + 1;
      const one = this.#steps[index];
      if (one.kind === "fork") { for (const to of one.to) open.push(to); }
      else if (one.kind === "anchor") { if (holds(one.anchor, this.#codes, place)) open.push(index + 1); }
      else found.push(index);
    }
    return found;
  }
}

function holds(anchor: Anchor, codes: readonly number[], place: number): boolean {
  if (anchor === "begin") return place === 0;
  if (anchor === "end") return place === codes.length;
  const before = place > 0 && isWordChar(codes[place - 1]);
  const after = place < codes.length && isWordChar(codes[place]);
  return (before !== after) === (anchor === "wordEdge");
}

function push(steps: PatternStep[], one: PatternStep): void {
  if (steps.length >= MOST_STEPS) throw new PatternMistake("the pattern is too large");
  steps.push(one);
}

function emit(node: PatternNode, steps: PatternStep[]): void {
  switch (node.kind) {
    case "char":
    case "anchor":
      return push(steps, node);
    case "sequence":
      return node.parts.forEach((part) => emit(part, steps));
    case "choice":
      return emitChoice(node.choices, steps);
    case "repeat":
      return emitRepeat(node, steps);
  }
}

function emitChoice(choices: readonly PatternNode[], steps: PatternStep[]): void {
  const start = fork(steps);
  const ends: number[][] = [];
  for (const choice of choices) {
    start.push(steps.length);
    emit(choice, steps);
    ends.push(fork(steps));
  }
  for (const end of ends) end.push(steps.length);
}

function emitRepeat(node: PatternNode & { readonly kind: "repeat" }, steps: PatternStep[]): void {
  const { part, min, max } = node;
  for (let n = 0; n < min; n++) emit(part, steps);
  if (max === Infinity) {
    const loop = steps.length;
    const skip = fork(steps);
    skip.push(steps.length);
    emit(part, steps);
    fork(steps).push(loop);
    skip.push(steps.length);
    return;
  }
  const skips: number[][] = [];
  for (let n = min; n < max; n++) {
    const skip = fork(steps);
    skip.push(steps.length);
    skips.push(skip);
    emit(part, steps);
  }
  for (const skip of skips) skip.push(steps.length);
}

/** A step that goes on in several places, which are still to be said. */
function fork(steps: PatternStep[]): number[] {
  const to: number[] = [];
  push(steps, { kind: "fork", to });
  return to;
}
