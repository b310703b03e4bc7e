import { hasEntry, type YamlMapping } from "../../source/yaml/tree.ts";
import { placeOf } from "../document/place.ts";
import type { PolicySection } from "../section.ts";
import { checkModuleAdapters } from "./checks.ts";
import { ModuleAdapters } from "./module-adapters.ts";
import { type ModuleAdaptersKeys, moduleAdaptersKeys } from "./schema.ts";

/** Descriptions of Terraform modules that aren't in the checkout. */
const moduleAdapters: PolicySection<ModuleAdaptersKeys> = {
  keys: moduleAdaptersKeys,
  checks: [{ reads: ["module-adapters"], check: checkModuleAdapters }],
  compile: ({ data, tree }) =>
    new ModuleAdapters(
      (data["module-adapters"] ?? []).map((value, index) => ({
        value,
        at: placeOf(tree, ["module-adapters", index]),
      })),
    ),
  joining: { lists: ["module-adapters"] },
};

/** Whether a text may describe modules: most policies don't, and need not be parsed to know it. */
export function mayDescribeModules(text: string): boolean {
  return text.includes("module-adapters") || text.includes("extends");
}

/** Whether a file describes modules of Terraform. */
export function hasModuleAdapters(layer: YamlMapping): boolean {
  return hasEntry(layer, "module-adapters");
}

export default moduleAdapters;
