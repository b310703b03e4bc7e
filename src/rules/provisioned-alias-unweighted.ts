import { judgedProblem } from "../judged-problem.ts";
import { provisionedOn } from "../model/describe.ts";
import { defineRule } from "../rule.ts";
import { presenceOf } from "../values/instances.ts";
import { judge } from "../values/judge.ts";
import type { Settled } from "../values/value.ts";

export default defineRule({
  id: "provisioned-alias-unweighted",
  title: "An alias with provisioned concurrency has no routing weights",
  severity: "error",
  since: "0.1.0",
  group: "deployment",
  rationale:
    'Provisioned instances are of one version, so AWS rejects them on an alias of two: "Alias with weights can not be used with Provisioned Concurrency".',
  remedy:
    "Remove the routing configuration, or shift traffic with a deployment tool that moves provisioned concurrency along.",
  references: [
    "https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html",
    "https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",
  ],
  deployable: true,
  elsewhere: [
    {
      tool: "CloudFormation Validate `F3020`",
      differs:
        "In templates only; here in Terraform too, also where alias and configuration are two resources.",
    },
  ],
  options: {},
  *check({ model }) {
    for (const alias of model.aliases) {
      if (alias.weights.length === 0 && !alias.weightsUnknown) continue;
      const provisioned = provisionedOn(alias, model);
      const [first] = provisioned;
      if (!first) continue;
      const base = {
        subject: alias,
        related: [{ at: first.at, message: "the provisioned concurrency on this alias" }],
      };
      const judgement = judge(
        [...alias.weights.map(presenceOf), ...provisioned.map(presenceOf)],
        (there) =>
          !there.slice(0, alias.weights.length).some(isKnown) ||
          !there.slice(alias.weights.length).some(isKnown),
        alias.instances.when,
      );
      const at = alias.weights[0]?.at ?? alias.at;
      yield* judgedProblem(
        judgement,
        { ...base, at },
        {
          broken:
            'The alias splits traffic by weight and has provisioned concurrency. AWS rejects it: "Alias with weights can not be used with Provisioned Concurrency".',
          open: "Whether the alias has routing weights together with provisioned concurrency can't be determined",
        },
      );
      if (judgement.verdict === "holds" && alias.weightsUnknown)
        yield {
          ...base,
          at: alias.weightsUnknown.at,
          verdict: "undetermined",
          message: `Whether the alias has routing weights can't be determined: ${alias.weightsUnknown.because}.`,
        };
    }
  },
});

function isKnown({ state }: Settled<true>): boolean {
  return state === "known";
}
