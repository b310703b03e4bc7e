import { toData, type YamlMapping } from "../../source/yaml/tree.ts";
import type { PolicyRule } from "../preset.ts";
import type { PolicyProblem } from "../problem.ts";
import { sayIssues } from "./issues.ts";
import { phraseFor } from "./phrases.ts";
import { type PolicyData, policyShape } from "./schema.ts";

/** Holds a policy's tree against its schema. Undefined: problems say why. @param open whether it may name rules that aren't known */
export function checkShape(
  tree: YamlMapping,
  rules: readonly PolicyRule[],
  open: boolean,
  problems: PolicyProblem[],
): PolicyData | undefined {
  const shape = shapeFor(rules, open);
  const result = shape.safeParse(saidIn(tree), { error: phraseFor });
  if (result.success) return result.data;
  problems.push(...sayIssues(tree, result.error.issues));
  return undefined;
}

type Shape = ReturnType<typeof policyShape>;

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
  const { environments } = data;
  if (!isData(environments)) return data;
  const said = Object.entries(environments).map(([name, each]) => [
    name,
    isData(each ?? {}) ? withoutEmpty((each ?? {}) as Data) : each,
  ]);
  return { ...data, environments: Object.fromEntries(said) };
}

function withoutEmpty(data: Data): Data {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null));
}

function isData(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
