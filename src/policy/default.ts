import { toData } from "../source/yaml/tree.ts";
import { presetDocument } from "./document/preset.ts";
import { bareEnvironment, DEFAULT_ENVIRONMENT } from "./environments/environment.ts";
import { Policy, type PolicyContext } from "./policy.ts";
import recommended from "./presets/recommended.ts";
import type { PolicyData } from "./shape/schema.ts";

/** The policy that holds without a policy file: the preset recommended, and one environment `default` that counts as production. */
export function defaultPolicy({ rules, fs, today }: PolicyContext): Policy {
  const file = "policy.yml";
  const tree = presetDocument(recommended, rules);
  return new Policy({
    file,
    data: toData(tree) as PolicyData,
    tree,
    rules,
    fs,
    today,
    environments: [bareEnvironment(DEFAULT_ENVIRONMENT, file)],
    criticalPaths: [],
    waivers: [],
  });
}
