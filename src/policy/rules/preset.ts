import type { Severity } from "../../finding.ts";
import type { AnyRule, Rule } from "../../rule.ts";

/** What the policy knows of a rule: its words and its options, not its check. */
export type PolicyRule = Pick<Rule, "id" | "title" | "severity" | "isOptional" | "deployable" | "options"> &
  Pick<AnyRule, "contradiction">;

/** What the policy may say of how much a breach weighs. */
export type Level = Severity | "off";

/** A named starting point for `extends`. */
export interface Preset {
  name: string;
  /** For the reference and for editors. */
  description: string;
  /** The severity of what can't be determined. */
  undetermined: Severity;
  severityOf(rule: Pick<PolicyRule, "severity" | "isOptional" | "deployable">): Level;
  /** Options that it sets; the others keep the rule's defaults. */
  optionsOf?(rule: Pick<PolicyRule, "deployable">): Readonly<Record<string, unknown>>;
}
