import { z } from "zod";
import { nameOf } from "../model/describe.ts";
import { judge, valueOf } from "../model/value.ts";
import { defineRule } from "../rule.ts";

export default defineRule({
  id: "scaling-max-within-reserved",
  title: "The maximum of a scaling target fits into the function's reservation",
  severity: "error",
  since: "0.1.0",
  rationale:
    "Provisioned concurrency is taken out of the reservation, so scaling fails beyond it: at the peak, when it is needed.",
  remedy: "Lower the maximum below the reservation, or reserve more.",
  references: ["https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html"],
  deployable: false,
  options: z.strictObject({}),
  *check({ model }) {
    for (const target of model.scalingTargets) {
      const fn = model.functionOfTarget(target);
      if (!fn) continue;
      const { reservedConcurrency } = fn;
      const verdict = judge(
        [target.max, reservedConcurrency],
        ([most, reserved]) =>
          most.state === "unset" || reserved.state === "unset" || most.value <= reserved.value,
      );
      const base = {
        at: target.max.at,
        subject: target,
        related: [{ at: reservedConcurrency.at, message: `the reservation of ${nameOf(fn)}` }],
      };
      if (verdict === "broken")
        yield {
          ...base,
          message: `Scaling may provision ${valueOf(target.max) ?? "more"} instances, and ${valueOf(reservedConcurrency) ?? "fewer"} are reserved: scaling out fails beyond that.`,
        };
      else if (verdict === "undetermined" && target.max.state === "unknown")
        yield {
          ...base,
          verdict: "undetermined",
          message: `Whether the maximum fits into the reservation can't be determined: ${target.max.because}.`,
        };
    }
  },
});
