import { toData, type YamlMapping } from "../../source/yaml/tree.ts";
import type { ExtendedDocument } from "../document/extend.ts";
import type { PolicyRule } from "../preset.ts";
import type { PolicyProblem } from "../problem.ts";
import { sayIssues } from "./issues.ts";
import { phraseFor } from "./phrases.ts";
import { type PolicyData, policyShape } from "./schema.ts";

/**
 * Holds a policy against its schema. Undefined: problems say why.
 * Each file is looked at alone: what a later file replaces must not be wrong in silence.
 * @param open whether it may name rules that aren't known
 */
export function checkShape(
  { tree, layers }: Pick<ExtendedDocument, "tree" | "layers">,
  rules: readonly PolicyRule[],
  open: boolean,
  problems: PolicyProblem[],
): PolicyData | undefined {
  const shape = shapeFor(rules, open);
  const read = (each: YamlMapping) => shape.safeParse(saidIn(each), { error: phraseFor });
  const wrong = layers.flatMap((layer) => {
    const { error } = read(layer);
    return error ? sayIssues(layer, error.issues) : [];
  });
  problems.push(...wrong);
  return wrong.length > 0 ? undefined : read(tree).data;
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
