import { judgedProblem } from "../judged-problem.ts";
import { describeQualifier, provisionedOn } from "../model/describe.ts";
import { defineRule } from "../rule.ts";
import { presenceOf } from "../values/instances.ts";
import { judge } from "../values/judge.ts";

export default defineRule({
  id: "scaling-target-has-initial-capacity",
  title: "An alias that is scaled has provisioned concurrency to begin with",
  severity: "warning",
  since: "0.1.0",
  group: "cost",
  rationale:
    "Target tracking looks at the utilisation of provisioned instances. Without any there is none, and AWS says that scaling may not work properly.",
  remedy:
    "Declare provisioned concurrency on the alias at the target's minimum, and leave its changes to scaling (ignore_changes).",
  references: ["https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html"],
  deployable: false,
  accepted: "AWS accepts it and may not scale",
  options: {},
  *check({ model }) {
    for (const target of model.scalingTargets) {
      const alias = model.aliasOf(target);
      if (!alias) continue;
      const fn = model.functionOf(alias);
      // A configuration whose qualifier isn't known may be the alias's.
      if (fn && model.provisionedFor(fn).some((each) => model.qualifierOf(each).kind.state === "unknown"))
        continue;
      const judgement = judge(
        provisionedOn(alias, model).map(presenceOf),
        (provisioned) => provisioned.some((there) => there.state === "known"),
        target.instances.when,
      );
      const ground = { at: target.at, subject: target, related: [{ at: alias.at, message: "the alias" }] };
      const qualifier = describeQualifier(model.qualifierOf(target));
      yield* judgedProblem(judgement, ground, {
        broken: `${qualifier.replace(/^t/, "T")} is scaled but has no provisioned concurrency to begin with.`,
        open: `Whether ${qualifier} has provisioned concurrency to begin with can't be determined`,
      });
    }
  },
});
