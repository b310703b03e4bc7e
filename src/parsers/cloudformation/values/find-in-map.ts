import { childOf, type YamlNode } from "../../../source/yaml/tree.ts";
import { compatible, type Guard } from "../../../values/guard.ts";
import { alternativesOf } from "../../../values/value.ts";
import { gathered, opaque } from "./evaluated.ts";
import { type Intrinsic, itemsOf } from "./intrinsic.ts";

/** `Fn::FindInMap`, with the default of the language extensions. */
export const findInMap: Intrinsic = (argument, template, at) => {
  const [map, top, second, options] = itemsOf(argument);
  if (!map || !top || !second) return opaque("Fn::FindInMap takes a map and two keys", at);
  const fallback = childOf(options, "DefaultValue");
  const keys = [map, top, second].map((key) => template.evaluate(key).value);
  let ways: { when: Guard; node: YamlNode | undefined }[] = [
    { when: {}, node: template.section("Mappings") },
  ];
  for (const key of keys) {
    const possible = alternativesOf(key);
    if (!possible) return opaque(key.state === "unknown" ? key.because : "a key has no value", at);
    ways = ways.flatMap(({ when, node }) =>
      possible
        .filter((way) => compatible(when, way.when))
        .map((way) => ({
          when: { ...when, ...way.when },
          node: way.state === "known" ? childOf(node, way.value) : undefined,
        })),
    );
  }
  const undecided = keys.find((key) => key.state === "unknown");
  const found = ways.map(({ when, node }) => {
    const chosen = node ?? fallback;
    const missing = "the template's Mappings don't have these keys";
    return { when, evaluated: chosen ? template.evaluate(chosen) : opaque(missing, at) };
  });
  // A key that a mapping doesn't have is a value that the parameter can't have.
  const there = found.filter((_, index) => ways[index]?.node !== undefined || fallback !== undefined);
  return gathered(
    there.length > 0 ? there : found,
    undecided?.state === "unknown" ? undecided.because : "",
    at,
  );
};
