import type { Diagnostic } from "../../finding.ts";
import type { CompiledCriticalPath } from "../critical-paths.ts";
import type { PolicyEnvironment } from "../environments/environment.ts";
import type { InputContext } from "../environments/inputs.ts";
import type { PolicyRule } from "../preset.ts";
import type { PolicyData } from "../shape/schema.ts";
import type { CompiledWaiver } from "../waivers/compiled.ts";
import { InlineWaivers } from "../waivers/inline-waivers.ts";
import { FunctionNames } from "./function-names.ts";
import { RootReview } from "./roots.ts";
import type { Review, ReviewedRun, WaivableProblem } from "./run.ts";
import { Subjects } from "./subjects.ts";
import { unusedCriticalPaths } from "./unused.ts";
import { applyWaivers, unusedWaivers } from "./waivers.ts";

/** The parts of a policy that look back on a run. */
export interface ReviewContext {
  data: PolicyData;
  rules: readonly PolicyRule[];
  today: string;
  environments: readonly PolicyEnvironment[];
  criticalPaths: readonly CompiledCriticalPath[];
  waivers: readonly CompiledWaiver[];
  inputs: InputContext;
}

/** Waives what the policy waives, and says what of the policy had no effect. */
export function reviewRun<P extends WaivableProblem>(run: ReviewedRun<P>, context: ReviewContext): Review<P> {
  const { data, rules, today, waivers } = context;
  const inline = new InlineWaivers({
    allowed: data["inline-waivers"] ?? false,
    requirements: data["waiver-rules"],
    rules,
    today,
    sources: run.sources,
  });
  const { applied, used } = applyWaivers(run, waivers, inline, new Subjects(run.model));
  const diagnostics: Diagnostic[] = [
    ...new RootReview(run.roots, context.environments, context.inputs).diagnostics(run.whole),
    ...inline.diagnostics(run.whole),
  ];
  if (run.whole) {
    const names = new FunctionNames(run.model);
    diagnostics.push(
      ...unusedCriticalPaths(run.model, context.criticalPaths, names, context.inputs.file),
      ...unusedWaivers(run, waivers, used, names, context.inputs.file),
    );
  }
  return { waivers: applied, diagnostics };
}
