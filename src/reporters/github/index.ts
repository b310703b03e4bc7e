import type { Reporter } from "../../reporter.ts";
import { annotationLines } from "./annotations.ts";

const github: Reporter = {
  name: "github",
  description: "annotations for a GitHub workflow, at most ten a level",
  render: ({ findings, diagnostics }) =>
    annotationLines(
      findings.filter((finding) => !finding.waiver),
      diagnostics.filter((diagnostic) => diagnostic.severity !== "note"),
    ),
};

export default github;
