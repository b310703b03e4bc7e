import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { policySchema } from "../src/policy/json-schema.ts";
import { rules } from "../src/rules/index.ts";
import { catalogue } from "./documents/catalogue.ts";
import { findingPicture } from "./documents/finding-picture.ts";
import { rulePage } from "./documents/rule-page.ts";
import { claimSchema, estateSchema, snapshotSchema } from "./documents/schemas/fleet.ts";
import { modelSchema } from "./documents/schemas/model.ts";
import { reportSchema } from "./documents/schemas/report.ts";

/** Every generated document by path: the JSON schemas of the policy and of what the tool writes, a page a rule, their table, and a picture. */
export async function documents(root: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  files.set("docs/policy.schema.json", json(policySchema(rules)));
  files.set("docs/report.schema.json", json(reportSchema()));
  files.set("docs/model.schema.json", json(modelSchema()));
  files.set("docs/claim.schema.json", json(claimSchema()));
  files.set("docs/estate.schema.json", json(estateSchema()));
  files.set("docs/snapshot.schema.json", json(snapshotSchema()));
  for (const rule of rules)
    files.set(`docs/rules/${rule.id}.md`, await rulePage(rule, fixturesOf(root, rule.id)));
  files.set("docs/rules/README.md", catalogue(rules));
  files.set("docs/finding.svg", await findingPicture(root));
  files.set("README.md", withCount(readFileSync(join(root, "README.md"), "utf8")));
  return files;
}

/** The README with the number of rules that there is. */
function withCount(readme: string): string {
  return readme.replace(/\[The \d+ rules\]/, `[The ${rules.length} rules]`);
}

/** The texts of a rule's fixture folder by file name. */
function fixturesOf(root: string, id: string): Map<string, string> {
  const folder = join(root, "test/rules", id);
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(names.map(({ name }) => [name, readFileSync(join(folder, name), "utf8")] as const).sort());
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
