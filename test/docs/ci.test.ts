import { execFile } from "node:child_process";
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { load, loadAll } from "js-yaml";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fn } from "../action/pull-request.ts";
import { bundleAction } from "../action/run-bundle.ts";
import { type ForgeName, ForgeServer, OURS } from "../support/forges/server.ts";
import { TestRepository } from "../support/git-repository.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { blocksOf } from "./blocks.ts";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/ci.md"), "utf8");
const recipes = new Map(
  blocksOf(page).flatMap(({ notes, text }) => (notes["ci"] ? [[notes["ci"], text]] : [])),
);
const recipe = (name: string) => recipes.get(name) ?? "";
// biome-ignore lint/suspicious/noExplicitAny: pipelines are of every shape.
type Yaml = any;

/** Programs that the recipes call, by name: ours, and what stands for others. */
let programs: string;
let origin: TestRepository;
let clone: TestRepository;
beforeAll(async () => {
  const cli = join(dirname((await bundleAction()).file), "cli.js");
  programs = temporaryFolder("programs");
  const program = (name: string, text: string) =>
    writeFileSync(join(programs, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  const version = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
  program(
    "npx",
    `test "$1 $2" = "--yes lambda-concurrency-policy@${version}" || exit 99\nshift 2\nexec "${process.execPath}" "${cli}" "$@"`,
  );
  program("policy", `exec "${process.execPath}" "${cli}" "$@"`);
  program("terraform", `test "$1 $2" = "show -json" && cat "$3"`);
});
afterAll(() => rmSync(programs, { recursive: true }));

beforeEach(() => {
  origin = new TestRepository();
  origin.commit({ "main.tf": fn("old") });
  clone = new TestRepository();
  clone.git("remote", "add", "origin", origin.path);
  clone.git("fetch", "--quiet", "origin");
  clone.git("checkout", "--quiet", "-b", "change", "origin/main");
  clone.commit({ "careless.tf": fn("careless") });
});
afterEach(() => {
  origin.remove();
  clone.remove();
});

/** Runs lines of a recipe as a CI does: one after the other, until one fails. */
function runLines(
  lines: readonly string[],
  variables: Record<string, string>,
): Promise<{ code: number; text: string }> {
  const env = { PATH: `${programs}:${process.env["PATH"]}`, HOME: clone.path, ...variables };
  return new Promise((resolve) => {
    execFile("sh", ["-ec", lines.join("\n")], { cwd: clone.path, env }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, text: out + err });
    });
  });
}

