import type { Enforcement } from "../enforcement.ts";
import type { EnvironmentData, EnvironmentsData } from "../environments/schema.ts";

/** What goes into the evaluation is a statement about what is deployed, which the repository makes; rules say themselves what loosens them. */
const FREE: ReadonlySet<string> = new Set([
  ...["terraform", "terragrunt", "cloudformation", "serverless"],
  ...["rules", "undetermined"],
]);

type Key = keyof EnvironmentData;

/**
 * What takes code out of where a rule or an account is enforced. Where the file that enforces names environments, these are all that
 * there are, and what belongs to them stays theirs; where it names none, they are the repository's to name, and one of them is production.
 */
export function environmentsLoosened(enforcement: Enforcement<EnvironmentsData>): void {
  const before = enforcement.alone.data.environments ?? {};
  const after = enforcement.held.data.environments ?? {};
  if (Object.keys(before).length === 0) {
    const all = Object.values(after);
    if (all.length > 0 && !all.some(({ production }) => production))
      enforcement.refuse(
        enforcement.everything,
        "No environment is production, so what is enforced for production would hold nowhere.",
        ["environments"],
      );
    return;
  }
  for (const [name, environment] of Object.entries(after)) {
    const was = before[name];
    if (was) changesOf(name, was, environment, enforcement);
    else
      enforcement.refuse(
        enforcement.everything,
        `The environment ${name} can't be added: it would take code out of those that are enforced.`,
        ["environments", name],
      );
  }
}

function changesOf(
  name: string,
  before: EnvironmentData,
  after: EnvironmentData,
  enforcement: Enforcement<EnvironmentsData>,
): void {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)]) as Set<Key>) {
    const loosened = FREE.has(key) ? undefined : loosening(key, before, after);
    if (loosened === undefined) continue;
    enforcement.refuse(enforcement.everything, `In ${name}, ${loosened}.`, ["environments", name, key]);
  }
}

function loosening(key: Key, before: EnvironmentData, after: EnvironmentData): string | undefined {
  switch (key) {
    case "production":
      return before.production && !after.production ? "production can't be false" : undefined;
    case "regions": {
      const gone = (before.regions ?? []).filter((region) => !after.regions?.includes(region));
      return gone.length > 0 ? `regions can't leave out ${gone.join(", ")}` : undefined;
    }
    case "account":
      return before.account !== undefined && before.account !== after.account
        ? `the account can't be another than ${before.account}`
        : undefined;
    default:
      // Whatever else an environment says decides what belongs to it.
      return JSON.stringify(before[key]) === JSON.stringify(after[key])
        ? undefined
        : `${key} can't be changed: code would leave the environment`;
  }
}
