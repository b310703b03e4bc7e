import type { Diagnostic } from "../../finding.ts";
import type { Root } from "../../parser.ts";
import type { Placement, PolicyEnvironment } from "./environment.ts";
import { fits, foldersIn, isWithoutAccount, placementOf } from "./placement.ts";
import { list, nameOf } from "./root-names.ts";

/**
 * Placements of an environment that are for no root, and roots whose account they don't know.
 * @param roots those of the environment
 * @param file the policy file: placements of one that it extends may be for other repositories
 */
export function reviewPlacements(
  environment: PolicyEnvironment,
  roots: readonly Root[],
  file: string,
): Diagnostic[] {
  if (roots.length === 0) return [];
  return environment.placements
    .filter(({ at }) => at.file === file)
    .flatMap((placement) => {
      const own = roots.filter((root) => placementOf(environment, root) === placement);
      return own.length > 0
        ? withoutAccount(environment.name, placement, own)
        : [withoutRoot(environment.name, placement, roots)];
    });
}

function withoutRoot(environment: string, placement: Placement, roots: readonly Root[]): Diagnostic {
  const what = `This placement of ${environment} is for no root`;
  const fitting = roots.filter((root) => fits(placement, root));
  const { at } = placement;
  if (fitting.length === 0)
    return {
      severity: "warning",
      message: `${what}.`,
      hint: `Roots of ${environment}: ${list(roots.map(nameOf))}.`,
      at,
    };
  const message = `${what}: an earlier one takes ${list(fitting.map(nameOf))}.`;
  return { severity: "warning", message, hint: "Put it before that one, or narrow that one.", at };
}

/** A root that is in the folders of two accounts must not be given one of them. */
function withoutAccount(environment: string, placement: Placement, roots: readonly Root[]): Diagnostic[] {
  const lacking = roots.filter((root) => isWithoutAccount(placement, root));
  const [first] = lacking;
  if (!first) return [];
  const folders = foldersIn(placement.accounts, first);
  const why =
    folders.length > 0
      ? `the folders ${folders.join(" and ")} of ${nameOf(first)} have one each`
      : `no folder of ${nameOf(first)} has one`;
  return [
    {
      severity: "warning",
      message: `This placement of ${environment} has no account for ${list(lacking.map(nameOf))}: ${why}.`,
      hint: "Add the folder, or give such roots a placement of their own before this one.",
      at: placement.at,
    },
  ];
}
