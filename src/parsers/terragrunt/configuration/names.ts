import { compareText } from "../../../source/location.ts";
import { own } from "../../../source/own.ts";
import { folderOf } from "../../../source/paths.ts";
import { lazy } from "../../terraform/values/construct.ts";
import { EvaluationError, type TfValue } from "../../terraform/values/value.ts";
import type { Configuration } from "./contract.ts";
import { dependencyNames, dependencyValue } from "./dependencies.ts";
import { exposed } from "./exposed.ts";
import { featureNames, featureValue } from "./features.ts";
import { localsOf } from "./locals.ts";

/** The names that the expressions of a file can use. Undefined: Terragrunt doesn't know it there. */
export function namesIn(configuration: Configuration): (name: string) => TfValue | undefined {
  const { position, reading } = configuration;
  const names: Readonly<Record<string, () => TfValue | undefined>> = {
    local: () => localsOf(configuration),
    include: () => includeValue(configuration),
    dependency: () => {
      const labels = dependencyNames(configuration);
      return lazy(
        "dependency",
        (label) => dependencyValue(configuration, label),
        () => labels,
      );
    },
    feature: () => {
      const labels = featureNames(configuration);
      return lazy(
        "feature",
        (label) => featureValue(configuration, label),
        () => labels,
      );
    },
    values: () => reading.values(folderOf(position.path)),
  };
  return (name) => own(names, name)?.();
}

/** What a file includes and exposes, by label; the only one, when it has none, as it is. */
function includeValue(configuration: Configuration): TfValue | undefined {
  const { includes } = configuration;
  const [first] = includes;
  if (!first) return undefined;
  const known = includes.filter(({ isExposed }) => isExposed);
  if (includes.length === 1 && first.label === "")
    return first.isExposed && first.configuration ? exposed(first.configuration) : undefined;
  return lazy(
    "include",
    (label) => {
      const include = known.find((each) => each.label === label);
      if (!include) throw new EvaluationError(`there is no include "${label}" that is exposed`);
      if (!include.configuration) throw new EvaluationError(`what include "${label}" includes is not here`);
      return exposed(include.configuration);
    },
    () => known.map(({ label }) => label).sort(compareText),
  );
}
