import { childOf, itemsOf, type YamlNode } from "../../../source/yaml/tree.ts";
import { becauseOfAny, combineValues } from "../../../values/combine.ts";
import type { Settled } from "../../../values/value.ts";
import { eitherOf, opaque } from "./evaluated.ts";
import type { Intrinsic } from "./intrinsic.ts";

/** `Fn::FindInMap`, with the default of the language extensions. */
export const findInMap: Intrinsic = (argument, scope, at) => {
  const [map, top, second, options] = itemsOf(argument);
  if (!map || !top || !second) return opaque("Fn::FindInMap takes a map and two keys", at);
  const keys = [map, top, second].map((key) => scope.evaluate(key).value);
  const combinations = combineValues(keys);
  const because = becauseOfAny(keys);
  if (!combinations) return opaque(because, at);
  const mappings = scope.section("Mappings");
  const fallback = childOf(options, "DefaultValue");
  const found = combinations.map(({ chosen, when }) => ({
    when,
    node: entryAt(mappings, chosen) ?? fallback,
  }));
  // A key that a mapping lacks is a value that the parameter can't have.
  const there = found.filter(({ node }) => node !== undefined);
  const missing = opaque("the template's Mappings don't have these keys", at);
  return eitherOf(
    (there.length > 0 ? there : found).map(({ when, node }) => ({
      when,
      evaluated: node ? scope.evaluate(node) : missing,
    })),
    because,
    at,
  );
};

function entryAt(mappings: YamlNode | undefined, keys: readonly Settled<string>[]): YamlNode | undefined {
  return keys.reduce<YamlNode | undefined>(
    (node, key) => (key.state === "known" ? childOf(node, key.value) : undefined),
    mappings,
  );
}
