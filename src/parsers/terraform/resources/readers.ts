import type { Diagnostic } from "../../../finding.ts";
import { isReadType } from "../../../lowering/read-resources.ts";
import type { ResourceReader } from "../../../lowering/reader.ts";
import { locationOf } from "../evaluate/origin.ts";
import { modulesBelow } from "../instances/module-calls.ts";
import type { ModuleInstance } from "../instances/module-instance.ts";
import { EvaluatedResource } from "./evaluated-resource.ts";

/** All instances of resources that say anything about concurrency, in a root module and all modules below it. */
export function readersIn(root: ModuleInstance): { readers: ResourceReader[]; diagnostics: Diagnostic[] } {
  const readers: ResourceReader[] = [];
  const diagnostics = new Set<Diagnostic>();
  for (const module of modulesBelow(root)) {
    for (const diagnostic of module.module.diagnostics) diagnostics.add(diagnostic);
    for (const resource of module.module.resources.values()) {
      if (!isReadType(resource.type)) continue;
      for (const instance of module.expansion(resource.block).instances) {
        if (!root.root.budget.spend("instances", locationOf(resource.block.header))) break;
        readers.push(new EvaluatedResource(module, resource, instance));
      }
    }
  }
  return { readers, diagnostics: [...diagnostics] };
}
