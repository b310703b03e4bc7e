import { describe, expect, it } from "vitest";
import type { Export, LambdaFunction, ProvisionedConcurrency, Reference } from "../../src/model/model.ts";
import { takeApart } from "../../src/model/spelling.ts";
import {
  alias,
  deployment,
  HERE,
  is,
  lambda,
  mentioning,
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
  ])("in %s is %s", (text, name) => {
    expect(takeApart([text])?.function).toBe(name);
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
    const byReference = mentioning({ address: live.address, attribute: "name" });
    expect(model.aliasOf(provisioned("f", "", is(1), { qualifier: byReference }, one))).toBe(live);
    expect(model.aliasOf(provisioned("f", "blue", is(1), {}, one))).toBeUndefined();
    const hidden = { text: open<string>(), mentions: [] };
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
    const byReference = policyFor(id, { target: scaled.address, resourceId: { text: none(), mentions: [] } });
    const byId = policyFor(id, { at: { ...HERE, file: "b.tf" } });
    const lost = [
      policyFor("function:g:live"),
      policyFor(id, { target: "gone" }),
      policyFor(id, { resourceId: { text: open(), mentions: [] } }),
    ];
    const schedules = [scheduleFor(id, is(9)), scheduleFor("function:g:live", is(9))];
    const model = modelOf({
      functions: [fn],
      scalingTargets: [scaled],
      scalingPolicies: [byReference, byId, ...lost],
      scalingSchedules: schedules,
    });
    expect(model.scalingTargetsFor(fn)).toEqual([scaled]);
    expect(model.functionOf(scaled)).toBe(fn);
    expect(model.policiesFor(scaled)).toEqual([byReference, byId]);
    expect(model.schedulesFor(scaled)).toEqual([schedules[0]]);
    expect(model.aliasOf(scaled)).toBeUndefined();
  });

  it("has nothing where nothing is declared", () => {
    const model = modelOf({
      functions: [fn],
      scalingTargets: [{ ...scaled, resourceId: { text: open(), mentions: [] } }],
    });
    const [only] = model.scalingTargets;
    expect(only && model.policiesFor(only)).toEqual([]);
    expect(only && model.schedulesFor(only)).toEqual([]);
    expect(modelOf({ functions: [fn] }).scalingTargetsFor(fn)).toEqual([]);
  });
});

describe("what another stack exports", () => {
  const [one, two] = [deployment({ id: "a@prod", root: "a" }), deployment({ id: "b@prod", root: "b" })];
  const fn = lambda("Pay", { name: none() }, one);
  const live = alias("live", "Pay", {}, one);
  const imports = (name: string) =>
    mentioning({ address: `import:${name}`, imported: { kind: "export", name } });
  const exported = (name: string, value: Reference, of = one): Export => ({
    id: `${of.id}#${name}`,
    address: name,
    deploymentId: of.id,
    at: HERE,
    instances: { atLeast: 1, atMost: 1 },
    kind: "export",
    name: is(name),
    function: value,
  });
  const calledBy = (value: Reference, exports: Export[], more: Partial<ProvisionedConcurrency> = {}) => {
    const model = modelOf({ functions: [fn], aliases: [live], exports }, [one, two]);
    const entity = { ...provisioned("", "live", is(1), more, two), function: value };
    return [
      model.functionOf(entity)?.address,
      model.aliasOf(entity)?.address,
      model.qualifierOf(entity).version,
    ];
  };

  it("is a function, an alias, or what that stack imports itself", () => {
    const toFunction = exported("fn", refTo("Pay"));
    expect(calledBy(imports("fn"), [toFunction])).toEqual(["Pay", live.address, "a@prod#Pay:7"]);
    expect(calledBy(imports("gone"), [toFunction])).toEqual([undefined, undefined, null]);
    const again = exported("again", imports("fn"), two);
    expect(calledBy(imports("again"), [toFunction, again])).toEqual(["Pay", live.address, "a@prod#Pay:7"]);
  });

  it("may be the name of an alias", () => {
    const fnAndName = (name: Reference) =>
      calledBy(imports("fn"), [exported("fn", refTo("Pay")), exported("alias", name)], {
        qualifier: imports("alias"),
      });
    expect(fnAndName(qualifier("live"))).toEqual(["Pay", live.address, "a@prod#Pay:7"]);
    expect(fnAndName(mentioning({ address: live.address, attribute: "name" }))).toEqual([
      "Pay",
      live.address,
      "a@prod#Pay:7",
    ]);
    expect(fnAndName(imports("alias"))).toEqual(["Pay", undefined, null]);
  });

  it("can't be itself", () => {
    expect(calledBy(imports("x"), [exported("x", imports("x"))])).toEqual([undefined, undefined, null]);
    const round = [exported("x", imports("y")), exported("y", imports("x"))];
    expect(calledBy(imports("x"), round)).toEqual([undefined, undefined, null]);
  });
});

describe("an ARN", () => {
  const [one, two] = [deployment({ id: "a@prod" }), deployment({ id: "b@prod", root: "b" })];
  const fn = lambda("pay", {}, one);
  const named = (arn: string, from = one, owner = fn) =>
    modelOf({ functions: [owner] }, [one, two]).functionOf({
      ...provisioned("", "live", is(1), {}, from),
      function: refTo(null, is(arn)),
    });

  it.each([
    ["arn:aws:lambda:us-east-1:111122223333:function:pay", true],
    ["arn:aws:lambda:eu-west-1:111122223333:function:pay", false],
    ["arn:aws:lambda:us-east-1:999999999999:function:pay:live", false],
    ["arn:aws:lambda:::function:pay", true],
    ["999999999999:function:pay", false],
    ["999999999999:pay", false],
    ["function:pay", true],
    ["eu-west-1:111122223333:function:pay", false],
  ])("%s in the function's own stack and in another: %s", (arn, isIt) => {
    for (const from of [one, two]) expect(named(arn, from)).toBe(isIt ? fn : undefined);
  });

  it("may be that of a function whose account or region isn't known", () => {
    const anywhere = lambda("pay", { account: open(), region: open() }, one);
    const arn = "arn:aws:lambda:eu-west-1:999999999999:function:pay";
    for (const from of [one, two]) expect(named(arn, from, anywhere)).toBe(anywhere);
  });
});

describe("references that go round in circles", () => {
  const named = (address: string, attribute: string) => mentioning({ address, attribute });

  it("lead nowhere", () => {
    const a = alias("a", "f", {
      function: named("f:b", "function_name"),
      version: named("f:b", "function_version"),
    });
    const b = alias("b", "f", {
      function: named("f:a", "function_name"),
      version: named("f:a", "function_version"),
    });
    const model = modelOf({ functions: [lambda("f")], aliases: [a, b] });
    expect([model.functionOf(a), model.functionOf(b)]).toEqual([undefined, undefined]);
    expect(model.versionOf(a).kind.state).toBe("unknown");
  });

  it("are followed no further than anybody would write them", () => {
    const chain = Array.from({ length: 20_000 }, (_, index) =>
      alias(`${index}`, "f", {
        function: index === 0 ? refTo("f") : named(`f:${index - 1}`, "function_name"),
        version: index === 0 ? qualifier("7") : named(`f:${index - 1}`, "function_version"),
      }),
    ).reverse();
    const model = modelOf({ functions: [lambda("f")], aliases: chain });
    const [last] = chain;
    expect(last && model.versionOf(last).kind.state).toBe("unknown");
    expect(model.aliasesOf(lambda("g"))).toEqual([]);
  });
});
