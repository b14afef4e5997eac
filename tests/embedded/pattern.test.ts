// Patterns in RE2's syntax: what they match, what is none, and that none of them can keep a broker busy.
import assert from "node:assert/strict";
import { Pattern } from "../../embedded/patterns/pattern.ts";
import { test } from "../harness.ts";

const CASES: readonly [pattern: string, yes: readonly string[], no: readonly string[]][] = [
  ["", [""], ["a"]],
  ["abc", ["abc"], ["ab", "abcd", "xabc"]],
  ["a.c", ["abc", "a€c", "a😀c"], ["ac", "a\nc"]],
  ["(?s)a.c", ["a\nc"], ["ac"]],
  ["a*b+c?", ["b", "aaabbc", "bb"], ["a", "acc", "bcc"]],
  ["orders-(eu|us)-\\d{2,3}", ["orders-eu-12", "orders-us-123"], ["orders-eu-1", "orders-uk-12", "orders-eu-1234"]],
  ["a{2}", ["aa"], ["a", "aaa"]],
  ["a{2,}", ["aa", "aaaa"], ["a"]],
  ["a{,2}", ["a{,2}"], ["aa"]],
  ["a{0}b", ["b"], ["ab"]],
  ["(?:ab|c)*d", ["d", "abcabd"], ["abc"]],
  ["(?P<name>x)(?<other>y)", ["xy"], ["x"]],
  ["[a-c_.-]+", ["a-b_c."], ["d", ""]],
  ["[^a-c]", ["d", "😀"], ["a", "dd"]],
  ["[]a]+", ["]a"], ["b"]],
  ["[\\d\\-x]+", ["1-x"], ["y"]],
  ["[[:alpha:]]+[[:^digit:]]", ["ab!"], ["ab1", "1"]],
  ["\\w+\\s\\S\\D\\W", ["a_1 xy!"], ["a_1 x1!"]],
  ["\\p{L}+\\pN\\P{L}", ["é1-"], ["1é-"]],
  ["\\p{Greek}", ["λ"], ["l"]],
  ["\\Qa.b*\\E+", ["a.b*", "a.b**"], ["axb*"]],
  ["\\x41\\x{1F600}\\t\\.\\101", ["A😀\t.A"], ["a😀\t.A"]],
  ["(?i)Abc[x-z]", ["aBCY"], ["aBCd"]],
  ["a(?i:b)c", ["aBc", "abc"], ["ABc"]],
  ["(a(?i)b)c", ["aBc"], ["aBC"]],
  ["^a$|\\Ab\\z", ["a", "b"], ["ab"]],
  ["a\\b.*", ["a-", "a"], ["ab"]],
  ["a\\Bb", ["ab"], ["a"]],
  ["(a?){3}b+?", ["b", "aab"], ["aaaab"]],
  ["()|a", ["", "a"], ["b"]],
  ["(a*)*", ["", "aaa"], ["b"]],
  ["(|a)+", ["", "aa"], ["b"]],
];

for (const [text, yes, no] of CASES) {
  test(`The pattern ${JSON.stringify(text)} matches whole texts`, () => {
    const pattern = Pattern.compile(text);
    assert.ok(pattern !== null);
    for (const one of yes) assert.equal(pattern.matches(one), true, one);
    for (const one of no) assert.equal(pattern.matches(one), false, one);
  });
}

test("What is no pattern of RE2 is refused", () => {
  const wrong = [
    "(",
    ")",
    "a)",
    "[",
    "[a",
    "[z-a]",
    "*",
    "a**",
    "a{2}{3}",
    "a{3,2}",
    "a{1001}",
    "\\",
    "\\y",
    "\\1",
    "(?=a)",
    "(?<!a)",
    "(?x)",
    "[[:nope:]]",
    "\\p{Nope}",
    "\\x{110000}",
    "\\xg0",
    "(?P<a",
  ];
  for (const text of wrong) assert.equal(Pattern.compile(text), null, text);
  assert.equal(Pattern.compile("((a{1000}){1000}){1000}"), null);
  assert.equal(Pattern.compile("(".repeat(10_000)), null);
});

test("No pattern takes longer than the text is long", () => {
  const text = `${"a".repeat(200)}b`;
  for (const evil of ["(a+)+", "(a|a)*", "(a?){200}a{200}c", "(.*)(.*)(.*)(.*)(.*)(.*)c", "((a*)*)*c"]) {
    assert.equal(Pattern.compile(evil)?.matches(text), false, evil);
  }
});

test("Counts may be as large as RE2's, but not multiply to what would keep a broker busy", () => {
  assert.equal(Pattern.compile("a{0,1000}b{400}")?.matches("b".repeat(400)), true);
  for (const evil of ["(.{0,500}){0,19}x", "(.{0,100}){0,24}x", "((.{0,20}){0,20}){0,20}x"]) {
    assert.equal(Pattern.compile(evil), null, evil);
  }
});
