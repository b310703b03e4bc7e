import type { Problem } from "../finding.ts";
import { judgedProblem } from "../judged-problem.ts";
import { provisionedOn } from "../model/describe.ts";
import type { Alias, Qualifier } from "../model/model.ts";
import { defineRule } from "../rule.ts";
import { type Instances, presenceOf } from "../values/instances.ts";
import { judge } from "../values/judge.ts";
import { knownValue } from "../values/value.ts";

export default defineRule({
  id: "alias-version-valid",
  title: "An alias names a version by its number, or $LATEST",
  severity: "error",
  since: "0.1.0",
  group: "deployment",
  rationale:
    "AWS takes no ARN and no name for the version of an alias, so the deployment stops after the function has been updated already.",
  remedy:
    "Give the number: Fn::GetAtt Version.Version instead of Ref in CloudFormation, the attribute version of the function in Terraform.",
  references: ["https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html"],
  deployable: true,
  options: {},
  *check({ model }) {
    for (const alias of model.aliases) {
      // On a provisioned alias, a version that isn't known at all is reported by provisioned-alias-pins-version.
      const isReported = () => provisionedOn(alias, model).length > 0;
      yield* problemsOf(alias, model.versionOf(alias), alias.instances, isReported);
      for (const weight of alias.weights)
        yield* problemsOf(alias, model.versionOfWeight(weight, alias), weight.instances, () => false);
    }
  },
});

function* problemsOf(
  alias: Alias,
  { kind, text }: Qualifier,
  instances: Instances | undefined,
  isReported: () => boolean,
): Iterable<Problem> {
  const judgement = judge(
    [presenceOf({ at: text.at, ...(instances ? { instances } : {}) }), kind],
    ([there, each]) =>
      there.state === "unset" || each.state === "unset" || /^(?:version|latest)$/.test(each.value),
    alias.instances.when,
  );
  if (judgement.verdict === "holds") return;
  yield* judgedProblem(
    judgement,
    { at: text.at, subject: alias },
    {
      broken: `The alias names its version by ${knownValue(kind) === "arn" ? "an ARN" : spelled(text)}. AWS rejects it: "Member must satisfy regular expression pattern: (\\$LATEST|[0-9]+)".`,
      open: "Whether the alias names a version by its number can't be determined",
      openIfListed: isReported(),
    },
  );
}

function spelled(text: Qualifier["text"]): string {
  const name = knownValue(text);
  return name === undefined ? "a name" : `the name ${JSON.stringify(name)}`;
}
