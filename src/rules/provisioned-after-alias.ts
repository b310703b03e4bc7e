import type { Problem } from "../finding.ts";
import { withoutKeys } from "../model/addresses.ts";
import type { Referring } from "../model/index.ts";
import type { Model } from "../model/linked-model.ts";
import { defineRule } from "../rule.ts";
import { knownValue } from "../values/value.ts";

const NO_SUCH_ALIAS =
  'Application Auto Scaling answers "Validation failed for resource … Cannot find alias arn" while there is none';

/** Callers for which AWS looks the alias up when they are made; for the others, when they call. */
const CHECKED: Readonly<Record<string, string>> = {
  permission: "The permission",
  "function-url": "The function URL",
  invocation: "The invocation",
};

export default defineRule({
  id: "provisioned-after-alias",
  title: "What names an alias by text is made after it",
  severity: "error",
  since: "0.1.0",
  group: "deployment",
  rationale:
    "A name that is written out is no reference: nothing makes the alias first. Whichever is made first is a matter of luck, and the first deployment of a new account or stage fails.",
  remedy:
    "Refer to the alias instead of writing its name, or name it in depends_on, DependsOn: any chain of references will do.",
  references: [
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-dependson.html",
    "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html",
  ],
  deployable: true,
  options: {},
  *check({ model }) {
    for (const target of model.scalingTargets)
      yield* unordered(target, model, "The scaling target", target.resourceId.text.at, NO_SUCH_ALIAS);
    for (const provisioned of model.provisionedConcurrency)
      yield* unordered(provisioned, model, "The configuration", provisioned.qualifier.text.at);
    for (const source of model.eventSources)
      yield* unordered(source, model, "The event source", source.function.text.at);
    for (const caller of model.callers) {
      const { text } = caller.qualifier ?? caller.function;
      const checked = CHECKED[caller.kind];
      if (checked !== undefined) yield* unordered(caller, model, checked, text.at);
      else
        for (const problem of unordered(
          caller,
          model,
          "This",
          text.at,
          "a call before there is the alias fails",
        ))
          yield { ...problem, severity: "warning" };
    }
  },
});

function* unordered(
  entity: Referring,
  model: Model,
  what: string,
  at: Problem["at"],
  answer = "where it is made before the alias, the first deployment fails",
): Iterable<Problem> {
  const { aliasesBefore: before } = entity;
  const alias = before && model.aliasOf(entity);
  // Between two roots there is no order that either could say.
  if (!before || !alias || alias.deploymentId !== entity.deploymentId) return;
  if (before.includes(withoutKeys(alias.address))) return;
  yield {
    at,
    subject: entity,
    related: [{ at: alias.at, message: "the alias" }],
    message: `${what} names the alias ${knownValue(alias.name) ?? alias.address} as text, not by reference, so nothing makes the alias first: ${answer}.`,
  };
}
