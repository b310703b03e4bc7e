import { isOver } from "../dates.ts";
import type { PolicyData } from "../shape/schema.ts";
import { requirementsUnmet } from "../waivers/requirements.ts";
import type { Meaning } from "./meaning.ts";

type WaiverData = NonNullable<PolicyData["waivers"]>[number];

/** Waivers that can't hold, don't hold any more, or lack what the policy asks of them. */
export function checkWaivers(meaning: Meaning): void {
  const seen = new Set<string>();
  for (const [index, waiver] of (meaning.context.data.waivers ?? []).entries()) {
    checkWaiver(meaning, waiver, index);
    const same = JSON.stringify([
      [waiver.rule].flat().sort(),
      waiver.function,
      [waiver.environment ?? []].flat().sort(),
    ]);
    if (seen.has(same))
      meaning.warning(
        "An earlier waiver covers the same.",
        ["waivers", index, "rule"],
        "Take one of them out.",
      );
    seen.add(same);
  }
}

function checkWaiver(meaning: Meaning, waiver: WaiverData, index: number): void {
  const path = ["waivers", index];
  const { today, data } = meaning.context;
  meaning.requireNameGlob(waiver.function, [...path, "function"]);
  meaning.requireEnvironments(waiver.environment, [...path, "environment"]);
  if (isOver(waiver.expires, today)) {
    const message = `This waiver expired on ${waiver.expires}; it waives nothing any more.`;
    meaning.warning(
      message,
      [...path, "expires"],
      "Put the code right and take the waiver out, or renew it with a later date.",
    );
    return;
  }
  for (const { key, message } of requirementsUnmet(waiver, data["waiver-rules"], today)) {
    meaning.error(`This waiver ${message}.`, [...path, key ?? "rule"], "waiver-rules asks for it.");
  }
}
