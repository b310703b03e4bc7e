import { compareText } from "../../../source/location.ts";
import { locationOf, through } from "../../terraform/evaluate/origin.ts";
import type { Attribute, Body } from "../../terraform/syntax/ast.ts";
import { lazy } from "../../terraform/values/construct.ts";
import { EvaluationError, type TfValue } from "../../terraform/values/value.ts";
import type { Configuration } from "./contract.ts";
import { blocksOf } from "./syntax.ts";

/** The local values of a file: they are nobody else's. */
export function localsOf(configuration: Configuration): TfValue {
  const locals = localAttributes(configuration);
  return lazy(
    "local",
    (name) => {
      const attribute = locals.get(name);
      if (!attribute) throw new EvaluationError(`there is no local value "${name}"`);
      return configuration.computed(`local.${name}`, attribute, () =>
        through(configuration.scope.evaluate(attribute.value), {
          at: locationOf(attribute),
          what: `local ${name}`,
        }),
      );
    },
    () => [...locals.keys()].sort(compareText),
  );
}

/** A parent is part of many units. */
const declared = new WeakMap<Body, ReadonlyMap<string, Attribute>>();

/** The local values that a file declares. */
export function localAttributes({ body }: Configuration): ReadonlyMap<string, Attribute> {
  const already = declared.get(body);
  if (already) return already;
  const locals = new Map(blocksOf(body, "locals").flatMap((block) => [...block.body.attributes]));
  declared.set(body, locals);
  return locals;
}
