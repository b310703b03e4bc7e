import { describe, expect, it } from "vitest";
import type { AttributeReader, MapEntry, Presence } from "../../src/resources/reader.ts";
import { known, knownValue, unknown, unset, type Value } from "../../src/values/value.ts";
import { HERE, is, open } from "../model/support.ts";
import { type Attribute, Block, modelRead, Resource } from "./support.ts";

type Blocks = Value<readonly AttributeReader[]>;

const IN_PROD: Presence = {
  when: [{ stage: "prod" }],
  otherwise: [{ stage: "dev" }],
  because: "the stage isn't given",
};
const UNREAD = unknown<never>("it is a macro", HERE);

/** A block with a map of weights. */
class Routing extends Block {
  readonly #weights: Value<readonly MapEntry<string>[]>;

  constructor(weights: Value<readonly MapEntry<string>[]>, presence?: Presence) {
    super({}, {}, presence);
    this.#weights = weights;
  }

  override entries(): Value<never> {
    return this.#weights as Value<never>;
  }
}

/** An alias with nested blocks. */
class AliasResource extends Resource {
  readonly #own: Readonly<Record<string, Blocks>>;

  constructor(
    type: string,
    blocks: Readonly<Record<string, Blocks>>,
    more: Readonly<Record<string, Attribute>> = {},
  ) {
    super(`${type}.live`, {
      name: { value: is("live") },
      function_name: { value: is("pay") },
      function_version: { value: is("7") },
      ...more,
    });
    this.#own = blocks;
  }

  override blocks(name: string): Blocks {
    return this.#own[name] ?? unset(HERE);
  }
}

const pay = new Resource("aws_lambda_function.pay", { function_name: { value: is("pay") } });
function aliasWith(
  type: string,
  blocks: Readonly<Record<string, Blocks>>,
  more?: Readonly<Record<string, Attribute>>,
) {
  const model = modelRead([new AliasResource(type, blocks, more), pay]);
  const [alias] = model.aliases;
  if (!alias) throw new Error("there is one alias");
  return { alias, provisioned: model.provisionedConcurrency, model };
}
const routing = (blocks: Blocks) => ({ routing_config: blocks });
const weightsOf = ({ alias }: ReturnType<typeof aliasWith>) =>
  alias.weights.map(({ version, weight, instances }) => [
    knownValue(version.text),
    knownValue(weight),
    instances?.when ?? "always",
  ]);

describe("the weights of an alias", () => {
  const entries = known([{ key: "2", value: is("0.1"), at: HERE }], HERE);
  const ofVersion = (weight: number, presence?: Presence) =>
    new Block({ function_version: { value: is("2") }, function_weight: { value: is(weight) } }, {}, presence);
  const listed = (weights: Blocks, presence?: Presence) =>
    known([new Block({}, { additional_version_weights: weights }, presence)], HERE);

  it.each<[string, string, Blocks]>([
    ["as a map", "aws_lambda_alias", known([new Routing(entries)], HERE)],
    ["as a list", "awscc_lambda_alias", listed(known([ofVersion(0.1)], HERE))],
  ])("are read %s", (_, type, blocks) => {
    const read = aliasWith(type, routing(blocks));
    expect(weightsOf(read)).toEqual([["2", 0.1, "always"]]);
    expect(read.alias.weightsUnknown).toBeUndefined();
  });

  it.each<[string, Blocks, string | undefined]>([
    ["aws_lambda_alias", unset(HERE), undefined],
    ["aws_lambda_alias", known([], HERE), undefined],
    ["aws_lambda_alias", UNREAD, "it is a macro"],
    ["aws_lambda_alias", known([new Routing(unset(HERE))], HERE), undefined],
    ["aws_lambda_alias", known([new Routing(UNREAD)], HERE), "it is a macro"],
    ["awscc_lambda_alias", listed(unset(HERE)), undefined],
    ["awscc_lambda_alias", listed(UNREAD), "it is a macro"],
  ])("are none in %s, or are not known", (type, blocks, because) => {
    const { alias } = aliasWith(type, routing(blocks));
    expect(alias.weights).toEqual([]);
    expect(alias.weightsUnknown?.because).toBe(because);
  });

  it("are there under the condition of their block, and of the one around it", () => {
    const inner: Presence = { when: [{ big: "true" }], otherwise: [{ big: "false" }], because: "b" };
    const outer = aliasWith("aws_lambda_alias", routing(known([new Routing(entries, IN_PROD)], HERE)));
    expect(weightsOf(outer)).toEqual([["2", 0.1, [{ stage: "prod" }]]]);
    const both = aliasWith(
      "awscc_lambda_alias",
      routing(listed(known([ofVersion(0.1, inner)], HERE), IN_PROD)),
    );
    expect(weightsOf(both)).toEqual([["2", 0.1, [{ stage: "prod", big: "true" }]]]);
    const one = aliasWith("awscc_lambda_alias", routing(listed(known([ofVersion(0.1, inner)], HERE))));
    expect(weightsOf(one)).toEqual([["2", 0.1, [{ big: "true" }]]]);
  });
});

