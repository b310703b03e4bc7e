import { mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";

type Files = Readonly<Record<string, string>>;

/** A change that the gate refuses, and where the code that breaks the policy stands. */
interface Refused {
  base: Files;
  change: Files;
  /** The file with the function that reserves nothing. */
  careless: string;
}

const PROVIDER = 'provider "aws" {\n  region = "us-east-1"\n}\n';
const fn = (name: string, reserved = "") =>
  `resource "aws_lambda_function" "${name}" {\n  function_name = "${name}"\n${reserved}}\n`;
const RESERVED = "  reserved_concurrent_executions = 5\n";
const POLICY = `extends: recommended
environments:
  prod: { production: true, account: "111122223333", regions: [us-east-1] }
  dev: { match: { paths: ["dev/**"] } }
`;
const template = (names: Readonly<Record<string, string>>) =>
  `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n${Object.entries(names)
    .map(([name, properties]) => `  ${name}: { Type: AWS::Lambda::Function, Properties: ${properties} }\n`)
    .join("")}`;
const manifest = (artifacts: unknown) => JSON.stringify({ version: "36.0.0", artifacts });
const STACK = {
  Shop: {
    type: "aws:cloudformation:stack",
    environment: "aws://111122223333/us-east-1",
    properties: { templateFile: "Shop.template.json" },
  },
};
const stackText = (more: object) =>
  JSON.stringify({
    Resources: {
      Ok: { Type: "AWS::Lambda::Function", Properties: { ReservedConcurrentExecutions: 1 } },
      ...more,
    },
  });

const REFUSED: Readonly<Record<string, Refused>> = {
  "a function more in a root of Terraform": {
    base: { "infra/main.tf": PROVIDER + fn("orders", RESERVED) },
    change: { "infra/main.tf": PROVIDER + fn("orders", RESERVED) + fn("careless") },
    careless: "infra/main.tf",
  },
  "a root of Terraform more": {
    base: { "infra/main.tf": PROVIDER + fn("orders", RESERVED) },
    change: { "more/main.tf": PROVIDER + fn("careless") },
    careless: "more/main.tf",
  },
  "a function more in a template": {
    base: { "t/template.yaml": template({ Orders: "{ ReservedConcurrentExecutions: 5 }" }) },
    change: {
      "t/template.yaml": template({ Orders: "{ ReservedConcurrentExecutions: 5 }", Careless: "{}" }),
    },
    careless: "t/template.yaml",
  },
  "a template more": {
    base: { "t/template.yaml": template({ Orders: "{ ReservedConcurrentExecutions: 5 }" }) },
    change: { "more/template.yaml": template({ Careless: "{}" }) },
    careless: "more/template.yaml",
  },
  "a function more in a service": {
    base: {
      "s/serverless.yml": "service: shop\nprovider: { name: aws, region: us-east-1 }\nfunctions: {}\n",
    },
    change: {
      "s/serverless.yml":
        "service: shop\nprovider: { name: aws, region: us-east-1 }\nfunctions: { careless: { handler: a.b } }\n",
    },
    careless: "s/serverless.yml",
  },
  "a function more in an assembly that git tracks": {
    base: {
      "app/cdk.json": '{ "app": "node bin.js" }',
      "app/cdk.out/cdk.out": '{"version":"36.0.0"}',
      "app/cdk.out/manifest.json": manifest(STACK),
      "app/cdk.out/Shop.template.json": stackText({}),
    },
    change: {
      "app/cdk.out/Shop.template.json": stackText({
        Careless: { Type: "AWS::Lambda::Function", Properties: {} },
      }),
    },
    careless: "app/cdk.out/Shop.template.json",
  },
};

/** What a change may add to hide its code. Paths are relative to the top; a link's text is where it leads. */
interface Trick {
  files?: Files;
  links?: Files;
}

const up = (folder: string) =>
  folder
    .split("/")
    .map(() => "..")
    .join("/");

/** The tricks that there are against the code in a file. */
function tricksAgainst(careless: string): fc.Arbitrary<Trick> {
  const folder = dirname(careless);
  const name = careless.slice(folder.length + 1);
  const place = fc.constantFrom("zz", "aa", "dev", "dev/zz", "modules/zz");
  const patterns = fc.constantFrom(
    "*",
    "**",
    "*.tf",
    name,
    `${folder}/`,
    `/${careless}`,
    "*.y*ml",
    "!*.md\n*",
  );
  return fc.oneof(
    fc.tuple(fc.constantFrom(".", folder), patterns).map(([at, pattern]) => ({
      files: {
        [join(at, ".gitignore")]: `${pattern}\n`,
        [join(at, ".gitattributes")]: "* export-ignore -diff\n",
      },
    })),
    fc
      .tuple(place, fc.boolean(), fc.constantFrom("count = 0", "for_each = {}", "count = length([]) "))
      .map(([at, deployed, none]) => ({
        files: {
          [`${at}/main.tf`]: `${deployed ? 'terraform {\n  backend "s3" {}\n}\n' : ""}module "hidden" {\n  source = "${up(at)}/${folder}"\n  ${none}\n}\n`,
        },
      })),
    place.map((at) => ({
      files: {
        [`${at}/parent.yaml`]: `AWSTemplateFormatVersion: "2010-09-09"\nConditions: { Never: !Equals [a, b] }\nResources:\n  N:\n    Type: AWS::CloudFormation::Stack\n    Condition: Never\n    Properties: { TemplateURL: ${up(at)}/${careless} }\n`,
      },
    })),
    fc
      .constantFrom({}, { A: { type: "cdk:asset-manifest", properties: { file: "assets.json" } } })
      .map((artifacts) => ({
        files: {
          [`${folder}/cdk.out`]: "",
          [`${folder}/manifest.json`]: manifest(artifacts),
          [`${folder}/assets.json`]: JSON.stringify({ files: { x: { source: { path: name } } } }),
        },
      })),
    place.map((at) => ({
      files: {
        [`${at}/serverless.yml`]: `service: x\nprovider: { name: aws }\nresources: \${file(${up(at)}/${careless})}\n`,
      },
    })),
    fc.constant({
      files: {
        [`${folder}/main.tofu`]: "",
        [`${folder}/.opentofu-version`]: "1.9.0\n",
        ".opentofu-version": "1.9.0\n",
        [`${folder}/.terraform.lock.hcl`]: 'provider "registry.opentofu.org/hashicorp/aws" {}\n',
      },
    }),
    fc.constant({
      files: {
        [`${folder}/tfplan.json`]: JSON.stringify({
          format_version: "1.2",
          terraform_version: "1.11.4",
          planned_values: {
            root_module: {
              resources: ["orders", "careless"].map((each) => ({
                address: `aws_lambda_function.${each}`,
                mode: "managed",
                type: "aws_lambda_function",
                name: each,
                values: { function_name: each, reserved_concurrent_executions: 5 },
              })),
            },
          },
          configuration: { root_module: {} },
        }),
      },
    }),
    fc.constantFrom("policy.yml", `${folder}/policy.yml`, ".github/policy.yml").map((path) => ({
      files: { [path]: `${POLICY}rules: { reserved-concurrency-required: off }\n` },
    })),
    fc.tuple(fc.constantFrom("prod", "dev"), place).map(([environment, at]) => ({
      files: {
        [`${folder}/${environment}.tfvars`]: "x = 1\n",
        [`${at}/main.tf`]: `${PROVIDER}module "m" {\n  source = "terraform-aws-modules/vpc/aws"\n}\n`,
      },
    })),
    place.map((at) => ({ links: { [`${at}-link`]: folder, [`${folder}/self`]: "." } })),
    fc.constant({
      files: {
        "template.yaml": "Resources: {}\n",
        [`${folder}/samconfig.toml`]: "version = 0.1\n",
        [`${folder}/README.md`]: "Nothing to see.\n",
      },
    }),
  );
}

describe("nothing that a change adds makes the gate pass", () => {
  it.each(Object.entries(REFUSED))(
    "over %s",
    async (_, { base, change, careless }) => {
      await fc.assert(
        fc.asyncProperty(fc.array(tricksAgainst(careless), { maxLength: 5 }), async (tricks) => {
          const repository = new TestRepository();
          try {
            repository.commit({ "policy.yml": POLICY, ...base });
            repository.git("checkout", "--quiet", "-b", "change");
            const files = Object.assign({}, ...tricks.map((trick) => trick.files ?? {}));
            // The code itself stays, and so does what it lies in.
            for (const path of Object.keys(files)) if (path in base || path in change) delete files[path];
            for (const [path, text] of Object.entries({ ...files, ...change }) as [string, string][])
              repository.write(path, text);
            for (const [path, target] of Object.entries(
              Object.assign({}, ...tricks.map(({ links }) => links ?? {})),
            ))
              link(repository, path, target as string);
            repository.git("add", "--all", "--force");
            repository.git("commit", "--quiet", "-m", "change");
            const { exitCode, out } = await callIn(repository.path, "run", "--base", "main");
            expect(exitCode, out).toBe(1);
            expect(out).toContain(`${careless}:`);
          } finally {
            repository.remove();
          }
        }),
        { numRuns: Number(process.env["GATE_RUNS"] ?? 12) },
      );
    },
    60_000,
  );
});

function link(repository: TestRepository, path: string, target: string): void {
  const absolute = join(repository.path, path);
  mkdirSync(dirname(absolute), { recursive: true });
  try {
    symlinkSync(join(repository.path, target), absolute);
  } catch {
    // Another trick has a file there.
  }
}
