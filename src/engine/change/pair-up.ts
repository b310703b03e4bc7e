import type { Occurrence } from "../../finding.ts";
import { withoutKeys } from "../../model/addresses.ts";
import { compareText } from "../../source/location.ts";

/** What two occurrences must have in common to be one; undefined where it says nothing of an occurrence. */
type Likeness = (occurrence: Occurrence) => readonly unknown[] | undefined;

/** By what AWS has them for, and in the same place. */
const SAME: Likeness = ({ scope, of, account, region, part, root, address }) => [
  scope,
  ...[of, account, region, part, root, address],
];

/**
 * Ways in which two occurrences can be one, the surest first. What AWS knows by a name is followed wherever the code puts it, and an
 * address says nothing where another function has taken it over.
 */
const LIKENESSES: readonly Likeness[] = [
  (occurrence) => [...(SAME(occurrence) ?? []), occurrence.measure?.over],
  SAME,
  ({ scope, of, account, region, part }) =>
    of === undefined || part === undefined ? undefined : [scope, of, account, region, part],
  // What belongs to a function and has no name of its own: by its block, in whichever module and instance of it.
  ({ scope, of, account, region, part, address }) =>
    of === undefined || part !== undefined ? undefined : [scope, of, account, region, blockOf(address)],
];

/** Where one of two is told an account or a region and the other isn't, or what is known by a name has had none that is known. */
const INCOMPLETE: Likeness = ({ scope, part, root, address }) => [scope, part, root, address];

/** What is at an address now, by one that it has moved from: Terraform takes no move from what is still declared. */
const MOVED = ({ scope, part, root, formerly = [] }: Occurrence): unknown[][] =>
  formerly.map((address) => [scope, part, root, address]);

/** Something that occurs. */
export interface Occurring {
  occurrence: Occurrence;
}

/**
 * Finds for what there is now what it was before, one to one: of several that are alike the surest pair first, and those that go
 * farthest beyond what is allowed with each other. What has none is new.
 */
export function pairUp<B extends Occurring, A extends Occurring>(
  before: readonly B[],
  after: readonly A[],
): Map<A, B> {
  const pairs = new Map<A, B>();
  let [earlier, later] = [farthestFirst(before), farthestFirst(after)];
  const pair = (likeness: Likeness, fits: Fits, keysNow = ownKeys) => {
    const taken = new Set<B>();
    let groups: Map<string, Group<B>> | undefined;
    for (const each of later) {
      const keys = keysNow(each.occurrence, likeness);
      if (keys.length === 0) continue;
      groups ??= groupBy(earlier, likeness);
      const known = groups;
      const found = first(keys, (key) =>
        known.get(textOf(key))?.take((one) => fits(one.occurrence, each.occurrence)),
      );
      if (!found) continue;
      pairs.set(each, found);
      taken.add(found);
    }
    earlier = earlier.filter((each) => !taken.has(each));
    later = later.filter((each) => !pairs.has(each));
  };
  pair(INCOMPLETE, mayBeOne, MOVED);
  for (const likeness of LIKENESSES) pair(likeness, always);
  pair(INCOMPLETE, mayBeOne);
  return pairs;
}

/** What there is now is looked for by the same. */
function ownKeys(occurrence: Occurrence, likeness: Likeness): readonly (readonly unknown[])[] {
  const key = likeness(occurrence);
  return key ? [key] : [];
}

function first<T, R>(items: readonly T[], resultOf: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const result = resultOf(item);
    if (result !== undefined) return result;
  }
  return undefined;
}

type Fits = (before: Occurrence, after: Occurrence) => boolean;

/** More that are alike in all but account and region there are not: so many regions has AWS. */
const MOST_TRIED = 64;

/** Some that are alike, of which each is taken once. */
class Group<T> {
  readonly #all: T[] = [];
  #first = 0;

  add(each: T): void {
    this.#all.push(each);
  }

  /** The first one that fits. */
  take(fits: (each: T) => boolean): T | undefined {
    const end = Math.min(this.#all.length, this.#first + MOST_TRIED);
    for (let at = this.#first; at < end; at++) {
      const each = this.#all[at] as T;
      if (!fits(each)) continue;
      this.#all[at] = this.#all[this.#first] as T;
      this.#first++;
      return each;
    }
    return undefined;
  }
}

function groupBy<T extends Occurring>(all: readonly T[], likeness: Likeness): Map<string, Group<T>> {
  const groups = new Map<string, Group<T>>();
  for (const each of all) {
    const key = likeness(each.occurrence);
    if (!key) continue;
    const text = textOf(key);
    const group = groups.get(text) ?? new Group<T>();
    group.add(each);
    groups.set(text, group);
  }
  return groups;
}

function farthestFirst<T extends Occurring>(all: readonly T[]): T[] {
  const over = ({ occurrence }: T) => occurrence.measure?.over ?? Number.NEGATIVE_INFINITY;
  const far = (a: T, b: T) => (over(a) === over(b) ? 0 : over(b) - over(a));
  return [...all].sort((a, b) => far(a, b) || compareText(a.occurrence.root, b.occurrence.root));
}

const always: Fits = () => true;

/** A name that has become known is one that the address may have had; one that isn't known any more may be another's. */
function mayBeOne(before: Occurrence, after: Occurrence): boolean {
  const isOpen = before.of === undefined || before.of === after.of;
  return isOpen && agree(before.account, after.account) && agree(before.region, after.region);
}

function agree(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

/** `module.api.aws_lambda_alias.live["eu"]` is of the block `aws_lambda_alias.live`. */
function blockOf(address: string): string {
  const plain = withoutKeys(address);
  return plain.startsWith("module.") ? plain.split(".").slice(-2).join(".") : plain;
}

function textOf(key: readonly unknown[]): string {
  return JSON.stringify(key);
}
