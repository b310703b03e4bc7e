import type { Problem } from "../finding.ts";
import { provisionedOn } from "../model/describe.ts";
import type { Alias } from "../model/model.ts";
import { defineRule } from "../rule.ts";
import { judge } from "../values/judge.ts";
import { knownValue } from "../values/value.ts";

export default defineRule({
  id: "alias-routing-valid",
  title:
    "An alias routes to at most one more version, with a weight from 0 to 1, and not to $LATEST or itself",
  severity: "error",
  since: "0.1.0",
  rationale: "AWS rejects every other routing configuration, after the function has been updated already.",
  remedy:
    "Keep one additional version that is published and another one than the alias's own, with a weight from 0 to 1.",
  references: ["https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html"],
  deployable: true,
  options: {},
  *check({ model }) {
    for (const alias of model.aliases) {
      yield* problemsOf(alias);
      // On a provisioned alias, weights that can't be told are the matter of provisioned-alias-unweighted.
      if (alias.weightsUnknown && provisionedOn(alias, model).length === 0)
        yield {
          at: alias.weightsUnknown.at,
          subject: alias,
          verdict: "undetermined",
          message: `Whether the alias routes as AWS allows can't be determined: ${alias.weightsUnknown.because}.`,
        };
    }
  },
});

function* problemsOf(alias: Alias): Iterable<Problem> {
  const related = [{ at: alias.version.text.at, message: "the alias's own version" }];
  if (alias.weights.length > 1) {
    yield {
      at: alias.weights[1]?.at ?? alias.at,
      subject: alias,
      message: `The alias routes to ${alias.weights.length} additional versions. AWS rejects it: "Number of items in AdditionalVersionWeights cannot be greater than 1".`,
    };
  }
  for (const { version, weight, at } of alias.weights) {
    const base = { at, subject: alias };
    if (knownValue(version.kind) === "latest" || knownValue(alias.version.kind) === "latest") {
      yield {
        ...base,
        related,
        message:
          'The alias routes between versions, and one of them is $LATEST. AWS rejects it: "$LATEST is not supported for an alias pointing to more than 1 version".',
      };
    } else if (version.version !== null && version.version === alias.version.version) {
      yield {
        ...base,
        related,
        message: `The additional version is the alias's own. AWS rejects it: "Function version ${knownValue(version.text) ?? "N"} is already included in routing configuration".`,
      };
    }
    const { verdict } = judge(
      [weight],
      ([each]) => each.state === "known" && each.value >= 0 && each.value <= 1,
    );
    if (verdict === "broken")
      yield {
        ...base,
        message: `The weight is ${knownValue(weight) ?? (weight.state === "unset" ? "not set" : "out of range")}. It is a share of the traffic, from 0 to 1.`,
      };
    else if (verdict === "undetermined" && weight.state === "unknown")
      yield {
        ...base,
        verdict: "undetermined",
        message: `Whether the weight is from 0 to 1 can't be determined: ${weight.because}.`,
      };
  }
}
