import type { Preset } from "../preset.ts";

const deployable: Preset = {
  name: "deployable",
  description: "only what AWS itself would reject; the other rules are off",
  undetermined: "warning",
  severityOf: (rule) => (rule.deployable ? rule.severity : "off"),
  optionsOf: ({ deployable: options }) => (typeof options === "object" ? options : {}),
};

export default deployable;
