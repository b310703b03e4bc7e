import { locationOf } from "../evaluate/origin.ts";
import type { Scope } from "../evaluate/scope.ts";
import { itemOf } from "../evaluate/traversal.ts";
import type { Module, ProviderBlock } from "../modules/module.ts";
import { EvaluatedBlock } from "../resources/evaluated-block.ts";
import type { Block, Expression } from "../syntax/ast.ts";
import { attempt } from "../values/alternatives.ts";
import { object } from "../values/construct.ts";
import { convert } from "../values/convert.ts";
import { LimitError } from "../values/limit-error.ts";
import { STRING } from "../values/types.ts";
import { unknownBecause, unknownFrom } from "../values/unknown.ts";
import { EvaluationError, type TfValue } from "../values/value.ts";
import type { ModuleInstance } from "./module-instance.ts";

/** A provider's local name and alias, as a resource or a call refers to it. */
export interface ProviderReference {
  name: string;
  alias: string | undefined;
  /** OpenTofu: which instance of a configuration that has `for_each`, in the words of whoever refers to it. */
  key?: { expression: Expression; scope: Scope };
}

/** A provider configuration that a reference leads to, and the reference that its own module would write. */
interface Configured {
  provider: ProviderBlock;
  module: ModuleInstance;
  reference: ProviderReference;
}

/** What `provider` says, or one value of `providers`; older code has it in quotes. */
export function referenceIn(expression: Expression, scope: Scope): ProviderReference | undefined {
  switch (expression.kind) {
    case "variable":
      return { name: expression.name, alias: undefined };
    case "attribute":
      return expression.object.kind === "variable"
        ? { name: expression.object.name, alias: expression.name }
        : undefined;
    case "index": {
      const whole = referenceIn(expression.object, scope);
      return whole && { ...whole, key: { expression: expression.index, scope } };
    }
    case "literal":
      return typeof expression.value === "string" ? referenceInText(expression.value) : undefined;
    default:
      return undefined;
  }
}

function referenceInText(text: string): ProviderReference {
  const [name = "", alias] = text.split(".");
  return { name, alias };
}

/** The arguments of the provider configuration that a reference of a module leads to; undefined where nothing configures it. */
export function configurationOf(
  module: ModuleInstance,
  reference: ProviderReference,
): EvaluatedBlock | undefined {
  const configured = configuredIn(module, reference);
  if (!configured) return undefined;
  const { block } = configured.provider;
  return new EvaluatedBlock(block.body, locationOf(block), scopeOf(configured), undefined);
}

/** What a call passes on comes first: an empty block of the module only says that it takes one. */
function configuredIn(module: ModuleInstance, reference: ProviderReference): Configured | undefined {
  const { name, alias } = reference;
  const { calling } = module;
  const passed = calling && passedTo(calling.block, reference, calling.scope);
  if (passed) return configuredIn(calling.caller, passed);
  const provider = module.module.providers.find((each) => each.name === name && each.alias === alias);
  if (provider) return { provider, module, reference };
  if (!calling || alias !== undefined) return undefined;
  const inherited = nameOf(sourceOf(module.module, name), calling.caller.module);
  return configuredIn(calling.caller, { name: inherited, alias });
}

/** What the `providers` of a module call pass on under a name. */
function passedTo(call: Block, wanted: ProviderReference, scope: Scope): ProviderReference | undefined {
  const map = call.body.attributes.get("providers")?.value;
  if (map?.kind !== "object") return undefined;
  const item = map.items.find(({ key }) => {
    const inner = referenceIn(key, scope);
    return inner?.name === wanted.name && inner.alias === wanted.alias;
  });
  return item && referenceIn(item.value, scope);
}

/** Modules inherit a default configuration by the provider's source, whatever they call it. */
function sourceOf({ requiredProviders }: Module, name: string): string {
  return requiredProviders.get(name) ?? `hashicorp/${name}`;
}

function nameOf(source: string, { requiredProviders }: Module): string {
  const named = [...requiredProviders].find(([, each]) => lastOf(each, 2) === lastOf(source, 2));
  return named?.[0] ?? lastOf(source, 1);
}

/** `registry.opentofu.org/hashicorp/aws` is `hashicorp/aws`. */
function lastOf(source: string, count: number): string {
  return source.split("/").slice(-count).join("/");
}

/** The names that a configuration's arguments can use: `each` is the instance that the reference picks. */
function scopeOf({ provider, module, reference }: Configured): Scope {
  const forEach = provider.block.body.attributes.get("for_each");
  if (!forEach) return module.scope;
  const { key } = reference;
  const address = `provider.${provider.name}.${provider.alias ?? ""}`;
  const each = key
    ? eachOf(
        () => key.scope.evaluate(key.expression),
        () => module.scope.evaluate(forEach.value),
        () => key.scope.identify(key.expression),
        key.expression,
      )
    : unknownBecause(
        "error",
        `which of its instances is meant isn't said`,
        locationOf(provider.block.header),
      );
  return module.scope.with(
    { each },
    key ? `${address}[${key.scope.identify(key.expression)}]` : `${address}[*]`,
  );
}

function eachOf(
  keyOf: () => TfValue,
  collectionOf: () => TfValue,
  identify: () => string,
  place: Expression,
): TfValue {
  const value = attempt(() => {
    try {
      const key = convert(keyOf(), STRING);
      return object([
        ["key", key],
        ["value", elementOf(collectionOf(), key, identify)],
      ]);
    } catch (error) {
      if (error instanceof LimitError)
        return unknownBecause("limit", `the provider's instance ${error.message}`, locationOf(place));
      throw error;
    }
  });
  if (!(value instanceof EvaluationError)) return value;
  const because = `it has no such instance: ${value.message}`;
  return unknownBecause("error", because, value.at ?? locationOf(place));
}

/** What `for_each` has under a key; a key that isn't there is an error. */
function elementOf(collection: TfValue, key: TfValue, identify: () => string): TfValue {
  const isSet =
    collection.kind === "set" || (collection.kind === "unknown" && collection.type.kind === "set");
  if (!isSet) return itemOf(collection, key, identify);
  const isListed = collection.kind === "set" && key.kind === "string" && collection.items.every(isString);
  if (isListed && !collection.items.some((item) => isString(item) && item.value === key.value))
    throw new EvaluationError(`there is no element ${JSON.stringify(key.value)}`);
  return key.kind === "null" ? unknownFrom([key]) : key;
}

function isString(value: TfValue): value is Extract<TfValue, { kind: "string" }> {
  return value.kind === "string";
}
