import { judgedProblem } from "../judged-problem.ts";
import { defineRule } from "../rule.ts";
import { judge } from "../values/judge.ts";
import { settledWords } from "../values/words.ts";

const LEAVE_OUT =
  "To reserve nothing in CloudFormation, SAM, CDK or Serverless, leave the property out or use AWS::NoValue.";

export default defineRule({
  id: "reserved-concurrency-valid",
  title: "A reservation is a whole number from 0 up",
  severity: "error",
  since: "0.1.0",
  group: "deployment",
  rationale:
    "AWS takes whole numbers from 0. -1 means unreserved to Terraform alone; in a template it is sent as it is, and the deployment fails.",
  remedy: LEAVE_OUT,
  references: [
    "https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionConcurrency.html",
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html",
  ],
  deployable: true,
  elsewhere: [
    {
      tool: "cfn-lint `E3034`, CloudFormation Validate `F3034`",
      differs:
        "CloudFormation Validate passes -1 on `AWS::Serverless::Function`; here every format is read alike.",
    },
  ],
  options: {},
  *check({ model }) {
    for (const fn of model.functions) {
      const reserved = fn.reservedConcurrency;
      const judgement = judge(
        [reserved],
        ([each]) => each.state === "unset" || (Number.isInteger(each.value) && each.value >= 0),
        fn.instances.when,
      );
      const ground = { at: reserved.at, subject: fn };
      yield* judgedProblem(judgement, ground, {
        broken: (all) =>
          `${settledWords(all.flat(), "none")} is reserved, and AWS takes a whole number "greater than or equal to 0".`,
        remedy: (all) =>
          all.every(([each]) => each.state === "known" && each.value === -1)
            ? LEAVE_OUT
            : "Reserve a whole number from 0 up, or leave the property out.",
        open: (all) =>
          `${settledWords(all.flat(), "none")} may be reserved, and AWS takes a whole number from 0 up`,
        rejected: (written) =>
          `${written} is reserved, and AWS takes a whole number "greater than or equal to 0".`,
        // A reservation that isn't known at all is reported by reserved-concurrency-required.
        openIfListed: true,
      });
    }
  },
});
