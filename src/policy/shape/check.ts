import type { z } from "zod/mini";
import { hasEntry, toData, type YamlMapping } from "../../source/yaml/tree.ts";
import type { CheckContext } from "../checks.ts";
import type { PolicyProblem } from "../problem.ts";
import type { ExtendedDocument } from "../read.ts";
import type { PolicyRule } from "../rules/preset.ts";
import { policyShape } from "../schema.ts";
import { type PolicyData, SECTIONS } from "../sections.ts";
import { withKey, withoutEmpty } from "./empty.ts";
import { sayIssues } from "./issues.ts";
import { phraseFor } from "./phrases.ts";
import { keyMeant } from "./synonyms.ts";

/** What of a policy has the right shape. */
export type Shaped = Pick<CheckContext<PolicyData>, "data" | "tree" | "written" | "wrong">;

/**
 * Holds a policy against its schema.
 * Each file is looked at alone: what a later file replaces must not be wrong in silence.
 * @param open whether it may name rules that aren't known
 */
export function checkShape(
  { tree, layers }: Pick<ExtendedDocument, "tree" | "layers">,
  rules: readonly PolicyRule[],
  open: boolean,
  problems: PolicyProblem[],
): Shaped {
  const shape = shapeFor(rules, open);
  const read = (each: YamlMapping) => shape.safeParse(saidIn(each), { error: phraseFor });
  const wrong = new Set<string>();
  const hold = (each: YamlMapping) => {
    const { data = {}, error } = read(each);
    problems.push(...sayIssues(each, error?.issues ?? []));
    for (const issue of error?.issues ?? []) for (const key of wrongKeys(issue, tree, shape)) wrong.add(key);
    return data;
  };
  for (const layer of layers) hold(layer);
  const rest = { ...tree, entries: tree.entries.filter(({ key }) => !wrong.has(key)) };
  // Files that are right one by one are right together. Were they not, that must be reported and not be taken for an empty policy.
  return { data: hold(rest), tree: rest, written: tree, wrong };
}

type Shape = ReturnType<typeof policyShape>;

/** The keys at the top that an issue is about; of a key that there isn't, the one that was meant, or any that is missing. */
function wrongKeys(issue: z.core.$ZodIssue, tree: YamlMapping, shape: Shape): string[] {
  const [top] = issue.path;
  if (top !== undefined) return [String(top)];
  if (issue.code !== "unrecognized_keys") return Object.keys(shape.shape);
  const missing = Object.keys(shape.shape).filter((key) => !hasEntry(tree, key));
  return issue.keys.flatMap((key) => {
    const meant = keyMeant(key, missing);
    return meant === undefined ? [key, ...missing] : [key, meant];
  });
}

/** Built when first asked for, since it costs more than most policies take to check. */
const shapes = new WeakMap<readonly PolicyRule[], Map<boolean, Shape>>();

function shapeFor(rules: readonly PolicyRule[], open: boolean): Shape {
  const built = shapes.get(rules) ?? new Map<boolean, Shape>();
  shapes.set(rules, built);
  const shape = built.get(open) ?? policyShape(rules, open);
  built.set(open, shape);
  return shape;
}

/** What a tree says: keys without a value say nothing. */
function saidIn(tree: YamlMapping): unknown {
  const changes = SECTIONS.flatMap((section) => Object.entries(section.withoutEmpty ?? {}));
  return changes.reduce((data, [key, change]) => withKey(data, key, change), withoutEmpty(toData(tree)));
}
