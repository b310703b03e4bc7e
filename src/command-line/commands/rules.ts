import { type AnyRule, RULE_GROUPS } from "../../rule.ts";
import { EXIT } from "../../verdict.ts";
import { policyFor } from "../check.ts";
import type { Host } from "../host.ts";
import type { Call } from "../options.ts";
import { severitiesOf } from "../severities.ts";

/** `policy rules`: every rule with its severity under the policy that holds here, and its law, by the question that they answer, with the page that each rests on. */
export default async function listRules(call: Call, host: Host): Promise<number> {
  const used = await policyFor(call, host, []);
  if ("exitCode" in used) return used.exitCode;
  const { policy, rules, file } = used;
  const width = Math.max(...rules.map(({ id }) => id.length));
  const severities = new Map(rules.map((rule) => [rule.id, severitiesOf(rule, policy)]));
  const weight = Math.max(...[...severities.values()].map((each) => each.length));
  const where = file === undefined ? "the preset recommended; there is no policy file" : file;
  host.out.write(`Severities under ${where}. policy explain <rule> says more.\n`);
  for (const [title, group] of groupsOf(rules)) {
    host.out.write(`\n${title}\n\n`);
    for (const rule of group) {
      const line = [rule.id.padEnd(width), (severities.get(rule.id) ?? "").padEnd(weight), lawOf(rule)];
      host.out.write(`${line.join("  ")}\n${" ".repeat(width + 2)}${rule.references[0]}\n`);
    }
  }
  return EXIT.clean;
}

/** The rules by the question that they answer; those of plug-ins last. */
function groupsOf(rules: readonly AnyRule[]): [title: string, rules: readonly AnyRule[]][] {
  const titles = [...Object.entries(RULE_GROUPS), [undefined, "Of plug-ins"] as const];
  return titles.flatMap(([name, title]): [string, readonly AnyRule[]][] => {
    const group = rules.filter((rule) => rule.group === name);
    return group.length === 0 ? [] : [[title, group]];
  });
}

function lawOf({ title, plugin }: AnyRule): string {
  return plugin === undefined ? title : `${title} (${plugin})`;
}
