import { type Reporter, verdictFor } from "../../reporter.ts";
import { markdownReport } from "./report.ts";

const markdown: Reporter = {
  name: "markdown",
  description: "for job summaries and comments",
  render: (report, options) => markdownReport(report, { verdict: verdictFor(report, options) }),
};

export default markdown;
