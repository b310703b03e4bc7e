import { describe, expect, it } from "vitest";
import type { LambdaFunction } from "../../src/model/model.ts";
import { functionNameIn } from "../../src/model/spelling.ts";
import {
  alias,
  deployment,
  HERE,
  is,
  lambda,
  modelOf,
  none,
  open,
  policyFor,
  provisioned,
  qualifier,
  refTo,
  scheduleFor,
  target,
} from "./support.ts";

describe("the name of a function", () => {
  it.each([
    ["pay", "pay"],
    ["pay:live", "pay"],
    ["pay:$LATEST", "pay"],
    ["111122223333:function:pay", "pay"],
    ["111122223333:function:pay:7", "pay"],
    ["function:pay:live", "pay"],
    ["arn:aws:lambda:us-east-1:111122223333:function:pay", "pay"],
    ["arn:aws-cn:lambda:cn-north-1:111122223333:function:pay:live", "pay"],
    ["arn:aws:sqs:us-east-1:111122223333:pay", undefined],
    ["pay:live:more", undefined],
    ["", undefined],
    [undefined, undefined],
  ])("in %s is %s", (text, name) => {
    expect(functionNameIn(text)).toBe(name);
  });
});

describe("a function", () => {
  const [one, two] = [deployment({ id: "a@prod", root: "a" }), deployment({ id: "b@prod", root: "b" })];
  const owner = lambda("Pay", { name: is("pay") }, one);
  const find = (
    reference: ReturnType<typeof refTo>,
    from = one,
    functions: LambdaFunction[] = [owner],
    more = [one, two],
  ) =>
    modelOf({ functions }, more).functionOf({
      ...provisioned("", "live", is(1), {}, from),
      function: reference,
    });

  it("is found by its address in the same deployment alone", () => {
    expect(find(refTo("Pay"))).toBe(owner);
    expect(find(refTo("Pay"), two)).toBeUndefined();
    expect(find(refTo("Mail", is("pay")))).toBeUndefined();
  });

  it("is found by its name or ARN, in another root of the same account and region too", () => {
    expect(find(refTo(null, is("pay")))).toBe(owner);
    expect(find(refTo(null, is("arn:aws:lambda:us-east-1:111122223333:function:pay:live")), two)).toBe(owner);
    expect(find(refTo(null, is("mail")))).toBeUndefined();
    expect(find(refTo(null, open()))).toBeUndefined();
  });

  it("of the same deployment is preferred", () => {
    const near = lambda("Pay2", { name: is("pay") }, two);
    expect(find(refTo(null, is("pay")), two, [owner, near])).toBe(near);
    expect(find(refTo(null, is("pay")), one, [near, owner])).toBe(owner);
  });

  it.each([
    ["environment", { environment: "dev" }],
    ["account", { account: is("999999999999") }],
    ["region", { region: is("eu-west-1") }],
  ])("in another %s is another one", (_, difference) => {
    const other = deployment({ id: "c", ...difference });
    expect(find(refTo(null, is("pay")), other, [owner], [one, other])).toBeUndefined();
  });

  it("must be in a deployment", () => {
    expect(() => modelOf({ functions: [] }).deploymentOf(lambda("f", { deploymentId: "nowhere" }))).toThrow(
      "No deployment nowhere for f",
    );
  });
});

describe("what belongs to a function", () => {
  const [one, two] = [deployment({ id: "a@prod" }), deployment({ id: "b@prod", root: "b" })];
  const fn = lambda("f", {}, one);
  const live = alias("live", "f", {}, one);
  const foreign = provisioned("f", "live", is(5), { function: refTo(null, is("f")) }, two);
  const model = modelOf(
    {
      functions: [fn],
      aliases: [live],
      provisionedConcurrency: [provisioned("f", "live", is(1), {}, one), foreign],
    },
    [one, two],
  );

  it("is found from both sides", () => {
    expect(model.aliasesOf(fn)).toEqual([live]);
    expect(model.provisionedFor(fn)).toHaveLength(2);
    expect(model.versionsOf(fn)).toEqual([]);
    expect(model.callersOf(fn)).toEqual([]);
    expect(model.eventSourcesOf(fn)).toEqual([]);
    expect(model.functionOf(live)).toBe(fn);
  });

  it("finds an alias by reference, else by its name", () => {
    expect(model.aliasOf(foreign)).toBe(live);
    const byReference = { ...qualifier("other"), alias: live.address };
    expect(model.aliasOf(provisioned("f", "", is(1), { qualifier: byReference }, one))).toBe(live);
    expect(model.aliasOf(provisioned("f", "blue", is(1), {}, one))).toBeUndefined();
    const hidden = { ...qualifier("live"), text: open<string>() };
    expect(model.aliasOf(provisioned("f", "", is(1), { qualifier: hidden }, one))).toBeUndefined();
    expect(model.aliasOf(provisioned("g", "live", is(1), {}, one))).toBeUndefined();
  });

  it("stays linked in a part of the model", () => {
    const part = model.within(new Set([two.id]));
    expect(part.functions).toEqual([]);
    expect(part.deployments).toEqual([two]);
    expect(part.provisionedConcurrency).toEqual([foreign]);
    expect(part.functionOf(foreign)).toBe(fn);
  });
});

describe("scaling", () => {
  const fn = lambda("f");
  const scaled = target("f", "live", is(5));
  const id = "function:f:live";

  it("links targets to functions, and policies and schedules to targets, by reference or by id", () => {
    const byReference = policyFor(id, { target: scaled.address, resourceId: none() });
    const byId = policyFor(id, { at: { ...HERE, file: "b.tf" } });
    const lost = [
      policyFor("function:g:live"),
      policyFor(id, { target: "gone" }),
      policyFor(id, { resourceId: open() }),
    ];
    const schedules = [scheduleFor(id, is(9)), scheduleFor("function:g:live", is(9))];
    const model = modelOf({
      functions: [fn],
      scalingTargets: [scaled],
      scalingPolicies: [byReference, byId, ...lost],
      scalingSchedules: schedules,
    });
    expect(model.scalingTargetsFor(fn)).toEqual([scaled]);
    expect(model.functionOfTarget(scaled)).toBe(fn);
    expect(model.policiesFor(scaled)).toEqual([byReference, byId]);
    expect(model.schedulesFor(scaled)).toEqual([schedules[0]]);
    expect(model.aliasOfTarget(scaled)).toBeUndefined();
  });

  it("has nothing where nothing is declared", () => {
    const model = modelOf({ functions: [fn], scalingTargets: [{ ...scaled, resourceId: open() }] });
    const [only] = model.scalingTargets;
    expect(only && model.policiesFor(only)).toEqual([]);
    expect(only && model.schedulesFor(only)).toEqual([]);
    expect(modelOf({ functions: [fn] }).scalingTargetsFor(fn)).toEqual([]);
  });
});
