import { compareText } from "../../../source/location.ts";
import { own } from "../../../source/own.ts";
import { relativePath } from "../../../source/paths.ts";
import { lazy, object, str } from "../values/construct.ts";
import { unknownBecause } from "../values/unknown.ts";
import type { TfValue } from "../values/value.ts";
import { dataValue } from "./data-sources.ts";
import { callValue } from "./module-calls.ts";
import type { ModuleInstance } from "./module-instance.ts";
import { resourceValue } from "./resources.ts";

/** The names that every expression of a module can use. */
export interface ModuleNames {
  get(name: string): TfValue | undefined;
  /** The resources of a type, as an object of them by name. */
  resourceType(type: string): TfValue | undefined;
}

/** The names of a module instance. */
export function namesOf(module: ModuleInstance): ModuleNames {
  const { variables, locals, calls, data, resources } = module.module;
  const names: Readonly<Record<string, () => TfValue>> = {
    var: () =>
      lazy(
        "var",
        (name) => module.variable(name),
        () => sorted(variables.keys()),
      ),
    local: () =>
      lazy(
        "local",
        (name) => module.local(name),
        () => sorted(locals.keys()),
      ),
    module: () =>
      lazy(
        "module",
        (name) => callValue(module, name),
        () => sorted(calls.keys()),
      ),
    data: () =>
      lazy("data", (type) =>
        lazy(`data.${type}`, (name) => {
          const block = data.get(`${type}.${name}`);
          return block ? dataValue(module, block) : undeclared(module, `data source data.${type}.${name}`);
        }),
      ),
    path: () => pathsOf(module),
    terraform: () => toolOf(module, "terraform"),
    // OpenTofu has its own name for it, too.
    tofu: () => toolOf(module, "tofu"),
  };
  return {
    get: (name) => own(names, name)?.() ?? module.root.runner?.names.get(name),
    resourceType: (type) =>
      lazy(type, (name) => {
        const block = resources.get(`${type}.${name}`);
        return block ? resourceValue(module, block) : undeclared(module, `resource ${type}.${name}`);
      }),
  };
}

function toolOf(module: ModuleInstance, tool: string): TfValue {
  return lazy(tool, (name) =>
    name === "workspace"
      ? module.root.workspace
      : unknownBecause("unsupported", `${tool}.${name} is not evaluated`, module.module.anywhere),
  );
}

function undeclared(module: ModuleInstance, what: string): TfValue {
  const where = module.address === "" ? "the root module" : module.address;
  return unknownBecause("undeclared", `there is no ${what} in ${where}`, module.module.anywhere);
}

function sorted(names: Iterable<string>): string[] {
  return [...names].sort(compareText);
}

/** `path.cwd` is absolute, so it is not the same on every machine. */
function pathsOf(module: ModuleInstance): TfValue {
  const { root } = module;
  const cwd = unknownBecause("impure", "path.cwd is another one on every machine", module.module.anywhere);
  return object([
    ["module", str(relativePath(root.folder, module.module.folder))],
    ["root", str(".")],
    ["cwd", cwd],
  ]);
}
