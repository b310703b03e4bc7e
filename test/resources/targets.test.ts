import { describe, expect, it } from "vitest";
import type { Mention } from "../../src/model/mention.ts";
import { readResources } from "../../src/resources/read-resources.ts";
import type { TextPart } from "../../src/resources/reader.ts";
import { knownValue } from "../../src/values/value.ts";
import { is, open } from "../model/support.ts";
import { type Attribute, Resource } from "./support.ts";

const PAY = "aws_lambda_function.pay";
const MAIL = "aws_lambda_function.mail";
const LIVE = "aws_lambda_alias.live";
const VERSION = "awscc_lambda_version.seven";
const mentioning = (...mentions: Mention[]): Attribute => ({ value: open("after the apply"), mentions });
const pieces = (...parts: TextPart[]): Attribute => ({
  ...mentioning(...parts.filter((part) => typeof part !== "string")),
  parts,
});
const lambda = (address: string) =>
  new Resource(address, {
    function_name: { value: is(address.split(".")[1] ?? "") },
    publish: { value: is(true) },
  });
const alias = new Resource(LIVE, {
  name: { value: is("live") },
  function_name: mentioning({ address: PAY, attribute: "arn" }),
  function_version: { value: is("7") },
});
const version = new Resource(VERSION, { function_name: mentioning({ address: PAY, attribute: "arn" }) });

/** What a permission on a function means: the function's address and name, the qualifier's kind and text, the alias. */
function meantBy(attribute: Attribute, qualifier?: Attribute) {
  const permission = new Resource("aws_lambda_permission.p", {
    function_name: attribute,
    ...(qualifier ? { qualifier } : {}),
  });
  const [caller] = readResources([permission, lambda(PAY), lambda(MAIL), version, alias], "d").callers;
  if (!caller) return undefined;
  const { function: of, qualifier: by } = caller;
  return [
    of.address,
    knownValue(of.name),
    by.kind.state === "unset" ? "none" : knownValue(by.kind),
    knownValue(by.text),
    by.alias,
  ];
}

describe("what an attribute means that names a function", () => {
  it.each<[string, Attribute, unknown]>([
    ["nothing is written", {}, undefined],
    ["a name", { value: is("pay") }, [PAY, "pay", "none", undefined, null]],
    ["a name with a qualifier", { value: is("pay:live") }, [PAY, "pay", "alias", "live", LIVE]],
    [
      "an ARN",
      { value: is("arn:aws:lambda:us-east-1:111122223333:function:pay:7") },
      [PAY, "pay", "version", "7", null],
    ],
    ["a name that isn't declared here", { value: is("gone:live") }, [null, "gone", "alias", "live", null]],
    ["a function", mentioning({ address: PAY, attribute: "arn" }), [PAY, "pay", undefined, undefined, null]],
    ["a function's ARN", pieces({ address: PAY, attribute: "arn" }), [PAY, "pay", "none", undefined, null]],
    [
      "a function's version",
      mentioning({ address: PAY, attribute: "version" }),
      [PAY, "pay", "version", undefined, null],
    ],
    [
      "a function's qualified ARN",
      pieces({ address: PAY, attribute: "qualified_arn" }),
      [PAY, "pay", "version", undefined, null],
    ],
    ["a function as a whole", pieces({ address: PAY }), [PAY, "pay", undefined, undefined, null]],
    [
      "two functions",
      mentioning({ address: PAY, attribute: "arn" }, { address: MAIL, attribute: "arn" }),
      [null, undefined, undefined, undefined, null],
    ],
    [
      "one function twice",
      mentioning({ address: PAY, attribute: "arn" }, { address: PAY, attribute: "arn" }),
      [PAY, "pay", undefined, undefined, null],
    ],
    ["an alias", mentioning({ address: LIVE, attribute: "arn" }), [PAY, "pay", "alias", "live", LIVE]],
    ["an alias's ARN", pieces({ address: LIVE, attribute: "arn" }), [PAY, "pay", "alias", "live", LIVE]],
    [
      "an alias's function",
      pieces({ address: LIVE, attribute: "function_name" }),
      [PAY, "pay", "none", undefined, null],
    ],
    ["a version", pieces({ address: VERSION, attribute: "arn" }), [PAY, "pay", "version", undefined, null]],
    [
      "a function and an alias's name",
      pieces({ address: PAY, attribute: "arn" }, ":", { address: LIVE, attribute: "name" }),
      [PAY, "pay", "alias", "live", LIVE],
    ],
    [
      "a function and a text",
      pieces({ address: PAY, attribute: "arn" }, ":live"),
      [PAY, "pay", "alias", "live", LIVE],
    ],
    [
      "something else",
      mentioning({ address: "aws_sqs_queue.q", attribute: "arn" }),
      [null, undefined, undefined, undefined, null],
    ],
  ])("%s", (_, attribute, expected) => {
    expect(meantBy(attribute)).toEqual(expected);
  });

  it("a qualifier beside it counts more than the one within", () => {
    expect(meantBy({ value: is("pay:7") }, { value: is("live") })).toEqual([
      PAY,
      "pay",
      "alias",
      "live",
      LIVE,
    ]);
    expect(meantBy({ value: is("pay:7") }, {})).toEqual([PAY, "pay", "version", "7", null]);
  });
});
