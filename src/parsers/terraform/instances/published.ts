import { mentionOf, type Published } from "../../../model/mention.ts";
import { knownValue } from "../../../values/value.ts";
import { locationOf } from "../evaluate/origin.ts";
import type { ResourceBlock } from "../modules/module.ts";
import { resultOf } from "../values/alternatives.ts";
import { lazy } from "../values/construct.ts";
import { unknownBecause } from "../values/unknown.ts";
import type { TfValue } from "../values/value.ts";
import type { InstanceKey } from "./address.ts";
import type { ModuleInstance } from "./module-instance.ts";
import { poolOf } from "./pools.ts";

/** What a data source reads that another deployment makes known under a name; undefined for all else. */
export function publishedValue(
  module: ModuleInstance,
  { type, block }: ResourceBlock,
  key: InstanceKey,
  address: string,
  attribute: string,
): TfValue | undefined {
  const kind = KINDS.get(`${type}.${attribute}`);
  const argument = kind && block.body.attributes.get("name");
  const scope = module.scopeOf(block, key);
  const evaluated = argument && resultOf(() => scope.evaluate(argument.value));
  if (!kind || evaluated?.kind !== "string") return undefined;
  const region = knownValue(poolOf(module, block, type, scope).region);
  const read = (name: string, what: string): TfValue => {
    const mention = mentionOf({ kind, name, ...(region === undefined ? {} : { region }) });
    const detail = `${address}.${what} is read from outside when Terraform runs`;
    return unknownBecause("data-source", detail, locationOf(block.header), { parts: [mention] });
  };
  if (kind !== "output") return read(evaluated.value, attribute);
  const all = `${address}.${attribute}`;
  return lazy(all, (output) => read(`${evaluated.value}.${output}`, `${attribute}.${output}`));
}

/** What the attributes of data sources hold. */
const KINDS: ReadonlyMap<string, Published["kind"]> = new Map([
  ["aws_ssm_parameter.value", "parameter"],
  ["aws_ssm_parameter.insecure_value", "parameter"],
  ["aws_cloudformation_export.value", "export"],
  ["aws_cloudformation_stack.outputs", "output"],
]);
