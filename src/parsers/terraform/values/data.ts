import { work } from "../../../values/work.ts";
import { object, tuple } from "./construct.ts";
import { inPlaceOf } from "./marks.ts";
import { materialised } from "./unknown.ts";
import type { TfValue } from "./value.ts";

/** A value as it comes out of JSON: lists and sets are tuples, maps are objects. */
export function asData(value: TfValue): TfValue {
  work(1);
  const plain = materialised(value);
  switch (plain.kind) {
    case "list":
    case "set":
    case "tuple":
      return inPlaceOf(plain, tuple(plain.items.map(asData)));
    case "map":
    case "object":
      return inPlaceOf(plain, object([...plain.entries].map(([key, entry]) => [key, asData(entry)])));
    default:
      return plain;
  }
}
