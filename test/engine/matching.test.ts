import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import type { Report } from "../../src/finding.ts";
import { diagnosticText } from "../../src/reporters/text/diagnostic.ts";
import { viewFor } from "../../src/reporters/text/view.ts";
import { knownValue } from "../../src/values/value.ts";

const PLAIN = viewFor({ colour: false, shown: (file: string) => file });

/** Runs a policy over an estate. */
async function run(policy: string, estate: Record<string, string>): Promise<Report> {
  const checkout = new MemoryCheckout({ ...estate, "policy.yml": policy });
  const outcome = await runPolicy({ checkout, paths: ["."], today: "2026-06-15" });
  if (!("report" in outcome))
    throw new Error(outcome.policyProblems.map((each) => diagnosticText(each, PLAIN)).join("\n"));
  return outcome.report;
}

/** `root[:stack]@environment: function, …` of each deployment. */
function deployed({ model }: Report): string[] {
  return model.deployments
    .map(({ id, root, stack, environment }) => {
      const names = model.functions
        .filter((fn) => fn.deploymentId === id)
        .map((fn) => knownValue(fn.name) ?? fn.address);
      return `${root}${stack === undefined ? "" : `:${stack}`}@${environment}: ${names.sort().join(", ")}`;
    })
    .sort();
}

/** What is said of the policy file. */
function said({ diagnostics }: Report): string[] {
  return diagnostics.filter(({ at }) => at?.file === "policy.yml").map((each) => diagnosticText(each, PLAIN));
}

const lambda = (name: string, more = "") =>
  `resource "aws_lambda_function" "fn" {\n  function_name = "${name}"\n${more}}\n`;

describe("environments that match by paths", () => {
  const estate = {
    "live/prod/main.tf": lambda("a"),
    "live/dev/main.tf": lambda("b"),
    "live/dev/eu/main.tf": lambda("c"),
  };

  it("take a folder with all below it, the first of them alone, and the tie is said", async () => {
    const report = await run(
      `environments:
  prod: { production: true, match: { paths: [live/prod] } }
  eu: { match: { paths: ["**/eu"] } }
  dev: { match: { paths: [live/dev] } }
`,
      estate,
    );
    expect(deployed(report)).toEqual(["live/dev/eu@eu: c", "live/dev@dev: b", "live/prod@prod: a"]);
    expect(said(report)).toEqual([
      "policy.yml:4:10: note: The root live/dev/eu matches eu and dev; eu comes first and takes it.\n  Narrow one of the two, put dev before eu, or give both the same pattern for what is deployed to both.",
    ]);
  });

  it("say when they match nothing, and what is nobody's", async () => {
    const report = await run(
      `environments:
  prod: { production: true, match: { paths: [live/prod] } }
  staging: { match: { paths: [live/staging] } }
`,
      estate,
    );
    expect(deployed(report)).toEqual([
      "live/dev/eu@unmatched: c",
      "live/dev@unmatched: b",
      "live/prod@prod: a",
    ]);
    expect(said(report).map((each) => each.split("\n")[0])).toEqual([
      'policy.yml:2:29: warning: The roots live/dev, live/dev/eu belong to no environment of the policy; checked as "unmatched", which counts as production and has no inputs.',
      "policy.yml:3:14: warning: The environment staging has no root.",
    ]);
  });
});

describe("environments that match by workspaces", () => {
  const cloud = (name: string) =>
    `terraform {\n  cloud {\n    organization = "acme"\n    workspaces { name = "${name}" }\n  }\n}\n`;

  it("take the roots that fix one, and paths are for the others", async () => {
    const report = await run(
      `environments:
  prod: { production: true, match: { workspaces: ["*-prod"], paths: [live] } }
  dev: { match: { workspaces: ["*-dev"], paths: ["**"] } }
`,
      {
        "shop/a/main.tf": cloud("shop-prod") + lambda("a"),
        "shop/b/main.tf": cloud("shop-dev") + lambda("b"),
        "live/main.tf": lambda("c"),
        "other/main.tf": lambda("d"),
      },
    );
    expect(deployed(report)).toEqual(["live@prod: c", "other@dev: d", "shop/a@prod: a", "shop/b@dev: b"]);
  });
});

/** A cloud assembly of stacks that each hold one function. */
function assembly(folder: string, stacks: Record<string, { name: string; environment: string }>) {
  const artifacts = Object.entries(stacks).map(([id, { name, environment }]) => [
    id,
    {
      type: "aws:cloudformation:stack",
      environment,
      properties: { templateFile: `${id}.template.json`, stackName: name },
    },
  ]);
  const template = {
    Resources: {
      Fn: { Type: "AWS::Lambda::Function", Properties: { Handler: "i.h", Runtime: "nodejs22.x" } },
    },
  };
  return {
    [`${folder}/manifest.json`]: JSON.stringify({
      version: "36.0.0",
      artifacts: Object.fromEntries(artifacts),
    }),
    ...Object.fromEntries(
      Object.keys(stacks).map((id) => [`${folder}/${id}.template.json`, JSON.stringify(template)]),
    ),
  };
}

const PROD = "aws://111122223333/eu-west-1";
const DEV = "aws://444455556666/eu-west-1";

