import type { Concurrency, FunctionChange } from "../../model/estate-change.ts";
import type { Model } from "../../model/linked-model.ts";
import type { LambdaFunction } from "../../model/model.ts";
import { provisionedOf } from "../../model/provisioned.ts";
import { toldApart } from "../../model/told-apart.ts";
import { compareText } from "../../source/location.ts";
import { exactly, type Interval, UNBOUNDED } from "../../values/interval.ts";
import type { Value } from "../../values/value.ts";
import { Occurrences } from "./occurrences.ts";
import { type Occurring, pairUp } from "./pair-up.ts";

/** A function on one side of a change. */
export interface Side {
  fn: LambdaFunction;
  model: Model;
}

/** The root that a function is of. */
export function rootOf({ fn, model }: Side): string {
  return model.deploymentOf(fn).root;
}

type Sided = Side & Occurring;

/** What each function of a change was, where it was there; and those that are gone. */
export function functionPairs(base: Model, head: Model): [Side | undefined, Side | undefined][] {
  // What was evaluated once for both sides is the same function on both, and most of what there is.
  const same = new Set(base.functions);
  const shared = new Set(head.functions.filter((fn) => same.has(fn)));
  const before = functionsOf(base, shared);
  const after = functionsOf(head, shared);
  const pairs = pairUp(before, after);
  const stayed = new Set(pairs.values());
  const sided = new Map(after.map((each) => [each.fn, each]));
  return [
    ...before.filter((each) => !stayed.has(each)).map((each): [Side, undefined] => [each, undefined]),
    ...head.functions.map((fn): [Side | undefined, Side] => {
      const own = sided.get(fn);
      return own
        ? [pairs.get(own), own]
        : [
            { fn, model: base },
            { fn, model: head },
          ];
    }),
  ];
}

/** The functions that a change adds, removes or gives other numbers. One that only has another address or file is the same. */
export function functionChanges(pairs: ReturnType<typeof functionPairs>): FunctionChange[] {
  const merged = new Map<string, FunctionChange>();
  for (const [was, is] of pairs) {
    const change = changeOf(was, is);
    if (!change) continue;
    const { environments, ...what } = change;
    // Infinity is null in JSON, as is what isn't set.
    const key = JSON.stringify(what, (_, value) =>
      value === Number.POSITIVE_INFINITY ? "unbounded" : value,
    );
    const same = merged.get(key);
    if (!same) merged.set(key, change);
    else same.environments = [...new Set([...same.environments, ...environments])];
  }
  return toldApart([...merged.values()]).sort(
    (a, b) => compareText(a.root, b.root) || compareText(a.address, b.address) || compareText(b.kind, a.kind),
  );
}

function functionsOf(model: Model, without: ReadonlySet<LambdaFunction>): Sided[] {
  const occurrences = new Occurrences(model);
  return model.functions
    .filter((fn) => !without.has(fn))
    .map((fn) => ({ fn, model, occurrence: occurrences.ofFunction(fn) }));
}

function changeOf(was: Side | undefined, is: Side | undefined): FunctionChange | undefined {
  const before = was && concurrencyOf(was);
  const after = is && concurrencyOf(is);
  if (before && after && isSame(before, after)) return undefined;
  const side = is ?? was;
  if (!side) return undefined;
  const { fn, model } = side;
  const { root, environment } = model.deploymentOf(fn);
  return {
    kind: !before ? "added" : !after ? "removed" : "changed",
    address: fn.address,
    name: fn.label ?? fn.address,
    root,
    environments: [environment],
    at: fn.reservedConcurrency.at.file === fn.at.file ? fn.reservedConcurrency.at : fn.at,
    before,
    after,
  };
}

function concurrencyOf({ fn, model }: Side): Concurrency {
  return { reserved: reservedOf(fn.reservedConcurrency), provisioned: provisionedOf(fn, model) };
}

function reservedOf(value: Value<number>): Interval | null {
  if (value.state === "known") return exactly(value.value);
  return value.state === "unset" ? null : UNBOUNDED;
}

function isSame(a: Concurrency, b: Concurrency): boolean {
  return sameInterval(a.reserved, b.reserved) && sameInterval(a.provisioned, b.provisioned);
}

function sameInterval(a: Interval | null, b: Interval | null): boolean {
  return a?.atLeast === b?.atLeast && a?.atMost === b?.atMost;
}
