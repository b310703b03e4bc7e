import { join } from "node:path";
import terraform from "../../../src/parsers/terraform/index.ts";
import { describeCases } from "../../support/cases.ts";

describeCases(terraform, join(import.meta.dirname, "cases"), { brief: true });
