import type { Diagnostic } from "../../finding.ts";
import { ofAnyInstance } from "../../model/addresses.ts";
import type { Entity } from "../../model/model.ts";
import type { Resources } from "../../model/resources.ts";
import type { CodeOf, Root } from "../../parser.ts";
import { startOfFile } from "../../source/location.ts";
import type { Value } from "../../values/value.ts";

/** What was read of one root for one environment. */
export interface Reading {
  root: Root;
  environment: string;
  region: Value<string>;
  /** How many environments the root is read for: a plan is made for one, and nothing in it says which. */
  environments: number;
  resources: Resources;
  /** For a plan or a state: the code root that it was made of. */
  codeOf?: CodeOf;
}

/**
 * Leaves out what is there twice: a plan has the same resources as the code next to it, with more of their values, in the environment
 * and region that it was made for; a state has what the code was. What the other doesn't have stays, because plans grow
 * old and may be made of some resources alone.
 */
export function withoutDoubles(readings: readonly Reading[]): Resources[] {
  const kept = readings.map(({ resources }) => resources);
  for (const [own, reading] of readings.entries()) {
    const { codeOf, environments, resources } = reading;
    if (!codeOf) continue;
    const isSurer = codeOf.kind === "plan" && environments === 1;
    for (const [index, other] of readings.entries()) {
      const isCode = isCodeOf(other.root, codeOf);
      if (!isCode || !isOnePlace(reading, other)) continue;
      if (isSurer) kept[index] = without(kept[index] as Resources, addressesIn(resources));
      else kept[own] = without(kept[own] as Resources, addressesIn(other.resources));
    }
  }
  return kept;
}

/** A unit of Terragrunt is the code of a plan that was made in its folder. */
function isCodeOf(root: Root, codeOf: CodeOf): boolean {
  return isTerraformCode(root) && root.path === codeOf.root;
}

/** Whether Terraform deploys what a root's code says: of its own, or for Terragrunt. */
export function isTerraformCode({ format }: Root): boolean {
  return format === "terraform" || format === "terragrunt";
}

function isOnePlace(a: Reading, b: Reading): boolean {
  const areApart =
    a.region.state === "known" && b.region.state === "known" && a.region.value !== b.region.value;
  return a.environment === b.environment && !areApart;
}

/** A plan that is read for several environments: its numbers are those of one of them. */
export function planOfSeveral({ format, path }: Root, environments: readonly string[]): Diagnostic[] {
  if (format !== "terraform-plan" || environments.length < 2) return [];
  return [
    {
      severity: "warning",
      message: `The plan ${path} was made for one environment, and counts for ${environments.join(", ")} alike.`,
      hint: `Give it to the one that it was made for: environments.${environments[0]}.match.paths`,
      at: startOfFile(path),
    },
  ];
}

function addressesIn(resources: Resources): ReadonlySet<string> {
  const all: readonly Entity[] = Object.values(resources).flat();
  // An instance in the place of all of them is any of those that are listed.
  return new Set(all.flatMap(({ address }) => [address, ofAnyInstance(address)]));
}

function without(resources: Resources, addresses: ReadonlySet<string>): Resources {
  const isLeft = ({ address }: Entity) =>
    !addresses.has(address) && !(address.includes("[*]") && addresses.has(ofAnyInstance(address)));
  const left = { ...resources };
  for (const kind of Object.keys(left) as (keyof Resources)[])
    (left[kind] as Entity[]) = left[kind].filter(isLeft);
  return left;
}
