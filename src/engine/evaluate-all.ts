import type { Parser } from "../parser.ts";
import { type FoundCode, unreachedCode } from "./coverage/coverage.ts";
import { type Evaluation, evaluateRoots } from "./roots/evaluate.ts";
import type { Evaluating } from "./roots/evaluating.ts";
import { reasonToLeaveOut } from "./roots/judged-too.ts";
import { type ParsableRoot, withParameters } from "./roots/roots.ts";

/** Evaluates the roots, and finds what of Lambda none of them reaches. What would be a root, but for callers that never create it, is one. */
export function evaluateAll(
  roots: readonly ParsableRoot[],
  files: readonly string[],
  setting: Evaluating & { parsers: readonly Parser[] },
): { evaluation: Evaluation; unreached: FoundCode[] } {
  const evaluation = evaluateRoots(roots, setting);
  const unreached = unreachedCode(evaluation, files, setting);
  const alone = unreached.flatMap(({ code: { asRoot }, parser }) =>
    asRoot && reasonToLeaveOut(asRoot.path, setting) === undefined
      ? [{ root: withParameters(asRoot, parser, setting.checkout), parser }]
      : [],
  );
  if (alone.length === 0) return { evaluation, unreached };
  const again = evaluateRoots([...roots, ...unique(alone)], setting);
  return { evaluation: again, unreached: unreachedCode(again, files, setting) };
}

function unique(roots: readonly ParsableRoot[]): ParsableRoot[] {
  return [...new Map(roots.map((each) => [`${each.root.format} ${each.root.path}`, each])).values()];
}
