import { describe, expect, it } from "vitest";
import { saidOf } from "./reachable.ts";

const ARN = "arn:aws:lambda:eu-west-1:111122223333:function:pay";

interface Resource {
  type: string;
  name: string;
  values?: Record<string, unknown>;
  unknown?: Record<string, unknown>;
  expressions?: Record<string, unknown>;
}

const to = (...references: string[]): unknown => ({ references });
const PAY: Resource[] = [
  {
    type: "aws_lambda_function",
    name: "pay",
    values: { function_name: "pay", publish: true, reserved_concurrent_executions: 50 },
    unknown: { arn: true, version: true },
  },
  {
    type: "aws_lambda_alias",
    name: "live",
    values: { name: "live", function_name: "pay" },
    unknown: { arn: true, function_version: true },
    expressions: {
      function_name: to("aws_lambda_function.pay.function_name", "aws_lambda_function.pay"),
      function_version: to("aws_lambda_function.pay.version", "aws_lambda_function.pay"),
    },
  },
  {
    type: "aws_lambda_provisioned_concurrency_config",
    name: "live",
    values: { function_name: "pay", qualifier: "live", provisioned_concurrent_executions: 5 },
    expressions: { qualifier: to("aws_lambda_alias.live.name", "aws_lambda_alias.live") },
  },
];
const NIGHTLY: Resource = {
  type: "aws_cloudwatch_event_target",
  name: "nightly",
  values: { rule: "nightly", arn: ARN },
  expressions: { arn: to("aws_lambda_function.pay.arn", "aws_lambda_function.pay") },
};

function plan(resources: readonly Resource[], outputs: Record<string, unknown> = {}): Record<string, string> {
  const whole = (resource: Resource) => ({
    address: `${resource.type}.${resource.name}`,
    mode: "managed",
    type: resource.type,
    name: resource.name,
  });
  const text = {
    format_version: "1.2",
    terraform_version: "1.9.0",
    planned_values: {
      root_module: { resources: resources.map((each) => ({ ...whole(each), values: each.values ?? {} })) },
    },
    resource_changes: resources.map((each) => ({
      ...whole(each),
      change: {
        actions: ["create"],
        before: null,
        after: each.values ?? {},
        after_unknown: each.unknown ?? {},
      },
    })),
    configuration: {
      provider_config: { aws: { name: "aws", expressions: { region: { constant_value: "eu-west-1" } } } },
      root_module: {
        outputs,
        resources: resources.map((each) => ({ ...whole(each), expressions: each.expressions ?? {} })),
      },
    },
  };
  return { "plan.json": JSON.stringify(text, null, 2) };
}

const alias = to("aws_lambda_alias.live.arn", "aws_lambda_alias.live");
const bare = to("aws_lambda_function.pay.arn", "aws_lambda_function.pay");

const HANDED_ON: Record<string, (expression: unknown, arn: string) => Record<string, string>> = {
  "a parameter": (value) =>
    plan([
      ...PAY,
      NIGHTLY,
      { type: "aws_ssm_parameter", name: "it", unknown: { value: true }, expressions: { value } },
    ]),
  "an environment": (variables) =>
    plan([
      ...PAY,
      NIGHTLY,
      {
        type: "aws_lambda_function",
        name: "shop",
        values: { function_name: "shop", environment: [{}] },
        expressions: { environment: [{ variables }] },
      },
    ]),
  "an output": (expression) => plan([...PAY, NIGHTLY], { pay: { expression } }),
  "a parameter that is known": (_, arn) =>
    plan([...PAY, NIGHTLY, { type: "aws_ssm_parameter", name: "it", values: { value: arn } }]),
};

describe("what an alias is handed to in a plan", () => {
  for (const [name, way] of Object.entries(HANDED_ON)) {
    it(`${name} may lead to a call of the alias`, async () => {
      expect(await saidOf(way(alias, `${ARN}:live`))).toEqual([]);
    });
    it(`${name} says nothing of the alias by the function's own name`, async () => {
      expect(await saidOf(way(bare, ARN))).toEqual(["violation"]);
    });
  }
  it("a state machine's text isn't there before an apply, so that it may call the alias or any version", async () => {
    const machine = { type: "aws_sfn_state_machine", name: "it", unknown: { definition: true } };
    for (const definition of [alias, bare])
      expect(await saidOf(plan([...PAY, NIGHTLY, { ...machine, expressions: { definition } }]))).toEqual([]);
  });

  it("an alias that has been there has its own ARN, which is no use", async () => {
    const [fn, live, ...rest] = PAY as [Resource, Resource];
    const known = { ...live, values: { ...live.values, arn: `${ARN}:live`, id: `${ARN}:live` }, unknown: {} };
    expect(await saidOf(plan([fn, known, ...rest, NIGHTLY]))).toEqual(["violation"]);
  });
});
