import { EXIT } from "../../engine/exit-code.ts";
import type { LambdaFunction } from "../../model/model.ts";
import { type Value, valueOf } from "../../model/value.ts";
import type { AnyRule } from "../../rule.ts";
import type { SourceLocation } from "../../source/location.ts";
import { nearest } from "../../source/nearest.ts";
import { check, policyFor } from "../check.ts";
import { type Call, UsageError } from "../options.ts";
import { ruleText } from "../rule-text.ts";
import type { World } from "../world.ts";

/** `policy explain`: a rule's words, or how the numbers of a function came to be, in each environment. */
export default async function explain(call: Call, world: World): Promise<number> {
  const [what, ...paths] = call.arguments;
  if (what === undefined)
    throw new UsageError(
      "policy explain wants a rule or the address of a function.",
      "policy rules lists the rules.",
    );
  const used = await policyFor(call, world, paths);
  if ("exitCode" in used) return used.exitCode;
  const { rules } = used;
  const rule = rules.find((each) => each.id === what);
  if (rule) return print(world, ruleText(rule, used.policy, used.file, world.out.width));
  const checked = await check(call, world, paths);
  if ("exitCode" in checked) return checked.exitCode;
  const { model } = checked.report;
  const matching = functionsCalled(what, model.functions);
  if (matching.length === 0) throw nothingCalled(what, rules, model.functions);
  for (const fn of matching) print(world, functionText(fn, model.deploymentOf(fn)));
  return EXIT.clean;
}

/** By address or label; else by deployed name, or by the end of an address or label where that says which. */
function functionsCalled(what: string, functions: readonly LambdaFunction[]): LambdaFunction[] {
  const exactly = functions.filter((fn) => fn.address === what || fn.label === what);
  if (exactly.length > 0) return exactly;
  const named = functions.filter((fn) => valueOf(fn.name) === what);
  if (named.length > 0) return named;
  const ending = functions.filter(
    ({ address, label }) => address.endsWith(`.${what}`) || label?.endsWith(`/${what}`),
  );
  return new Set(ending.map((fn) => fn.label ?? fn.address)).size === 1 ? ending : [];
}

function print(world: World, text: string): number {
  world.out.write(text);
  return EXIT.clean;
}

function nothingCalled(
  what: string,
  rules: readonly AnyRule[],
  functions: readonly LambdaFunction[],
): UsageError {
  const meant = nearest(what, [
    ...rules.map((rule) => rule.id),
    ...functions.flatMap(({ address, label }) => (label === undefined ? [address] : [address, label])),
  ]);
  return new UsageError(
    `There is no rule and no function "${what}".`,
    meant ? `Did you mean ${meant}?` : "policy model lists the functions, policy rules the rules.",
  );
}

function functionText(fn: LambdaFunction, deployment: { root: string; environment: string }): string {
  const rows: [string, Value<unknown>][] = [
    ["name", fn.name],
    ["reserved concurrency", fn.reservedConcurrency],
    ["memory (MB)", fn.memoryMb],
    ["account", fn.account],
    ["region", fn.region],
  ];
  const lines = rows.flatMap(([label, value]) => valueLines(label, value));
  const name = fn.label === undefined ? fn.address : `${fn.label} (${fn.address})`;
  return [
    `${name} in ${deployment.root}, ${deployment.environment} (${place(fn.at)})`,
    ...(fn.writtenAt ? [`  written at ${place(fn.writtenAt)}`] : []),
    ...lines,
    "",
  ].join("\n");
}

function valueLines(label: string, value: Value<unknown>): string[] {
  const words =
    value.state === "known"
      ? String(value.value)
      : value.state === "unset"
        ? "not set"
        : `unknown: ${value.because}`;
  const steps = (value.trace ?? []).map((step) => `      ← ${step.what} (${place(step.at)})`);
  return [`  ${label}: ${words} (${place(value.at)})`, ...steps];
}

function place({ file, start }: SourceLocation): string {
  return `${file}:${start.line}:${start.column}`;
}
