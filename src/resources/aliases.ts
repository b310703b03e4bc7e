import type { Alias, AliasWeight, FunctionReference, QualifierReference } from "../model/model.ts";
import { type Instances, instancesWithin } from "../values/instances.ts";
import { known, mapValue } from "../values/value.ts";
import { entityOf } from "./entity.ts";
import { instancesOf } from "./provisioned.ts";
import { namedQualifier } from "./qualifiers.ts";
import type { AttributeReader, ResourceReader } from "./reader.ts";
import type { Register } from "./register.ts";
import { type AttributeRef, qualifierAt, targetAt } from "./targets.ts";

type Weights = Pick<Alias, "weights" | "weightsUnknown">;

const ONCE: Instances = { atLeast: 1, atMost: 1 };

/** `aws_lambda_alias`: weights are a map from version to weight. */
export function readAlias(resource: ResourceReader, deployment: string, register: Register): Alias {
  return aliasWith(resource, deployment, register, (routing, of) => {
    const entries = routing.entries("additional_version_weights");
    if (entries.state === "unknown") return { weights: [], weightsUnknown: entries };
    if (entries.state === "unset") return { weights: [] };
    const weights = entries.value.map(({ key, value, at }): AliasWeight => {
      const version = namedQualifier(key, known(key, at), of, register);
      return { version, weight: mapValue(value, Number), at };
    });
    return { weights };
  });
}

/** `awscc_lambda_alias`: weights are a list of objects. */
export function readCloudControlAlias(
  resource: ResourceReader,
  deployment: string,
  register: Register,
): Alias {
  return aliasWith(resource, deployment, register, (routing, of) => {
    const listed = routing.blocks("additional_version_weights");
    if (listed.state === "unknown") return { weights: [], weightsUnknown: listed };
    if (listed.state === "unset") return { weights: [] };
    const weights = listed.value.map((block): AliasWeight => {
      const site = { block, attribute: "function_version", pool: resource };
      return {
        version: versionAt(site, of, register),
        weight: block.number("function_weight"),
        at: block.at,
        ...(block.presence ? { instances: instancesOf({ instances: ONCE }, block.presence) } : {}),
      };
    });
    return { weights };
  });
}

function aliasWith(
  resource: ResourceReader,
  deployment: string,
  register: Register,
  weightsIn: (routing: AttributeReader, of: FunctionReference) => Weights,
): Alias {
  const { function: of } = targetAt(
    { block: resource, attribute: "function_name", pool: resource },
    register,
  );
  const version = versionAt({ block: resource, attribute: "function_version", pool: resource }, of, register);
  const name = resource.string("name");
  return {
    ...entityOf(resource, deployment),
    function: of,
    name,
    version,
    ...weightsOf(resource, (routing) => weightsIn(routing, of)),
  };
}

function weightsOf(resource: ResourceReader, weightsIn: (routing: AttributeReader) => Weights): Weights {
  const routing = resource.blocks("routing_config");
  if (routing.state === "unknown")
    return { weights: [], weightsUnknown: { because: routing.because, at: routing.at } };
  const block = routing.state === "known" ? routing.value[0] : undefined;
  if (!block) return { weights: [] };
  const { weights, weightsUnknown } = weightsIn(block);
  if (!weightsUnknown)
    return { weights: block.presence ? weights.map((each) => within(block, each)) : weights };
  return { weights, weightsUnknown: { because: weightsUnknown.because, at: weightsUnknown.at } };
}

/** A weight of a block that may not be there. */
function within({ presence }: AttributeReader, weight: AliasWeight): AliasWeight {
  const outer = instancesOf({ instances: ONCE }, presence);
  return { ...weight, instances: instancesWithin(outer, weight.instances ?? ONCE) };
}

/** The version that an attribute names: by its number, by `$LATEST`, or wrongly by its ARN. */
function versionAt(site: AttributeRef, of: FunctionReference, register: Register): QualifierReference {
  const version = qualifierAt(site, of, register);
  return isArn(site) ? { ...version, kind: known("arn", version.text.at) } : version;
}

/** `!Ref Version` is the version's ARN, as is Terraform's `qualified_arn`. */
function isArn({ block, attribute }: AttributeRef): boolean {
  const text = block.string(attribute);
  const [first, another] = text.state === "known" ? [text.value] : (block.parts(attribute) ?? []);
  if (typeof first === "string") return first.startsWith("arn:");
  return another === undefined && /(?:^|_)arn$/.test(first?.attribute ?? "");
}
