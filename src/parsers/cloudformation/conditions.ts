import type { SourceLocation } from "../../source/location.ts";
import { itemsOf, locationOf, scalarText, type YamlNode } from "../../source/yaml/tree.ts";
import { derive, isSame } from "../../values/either.ts";
import { known, mapValue, type Settled, unknown, type Value } from "../../values/value.ts";
import type { Scope } from "./scope.ts";
import { callIn } from "./values/intrinsic.ts";

/** The truth of an entry of `Conditions`. */
export function truthOf(node: YamlNode, scope: Scope): Value<boolean> {
  const at = locationOf(node);
  const call = callIn(node);
  const items = itemsOf(call?.argument);
  switch (call?.name) {
    case "Condition": {
      const name = scalarText(call.argument);
      return name === undefined ? unknown("Condition takes a name", at) : scope.condition(name, at);
    }
    case "Fn::Equals": {
      const [a, b] = items;
      if (!a || !b) return unknown("Fn::Equals takes two values", at);
      return derive(
        [scope.evaluate(a).value, scope.evaluate(b).value],
        ([x, y]) => known(x !== undefined && y !== undefined && isSame(x, y), at),
        at,
      );
    }
    case "Fn::Not":
      return items[0]
        ? mapValue(truthOf(items[0], scope), (holds) => !holds)
        : unknown("Fn::Not takes a condition", at);
    case "Fn::And":
    case "Fn::Or":
      return several(
        items.map((item) => truthOf(item, scope)),
        call.name === "Fn::Or",
        at,
      );
    default:
      return unknown("it is not a condition", at);
  }
}

/** And is decided by the first false, Or by the first true, whatever the others are. */
function several(parts: readonly Value<boolean>[], decisive: boolean, at: SourceLocation): Value<boolean> {
  if (parts.some((part) => part.state === "known" && part.value === decisive)) return known(decisive, at);
  const holds = (part: Settled<boolean>) => part.state === "known" && part.value;
  return derive(parts, (all) => known(decisive ? all.some(holds) : all.every(holds), at), at);
}
