import { compareText } from "../../../source/location.ts";
import { object, str } from "../../terraform/values/construct.ts";
import { EvaluationError, type TfValue } from "../../terraform/values/value.ts";
import type { Configuration } from "./contract.ts";
import { blocksOf, labelOf } from "./syntax.ts";

/** The labels of the features that a file or what is merged into it declares. */
export function featureNames(configuration: Configuration): string[] {
  const { layers } = unitOf(configuration);
  const labels = layers.flatMap((layer) => blocksOf(layer.configuration.body, "feature").map(labelOf));
  return [...new Set(labels)].sort(compareText);
}

/** A feature: its default stands, since what a command line says of it is in no file. */
export function featureValue(configuration: Configuration, label: string): TfValue {
  for (const { configuration: each } of unitOf(configuration).layers) {
    const block = blocksOf(each.body, "feature").find((one) => labelOf(one) === label);
    const written = block?.body.attributes.get("default");
    if (!written) continue;
    return object([
      ["name", str(label)],
      ["value", each.value(`feature.${label}`, written.value)],
    ]);
  }
  throw new EvaluationError(`there is no feature "${label}"`);
}

/** The file that a file is evaluated for. */
export function unitOf(configuration: Configuration): Configuration {
  return configuration.position.child ?? configuration;
}
