import type { Problem } from "../finding.ts";
import { nameOf } from "../model/describe.ts";
import type { Alias, Entity, LambdaFunction, Qualifier } from "../model/model.ts";
import { defineRule } from "../rule.ts";
import { presenceOf } from "../values/instances.ts";
import { judge } from "../values/judge.ts";
import { knownValue } from "../values/value.ts";

export default defineRule({
  id: "qualifier-declared",
  title: "A qualifier of a function that is declared here names an alias that is declared too",
  severity: "warning",
  since: "0.1.0",
  group: "deployment",
  rationale:
    "AWS rejects provisioned concurrency and scaling for an alias that doesn't exist. When it exists by hand only, the code can't say what it points at.",
  remedy: "Declare the alias together with the function, or correct its name.",
  references: ["https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html"],
  deployable: false,
  accepted: "the alias may exist outside the code",
  options: {},
  *check({ model }) {
    for (const named of [...model.provisionedConcurrency, ...model.scalingTargets]) {
      const fn = model.functionOf(named);
      if (fn) yield* missing(named, model.qualifierOf(named), fn, model.aliasesOf(fn));
    }
  },
});

function* missing(
  subject: Entity,
  { kind, text, alias: named }: Qualifier,
  fn: LambdaFunction,
  aliases: readonly Alias[],
): Iterable<Problem> {
  const name = knownValue(text);
  if (knownValue(kind) !== "alias" || name === undefined) return;
  const base = { at: text.at, subject, related: [{ at: fn.at, message: "the function" }] };
  if (named) {
    const { verdict, because } = judge(
      [presenceOf(named)],
      ([there]) => there.state === "known",
      subject.instances.when,
    );
    if (verdict !== "holds")
      yield {
        ...base,
        verdict: "undetermined",
        message: `Whether ${nameOf(fn)} has the alias "${name}" can't be determined: ${because}.`,
      };
    return;
  }
  // An alias whose name isn't known may be the one.
  if (aliases.some((alias) => alias.name.state === "unknown")) return;
  const declared = aliases.flatMap((alias) => knownValue(alias.name) ?? []);
  const known = declared.length === 0 ? "it has none" : `it has ${declared.join(", ")}`;
  yield {
    ...base,
    message: `${nameOf(fn)} has no alias "${name}" in the code: ${known}. Where it doesn't exist either, AWS says "Cannot find alias arn".`,
  };
}
