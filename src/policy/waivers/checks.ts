import type { SemanticChecks } from "../checks.ts";
import { requireEnvironments } from "../environments/check-names.ts";
import { isOver } from "../patterns/dates.ts";
import { holdsWherever } from "../patterns/shadow.ts";
import { requirementsUnmet } from "./requirements.ts";
import type { WaiverData, WaiversData } from "./schema.ts";

type Checks = SemanticChecks<WaiversData>;

/** Waivers that can't hold, don't hold any more, lack what the policy asks of them, or that another one makes idle. */
export function checkWaivers(checks: Checks): void {
  const waivers = checks.context.data.waivers ?? [];
  for (const [index, waiver] of waivers.entries()) checkWaiver(checks, waiver, index);
  checkShadows(checks, waivers);
}

function checkShadows(checks: Checks, waivers: readonly WaiverData[]): void {
  const holding = [...waivers.entries()]
    .filter(([, waiver]) => !isOver(waiver.expires, checks.context.today))
    .map(([index, waiver]) => ({
      index,
      waiver,
      rules: [waiver.rule].flat(),
      covers: holdsWherever(waiver),
    }));
  for (const { index, waiver, rules } of holding) {
    const over = holding.find(
      (other) =>
        other.index !== index &&
        rules.every((rule) => other.rules.includes(rule)) &&
        other.covers(waiver) &&
        (other.index < index ||
          !(other.rules.every((rule) => rules.includes(rule)) && holdsWherever(waiver)(other.waiver))),
    );
    if (!over) continue;
    const message = `This waiver changes nothing: the one for ${over.waiver.function} covers all of it.`;
    checks.warning(message, ["waivers", index, "function"], "Take it out, or narrow the other one.");
  }
}

function checkWaiver(checks: Checks, waiver: WaiverData, index: number): void {
  const path = ["waivers", index];
  const { today, data } = checks.context;
  checks.requireNameGlob(waiver.function, [...path, "function"]);
  requireEnvironments(checks, waiver.environment, [...path, "environment"]);
  if (isOver(waiver.expires, today)) {
    const message = `This waiver expired on ${waiver.expires}; it waives nothing any more.`;
    checks.warning(
      message,
      [...path, "expires"],
      "Correct the code and remove the waiver, or renew it with a later date.",
    );
    return;
  }
  for (const { key, message } of requirementsUnmet(waiver, data["waiver-rules"], today)) {
    checks.error(`This waiver ${message}.`, [...path, key ?? "rule"], "waiver-rules asks for it.");
  }
}
