import { describe, expect, it } from "vitest";
import type { Mention } from "../../src/model/mention.ts";
import type { TextPart } from "../../src/resources/reader.ts";
import { knownValue } from "../../src/values/value.ts";
import { is, open } from "../model/support.ts";
import { type Attribute, modelRead, Resource } from "./support.ts";

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

/** What a permission on a function means: the function's address, the qualifier's kind and text, the alias. */
function meantBy(attribute: Attribute, qualifier?: Attribute) {
  const permission = new Resource("aws_lambda_permission.p", {
    function_name: attribute,
    ...(qualifier ? { qualifier } : {}),
  });
  const model = modelRead([permission, lambda(PAY), lambda(MAIL), version, alias]);
  const [caller] = model.callers;
  if (!caller) return undefined;
  const by = model.qualifierOf(caller);
  return [
    model.functionOf(caller)?.address ?? null,
    by.kind.state === "unset" ? "none" : knownValue(by.kind),
    knownValue(by.text),
    by.alias?.address ?? null,
  ];
}

describe("what an attribute means that names a function", () => {
  it.each<[string, Attribute, unknown]>([
    ["nothing is written", {}, undefined],
    ["a name", { value: is("pay") }, [PAY, "none", undefined, null]],
    ["a name with a qualifier", { value: is("pay:live") }, [PAY, "alias", "live", LIVE]],
    [
      "an ARN",
      { value: is("arn:aws:lambda:us-east-1:111122223333:function:pay:7") },
      [PAY, "version", "7", null],
    ],
    ["a name that isn't declared here", { value: is("gone:live") }, [null, "alias", "live", null]],
    ["a function", mentioning({ address: PAY, attribute: "arn" }), [PAY, undefined, undefined, null]],
    ["a function's ARN", pieces({ address: PAY, attribute: "arn" }), [PAY, "none", undefined, null]],
    [
      "a function's version",
      mentioning({ address: PAY, attribute: "version" }),
      [PAY, "version", undefined, null],
    ],
    [
      "a function's qualified ARN",
      pieces({ address: PAY, attribute: "qualified_arn" }),
      [PAY, "version", undefined, null],
    ],
    ["a function as a whole", pieces({ address: PAY }), [PAY, undefined, undefined, null]],
    [
      "two functions",
      mentioning({ address: PAY, attribute: "arn" }, { address: MAIL, attribute: "arn" }),
      [null, undefined, undefined, null],
    ],
    [
      "one function twice",
      mentioning({ address: PAY, attribute: "arn" }, { address: PAY, attribute: "arn" }),
      [PAY, undefined, undefined, null],
    ],
    ["an alias", mentioning({ address: LIVE, attribute: "arn" }), [PAY, "alias", "live", LIVE]],
    ["an alias's ARN", pieces({ address: LIVE, attribute: "arn" }), [PAY, "alias", "live", LIVE]],
    [
      "an alias's function",
      pieces({ address: LIVE, attribute: "function_name" }),
      [PAY, "none", undefined, null],
    ],
    ["a version", pieces({ address: VERSION, attribute: "arn" }), [PAY, "version", undefined, null]],
    [
      "a function and an alias's name",
      pieces({ address: PAY, attribute: "arn" }, ":", { address: LIVE, attribute: "name" }),
      [PAY, "alias", "live", LIVE],
    ],
    [
      "a function and a text",
      pieces({ address: PAY, attribute: "arn" }, ":live"),
      [PAY, "alias", "live", LIVE],
    ],
    [
      "something else",
      mentioning({ address: "aws_sqs_queue.q", attribute: "arn" }),
      [null, undefined, undefined, null],
    ],
  ])("%s", (_, attribute, expected) => {
    expect(meantBy(attribute)).toEqual(expected);
  });

  it("a qualifier beside it counts more than the one within", () => {
    expect(meantBy({ value: is("pay:7") }, { value: is("live") })).toEqual([PAY, "alias", "live", LIVE]);
    expect(meantBy({ value: is("pay:7") }, {})).toEqual([PAY, "version", "7", null]);
  });
});
