import type { Problem } from "../finding.ts";
import { judgedProblem } from "../judged-problem.ts";
import { describeQualifier } from "../model/describe.ts";
import type { Model } from "../model/linked-model.ts";
import type { ProvisionedConcurrency, Qualifier, ScalingTarget } from "../model/model.ts";
import { defineRule } from "../rule.ts";
import { areCompatible } from "../values/guard.ts";
import { presenceOf } from "../values/instances.ts";
import { judge } from "../values/judge.ts";
import { knownValue } from "../values/value.ts";

export default defineRule({
  id: "provisioned-concurrency-once-per-version",
  title:
    "A version has provisioned concurrency once: not on two aliases of it, not on an alias and on itself, scaled or not",
  severity: "error",
  since: "0.1.0",
  group: "deployment",
  rationale:
    'AWS keeps one configuration for a version, and refuses the second with a 409: "Alias can\'t be used for Provisioned Concurrency configuration on an already Provisioned version".',
  remedy: "Keep the configuration on the alias that callers use, and remove the other one.",
  references: ["https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html"],
  deployable: true,
  options: {},
  *check({ model }) {
    const firstOf = new Map<string, ProvisionedConcurrency[]>();
    for (const provisioned of model.provisionedConcurrency) {
      const qualifier = model.qualifierOf(provisioned);
      const version = qualifier.version ?? qualifier.alias?.id;
      if (version === undefined) continue;
      const before = firstOf.get(version) ?? [];
      const clashes = before.filter((each) => areCompatible(each.instances.when, provisioned.instances.when));
      firstOf.set(version, [...before, provisioned]);
      const [clash] = clashes;
      if (!clash) continue;
      const judgement = judge(
        clashes.map(presenceOf),
        (others) => others.every((each) => each.state === "unset"),
        provisioned.instances.when,
      );
      const message = `the same version is provisioned by ${describeQualifier(model.qualifierOf(clash))}`;
      const ground = { at: provisioned.at, subject: provisioned, related: [{ at: clash.at, message }] };
      yield* judgedProblem(judgement, ground, {
        broken: () => messageOf(qualifier, model.qualifierOf(clash)),
        open: "Whether the version is provisioned once can't be determined",
      });
    }
    for (const target of model.scalingTargets) yield* scaledBeside(target, firstOf, model);
  },
});

/** A target scales by configuring what its id names: that must be the alias, or the version, that is configured. */
function* scaledBeside(
  target: ScalingTarget,
  provisioned: ReadonlyMap<string, readonly ProvisionedConcurrency[]>,
  model: Model,
): Iterable<Problem> {
  const scaled = model.qualifierOf(target);
  if (scaled.version === null) return;
  const others = (provisioned.get(scaled.version) ?? []).filter((each) => {
    const { kind, alias } = model.qualifierOf(each);
    return alias !== scaled.alias && (alias !== null || knownValue(kind) === "version");
  });
  const [other] = others.filter((each) => areCompatible(each.instances.when, target.instances.when));
  if (!other) return;
  const judgement = judge(
    others.map(presenceOf),
    (all) => all.every((each) => each.state === "unset"),
    target.instances.when,
  );
  const qualifier = model.qualifierOf(other);
  const ground = {
    at: target.resourceId.text.at,
    subject: target,
    related: [
      { at: other.at, message: `the same version is provisioned by ${describeQualifier(qualifier)}` },
    ],
  };
  yield* judgedProblem(judgement, ground, {
    broken: `${capitalised(describeQualifier(scaled))} is scaled, and ${describeQualifier(qualifier)}, which refers to the same version, has provisioned concurrency: scaling configures a second one, and AWS rejects it${rejection(scaled, qualifier)}.`,
    open: "Whether the version is provisioned once can't be determined",
  });
}

function messageOf(qualifier: Qualifier, other: Qualifier): string {
  const [one, another] = [describeQualifier(qualifier), describeQualifier(other)];
  if (one === another)
    return `${capitalised(one)} is provisioned twice: each configuration overwrites the other at every deployment.`;
  return `${capitalised(one)} and ${another} refer to the same version, and both provision it. AWS accepts the first and rejects the second${rejection(qualifier, other)}.`;
}

/** AWS's words depend on which of the two comes first; those for two aliases are not recorded. */
function rejection({ kind }: Qualifier, { kind: other }: Qualifier): string {
  if (knownValue(kind) === knownValue(other)) return "";
  return knownValue(kind) === "version"
    ? ': "Version is pointed by a Provisioned Concurrency alias"'
    : ': "Alias can\'t be used for Provisioned Concurrency configuration on an already Provisioned version"';
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
