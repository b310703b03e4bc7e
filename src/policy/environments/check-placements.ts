import { nearest } from "../../source/nearest.ts";
import type { SemanticChecks } from "../checks.ts";
import type { Path } from "../document/place.ts";
import { PLACEHOLDERS } from "./placement.ts";
import type { EnvironmentData, EnvironmentsData, PlacementData } from "./schema.ts";

type Checks = SemanticChecks<EnvironmentsData>;

/** Placements whose patterns can't fit, or whose texts name what there isn't. */
export function checkPlacements(checks: Checks, name: string, environment: EnvironmentData): void {
  const { placements = [] } = environment;
  checkOutside(checks, environment, ["environments", name]);
  for (const [index, placement] of placements.entries()) {
    const path = ["environments", name, "placements", index];
    for (const [at, pattern] of (placement.paths ?? []).entries())
      checks.requirePathGlob(pattern, [...path, "paths", at]);
    for (const [at, pattern] of (placement.stacks ?? []).entries())
      checks.requireNameGlob(pattern, [...path, "stacks", at]);
    for (const [at, region] of (placement.regions ?? []).entries())
      if (placement.regions?.indexOf(region) !== at)
        checks.warning(`The region ${region} is listed twice.`, [...path, "regions", at]);
    checkTexts(checks, placement, path);
  }
}

/** `{folder}` and `{root}` in texts that have no braces of their own. */
function checkTexts(checks: Checks, placement: PlacementData, path: Path): void {
  const known = Object.keys(PLACEHOLDERS);
  for (const { steps, name } of bracedIn(placement)) {
    if (known.includes(name)) continue;
    const meant = nearest(name, known);
    const hint = meant
      ? `Did you mean {${meant}}?`
      : "{folder} is the name of the root's folder, {root} its path.";
    checks.error(`There is no {${name}}.`, [...path, ...steps], hint);
  }
}

/** What only placements fill in would be taken for the text that it is. */
function checkOutside(checks: Checks, environment: EnvironmentData, path: Path): void {
  for (const { steps, name } of bracedIn(environment)) {
    if (!Object.hasOwn(PLACEHOLDERS, name)) continue;
    const message = `{${name}} stands for nothing here: only placements fill it in.`;
    checks.error(
      message,
      [...path, ...steps],
      `Write it in a placement: placements: [{ ${String(steps[0])}: { … } }]`,
    );
  }
}

type Inputs = Pick<EnvironmentData, "terraform" | "cloudformation" | "serverless">;

/** Names in braces, in texts that have no braces of their own. */
function bracedIn({ terraform, cloudformation, serverless }: Inputs): { steps: Path; name: string }[] {
  const texts: [Path, string | undefined][] = [
    [["terraform", "workspace"], terraform?.workspace],
    ...listed(["terraform", "var-files"], terraform?.["var-files"]),
    ...listed(["cloudformation", "parameter-files"], cloudformation?.["parameter-files"]),
    [["cloudformation", "samconfig"], cloudformation?.samconfig],
    [["cloudformation", "stack-name"], cloudformation?.["stack-name"]],
    [["serverless", "stage"], serverless?.stage],
  ];
  return texts.flatMap(([steps, text = ""]) =>
    [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => ({ steps, name })),
  );
}

function listed(path: Path, texts: readonly string[] = []): [Path, string][] {
  return texts.map((text, index) => [[...path, index], text]);
}
