import type { Problem, Severity } from "./finding.ts";
import type { RuleContext } from "./rule.ts";

/** An option of a custom rule, as JSON schema says it. */
export type OptionSchema =
  | (Described & { type: "integer" | "number"; default?: number; minimum?: number; maximum?: number })
  | (Described & { type: "string"; default?: string; enum?: readonly string[] })
  | (Described & { type: "boolean"; default?: boolean })
  | (Described & { type: "array"; items: { type: "string" }; default?: readonly string[] });

interface Described {
  /** For `policy explain`. */
  description: string;
}

/** The options of a custom rule by their kebab-case keys. */
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

/** A law of an organisation's own: a plain object that the module of a plug-in exports. */
export interface CustomRule<O extends OptionSchemas = OptionSchemas> {
  /** Kebab-case: the thing first, then the law, in the affirmative. */
  id: string;
  /** The law in a sentence, without a full stop. */
  title: string;
  severity: Severity;
  /** Why it matters. */
  rationale: string;
  /** What to do. */
  remedy: string;
  /** Addresses of pages; the first one is the rule's own. */
  references: readonly [string, ...string[]];
  options?: O;
  check(context: RuleContext<OptionValues<O>>): Iterable<Problem>;
}

/** Types a rule; adds nothing, so that a plug-in may as well export a plain object. */
export function defineCustomRule<const O extends OptionSchemas = Record<never, never>>(
  rule: CustomRule<O>,
): CustomRule<O> {
  return rule;
}
