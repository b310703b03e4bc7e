import type { Files } from "./targets.ts";

/** Numbers below a bound, the same ones for the same seed. */
export type Random = (below: number) => number;

/** mulberry32: small, and good enough to choose places with. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below) >>> 0;
  };
}

/** Inputs longer than this are the business of the tests of bounds. */
const MAX_LENGTH = 60_000;
const WORD = /"(?:[^"\\\n]|\\.)*"|[A-Za-z_][\w.:-]*|\d+|\$\{|[^\s\w]/g;

/** What breaks readers of every language. */
const NASTY = [
  ..."{}[]()<>\"'`$%&*!|?:,.#@-+=/\\~^;",
  ...[
    "${",
    "%{",
    "}}",
    "<<EOT\n",
    "<<-X\n",
    "/*",
    "//",
    "&a",
    "*a",
    "<<: *a",
    "!Ref",
    "!Sub",
    "!If",
    "!!str",
    "---",
    "? ",
  ],
  ...[
    "null",
    "true",
    "false",
    "-1",
    "0",
    "1e309",
    "0x1p3",
    "NaN",
    ".inf",
    "9007199254740993",
    "''",
    '""',
    "[]",
    "{}",
  ],
  ...[
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "\0",
    "\ufeff",
    "\u2028",
    "\ud800",
    "é",
    "\r\n",
    "\t",
  ],
  ...[
    "$${",
    "${self:}",
    "${file(.):a}",
    "${opt:stage, ''}",
    "${self:functions}",
    "${sls:stage}",
    "${param:a,}",
    "*.*",
    "..",
  ],
];

/** The words of a corpus: mutations put them where other words stand, so that much of what is made still parses. */
export function wordsOf(corpus: readonly Files[]): string[] {
  const words = new Set(NASTY);
  for (const files of corpus)
    for (const text of Object.values(files)) for (const [word] of text.matchAll(WORD)) words.add(word);
  return [...words].sort();
}

/** One to eight changes to one file of an input. */
export function mutate(
  files: Files,
  corpus: readonly Files[],
  words: readonly string[],
  random: Random,
): Files {
  const paths = Object.keys(files);
  const path = paths[random(paths.length)];
  if (path === undefined) return files;
  let text = files[path] ?? "";
  for (let left = 1 << random(4); left > 0; left--) text = changed(text, corpus, words, random);
  return { ...files, [path]: text.slice(0, MAX_LENGTH) };
}

function changed(text: string, corpus: readonly Files[], words: readonly string[], random: Random): string {
  const word = words[random(words.length)] ?? "";
  switch (random(10)) {
    case 0:
      return text.slice(0, random(text.length + 1));
    case 1: {
      const at = random(text.length + 1);
      return text.slice(0, at) + word + text.slice(at);
    }
    case 2:
    case 3:
    case 4:
      return wordReplaced(text, word, random);
    case 5:
      return wordReplaced(text, "", random);
    case 6:
      return linesChanged(text, random);
    case 7: {
      const [from, to] = rangeIn(text.length, random);
      return text.slice(0, from) + text.slice(from, to).repeat(1 << random(7)) + text.slice(to);
    }
    case 8:
      return spliced(text, corpus, random);
    default: {
      const opening = ["(", "[", "{", '{"a":', "${", "!Not [", "- ", "-", "a {\n"][random(9)] ?? "(";
      const at = random(text.length + 1);
      return text.slice(0, at) + opening.repeat(1 << random(9)) + text.slice(at);
    }
  }
}

function wordReplaced(text: string, word: string, random: Random): string {
  const found = [...text.matchAll(WORD)];
  const chosen = found[random(found.length)];
  if (!chosen) return text + word;
  return text.slice(0, chosen.index) + word + text.slice(chosen.index + chosen[0].length);
}

function linesChanged(text: string, random: Random): string {
  const lines = text.split("\n");
  const [from, to] = rangeIn(lines.length, random);
  const some = lines.slice(from, to);
  switch (random(4)) {
    case 0:
      lines.splice(from, to - from);
      break;
    case 1:
      lines.splice(random(lines.length + 1), 0, ...some);
      break;
    case 2:
      lines.splice(from, to - from, ...some.map((line) => `  ${line}`));
      break;
    default:
      lines.splice(from, to - from, ...some.map((line) => line.replace(/^ {1,2}/, "")));
  }
  return lines.join("\n");
}

/** A few lines of another input, put between the lines of this one. */
function spliced(text: string, corpus: readonly Files[], random: Random): string {
  const others = Object.values(corpus[random(corpus.length)] ?? {});
  const other = (others[random(others.length)] ?? "").split("\n");
  const lines = text.split("\n");
  const [from, to] = rangeIn(other.length, random);
  lines.splice(random(lines.length + 1), random(3), ...other.slice(from, to));
  return lines.join("\n");
}

function rangeIn(length: number, random: Random): [from: number, to: number] {
  const from = random(length + 1);
  return [from, Math.min(length, from + 1 + random(12))];
}
