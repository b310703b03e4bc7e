import { join } from "node:path";
import cdk from "../../../src/parsers/cdk/index.ts";
import { describeCases } from "../../support/cases.ts";

// Each case is an app that `cdk synth` was run on, with what it wrote: cases/README.md has the versions.
describeCases(cdk, join(import.meta.dirname, "cases"));
