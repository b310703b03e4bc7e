import { isAddress, isAddressed, isOnlyAbout } from "../../../resources/about.ts";
import type { SourceLocation } from "../../../source/location.ts";
import type { Module, ResourceBlock } from "../modules/module.ts";
import type { Body, Expression } from "../syntax/ast.ts";
import type { ModuleInstance } from "./module-instance.ts";
import { namesIn } from "./names-in.ts";

/** One place of a module's code that mentions something by name. */
interface Use {
  /** What is written behind the name: `arn`; undefined for all of it. */
  readonly attribute: string | undefined;
  readonly at: SourceLocation;
  /** What holds it, where that is only a name for it that may not be used anywhere. */
  readonly by?: { readonly kind: "output" | "local"; readonly name: string };
}

const usesOf = new WeakMap<Module, ReadonlyMap<string, Use[]>>();

/**
 * A place that the address of an alias, or of the version that a function publishes, is handed to, whether or not it
 * is read as a call: an integration, a definition, an environment variable, a module's argument, an output of the root. Whoever gets it may call it.
 */
export function handedOnAt(
  module: ModuleInstance,
  { type, name }: ResourceBlock,
): SourceLocation | undefined {
  if (!isAddressed(type)) return undefined;
  const isMeant = ({ attribute }: Use) => isAddress(type, attribute);
  return usedAt(module, `${type}.${name}`, isMeant, new Set());
}

/** Follows locals and outputs, which are names only, to where something is made of them. */
function usedAt(
  module: ModuleInstance,
  name: string,
  isMeant: (use: Use) => boolean,
  seen: Set<string>,
): SourceLocation | undefined {
  const key = `${module.address} ${name}`;
  if (seen.has(key)) return undefined;
  seen.add(key);
  for (const use of usesIn(module.module).get(name) ?? []) {
    if (!isMeant(use)) continue;
    const { by, at } = use;
    if (by === undefined) return at;
    const { calling } = module;
    if (by.kind === "output" && !calling) return at;
    const found =
      by.kind === "local" || !calling
        ? usedAt(module, `local.${by.name}`, () => true, seen)
        : usedAt(
            calling.caller,
            `module.${calling.name}`,
            ({ attribute }) => attribute === undefined || attribute === by.name,
            seen,
          );
    if (found) return found;
  }
  return undefined;
}

function usesIn(module: Module): ReadonlyMap<string, Use[]> {
  const known = usesOf.get(module);
  if (known) return known;
  const uses = new Map<string, Use[]>();
  const look = (body: Body, by?: Use["by"], isLeftOut: (name: string) => boolean = () => false) => {
    for (const { name, value } of body.attributes.values())
      if (name !== "depends_on" && !isLeftOut(name)) collect(value, by, uses);
    for (const block of body.blocks)
      if (block.type !== "lifecycle" && !isLeftOut(block.type)) look(block.body, by);
  };
  for (const { type, block } of module.resources.values())
    look(block.body, undefined, (name) => isOnlyAbout(type, name));
  for (const { block } of module.data.values()) look(block.body);
  for (const block of module.calls.values()) look(block.body);
  for (const [name, block] of module.outputs) look(block.body, { kind: "output", name });
  for (const [name, { value }] of module.locals) collect(value, { kind: "local", name }, uses);
  usesOf.set(module, uses);
  return uses;
}

/** Notes what an expression mentions. */
function collect(whole: Expression, by: Use["by"], uses: Map<string, Use[]>): void {
  for (const { name, attribute, at } of namesIn(whole)) {
    const use = { attribute, at, ...(by ? { by } : {}) };
    const before = uses.get(name);
    if (before) before.push(use);
    else uses.set(name, [use]);
  }
}
