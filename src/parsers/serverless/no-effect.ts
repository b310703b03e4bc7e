import type { Diagnostic } from "../../finding.ts";
import { entryLocation, entryUnder, type YamlNode } from "../../source/yaml/tree.ts";
import { AUTOSCALING_PLUGIN } from "./lowering/autoscaling.ts";
import type { Service } from "./service.ts";

const OF_FUNCTIONS_ONLY = ["reservedConcurrency", "provisionedConcurrency", "concurrencyAutoscaling"];

/** Settings of concurrency that people write where the framework doesn't look. */
export function settingsWithoutEffect({ provider, functions, plugins }: Service): Diagnostic[] {
  const atProvider = OF_FUNCTIONS_ONLY.flatMap((key) =>
    warning(
      provider,
      key,
      `provider.${key} has no effect: the framework reads it on functions only.`,
      "Write it on each function.",
    ),
  );
  if (plugins.has(AUTOSCALING_PLUGIN)) return atProvider;
  const message = `concurrencyAutoscaling has no effect: the plugin ${AUTOSCALING_PLUGIN} is not listed.`;
  const hint = "Add it to plugins.";
  return [
    ...atProvider,
    ...functions.flatMap((fn) => warning(fn.node, "concurrencyAutoscaling", message, hint)),
  ];
}

function warning(node: YamlNode | undefined, key: string, message: string, hint: string): Diagnostic[] {
  const entry = entryUnder(node, key);
  return entry ? [{ severity: "warning", message, hint, at: entryLocation(entry) }] : [];
}
