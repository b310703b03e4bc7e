import type { AppliedWaiver, Diagnostic } from "../../finding.ts";
import { endsSoon } from "../patterns/dates.ts";

/** What is to be said of a waiver that is in use and will soon not hold any more. */
export function waiverEnding({ expires, owner, at }: AppliedWaiver, today: string): Diagnostic[] {
  const when = endsSoon(expires, today);
  if (when === undefined) return [];
  return [
    {
      severity: "warning",
      message: `This waiver ends ${when}: what it waives is a finding again then.`,
      hint: `Correct the code${owner === undefined ? "" : ` (it is ${owner}'s)`}, or renew the waiver with a later date.`,
      at,
    },
  ];
}
