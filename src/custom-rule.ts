import type { Problem, Severity } from "./finding.ts";
import type { RuleContext } from "./rule.ts";
import type { OptionSchemas, OptionValues } from "./rule-options.ts";

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
