import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { NotedCheckout } from "../../src/engine/reuse/noted-checkout.ts";
import { ParsedRoots, type Reuse } from "../../src/engine/reuse/parsed-roots.ts";
import { type RunOutcome, runPolicy } from "../../src/engine/run.ts";
import { runChange } from "../../src/engine/run-change.ts";
import type { Report } from "../../src/finding.ts";
import type { EnvironmentInputs, Parsed, Parser, Root } from "../../src/parser.ts";
import json from "../../src/reporters/json/index.ts";
import { MemoryFileSystem } from "../support/memory-fs.ts";
import { propertyRuns } from "./support.ts";

type Files = Readonly<Record<string, string>>;

const OPTIONS = { colour: false, quiet: false, shown: (file: string) => file, version: "0.0.0" };

/** Evaluates every root of every run. */
class Never extends ParsedRoots {
  override in(...[checkout]: Parameters<ParsedRoots["in"]>): Reuse {
    const parse = (parser: Parser, root: Root, inputs: EnvironmentInputs) =>
      parser.parse(root, inputs, checkout);
    return { parse } as Reuse;
  }
}

/** Counts what is evaluated and what is taken as it was, which nothing may write to. */
class Counting extends ParsedRoots {
  readonly seen = new Map<Parsed, number>();

  override in(...given: Parameters<ParsedRoots["in"]>): Reuse {
    const reuse = super.in(...given);
    const parse = (parser: Parser, root: Root, inputs: EnvironmentInputs) => {
      const parsed = frozen(reuse.parse(parser, root, inputs));
      this.seen.set(parsed, (this.seen.get(parsed) ?? 0) + 1);
      return parsed;
    };
    return { parse } as Reuse;
  }

  get reused(): number {
    return [...this.seen.values()].filter((times) => times > 1).length;
  }
}

function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const each of Object.values(value)) frozen(each);
  return value;
}

async function change(base: Files, head: Files, parsedRoots: ParsedRoots): Promise<string> {
  const tree = (files: Files) => new MemoryCheckout(files, Object.keys(files));
  const options = { checkout: tree(head), paths: ["."], today: "2026-06-15", parsedRoots };
  return written(await runChange(options, { checkout: tree(base), name: "main" }));
}

/** All that anybody sees of a run, and the model and the sources below it. */
function written(outcome: RunOutcome): string {
  if (!("report" in outcome)) return JSON.stringify(outcome.policyProblems);
  const { report, roots, deployed } = outcome;
  const told = json.render(report, OPTIONS);
  const sources = [...report.sources.keys()].sort();
  return [told, modelIn(report), JSON.stringify([roots, deployed, sources])].join("\n");
}

function modelIn({ model: { deployments, resources }, map, coverage }: Report): string {
  return JSON.stringify([deployments, resources, map, coverage]);
}

/** The inputs of parsers' cases, a folder each. */
function casesOf(format: string): Files[] {
  const folder = join(import.meta.dirname, "../parsers", format, "cases");
  const cases = readdirSync(folder, { withFileTypes: true }).filter((each) => each.isDirectory());
  return cases.map(({ name }) => {
    const fs = MemoryFileSystem.fromFolder(join(folder, name));
    const paths = fs.paths.filter((path) => !/^(?:expected|inputs|recorded)\.json$/.test(path));
    return Object.fromEntries(paths.map((path) => [path, fs.read(path)?.text ?? ""]));
  });
}

/** Several in one checkout, each in a folder of its own. */
function together(cases: readonly Files[]): Files {
  const all = cases.flatMap((files, index) =>
    Object.entries(files).map(([path, text]) => [`c${index}/${path}`, text] as const),
  );
  return Object.fromEntries(all);
}

const S3 = (key: string) => `bucket = "states"\n    key    = "${key}"\n    region = "us-east-1"`;
const fn = (name: string, reserved: string) =>
  `resource "aws_lambda_function" "${name}" {\n  function_name = "${name}"\n  reserved_concurrent_executions = ${reserved}\n}\n`;

/** Roots that take from each other whatever one can take from another. */
const ESTATE: Files = {
  "policy.yml": `environments:
  prod: { production: true, account: "111122223333", regions: [us-east-1, eu-west-1], terraform: { var-files: [common.tfvars] } }
  dev: { match: { paths: ["dev/**"] } }
`,
  "common.tfvars": "cap = 7\n",
  "net/main.tf": `terraform {\n  backend "s3" {\n    ${S3("net")}\n  }\n}\nlocals {\n  caps = jsondecode(file("\${path.module}/caps.json"))\n}\noutput "caps" {\n  value = local.caps\n}\noutput "one" {\n  value = local.caps.one\n}\n`,
  "net/caps.json": '{ "one": 11, "two": 22 }\n',
  "a/main.tf": `data "terraform_remote_state" "net" {\n  backend = "s3"\n  config = {\n    ${S3("net")}\n  }\n}\nvariable "cap" {\n  default = 1\n}\n${fn("a", "data.terraform_remote_state.net.outputs.one + var.cap")}`,
  "b/main.tf": `data "terraform_remote_state" "net" {\n  backend = "s3"\n  config = {\n    ${S3("net")}\n  }\n}\n${fn("b", "data.terraform_remote_state.net.outputs.caps.two")}`,
  "c/main.tf": `module "m" {\n  source = "../modules/m"\n  cap    = 3\n}\n`,
  "d/main.tf": `module "m" {\n  source = "../modules/m"\n  cap    = 4\n}\n${fn("d", "9")}`,
  "modules/m/main.tf": `variable "cap" {}\n${fn("m", "var.cap")}module "deep" {\n  source = "../deep"\n}\n`,
  "modules/deep/main.tf": fn("deep", 'fileexists("${path.module}/more.txt") ? 2 : 1'),
  "e/main.tf": `variable "name" {\n  default = "e"\n}\n${fn("e", '{ for f in fileset(path.module, "*.txt") : f => 1 } == {} ? 5 : 6')}`,
  "shared.yaml": "Limits: { main: 12 }\n",
  "sls/serverless.yml":
    "service: s\nprovider: { name: aws, stage: prod }\ncustom: ${file(../shared.yaml)}\nfunctions:\n  f: { handler: x, reservedConcurrency: '${self:custom.Limits.main}' }\n",
  "t/template.yaml":
    "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Inner: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ./inner.yaml, Parameters: { Cap: 4 } } }\n",
  "t/inner.yaml":
    "Parameters: { Cap: { Type: Number } }\nResources:\n  F: { Type: AWS::Lambda::Function, Properties: { ReservedConcurrentExecutions: !Ref Cap } }\n",
};

