import { join } from "node:path";
import serverless from "../../../src/parsers/serverless/index.ts";
import { describeCases } from "../../support/cases.ts";

describeCases(serverless, join(import.meta.dirname, "cases"));
