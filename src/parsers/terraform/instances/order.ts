import { withoutKeys } from "../../../model/addresses.ts";
import type { Module, ResourceBlock } from "../modules/module.ts";
import type { Block, Body, Expression } from "../syntax/ast.ts";
import { addressIn } from "./address.ts";
import { modulesBelow } from "./module-calls.ts";
import type { ModuleInstance } from "./module-instance.ts";
import { type NameInCode, namesIn } from "./names-in.ts";
import type { RootContext } from "./root-context.ts";

const ALIAS = /^aws(?:cc)?_lambda_alias$/;

/** Something that has to be there first, in one instance of a module. */
interface Before extends Pick<NameInCode, "name" | "attribute"> {
  readonly module: ModuleInstance;
}

/**
 * The aliases that Terraform makes before a resource, by their addresses without keys: those that it refers to, by whatever
 * chain of references, and those of its `depends_on`, or of that of a call around it.
 * See https://developer.hashicorp.com/terraform/internals/graph
 */
export function aliasesBefore(module: ModuleInstance, { block }: ResourceBlock): string[] {
  // Most roots have none, and then there is nothing to look for.
  if (!hasAliases(module)) return [];
  const aliases = new Set<string>();
  const seen = new Set<string>();
  const open: Before[] = [...namesOfBody(module, block.body), ...aroundCalls(module)];
  for (let next = open.pop(); next; next = open.pop()) {
    const { module: place, name, attribute } = next;
    const key = JSON.stringify([place.address, name, attribute]);
    if (seen.has(key)) continue;
    seen.add(key);
    const [type = ""] = name.split(".");
    if (ALIAS.test(type)) aliases.add(withoutKeys(addressIn(place.address, name)));
    open.push(...before(next));
  }
  return [...aliases];
}

const withAliases = new WeakMap<RootContext, boolean>();

/** Whether anything of the root that an instance belongs to is an alias. */
function hasAliases(module: ModuleInstance): boolean {
  const known = withAliases.get(module.root);
  if (known !== undefined) return known;
  let top = module;
  for (let { calling } = top; calling; { calling } = top) top = calling.caller;
  const isAlias = ({ type }: ResourceBlock) => ALIAS.test(type);
  const found = [...modulesBelow(top)].some((each) => [...each.module.resources.values()].some(isAlias));
  withAliases.set(module.root, found);
  return found;
}

/** What something itself has to wait for. */
function before({ module, name, attribute }: Before): Before[] {
  const [kind = "", rest = ""] = name.split(".");
  const { locals, resources, data, calls } = module.module;
  if (kind === "local") return namesOf(module, locals.get(rest)?.value);
  if (kind === "var") {
    const { calling } = module;
    return calling ? namesOf(calling.caller, calling.block.body.attributes.get(rest)?.value) : [];
  }
  if (kind === "module") {
    const block = calls.get(rest);
    return block ? ofCall(module, rest, block, attribute) : [];
  }
  const declared = kind === "data" ? data.get(`${rest}.${attribute}`) : resources.get(name);
  return declared ? namesOfBody(module, declared.block.body) : [];
}

/** An output waits for what it is made of; all of a module for everything in it. */
function ofCall(module: ModuleInstance, name: string, block: Block, output: string | undefined): Before[] {
  const [instance] = module.expansion(block).instances;
  const called = instance && module.call(name, instance.key);
  const own = namesOf(module, block.body.attributes.get("depends_on")?.value);
  if (!called) return own;
  const written = output === undefined ? undefined : called.module.outputs.get(output);
  return [...own, ...(written ? namesOfBody(called, written.body) : everythingIn(called))];
}

function everythingIn(module: ModuleInstance): Before[] {
  const { resources, calls }: Module = module.module;
  return [
    ...[...resources.keys()].map((name) => ({ module, name, attribute: undefined })),
    ...[...calls.keys()].map((name) => ({ module, name: `module.${name}`, attribute: undefined })),
  ];
}

/** What the calls around a module wait for, which holds for all that is in it. */
function aroundCalls({ calling }: ModuleInstance): Before[] {
  if (!calling) return [];
  const waits = calling.block.body.attributes.get("depends_on")?.value;
  return [...namesOf(calling.caller, waits), ...aroundCalls(calling.caller)];
}

function namesOfBody(module: ModuleInstance, body: Body): Before[] {
  return [
    ...[...body.attributes.values()].flatMap(({ value }) => namesOf(module, value)),
    ...body.blocks.flatMap((block) => (block.type === "lifecycle" ? [] : namesOfBody(module, block.body))),
  ];
}

function namesOf(module: ModuleInstance, expression: Expression | undefined): Before[] {
  return expression ? namesIn(expression).map(({ name, attribute }) => ({ module, name, attribute })) : [];
}
