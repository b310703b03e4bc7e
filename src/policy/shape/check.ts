import type { z } from "zod/mini";
import { childOf, hasEntry, toData, type YamlMapping } from "../../source/yaml/tree.ts";
import type { ExtendedDocument } from "../document/extend.ts";
import type { PolicyRule } from "../preset.ts";
import type { PolicyProblem } from "../problem.ts";
import { sayIssues } from "./issues.ts";
import { phraseFor } from "./phrases.ts";
import { type PolicyData, policyShape } from "./schema.ts";
import { keyMeant } from "./synonyms.ts";

/** What of a policy has the right shape. */
export interface Shaped {
  /** Without what is wrong. */
  data: PolicyData;
  tree: YamlMapping;
  /** The keys at the top that are wrong, or may be: problems say why. */
  wrong: ReadonlySet<string>;
  /** Whatever is wrong with the environments themselves; undefined where not even their names can be told. */
  environmentNames: readonly string[] | undefined;
}

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
  // Files that are right one by one are right together. Were they not, that must be told and not be taken for an empty policy.
  return { data: hold(rest), tree: rest, wrong, environmentNames: namesIn(tree, wrong) };
}

function namesIn(tree: YamlMapping, wrong: ReadonlySet<string>): string[] | undefined {
  const environments = childOf(tree, "environments");
  if (environments?.kind === "mapping") return environments.entries.map(({ key }) => key);
  return wrong.has("environments") ? undefined : [];
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

type Data = Record<string, unknown>;

/** What a tree says: keys with nothing behind them, such as a list whose entries are all commented out, say nothing. */
function saidIn(tree: YamlMapping): Data {
  const data = withoutEmpty(toData(tree) as Data);
  const environments = eachIn(data["environments"], (each) => withRules(withoutEmpty(each)));
  return { ...withRules(data), ...(environments === undefined ? {} : { environments }) };
}

function withRules(data: Data): Data {
  return isData(data["rules"]) ? { ...data, rules: withoutEmpty(data["rules"]) } : data;
}

/** A mapping of mappings with each of them changed; anything else as it is. */
function eachIn(value: unknown, change: (each: Data) => Data): unknown {
  if (!isData(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      isData(each ?? {}) ? change((each ?? {}) as Data) : each,
    ]),
  );
}

function withoutEmpty(data: Data): Data {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null));
}

function isData(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
