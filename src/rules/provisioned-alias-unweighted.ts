import { provisionedOn } from "../model/describe.ts";
import { defineRule } from "../rule.ts";

export default defineRule({
  id: "provisioned-alias-unweighted",
  title: "An alias with provisioned concurrency has no routing weights",
  severity: "error",
  since: "0.1.0",
  rationale:
    'Provisioned instances are of one version, so AWS rejects them on an alias of two: "Alias with weights can not be used with Provisioned Concurrency".',
  remedy:
    "Remove the routing configuration, or shift traffic with a deployment tool that moves provisioned concurrency along.",
  references: [
    "https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html",
    "https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",
  ],
  deployable: true,
  options: {},
  *check({ model }) {
    for (const alias of model.aliases) {
      const [provisioned] = provisionedOn(alias, model);
      if (!provisioned) continue;
      const base = {
        subject: alias,
        related: [{ at: provisioned.at, message: "the provisioned concurrency on this alias" }],
      };
      const [weight] = alias.weights;
      if (weight) {
        yield {
          ...base,
          at: weight.at,
          message:
            'The alias splits traffic by weight and carries provisioned concurrency. AWS rejects it: "Alias with weights can not be used with Provisioned Concurrency".',
        };
      } else if (alias.weightsUnknown) {
        yield {
          ...base,
          at: alias.weightsUnknown.at,
          verdict: "undetermined",
          message: `Whether the alias has routing weights can't be determined: ${alias.weightsUnknown.because}.`,
        };
      }
    }
  },
});
