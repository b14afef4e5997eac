// The character classes of RE2's syntax: escapes such as `\d`, POSIX classes such as `[:alpha:]`, Unicode classes such as
// `\p{L}`. Asked by pattern_parser.ts.
import { type CharTest, isWordChar } from "./pattern_tree.ts";

const between = (from: string, to: string): CharTest => {
  const [low, high] = [from.charCodeAt(0), to.charCodeAt(0)];
  return (code) => code >= low && code <= high;
};
const oneOf = (chars: string): CharTest => (code) => chars.includes(String.fromCodePoint(code));
const either = (...tests: CharTest[]): CharTest => (code) => tests.some((test) => test(code));

/** A test that holds where `test` does not. */
export function inverse(test: CharTest): CharTest {
  return (code) => !test(code);
}

const digit = between("0", "9");
const lower = between("a", "z");
const upper = between("A", "Z");
const alpha = either(lower, upper);
const space = oneOf("\t\n\f\r ");

/** `\d`, `\w`, `\s` by letter; the capital ones hold where these don't. */
const ESCAPES: ReadonlyMap<string, CharTest> = new Map([["d", digit], ["w", isWordChar], ["s", space]]);

const POSIX: ReadonlyMap<string, CharTest> = new Map([
  ["alnum", either(alpha, digit)],
  ["alpha", alpha],
  ["ascii", (code: number) => code < 128],
  ["blank", oneOf("\t ")],
  ["cntrl", (code: number) => code < 32 || code === 127],
  ["digit", digit],
  ["graph", between("!", "~")],
  ["lower", lower],
  ["print", between(" ", "~")],
  ["punct", either(between("!", "/"), between(":", "@"), between("[", "`"), between("{", "~"))],
  ["space", either(space, oneOf("\v"))],
  ["upper", upper],
  ["word", isWordChar],
  ["xdigit", either(digit, between("a", "f"), between("A", "F"))],
]);

/** The class of an escape: `d`, `D`, `w` …; undefined when the letter names none. */
export function escapeClass(letter: string): CharTest | undefined {
  const test = ESCAPES.get(letter.toLowerCase());
  return test === undefined || letter === letter.toLowerCase() ? test : inverse(test);
}

/** A POSIX class by its name, `^` before it inverts; undefined when there is none. */
export function posixClass(name: string): CharTest | undefined {
  const inverted = name.startsWith("^");
  const test = POSIX.get(inverted ? name.slice(1) : name);
  return test !== undefined && inverted ? inverse(test) : test;
}

/** A Unicode class by its name: a category or a script; undefined when there is none. */
export function unicodeClass(name: string): CharTest | undefined {
  const inverted = name.startsWith("^");
  const bare = inverted ? name.slice(1) : name;
  if (!/^[A-Za-z_]+$/.test(bare)) return undefined;
  for (const property of [bare, `Script=${bare}`]) {
    try {
      const pattern = new RegExp(`^\\p{${property}}$`, "u");
      return (code) => pattern.test(String.fromCodePoint(code)) !== inverted;
    } catch {
      // Not a category: it may be a script.
    }
  }
  return undefined;
}

/** The same test for small and capital letters. */
export function anyCase(test: CharTest): CharTest {
  return (code) => {
    const char = String.fromCodePoint(code);
    return test(code) || test(char.toLowerCase().codePointAt(0) ?? code) ||
      test(char.toUpperCase().codePointAt(0) ?? code);
  };
}
