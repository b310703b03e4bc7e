import { join } from "node:path";
import cloudformation from "../../../src/parsers/cloudformation/index.ts";
import { describeCases } from "../../support/cases.ts";

describeCases(cloudformation, join(import.meta.dirname, "cases"));
