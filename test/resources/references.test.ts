import { describe, expect, it } from "vitest";
import type { Mention } from "../../src/model/mention.ts";
import type { Qualifier } from "../../src/model/model.ts";
import { knownValue } from "../../src/values/value.ts";
import { is, open } from "../model/support.ts";
import { type Attribute, modelRead, Resource } from "./support.ts";

const PAY = "aws_lambda_function.pay";
const MAIL = "aws_lambda_function.mail";
const fn = (address: string, more: Readonly<Record<string, Attribute>> = {}) =>
  new Resource(address, { function_name: { value: is(address.split(".")[1] ?? "") }, ...more });
const alias = (name: string, of = PAY) =>
  new Resource(`aws_lambda_alias.${name}`, {
    name: { value: is(name) },
    function_name: mention({ address: of, attribute: "arn" }),
    function_version: { value: is("7") },
  });
const mention = (...mentions: Mention[]): Attribute => ({ value: open("after the apply"), mentions });
const aliases = ["live", "blue"].map((name) => `aws_lambda_alias.${name}`);
const [live = "", blue = ""] = aliases;

function qualifierBy(attribute: Attribute, publish = true): Qualifier {
  const config = new Resource("aws_lambda_provisioned_concurrency_config.c", {
    function_name: { value: is("pay") },
    qualifier: attribute,
  });
  const published = { publish: { value: is(publish) }, version: { value: is("9") } };
  const model = modelRead([config, alias("live"), alias("blue"), fn(PAY, published), fn(MAIL)]);
  const [only] = model.provisionedConcurrency;
  if (!only) throw new Error("there is one configuration");
  return model.qualifierOf(only);
}

const shortly = ({ text, kind, alias: named, version }: Qualifier) => [
  text.state === "unknown" ? text.because : knownValue(text),
  knownValue(kind),
  named?.address ?? null,
  version?.replace("d#", "") ?? null,
];

describe("a qualifier", () => {
  it.each<[string, Attribute, unknown[]]>([
    ["by an alias's name", { value: is("live") }, ["live", "alias", live, `${PAY}:7`]],
    ["by a name that no alias has", { value: is("red") }, ["red", "alias", null, null]],
    ["by a number", { value: is("8") }, ["8", "version", null, `${PAY}:8`]],
    ["by the function's own number", { value: is("9") }, ["9", "version", null, `${PAY}:published`]],
    ["by $LATEST", { value: is("$LATEST") }, ["$LATEST", "latest", null, null]],
    [
      "by what is neither",
      { value: is("a b") },
      ['"a b" is neither a version nor an alias', undefined, null, null],
    ],
    ["by reference", mention({ address: live, attribute: "name" }), ["live", "alias", live, `${PAY}:7`]],
    [
      "by an alias's version",
      mention({ address: live, attribute: "function_version" }),
      ["7", "version", null, `${PAY}:7`],
    ],
    [
      "by an alias's function",
      mention({ address: live, attribute: "function_name" }),
      ["after the apply", undefined, null, null],
    ],
    [
      "by another function's version",
      mention({ address: MAIL, attribute: "version" }),
      ["after the apply", undefined, null, null],
    ],
    [
      "by the function's version",
      mention({ address: PAY, attribute: "version" }),
      ["the number of the version is made by the deployment", "version", null, `${PAY}:published`],
    ],
  ])("%s", (_, attribute, expected) => {
    expect(shortly(qualifierBy(attribute))).toEqual(expected);
  });

  it("is $LATEST where the function doesn't publish its version", () => {
    const own = qualifierBy(mention({ address: PAY, attribute: "version" }), false);
    expect(shortly(own)).toEqual(["$LATEST", "latest", null, null]);
  });
});

describe("a qualifier that has alternatives", () => {
  const among = (...mentions: Omit<Mention, "among">[]) =>
    mention(...mentions.map((each): Mention => ({ ...each, among: "all" })));
  const named = (address: string) => ({ address, attribute: "name" });

  it.each<[string, Attribute, unknown[]]>([
    ["is the alias that all of them name", among(named(live), named(live)), ["alias", live, `${PAY}:7`]],
    ["is one of the aliases", among(named(live), named(blue)), ["alias", null, `${PAY}:7`]],
    [
      "has no version in common",
      among({ address: live, attribute: "function_version" }, { address: PAY, attribute: "version" }),
      ["version", null, null],
    ],
    [
      "is of no kind where one is an alias, and one a version",
      among(named(live), { address: PAY, attribute: "version" }),
      [undefined, null, null],
    ],
    [
      "isn't known where one can't be read",
      among(named(live), { address: MAIL, attribute: "version" }),
      [undefined, null, null],
    ],
    [
      "isn't known where the first can't be read",
      among({ address: MAIL, attribute: "version" }, named(live)),
      [undefined, null, null],
    ],
    [
      "isn't known where only some of them mention something",
      mention({ ...named(live), among: "some" }),
      [undefined, null, null],
    ],
  ])("%s", (_, attribute, expected) => {
    const [text, ...rest] = shortly(qualifierBy(attribute));
    expect([text, ...rest]).toEqual(["after the apply", ...expected]);
  });
});

describe("a function of a name that several have", () => {
  const twins = [
    new Resource("aws_lambda_function.here", { function_name: { value: is("pay") } }),
    new Resource("aws_lambda_function.there", { function_name: { value: is("pay") } }, is("eu-west-1")),
    new Resource("aws_lambda_function.any", { function_name: { value: is("pay") } }, open()),
  ];
  const sourceOf = (
    of: readonly (Resource | undefined)[],
    attribute: Attribute,
    region = is("us-east-1"),
  ) => {
    const source = new Resource("aws_lambda_event_source_mapping.s", { function_name: attribute }, region);
    const model = modelRead([source, ...of.filter((each) => each !== undefined)]);
    const [only] = model.eventSources;
    return only && (model.functionOf(only)?.address ?? null);
  };

  it("is the one of its region", () => {
    expect(sourceOf(twins.slice(0, 2), { value: is("pay") })).toBe("aws_lambda_function.here");
    expect(sourceOf(twins.slice(0, 2), { value: is("pay") }, is("eu-west-1"))).toBe(
      "aws_lambda_function.there",
    );
    expect(sourceOf([twins[1]], { value: is("pay") })).toBeNull();
  });

  it("is the one that is mentioned, where the region leaves several", () => {
    const mentions = [{ address: "aws_lambda_function.any", attribute: "function_name" }];
    expect(sourceOf([twins[0], twins[2]], { value: is("pay"), mentions })).toBe("aws_lambda_function.any");
    expect(sourceOf([twins[0], twins[2]], { value: is("pay") })).toBeNull();
  });
});
