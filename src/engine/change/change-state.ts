import {
  bySeverity,
  type ChangeState,
  type FindingVerdict,
  type Measure,
  type Severity,
} from "../../finding.ts";

/** What decides how grave a problem is. */
export interface Gravity {
  severity: Severity;
  verdict: FindingVerdict;
  measure?: Measure | undefined;
}

/** Sums of prices differ in their last digits by the order of what is summed. */
const TOLERANCE = 1e-6;

/** What became of a problem: graver in any respect is worse, whatever else is milder. */
export function stateOf(before: Gravity, after: Gravity): Exclude<ChangeState, "new"> {
  const steps = [
    bySeverity(before.severity, after.severity),
    certainty(after.verdict) - certainty(before.verdict),
    beyond(before, after),
  ];
  if (steps.some((step) => step > 0)) return "worse";
  return steps.some((step) => step < 0) ? "better" : "unchanged";
}

/** The gravest of several: what a finding that stands for all of them is. */
export function gravest(states: readonly ChangeState[]): ChangeState {
  return GRAVEST_FIRST.find((state) => states.includes(state)) ?? "unchanged";
}

const GRAVEST_FIRST: readonly ChangeState[] = ["new", "worse", "better", "unchanged"];

function certainty(verdict: FindingVerdict): number {
  return verdict === "violation" ? 1 : 0;
}

/** Above 0 where it is farther beyond what is allowed now. What was measured and can't be any more may be any amount. */
function beyond(before: Gravity, after: Gravity): number {
  if (!before.measure) return 0;
  const [was, is] = [before.measure.over, after.measure?.over ?? Number.POSITIVE_INFINITY];
  if (was === is) return 0;
  const scale = Math.max(1, Math.min(Math.abs(was), Math.abs(is)));
  return Math.abs(is - was) <= TOLERANCE * scale ? 0 : is - was;
}
