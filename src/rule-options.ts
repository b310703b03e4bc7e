import { own } from "./source/own.ts";
/** An option of a rule, as JSON schema says it. */
export type OptionSchema =
  | (Described & NumberBounds & { type: "integer" | "number"; default?: number })
  | (Described & { type: "string"; default?: string; enum?: readonly string[] })
  | (Described & { type: "boolean"; default?: boolean })
  | (Described & { type: "array"; items: { type: "string" }; default?: readonly string[] });

interface Described {
  /** For `policy explain`, and for the rule's page. */
  description: string;
  /**
   * Which way it asks for more: of numbers the higher or the lower ones, of a flag true or false, of words the later or the earlier
   * ones. A policy that others extend may enforce a rule: then they can move it only this way; without it, not at all.
   */
  stricter?: "higher" | "lower";
}

interface NumberBounds {
  minimum?: number;
  maximum?: number;
  /** What the number must be more than. */
  exclusiveMinimum?: number;
}

/** The options of a rule by their kebab-case keys. */
export type OptionSchemas = Readonly<Record<string, OptionSchema>>;

/** What `check` gets for the options of a rule: those without a default may be absent. */
export type OptionValues<O extends OptionSchemas> = {
  readonly [K in keyof O]: O[K] extends { default: unknown } ? ValueOf<O[K]> : ValueOf<O[K]> | undefined;
};

type ValueOf<S> = S extends { type: "integer" | "number" }
  ? number
  : S extends { type: "boolean" }
    ? boolean
    : S extends { type: "array" }
      ? readonly string[]
      : S extends { enum: readonly (infer E)[] }
        ? E
        : string;

/** What options are: as given, else by their defaults; those without one are left out. */
export function valuesOf(
  options: OptionSchemas,
  given: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(options).flatMap(([name, option]) => {
      const value = own(given, name) ?? option.default;
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
