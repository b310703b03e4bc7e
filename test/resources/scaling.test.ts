import { describe, expect, it } from "vitest";
import type { Mention } from "../../src/model/mention.ts";
import { readResources } from "../../src/resources/read-resources.ts";
import type { TextPart } from "../../src/resources/reader.ts";
import { knownValue } from "../../src/values/value.ts";
import { is, open } from "../model/support.ts";
import { type Attribute, modelRead, Resource } from "./support.ts";

const PAY = "aws_lambda_function.pay";
const LIVE = "aws_lambda_alias.live";
const pay = new Resource(PAY, { function_name: { value: is("pay") } });
const mail = new Resource("aws_lambda_function.mail", { function_name: { value: is("mail") } });
const alias = (name: string) =>
  new Resource(`aws_lambda_alias.${name}`, {
    name: { value: is(name) },
    function_name: mentioning({ address: PAY, attribute: "arn" }),
    function_version: { value: is("7") },
  });
const mentioning = (...mentions: Mention[]): Attribute => ({ value: open("after the apply"), mentions });
/** A text of which some pieces are known only after an apply. */
const pieces = (...parts: TextPart[]): Attribute => ({
  value: open("after the apply"),
  parts,
  mentions: parts.filter((part) => typeof part !== "string"),
});
const NAME: Mention = { address: PAY, attribute: "function_name" };
const LAMBDA = { service_namespace: { value: is("lambda") } };

function targetsOf(attributes: Readonly<Record<string, Attribute>>) {
  const target = new Resource("aws_appautoscaling_target.t", attributes);
  return modelRead([target, pay, mail, alias("live"), alias("blue")]).scalingTargets;
}

describe("a scaling target", () => {
  it.each<[string, Readonly<Record<string, Attribute>>, boolean]>([
    ["by its namespace", LAMBDA, true],
    [
      "by its namespace, whatever else is written",
      { service_namespace: { value: is("ecs") }, resource_id: { value: is("function:pay:live") } },
      false,
    ],
    ["by its dimension", { scalable_dimension: { value: is("lambda:function:x") } }, true],
    ["not by another dimension", { scalable_dimension: { value: is("ecs:service:DesiredCount") } }, false],
    ["by its id", { resource_id: { value: is("function:pay:live") } }, true],
    ["not by another id", { resource_id: { value: is("service/shop/pay") } }, false],
    ["by how its id begins", { resource_id: pieces("function:", NAME, ":live") }, true],
    ["by what its id mentions", { resource_id: mentioning(NAME) }, true],
    [
      "not by a mention of something else",
      { resource_id: mentioning({ address: "aws_ecs_service.a" }) },
      false,
    ],
    ["not by nothing at all", {}, false],
  ])("is Lambda's %s", (_, attributes, isLambdas) => {
    expect(targetsOf(attributes)).toHaveLength(isLambdas ? 1 : 0);
  });

  it("scales the alias that its id names", () => {
    for (const id of [
      { value: is("function:pay:live") },
      pieces("function:", NAME, ":", { address: LIVE, attribute: "name" }),
    ]) {
      const target = new Resource("aws_appautoscaling_target.t", { resource_id: id });
      const model = modelRead([target, pay, mail, alias("live"), alias("blue")]);
      const [only] = model.scalingTargets;
      expect(only && model.functionOf(only)?.address).toBe(PAY);
      expect(only && model.aliasOf(only)?.address).toBe(LIVE);
    }
  });
});

/** The target that a policy and a schedule of the same attributes belong to, by its address. */
function attachedTo(
  attributes: Readonly<Record<string, Attribute>>,
  target: Readonly<Record<string, Attribute>>,
) {
  const model = modelRead([
    new Resource("aws_appautoscaling_policy.p", { ...LAMBDA, ...attributes }),
    new Resource("aws_appautoscaling_scheduled_action.s", { ...LAMBDA, ...attributes }),
    new Resource("aws_appautoscaling_target.t", { ...LAMBDA, ...target }),
    pay,
    mail,
    alias("live"),
    alias("blue"),
  ]);
  return [...model.scalingPolicies, ...model.scalingSchedules].map(
    (attached) => model.targetOf(attached)?.address ?? null,
  );
}

describe("a scaling policy, and a schedule", () => {
  const TARGET = "aws_appautoscaling_target.t";
  const live = { resource_id: pieces("function:", NAME, ":live") };

  it.each(["resource_id", "scalable_dimension"])("belong to the target that %s mentions", (name) => {
    expect(attachedTo({ [name]: mentioning({ address: TARGET, attribute: name }) }, live)).toEqual([
      TARGET,
      TARGET,
    ]);
  });

  it("belong to the target of the same alias, where the id is made of the same pieces", () => {
    expect(attachedTo(live, live)).toEqual([TARGET, TARGET]);
    const byName = { resource_id: pieces("function:", NAME, ":", { address: LIVE, attribute: "name" }) };
    expect(attachedTo(byName, byName)).toEqual([TARGET, TARGET]);
  });

  it("belong to none of another alias or function", () => {
    const blue = { resource_id: pieces("function:", NAME, ":blue") };
    expect(attachedTo(blue, live)).toEqual([null, null]);
    const mail: Mention = { address: "aws_lambda_function.mail", attribute: "function_name" };
    expect(attachedTo({ resource_id: pieces("function:", mail, ":live") }, live)).toEqual([null, null]);
    expect(attachedTo({ resource_id: mentioning({ address: "aws_lambda_function.gone" }) }, live)).toEqual([
      null,
      null,
    ]);
    const unnamed = { resource_id: pieces("function:", NAME, ":", { address: "random_id.x" }) };
    expect(attachedTo(unnamed, unnamed)).toEqual([null, null]);
  });

  it("may say it in one text", () => {
    const id = "function:pay:live|lambda:function:ProvisionedConcurrency|lambda";
    const policy = new Resource("awscc_applicationautoscaling_scaling_policy.p", {
      scaling_target_id: { value: is(id) },
    });
    const other = new Resource("awscc_applicationautoscaling_scaling_policy.q", {
      scaling_target_id: { value: is("service/a/b|ecs:service:DesiredCount|ecs") },
    });
    const { scalingPolicies } = readResources([policy, other], "d");
    expect(scalingPolicies.map(({ resourceId }) => knownValue(resourceId.text))).toEqual([
      "function:pay:live",
    ]);
  });
});
