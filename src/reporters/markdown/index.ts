import type { Reporter } from "../../reporter.ts";
import { markdownReport } from "./report.ts";

const markdown: Reporter = {
  name: "markdown",
  description: "for job summaries and comments",
  render: (report) => markdownReport(report),
};

export default markdown;
