import { locationOf, through } from "../../terraform/evaluate/origin.ts";
import type { Attribute, ObjectConstructor } from "../../terraform/syntax/ast.ts";
import { attempt } from "../../terraform/values/alternatives.ts";
import { materialised, unknownBecause } from "../../terraform/values/unknown.ts";
import { EvaluationError, type TfValue } from "../../terraform/values/value.ts";
import type { Configuration } from "./contract.ts";
import { deepMerged } from "./deep-merge.ts";

/** What a unit gives to the variables of its module. */
export interface Inputs {
  entries: ReadonlyMap<string, TfValue>;
  /** What any other variable may be given, where not all of them can be listed. */
  rest?: TfValue;
}

/** The inputs of a file with those of what is merged into it. */
export function inputsOf(configuration: Configuration): Inputs {
  const [first, ...others] = configuration.layers;
  let merged: Inputs = first ? ownInputs(first.configuration) : { entries: new Map() };
  for (const { configuration: weaker, strategy } of others)
    merged = joined(ownInputs(weaker), merged, strategy === "deep" ? deepMerged : (_, stronger) => stronger);
  return merged;
}

function joined(weak: Inputs, strong: Inputs, join: (weaker: TfValue, stronger: TfValue) => TfValue): Inputs {
  const entries = new Map(weak.entries);
  for (const [name, value] of strong.entries) {
    const weaker = entries.get(name);
    entries.set(name, weaker ? join(weaker, value) : value);
  }
  // What the stronger ones can't list may be any that they don't.
  if (strong.rest)
    for (const name of weak.entries.keys()) if (!strong.entries.has(name)) entries.set(name, strong.rest);
  const rest = strong.rest ?? weak.rest;
  return { entries, ...(rest ? { rest } : {}) };
}

function ownInputs(configuration: Configuration): Inputs {
  const attribute = configuration.body.attributes.get("inputs");
  if (!attribute) return { entries: new Map() };
  const { value: expression } = attribute;
  return expression.kind === "object" && expression.items.every(({ key }) => key.kind === "literal")
    ? listed(configuration, expression)
    : whole(configuration, attribute);
}

/** One by one, so that what is wrong with one of them costs none of the others. */
function listed(configuration: Configuration, { items }: ObjectConstructor): Inputs {
  const entries = new Map<string, TfValue>();
  for (const { key, value } of items) {
    if (key.kind !== "literal") continue;
    const name = String(key.value);
    const at = locationOf({ file: key.file, start: key.start, end: value.end });
    entries.set(name, through(configuration.value(`inputs.${name}`, value), { at, what: `input ${name}` }));
  }
  return { entries };
}

function whole(configuration: Configuration, attribute: Attribute): Inputs {
  const at = locationOf(attribute);
  const value = attempt(() => materialised(configuration.value("inputs", attribute.value)));
  if (value instanceof EvaluationError)
    return { entries: new Map(), rest: unknownBecause("error", value.message, value.at ?? at) };
  const own =
    value.kind === "map" || value.kind === "object" || value.kind === "unknown" ? value.entries : undefined;
  const entries = new Map(
    [...(own ?? [])].map(([name, entry]) => [name, through(entry, { at, what: `input ${name}` })]),
  );
  return value.kind === "unknown" ? { entries, rest: value } : { entries };
}
