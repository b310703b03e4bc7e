import { mentionOf } from "../../../model/mention.ts";
import { knownValue } from "../../../values/value.ts";
import { locationOf, usedAt } from "../evaluate/origin.ts";
import type { Scope } from "../evaluate/scope.ts";
import type { ResourceBlock } from "../modules/module.ts";
import type { Block } from "../syntax/ast.ts";
import { resultOf } from "../values/alternatives.ts";
import { lazy, tuple } from "../values/construct.ts";
import { referencesOf } from "../values/marks.ts";
import { unknownBecause } from "../values/unknown.ts";
import type { ResourceAttribute, TfValue } from "../values/value.ts";
import { addressIn, type InstanceKey, keySuffix } from "./address.ts";
import type { ModuleInstance } from "./module-instance.ts";
import { poolOf } from "./pools.ts";

/** What a reference to a resource is: the resource, or its instances by index or key. */
export function resourceValue(module: ModuleInstance, resource: ResourceBlock): TfValue {
  return module.expansion(resource.block).collect((key) => instanceValue(module, resource, key));
}

/** The address of an instance: `module.api.aws_lambda_function.this[0]`. */
export function resourceAddress(
  module: ModuleInstance,
  { type, name }: ResourceBlock,
  key: InstanceKey,
): string {
  return addressIn(module.address, `${type}.${name}${keySuffix(key)}`);
}

function instanceValue(module: ModuleInstance, resource: ResourceBlock, key: InstanceKey): TfValue {
  const address = resourceAddress(module, resource, key);
  const { block } = resource;
  return lazy(address, (name) =>
    module.computed(`${address}.${name}`, block.body.attributes.get(name) ?? block.header, () =>
      attributeValue(resource, name, address, module.scopeOf(block, key), () =>
        knownValue(poolOf(module, block, resource.type, module.scopeOf(block, key)).region),
      ),
    ),
  );
}

/** AWS makes these up, so that they are there in any case. */
const NEVER_NULL = new Set(["id", "arn", "invoke_arn", "qualified_arn", "version"]);

function attributeValue(
  { block, type }: Pick<ResourceBlock, "block" | "type">,
  name: string,
  address: string,
  scope: Scope,
  region: () => string | undefined,
): TfValue {
  const reference = { address, attribute: name };
  const attribute = block.body.attributes.get(name);
  if (attribute) return referring(usedAt(scope.evaluate(attribute.value), attribute, address), reference);
  const nested = block.body.blocks.filter((each) => each.type === name);
  if (nested.length > 0) {
    const inner = (each: Block, index: number) => {
      const place = `${address}.${name}[${index}]`;
      return lazy(place, (attributeName) =>
        attributeValue({ block: each, type: "" }, attributeName, place, scope, region),
      );
    };
    return tuple(nested.map(inner));
  }
  if (name === "outputs" && type === "aws_cloudformation_stack")
    return lazy(`${address}.outputs`, (output) => outputValue(block, output, address, scope, region()));
  const because = `${address}.${name} is known only after the apply`;
  const notNull = NEVER_NULL.has(name);
  // Nothing in the code decides it, so it comes from where it is used.
  const { origin: _, ...computed } = unknownBecause("computed", because, locationOf(block.header), {
    notNull,
  });
  return referring(computed, reference);
}

/** An output of a stack that Terraform deploys, by the name of the stack where the code says it. */
function outputValue(
  block: Block,
  output: string,
  address: string,
  scope: Scope,
  region: string | undefined,
): TfValue {
  const what = { address, attribute: `outputs.${output}` };
  const written = block.body.attributes.get("name");
  const name = written && resultOf(() => scope.evaluate(written.value));
  const mention =
    name?.kind === "string"
      ? mentionOf({
          kind: "output",
          name: `${name.value}.${output}`,
          ...(region === undefined ? {} : { region }),
        })
      : what;
  const because = `${address}.outputs.${output} is known only after the apply`;
  const { origin: _, ...computed } = unknownBecause("computed", because, locationOf(block.header), {
    parts: [mention],
  });
  return computed;
}

/** Whatever the value of an attribute is, it is the same for all who refer to it. */
function referring(value: TfValue, reference: ResourceAttribute): TfValue {
  const references = referencesOf([value, { ...value, references: [reference] }]);
  if (value.kind !== "unknown" || value.alternatives || value.entries) return { ...value, ...references };
  return { ...value, ...references, parts: [reference] };
}
