import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runChange } from "../../src/engine/run-change.ts";
import type { Report } from "../../src/finding.ts";

type Files = Readonly<Record<string, string>>;

const POLICY = `environments:
  prod: { production: true, account: "111122223333", regions: [us-east-1] }
accounts:
  "111122223333": { us-east-1: { limit: 1000, unreserved-floor: 100 } }
critical-paths:
  - { function: "pay*", max-provisioned: 10, owner: payments, reason: tills }
rules:
  reserved-concurrency-in-range: { severity: error, min: 5, max: 150 }
  provisioned-concurrency-cost-within-budget: error
  unreserved-pool-sufficient: { severity: error, min-per-function: 100 }
budgets: { per-function-usd: 10 }
`;

const fn = (name: string, more = "", block = name) =>
  `resource "aws_lambda_function" "${block}" {\n  function_name = "${name}"\n  memory_size = 1024\n  publish = true\n${more}}\n`;
const reserving = (name: string, amount: number | string, block = name) =>
  fn(name, `  reserved_concurrent_executions = ${amount}\n`, block);
const live = (
  name: string,
  amount: number,
  memory = "",
) => `${fn(name, `${memory}  reserved_concurrent_executions = 100\n`)}
resource "aws_lambda_alias" "${name}" {
  name             = "live"
  function_name    = aws_lambda_function.${name}.function_name
  function_version = aws_lambda_function.${name}.version
}
resource "aws_lambda_provisioned_concurrency_config" "${name}" {
  function_name                     = aws_lambda_function.${name}.function_name
  qualifier                         = aws_lambda_alias.${name}.name
  provisioned_concurrent_executions = ${amount}
}
`;
const scaled = (most: number) => `${live("pay", 5)}
resource "aws_appautoscaling_target" "pay" {
  service_namespace  = "lambda"
  scalable_dimension = "lambda:function:ProvisionedConcurrency"
  resource_id        = "function:\${aws_lambda_function.pay.function_name}:\${aws_lambda_alias.pay.name}"
  min_capacity       = 5
  max_capacity       = ${most}
}
`;
const queue = (reserved: number, most: number, block = "in") => `${reserving("take", reserved)}
resource "aws_lambda_event_source_mapping" "${block}" {
  event_source_arn = "arn:aws:sqs:us-east-1:111122223333:in"
  function_name    = aws_lambda_function.take.arn
  scaling_config {
    maximum_concurrency = ${most}
  }
}
`;

async function change(base: Files, head: Files, policy = POLICY): Promise<Report> {
  const tree = (files: Files) => new MemoryCheckout({ ...files, "policy.yml": policy }, Object.keys(files));
  const options = { checkout: tree(head), paths: ["."], today: "2026-06-15" };
  const outcome = await runChange(options, { checkout: tree(base), name: "main" });
  if (!("report" in outcome)) throw new Error(JSON.stringify(outcome.policyProblems));
  return outcome.report;
}

/** What a change does to the findings of a rule: `state subject`, and what is fixed. */
async function states(rule: string, base: Files, head: Files, policy = POLICY): Promise<string[]> {
  const { findings, comparison } = await change(base, head, policy);
  const of = findings.filter(({ ruleId }) => ruleId === rule);
  const fixed = comparison?.fixed.filter(({ ruleId }) => ruleId === rule) ?? [];
  return [
    ...of.map((each) => `${each.change} ${each.subject}`),
    ...fixed.map(({ subject }) => `fixed ${subject}`),
  ];
}

const main = (text: string): Files => ({ "main.tf": text });

