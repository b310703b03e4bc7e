import { describeQualifier, provisionedOn } from "../model/describe.ts";
import { defineRule } from "../rule.ts";

export default defineRule({
  id: "scaling-target-has-initial-capacity",
  title: "An alias that is scaled has provisioned concurrency to begin with",
  severity: "warning",
  since: "0.1.0",
  rationale:
    "Target tracking looks at the utilisation of provisioned instances. Without any there is none, and AWS says that scaling may not work properly.",
  remedy:
    "Declare provisioned concurrency on the alias at the target's minimum, and leave its changes to scaling (ignore_changes).",
  references: ["https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html"],
  deployable: false,
  options: {},
  *check({ model }) {
    for (const target of model.scalingTargets) {
      const alias = model.aliasOfTarget(target);
      if (!alias || provisionedOn(alias, model).length > 0) continue;
      const fn = model.functionOf(alias);
      // A configuration whose qualifier can't be told may be the alias's.
      if (fn && model.provisionedFor(fn).some((each) => each.qualifier.kind.state === "unknown")) continue;
      yield {
        at: target.at,
        subject: target,
        related: [{ at: alias.at, message: "the alias" }],
        message: `${describeQualifier(target.subject.qualifier).replace(/^t/, "T")} is scaled but has no provisioned concurrency to begin with.`,
      };
    }
  },
});