describe("the version of an alias", () => {
  const PAY = "aws_lambda_function.pay";
  it.each<[string, Attribute, string | undefined]>([
    ["a number", { value: is("7") }, "version"],
    ["an ARN", { value: is("arn:aws:lambda:eu-west-1:111122223333:function:pay:7") }, "arn"],
    [
      "an ARN by reference",
      { value: open("later"), parts: [{ address: PAY, attribute: "qualified_arn" }] },
      "arn",
    ],
    ["an ARN by itself", { value: open("later"), parts: [{ address: PAY, attribute: "arn" }] }, "arn"],
    [
      "an ARN in pieces",
      { value: open("later"), parts: ["arn:aws:lambda:::function:", { address: PAY }] },
      "arn",
    ],
    [
      "no ARN, by reference",
      { value: open("later"), parts: [{ address: PAY, attribute: "learn" }] },
      undefined,
    ],
    [
      "two references",
      {
        value: open("later"),
        parts: [
          { address: PAY, attribute: "arn" },
          { address: PAY, attribute: "arn" },
        ],
      },
      undefined,
    ],
    ["without pieces", { value: open("later") }, undefined],
  ])("is %s", (_, attribute, kind) => {
    const { alias, model } = aliasWith("aws_lambda_alias", {}, { function_version: attribute });
    expect(knownValue(model.versionOf(alias).kind)).toBe(kind);
  });
});

describe("what an alias provisions on itself", () => {
  const config = (blocks: Blocks) => ({ provisioned_concurrency_config: blocks });
  const five = { provisioned_concurrent_executions: { value: is(5) } };
  const provisionedBy = (blocks: Blocks) => aliasWith("awscc_lambda_alias", config(blocks)).provisioned;

  it("is nothing without the block", () => {
    expect(provisionedBy(unset(HERE))).toEqual([]);
    expect(provisionedBy(known([], HERE))).toEqual([]);
  });

  it("is the amount of the block, on the alias", () => {
    const { alias, provisioned, model } = aliasWith(
      "awscc_lambda_alias",
      config(known([new Block(five)], HERE)),
    );
    const [only] = provisioned;
    expect(only).toMatchObject({ declaredOn: "alias", amount: is(5), instances: { atLeast: 1, atMost: 1 } });
    expect(only && model.aliasOf(only)).toBe(alias);
  });

  it("is there under the condition of the block", () => {
    const [only] = provisionedBy(known([new Block(five, {}, IN_PROD)], HERE));
    expect(only?.instances).toEqual({
      atLeast: 0,
      atMost: 1,
      when: IN_PROD.when,
      otherwise: IN_PROD.otherwise,
    });
  });

  it("is not known where the block isn't", () => {
    const [only] = provisionedBy(UNREAD);
    expect(only?.amount).toMatchObject({ state: "unknown", because: "it is a macro" });
    expect(only?.instances).toEqual({ atLeast: 0, atMost: 1 });
  });
});
