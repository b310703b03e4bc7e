import type { Entity, Resources } from "../model/model.ts";
import type { CodeOf, Root } from "../parser.ts";

/** What was read of one root for one environment. */
export interface Reading {
  root: Root;
  environment: string;
  resources: Resources;
  /** For a plan or a state: the code root that it was made of. */
  codeOf?: CodeOf;
}

/**
 * Leaves out what is there twice: a plan tells the same resources as the code beside it, only surer; a state tells what
 * the code was. What the other doesn't have stays, because plans grow old and may be made of some resources alone.
 */
export function withoutDoubles(readings: readonly Reading[]): Resources[] {
  const kept = readings.map(({ resources }) => resources);
  for (const { root, environment, resources, codeOf } of readings) {
    if (!codeOf) continue;
    for (const [index, other] of readings.entries()) {
      const isCode = other.root.format === "terraform" && other.root.path === codeOf.root;
      if (!isCode || other.environment !== environment) continue;
      if (codeOf.kind === "plan") kept[index] = without(kept[index] as Resources, addressesIn(resources));
      else {
        const own = readings.findIndex((each) => each.root === root && each.resources === resources);
        kept[own] = without(kept[own] as Resources, addressesIn(other.resources));
      }
    }
  }
  return kept;
}

function addressesIn(resources: Resources): ReadonlySet<string> {
  const all: readonly Entity[] = Object.values(resources).flat();
  // An instance that stands for all of them is any of those that are listed.
  return new Set(all.flatMap(({ address }) => [address, anyInstance(address)]));
}

function anyInstance(address: string): string {
  return address.replaceAll(/\[(?:"(?:[^"\\]|\\.)*"|\d+|\*)\]/g, "[*]");
}

function without(resources: Resources, addresses: ReadonlySet<string>): Resources {
  const isLeft = ({ address }: Entity) =>
    !addresses.has(address) && !(address.includes("[*]") && addresses.has(anyInstance(address)));
  const left = { ...resources };
  for (const kind of Object.keys(left) as (keyof Resources)[])
    (left[kind] as Entity[]) = left[kind].filter(isLeft);
  return left;
}
