import type { AppliedWaiver, Diagnostic } from "../../finding.ts";
import type { Subjects } from "../../model/subjects.ts";
import type { ReviewedRun, WaivableProblem } from "../part.ts";
import { FunctionNames } from "../patterns/function-names.ts";
import { holdsIn } from "../patterns/scope.ts";
import { type CompiledWaiver, covers } from "./compiled.ts";
import type { InlineWaivers } from "./inline-waivers.ts";

/** The waivers of some problems: of the policy file, else of a comment. @returns the entries of the policy file that were used, too */
export function applyWaivers<P extends WaivableProblem>(
  run: ReviewedRun<P>,
  waivers: readonly CompiledWaiver[],
  inline: InlineWaivers,
  subjects: Subjects,
): { applied: Map<P, AppliedWaiver>; used: Set<CompiledWaiver> } {
  const byRule = indexByRule(waivers.filter((waiver) => !waiver.expired));
  const applied = new Map<P, AppliedWaiver>();
  const used = new Set<CompiledWaiver>();
  for (const each of run.problems) {
    const { problem, deployment, ruleId } = each;
    const subject = subjects.of(problem.subject);
    const matching = (byRule.get(ruleId) ?? []).filter(
      (waiver) =>
        holdsIn(waiver.environments, deployment.environment) &&
        covers(waiver, problem.subject, subject.function, problem.at),
    );
    for (const waiver of matching) used.add(waiver);
    const places = subject.at ? [problem.at, subject.at] : [problem.at];
    const waiver = matching[0]?.applied ?? inline.waiverFor(ruleId, places);
    if (waiver) applied.set(each, waiver);
  }
  return { applied, used };
}

function indexByRule(waivers: readonly CompiledWaiver[]): Map<string, CompiledWaiver[]> {
  const byRule = new Map<string, CompiledWaiver[]>();
  for (const waiver of waivers) {
    for (const rule of waiver.rules) byRule.set(rule, [...(byRule.get(rule) ?? []), waiver]);
  }
  return byRule;
}

/** Waivers of the policy file that waived nothing in a whole run; a file that it extends is for other repositories, too. */
export function unusedWaivers<P extends WaivableProblem>(
  run: ReviewedRun<P>,
  waivers: readonly CompiledWaiver[],
  used: ReadonlySet<CompiledWaiver>,
  policyFile: string,
): Diagnostic[] {
  const names = new FunctionNames(run.model);
  const idle = waivers.filter(
    (waiver) => !waiver.expired && !used.has(waiver) && waiver.functionAt.file === policyFile,
  );
  return idle.map((waiver): Diagnostic => {
    const { model } = run;
    const found = model.functions.some((fn) => waiver.matches(fn));
    if (found) {
      const message = `This waiver waives nothing: ${waiver.function} does not break ${waiver.rules.join(" or ")}.`;
      return {
        severity: "warning",
        message,
        hint: "Take it out, so that it can't hide a later change.",
        at: waiver.applied.at,
      };
    }
    const meant = names.nearest(waiver.function);
    const message = `This waiver waives nothing: no function is called ${waiver.function}.`;
    return {
      severity: "warning",
      message,
      hint: meant ? `Did you mean ${meant}?` : "Take it out.",
      at: waiver.functionAt,
    };
  });
}
