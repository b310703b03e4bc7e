import type { Problem } from "../finding.ts";
import { judgedProblem } from "../judged-problem.ts";
import { provisionedOn } from "../model/describe.ts";
import type { Model } from "../model/linked-model.ts";
import type { Alias, AliasWeight } from "../model/model.ts";
import { defineRule } from "../rule.ts";
import { presenceOf } from "../values/instances.ts";
import { judge } from "../values/judge.ts";
import { knownValue, type Settled } from "../values/value.ts";
import { numbersAt, numberWords } from "../values/words.ts";

export default defineRule({
  id: "alias-routing-valid",
  title:
    "An alias routes to at most one more version, with a weight from 0 to 1, and not to $LATEST or itself",
  severity: "error",
  since: "0.1.0",
  group: "deployment",
  rationale: "AWS rejects every other routing configuration, after the function has been updated already.",
  remedy:
    "Keep one additional version that is published and another one than the alias's own, with a weight from 0 to 1.",
  references: ["https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html"],
  deployable: true,
  options: {},
  *check({ model }) {
    for (const alias of model.aliases) {
      yield* problemsOf(alias, model);
      // On a provisioned alias, weights that aren't known are reported by provisioned-alias-unweighted.
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

function* problemsOf(alias: Alias, model: Model): Iterable<Problem> {
  if (alias.weights.length === 0) return;
  const one = judge(alias.weights.map(presenceOf), (weights) => countOf(weights) <= 1, alias.instances.when);
  yield* judgedProblem(
    one,
    { at: alias.weights[1]?.at ?? alias.at, subject: alias, law: "one version" },
    {
      broken: (all) =>
        `The alias routes to ${numberWords(all.map(countOf))} additional versions. AWS rejects it: "Number of items in AdditionalVersionWeights cannot be greater than 1".`,
      remedy: "Keep one of the additional versions.",
      open: "Whether the alias routes to one additional version can't be determined",
    },
  );
  for (const weight of alias.weights) {
    yield* versionProblem(alias, weight, model);
    yield* weightProblem(alias, weight);
  }
}

function* versionProblem(alias: Alias, weight: AliasWeight, model: Model): Iterable<Problem> {
  const own = model.versionOf(alias);
  const version = model.versionOfWeight(weight, alias);
  const ground = {
    at: weight.at,
    subject: alias,
    related: [{ at: own.text.at, message: "the alias's own version" }],
  };
  const published = judge(
    [presenceOf(weight), version.kind, own.kind],
    ([there, ...kinds]) =>
      there.state === "unset" || kinds.every((kind) => kind.state === "unset" || kind.value !== "latest"),
    alias.instances.when,
  );
  yield* judgedProblem(
    published,
    { ...ground, law: "published" },
    {
      broken:
        'The alias routes between versions, and one of them is $LATEST. AWS rejects it: "$LATEST is not supported for an alias pointing to more than 1 version".',
      remedy: "Publish a version, and let the alias and its routing name published ones.",
      open: "Whether the alias routes between published versions can't be determined",
      // A version that isn't known at all is reported by alias-version-valid.
      openIfListed: true,
    },
  );
  if (published.verdict === "broken") return;
  if (version.version === null || version.version !== own.version) return;
  const absent = judge([presenceOf(weight)], ([there]) => there.state === "unset", alias.instances.when);
  yield* judgedProblem(
    absent,
    { ...ground, law: "another version" },
    {
      broken: `The additional version is the alias's own. AWS rejects it: "Function version ${knownValue(version.text) ?? "N"} is already included in routing configuration".`,
      remedy: "Route to another version, or take the routing out.",
      open: "Whether the alias routes to another version than its own can't be determined",
    },
  );
}

function* weightProblem(alias: Alias, routed: AliasWeight): Iterable<Problem> {
  const share = judge(
    [presenceOf(routed), routed.weight],
    ([there, each]) =>
      there.state === "unset" || (each.state === "known" && each.value >= 0 && each.value <= 1),
    alias.instances.when,
  );
  yield* judgedProblem(
    share,
    { at: routed.at, subject: alias, law: "share" },
    {
      broken: (all) =>
        `The weight is ${numbersAt(all, 1, "not set")}. It is a share of the traffic, from 0 to 1.`,
      rejected: (written) => `The weight is ${written}. It is a share of the traffic, from 0 to 1.`,
      remedy: "Write the share as a number from 0 to 1: 0.1 is ten percent.",
      open: "Whether the weight is from 0 to 1 can't be determined",
    },
  );
}

function countOf(weights: readonly Settled<true>[]): number {
  return weights.filter((there) => there.state === "known").length;
}
