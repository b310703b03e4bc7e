import type { OptionSchema } from "../../rule-options.ts";
import type { Path } from "../document/place.ts";
import type { Enforcement } from "../enforcement.ts";
import type { PolicyRule } from "./preset.ts";
import { isMilder, type RuleSettings, RuleSettingsTable, type SeverityData } from "./settings.ts";

/** Enforced rules that weigh less than the file that enforces them says, or ask for less: everywhere, or in an environment. */
export function rulesLoosened(enforcement: Enforcement<SeverityData>): void {
  const { alone, held, rules } = enforcement;
  const [before, after] = [alone, held].map(({ tree, data }) => new RuleSettingsTable(tree, data)) as [
    RuleSettingsTable,
    RuleSettingsTable,
  ];
  const environments = Object.keys(held.data.environments ?? {});
  for (const rule of rules) {
    const hold = (environment?: string) =>
      new Comparison(rule, environment, enforcement).hold(
        before.of(rule, environment),
        after.of(rule, environment),
      );
    hold();
    for (const name of environments) {
      const isAsEverywhere = [before, after].every(
        (each) => each.of(rule, name) === each.of(rule, undefined),
      );
      if (!isAsEverywhere) hold(name);
    }
  }
}

class Comparison {
  readonly #rule: PolicyRule;
  readonly #environment: string | undefined;
  readonly #enforcement: Enforcement<SeverityData>;

  constructor(rule: PolicyRule, environment: string | undefined, enforcement: Enforcement<SeverityData>) {
    this.#rule = rule;
    this.#environment = environment;
    this.#enforcement = enforcement;
  }

  hold(before: RuleSettings, after: RuleSettings): void {
    const isMilderRule = isMilder(after.severity, before.severity);
    if (isMilderRule) this.#refuse("severity", before.severity, after.severity);
    // What is off says nothing more; that it is off has been said.
    if (before.severity === "off" || after.severity === "off") return;
    // What may be broken never weighs more than what is broken: a milder rule takes it along.
    if (isMilder(after.undetermined, before.undetermined) && !(isMilderRule && !this.#isSaid("undetermined")))
      this.#refuse("undetermined", before.undetermined, after.undetermined);
    for (const [name, option] of Object.entries(this.#rule.options)) {
      const [was, is] = [before.options[name], after.options[name]];
      if (isLooser(option, was, is)) this.#refuse(name, was, is);
    }
  }

  /** Whether another file says a key, of the rule or of all rules. */
  #isSaid(key: string): boolean {
    return this.#paths(key).some((path) => path.at(-1) === key && this.#enforcement.isOthers(path));
  }

  #refuse(key: string, was: unknown, is: unknown): void {
    const { id } = this.#rule;
    const where = this.#environment === undefined ? "" : `In ${this.#environment}, `;
    const what = `${where}${key} of ${id} can't be ${shown(is)}: it is ${shown(was)}.`;
    this.#enforcement.refuse(id, `${what[0]?.toUpperCase()}${what.slice(1)}`, ...this.#paths(key));
  }

  /** Where a key may be written that decides. */
  #paths(key: string): Path[] {
    const { id } = this.#rule;
    const heads: Path[] = this.#environment === undefined ? [[]] : [["environments", this.#environment], []];
    return heads.flatMap((head): Path[] => [
      [...head, "rules", id, key],
      // A severity alone, and what holds of whatever can't be determined.
      ...(key === "severity" ? [[...head, "rules", id]] : []),
      ...(key === "undetermined" ? [[...head, key]] : []),
    ]);
  }
}

/** Whether an option asks for less. One whose direction nobody says may ask for less whenever it differs. */
function isLooser({ stricter, ...option }: OptionSchema, was: unknown, is: unknown): boolean {
  if (JSON.stringify(was) === JSON.stringify(is)) return false;
  if (stricter === undefined || is === undefined) return true;
  if (was === undefined) return false;
  const words: readonly unknown[] = option.type === "string" ? (option.enum ?? []) : [];
  const rank = (value: unknown) => (typeof value === "string" ? words.indexOf(value) : Number(value));
  return stricter === "higher" ? !(rank(is) > rank(was)) : !(rank(is) < rank(was));
}

function shown(value: unknown): string {
  return value === undefined ? "absent" : typeof value === "string" ? value : JSON.stringify(value);
}
