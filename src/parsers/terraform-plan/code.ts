import type { FileSystem } from "../../parser.ts";
import { folderOf, inFolder, resolvePath } from "../../source/paths.ts";
import { childOf, itemsOf, stringValue } from "../../source/yaml/tree.ts";
import { isConfigurationFile } from "../terraform/modules/files.ts";
import { loadModule } from "../terraform/modules/load.ts";
import { type ModuleManifest, readManifest } from "../terraform/modules/manifest.ts";
import type { Module } from "../terraform/modules/module.ts";
import { readModuleSource } from "../terraform/modules/module-source.ts";
import { moduleSteps } from "./addresses.ts";
import {
  CalledBlock,
  type CodeBlock,
  type CodeCall,
  type CodeModule,
  located,
  WrittenBlock,
} from "./code-block.ts";
import type { PlanDocument, PlannedResource } from "./document.ts";

/** A plan is in its root module's folder, in a folder below it, or in one next to it. */
const MAX_PARENTS = 2;
const MAX_CANDIDATES = 40;

/** The Terraform code of a plan, when it is in the checkout. */
export class PlanCode {
  readonly #fs: FileSystem;
  readonly #root: CodeModule;
  readonly #manifest: ModuleManifest | undefined;
  /** By the names of the calls, with dots. Undefined: the module's code isn't in the checkout. */
  readonly #modules = new Map<string, CodeModule | undefined>();

  private constructor(root: Module, fs: FileSystem) {
    this.#fs = fs;
    this.#root = { module: root };
    this.#manifest = readManifest(root.folder, fs);
  }

  /** The root module near the plan that declares what the plan holds; undefined when there is none. */
  static find(document: PlanDocument, fs: FileSystem): PlanCode | undefined {
    const planned = namesInRoot(document);
    let best: { module: Module; share: number } | undefined;
    for (const folder of candidateFolders(folderOf(document.file.path), fs)) {
      const module = loadModule(folder, fs);
      const declared = planned.filter((name) => module.resources.has(name) || module.calls.has(name)).length;
      const share = declared / planned.length;
      // Code that has moved on since the plan was made still declares most of it.
      if (share > 0.5 && share > (best?.share ?? 0)) best = { module, share };
      if (share === 1) break;
    }
    return best && new PlanCode(best.module, fs);
  }

  /** The path of the root module. */
  get folder(): string {
    return this.#root.module.folder;
  }

  /** The block of a resource, else the nearest call of a module whose code isn't in the checkout. */
  blockOf({ type, name, module }: PlannedResource): CodeBlock | undefined {
    let code = this.#root;
    const path: string[] = [];
    for (const step of moduleSteps(module) ?? []) {
      const block = code.module.calls.get(step.name);
      if (!block) return undefined;
      path.push(step.name);
      const call = { name: step.name, block, caller: code };
      const called = this.#called(call, path.join("."));
      if (!called) return new CalledBlock(call);
      code = called;
    }
    const block = code.module.resources.get(`${type}.${name}`)?.block;
    if (block) return new WrittenBlock(located(block), block.body, `${type}.${name}`, code);
    return code.call && new CalledBlock(code.call);
  }

  #called(call: CodeCall, path: string): CodeModule | undefined {
    if (this.#modules.has(path)) return this.#modules.get(path);
    const folder = this.#folderOf(call, path);
    const found = folder === undefined ? undefined : { module: loadModule(folder, this.#fs), call };
    this.#modules.set(path, found);
    return found;
  }

  #folderOf({ block, caller }: CodeCall, path: string): string | undefined {
    const written = block.body.attributes.get("source")?.value;
    if (written?.kind !== "literal" || typeof written.value !== "string") return undefined;
    const source = readModuleSource(written.value);
    return source.kind === "local"
      ? resolvePath(caller.module.folder, source.path)
      : this.#manifest?.folderOf(path, written.value);
  }
}

/** What the plan's root module declares: `type.name` of resources, names of module calls. */
function namesInRoot(document: PlanDocument): string[] {
  const calls = childOf(document.configuration, "module_calls");
  const names = new Set(calls?.kind === "mapping" ? calls.entries.map((entry) => entry.key) : []);
  for (const node of itemsOf(childOf(document.configuration, "resources"))) {
    const address = stringValue(childOf(node, "address"));
    if (address !== undefined && stringValue(childOf(node, "mode")) === "managed") names.add(address);
  }
  for (const { module, type, name } of document.resources) {
    if (module === "") names.add(`${type}.${name}`);
    else names.add(moduleSteps(module)?.[0]?.name ?? "");
  }
  return [...names];
}

/** Folders with Terraform files: the plan's own, those above it, next to it and below it. */
function candidateFolders(planFolder: string, fs: FileSystem): string[] {
  const above = [planFolder];
  while (above.length <= MAX_PARENTS && above.at(-1) !== ".") above.push(folderOf(above.at(-1) ?? "."));
  const near = above.slice(0, 2).flatMap((folder) =>
    fs
      .list(folder)
      .filter((name) => name.endsWith("/"))
      .map((name) => inFolder(folder, name.slice(0, -1))),
  );
  const folders = [...new Set([...above, ...near])].slice(0, MAX_CANDIDATES);
  return folders.filter((folder) => fs.list(folder).some(isConfigurationFile));
}
