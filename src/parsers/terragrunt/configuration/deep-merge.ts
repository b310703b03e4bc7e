import { work, workToMake } from "../../../values/work.ts";
import { object, tuple } from "../../terraform/values/construct.ts";
import { asData } from "../../terraform/values/data.ts";
import { unknownFrom } from "../../terraform/values/unknown.ts";
import { EvaluationError, type TfValue } from "../../terraform/values/value.ts";

/** Two values as Terragrunt merges them deeply: maps recursively, lists one after the other, of all others the stronger one. */
export function deepMerged(weaker: TfValue, stronger: TfValue): TfValue {
  return merged(asData(weaker), asData(stronger));
}

function merged(weak: TfValue, strong: TfValue): TfValue {
  work(1);
  if (strong.kind === "object") return mergedObjects(weak, strong);
  if (strong.kind === "tuple") {
    if (weak.kind === "tuple") {
      workToMake(weak.items.length + strong.items.length);
      return tuple([...weak.items, ...strong.items]);
    }
    if (weak.kind === "unknown") return unknownFrom([weak, strong]);
    if (weak.kind !== "null") throw new EvaluationError(`a list can't be merged with a ${weak.kind}`);
  }
  // What may be a map or a list would be merged with the other.
  const isOpen = strong.kind === "unknown" && (weak.kind === "object" || weak.kind === "tuple");
  return isOpen ? unknownFrom([strong]) : strong;
}

function mergedObjects(weak: TfValue, strong: Extract<TfValue, { kind: "object" }>): TfValue {
  if (weak.kind === "unknown") return { ...unknownFrom([weak]), entries: new Map(strong.entries) };
  if (weak.kind !== "object") return strong;
  workToMake(weak.entries.size);
  const entries = new Map(weak.entries);
  for (const [name, value] of strong.entries) {
    const other = entries.get(name);
    entries.set(name, other ? merged(other, value) : value);
  }
  return object(entries);
}
