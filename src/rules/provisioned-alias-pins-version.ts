import type { Repair } from "../finding.ts";
import { judgedProblem } from "../judged-problem.ts";
import type { Model } from "../model/linked-model.ts";
import type { Alias } from "../model/model.ts";
import { defineRule } from "../rule.ts";
import { presenceOf } from "../values/instances.ts";
import { judge } from "../values/judge.ts";
import { knownValue } from "../values/value.ts";

export default defineRule({
  id: "provisioned-alias-pins-version",
  title: "An alias with provisioned concurrency points at a published version",
  severity: "error",
  since: "0.1.0",
  group: "deployment",
  rationale:
    "Provisioned instances run a version that can't change. An alias of $LATEST has none, so the deployment stops half way.",
  remedy:
    "Publish a version (publish = true in Terraform, AWS::Lambda::Version, AutoPublishAlias in SAM) and point the alias at it.",
  references: [
    "https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",
    "https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html",
  ],
  deployable: true,
  options: {},
  *check({ model }) {
    for (const provisioned of model.provisionedConcurrency) {
      const alias = model.aliasOf(provisioned);
      if (!alias) continue;
      const { kind, text } = model.versionOf(alias);
      const judgement = judge(
        [kind, presenceOf(provisioned)],
        ([each, there]) => there.state === "unset" || each.state === "unset" || each.value !== "latest",
        alias.instances.when,
      );
      const ground = {
        at: text.at,
        subject: alias,
        related: [{ at: provisioned.at, message: "the provisioned concurrency on this alias" }],
      };
      yield* judgedProblem(judgement, ground, {
        broken:
          'The alias points at $LATEST and has provisioned concurrency. AWS rejects it: "Provisioned Concurrency Configs cannot be applied to unpublished function versions."',
        open: "Whether the alias points at a published version can't be determined",
        repairs: pinning(alias, model),
      });
    }
  },
});

/** Points the alias at the one version that is declared, or has its function publish one. */
function pinning(alias: Alias, model: Model): Repair[] {
  const fn = model.functionOf(alias);
  const [version, another] = fn ? model.versionsOf(fn) : [];
  if (!fn || another) return [];
  if (version) return [{ entity: alias, set: "version", to: version.address }];
  return [
    { entity: alias, set: "version", to: null },
    ...(knownValue(fn.publishesVersions) === true
      ? []
      : [{ entity: fn, set: "publishesVersions", to: true } as const]),
  ];
}
