import { resolvePath } from "../../../source/paths.ts";
import { adapterFor } from "../adapters/adapters.ts";
import { LIMITS, limitReason } from "../evaluate/budget.ts";
import { locationOf } from "../evaluate/origin.ts";
import { loadModule } from "../modules/load.ts";
import type { Module } from "../modules/module.ts";
import { readModuleSource } from "../modules/module-source.ts";
import type { Block } from "../syntax/ast.ts";
import { lazy } from "../values/construct.ts";
import { unknownBecause } from "../values/unknown.ts";
import type { TfValue } from "../values/value.ts";
import { addressIn, type InstanceKey, keySuffix } from "./address.ts";
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
  const written = block.body.attributes.get("source")?.value;
  const source = written?.kind === "literal" && typeof written.value === "string" ? written.value : undefined;
  if (source === undefined) return uninspected(caller, block, name, "its source isn't known");
  if (caller.depth >= LIMITS.moduleDepth)
    return uninspected(caller, block, name, `it ${limitReason("moduleDepth")}`);
  const parsed = readModuleSource(source);
  if (parsed.kind === "local") {
    const folder = resolvePath(caller.module.folder, parsed.path);
    const module = folder === undefined ? undefined : loadModule(folder, root.fs);
    return module && !isEmpty(module)
      ? module
      : uninspected(caller, block, name, `${source} is not a module in the checkout`, BRING);
  }
  const folder = root.manifest?.folderOf([...caller.callPath, name].join("."), source);
  const vendored = folder === undefined ? undefined : loadModule(folder, root.fs);
  if (vendored && !isEmpty(vendored)) return vendored;
  return (
    adapterFor(parsed.identity, root.inputs.moduleAdapters) ??
    uninspected(caller, block, name, `${source} is not in the checkout`)
  );
}

function isEmpty(module: Module): boolean {
  const { resources, calls, variables, outputs, locals } = module;
  return [resources, calls, variables, outputs, locals].every((declared) => declared.size === 0);
}

const GET =
  "Run `terraform get` before the check, or describe the module under module-adapters in the policy.";
const BRING =
  "Bring the folder into the checkout: a git submodule needs `submodules: true` on actions/checkout.";

/** Says that a module's own resources are not known; louder where the call is likely to make a function. */
function uninspected(
  { root }: ModuleInstance,
  block: Block,
  name: string,
  because: string,
  hint = GET,
): undefined {
  root.diagnostics.push({
    severity: isAboutLambda(block, name) ? "warning" : "note",
    message: `What module "${name}" declares was not checked: ${because}.`,
    hint,
    at: locationOf(block.header),
  });
  return undefined;
}

/** Arguments that only a function takes. */
const FUNCTION_ARGUMENT = /concurren|lambda|^(?:handler|runtime|function_name)$/i;

/** By its name, its source and what it is given; a module that is handed a function's ARN makes none. */
function isAboutLambda({ body }: Block, name: string): boolean {
  const { attributes } = body;
  const source = attributes.get("source")?.value;
  const spoken = source?.kind === "literal" ? `${name} ${source.value}` : name;
  return /lambda/i.test(spoken) || [...attributes.keys()].some((each) => FUNCTION_ARGUMENT.test(each));
}
