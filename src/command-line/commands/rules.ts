import type { AnyRule } from "../../rule.ts";
import { EXIT } from "../../verdict.ts";
import { policyFor } from "../check.ts";
import type { Host } from "../host.ts";
import type { Call } from "../options.ts";
import { severitiesOf } from "../severities.ts";

/** `policy rules`: every rule with its severity under the policy that holds here, and its law, a line each. */
export default async function listRules(call: Call, host: Host): Promise<number> {
  const used = await policyFor(call, host, []);
  if ("exitCode" in used) return used.exitCode;
  const { policy, rules, file } = used;
  const rows = rules.map((rule) => [rule.id, severitiesOf(rule, policy), lawOf(rule)] as const);
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column as 0 | 1].length)));
  const where = file === undefined ? "the preset recommended; there is no policy file" : file;
  host.out.write(`Severities under ${where}. policy explain <rule> says more.\n\n`);
  for (const [id, severities, law] of rows)
    host.out.write(`${id.padEnd(widths[0] ?? 0)}  ${severities.padEnd(widths[1] ?? 0)}  ${law}\n`);
  return EXIT.clean;
}

function lawOf({ title, plugin }: AnyRule): string {
  return plugin === undefined ? title : `${title} (${plugin})`;
}
