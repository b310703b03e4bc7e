import type { YamlNode } from "../../source/yaml/tree.ts";
import { joinEntry } from "../rules/entries.ts";
import type { JsonSchema, PolicySection } from "../section.ts";
import { eachIn, withKey, withoutEmpty } from "../shape/empty.ts";
import { checkEnvironments } from "./checks.ts";
import { compileEnvironments } from "./compile.ts";
import { Environments } from "./environments.ts";
import { type EnvironmentsKeys, environmentsKeys } from "./schema.ts";

/** Where code is deployed to. */
const environments: PolicySection<EnvironmentsKeys> = {
  keys: environmentsKeys,
  checks: [{ reads: ["environments"], check: checkEnvironments }],
  compile: ({ data, tree, file, fs }) =>
    new Environments(compileEnvironments(data, tree, file), { file, fs }),
  joining: {
    join: (earlier, later, [key, ...path]) =>
      key === "environments" ? join(earlier, later, path) : undefined,
  },
  withoutEmpty: {
    environments: (all) => eachIn(all, (each) => withKey(withoutEmpty(each), "rules", withoutEmpty)),
  },
  editor: {
    change: { environments: withSharedRules },
    withoutPlugins: (id) => ({
      environments: { additionalProperties: { properties: { rules: { propertyNames: id } } } },
    }),
  },
};

const INPUTS: ReadonlySet<string> = new Set(["variables", "parameters", "params", "env"]);

/** @param path below `environments` */
function join(earlier: YamlNode, later: YamlNode, path: readonly string[]): YamlNode | undefined {
  // `terraform.variables.<name>` and the like are one value, whatever it is made of, null too.
  if (path.length === 4 && INPUTS.has(path[2] ?? "")) return later;
  return path[1] === "rules" ? joinEntry(earlier, later, path.slice(2)) : undefined;
}

/** The rules are the greater part of the schema, so an environment refers to them. */
function withSharedRules(schema: JsonSchema): JsonSchema {
  const each = schema.additionalProperties as JsonSchema;
  const properties = { ...each.properties, rules: { $ref: "#/definitions/rules" } };
  // An environment without a value says nothing.
  return { ...schema, additionalProperties: { ...each, type: [each.type, "null"] as never, properties } };
}

export default environments;
