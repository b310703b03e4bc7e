import { describe, expect, it } from "vitest";
import { entityOf, hasBlock, inBlock } from "../../src/resources/entity.ts";
import type { Presence } from "../../src/resources/reader.ts";
import { alternativesOf, known, type Value } from "../../src/values/value.ts";
import { HERE, is, none, oneOf, open } from "../model/support.ts";
import { Block, Resource } from "./support.ts";

const MAYBE: Presence = {
  when: [{ "condition:On": "true" }],
  otherwise: [{ "condition:On": "false" }],
  because: "On isn't known",
};
const shortly = <T>(value: Value<T>) =>
  alternativesOf(value)?.map((each) => [each.state === "known" ? each.value : null, each.when ?? {}]) ??
  (value.state === "unknown" ? value.because : value.state);
const around = (block: Block) => new Block({}, { scaling: is([block]) });
const amountIn = (block: Block) =>
  inBlock<number>(
    block,
    ["scaling"],
    (found) => found.number("amount"),
    (at) => known(0, at),
  );

describe("an entity", () => {
  it("is called by its deployment and address, and by the part of its resource", () => {
    const resource = new Resource("aws_s3_bucket_notification.b", {});
    expect(entityOf(resource, "a@prod", ".x[1]")).toEqual({
      id: "a@prod#aws_s3_bucket_notification.b.x[1]",
      address: "aws_s3_bucket_notification.b.x[1]",
      deploymentId: "a@prod",
      at: HERE,
      instances: { atLeast: 1, atMost: 1 },
    });
  });
});

describe("a nested block", () => {
  it.each([
    ["there", around(new Block({})), [[true, {}]]],
    ["not there", new Block({}), [[false, {}]]],
    ["not there in an empty list", new Block({}, { scaling: is([]) }), [[false, {}]]],
    ["not known", new Block({}, { scaling: open("var.s") }), "var.s"],
    [
      "there in one alternative",
      around(new Block({}, {}, MAYBE)),
      [
        [true, { "condition:On": "true" }],
        [false, { "condition:On": "false" }],
      ],
    ],
  ] as const)("is %s", (_, block, expected) => {
    expect(shortly(hasBlock(block, "scaling"))).toEqual(expected);
  });

  it.each([
    ["its attribute", around(new Block({ amount: { value: is(5) } })), [[5, {}]]],
    [
      "nothing, where the attribute isn't set",
      around(new Block({ amount: { value: none() } })),
      [[null, {}]],
    ],
    ["what holds without it", new Block({}), [[0, {}]]],
    ["why it isn't known", new Block({}, { scaling: open("var.s") }), "var.s"],
    [
      "both, where it may not be there",
      around(new Block({ amount: { value: is(5) } }, {}, MAYBE)),
      [
        [5, { "condition:On": "true" }],
        [0, { "condition:On": "false" }],
      ],
    ],
    [
      "only alternatives that agree with its condition",
      around(
        new Block(
          { amount: { value: oneOf([5, { "condition:On": "true" }], [7, { "condition:On": "false" }]) } },
          {},
          MAYBE,
        ),
      ),
      [
        [5, { "condition:On": "true" }],
        [0, { "condition:On": "false" }],
      ],
    ],
    [
      "why its attribute isn't known",
      around(new Block({ amount: { value: open("var.n") } }, {}, MAYBE)),
      "var.n",
    ],
  ] as const)("gives %s", (_, block, expected) => {
    expect(shortly(amountIn(block))).toEqual(expected);
  });
});
