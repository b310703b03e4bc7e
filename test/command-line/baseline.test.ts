import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fn } from "../action/pull-request.ts";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";

let repository: TestRepository;
beforeEach(async () => {
  repository = new TestRepository();
  repository.commit({ "main.tf": fn("old") + fn("older") });
  await policy("run", "--write-baseline", "known.json");
});
afterEach(() => repository.remove());

const policy = (...argv: string[]) => callIn(repository.path, ...argv);
const known = () =>
  JSON.parse(readFileSync(join(repository.path, "known.json"), "utf8")).findings.map(
    ({ subject }: { subject: string }) => subject,
  );

describe("policy run --write-baseline", () => {
  test("writes what is found now, whatever fails, for people to read", async () => {
    expect(known()).toEqual(["aws_lambda_function.old", "aws_lambda_function.older"]);
    expect(await policy("run", "--write-baseline", "known.json")).toEqual({
      exitCode: 0,
      out: "known.json knows 2 findings.\n",
      err: "",
    });
  });

  test("knows a file that can't be parsed as it knows any finding", async () => {
    repository.write("broken.tf", 'resource "aws_lambda_function" {');
    expect((await policy("run")).out).toContain("broken.tf:1:1 error infrastructure-read");
    expect((await policy("run", "--write-baseline", "known.json")).exitCode).toBe(0);
    expect((await policy("run", "--baseline", "known.json")).exitCode).toBe(0);
  });
});

describe("policy run --baseline", () => {
  test("does not fail on what is known, wherever it has moved", async () => {
    repository.write("main.tf", `# moved\n\n${fn("older")}${fn("old")}`);
    const { exitCode, out } = await policy("run", "--baseline", "known.json");
    expect(exitCode).toBe(0);
    expect(out).toContain("2 waived");
  });

  test("fails on what is new", async () => {
    repository.write("new.tf", fn("new"));
    const { exitCode, out } = await policy("run", "--baseline", "known.json");
    expect(exitCode).toBe(1);
    expect(out).toContain("new.tf:1:1 error reserved-concurrency-required");
    expect(out).not.toContain("main.tf:1:1");
  });

  test("fails on what has become worse", async () => {
    repository.write("policy.yml", "rules: { reserved-concurrency-required: warning }\n");
    await policy("run", "--write-baseline", "known.json");
    repository.write("policy.yml", "rules: { reserved-concurrency-required: error }\n");
    expect((await policy("run", "--baseline", "known.json")).exitCode).toBe(1);
  });

  test("fails on what has gone further beyond, and remembers what has come back", async () => {
    const out = (most: number) =>
      repository.write(
        "policy.yml",
        `rules: { reserved-concurrency-in-range: { severity: error, max: ${most} } }\n`,
      );
    out(150);
    const big = (amount: number) => repository.write("main.tf", fn("big", amount));
    const exitCode = async () => (await policy("run", "--baseline", "known.json")).exitCode;
    big(170);
    await policy("run", "--write-baseline", "known.json");
    big(200);
    expect(await exitCode()).toBe(1);
    big(160);
    expect(await exitCode()).toBe(0);
    await policy("run", "--baseline", "known.json", "--write-baseline", "known.json");
    big(170);
    expect(await exitCode()).toBe(1);
  });

  test("does not know a function that has taken over an address", async () => {
    repository.write("main.tf", fn("old").replace('= "old"', '= "checkout"') + fn("older"));
    const { exitCode, out } = await policy("run", "--baseline", "known.json");
    expect(exitCode).toBe(1);
    expect(out).toContain("1 waived");
  });

  test("knows a function at another address", async () => {
    repository.write("main.tf", "");
    repository.write("deep/other.tf", fn("old").replace('" "old"', '" "elsewhere"') + fn("older"));
    expect((await policy("run", "--baseline", "known.json")).exitCode).toBe(0);
  });

  test("of the first version counts by its fingerprints", async () => {
    const { findings } = JSON.parse(readFileSync(join(repository.path, "known.json"), "utf8"));
    const old = findings.map(({ occurrences: _, ...rest }: { occurrences: unknown }) => rest);
    repository.write("known.json", JSON.stringify({ schemaVersion: 1, findings: old }));
    expect((await policy("run", "--baseline", "known.json")).exitCode).toBe(0);
    repository.write("new.tf", fn("new"));
    expect((await policy("run", "--baseline", "known.json")).exitCode).toBe(1);
  });

  test("says what is fixed, and --write-baseline beside it drops that and takes nothing in", async () => {
    repository.write("main.tf", fn("old") + fn("older", 10) + fn("new"));
    const { out } = await policy("run", "--baseline", "known.json");
    expect(out).toContain("1 of the 2 findings in known.json is fixed.");
    await policy("run", "--baseline", "known.json", "--write-baseline", "known.json");
    expect(known()).toEqual(["aws_lambda_function.old"]);
  });

  test.each([
    ["is missing", undefined, 'There is no baseline "'],
    ["is no JSON", "{", "known.json:1:"],
    ["is of another kind", "[]", "its schemaVersion is not 1 or 2"],
    ["lacks its list", '{"schemaVersion":1}', "no list of findings"],
    [
      "has a broken entry",
      '{"schemaVersion":1,\n"findings":[{}]}',
      "known.json:2:13: error: This entry lacks",
    ],
  ])("that %s is said, and nothing is checked", async (_, text, message) => {
    if (text !== undefined) repository.write("known.json", text);
    const file = text === undefined ? "nothing.json" : "known.json";
    const { exitCode, err, out } = await policy("run", "--baseline", file);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(err).toContain(message);
  });
});
