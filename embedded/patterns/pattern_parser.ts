// Reads a pattern in RE2's syntax, the one that brokers take: no backreferences, no looking around. Called by pattern.ts.
import { anyCase, escapeClass, inverse, posixClass, unicodeClass } from "./char_classes.ts";
import type { Anchor, CharTest, PatternNode } from "./pattern_tree.ts";

/** RE2's limits. */
const MOST_REPEATS = 1000;
const DEEPEST = 200;

/** The pattern is none; never leaves this folder. */
export class PatternMistake extends Error {}

interface Flags {
  readonly ignoreCase: boolean;
  readonly dotTakesAll: boolean;
}

const CONTROL: ReadonlyMap<string, number> = new Map([
  ["a", 7],
  ["f", 12],
  ["n", 10],
  ["r", 13],
  ["t", 9],
  ["v", 11],
]);
const ANCHORS: ReadonlyMap<string, Anchor> = new Map([
  ["A", "begin"],
  ["z", "end"],
  ["b", "wordEdge"],
  ["B", "noWordEdge"],
]);
const NOTHING: PatternNode = { kind: "sequence", parts: [] };

/** Reads a pattern; throws a {@linkcode PatternMistake}. */
export function parsePattern(text: string): PatternNode {
  const parser = new Parser(Array.from(text));
  const node = parser.choice();
  if (!parser.atEnd) throw new PatternMistake("unexpected )");
  return node;
}

class Parser {
  readonly #chars: readonly string[];
  #at = 0;
  #depth = 0;
  #flags: Flags = { ignoreCase: false, dotTakesAll: false };

  constructor(chars: readonly string[]) {
    this.#chars = chars;
  }

  get atEnd(): boolean {
    return this.#at >= this.#chars.length;
  }

