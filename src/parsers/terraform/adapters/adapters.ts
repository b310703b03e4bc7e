import type { Located } from "../../../parser.ts";
import { SourceFile } from "../../../source/source-file.ts";
import type { Module } from "../modules/module.ts";
import { ModuleBuilder } from "../modules/module-builder.ts";
import { moduleIdentity } from "../modules/module-source.ts";
import { parseHcl } from "../syntax/parse.ts";
import type { ModuleAdapter } from "./adapter.ts";
import { ADAPTER_PREFIX } from "./adapter-file.ts";
import { KNOWN_MODULES } from "./known-modules.ts";

const built = new Map<string, Module>();

/** The module that is read in place of one that isn't in the checkout: the policy's own description first. */
export function adapterFor(identity: string, own: readonly Located<unknown>[]): Module | undefined {
  const adapter = adapterOf(identity, own);
  if (!adapter) return undefined;
  const module = built.get(adapter.terraform) ?? moduleOf(identity, adapter);
  built.set(adapter.terraform, module);
  return module;
}

/** The description of a module that isn't in the checkout: the policy's own first. */
export function adapterOf(identity: string, own: readonly Located<unknown>[]): ModuleAdapter | undefined {
  const given = own.map(({ value }) => value).filter(isAdapter);
  return [...given, ...KNOWN_MODULES].find(({ sources }) =>
    sources.some((source) => moduleIdentity(source) === identity),
  );
}

function isAdapter(value: unknown): value is ModuleAdapter {
  const adapter = value as Partial<ModuleAdapter> | null;
  return Array.isArray(adapter?.sources) && typeof adapter.terraform === "string";
}

function moduleOf(identity: string, { terraform }: ModuleAdapter): Module {
  const builder = new ModuleBuilder(`${ADAPTER_PREFIX}${identity}`);
  builder.add(parseHcl(new SourceFile(`${ADAPTER_PREFIX}${identity}`, terraform)).body);
  return builder;
}