/** What somebody may do to one file. */
type Edit = (path: string, text: string) => Files;
const number =
  (more: number): Edit =>
  (path, text) => ({ [path]: text.replace(/\d+/, (n) => `${+n + more}`) });
const EDITS: Readonly<Record<string, Edit>> = {
  "another number": number(1),
  "another number further on": (path, text) => ({
    [path]: text.replace(/(\d+)(?=\D*$)/, (n) => `${+n + 30}`),
  }),
  "a comment": (path, text) => ({ [path]: `# more\n${text}` }),
  nothing: (path, text) => ({ [path]: text }),
  removed: () => ({}),
  renamed: (path, text) => ({ [`${path.replace(/(\.[^./]*)?$/, "-2$1")}`]: text }),
  "another folder": (path, text) => ({ [`moved/${path}`]: text }),
  "a copy beside it": (path, text) => ({ [path]: text, [path.replace(/([^/]*)$/, "copy-$1")]: text }),
  broken: (path, text) => ({ [path]: `${text.slice(0, text.length / 2)}{` }),
  "a file more beside it": (path, text) => ({ [path]: text, [path.replace(/[^/]*$/, "more.txt")]: "1" }),
  "values beside it": (path, text) => ({
    [path]: text,
    [path.replace(/[^/]*$/, "prod.tfvars")]: "cap = 5\n",
  }),
};

function edited(files: Files, edits: readonly (readonly [at: number, edit: string])[]): Files {
  const all: Record<string, string> = { ...files };
  const paths = Object.keys(files);
  for (const [at, name] of edits) {
    const path = paths[at % paths.length] ?? "";
    const text = all[path];
    if (text === undefined) continue;
    delete all[path];
    Object.assign(all, EDITS[name]?.(path, text));
  }
  return all;
}

async function expectSame(base: Files, head: Files): Promise<number> {
  const counting = new Counting();
  const reused = await change(base, head, counting);
  expect(reused).toBe(await change(base, head, new Never()));
  return counting.reused;
}

const anEdit = fc.tuple(fc.nat(1000), fc.constantFrom(...Object.keys(EDITS)));
const edits = fc.array(anEdit, { minLength: 1, maxLength: 3 });

describe("a root that is evaluated once for a change's base and head", () => {
  it.each(Object.keys(ESTATE))("comes to what it would come to by itself: each edit of %s", async (path) => {
    const at = Object.keys(ESTATE).indexOf(path);
    for (const name of Object.keys(EDITS)) await expectSame(ESTATE, edited(ESTATE, [[at, name]]));
  });

  it("is every root that a change doesn't touch, and none that it does", async () => {
    const counted = async (at: string, name = "another number") =>
      expectSame(ESTATE, edited(ESTATE, [[Object.keys(ESTATE).indexOf(at), name]]));
    // Each root of Terraform and templates is evaluated for two regions.
    const all = await counted("policy.yml", "nothing");
    expect(all).toBeGreaterThan(10);
    expect(await counted("d/main.tf")).toBe(all - 2);
    expect(await counted("modules/m/main.tf", "a comment")).toBe(all - 4);
    expect(await counted("modules/deep/main.tf", "a file more beside it")).toBe(all - 4);
    expect(await counted("shared.yaml")).toBeLessThan(all);
    expect(await counted("net/caps.json")).toBeLessThanOrEqual(all - 4);
  });

  it.each(["terraform", "terragrunt", "cdk", "cloudformation", "serverless", "terraform-plan"])(
    "comes to what it would come to by itself, whatever is changed: %s",
    async (format) => {
      const cases = casesOf(format);
      await fc.assert(
        fc.asyncProperty(fc.subarray(cases, { minLength: 1, maxLength: 4 }), edits, async (some, changes) => {
          const base = together(some);
          await expectSame(base, edited(base, changes));
        }),
        { numRuns: propertyRuns(8) },
      );
    },
    120_000,
  );
});

describe("a base that is its own base", () => {
  it.each(["terraform", "terragrunt", "cdk", "cloudformation", "serverless", "terraform-plan"])(
    "comes to what it comes to by itself: %s",
    async (format) => {
      for (const files of casesOf(format)) {
        const run = (isNoted: boolean) => {
          const tree = new MemoryCheckout(files, Object.keys(files));
          const checkout = isNoted ? new NotedCheckout(tree, { isBase: true }) : tree;
          return runPolicy({ checkout, paths: ["."], today: "2026-06-15" });
        };
        expect(written(await run(true))).toBe(written(await run(false)));
      }
    },
    120_000,
  );
});
