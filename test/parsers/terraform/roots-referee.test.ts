import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Entity, Reference } from "../../../src/model/model.ts";
import type { Resources } from "../../../src/model/resources.ts";
import terraform from "../../../src/parsers/terraform/index.ts";
import type { Value } from "../../../src/values/value.ts";
import { inputsIn } from "../../support/cases.ts";
import { MemoryFileSystem } from "../../support/memory-fs.ts";

/** What `npm run referee` recorded: the arguments of each instance as Terraform plans them, or why it doesn't plan the root. */
type Recorded = Record<
  string,
  | { rejected: string }
  | { resources: Record<string, Record<string, string | number | boolean | { unknown: true }>> }
>;

/** Where the two are meant to differ. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  "workspace-unsaid": "Terraform takes its own workspace `default`; a policy's environment may be any",
  broken: "the referee repairs the syntax as we do, so that it would only judge our own parser",
};

/** Names may be built from what the provider tells, which we know and a rewritten data source doesn't. */
function isNameWeKnow(argument: string, value: unknown): boolean {
  return argument === "function_name" && value !== null && typeof value === "object";
}

/** The model's name of an argument. */
const NOUNS: Readonly<Record<string, string>> = {
  function_name: "name",
  memory_size: "memoryMb",
  timeout: "timeoutSeconds",
  publish: "publishesVersions",
  reserved_concurrent_executions: "reservedConcurrency",
  name: "name",
  provisioned_concurrent_executions: "amount",
  resource_id: "resourceId",
  min_capacity: "min",
  max_capacity: "max",
};

/** What the provider makes of an argument that isn't given. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  memory_size: 128,
  timeout: 3,
  publish: false,
  reserved_concurrent_executions: -1,
};

const home = join(import.meta.dirname, "cases");
const cases = readdirSync(home).filter((name) => existsSync(join(home, name, "recorded.json")));

describe("roots as Terraform plans them", () => {
  it("has recorded most cases", () => {
    const planned = cases.flatMap((name) =>
      Object.values(recordOf(name)).filter((each) => "resources" in each),
    );
    expect(planned.length).toBeGreaterThan(30);
    const resources = planned.flatMap((each) => ("resources" in each ? Object.values(each.resources) : []));
    expect(resources.filter(({ region }) => region !== undefined).length).toBeGreaterThan(15);
  });

  for (const name of cases.filter((each) => EXCEPTIONS[each] === undefined)) {
    const recorded = Object.entries(recordOf(name)).flatMap(([root, each]) =>
      "resources" in each ? [{ root, resources: each.resources }] : [],
    );
    it.runIf(recorded.length > 0)(name, () => {
      for (const { root, resources } of recorded) {
        const folder = join(home, name);
        const parsed = terraform.parse(
          { format: "terraform", path: root },
          inputsIn(folder),
          MemoryFileSystem.fromFolder(folder),
        );
        const ours = entitiesIn(parsed.resources);
        const theirs = Object.keys(resources).filter((address) => !isElsewhere(resources[address]));
        expect([...ours.keys()].sort(), root).toEqual(theirs.sort());
        for (const address of theirs) {
          const [entity, recorded] = [ours.get(address) as Entity, resources[address] ?? {}];
          expect(numbersOf(entity, recorded), address).toEqual(withDefaults(address, recorded));
          expect(poolOf(entity, recorded), address).toEqual(poolIn(recorded));
        }
      }
    });
  }
});

function recordOf(name: string): Recorded {
  return JSON.parse(readFileSync(join(home, name, "recorded.json"), "utf8"));
}

/** Scaling targets of other services are none of ours. */
function isElsewhere(resource: Record<string, unknown> | undefined): boolean {
  return typeof resource?.resource_id === "string" && !resource.resource_id.startsWith("function:");
}

function entitiesIn({
  functions,
  aliases,
  provisionedConcurrency,
  scalingTargets,
}: Resources): Map<string, Entity> {
  const own = provisionedConcurrency.filter((each) => each.declaredOn === "config");
  const all = [
    ...functions,
    ...aliases.filter((each) => /(?:^|\.)aws_/.test(each.address)),
    ...own,
    ...scalingTargets,
  ];
  return new Map(all.map((each) => [each.address, each]));
}

/** Where Terraform has the resource made, as far as the code says it. */
function poolIn({ region, account }: Record<string, unknown>): Record<string, unknown> {
  return { ...(region === undefined ? {} : { region }), ...(account === undefined ? {} : { account }) };
}

function poolOf(entity: Entity, recorded: Record<string, unknown>): Record<string, unknown> {
  const pool = entity as unknown as Record<string, Value<string> | undefined>;
  const halves = ["region", "account"].filter((half) => recorded[half] !== undefined);
  return Object.fromEntries(
    halves.map((half) => {
      const value = pool[half];
      return [half, value?.state === "known" ? value.value : value?.state];
    }),
  );
}

function isFunction(address: string): boolean {
  return /_lambda_function\./.test(address);
}

function withDefaults(address: string, resource: Record<string, unknown>): Record<string, unknown> {
  const isNative = /(?:^|\.)aws_lambda_function\./.test(address);
  const all = isFunction(address) ? { ...(isNative ? DEFAULTS : {}), ...resource } : resource;
  return Object.fromEntries(
    Object.entries(all)
      .filter(([argument, value]) => NOUNS[argument] && !isNameWeKnow(argument, value))
      .map(([argument, value]) => [argument, shown(argument, value)]),
  );
}

function shown(argument: string, value: unknown): unknown {
  if (value !== null && typeof value === "object") return "unknown";
  const isNumber = !["function_name", "name", "resource_id", "publish"].includes(argument);
  const converted = isNumber ? Number(value) : value;
  return argument === "reserved_concurrent_executions" && converted === -1 ? "unset" : converted;
}

/** Our values of the arguments that Terraform has. */
function numbersOf(entity: Entity, resource: Record<string, unknown>): Record<string, unknown> {
  const wanted = Object.keys(withDefaults(entity.address, resource));
  return Object.fromEntries(
    wanted.map((argument) => {
      const fact = (entity as unknown as Record<string, Value<unknown> | Reference>)[
        NOUNS[argument] as string
      ];
      const value = fact && "text" in fact ? fact.text : fact;
      return [argument, value?.state === "known" ? value.value : value?.state];
    }),
  );
}
