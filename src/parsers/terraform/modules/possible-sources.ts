import { startOfFile } from "../../../source/location.ts";
import { resolvePath } from "../../../source/paths.ts";
import { Budget } from "../evaluate/budget.ts";
import { ExpressionScope } from "../evaluate/expression.ts";
import { callFunction } from "../functions/call.ts";
import type { Expression } from "../syntax/ast.ts";
import { resultOf } from "../values/alternatives.ts";
import { lazy, object, str } from "../values/construct.ts";
import { unknownBecause } from "../values/unknown.ts";
import { EvaluationError, type StringPart, type TfValue } from "../values/value.ts";
import type { Module } from "./module.ts";
import { readModuleSource } from "./module-source.ts";

/**
 * The folders that a module may call by a source that variables or locals decide (OpenTofu 1.8 evaluates these early): which one it
 * is, each environment says. Only folders of the checkout that were found count.
 */
export function possiblyCalled(module: Module, folders: readonly string[]): string[] {
  return [...module.calls.values()].flatMap(({ body }) => {
    const source = body.attributes.get("source")?.value;
    if (!source || source.kind === "literal") return [];
    const patterns = [true, false].flatMap((withDefaults) =>
      patternsOf(sourceOf(source, module, withDefaults)),
    );
    return folders.filter((folder) => patterns.some((pattern) => matches(folder, pattern, module.folder)));
  });
}

type Pattern = readonly StringPart[];

function patternsOf(value: TfValue | undefined): Pattern[] {
  if (value?.kind === "string") return [[value.value]];
  if (value?.kind !== "unknown") return [];
  if (value.alternatives) return value.alternatives.flatMap((each) => patternsOf(each.value));
  return value.parts ? [value.parts] : [];
}

/** What is not known may be anything, but not where the path begins. */
function matches(folder: string, pattern: Pattern, caller: string): boolean {
  const [first = "", ...others] = pattern;
  if (typeof first !== "string" || readModuleSource(first).kind !== "local") return false;
  if (others.length === 0) return resolvePath(caller, first) === folder;
  const cut = first.lastIndexOf("/") + 1;
  const above = resolvePath(caller, first.slice(0, cut) || ".");
  if (above === undefined || (above !== "." && !folder.startsWith(`${above}/`))) return false;
  const rest = above === "." ? folder : folder.slice(above.length + 1);
  const texts = [first.slice(cut), ...others].map((part) =>
    typeof part === "string" ? part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&") : "[^]+",
  );
  return new RegExp(`^${texts.join("")}$`).test(rest);
}

/** A source as its module alone tells it: with the defaults of variables, or with any value of them. */
function sourceOf(source: Expression, module: Module, withDefaults: boolean): TfValue | undefined {
  const nowhere = startOfFile(module.folder);
  const open = (name: string) =>
    unknownBecause("missing-variable", `${name} is not given`, nowhere, {
      parts: [{ address: "", attribute: name }],
    });
  const running = new Set<string>();
  const names: Readonly<Record<string, () => TfValue>> = {
    var: () =>
      lazy("var", (name) => {
        const fallback = module.variables.get(name)?.body.attributes.get("default")?.value;
        return withDefaults && fallback ? scope.evaluate(fallback) : open(`var.${name}`);
      }),
    local: () =>
      lazy("local", (name) => {
        const local = module.locals.get(name);
        if (!local || running.has(name)) return open(`local.${name}`);
        running.add(name);
        try {
          return scope.evaluate(local.value);
        } finally {
          running.delete(name);
        }
      }),
    path: () => object(["module", "root"].map((name) => [name, str(".")])),
  };
  const scope = new ExpressionScope({
    budget: new Budget(),
    module: "",
    lookup: (name) => (Object.hasOwn(names, name) ? names[name]?.() : open(name)),
    call: (name, args, at) =>
      callFunction(name, args, {
        at,
        readFile: () => undefined,
        exists: () => undefined,
        list: () => undefined,
        evaluateTemplate: () => {
          throw new EvaluationError("no template says where a module is");
        },
        templateDepth: 0,
      }),
  });
  return resultOf(() => scope.evaluate(source));
}