describe("a finding that measures", () => {
  const RULES: readonly [rule: string, broken: string, worse: string, better: string][] = [
    [
      "reserved-concurrency-within-limit",
      reserving("a", 901),
      reserving("a", 901) + reserving("b", 100),
      reserving("a", 900.5),
    ],
    ["reserved-concurrency-in-range", reserving("a", 160), reserving("a", 170), reserving("a", 151)],
    ["reserved-concurrency-in-range", reserving("a", 3), reserving("a", 2), reserving("a", 4)],
    ["provisioned-concurrency-allow-listed", live("pay", 20), live("pay", 22), live("pay", 14)],
    ["provisioned-concurrency-allow-listed", live("other", 3), live("other", 4), live("other", 2)],
    [
      "provisioned-concurrency-within-reserved",
      live("pay", 120),
      live("pay", 120).replace("= 100", "= 90"),
      live("pay", 101),
    ],
    ["scaling-max-within-reserved", scaled(120), scaled(120).replace("= 100", "= 90"), scaled(110)],
    ["event-source-within-reserved", queue(40, 60), queue(30, 60), queue(50, 60)],
    [
      "provisioned-concurrency-cost-within-budget",
      live("pay", 5),
      live("pay", 5, '  architectures = ["x86_64"]\n').replace("1024", "1025"),
      live("pay", 4),
    ],
    [
      "unreserved-pool-sufficient",
      reserving("a", 900) + fn("b") + fn("c"),
      reserving("a", 900) + fn("b") + fn("c") + fn("d"),
      reserving("a", 850) + fn("b") + fn("c"),
    ],
  ];

  it.each(RULES)(
    "of %s is worse, better or unchanged by how far the law is broken",
    async (rule, broken, worse, better) => {
      const only = async (text: string) =>
        (await states(rule, main(broken), main(text))).map((each) => each.split(" ")[0]);
      expect(await only(worse)).toEqual(["worse"]);
      expect(await only(better)).toEqual(["better"]);
      expect(await only(`# a remark\n\n${broken}`)).toEqual(["unchanged"]);
    },
  );

  it("is another one where another bound is broken", async () => {
    const both = await states(
      "reserved-concurrency-in-range",
      main(reserving("a", 3)),
      main(reserving("a", 151)),
    );
    expect(both).toEqual(["new aws_lambda_function.a", "fixed aws_lambda_function.a"]);
  });

  it("is worse where what was measured isn't known any more, and where it has become certain", async () => {
    const open = `variable "cap" {\n  type = number\n}\n${reserving("a", "var.cap")}`;
    const sure = reserving("a", 901);
    const either = `variable "big" {\n  type = bool\n}\n${reserving("a", "var.big ? 901 : 10")}`;
    const rule = "reserved-concurrency-within-limit";
    expect(await states(rule, main(either), main(sure))).toEqual(["worse aws_lambda_function.a"]);
    expect(
      await states("reserved-concurrency-in-range", main(reserving("a", 160)), main(open)),
    ).not.toContain("better aws_lambda_function.a");
  });
});

