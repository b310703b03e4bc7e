import { combine } from "../../../values/combine.ts";
import type { Guard } from "../../../values/guard.ts";
import { MAX_ALTERNATIVES } from "../../../values/value.ts";
import { work } from "../../../values/work.ts";
import type { ForObject, ForTuple } from "../syntax/ast.ts";
import { either, mapAlternatives } from "../values/alternatives.ts";
import { convert } from "../values/convert.ts";
import { asSensitiveAs, takenFrom } from "../values/marks.ts";
import { compareStrings } from "../values/order.ts";
import { isPrimitive, STRING } from "../values/types.ts";
import { unknownFrom } from "../values/unknown.ts";
import { EvaluationError, type TfValue } from "../values/value.ts";
import { isWhollyKnown } from "../values/within.ts";
import { type ConditionAlternative, conditionAlternatives } from "./conditional.ts";
import type { Scope } from "./scope.ts";

/** An element of a collection with its key. */
export interface Element {
  key: TfValue;
  value: TfValue;
}

/** The elements of a collection in Terraform's order; undefined when they can't be listed. */
export function elementsOf(collection: TfValue): Element[] | undefined {
  if ("items" in collection) work(collection.items.length);
  switch (collection.kind) {
    case "list":
    case "tuple":
      return collection.items.map((item, index) => ({
        key: { kind: "number", value: index },
        value: takenFrom(collection, item),
      }));
    case "set":
      return collection.items.map((item) => ({ key: item, value: takenFrom(collection, item) }));
    case "map":
    case "object":
      return [...collection.entries].map(([key, value]) => ({
        key: { kind: "string", value: key },
        value: takenFrom(collection, value),
      }));
    case "lazy":
      return collection
        .keys()
        ?.map((key) => ({ key: { kind: "string", value: key }, value: collection.get(key) }));
    case "unknown":
      if (isPrimitive(collection.type))
        throw new EvaluationError(`a ${collection.type.kind} can't be iterated over`);
      return undefined;
    case "null":
      throw new EvaluationError("null can't be iterated over");
    default:
      throw new EvaluationError(`a ${collection.kind} can't be iterated over`);
  }
}

/** Whether the elements have no certain order, nor even a certain number: an unknown one may equal any of the others. */
export function isOpenSet(collection: TfValue): boolean {
  return collection.kind === "set" && collection.items.length > 1 && !isWhollyKnown(collection);
}

/** One iteration of a `for`, and whether it gives an element: in each alternative of its `if`. */
interface Iteration {
  scope: Scope;
  alternatives: ConditionAlternative[];
}

/** `[for v in c : value if condition]` */
export function forTuple(node: ForTuple, scope: Scope): TfValue {
  return overIterations(node, scope, (scopes) => ({
    kind: "tuple",
    items: scopes.map((each) => each.evaluate(node.value)),
  }));
}

/** `{for k, v in c : key => value if condition}`, also grouped with `...`. */
export function forObject(node: ForObject, scope: Scope): TfValue {
  return overIterations(node, scope, (scopes) => objectOf(node, scopes));
}

function objectOf(node: ForObject, scopes: readonly Scope[]): TfValue {
  const groups = new Map<string, TfValue[]>();
  const unknownKeys: TfValue[] = [];
  for (const scope of scopes) {
    const key = convert(scope.evaluate(node.key), STRING);
    if (key.kind === "unknown") unknownKeys.push(key);
    else if (key.kind !== "string") throw new EvaluationError("a key of an object is null");
    else push(groups, key.value, scope.evaluate(node.value), node.grouped);
  }
  const entries = new Map<string, TfValue>();
  for (const key of [...groups.keys()].sort(compareStrings)) {
    const group = groups.get(key) as TfValue[];
    entries.set(key, node.grouped ? { kind: "tuple", items: group } : (group[0] as TfValue));
  }
  return unknownKeys.length === 0 ? { kind: "object", entries } : { ...unknownFrom(unknownKeys), entries };
}

function push(groups: Map<string, TfValue[]>, key: string, value: TfValue, grouped: boolean): void {
  const group = groups.get(key);
  if (!group) groups.set(key, [value]);
  else if (grouped) group.push(value);
  else throw new EvaluationError(`two elements have the key ${JSON.stringify(key)}`);
}

function overIterations(
  node: ForTuple | ForObject,
  scope: Scope,
  build: (included: readonly Scope[]) => TfValue,
): TfValue {
  return overCollection(scope.evaluate(node.collection));

  function overCollection(collection: TfValue): TfValue {
    if (collection.kind === "unknown" && collection.alternatives) {
      return mapAlternatives(collection, collection.alternatives, overCollection);
    }
    // Of an object the keys that are known are there in any case.
    const elements = node.kind === "for-tuple" && isOpenSet(collection) ? undefined : elementsOf(collection);
    if (!elements) return unknownFrom([collection]);
    const undecided: TfValue[] = [];
    const iterations = elements.map((element, index) => iterate(node, element, index, scope, undecided));
    const combinations = combinationsOf(iterations);
    if (!combinations) return unknownFrom(undecided);
    const cases = combinations.map(({ when, included }) => ({ when, value: build(included) }));
    const [only] = cases;
    return asSensitiveAs([collection], only && cases.length === 1 ? only.value : either(cases, undecided));
  }
}

function iterate(
  node: ForTuple | ForObject,
  { key, value }: Element,
  index: number,
  scope: Scope,
  undecided: TfValue[],
): Iteration {
  const names =
    node.keyName === undefined
      ? { [node.valueName]: value }
      : { [node.keyName]: key, [node.valueName]: value };
  const inner = scope.with(names, `${node.start}.${index}`);
  if (!node.condition) return { scope: inner, alternatives: [{ when: {}, holds: true }] };
  const condition = inner.evaluate(node.condition);
  if (condition.kind === "unknown") undecided.push(condition);
  return { scope: inner, alternatives: conditionAlternatives(condition, node.condition, inner) };
}

/** What is included together; undefined where that is more than a value lists: every element is evaluated in each. */
function combinationsOf(iterations: readonly Iteration[]): { when: Guard; included: Scope[] }[] | undefined {
  const undecided = iterations.filter(({ alternatives }) => !isDecided(alternatives));
  const combinations = combine(undecided.map(({ alternatives }) => alternatives));
  if (!combinations || combinations.length > MAX_ALTERNATIVES) return undefined;
  return combinations.map(({ chosen, when }) => {
    const holds = new Map(undecided.map((iteration, index) => [iteration, chosen[index]?.holds]));
    const included = iterations.filter((each) => holds.get(each) ?? each.alternatives[0]?.holds);
    return { when, included: included.map(({ scope }) => scope) };
  });
}

function isDecided([only, ...others]: readonly ConditionAlternative[]): boolean {
  return only !== undefined && others.length === 0 && Object.keys(only.when).length === 0;
}
