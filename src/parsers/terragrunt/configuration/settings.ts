import type { SourceLocation } from "../../../source/location.ts";
import { known, type Value } from "../../../values/value.ts";
import { locationOf } from "../../terraform/evaluate/origin.ts";
import { modelString } from "../../terraform/resources/model-values.ts";
import type { Attribute, Block } from "../../terraform/syntax/ast.ts";
import type { TfValue } from "../../terraform/values/value.ts";
import type { Configuration } from "./contract.ts";
import { blocksOf, labelOf } from "./syntax.ts";

/** Where the module of a unit comes from, as it is written; undefined where nothing says: then it is the unit's own folder. */
export function sourceOf({ layers }: Configuration): { value: TfValue; at: SourceLocation } | undefined {
  for (const { configuration } of layers) {
    const written = blocksOf(configuration.body, "terraform")
      .map((block) => block.body.attributes.get("source"))
      .find((attribute) => attribute !== undefined);
    if (written)
      return { value: configuration.value("terraform.source", written.value), at: locationOf(written) };
  }
  return undefined;
}

const ROLE = /^arn:[^:]*:iam::(\d{12}):/;

/** The account of the role that Terragrunt assumes before it runs Terraform; undefined where it assumes none, or none that tells. */
export function assumedAccount({ layers }: Configuration): Value<string> | undefined {
  const found = attributeOf(layers, "iam_role");
  if (!found) return undefined;
  const { attribute, configuration } = found;
  const at = locationOf(attribute);
  const role = modelString(configuration.value("iam_role", attribute.value), at);
  if (role.state !== "known") return role.state === "unknown" ? role : undefined;
  const account = ROLE.exec(role.value)?.[1];
  return account === undefined ? undefined : known(account, role.at, role.trace);
}

function attributeOf(
  layers: Configuration["layers"],
  name: string,
): { attribute: Attribute; configuration: Configuration } | undefined {
  for (const { configuration } of layers) {
    const attribute = configuration.body.attributes.get(name);
    if (attribute) return { attribute, configuration };
  }
  return undefined;
}

/** Why a unit is deployed by nobody, as the end of a sentence; undefined where it is, or may be. */
export function exclusionOf(configuration: Configuration): string | undefined {
  const skip = configuration.body.attributes.get("skip");
  // Of a parent it would hold for the parent alone.
  if (skip && isTrue(configuration.value("skip", skip.value))) return "it says skip = true";
  for (const { configuration: each } of configuration.layers) {
    const [block] = blocksOf(each.body, "exclude");
    if (block) return isExcluded(each, block) ? "its exclude block leaves it out of all actions" : undefined;
  }
  return undefined;
}

function isExcluded(configuration: Configuration, { body }: Block): boolean {
  const valueOf = (name: string) => {
    const written = body.attributes.get(name);
    return written && configuration.value(`exclude.${name}`, written.value);
  };
  const actions = valueOf("actions");
  const all = new Set(["all", "all_except_output"]);
  const names = actions && "items" in actions ? actions.items : [];
  return isTrue(valueOf("if")) && names.some((name) => name.kind === "string" && all.has(name.value));
}

function isTrue(value: TfValue | undefined): boolean {
  return (value?.kind === "bool" && value.value) || (value?.kind === "string" && value.value === "true");
}

/** The `extra_arguments` of a unit in the order in which they are given: a parent's first, unless the unit has one of that label. */
export function extraArgumentsOf({
  layers,
}: Configuration): { block: Block; configuration: Configuration }[] {
  const merged: { block: Block; configuration: Configuration }[] = [];
  for (const { configuration } of layers.toReversed()) {
    for (const terraform of blocksOf(configuration.body, "terraform")) {
      for (const block of blocksOf(terraform.body, "extra_arguments")) {
        const same = merged.findIndex((each) => labelOf(each.block) === labelOf(block));
        if (same === -1) merged.push({ block, configuration });
        else merged[same] = { block, configuration };
      }
    }
  }
  return merged;
}
