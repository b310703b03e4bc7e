import { nameOf } from "../model/describe.ts";
import { sameScaledQualifier } from "../model/provisioned.ts";
import { defineRule } from "../rule.ts";
import { whereThere } from "../values/instances.ts";
import { atLeastOf, judge } from "../values/judge.ts";
import { alternativesOf, type Settled } from "../values/value.ts";

export default defineRule({
  id: "scaling-max-within-reserved",
  title:
    "The maximum of a scaling target fits into the function's reservation, beside what else is provisioned",
  severity: "error",
  since: "0.1.0",
  rationale:
    "Provisioned concurrency is taken out of the reservation, so scaling fails beyond it: at the peak, when it is needed.",
  remedy: "Lower the maximum below the reservation, or reserve more.",
  references: ["https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html"],
  deployable: false,
  options: {},
  *check({ model }) {
    for (const target of model.scalingTargets) {
      const fn = model.functionOfTarget(target);
      if (!fn || !alternativesOf(fn.reservedConcurrency)) continue;
      const { reservedConcurrency } = fn;
      const others = model.provisionedFor(fn).filter((each) => !sameScaledQualifier(target, each));
      const kept = others.map((each) => whereThere(each.amount, each));
      const isOpen = kept.some((amount) => !alternativesOf(amount));
      const schedules = model.schedulesFor(target).map((each) => each.max);
      for (const max of [target.max, ...schedules]) {
        // A maximum that can't be told at all is the matter of scaling-target-well-formed.
        if (max === target.max && !alternativesOf(max)) continue;
        const sums = { most: 0, beside: 0, reserved: 0 };
        const { verdict } = judge(
          [max, reservedConcurrency, ...kept.map(atLeastOf)],
          ([most, reserved, ...beside]) => {
            if (most.state === "unset" || reserved.state === "unset") return true;
            Object.assign(sums, { most: most.value, beside: total(beside), reserved: reserved.value });
            return sums.most + sums.beside <= sums.reserved;
          },
          fn.instances.when,
        );
        const base = {
          at: max.at,
          subject: target,
          related: [
            { at: reservedConcurrency.at, message: `the reservation of ${nameOf(fn)}` },
            ...others.map((each) => ({ at: each.amount.at, message: "provisioned beside it" })),
          ],
        };
        const beside = sums.beside > 0 ? ` beside ${sums.beside} on other versions` : "";
        if (verdict === "broken")
          yield {
            ...base,
            message: `Scaling may provision ${sums.most} instances${beside}, and ${sums.reserved} are reserved: scaling out fails beyond that.`,
          };
        // What fits but for an amount that can't be told at all is the matter of provisioned-concurrency-positive.
        if (isOpen) continue;
        const open = [max, reservedConcurrency].find((each) => each.state === "unknown");
        if (verdict === "undetermined" && open?.state === "unknown")
          yield {
            ...base,
            verdict: "undetermined",
            message: `Whether the maximum fits into the reservation can't be determined: ${open.because}.`,
          };
      }
    }
  },
});

function total(amounts: readonly Settled<number>[]): number {
  return amounts.reduce((sum, each) => sum + (each.state === "known" ? each.value : 0), 0);
}
