import { z } from "zod/mini";
import type { SemanticChecks } from "../checks.ts";
import { baseFolders } from "../document/paths.ts";
import { placeOf } from "../document/place.ts";
import type { Enforcement } from "../enforcement.ts";
import { pathMatcher } from "../patterns/glob.ts";
import type { DataOf, PolicySection } from "../section.ts";
import { described, optional, pattern, some, text } from "../shape/words.ts";
import { Exclusions } from "./exclusions.ts";

const exclusion = () =>
  z.strictObject({
    paths: described(some(pattern()), "Globs of paths, relative to this file."),
    reason: described(text(), "Why nobody deploys it, or who checks it."),
  });

const keys = () => ({
  exclude: optional(z.array(exclusion()), "What is left out of the check: examples, tests, archives."),
});

type Keys = ReturnType<typeof keys>;

/** What is left out of the check. */
const exclude: PolicySection<Keys> = {
  keys,
  checks: [{ reads: ["exclude"], check: checkExclude }],
  compile: ({ data, tree, file }) =>
    new Exclusions(
      (data.exclude ?? []).map(({ paths, reason }, index) => {
        const at = placeOf(tree, ["exclude", index]);
        const patterns = paths.map((glob, which) => {
          const tests = baseFolders(at.file, file).map((folder) => pathMatcher(glob, folder));
          const where = placeOf(tree, ["exclude", index, "paths", which]);
          return { glob, at: where, matches: (path: string) => tests.some((matches) => matches(path)) };
        });
        return { reason, at, patterns };
      }),
      file,
    ),
  joining: { lists: ["exclude"] },
  loosened: excludeLoosened,
};

/** What is left out keeps no rule and takes from no pool. */
function excludeLoosened(enforcement: Enforcement<DataOf<Keys>>): void {
  for (const index of (enforcement.held.data.exclude ?? []).keys())
    if (enforcement.isOthers(["exclude", index]))
      enforcement.refuse(
        enforcement.everything,
        "Nothing can be left out here: what lies there would keep nothing that is enforced.",
        ["exclude", index],
      );
}

function checkExclude(checks: SemanticChecks<DataOf<Keys>>): void {
  for (const [index, { paths }] of (checks.context.data.exclude ?? []).entries())
    for (const [at, pattern] of paths.entries())
      checks.requirePathGlob(pattern, ["exclude", index, "paths", at]);
}

export default exclude;