describe("a finding is known again", () => {
  const REQUIRED = "reserved-concurrency-required";
  const same = ["unchanged"];
  const only = async (base: Files, head: Files) =>
    (await states(REQUIRED, base, head)).map((each) => each.split(" ")[0]);

  it.each<[string, Files, Files]>([
    ["in another file", main(fn("a")), { "other.tf": fn("a") }],
    [
      "in a file that is renamed and edited",
      { "a.tf": fn("a") + reserving("b", 7) },
      {
        "deep/z.tf": `# functions of the shop\n\n${fn("a", '  description = "edited"\n')}${reserving("b", 7)}`,
      },
    ],
    ["in another root", { "one/main.tf": fn("a") }, { "two/deep/main.tf": fn("a") }],
    ["in another block", main(fn("a", "", "x")), main(fn("a", "", "y"))],
    [
      "in a module",
      main(fn("a")),
      { "main.tf": 'module "m" {\n  source = "./m"\n}\n', "m/main.tf": fn("a") },
    ],
    [
      "where its number moves into a variable",
      main(fn("a")),
      main(`variable "cap" {\n  default = null\n}\n${reserving("a", "var.cap")}`),
    ],
    [
      "in a renamed template",
      { "a.template.yaml": template("Job", "nightly") },
      { "b/c.template.yaml": template("Task", "nightly") },
    ],
  ])("%s", async (_, base, head) => {
    expect(await only(base, head)).toEqual(same);
    expect((await change(base, head)).comparison?.functions).toEqual([]);
  });

  function template(id: string, name: string): string {
    return `Resources:\n  ${id}:\n    Type: AWS::Lambda::Function\n    Properties: { FunctionName: ${name} }\n`;
  }

  it("by what AWS calls it, and not at an address that another function has taken over", async () => {
    const base = { "template.yaml": template("Job", "nightly") };
    expect(await only(base, { "template.yaml": template("Job", "checkout") })).toEqual(["new", "fixed"]);
    const more = template("Job", "nightly").replace("nightly", "nightly, MemorySize: 256");
    expect(await only(base, { "template.yaml": more })).toEqual(same);
  });

  it("by its address where the code doesn't tell its name, until that is another's", async () => {
    const unnamed = (name: string) =>
      main(`variable "name" {\n  type = string\n}\n${fn("x").replace('"x"\n', `${name}\n`)}`);
    expect(await only(unnamed("var.name"), unnamed("var.name"))).toEqual(same);
    expect(await only(unnamed("var.name"), unnamed('"x"'))).toEqual(same);
    expect(await only(unnamed('"x"'), unnamed("var.name"))).toEqual(["new", "fixed"]);
  });

  it("where the code says that it has moved, though no name is known", async () => {
    const nameless = (block: string) => fn("x", "", block).replace('"x"', "var.name");
    const variable = 'variable "name" {}\n';
    const moved = (from: string, to: string) => `moved {\n  from = ${from}\n  to   = ${to}\n}\n`;
    const at = (block: string) => `aws_lambda_function.${block}`;
    const a = main(variable + nameless("a"));
    expect(await only(a, main(variable + nameless("z")))).toEqual(["new", "fixed"]);
    expect(await only(a, main(variable + nameless("z") + moved(at("a"), at("z"))))).toEqual(["unchanged"]);
    const twice = moved(at("a"), at("b")) + moved(at("b"), at("z"));
    expect(await only(a, main(variable + nameless("z") + twice))).toEqual(["unchanged"]);
    const ring = moved(at("a"), at("z")) + moved(at("z"), at("a"));
    expect(await only(a, main(variable + nameless("z") + ring))).toEqual(["unchanged"]);
    const json = JSON.stringify({ moved: [{ from: at("a"), to: at("z") }] });
    expect(await only(a, { ...main(variable + nameless("z")), "moved.tf.json": json })).toEqual([
      "unchanged",
    ]);

    const keyed = nameless("a").replace("{\n", "{\n  for_each = toset(var.keys)\n");
    const keys = 'variable "keys" {\n  default = ["eu"]\n}\n';
    const toKey = moved(at("a"), `${at("a")}["eu"]`);
    expect(await only(a, main(variable + keys + keyed + toKey))).toEqual(["unchanged"]);

    const call = (name: string) => `module "${name}" {\n  source = "./m"\n  name   = var.name\n}\n`;
    const inModule = (name: string, more = "") => ({
      ...main(variable + call(name) + more),
      "m/main.tf": variable + nameless("a"),
    });
    expect(await only(inModule("x"), inModule("y", moved("module.x", "module.y")))).toEqual(["unchanged"]);
    expect(await only(inModule("x"), inModule("xy", moved("module.x", "module.x_y")))).toEqual([
      "new",
      "fixed",
    ]);
    // A move takes nothing over for a function that has another name.
    expect(await only(main(fn("a")), main(fn("other", "", "z") + moved(at("a"), at("z"))))).toEqual([
      "new",
      "fixed",
    ]);
  });

  it("one to one: what is added beside its like is new", async () => {
    const twice = main(fn("a", "", "one") + fn("a", "", "two"));
    expect(await only(main(fn("a", "", "one")), twice)).toEqual(["unchanged", "new"]);
    expect(await only(twice, main(fn("a", "", "two")))).toEqual(["unchanged", "fixed"]);
    expect(await only(main(fn("a") + fn("b")), main(fn("b") + fn("c")))).toEqual([
      "unchanged",
      "new",
      "fixed",
    ]);
  });

  it("of an alias by the alias's name", async () => {
    const routing = (name: string) =>
      main(`${reserving("a", 10)}
resource "aws_lambda_alias" "it" {
  name             = "${name}"
  function_name    = aws_lambda_function.a.function_name
  function_version = "1"
  routing_config {
    additional_version_weights = { "2" = 3 }
  }
}
`);
    const rule = "alias-routing-valid";
    const moved = main((routing("live")["main.tf"] ?? "").replace('"it"', '"that"'));
    expect(await states(rule, routing("live"), moved)).toEqual(["unchanged aws_lambda_alias.that"]);
    expect(await states(rule, routing("live"), routing("beta"))).toEqual([
      "new aws_lambda_alias.it",
      "fixed aws_lambda_alias.it",
    ]);
    const another = main((routing("live")["main.tf"] ?? "").replace('"2" = 3', '"1" = 0.5'));
    expect(await states(rule, routing("live"), another)).toEqual([
      "new aws_lambda_alias.it",
      "fixed aws_lambda_alias.it",
    ]);
  });

  it("of a pool, whichever function takes most of it", async () => {
    const rule = "reserved-concurrency-within-limit";
    const before = main(reserving("a", 500) + reserving("b", 450));
    expect(await states(rule, before, main(reserving("a", 450) + reserving("b", 500)))).toEqual([
      "unchanged aws_lambda_function.b",
    ]);
  });

  it("in each environment by itself", async () => {
    const policy = `environments:
  prod: { production: true, regions: [us-east-1], terraform: { var-files: [prod.tfvars] } }
  test: { production: true, regions: [eu-west-1], terraform: { var-files: [test.tfvars] } }
rules: { reserved-concurrency-in-range: { severity: error, max: 150 } }
`;
    const rule = "reserved-concurrency-in-range";
    const estate = (prod: number, test: number) => ({
      "main.tf": `variable "cap" {}\n${reserving("a", "var.cap")}`,
      "prod.tfvars": `cap = ${prod}\n`,
      "test.tfvars": `cap = ${test}\n`,
    });
    const is = async (prod: number, test: number) =>
      (await states(rule, estate(200, 200), estate(prod, test), policy)).map((each) => each.split(" ")[0]);
    expect(await is(210, 200)).toEqual(["worse", "unchanged"]);
    expect(await is(190, 100)).toEqual(["better", "fixed"]);
  });
});

