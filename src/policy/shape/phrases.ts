import type { z } from "zod/mini";

/** zod's hook for the texts of issues; the built-in ones address programmers. */
export type IssueText = z.core.$ZodErrorMap;

const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  int: "a whole number",
  number: "a number",
  boolean: "true or false",
  object: "a mapping",
  record: "a mapping",
  array: "a list",
};

/**
 * What a value must be: a noun phrase that completes "x must be …".
 * For unknown keys: the keys that there are and those below them, separated by spaces.
 */
export const phraseFor: IssueText = (issue) => {
  switch (issue.code) {
    case "invalid_type":
      if (keysOf(issue.inst).length > 0) return `a mapping such as { ${keysOf(issue.inst)[0]}: … }`;
      return KINDS[issue.expected] ?? issue.expected;
    case "invalid_value":
      return oneOf(issue.values.map(String));
    case "unrecognized_keys":
      return [...keysOf(issue.inst), ...keysBelow(issue.inst)].join(" ");
    case "too_small":
      if (issue.origin === "string") return "some text";
      if (issue.origin === "array") return "a list of at least one entry";
      return `${issue.inclusive ? "at least" : "more than"} ${issue.minimum}`;
    case "too_big":
      return `${issue.inclusive ? "at most" : "less than"} ${issue.maximum}${issue.origin === "string" ? " characters long" : ""}`;
    case "not_multiple_of":
      return issue.divisor === 1 ? "a whole number" : `a multiple of ${issue.divisor}`;
    case "invalid_format":
      return `written like ${issue.pattern ?? issue.format}`;
    default:
      return issue.message;
  }
};

/** `a, b or c` */
export function oneOf(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

/** The keys of a schema that is a mapping with known keys; none of another. */
export function keysOf(schema: unknown): string[] {
  return Object.keys(shapeOf(schema));
}

/** Keys of the mappings below, as `match.paths`: they are often written one level too high. */
function keysBelow(schema: unknown): string[] {
  return Object.entries(shapeOf(schema)).flatMap(([key, each]) =>
    keysOf(definitionOf(each)?.innerType ?? each).map((below) => `${key}.${below}`),
  );
}

interface Definition {
  shape?: Record<string, unknown>;
  innerType?: unknown;
}

function shapeOf(schema: unknown): Record<string, unknown> {
  return definitionOf(schema)?.shape ?? {};
}

function definitionOf(schema: unknown): Definition | undefined {
  return (schema as { _zod?: { def?: Definition } } | undefined)?._zod?.def;
}
