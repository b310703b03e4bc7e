import type { Preset } from "../preset.ts";

const strict: Preset = {
  name: "strict",
  description: "every rule, warnings are errors, and so is what can't be determined",
  undetermined: "error",
  severityOf: (rule) => (rule.severity === "warning" ? "error" : rule.severity),
};

export default strict;
