import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fn } from "../action/pull-request.ts";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

let repository: TestRepository;
let outside: string;
beforeEach(() => {
  outside = temporaryFolder("outside");
  writeFileSync(join(outside, "victim"), "as it was");
  repository = new TestRepository();
  repository.commit({ "infra/main.tf": fn("old") + fn("ship", 50), "a-file": "" });
});
afterEach(() => {
  repository.remove();
  rmSync(outside, { recursive: true, force: true, maxRetries: 5 });
});

const policy = (...argv: string[]) => callIn(repository.path, ...argv);

describe("files that the user names", () => {
  test("are written from the folder of the call, with the folders above them", async () => {
    await callIn(join(repository.path, "infra"), "run", "--format", "json=out/new/report.json");
    expect(
      JSON.parse(readFileSync(join(repository.path, "infra/out/new/report.json"), "utf8")).summary.errors,
    ).toBe(1);
  });

  test.each([
    [
      "a file that is a link",
      () => symlinkSync(join(outside, "victim"), join(repository.path, "report.json")),
    ],
    [
      "a link to what isn't there yet",
      () => symlinkSync(join(outside, "new"), join(repository.path, "report.json")),
    ],
    ["a folder that is a link", () => symlinkSync(outside, join(repository.path, "out"))],
  ])("are not written out of the checkout by %s in it", async (what, link) => {
    link();
    const file = what.startsWith("a folder") ? "out/report.json" : "report.json";
    for (const words of [
      ["--format", `json=${file}`],
      ["--write-baseline", file],
    ]) {
      const { exitCode, err } = await policy("run", ...words);
      expect(exitCode).toBe(2);
      expect(err).toContain("is a link that leads out");
    }
    expect(readdirSync(outside)).toEqual(["victim"]);
    expect(readFileSync(join(outside, "victim"), "utf8")).toBe("as it was");
  });

  test("are written through a link that stays in the checkout", async () => {
    symlinkSync(join(repository.path, "infra"), join(repository.path, "out"));
    await policy("run", "--format", "json=out/report.json");
    expect(existsSync(join(repository.path, "infra/report.json"))).toBe(true);
  });

  test.each(["json=a-file/report.json", "json=infra", "json=."])(
    "that can't be written are said: %s",
    async (format) => {
      const { exitCode, err } = await policy("run", "--format", format);
      expect(exitCode).toBe(2);
      expect(err).toMatch(
        /^policy: .*(?:can't be written: (?:a part of its path is a file|it is a folder)|is a folder; name a file)/,
      );
      expect(err).not.toContain("internal error");
    },
  );
});

describe("places", () => {
  test("are named from the reader's folder, in text for people", async () => {
    const { out } = await callIn(join(repository.path, "infra"), "run");
    expect(out).toMatch(/^main\.tf:1:1 error reserved-concurrency-required$/m);
    const { out: model } = await callIn(join(repository.path, "infra"), "model");
    expect(model).toMatch(/aws_lambda_function\.ship +default .* 50 .* main\.tf:/);
  });

  test("of a policy that is refused are the reader's too, and what it says can't harm a terminal", async () => {
    repository.write("infra/policy.yml", 'environments:\n  prod:\n    "\\e[31mred": 1\n');
    const { exitCode, err } = await callIn(join(repository.path, "infra"), "run");
    expect(exitCode).toBe(2);
    expect(err).toMatch(/^policy\.yml:3:5: error: /);
    expect(err).not.toContain("\u001b");
  });

  test("of an explanation are the reader's too", async () => {
    const { out } = await callIn(join(repository.path, "infra"), "explain", "aws_lambda_function.ship");
    expect(out).toContain("reserved concurrency: 50 (main.tf:");
  });

  test("are named from the top of the checkout, for programs", async () => {
    const { out } = await callIn(join(repository.path, "infra"), "run", "--format", "json");
    expect(JSON.parse(out).findings[0].location.file).toBe("infra/main.tf");
  });
});

describe("how to go on", () => {
  // The verdict is the last line.
  const last = (out: string) => out.trimEnd().split("\n").at(-2);

  test("is to write a policy, where there is none", async () => {
    expect(last((await policy("run")).out)).toContain("policy init writes one");
  });

  test("is to look at the fixes, where there are some", async () => {
    repository.write("policy.yml", "default-reserved: 5\n");
    expect(last((await policy("run")).out)).toBe("policy run --fix-dry-run shows edits that fix 1 of them.");
  });

  test("is to ask what a rule means, elsewhere", async () => {
    repository.write("policy.yml", "extends: recommended\n");
    expect(last((await policy("run")).out)).toContain("policy explain reserved-concurrency-required");
  });

  test("is said to people who did not ask for quiet", async () => {
    expect((await policy("run", "--quiet")).out).not.toContain("policy init");
  });
});

test("all findings are told root by root, each root with its format and environments; the first screen tells equal ones once", async () => {
  const broken = "Properties: { ReservedConcurrentExecutions: 0 } }";
  repository.write(
    "other/template.yaml",
    `Resources:\n  Mail: { Type: AWS::Lambda::Function, Properties: {} }\n  Post: { Type: AWS::Lambda::Function, Properties: {} }\n  Off: { Type: AWS::Lambda::Function, ${broken}\n`,
  );
  const { out: all } = await policy("run", "--quiet", "--all");
  expect(all.match(/^\S.*\(.*\)$/gm)).toEqual([
    "infra (terraform: default)",
    "other/template.yaml (cloudformation: default)",
  ]);
  const { out } = await policy("run", "--quiet");
  expect(out).toMatch(/The same at:\n {4}other\/template\.yaml:3:\d+ Post in default\n/);
  // What is to be done about it is written otherwise in another format.
  expect(out).toMatch(/Do: Set reserved_concurrent_executions /);
  expect(out).toMatch(/Do: Set ReservedConcurrentExecutions .*\n {2}The same at:/);
  expect(existsSync(join(repository.path, "policy.yml"))).toBe(false);
});
