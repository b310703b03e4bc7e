import { expect, test } from "vitest";
import { fn } from "../action/pull-request.ts";
import { begun, inRepositories, model, places, reserved, sized, written } from "./first-policy.ts";

inRepositories();

test("a map that terraform.tfvars.json gives and the workspace looks up says the environments, also by another local", async () => {
  await begun({
    "infra/main.tf": `variable "accounts" {\n  type = map(object({ cap = number }))\n}
locals {\n  name    = replace(terraform.workspace, "_", "-")\n  account = contains(keys(var.accounts), local.name) ? var.accounts[local.name] : var.accounts.development\n}\n${sized("local.account.cap")}`,
    "infra/terraform.tfvars.json":
      '{ "accounts": { "production": { "cap": 50 }, "development": { "cap": 2 } } }',
  });
  expect(await reserved()).toEqual({ prod: [50], dev: [2] });
});

test("a root that holds others keeps what is its own, and they are given none of it", async () => {
  const values = (cap: number) => `cap = ${cap}\n`;
  await begun({
    "live/main.tf": `variable "cap" {}\n${sized("var.cap")}`,
    "live/prod-big.tfvars": values(40),
    "live/dev-small.tfvars": values(1),
    "live/queue/main.tf": `variable "cap" {\n  default = 7\n}\n${sized("var.cap")}`,
  });
  const { deployments } = await model();
  const numbers = deployments.map(
    ({ root, environment, functions: [first] }) =>
      `${root}@${environment} ${first?.reservedConcurrency.value}`,
  );
  expect(numbers).toEqual(["live@prod 40", "live@dev 1", "live/queue@prod 7", "live/queue@dev 7"]);
});

test("an account of zeros is none, so that environments don't share a pool by it", async () => {
  const { findings } = await begun({
    "main.tf": `variable "account" {\n  default = "000000000000"\n}\n${sized("600").replace("{}", '{\n  region = "eu-west-1"\n  allowed_account_ids = [var.account]\n}')}`,
    "env/prod.tfvars": "",
    "env/staging.tfvars": "",
  });
  expect(findings.filter(({ ruleId }) => ruleId === "reserved-concurrency-within-limit")).toEqual([]);
  const { map } = await model();
  expect(map.map(({ account }) => account?.value)).toEqual([undefined, undefined]);
});

test("the production of one application is nobody else's", async () => {
  const asking = (...names: string[]) =>
    `${fn("f")}\nlocals {\n  sizes = { ${names.map((name) => `"${name}" = 1`).join(", ")} }\n  size = local.sizes[terraform.workspace]\n}\n`;
  await begun({
    "apps/search/main.tf": asking("search-live", "trial-live", "search-development"),
    "apps/pay/main.tf": asking("production", "development"),
    "apps/mail/main.tf": asking("production", "development"),
    "apps/plain/main.tf": fn("p"),
    "apps/tools/sandbox/main.tf": fn("s"),
  });
  expect(await places()).toEqual([
    "apps/mail@prod!",
    "apps/mail@dev",
    "apps/pay@prod!",
    "apps/pay@dev",
    "apps/plain@prod!",
    "apps/plain@dev",
    "apps/search@search-live!",
    "apps/search@trial-live!",
    "apps/search@dev",
    "apps/tools/sandbox@sandbox",
  ]);
});

test("values that are more particular come after the general ones, so that they win", async () => {
  const values = (cap: number) => `cap = ${cap}\n`;
  await begun({
    "main.tf": `variable "cap" {}\n${sized("var.cap")}`,
    "staging.tfvars": values(10),
    "staging-overrides.tfvars": values(90),
    "prod.tfvars": values(500),
  });
  expect(written()).toContain("var-files: [staging.tfvars, staging-overrides.tfvars]");
  expect(await reserved()).toEqual({ prod: [500], staging: [90] });
});

test("a workspace that names depend on and nothing gives is listed for people to give", async () => {
  await begun({ "main.tf": fn("a").replace(' = "a"', ' = "a-${terraform.workspace}"') });
  expect(written()).toContain("#   environments.prod.terraform: { workspace: … } # main.tf:");
});

