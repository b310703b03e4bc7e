import { z } from "zod/mini";
import type { DataOf } from "../section.ts";
import { described, optional, some, text } from "../shape/words.ts";

const moduleAdapter = () =>
  z.strictObject({
    sources: described(some(text()), "Sources of the module, without versions."),
    terraform: described(text(), "What it declares, in Terraform's language."),
  });

export const moduleAdaptersKeys = () => ({
  "module-adapters": optional(
    z.array(moduleAdapter()),
    "Descriptions of Terraform modules that aren't in the checkout.",
  ),
});

export type ModuleAdaptersKeys = ReturnType<typeof moduleAdaptersKeys>;
export type ModuleAdaptersData = DataOf<ModuleAdaptersKeys>;
