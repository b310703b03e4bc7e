import type { Diagnostic } from "../../../finding.ts";
import type { Reached } from "../../../parser.ts";
import { isReadType } from "../../../resources/read-resources.ts";
import type { ResourceReader } from "../../../resources/reader.ts";
import type { ReadTemplate } from "../../cloudformation/read-template.ts";
import { locationOf } from "../evaluate/origin.ts";
import { addressIn } from "../instances/address.ts";
import { modulesBelow } from "../instances/module-calls.ts";
import type { ModuleInstance } from "../instances/module-instance.ts";
import type { Module } from "../modules/module.ts";
import type { Block } from "../syntax/ast.ts";
import { deployedStack } from "./deployed-stack.ts";
import { EvaluatedResource } from "./evaluated-resource.ts";
import { isStackType, unreadOfCloudFormation } from "./stacks.ts";

/** A stack, with what its template holds. */
interface DeployedStack {
  stack: ResourceReader;
  read: ReadTemplate;
}

/** All instances of resources that say anything about concurrency, in a root module and all modules below it. */
export function readersIn(root: ModuleInstance): {
  readers: ResourceReader[];
  /** What the stacks hold that Terraform deploys. */
  stacks: DeployedStack[];
  reached: Reached[];
  diagnostics: Diagnostic[];
} {
  const readers: ResourceReader[] = [];
  const stacks: DeployedStack[] = [];
  const modules = new Map<Module, Reached>();
  const diagnostics = new Set<Diagnostic>();
  const uncounted = new Uncounted();
  for (const module of modulesBelow(root)) {
    if (!modules.has(module.module)) modules.set(module.module, reachedIn(module));
    for (const diagnostic of module.module.diagnostics) diagnostics.add(diagnostic);
    for (const resource of module.module.resources.values()) {
      const { type, name, block } = resource;
      if (!isReadType(type) && !isStackType(type)) continue;
      for (const instance of module.expansion(block).instances) {
        if (!root.root.budget.spend("instances", block.header)) break;
        if (isStackType(type)) {
          const stack = new EvaluatedResource(module, resource, instance);
          const { inputs, fs } = root.root;
          const read = deployedStack(stack, {
            inputs,
            fs,
            paths: root.root,
            bodyFile: stack.fileRead("template_body"),
          });
          const unread = read ? undefined : unreadOfCloudFormation(stack);
          if (read) stacks.push({ stack, read });
          if (unread) root.root.unread.push(unread);
          continue;
        }
        readers.push(new EvaluatedResource(module, resource, instance));
        if (isCountedType(type)) uncounted.note(module, `${type}.${name}`, block);
      }
    }
  }
  return {
    readers,
    stacks,
    reached: [...modules.values()],
    diagnostics: [...diagnostics, ...uncounted.diagnostics],
  };
}

function reachedIn({ module, calling }: ModuleInstance): Reached {
  return {
    kind: calling ? "module" : "root",
    what: module.folder,
    files: module.files,
    isOfLambda: [...module.resources.values()].some(({ type }) => /^aws(?:cc)?_lambda_/.test(type)),
  };
}

/** What takes from a pool or belongs to what does; callers may be any number. */
const COUNTED =
  /_lambda_(?:function|alias|version|provisioned_concurrency_config)$|autoscaling_(?:scalable_)?target$/;

/** Whether resources of a type take from a pool, or belong to what does. */
export function isCountedType(type: string): boolean {
  return COUNTED.test(type);
}

/** Says once of each block that how many there are of it is not known. */
class Uncounted {
  readonly diagnostics: Diagnostic[] = [];
  readonly #said = new Set<Block>();

  /** Looks at a block and at the calls that lead to it. */
  note(module: ModuleInstance, name: string, block: Block): void {
    const { because, instances } = module.expansion(block);
    if (because !== undefined && !this.#said.has(block)) {
      this.#said.add(block);
      const address = addressIn(module.address, name);
      this.diagnostics.push({
        severity: "warning",
        message: `How many there are of ${address} is not known: ${because}.`,
        hint: instances.every((each) => each.instances.atMost === 1)
          ? "It counts as none or one."
          : "It counts as any number from none on.",
        at: locationOf(block.header),
      });
    }
    const { calling } = module;
    if (calling) this.note(calling.caller, `module.${calling.name}`, calling.block);
  }
}