test("a CDK app that has no cdk.json is unread, and a library of constructs is no app", async () => {
  const APP = 'import { App } from "aws-cdk-lib";\nnew Shop(new App());\n';
  const STACK = 'import { Function } from "aws-cdk-lib/aws-lambda";\n';
  const { coverage } = await begun({
    "infra/package.json":
      '{ "scripts": { "deploy": "cdk deploy --app bin/shop.ts" }, "dependencies": { "aws-cdk-lib": "2" } }',
    "infra/bin/shop.ts": APP,
    "infra/lib/shop.ts": STACK,
    "constructs/package.json": '{ "peerDependencies": { "aws-cdk-lib": "2" } }',
    "constructs/test/shop.test.ts": APP,
  });
  expect(coverage.unread).toMatchObject([
    { what: "The CDK app in infra/package.json", mayHoldFunctions: true },
  ]);
});

test("who no pattern tells from others is in production, and nobody leaves it by that", async () => {
  await begun({
    "main.tf": fn("top"),
    "live/prod/main.tf": fn("p"),
    "live/dev/main.tf": fn("d"),
    "services/mail/main.tf": `variable "a" {}\n${fn("m")}`,
    "services/mail/prod.tfvars": "a = 1\n",
    "services/mail/dev.tfvars": "a = 2\n",
  });
  expect(await places()).toEqual([
    ".@prod!",
    "live/dev@dev",
    "live/prod@prod!",
    "services/mail@dev",
    "services/mail@prod!",
  ]);
});

test("a workspace that begins with the application's name is one text for all roots", async () => {
  const root = (name: string) => `locals {
  application   = "${name}"
  is_production = substr(terraform.workspace, length(local.application), length(terraform.workspace)) == "-production"
  is_test       = substr(terraform.workspace, length(local.application), length(terraform.workspace)) == "-test"
}
${sized("local.is_production ? 30 : 2")}`;
  await begun({
    "apps/orders/main.tf": root("orders"),
    "apps/mail/main.tf": root("mail"),
    "apps/pay/main.tf": root("pay"),
  });
  expect(await reserved()).toEqual({ prod: [30], test: [2] });
  expect(written()).toContain('workspace: "{folder}-production"');
});

test("a workspace and a variable that are called alike are one environment", async () => {
  await begun({
    "main.tf": `variable "stage" {
  type = string
}
locals {
  sizes = { shop-production = 30, shop-dev = 2 }
  size  = local.sizes[terraform.workspace]
  debug = var.stage == "prod" ? 0 : 1
}
${sized("local.size")}`,
  });
  expect(await reserved()).toEqual({ prod: [30], dev: [2] });
  expect(written()).toContain("terraform: { workspace: shop-production, variables: { stage: prod } }");
});

test("the account and the region that a stack's document decides are the environment's", async () => {
  const urn = (stack: string, type: string, name: string) => `urn:pulumi:${stack}::shop::${type}::${name}`;
  const document = (stack: string, region: string, account?: string) => {
    const state = (type: string, name: string, inputs: object) => ({
      op: "same",
      urn: urn(stack, type, name),
      newState: { urn: urn(stack, type, name), custom: true, type, inputs },
    });
    return JSON.stringify({
      config: {
        "aws:region": region,
        ...(account ? { "aws:allowedAccountIds": JSON.stringify([account]) } : {}),
      },
      steps: [
        state("aws:lambda/function:Function", "pay", { name: "pay", reservedConcurrentExecutions: 5 }),
        state("aws:lambda/function:Function", "refund", { name: "refund", reservedConcurrentExecutions: 5 }),
      ],
    });
  };
  await begun({
    "prod.json": document("prod", "eu-west-1", "111122223333"),
    "dev.json": document("dev", "us-east-1"),
  });
  const policy = written();
  const [prod = "", dev = ""] = ["prod", "dev"].map(
    (name) => policy.split(`\n  ${name}:\n`)[1]?.split(/\n {2}\w/)[0],
  );
  expect(prod).toContain('    account: "111122223333"\n    regions: [eu-west-1]');
  expect(dev).toContain("    # account:");
  expect(dev).toContain("    regions: [us-east-1]");
});
