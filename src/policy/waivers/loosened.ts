import type { Enforcement } from "../enforcement.ts";
import type { WaiversData } from "./schema.ts";

/** Waivers of enforced rules, and what lets comments waive them. */
export function waiversLoosened(enforcement: Enforcement<WaiversData>): void {
  const { alone, held, rules } = enforcement;
  if (rules.length === 0) return;
  for (const [index, { rule }] of (held.data.waivers ?? []).entries()) {
    const path = ["waivers", index, "rule"];
    for (const [at, id] of [rule].flat().entries())
      if (enforcement.enforces(id) && enforcement.isOthers(path))
        enforcement.refuse(id, `${id} can't be waived here.`, [...path, at], path);
  }
  if (!held.data["inline-waivers"]) return;
  if (!alone.data["inline-waivers"])
    enforcement.refuse(
      enforcement.everything,
      "inline-waivers can't be true: a comment could waive what is enforced.",
      ["inline-waivers"],
    );
  else requirementsLoosened(enforcement);
}

/** What comments must say that waive with the leave of the file that enforces. */
function requirementsLoosened(enforcement: Enforcement<WaiversData>): void {
  const before = enforcement.alone.data["waiver-rules"] ?? {};
  const after = enforcement.held.data["waiver-rules"] ?? {};
  for (const key of ["require-reason", "require-owner", "require-expiry", "max-days"] as const) {
    const [was, is] = [before[key], after[key]];
    const isLooser = key === "max-days" ? Number(is) > Number(was) : was === true && is !== true;
    if (isLooser)
      enforcement.refuse(enforcement.everything, `${key} can't be ${is}: it is ${was}.`, [
        "waiver-rules",
        key,
      ]);
  }
}
