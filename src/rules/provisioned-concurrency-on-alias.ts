import { judgedProblem } from "../judged-problem.ts";
import { isArn } from "../model/qualifier-references.ts";
import { defineRule } from "../rule.ts";
import { judge } from "../values/judge.ts";

const REJECTED =
  'AWS rejects it: "Provisioned Concurrency Configs cannot be applied to unpublished function versions."';

export default defineRule({
  id: "provisioned-concurrency-on-alias",
  title: "Provisioned concurrency is set on an alias, never on $LATEST",
  severity: "error",
  since: "0.1.0",
  group: "deployment",
  rationale:
    "AWS keeps initialised instances of published versions only. On a bare version they are lost, or stranded and billed, with every publish; an alias carries them over.",
  remedy: "Publish versions, point an alias at one, and name the alias as the qualifier.",
  references: ["https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html"],
  deployable: { "allow-version": true },
  options: {
    "allow-version": {
      type: "boolean",
      default: false,
      stricter: "lower",
      description: "Accept a published version as the qualifier.",
    },
  },
  *check({ model, options }) {
    for (const provisioned of model.provisionedConcurrency) {
      const { kind, text } = model.qualifierOf(provisioned);
      const ground = {
        at: text.at,
        subject: provisioned,
        related: [{ at: provisioned.at, message: "the provisioned concurrency" }],
      };
      // What an alias or a version provisions itself has no qualifier that anybody wrote.
      if (provisioned.declaredOn === "config" && isArn(provisioned.qualifier)) {
        yield {
          ...ground,
          message:
            "The qualifier is an ARN. AWS takes the name of an alias or the number of a version: its pattern is (|[a-zA-Z0-9$_-]+), and an ARN has colons.",
          remedy:
            "Name the alias as the qualifier: the attribute name of the alias, or the version of the function, not an ARN.",
        };
        continue;
      }
      const { verdict: isPublished } = judge(
        [kind],
        ([each]) => each.state === "known" && each.value !== "latest",
        provisioned.instances.when,
      );
      const isAlias = judge(
        [kind],
        ([each]) =>
          each.state === "known" &&
          (each.value === "alias" || (each.value === "version" && options["allow-version"])),
        provisioned.instances.when,
      );
      if (isPublished === "broken") {
        yield {
          ...ground,
          message: `Provisioned concurrency is set on $LATEST, not on an alias. ${REJECTED}`,
        };
        continue;
      }
      yield* judgedProblem(isAlias, ground, {
        broken: `Provisioned concurrency is set on a bare version: the next publish leaves it behind${provisioned.declaredOn === "version" ? ", and CloudFormation can't change it in place" : ""}.`,
        remedy:
          "Point an alias at the version and name the alias as the qualifier, or let the rule accept versions: allow-version: true.",
        open: "Whether the qualifier is an alias can't be determined",
      });
    }
  },
});