describe("a recipe with a note", () => {
  let server: ForgeServer;
  afterEach(() => server.stop());

  const gitlabLines = (job: Yaml): string[] => job.script;
  const cases: [string, ForgeName, () => string[], Record<string, string>][] = [
    [
      "gitlab",
      "gitlab",
      () => gitlabLines((load(recipe("gitlab")) as Yaml)["lambda-concurrency"]),
      { GITLAB_TOKEN: "t0ken", CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main" },
    ],
    [
      "the GitLab component",
      "gitlab",
      () => gitlabLines(Object.values(component())[0]),
      { GITLAB_TOKEN: "t0ken", CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main" },
    ],
    [
      "azure",
      "azure",
      () => (load(recipe("azure")) as Yaml).steps.flatMap((each: Yaml) => each.script ?? []),
      { SYSTEM_ACCESSTOKEN: "t0ken", SYSTEM_PULLREQUEST_TARGETBRANCH: "refs/heads/main" },
    ],
    [
      "bitbucket",
      "bitbucket",
      () => (load(recipe("bitbucket")) as Yaml).pipelines["pull-requests"]["**"][0].step.script,
      { BITBUCKET_TOKEN: "t0ken", BITBUCKET_PR_DESTINATION_BRANCH: "main" },
    ],
  ];
  test.each(cases)("for %s checks, fails and keeps it", async (_, forge, lines, variables) => {
    server = await ForgeServer.start(forge);
    const { code, text } = await runLines(lines(), { ...server.variables, ...variables });
    expect(text).toContain("aws_lambda_function.careless");
    expect(text).not.toContain("warning: The note");
    expect(code).toBe(1);
    expect(server.bodiesOf(OURS)).toHaveLength(1);
    if (forge === "gitlab") expect(existsSync(join(clone.path, "gl-code-quality-report.json"))).toBe(true);
  });

  test("gives Azure's step its token", async () => {
    server = await ForgeServer.start("azure");
    const [step] = (load(recipe("azure")) as Yaml).steps.filter((each: Yaml) => each.script);
    expect(step.env).toEqual({ SYSTEM_ACCESSTOKEN: "$(System.AccessToken)" });
  });
});

/** The job of the component, with its inputs' defaults. */
function component(): Record<string, Yaml> {
  const [head, job] = readFileSync(join(root, "templates/policy.yml"), "utf8").split(/^---$/m);
  const { spec } = load(head ?? "") as Yaml;
  const filled = (job ?? "").replace(/\$\[\[ inputs\.(\w+) \]\]/g, (_, name) => spec.inputs[name].default);
  return load(filled) as Record<string, Yaml>;
}

describe("the GitLab component", () => {
  test("has the inputs that the page says, each described and used", () => {
    const text = readFileSync(join(root, "templates/policy.yml"), "utf8");
    const [{ spec }] = loadAll(text) as Yaml;
    for (const [name, input] of Object.entries<Yaml>(spec.inputs)) {
      expect(input.description, name).toMatch(/\.$/);
      expect(text).toContain(`$[[ inputs.${name} ]]`);
      expect(page).toContain(`\`${name}\``);
    }
    const [{ inputs, remote }] = (load(recipe("gitlab-include")) as Yaml).include;
    for (const name of Object.keys(inputs)) expect(spec.inputs).toHaveProperty(name);
    expect(existsSync(join(root, String(remote).split(/\/v[\d.]+\//)[1] ?? "nothing"))).toBe(true);
  });

  test("is the page's job, but for what its inputs say", () => {
    const [ours] = Object.values(component());
    const theirs = (load(recipe("gitlab")) as Yaml)["lambda-concurrency"];
    const plain = (lines: string[]) => lines.map((line) => line.replace("gitlab . ", "gitlab ").trim());
    expect(plain(ours.script)).toEqual(plain(theirs.script));
    for (const key of ["rules", "variables", "artifacts", "image"]) expect(ours[key]).toEqual(theirs[key]);
  });
});

describe("a recipe without a note", () => {
  const cases: [string, () => string[], string][] = [
    [
      "jenkins",
      () => [...recipe("jenkins").matchAll(/sh '([^']+)'/g)].map(([, line = ""]) => line),
      "concurrency.xml",
    ],
    [
      "circleci",
      () =>
        (load(recipe("circleci")) as Yaml).jobs["lambda-concurrency"].steps.flatMap(
          (each: Yaml) => each.run?.command ?? [],
        ),
      "results/concurrency.xml",
    ],
  ];
  test.each(cases)("for %s checks against the base, fails and writes its file", async (_, lines, file) => {
    const { code, text } = await runLines(lines(), { CHANGE_TARGET: "main" });
    expect(code, text).toBe(1);
    expect(text).toContain("aws_lambda_function.careless");
    const junit = readFileSync(join(clone.path, file), "utf8");
    expect(junit).toContain("careless");
  });
});

describe("a recipe for a plan", () => {
  const plan = {
    format_version: "1.2",
    terraform_version: "1.13.0",
    planned_values: {
      root_module: {
        resources: [
          {
            address: "aws_lambda_function.careless",
            mode: "managed",
            type: "aws_lambda_function",
            name: "careless",
            provider_name: "registry.terraform.io/hashicorp/aws",
            values: { function_name: "careless", reserved_concurrent_executions: -1 },
          },
        ],
      },
    },
    resource_changes: [],
    configuration: {},
  };
  const variables = (more: Record<string, string>) => ({
    CONCURRENCY_POLICY: join(programs, "policy.yml"),
    ...more,
  });
  beforeEach(() => {
    writeFileSync(join(programs, "policy.yml"), "environments: { prod: { production: true } }\n");
    writeFileSync(join(clone.path, "plan.bin"), JSON.stringify(plan));
  });

  test("of Atlantis fails the plan and says why", async () => {
    const { plan: custom } = (load(recipe("atlantis")) as Yaml).workflows.concurrency;
    const lines = custom.steps.flatMap((each: Yaml) => each.run ?? []);
    const { code, text } = await runLines(lines, variables({ PLANFILE: "plan.bin", SHOWFILE: "show.json" }));
    expect(text).toContain("aws_lambda_function.careless");
    expect(code).toBe(1);
  });

  test("of HCP Terraform tells the run what came of it", async () => {
    const told: { headers: unknown; body: Yaml }[] = [];
    const server = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      if (request.method === "PATCH") told.push({ headers: request.headers, body: JSON.parse(body) });
      response.end(request.url === "/plan" ? JSON.stringify(plan) : "");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { code, text } = await runLines(
      [recipe("run-task")],
      variables({
        ACCESS_TOKEN: "t0ken",
        PLAN_JSON_API_URL: `${url}/plan`,
        TASK_RESULT_CALLBACK_URL: `${url}/result`,
      }),
    );
    await new Promise((resolve) => server.close(resolve));
    expect(code, text).toBe(0);
    expect(told).toMatchObject([
      {
        headers: { authorization: "Bearer t0ken", "content-type": "application/vnd.api+json" },
        body: {
          data: {
            type: "task-results",
            attributes: {
              status: "failed",
              message: expect.stringMatching(/^Lambda concurrency: 1 function: /),
            },
          },
        },
      },
    ]);
  });
});

describe("the hook of pre-commit", () => {
  test("is what the recipe names, and runs what there is", async () => {
    const [hook] = load(readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8")) as Yaml;
    const { hooks } = (load(recipe("pre-commit")) as Yaml).repos[0];
    expect(hooks).toEqual([{ id: hook.id }]);
    // It is run from a checkout of this repository, as a program.
    const [program = ""] = hook.entry.split(" ");
    expect(statSync(join(root, program)).mode & 0o111).toBe(0o111);
    expect(hook).toMatchObject({ language: "script", pass_filenames: false });
    for (const name of [
      "main.tf",
      "a/template.yaml",
      "prod.tfvars",
      "cdk.json",
      "samconfig.toml",
      "terragrunt.hcl",
    ])
      expect(name).toMatch(new RegExp(hook.files));
    expect("README.md").not.toMatch(new RegExp(hook.files));
    const { code, text } = await runLines([hook.entry.replace("dist/cli.js", "policy")], {});
    expect(text).toContain("aws_lambda_function.old");
    expect(code).toBe(1);
  });
});
