import type { PolicySection } from "../section.ts";
import { amount, optional } from "../shape/words.ts";
import { FixSettings } from "./fix-settings.ts";

const keys = () => ({
  "default-reserved": optional(amount(1), "The reservation that a fix proposes."),
});

/** What fixes propose. */
const fixes: PolicySection<ReturnType<typeof keys>> = {
  keys,
  compile: ({ data }) => new FixSettings(data["default-reserved"]),
};

export default fixes;
