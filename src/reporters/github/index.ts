import { type Reporter, remarksOf } from "../../reporter.ts";
import { annotationLines } from "./annotations.ts";

const github: Reporter = {
  name: "github",
  description: "annotations for a GitHub workflow, at most ten a level",
  render: (report) =>
    annotationLines(
      report.findings.filter((finding) => !finding.waiver),
      remarksOf(report).filter((diagnostic) => diagnostic.severity !== "note"),
    ),
};

export default github;
