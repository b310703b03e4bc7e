import { describe, expect, it } from "vitest";
import type { Mention, TextPart } from "../../src/model/mention.ts";
import type { Qualifier, Reference } from "../../src/model/model.ts";
import { takeApart } from "../../src/model/spelling.ts";
import { knownValue, type Value } from "../../src/values/value.ts";
import {
  alias,
  deployment,
  HERE,
  is,
  lambda,
  mentioning,
  modelOf,
  none,
  oneOf,
  open,
  policyFor,
  provisioned,
  qualifier,
  refTo,
  target,
} from "./support.ts";

const of = (address: string, attribute?: string): Mention => ({
  address,
  ...(attribute ? { attribute } : {}),
});
const pieces = (...parts: TextPart[]): Reference => ({
  text: open(),
  mentions: parts.filter((part) => typeof part !== "string"),
  parts,
});
const unpieced = (text: Value<string>, ...mentions: Mention[]): Reference => ({ text, mentions });
const short = ({ text, kind, alias: named, version }: Qualifier) => [
  text.state === "unset" ? "unset" : (knownValue(text) ?? null),
  kind.state === "unset" ? "unset" : (knownValue(kind) ?? null),
  named?.address ?? null,
  version?.replace(/^[^#]*#/, "") ?? null,
];

describe("a spelling with mentions", () => {
  const [region, fn, live] = [of("region"), of("fn", "function_name"), of("live", "name")];

  it("gives each mention its place, whatever is around the name", () => {
    const parts = ["arn:aws:lambda:", region, ":111122223333:function:", fn, ":", live];
    expect(takeApart(parts)).toEqual({ function: fn, qualifier: live, pool: { account: "111122223333" } });
    expect(takeApart(["arn:aws:apigateway:", region, ":lambda:path/functions/", fn, "/invocations"])).toEqual(
      {
        function: fn,
        qualifier: null,
        pool: {},
      },
    );
  });

  it("knows no name that is made of texts and mentions", () => {
    expect(takeApart(["function:shop-", fn, ":live"])).toEqual({
      function: undefined,
      qualifier: "live",
      pool: {},
    });
    expect(takeApart(["function:pay:v", live])?.qualifier).toBeUndefined();
    expect(takeApart([])).toBeUndefined();
  });
});

describe("what names a function", () => {
  const model = modelOf({
    functions: [lambda("f"), lambda("g")],
    aliases: [alias("live", "f", { version: qualifier("7") })],
  });
  const meant = (reference: Reference) => {
    const entity = { ...target("", "", is(1)), resourceId: reference };
    return [model.functionOf(entity)?.address ?? null, ...short(model.qualifierOf(entity))];
  };

  it.each<[string, Reference, unknown[]]>([
    ["nothing", unpieced(none()), [null, "unset", "unset", null, null]],
    [
      "a name in pieces, with a mention",
      pieces("function:shop-", of("f", "function_name"), ":live"),
      ["f", null, null, null, null],
    ],
    [
      "a mention of its version among others",
      unpieced(open(), of("f", "arn"), of("f", "version")),
      ["f", null, "version", null, "f:published"],
    ],
    [
      "an attribute that only begins like its version",
      unpieced(open(), of("f", "version_note")),
      ["f", null, null, null, null],
    ],
    [
      "an attribute that only ends like a qualified one",
      unpieced(open(), of("f", "un_qualified_arn")),
      ["f", null, null, null, null],
    ],
    [
      "a text that is no name of a function, with a mention",
      unpieced(is("a:b:c:d"), of("f", "version")),
      ["f", null, "version", null, "f:published"],
    ],
    ["a name that isn't known", unpieced(open()), [null, null, null, null, null]],
    [
      "a number of a function that isn't declared",
      unpieced(is("gone:7")),
      [null, "7", "version", null, "gone:7"],
    ],
  ])("%s", (_, reference, expected) => {
    expect(meant(reference)).toEqual(expected);
  });
});

describe("what names a qualifier", () => {
  const fns = (publishes: Value<boolean>) => [lambda("f", { publishesVersions: publishes }), lambda("g")];
  const meant = (reference: Reference, publishes: Value<boolean> = is(true)) => {
    const twins = [alias("live", "f"), alias("live", "f", { address: "f:again", id: "again" })];
    const model = modelOf({ functions: fns(publishes), aliases: twins });
    return short(model.qualifierOf(provisioned("f", "", is(1), { qualifier: reference })));
  };
  const among = (...mentions: Mention[]) =>
    unpieced(open(), ...mentions.map((each): Mention => ({ ...each, among: "all" })));

  it.each<[string, Reference, unknown[]]>([
    ["the first alias of a name", qualifier("live"), ["live", "alias", "f:live", "f:7"]],
    ["a function as a whole", mentioning(of("f")), [null, "version", null, "f:published"]],
    ["another attribute of the function", mentioning(of("f", "arn")), [null, null, null, null]],
    [
      "the number that is known",
      mentioning(of("f", "version"), is("9")),
      ["9", "version", null, "f:published"],
    ],
    ["names of one kind", unpieced(oneOf("live", "blue")), [null, null, null, null]],
    ["a name that can't be one", unpieced(oneOf("live", "a b")), [null, null, null, null]],
    ["a name or none", unpieced(oneOf("live", undefined)), [null, null, null, null]],
  ])("%s", (_, reference, expected) => {
    expect(meant(reference)).toEqual(expected);
  });

  it("lists the kinds of what it may turn out to be", () => {
    const kindsOf = (text: Value<string>) => {
      const model = modelOf({ functions: fns(is(true)) });
      const { kind } = model.qualifierOf(provisioned("f", "", is(1), { qualifier: unpieced(text) }));
      return kind.state === "unknown"
        ? kind.alternatives?.map((each) => knownValue(each) ?? "none")
        : kind.state;
    };
    expect(kindsOf(oneOf("live", "7"))).toEqual(["alias", "version"]);
    expect(kindsOf(oneOf("live", undefined))).toEqual(["alias", "none"]);
    expect(kindsOf(oneOf("live", "a b"))).toBeUndefined();
  });

  it("of a function that may publish is a version or $LATEST", () => {
    const publishes = oneOf(true, false);
    const model = modelOf({ functions: fns(publishes) });
    const own = model.qualifierOf(provisioned("f", "", is(1), { qualifier: mentioning(of("f", "version")) }));
    const kinds = own.kind.state === "unknown" ? own.kind.alternatives?.map((each) => knownValue(each)) : [];
    expect(kinds).toEqual(["version", "latest"]);
    expect(meant(among(of("f", "version"), of("f", "version")), publishes)).toEqual([null, null, null, null]);
  });
});

describe("the version of an alias", () => {
  const versionOf = (reference: Reference) => {
    const one = alias("live", "f", { version: reference });
    return short(modelOf({ functions: [lambda("f")], aliases: [one] }).versionOf(one));
  };

  it("may be missing, a number, or an ARN", () => {
    expect(versionOf(unpieced(none()))).toEqual(["unset", "unset", null, null]);
    expect(versionOf(qualifier("7"))).toEqual(["7", "version", null, "f:7"]);
    expect(versionOf(pieces(of("f", "qualified_arn")))[1]).toBe("arn");
    expect(versionOf(pieces(of("f", "arn_suffix")))[1]).toBeNull();
  });
});

describe("a scaling policy", () => {
  const scaled = target("gone", "live", is(5));

  it("belongs to the target of its id, also where their function isn't declared", () => {
    const [same, other, unknown] = [
      policyFor("function:gone:live"),
      policyFor("function:gone:blue"),
      policyFor("", { resourceId: { text: open(), mentions: [] } }),
    ];
    const elsewhere = policyFor("function:gone:live", {}, deployment({ id: "b@prod" }));
    const model = modelOf({ scalingTargets: [scaled], scalingPolicies: [same, other, unknown, elsewhere] }, [
      deployment(),
      deployment({ id: "b@prod" }),
    ]);
    expect([same, other, unknown, elsewhere].map((each) => model.targetOf(each))).toEqual([
      scaled,
      undefined,
      undefined,
      undefined,
    ]);
    expect(model.policiesFor(scaled)).toEqual([same]);
  });

  it("belongs to the target of the same qualifier, where the ids are in pieces", () => {
    const id = (name: string): Reference => pieces("function:", of("f", "function_name"), `:${name}`);
    const [live, blue] = [
      target("f", "live", is(5), { resourceId: id("live") }),
      target("f", "blue", is(5), { address: "other", resourceId: id("blue") }),
    ];
    const policy = policyFor("", { resourceId: id("blue") });
    const nameless = policyFor("", {
      resourceId: pieces("function:", of("f", "function_name"), ":", of("x")),
    });
    const model = modelOf({
      functions: [lambda("f")],
      scalingTargets: [live, blue],
      scalingPolicies: [policy, nameless],
    });
    expect(model.targetOf(policy)).toBe(blue);
    expect(model.targetOf(nameless)).toBeUndefined();
  });
});

describe("an export of several things", () => {
  it("is no qualifier", () => {
    const value = unpieced(open(), of("f", "version"), of("f", "version"));
    const exported = {
      id: "x",
      address: "x",
      deploymentId: deployment().id,
      at: HERE,
      instances: { atLeast: 1, atMost: 1 },
      kind: "export" as const,
      name: is("x"),
      function: value,
    };
    const model = modelOf({ functions: [lambda("f")], exports: [exported] });
    const imported = mentioning({ address: "import:x", imported: { kind: "export", name: "x" } });
    expect(short(model.qualifierOf(provisioned("f", "", is(1), { qualifier: imported })))).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(model.functionOf({ ...provisioned("", "", is(1)), function: refTo(null, is("f")) })?.address).toBe(
      "f",
    );
  });
});
