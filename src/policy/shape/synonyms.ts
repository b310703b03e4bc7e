import { nearest } from "../../source/nearest.ts";
import { own } from "../../source/own.ts";
import type { LEVELS } from "./words.ts";

/** Words that people write for keys, because other tools have them. */
const KEYS: Readonly<Record<string, string>> = {
  "expires-on": "expires",
  expiration: "expires",
  expiry: "expires",
  until: "expires",
  team: "owner",
  justification: "reason",
  why: "reason",
  lambda: "function",
  name: "function",
  pattern: "function",
  level: "severity",
  params: "parameters",
  tfvars: "var-files",
  vars: "variables",
};

/** The key that was meant by one that isn't known: another word for it, a misspelt one. @param known with the keys of mappings below, behind a dot */
export function keyMeant(key: string, known: readonly string[]): string | undefined {
  const plain = key.toLowerCase().replaceAll("_", "-");
  const synonym = own(KEYS, plain);
  if (synonym !== undefined && known.includes(synonym)) return synonym;
  const here = nearest(
    key,
    known.filter((each) => !each.includes(".")),
  );
  return here ?? known.find((each) => each.endsWith(`.${plain}`));
}

const LEVEL_WORDS: Readonly<Record<string, (typeof LEVELS)[number]>> = {
  true: "error",
  on: "error",
  enabled: "error",
  fail: "error",
  high: "error",
  critical: "error",
  warn: "warning",
  medium: "warning",
  info: "note",
  information: "note",
  notice: "note",
  low: "note",
  false: "off",
  no: "off",
  none: "off",
  disabled: "off",
  disable: "off",
  ignore: "off",
  skip: "off",
};

/** The severity that another tool's word means. */
export function levelMeant(word: string): string | undefined {
  const plain = word.toLowerCase();
  return own(LEVEL_WORDS, plain);
}
