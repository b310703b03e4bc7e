import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { NEW_POLICY_NAME } from "../../src/engine/policy-file.ts";
import { fn } from "../action/pull-request.ts";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.remove());

const policy = (...argv: string[]) => callIn(repository.path, ...argv);
const written = () => readFileSync(join(repository.path, NEW_POLICY_NAME), "utf8");
const write = (files: Record<string, string>) => {
  for (const [path, text] of Object.entries(files)) repository.write(path, text);
};

const service = (text = "") =>
  `service: shop\nprovider:\n  name: aws\n  region: eu-west-1\n${text}functions:\n  pay: { handler: pay.main }\n`;
const template = (parameters: string) =>
  `Parameters:\n  Stage: ${parameters}\nResources:\n  Pay:\n    Type: AWS::Lambda::Function\n    Properties: { Role: r }\n`;

interface Run {
  summary: { errors: number };
  diagnostics: { severity: string; message: string; location?: { file: string } }[];
  map: {
    format: string;
    root: string;
    environment: string;
    production: boolean;
    deployed: boolean;
    stack?: string;
  }[];
}

/** What a run finds under the policy that was written. */
async function run(): Promise<Run> {
  return JSON.parse((await policy("run", "--format", "json")).out);
}

/** `root@environment` of all that is deployed; production's with an exclamation mark. */
async function places(): Promise<string[]> {
  const { map } = JSON.parse((await policy("model", "--format", "json")).out) as Run;
  return map
    .filter(({ deployed }) => deployed)
    .map(({ format, root, stack, environment, production }) => {
      return `${format === "cdk" ? stack : root}@${environment}${production ? "!" : ""}`;
    });
}

const manifest = (...stacks: string[]) =>
  JSON.stringify({
    version: "48.0.0",
    artifacts: Object.fromEntries(
      stacks.map((name) => [
        name,
        {
          type: "aws:cloudformation:stack",
          environment: `aws://${name.endsWith("PROD") ? "111122223333" : "444455556666"}/eu-west-1`,
          properties: { templateFile: `${name}.template.json`, stackName: name },
        },
      ]),
    ),
  });
const assembly = (...stacks: string[]) => ({
  "cdk.out/manifest.json": manifest(...stacks),
  ...Object.fromEntries(stacks.map((name) => [`cdk.out/${name}.template.json`, STACK])),
});
const STACK = '{"Resources":{"Pay":{"Type":"AWS::Lambda::Function","Properties":{"Role":"r"}}}}';

/** Estates that don't say which environment is production, or say it in a way that is easily lost, with where all is then. */
const ESTATES: Record<string, { files: Record<string, string>; places: string[]; errors: number }> = {
  "a default stage alone": {
    files: { "shop/serverless.yml": service("  stage: dev\n"), "pay/serverless.yml": service() },
    places: [
      "pay/serverless.yml@prod!",
      "pay/serverless.yml@dev",
      "shop/serverless.yml@prod!",
      "shop/serverless.yml@dev",
    ],
    errors: 2,
  },
  "folders of other environments, and the rest": {
    files: { "live/dev/main.tf": fn("a"), "core/main.tf": fn("b") },
    places: ["core@prod!", "live/dev@dev"],
    errors: 1,
  },
  "nothing but another environment's folder": {
    files: { "live/dev/main.tf": fn("a") },
    places: ["live/dev@dev!"],
    errors: 1,
  },
  "names of its own": {
    files: { "template.yaml": template("{ Type: String, AllowedValues: [blue, dev] }") },
    places: ["template.yaml@blue!", "template.yaml@dev"],
    errors: 1,
  },
  "production's folder beside roots in none": {
    files: { "live/prod/main.tf": fn("a"), "live/dev/main.tf": fn("b"), "core/main.tf": fn("c") },
    places: ["core@prod!", "live/dev@dev", "live/prod@prod!"],
    errors: 2,
  },
  "production's folder beside a root with files for two": {
    files: {
      "live/prod/main.tf": fn("a"),
      "core/main.tf": fn("c"),
      "core/prod.tfvars": "",
      "core/dev.tfvars": "",
    },
    places: ["core@prod!", "core@dev", "live/prod@prod!"],
    errors: 2,
  },
  "an application that is called like an environment": {
    files: { "services/integration/main.tf": fn("a"), "services/orders/main.tf": fn("b") },
    places: ["services/integration@prod!", "services/orders@prod!"],
    errors: 2,
  },
  "two that are production": {
    files: { "template.yaml": template("{ Type: String, AllowedValues: [prod-eu, prod-us, dev] }") },
    places: ["template.yaml@prod-eu!", "template.yaml@prod-us!", "template.yaml@dev"],
    errors: 1,
  },
  "what isn't production by its name": {
    files: { "template.yaml": template("{ Type: String, AllowedValues: [shop-non-prod, shop-prod] }") },
    places: ["template.yaml@prod!", "template.yaml@nonprod"],
    errors: 1,
  },
  "a parameter that is about something else": {
    files: { "template.yaml": template("{ Type: String, AllowedValues: [Provisioned, Serverless] }") },
    places: ["template.yaml@prod!"],
    errors: 1,
  },
  "a parameter that takes yes or no": {
    files: { "template.yaml": template("{ Type: String, AllowedValues: [Yes, No, none] }") },
    places: ["template.yaml@prod!"],
    errors: 1,
  },
  "stacks of two accounts, and one that no ending tells": {
    files: {
      ...assembly("pay-PROD", "pay-CODE", "web-PROD", "web-CODE", "shared"),
    },
    places: ["pay-CODE@CODE", "pay-PROD@prod!", "shared@prod!", "web-CODE@CODE", "web-PROD@prod!"],
    errors: 3,
  },
  "two words for production": {
    files: {
      "a/template.yaml": template("{ Type: String, AllowedValues: [prod, dev] }"),
      "b/template.yaml": template("{ Type: String, AllowedValues: [production, dev] }"),
    },
    places: ["a/template.yaml@prod!", "a/template.yaml@dev", "b/template.yaml@prod!", "b/template.yaml@dev"],
    errors: 2,
  },
};

