import { toData } from "../source/yaml/tree.ts";
import { bareEnvironment, DEFAULT_ENVIRONMENT } from "./environments/environment.ts";
import { Environments } from "./environments/environments.ts";
import { Policy, type PolicyContext } from "./policy.ts";
import { presetDocument, recommended } from "./rules/presets.ts";
import { RuleSettingsTable, type SeverityData } from "./rules/settings.ts";
import { Waivers } from "./waivers/waivers.ts";

/** The policy that holds without a policy file: the preset recommended, and one environment `default` that counts as production. */
export function defaultPolicy({ rules, fs, today }: PolicyContext): Policy {
  const file = "lambda-concurrency-policy.yml";
  const tree = presetDocument(recommended, rules);
  return new Policy({
    file,
    fs,
    parts: [
      new Environments([bareEnvironment(DEFAULT_ENVIRONMENT, file)], { file, fs }),
      new RuleSettingsTable(tree, toData(tree) as SeverityData),
      new Waivers({ waivers: [], inlineAllowed: false, requirements: undefined, rules, today, file }),
    ],
  });
}