  choice(): PatternNode {
    if (++this.#depth > DEEPEST) throw new PatternMistake("nested too deep");
    const choices: PatternNode[] = [this.#sequence()];
    while (this.#take("|")) choices.push(this.#sequence());
    this.#depth--;
    return choices.length === 1 ? choices[0] : { kind: "choice", choices };
  }

  #sequence(): PatternNode {
    const parts: PatternNode[] = [];
    while (!this.atEnd && this.#peek() !== "|" && this.#peek() !== ")") {
      if (this.#takeAll("\\Q")) parts.push(...this.#quoted());
      else parts.push(this.#repeated(this.#one()));
    }
    return parts.length === 1 ? parts[0] : { kind: "sequence", parts };
  }

  #quoted(): PatternNode[] {
    const parts: PatternNode[] = [];
    while (!this.atEnd && !this.#takeAll("\\E")) parts.push(this.#literal(this.#next()));
    const last = parts.pop();
    if (last !== undefined) parts.push(this.#repeated(last));
    return parts;
  }

  #repeated(part: PatternNode): PatternNode {
    const limits = this.#limits();
    if (limits === null) return part;
    this.#take("?");
    if (this.#limits() !== null) throw new PatternMistake("repeats a repeat");
    return { kind: "repeat", part, min: limits[0], max: limits[1] };
  }

  #limits(): readonly [number, number] | null {
    if (this.#take("*")) return [0, Infinity];
    if (this.#take("+")) return [1, Infinity];
    if (this.#take("?")) return [0, 1];
    const found = /^\{(\d+)(?:(,)(\d*))?\}/.exec(this.#chars.slice(this.#at, this.#at + 12).join(""));
    if (found === null) return null;
    this.#at += found[0].length;
    const min = Number(found[1]);
    const max = found[2] === undefined ? min : found[3] === "" ? Infinity : Number(found[3]);
    if (min > MOST_REPEATS || (max !== Infinity && (max > MOST_REPEATS || max < min))) {
      throw new PatternMistake("bad repeat count");
    }
    return [min, max];
  }

  #one(): PatternNode {
    const char = this.#next();
    switch (char) {
      case "(":
        return this.#group();
      case "[":
        return this.#charNode(this.#set());
      case ".": {
        const { dotTakesAll } = this.#flags;
        return { kind: "char", test: (code) => dotTakesAll || code !== 10 };
      }
      case "^":
        return { kind: "anchor", anchor: "begin" };
      case "$":
        return { kind: "anchor", anchor: "end" };
      case "\\":
        return this.#escape();
      case "*":
      case "+":
      case "?":
        throw new PatternMistake(`nothing to repeat before ${char}`);
    }
    return this.#literal(char);
  }

  #group(): PatternNode {
    const outer = this.#flags;
    if (this.#take("?")) {
      const named = /^P?<\w+>/.exec(this.#chars.slice(this.#at, this.#at + 200).join(""));
      if (named !== null) this.#at += named[0].length;
      else if (this.#readFlags()) return NOTHING;
    }
    const node = this.choice();
    if (!this.#take(")")) throw new PatternMistake("missing )");
    this.#flags = outer;
    return node;
  }

  /** Flags of a group. True when they concern the rest of the group around it: `(?i)`. */
  #readFlags(): boolean {
    let on = true;
    for (;;) {
      const char = this.#next();
      if (char === ":") return false;
      if (char === ")") return true;
      if (char === "-") on = false;
      else if (char === "i") this.#flags = { ...this.#flags, ignoreCase: on };
      else if (char === "s") this.#flags = { ...this.#flags, dotTakesAll: on };
      else if (char !== "m" && char !== "U") throw new PatternMistake(`unknown flag ${char}`);
    }
  }

  #escape(): PatternNode {
    const letter = this.#peek();
    const anchor = letter === undefined ? undefined : ANCHORS.get(letter);
    if (anchor === undefined) return this.#charNode(this.#escaped());
    this.#at++;
    return { kind: "anchor", anchor };
  }

  /** What follows a backslash: a class, or one character. */
  #escaped(): CharTest | number {
    const letter = this.#next();
    const known = escapeClass(letter);
    if (known !== undefined) return known;
    if (letter === "p" || letter === "P") return this.#unicode(letter === "P");
    const control = CONTROL.get(letter);
    if (control !== undefined) return control;
    if (letter === "x") return this.#hex();
    if (letter === "0" || /^[1-7][0-7]/.test(letter + (this.#peek() ?? ""))) return this.#octal(letter);
    if (/^[A-Za-z0-9]$/.test(letter)) throw new PatternMistake(`unknown escape \\${letter}`);
    return code(letter);
  }

  #unicode(inverted: boolean): CharTest {
    const name = this.#take("{") ? this.#until("}") : this.#next();
    const test = unicodeClass(name);
    if (test === undefined) throw new PatternMistake(`unknown class ${name}`);
    return inverted ? inverse(test) : test;
  }

  #hex(): number {
    const digits = this.#take("{") ? this.#until("}") : this.#next() + this.#next();
    const value = /^[0-9A-Fa-f]{1,6}$/.test(digits) ? Number.parseInt(digits, 16) : Infinity;
    if (value > 0x10_ffff) throw new PatternMistake(`bad character \\x${digits}`);
    return value;
  }

  #octal(first: string): number {
    let digits = first;
    while (digits.length < 3 && /^[0-7]$/.test(this.#peek() ?? "")) digits += this.#next();
    return Number.parseInt(digits, 8);
  }

  #set(): CharTest {
    const inverted = this.#take("^");
    const tests: CharTest[] = [];
    for (let first = true; first || this.#peek() !== "]"; first = false) tests.push(this.#setItem());
    this.#at++;
    const test: CharTest = (one) => tests.some((item) => item(one));
    const cased = this.#flags.ignoreCase ? anyCase(test) : test;
    return inverted ? inverse(cased) : cased;
  }

  #setItem(): CharTest {
    if (this.#takeAll("[:")) {
      const test = posixClass(this.#until(":"));
      if (test === undefined || !this.#take("]")) throw new PatternMistake("unknown class in [ ]");
      return test;
    }
    const low = this.#setChar();
    if (typeof low !== "number") return low;
    if (this.#peek() !== "-" || this.#chars[this.#at + 1] === "]") return (one) => one === low;
    this.#at++;
    const high = this.#setChar();
    if (typeof high !== "number" || high < low) throw new PatternMistake("bad range in [ ]");
    return (one) => one >= low && one <= high;
  }

  #setChar(): CharTest | number {
    const char = this.#next();
    return char === "\\" ? this.#escaped() : code(char);
  }

  #literal(char: string): PatternNode {
    return this.#charNode(code(char));
  }

  #charNode(what: CharTest | number): PatternNode {
    const test: CharTest = typeof what === "number" ? (one) => one === what : what;
    return { kind: "char", test: this.#flags.ignoreCase && typeof what === "number" ? anyCase(test) : test };
  }

  #until(end: string): string {
    let text = "";
    while (!this.#take(end)) text += this.#next();
    return text;
  }

  #peek(): string | undefined {
    return this.#chars[this.#at];
  }

  #next(): string {
    const char = this.#chars[this.#at++];
    if (char === undefined) throw new PatternMistake("ends too early");
    return char;
  }

  #take(char: string): boolean {
    if (this.#chars[this.#at] !== char) return false;
    this.#at++;
    return true;
  }

  #takeAll(text: string): boolean {
    if (this.#chars[this.#at] !== text[0] || this.#chars[this.#at + 1] !== text[1]) return false;
    this.#at += 2;
    return true;
  }
}

function code(char: string): number {
  return char.codePointAt(0) ?? 0;
}
