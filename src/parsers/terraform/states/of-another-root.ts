import type { Guard } from "../../../values/guard.ts";
import { lazy } from "../values/construct.ts";
import type { ResourceAttribute, StringPart, TfValue } from "../values/value.ts";

/**
 * A value of one root as another one sees it: what it mentions says which deployment declares it, and its conditions are that
 * deployment's own, so that equal names in two roots stay two things.
 */
export function ofAnotherRoot(value: TfValue, deployment: string): TfValue {
  const inner = (each: TfValue) => ofAnotherRoot(each, deployment);
  const mention = <M extends ResourceAttribute>(each: M): M => ({ deployment, ...each });
  const { references } = value;
  const seen = references ? { ...value, references: references.map(mention) } : value;
  switch (seen.kind) {
    case "list":
    case "set":
    case "tuple":
      return { ...seen, items: seen.items.map(inner) };
    case "map":
    case "object":
      return { ...seen, entries: entriesOf(seen.entries, inner) };
    case "lazy":
      return {
        ...seen,
        ...lazy(
          seen.address,
          (name) => inner(seen.get(name)),
          () => seen.keys(),
        ),
        deployment: seen.deployment ?? deployment,
      };
    case "unknown": {
      const { parts, alternatives, entries } = seen;
      return {
        ...seen,
        ...(parts && {
          parts: parts.map((part): StringPart => (typeof part === "string" ? part : mention(part))),
        }),
        ...(alternatives && {
          alternatives: alternatives.map((each) => ({
            when: guardOf(each.when, deployment),
            value: inner(each.value),
          })),
        }),
        ...(entries && { entries: entriesOf(entries, inner) }),
      };
    }
    default:
      return seen;
  }
}

function entriesOf(
  entries: ReadonlyMap<string, TfValue>,
  inner: (value: TfValue) => TfValue,
): Map<string, TfValue> {
  return new Map([...entries].map(([key, value]) => [key, inner(value)]));
}

function guardOf(when: Guard, deployment: string): Guard {
  return Object.fromEntries(
    Object.entries(when).map(([condition, outcome]) => [`${deployment}#${condition}`, outcome]),
  );
}
