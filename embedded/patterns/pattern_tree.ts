// The parts of a pattern in RE2's syntax, as pattern_parser.ts reads them and pattern.ts compiles them.

/** A test of one character, by code point. */
export type CharTest = (code: number) => boolean;

/** A place in the text that takes no character. */
export type Anchor = "begin" | "end" | "wordEdge" | "noWordEdge";

/** A pattern. */
export type PatternNode =
  | { readonly kind: "char"; readonly test: CharTest }
  | { readonly kind: "anchor"; readonly anchor: Anchor }
  | { readonly kind: "sequence"; readonly parts: readonly PatternNode[] }
  | { readonly kind: "choice"; readonly choices: readonly PatternNode[] }
  | {
    readonly kind: "repeat";
    readonly part: PatternNode;
    readonly min: number;
    /** Infinity = no limit. */
    readonly max: number;
  };

/** Letters, digits and the underscore, as in `\w`. */
export function isWordChar(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
}
