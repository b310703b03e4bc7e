import { nearest } from "../../source/nearest.ts";
import { childOf } from "../../source/yaml/tree.ts";
import type { SemanticChecks } from "../checks.ts";
import type { Path } from "../document/place.ts";
import { DEFAULT_ENVIRONMENT } from "./environment.ts";

/** Reports which names of a list, or a single one, are no environments. */
export function requireEnvironments(
  checks: SemanticChecks<unknown>,
  names: string | readonly string[] | undefined,
  path: Path,
): void {
  const written = namesIn(checks);
  if (!written) return;
  const known = written.length > 0 ? written : [DEFAULT_ENVIRONMENT];
  for (const [index, name] of [names ?? []].flat().entries()) {
    if (known.includes(name)) continue;
    const meant = nearest(name, known);
    const all =
      written.length > 0
        ? `The environments are: ${known.join(", ")}.`
        : "The policy has no environments: leave environment out, or say where code is deployed to.";
    const hint = meant ? `Did you mean ${meant}?` : all;
    checks.error(
      `There is no environment "${name}".`,
      typeof names === "string" ? path : [...path, index],
      hint,
    );
  }
}

/** The names, whatever else is wrong with the environments; undefined where not even they are known. */
function namesIn({ context }: SemanticChecks<unknown>): string[] | undefined {
  const environments = childOf(context.written, "environments");
  if (environments?.kind === "mapping") return environments.entries.map(({ key }) => key);
  return context.wrong.has("environments") ? undefined : [];
}
