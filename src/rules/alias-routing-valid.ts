import type { Problem } from "../finding.ts";
import { provisionedOn } from "../model/describe.ts";
import type { Alias, AliasWeight } from "../model/model.ts";
import { defineRule } from "../rule.ts";
import { presenceOf } from "../values/instances.ts";
import { judge } from "../values/judge.ts";
import { knownValue, type Settled } from "../values/value.ts";
import { numberWords, settledWords } from "../values/words.ts";

export default defineRule({
  id: "alias-routing-valid",
  title:
    "An alias routes to at most one more version, with a weight from 0 to 1, and not to $LATEST or itself",
  severity: "error",
  since: "0.1.0",
  group: "aliases",
  rationale: "AWS rejects every other routing configuration, after the function has been updated already.",
  remedy:
    "Keep one additional version that is published and another one than the alias's own, with a weight from 0 to 1.",
  references: ["https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html"],
  deployable: true,
  options: {},
  *check({ model }) {
    for (const alias of model.aliases) {
      yield* problemsOf(alias);
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

function* problemsOf(alias: Alias): Iterable<Problem> {
  const { when } = alias.instances;
  const { verdict, broken, because } = judge(
    alias.weights.map(presenceOf),
    (weights) => countOf(weights) <= 1,
    when,
  );
  const base = { at: alias.weights[1]?.at ?? alias.at, subject: alias };
  if (verdict === "broken")
    yield {
      ...base,
      message: `The alias routes to ${numberWords(broken.map(countOf))} additional versions. AWS rejects it: "Number of items in AdditionalVersionWeights cannot be greater than 1".`,
    };
  else if (verdict === "undetermined")
    yield { ...base, ...undetermined("the alias routes to one additional version", because) };
  for (const weight of alias.weights) {
    yield* versionProblem(alias, weight);
    yield* weightProblem(alias, weight);
  }
}

function* versionProblem(alias: Alias, weight: AliasWeight): Iterable<Problem> {
  const { version } = weight;
  const base = {
    at: weight.at,
    subject: alias,
    related: [{ at: alias.version.text.at, message: "the alias's own version" }],
  };
  const latest = judge(
    [presenceOf(weight), version.kind, alias.version.kind],
    ([there, ...kinds]) =>
      there.state === "unset" || kinds.every((kind) => kind.state === "unset" || kind.value !== "latest"),
    alias.instances.when,
  );
  if (latest.verdict === "broken") {
    yield {
      ...base,
      message:
        'The alias routes between versions, and one of them is $LATEST. AWS rejects it: "$LATEST is not supported for an alias pointing to more than 1 version".',
    };
    return;
  }
  // A version that isn't known at all is reported by alias-version-valid.
  if (latest.verdict === "undetermined" && latest.broken.length > 0)
    yield { ...base, ...undetermined("the alias routes between published versions", latest.because) };
  if (version.version === null || version.version !== alias.version.version) return;
  const { verdict, because } = judge(
    [presenceOf(weight)],
    ([there]) => there.state === "unset",
    alias.instances.when,
  );
  if (verdict === "broken")
    yield {
      ...base,
      message: `The additional version is the alias's own. AWS rejects it: "Function version ${knownValue(version.text) ?? "N"} is already included in routing configuration".`,
    };
  else if (verdict === "undetermined")
    yield { ...base, ...undetermined("the alias routes to another version than its own", because) };
}

function* weightProblem(alias: Alias, routed: AliasWeight): Iterable<Problem> {
  const { weight, at } = routed;
  const { verdict, broken, because } = judge(
    [presenceOf(routed), weight],
    ([there, each]) =>
      there.state === "unset" || (each.state === "known" && each.value >= 0 && each.value <= 1),
    alias.instances.when,
  );
  const base = { at, subject: alias };
  if (verdict === "broken") {
    const weights = broken.map(([, each]) => each);
    yield {
      ...base,
      message: `The weight is ${settledWords(weights, "not set")}. It is a share of the traffic, from 0 to 1.`,
    };
  } else if (verdict === "undetermined")
    yield { ...base, ...undetermined("the weight is from 0 to 1", because) };
}

function countOf(weights: readonly Settled<true>[]): number {
  return weights.filter((there) => there.state === "known").length;
}

function undetermined(what: string, because: string) {
  return { verdict: "undetermined", message: `Whether ${what} can't be determined: ${because}.` } as const;
}
