import { join } from "node:path";
import terraformPlan from "../../../src/parsers/terraform-plan/index.ts";
import { describeCases } from "../../support/cases.ts";

describeCases(terraformPlan, join(import.meta.dirname, "cases"));
