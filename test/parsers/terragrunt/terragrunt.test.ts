import { join } from "node:path";
import terragrunt from "../../../src/parsers/terragrunt/index.ts";
import { describeCases } from "../../support/cases.ts";

describeCases(terragrunt, join(import.meta.dirname, "cases"), { brief: true });
