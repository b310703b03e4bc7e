import { resolvePath } from "../../../source/paths.ts";
import { adapterEntry } from "../adapters/adapter-entry.ts";
import { adapterFor } from "../adapters/adapters.ts";
import { LIMITS, limitReason } from "../evaluate/budget.ts";
import { locationOf } from "../evaluate/origin.ts";
import { loadModule } from "../modules/load.ts";
import type { Module } from "../modules/module.ts";
import { readModuleSource } from "../modules/module-source.ts";
import type { Block } from "../syntax/ast.ts";
import { lazy } from "../values/construct.ts";
import { reasonsIn, unknownBecause } from "../values/unknown.ts";
import type { TfValue } from "../values/value.ts";
import { addressIn, type InstanceKey, keySuffix } from "./address.ts";
import { mayMakeFunctions, missingModule } from "./missing-module.ts";
import type { ModuleInstance } from "./module-instance.ts";

/** What a reference to a module call is: its outputs, or its instances by index or key. */
export function callValue(module: ModuleInstance, name: string): TfValue {
  const block = module.module.calls.get(name);
  if (!block) {
    const detail = `there is no module "${name}" in ${module.address || "the root module"}`;
    return unknownBecause("undeclared", detail, module.module.anywhere);
  }
  return module.expansion(block).collect((key) => instanceValue(module, name, block, key));
}

function instanceValue(module: ModuleInstance, name: string, block: Block, key: InstanceKey): TfValue {
  const address = callAddress(module, name, key);
  const called = module.call(name, key);
  if (called) return lazy(address, (output) => called.output(output));
  return lazy(address, (output) => {
    const detail = `${address}.${output} comes from a module that is not in the checkout`;
    const parts = [{ address, attribute: output }];
    return unknownBecause("remote-module", detail, locationOf(block.header), { parts });
  });
}

/** The address of an instance of a module: `module.api["eu"]`. */
export function callAddress(module: ModuleInstance, name: string, key: InstanceKey): string {
  return addressIn(module.address, `module.${name}${keySuffix(key)}`);
}

/** All instances of all modules below a module, the module itself first. */
export function* modulesBelow(module: ModuleInstance): Iterable<ModuleInstance> {
  yield module;
  for (const [name, block] of module.module.calls) {
    for (const { key } of module.expansion(block).instances) {
      const called = module.call(name, key);
      if (called) yield* modulesBelow(called);
    }
  }
}

/** The module that a call names; undefined when its code can't be had, which is said. */
export function moduleOf(caller: ModuleInstance, name: string, block: Block): Module | undefined {
  const { root } = caller;
  const written = textOf(caller, name, block, "source");
  if (written.source === undefined) return unread(caller, name, block, written, DESCRIBE);
  const { source } = written;
  if (caller.depth >= LIMITS.moduleDepth)
    return unread(caller, name, block, { source, because: `it ${limitReason("moduleDepth")}` }, DESCRIBE);
  const parsed = readModuleSource(source);
  if (parsed.kind === "local") {
    const folder = resolvePath(caller.module.folder, parsed.path);
    const module = folder === undefined ? undefined : loadModule(folder, root.fs);
    if (module && isAround(module, caller)) return callsItself(caller, name, block);
    return module && !isEmpty(module)
      ? module
      : unread(caller, name, block, { source, because: `${source} is not a module in the checkout` }, BRING);
  }
  const described = () => adapterFor(parsed.identity, root.inputs.moduleAdapters);
  return (
    // What is part of the commit is its author's word, and outranks nothing that is known.
    (root.manifest?.isTracked ? described() : undefined) ??
    installed(caller, name, block, source) ??
    described() ??
    missing(caller, name, block, source)
  );
}

/** Whether a module is one of those whose calls lead to an instance. */
function isAround(module: Module, instance: ModuleInstance | undefined): boolean {
  return instance !== undefined && (instance.module === module || isAround(module, instance.calling?.caller));
}

/** Of modules in a circle: Terraform never comes to an end with them. */
function callsItself({ root, address }: ModuleInstance, name: string, block: Block): undefined {
  const message = `${addressIn(address, `module.${name}`)} would call itself.`;
  root.diagnostics.push({ severity: "error", message, at: locationOf(block.header) });
  return undefined;
}

/** What `terraform init` has put into the checkout. */
function installed(caller: ModuleInstance, name: string, block: Block, source: string): Module | undefined {
  const { root, callPath } = caller;
  const version = textOf(caller, name, block, "version").source;
  const folder = root.manifest?.folderOf([...callPath, name].join("."), source, version);
  const module = folder === undefined ? undefined : loadModule(folder, root.fs);
  return module && !isEmpty(module) ? module : undefined;
}

/** A source that is known, or why it isn't. */
type Source = { source: string; because?: string } | { source: undefined; because: string };

/** The text of `source` or `version`; OpenTofu evaluates variables and locals in it before anything else. */
function textOf(caller: ModuleInstance, name: string, block: Block, argument: string): Source {
  const written = block.body.attributes.get(argument);
  if (!written) return { source: undefined, because: `it has no ${argument}` };
  const value = caller.computed(`module.${name}.${argument}`, written, () =>
    caller.scope.evaluate(written.value),
  );
  if (value.kind === "string") return { source: value.value };
  const reasons = value.kind === "unknown" ? reasonsIn(value.reasons) : `it is ${value.kind}`;
  return { source: undefined, because: `its ${argument} isn't known: ${reasons}` };
}

function isEmpty(module: Module): boolean {
  const { resources, calls, variables, outputs, locals } = module;
  return [resources, calls, variables, outputs, locals].every((declared) => declared.size === 0);
}

const DESCRIBE = "Describe the module under module-adapters in the policy.";
const BRING =
  "Bring the folder into the checkout: a git submodule needs `submodules: true` on actions/checkout.";

function missing({ root, address }: ModuleInstance, name: string, block: Block, source: string): undefined {
  const mayHoldFunctions = isAboutLambda(block, name, source);
  root.unread.push({
    ...missingModule(
      addressIn(address, `module.${name}`),
      source,
      locationOf(block.header),
      mayHoldFunctions,
    ),
    ...(mayHoldFunctions ? { entry: adapterEntry(source, [...block.body.attributes.keys()]) } : {}),
  });
  return undefined;
}

/** A module whose own resources are not known. */
function unread(
  { root, address }: ModuleInstance,
  name: string,
  block: Block,
  { source, because = "" }: Source,
  hint: string,
): undefined {
  root.unread.push({
    kind: "module",
    what: source ?? `module ${name}`,
    address: addressIn(address, `module.${name}`),
    because,
    hint,
    at: locationOf(block.header),
    mayHoldFunctions: isAboutLambda(block, name, source),
  });
  return undefined;
}

function isAboutLambda(block: Block, name: string, source = ""): boolean {
  return mayMakeFunctions(source, name, [...block.body.attributes.keys()]);
}