describe("environments that match by stacks and accounts", () => {
  const estate = assembly("cdk.out", {
    A: { name: "shop-prod", environment: PROD },
    B: { name: "shop-dev", environment: DEV },
    C: { name: "tools", environment: DEV },
  });

  it("take the stacks of a CDK app by name", async () => {
    const report = await run(
      `environments:
  prod: { production: true, match: { stacks: ["*-prod"] } }
  dev: { match: { stacks: ["*-dev", tools] } }
`,
      estate,
    );
    expect(deployed(report)).toEqual([
      "cdk.out:shop-dev@dev: Fn",
      "cdk.out:shop-prod@prod: Fn",
      "cdk.out:tools@dev: Fn",
    ]);
    expect(said(report)).toEqual([]);
  });

  it("take them by account, and both must agree", async () => {
    const report = await run(
      `environments:
  prod: { production: true, match: { accounts: ["111122223333"], stacks: ["shop-*"] } }
  dev: { match: { accounts: ["444455556666"], stacks: ["shop-*"] } }
`,
      estate,
    );
    expect(deployed(report)).toEqual([
      "cdk.out:shop-dev@dev: Fn",
      "cdk.out:shop-prod@prod: Fn",
      "cdk.out:tools@unmatched: Fn",
    ]);
  });

  it("never take a stack of another account than their own", async () => {
    const report = await run(
      `environments:
  prod: { production: true, account: "111122223333" }
  dev: { account: "444455556666" }
`,
      estate,
    );
    expect(deployed(report)).toEqual([
      "cdk.out:shop-dev@dev: Fn",
      "cdk.out:shop-prod@prod: Fn",
      "cdk.out:tools@dev: Fn",
    ]);
  });
});

describe("environments that match by stages", () => {
  it("take the stages of a CDK app", async () => {
    const nested = (id: string) => ({
      type: "cdk:cloud-assembly",
      properties: { directoryName: `assembly-${id}`, displayName: id },
    });
    const report = await run(
      `environments:
  prod: { production: true, match: { stages: [prod] } }
  dev: { match: { stages: [dev] } }
`,
      {
        "cdk.out/manifest.json": JSON.stringify({
          version: "36.0.0",
          artifacts: { "assembly-prod": nested("prod"), "assembly-dev": nested("dev") },
        }),
        ...assembly("cdk.out/assembly-prod", { prodShop: { name: "prod-shop", environment: PROD } }),
        ...assembly("cdk.out/assembly-dev", { devShop: { name: "dev-shop", environment: DEV } }),
      },
    );
    expect(deployed(report)).toEqual(["cdk.out:dev-shop@dev: Fn", "cdk.out:prod-shop@prod: Fn"]);
  });

  it("are all asked for a Serverless service, each with its own stage", async () => {
    const report = await run(
      `environments:
  prod: { production: true, match: { stages: [prod] }, serverless: { stage: prod } }
  dev: { match: { stages: [dev] }, serverless: { stage: dev } }
`,
      {
        "serverless.yml":
          "service: mail\nprovider: { name: aws, runtime: nodejs22.x }\nfunctions:\n  send: { handler: a.b }\n",
      },
    );
    expect(deployed(report)).toEqual([
      "serverless.yml:mail-dev@dev: mail-dev-send",
      "serverless.yml:mail-prod@prod: mail-prod-send",
    ]);
  });
});

describe("environments that match by tags", () => {
  it("share the functions of a root among them, and hide none", async () => {
    const tagged = (name: string, tag?: string) =>
      `resource "aws_lambda_function" "${name}" {\n  function_name = "${name}"\n${tag ? `  tags = { environment = "${tag}" }\n` : ""}}\n`;
    const report = await run(
      `environments:
  prod: { production: true, match: { tags: { environment: [prod, "production-*"] } } }
  dev: { match: { tags: { environment: dev } } }
`,
      {
        "main.tf":
          tagged("a", "prod") +
          tagged("b", "production-eu") +
          tagged("c", "dev") +
          tagged("d", "qa") +
          tagged("e"),
      },
    );
    expect(deployed(report)).toEqual([".@dev: c, d, e", ".@prod: a, b, d, e"]);
  });
});

describe("the name of a SAM template's stack", () => {
  const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: !Sub "\${AWS::StackName}-fn"
      Handler: a.b
      Runtime: nodejs22.x
`;
  const samconfig = `version = 0.1
[default.deploy.parameters]
stack_name = "orders"
[prod.deploy.parameters]
stack_name = "orders-prod"
`;
  const estate = { "template.yaml": template, "samconfig.toml": samconfig };

  it("comes from the environment of samconfig.toml, else from its default", async () => {
    const report = await run(
      `environments:
  prod: { production: true }
  dev: {}
  eu: { cloudformation: { samconfig: prod } }
`,
      estate,
    );
    expect(deployed(report)).toEqual([
      "template.yaml:orders-prod@eu: orders-prod-fn",
      "template.yaml:orders-prod@prod: orders-prod-fn",
      "template.yaml:orders@dev: orders-fn",
    ]);
  });

  it("comes from the policy's stack-name first", async () => {
    const report = await run(
      `environments:
  prod: { production: true, cloudformation: { stack-name: shop } }
`,
      estate,
    );
    expect(deployed(report)).toEqual(["template.yaml:shop@prod: shop-fn"]);
  });

  it("is asked by no match: it hangs on the environment itself", async () => {
    const report = await run(
      `environments:
  prod: { production: true, match: { stacks: ["*-prod"] } }
  dev: { match: { stacks: ["*-dev"] } }
`,
      estate,
    );
    expect(deployed(report)).toEqual([
      "template.yaml:orders-prod@prod: orders-prod-fn",
      "template.yaml:orders@dev: orders-fn",
    ]);
  });
});
