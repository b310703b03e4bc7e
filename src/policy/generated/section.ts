import { z } from "zod/mini";
import type { PolicySection } from "../section.ts";
import { optional } from "../shape/words.ts";
import { GeneratedFunctions } from "./generated-functions.ts";

const keys = () => ({
  "include-generated": optional(
    z.boolean("true or false"),
    "Whether functions that a framework adds by itself are asked for a reservation, too.",
  ),
});

/** What is asked of functions that a framework adds. */
const generated: PolicySection<ReturnType<typeof keys>> = {
  keys,
  loosened: (enforcement) => {
    const [was, is] = [enforcement.alone, enforcement.held].map(({ data }) => data["include-generated"]);
    if (was && !is && enforcement.rules.length > 0)
      enforcement.refuse(enforcement.everything, "include-generated can't be false.", ["include-generated"]);
  },
  compile: ({ data }) => new GeneratedFunctions(data["include-generated"] ?? false),
};

export default generated;
