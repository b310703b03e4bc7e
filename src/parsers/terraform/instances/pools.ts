import type { PoolKey } from "../../../model/model.ts";
import type { Located } from "../../../parser.ts";
import type { SourceLocation } from "../../../source/location.ts";
import { known, unknown, type Value } from "../../../values/value.ts";
import { locationOf } from "../evaluate/origin.ts";
import type { Scope } from "../evaluate/scope.ts";
import type { ProviderBlock } from "../modules/module.ts";
import { modelString } from "../resources/model-values.ts";
import type { Block, Body, Expression } from "../syntax/ast.ts";
import { LimitError } from "../values/limit-error.ts";
import { EvaluationError } from "../values/value.ts";
import type { ModuleInstance } from "./module-instance.ts";

/** A provider's local name and alias, as a resource or a call refers to it. */
interface ProviderReference {
  name: string;
  alias: string | undefined;
}

/** A provider configuration, and the module instance whose expressions it is written in. */
interface Configured {
  provider: ProviderBlock;
  module: ModuleInstance;
}

/**
 * The account and region that a resource is made in: by its own `region`, else by its provider's configuration,
 * else by the policy.
 * @param scope of the resource's own expressions
 */
export function poolOf(module: ModuleInstance, block: Block, type: string, scope: Scope): PoolKey {
  const written = block.body.attributes.get("provider")?.value;
  const reference = (written && referenceIn(written)) ?? {
    name: type.split("_")[0] ?? "aws",
    alias: undefined,
  };
  const configured = configurationOf(module, reference);
  const own = block.body.attributes.get("region");
  const region = own && textAt(scope, own.value, locationOf(own));
  // Null is not set: see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/enhanced-region-support
  const ownRegion = region?.state === "unset" ? undefined : region;
  return {
    account: settled(module, "account", configured && accountOf(configured), reference),
    region: settled(module, "region", ownRegion ?? (configured && regionOf(configured)), reference),
  };
}

/** The account and region of a root as a whole: its default provider's. */
export function poolOfRoot(root: ModuleInstance): PoolKey {
  const reference = { name: "aws", alias: undefined };
  const configured = configurationOf(root, reference);
  return {
    account: settled(root, "account", configured && accountOf(configured), reference),
    region: settled(root, "region", configured && regionOf(configured), reference),
  };
}

function referenceIn(expression: Expression): ProviderReference | undefined {
  if (expression.kind === "variable") return { name: expression.name, alias: undefined };
  if (expression.kind === "attribute" && expression.object.kind === "variable")
    return { name: expression.object.name, alias: expression.name };
  // OpenTofu: one configuration of a provider that has several by for_each.
  if (expression.kind === "index") return referenceIn(expression.object);
  return undefined;
}

function configurationOf(module: ModuleInstance, { name, alias }: ProviderReference): Configured | undefined {
  const provider = module.module.providers.find((each) => each.name === name && each.alias === alias);
  if (provider) return { provider, module };
  const { calling } = module;
  if (!calling) return undefined;
  const passed = passedTo(calling.block, name, alias);
  if (passed) return configurationOf(calling.caller, passed);
  return alias === undefined ? configurationOf(calling.caller, { name, alias }) : undefined;
}

/** What the `providers` of a module call pass on under a name. */
function passedTo(call: Block, name: string, alias: string | undefined): ProviderReference | undefined {
  const map = call.body.attributes.get("providers")?.value;
  if (map?.kind !== "object") return undefined;
  const item = map.items.find(({ key }) => {
    const inner = keyReference(key);
    return inner?.name === name && inner.alias === alias;
  });
  return item && referenceIn(item.value);
}

function keyReference(key: Expression): ProviderReference | undefined {
  if (key.kind !== "literal") return referenceIn(key);
  const [name = "", alias] = String(key.value).split(".");
  return { name, alias };
}

function regionOf({ provider, module }: Configured): Value<string> | undefined {
  const region = provider.block.body.attributes.get("region");
  return region && textAt(module.scope, region.value, locationOf(region));
}

const ROLE = /^arn:[^:]*:iam::(\d{12}):/;

/** The account of the role that is assumed, or the only one that is allowed. */
function accountOf({ provider, module }: Configured): Value<string> | undefined {
  const { body } = provider.block;
  const role = nestedAttribute(body, "assume_role", "role_arn");
  if (role) {
    const arn = textAt(module.scope, role, locationOf(role));
    const account = arn.state === "known" ? ROLE.exec(arn.value)?.[1] : undefined;
    if (account !== undefined) return known(account, arn.at, arn.trace);
  }
  const allowed = body.attributes.get("allowed_account_ids")?.value;
  const [only, ...others] = allowed?.kind === "tuple" ? allowed.items : [];
  return only && others.length === 0 ? textAt(module.scope, only, locationOf(only)) : undefined;
}

/** An attribute of a nested block, which in JSON is an object. */
function nestedAttribute(body: Body, type: string, name: string): Expression | undefined {
  const block = body.blocks.find((each) => each.type === type);
  if (block) return block.body.attributes.get(name)?.value;
  const value = body.attributes.get(type)?.value;
  const object = value?.kind === "tuple" ? value.items[0] : value;
  if (object?.kind !== "object") return undefined;
  return object.items.find(({ key }) => key.kind === "literal" && key.value === name)?.value;
}

function textAt(scope: Scope, expression: Expression, at: SourceLocation): Value<string> {
  try {
    return modelString(scope.evaluate(expression), at);
  } catch (error) {
    if (error instanceof EvaluationError)
      return unknown(`Terraform would reject it: ${error.message}`, error.at ?? at);
    if (error instanceof LimitError) return unknown(`it ${error.message}`, at);
    throw error;
  }
}

/** What the code says; where it doesn't say, or can't, what the policy says of the environment. */
function settled(
  module: ModuleInstance,
  half: "account" | "region",
  written: Value<string> | undefined,
  { name, alias }: ProviderReference,
): Value<string> {
  if (written?.state === "known") return written;
  const { inputs } = module.root;
  const given: Located<string> | undefined = inputs[half];
  // Another configuration of the provider is there to be in another place than the environment's.
  const isElsewhere = alias !== undefined && written !== undefined;
  if (given && !isElsewhere) return known(given.value, given.at);
  if (written?.state === "unknown") return written;
  const key = half === "account" ? "account" : "regions";
  const provider = alias === undefined ? name : `${name}.${alias}`;
  const because = `the provider ${provider} doesn't set the ${half}; give it in environments.${inputs.environment}.${key}`;
  return unknown(because, rootOf(module).module.anywhere);
}

/** Providers are configured at the top: modules inherit them. */
function rootOf(module: ModuleInstance): ModuleInstance {
  return module.calling ? rootOf(module.calling.caller) : module;
}