describe("what the change can't show", () => {
  it("is not fixed where its file can't be understood any more", async () => {
    const { comparison, findings } = await change(
      { "main.tf": fn("a"), "b.tf": fn("b") },
      { "main.tf": 'resource "aws_lambda_function" {', "b.tf": fn("b") },
    );
    expect(comparison?.fixed).toEqual([]);
    expect(findings.map(({ ruleId, change: state }) => `${state} ${ruleId}`)).toContain(
      "new infrastructure-read",
    );
  });

  it("is neither fixed nor removed where something comes to its root that isn't read and may have it", async () => {
    const call = (source: string) =>
      `module "fn" {\n  source = "git::https://example.com/${source}.git"\n}\n`;
    const two = (one: string, other: string) => ({ "one/main.tf": one, "other/main.tf": other });
    const base = two(fn("a"), fn("b"));
    const { comparison, findings } = await change(
      base,
      two(call("lambda-functions"), 'locals {\n  b = "lambda"\n}\n'),
    );
    expect(findings.map(({ ruleId, change: state }) => `${state} ${ruleId}`)).toContain(
      "new infrastructure-read",
    );
    // In another root, nothing hides that it is gone.
    expect(comparison?.fixed.map(({ subject }) => subject)).toEqual(["aws_lambda_function.b"]);
    expect(comparison?.functions.map(({ kind, address }) => `${kind} ${address}`)).toEqual([
      "removed aws_lambda_function.b",
    ]);
    // Another version of what wasn't read before hides nothing more.
    const mended = await change(base, two(reserving("a", 5) + call("lambda-functions"), fn("b")));
    expect(mended.comparison?.fixed.map(({ subject }) => subject)).toEqual(["aws_lambda_function.a"]);
    const both = two(fn("a") + call("lambda-functions"), fn("b"));
    const later = await change(both, two(call("lambda-functions.git?ref=v2"), fn("b")));
    expect(later.comparison?.functions.map(({ kind }) => kind)).toEqual(["removed"]);
  });

  it("is not fixed by a waiver", async () => {
    const waived = `# policy-waive: reserved-concurrency-required retired soon
${fn("a")}`;
    const { comparison, findings } = await change(
      main(fn("a")),
      main(waived),
      `${POLICY}inline-waivers: true\n`,
    );
    expect(findings.filter(({ waiver }) => waiver).length).toBe(1);
    expect(comparison?.fixed).toEqual([]);
  });
});

it("ten thousand alike are compared in a moment", async () => {
  const { pairUp } = await import("../../src/engine/change/pair-up.ts");
  const many = Array.from({ length: 10_000 }, () => ({
    occurrence: { scope: "r|prod", environment: "prod", of: "a", part: "", root: ".", address: "x" },
  }));
  const started = performance.now();
  expect(pairUp(many, [...many]).size).toBe(10_000);
  expect(performance.now() - started).toBeLessThan(2000);
});
