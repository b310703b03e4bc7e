import type { SourceLocation } from "../../source/location.ts";
import { locationOf, type YamlNode } from "../../source/yaml/tree.ts";
import { compatible, type Guard } from "../../values/guard.ts";
import { alternativesOf, known, mapValue, unknown, type Value } from "../../values/value.ts";
import type { Template } from "./template.ts";
import { callIn, itemsOf, scalarText } from "./values/intrinsic.ts";

/** The truth of an entry of `Conditions`. */
export function truthOf(node: YamlNode, template: Template): Value<boolean> {
  const at = locationOf(node);
  const call = callIn(node);
  const items = itemsOf(call?.argument);
  switch (call?.name) {
    case "Condition": {
      const name = scalarText(call.argument);
      return name === undefined ? unknown("Condition takes a name", at) : template.condition(name, at);
    }
    case "Fn::Equals": {
      const [a, b] = items;
      if (!a || !b) return unknown("Fn::Equals takes two values", at);
      return combined([template.evaluate(a).value, template.evaluate(b).value], ([x, y]) => x === y, at);
    }
    case "Fn::Not":
      return items[0]
        ? mapValue(truthOf(items[0], template), (holds) => !holds)
        : unknown("Fn::Not takes a condition", at);
    case "Fn::And":
    case "Fn::Or":
      return several(
        items.map((item) => truthOf(item, template)),
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
  return combined(parts, (truths) => (decisive ? truths.some(Boolean) : truths.every(Boolean)), at);
}

/** Applies a test to every way that some values can turn out together. */
function combined<T>(
  values: readonly Value<T>[],
  test: (settled: (T | undefined)[]) => boolean,
  at: SourceLocation,
): Value<boolean> {
  let worlds: { settled: (T | undefined)[]; when: Guard }[] = [{ settled: [], when: {} }];
  for (const value of values) {
    const ways = alternativesOf(value);
    if (!ways) return unknown(value.state === "unknown" ? value.because : "", at);
    worlds = worlds.flatMap(({ settled, when }) =>
      ways
        .filter((way) => compatible(when, way.when))
        .map((way) => ({
          settled: [...settled, way.state === "known" ? way.value : undefined],
          when: { ...when, ...way.when },
        })),
    );
    if (worlds.length > MAX_WORLDS) return unknown("it can turn out in too many ways", at);
  }
  const outcomes = worlds.map(({ settled, when }) => ({ when, holds: test(settled) }));
  const [first] = outcomes;
  if (first && outcomes.every(({ holds }) => holds === first.holds)) return known(first.holds, at);
  const undecided = values.find((value) => value.state === "unknown");
  const because = undecided?.state === "unknown" ? undecided.because : "";
  return unknown(because, at, {
    alternatives: outcomes.map(({ when, holds }) => ({ ...known(holds, at), when })),
  });
}

const MAX_WORLDS = 64;
