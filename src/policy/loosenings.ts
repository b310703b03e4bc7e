import type { ReadFile } from "./document/extend.ts";
import { enforcedIn } from "./enforce/section.ts";
import { Enforcement } from "./enforcement.ts";
import type { PolicyProblem } from "./problem.ts";
import { type ExtendedDocument, readExtended } from "./read.ts";
import type { PolicyRule } from "./rules/preset.ts";
import { SECTIONS } from "./sections.ts";
import { checkShape, type Shaped } from "./shape/check.ts";

/** What a policy is read with. */
interface Reading {
  /** The path of the policy file itself. */
  path: string;
  readFile: ReadFile;
  rules: readonly PolicyRule[];
}

/**
 * What of a policy loosens something that a file of it enforces. The file is read once more, by itself with all that it extends: what it
 * comes to then is the least that may hold, whatever the others say and in whatever order they are joined.
 */
export function loosenings(document: ExtendedDocument, shaped: Shaped, reading: Reading): PolicyProblem[] {
  const { path, readFile, rules } = reading;
  return document.layers.flatMap((layer) => {
    const by = layer.file.path;
    const names = enforcedIn(layer);
    const alone = by === path || names.length === 0 ? undefined : readExtended(by, readFile, rules, []);
    if (!alone) return [];
    const enforcement = new Enforcement({
      by,
      rules: rules.filter(({ id }) => names.includes(id)),
      accounts: names.filter((name) => /^\d+$/.test(name)),
      alone: checkShape(alone, rules, true, []),
      held: shaped,
      own: alone.sources,
      files: document.sources,
      policyFile: path,
      presetAt: document.presetsAt.at(-1),
    });
    for (const section of SECTIONS) section.loosened?.(enforcement);
    return enforcement.problems;
  });
}