test.each(Object.entries(ESTATES))("with %s, nothing leaves production in silence", async (_, estate) => {
  write(estate.files);
  expect(await policy("init", "--yes")).toMatchObject({ exitCode: 0, err: "" });
  expect(await places()).toEqual(estate.places);
  const { summary, diagnostics } = await run();
  expect(summary.errors).toBe(estate.errors);
  expect(diagnostics.filter(({ location }) => location?.file === NEW_POLICY_NAME)).toEqual([]);
});

test("who is out of production is named, with the reason", async () => {
  write({
    "a.yaml": template("{ Type: String, AllowedValues: [prod, dev] }"),
    "mock.yaml": template("{ Type: String, AllowedValues: [dev] }"),
  });
  const { out } = await policy("init");
  expect(out).toContain("Not in production");
  expect(out).toContain('Pay of mock.yaml: its parameter Stage takes only "dev", and prod gives "prod"');
});

test("what is assumed is said, also in the policy", async () => {
  write({ "serverless.yml": service("  stage: dev\n") });
  const { out } = await policy("init");
  const assumed = "othing here says which environment is production";
  expect(out).toContain(`Assumed: n${assumed}`);
  expect(written()).toContain(`# N${assumed}`);
});

test("--production says which environments are", async () => {
  write({ "template.yaml": template("{ Type: String, AllowedValues: [blue, green, prod] }") });
  await policy("init", "--production", "blue", "--production", "green");
  expect(await places()).toEqual(["template.yaml@blue!", "template.yaml@green!", "template.yaml@prod"]);
});

test("values that hold the name of their folder are one placement", async () => {
  const root = (app: string) =>
    `${fn(app)}\nlocals {\n  big = terraform.workspace == "${app}-production"\n}\n`;
  write({ "apps/pay/main.tf": root("pay"), "apps/web/main.tf": root("web"), "core/main.tf": fn("core") });
  await policy("init");
  expect(written()).toContain('{ paths: ["apps/**"], terraform: { workspace: "{folder}-production" } }');
});

test("what one root needs isn't given to another", async () => {
  write({
    "a/template.yaml": `Transform: AWS::Serverless-2016-10-31\n${template("{ Type: String }")}`,
    "a/samconfig.toml": 'version = 0.1\n[prod.deploy.parameters]\nregion = "eu-west-1"\n',
    "b/template.yaml": `Transform: AWS::Serverless-2016-10-31\n${template("{ Type: String }")}`,
    "b/samconfig.toml": 'version = 0.1\n[prod.deploy.parameters]\nregion = "us-east-1"\n',
  });
  await policy("init");
  const { map } = JSON.parse((await policy("model", "--format", "json")).out);
  const regions = map.map((each: { root: string; region: string }) => [each.root, each.region]);
  expect(regions).toEqual([
    ["a/template.yaml", "eu-west-1"],
    ["b/template.yaml", "us-east-1"],
  ]);
});

test("stacks that come later are matched by the pattern", async () => {
  write(assembly("pay-PROD", "pay-CODE", "web-PROD", "web-CODE"));
  await policy("init");
  write(assembly("pay-PROD", "pay-CODE", "mail-PROD", "mail-CODE"));
  expect(await places()).toEqual(["mail-CODE@CODE", "mail-PROD@prod!", "pay-CODE@CODE", "pay-PROD@prod!"]);
});

test("inputs without a value and modules that aren't here are listed for people to complete", async () => {
  write({
    "main.tf": `variable "cap" {\n  type = number\n}\n${fn("a").replace(/\}\s*$/, "  reserved_concurrent_executions = var.cap\n}\n")}\nmodule "api" {\n  source        = "git::https://example.com/lambda.git"\n  function_name = "api"\n}\n`,
  });
  await policy("init");
  expect(written()).toContain("#   environments.prod.terraform.variables: { cap: … } # main.tf:1");
  expect(written()).toContain("# module-adapters:");
});

test("a production that nothing is deployed to is a slip of the hand, and nothing is written", async () => {
  write({ "live/dev/main.tf": fn("a"), "live/staging/main.tf": fn("b") });
  const named = (name: string) => policy("init", "--yes", "--production", name);
  expect(await named("stagign")).toMatchObject({
    exitCode: 2,
    err: expect.stringContaining("Did you mean staging?"),
  });
  expect((await named("shops")).err).toContain("Found: dev, staging.");
  expect(written).toThrow();
  expect((await named("staging")).exitCode).toBe(0);
});
