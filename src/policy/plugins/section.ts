import { z } from "zod/mini";
import type { Located } from "../../parser.ts";
import { childOf, locationOf, type YamlMapping } from "../../source/yaml/tree.ts";
import type { PolicyProblem } from "../problem.ts";
import type { PolicySection } from "../section.ts";
import { optional, text } from "../shape/words.ts";

const keys = () => ({
  plugins: optional(z.array(text()), "Modules with rules of your own; relative to this file."),
});

/** Modules with rules. They are loaded before the policy is, because its schema depends on their rules. */
const plugins: PolicySection<ReturnType<typeof keys>> = { keys, joining: { lists: ["plugins"] } };

/** What the JSON schema of a policy that names modules requires. */
export const NAMES_PLUGINS = { required: ["plugins"], properties: { plugins: {} } };

/** The modules that a policy, or a file of one, names. */
export function pluginsIn(tree: YamlMapping): Located<string>[] {
  const named = childOf(tree, "plugins");
  const items = named?.kind === "sequence" ? named.items : [];
  return items.flatMap((item) =>
    item.kind === "scalar" && typeof item.value === "string"
      ? [{ value: item.text, at: locationOf(item) }]
      : [],
  );
}

/** Why a policy that names a module can't be used when none was loaded. */
export function notLoaded({ value, at }: Located<string>): PolicyProblem {
  const message = `This policy has rules of its own in ${value}, and a module is code that is run only with permission.`;
  const hint = "On the command line: --allow-plugins. The Action never runs one.";
  return { severity: "error", message, hint, at };
}

export default plugins;
