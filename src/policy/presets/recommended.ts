import type { Preset } from "../preset.ts";

const recommended: Preset = {
  name: "recommended",
  description: "every rule with its own severity; what can't be determined is a warning",
  undetermined: "warning",
  severityOf: (rule) => rule.severity,
};

export default recommended;
