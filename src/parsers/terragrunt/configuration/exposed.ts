import { compareText } from "../../../source/location.ts";
import { lazy, object } from "../../terraform/values/construct.ts";
import { asData } from "../../terraform/values/data.ts";
import { unknownFrom } from "../../terraform/values/unknown.ts";
import { EvaluationError, type TfValue } from "../../terraform/values/value.ts";
import type { Configuration } from "./contract.ts";
import { dependencyNames, dependencyValue } from "./dependencies.ts";
import { featureNames, featureValue } from "./features.ts";
import { generatedIn } from "./generated.ts";
import { inputsOf } from "./inputs.ts";
import { localAttributes, localsOf } from "./locals.ts";
import { blocksOf } from "./syntax.ts";

const BLOCKS = ["dependency", "feature", "generate", "inputs", "locals", "remote_state", "terraform"];

/** A whole file with what is merged into it, as others read it: all of it has gone through JSON. */
export function exposed(configuration: Configuration): TfValue {
  const parts: Readonly<Record<string, () => TfValue>> = {
    locals: () => dataOf("locals", localsOf(configuration), [...localAttributes(configuration).keys()]),
    inputs: () => {
      const { entries, rest } = inputsOf(configuration);
      const known = object([...entries].map(([name, value]) => [name, asData(value)]));
      return rest ? { ...unknownFrom([rest]), entries: known.entries } : known;
    },
    generate: () => generateValue(configuration),
    dependency: () =>
      lazy(
        "dependency",
        (label) => dependencyValue(configuration, label),
        () => dependencyNames(configuration),
      ),
    feature: () =>
      dataOf("feature", undefined, featureNames(configuration), (name) => featureValue(configuration, name)),
    terraform: () => blockValue(configuration, "terraform"),
    remote_state: () => blockValue(configuration, "remote_state"),
  };
  return lazy(
    configuration.position.path,
    (name) =>
      Object.hasOwn(parts, name) ? (parts[name] as () => TfValue)() : attributeValue(configuration, name),
    () => [...new Set([...BLOCKS, ...attributeNames(configuration)])].sort(compareText),
  );
}

function dataOf(
  address: string,
  whole: TfValue | undefined,
  names: readonly string[],
  get: (name: string) => TfValue = (name) => {
    if (whole?.kind !== "lazy") throw new EvaluationError(`there is no attribute "${name}"`);
    return whole.get(name);
  },
): TfValue {
  return lazy(
    address,
    (name) => asData(get(name)),
    () => [...names].sort(compareText),
  );
}

/** The files that are generated, by their labels. */
function generateValue(configuration: Configuration): TfValue {
  const files = [...generatedIn(configuration)].map(([label, { fields }]): [string, TfValue] => [
    label,
    object([...fields].map(([name, value]) => [name, value()])),
  ]);
  return object(files);
}

/** The attributes of a block that there is one of. */
function blockValue(configuration: Configuration, type: string): TfValue {
  for (const { configuration: each } of configuration.layers) {
    const attribute = each.body.attributes.get(type);
    if (attribute) return asData(each.value(type, attribute.value));
    const [block] = blocksOf(each.body, type);
    if (!block) continue;
    const { attributes } = block.body;
    return dataOf(type, undefined, [...attributes.keys()], (name) => {
      const written = attributes.get(name);
      if (!written) throw new EvaluationError(`there is no attribute "${name}"`);
      return each.value(`${type}.${name}`, written.value);
    });
  }
  throw new EvaluationError(`there is no attribute "${type}"`);
}

function attributeValue({ layers }: Configuration, name: string): TfValue {
  for (const { configuration } of layers) {
    const attribute = configuration.body.attributes.get(name);
    if (attribute) return asData(configuration.value(name, attribute.value));
  }
  throw new EvaluationError(`there is no attribute "${name}"`);
}

function attributeNames({ layers }: Configuration): string[] {
  return layers.flatMap(({ configuration }) => [...configuration.body.attributes.keys()]);
}
