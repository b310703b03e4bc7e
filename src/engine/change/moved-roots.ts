import type { Diagnostic } from "../../finding.ts";
import type { Model } from "../../model/linked-model.ts";
import { type Root, rootKey } from "../../parser.ts";
import type { Policy } from "../../policy/policy.ts";
import { compareText, startOfFile } from "../../source/location.ts";
import { knownValue } from "../../values/value.ts";
import { environmentsOf, type FormerRoots, NOTHING_MORE } from "../roots/judged-too.ts";
import { Estate } from "./estate.ts";

/** One side of a change, as far as it says what is where. */
export interface Side {
  roots: readonly Root[];
  model: Model;
}

/** A function that is deployed under the same name is surer to be the same one than one at the same address. */
const [BY_NAME, BY_ADDRESS] = [2, 1];

/**
 * What roots that only the head has were in the base: the root that most of their functions were in, and aren't in any more. Only
 * those to which the policy gives other environments, accounts, regions or inputs than to what they were.
 */
export function movedRoots(base: Side, head: Side, policy: Policy): FormerRoots {
  const formats = new Map(base.roots.map((root) => [rootKey(root), root]));
  const added = head.roots.filter((root) => !formats.has(rootKey(root)));
  const formerly = new Map<string, Root>();
  if (added.length === 0) return formerly;
  const [before, after] = [new Estate(base.model, policy), new Estate(head.model, policy)];
  for (const root of added) {
    const key = rootKey(root);
    const scores = new Map<string, number>();
    for (const fn of after.functions.filter((each) => each.key === key)) {
      const named = fn.name === undefined ? [] : before.named(fn.name);
      for (const [found, score] of [
        [named, BY_NAME],
        [before.addressed(fn.address), BY_ADDRESS],
      ] as const)
        for (const was of found) {
          const isGone = after.at(was.place).length === 0;
          if (isGone && formats.get(was.key)?.format === root.format)
            scores.set(was.key, (scores.get(was.key) ?? 0) + score);
        }
    }
    const [best] = [...scores].sort(([a, x], [b, y]) => y - x || compareText(a, b));
    const former = best && formats.get(best[0]);
    if (former && isGivenOther(root, former, policy)) formerly.set(key, former);
  }
  return formerly;
}

/** Whether the policy gives to a root something else where it was than where it is. */
function isGivenOther(root: Root, former: Root, policy: Policy): boolean {
  const given = (formerly: FormerRoots) => {
    const environments = environmentsOf(root, { policy, judgedToo: { ...NOTHING_MORE, formerly } });
    const was = formerly.get(rootKey(root));
    return JSON.stringify(
      environments.map((each) => {
        const { account, regions } = policy.placedAt(each, root, was);
        return [each.name, account, regions, policy.inputsFor(each, root, undefined, {}, was)];
      }),
    );
  };
  return given(new Map()) !== given(new Map([[rootKey(root), former]]));
}

/** Those whose own words say no number that what they were given before would hide: a default or a file may say more now. */
export function hidingNothing(formerly: FormerRoots, own: Model, moved: Model): FormerRoots {
  const numbers = new Map<string, Set<unknown>>();
  const placeOf = (model: Model, fn: Model["functions"][number]) => {
    const { id } = model.deploymentOf(fn);
    return [id.slice(0, id.lastIndexOf("@")), fn.address] as const;
  };
  for (const fn of moved.functions) {
    const place = placeOf(moved, fn).join("\n");
    numbers.set(place, (numbers.get(place) ?? new Set()).add(knownValue(fn.reservedConcurrency)));
  }
  const hiding = new Set<string>();
  for (const fn of own.functions) {
    const [key, address] = placeOf(own, fn);
    if (fn.reservedConcurrency.state === "unknown") continue;
    if (!numbers.get(`${key}\n${address}`)?.has(knownValue(fn.reservedConcurrency))) hiding.add(key);
  }
  return new Map([...formerly].filter(([key]) => !hiding.has(key)));
}

/** Says with what a moved root is judged. */
export function judgedAsBefore(roots: readonly Root[], formerly: FormerRoots): Diagnostic[] {
  return roots.flatMap((root) => {
    const former = formerly.get(rootKey(root));
    if (!former) return [];
    return [
      {
        severity: "warning",
        message: `This change moves functions from ${former.path} to ${root.path}, to which the policy doesn't give all that it gives to ${former.path}; in this run ${root.path} is judged with that all the same.`,
        hint: `Once it is merged, that no longer holds: say in the policy where ${root.path} is deployed, and with what.`,
        at: startOfFile(root.path),
      },
    ];
  });
}
