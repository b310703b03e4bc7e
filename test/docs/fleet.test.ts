import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { claimLine } from "../../src/claims/claim-line.ts";
import { parseCall } from "../../src/command-line/options.ts";
import { claim } from "../claims/support.ts";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { blocksOf } from "./blocks.ts";

const ROOT = join(import.meta.dirname, "../..");
const FLEET = join(ROOT, "examples/fleet");
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const page = read("docs/fleet.md");

describe("docs/fleet.md", () => {
  const blocks = blocksOf(page);

  it("shows files of the example as they are", () => {
    const shown = blocks.filter(({ notes }) => notes["file"]);
    expect(shown.length).toBeGreaterThan(2);
    for (const { notes, text } of shown) expect(text).toBe(read(notes["file"] ?? ""));
    const parts = page.matchAll(/<!-- part of: (\S+) -->\n```hcl\n([\s\S]*?)```/g);
    for (const [, file = "", text = ""] of parts) expect(read(file)).toContain(text);
  });

  it("has a claim with the keys that there are, and tells what they are", () => {
    const [shown] = blocks.filter(({ language }) => language === "json");
    const keys = Object.keys(JSON.parse(shown?.text ?? ""));
    expect(keys).toEqual(Object.keys(JSON.parse(claimLine(claim()))));
    const all = Object.keys(JSON.parse(claimLine(claim({ external: true, part: "a" }))));
    for (const key of all.slice(keys.length)) expect(page).toMatch(new RegExp(`^\\| \`${key}\` \\|`, "m"));
    const [query] = blocks.filter(({ language }) => language === "sql");
    for (const column of ["account", "region", "repository", "environment", "takes", "exportedAt"]) {
      expect(keys).toContain(column);
      expect(query?.text).toContain(column);
    }
  });
});

interface Workflow {
  permissions: object;
  jobs: Record<string, { uses?: string; steps?: { uses?: string; run?: string; with?: object }[] }>;
}

const workflows = readdirSync(FLEET, { recursive: true, encoding: "utf8" }).filter((path) =>
  /\.github\/workflows\/.*\.yml$/.test(path.replaceAll("\\", "/")),
);

describe.each(workflows)("the workflow %s", (path) => {
  const workflow = load(readFileSync(join(FLEET, path), "utf8")) as Workflow;
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps ?? []);

  it("has no permission but those that its jobs name", () => {
    expect(workflow.permissions).toEqual({});
  });

  it("pins what it uses, and gives the Action inputs that it has", () => {
    const { inputs } = load(read("action.yml")) as { inputs: object };
    for (const { uses, with: given = {} } of steps) {
      if (uses === undefined) continue;
      const isOurs = uses.startsWith("lambda-concurrency-policy/");
      if (isOurs) expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(given)));
      else expect(uses).toMatch(/@[0-9a-f]{40}$/);
    }
  });

  it("calls the command line with words that it knows", () => {
    for (const { run = "" } of steps)
      for (const [, words = ""] of run.matchAll(/lambda-concurrency-policy (.*)/g))
        expect(() => parseCall(words.replaceAll('"', "").split(" "))).not.toThrow();
  });

  it("calls a workflow that is there", () => {
    for (const { uses } of Object.values(workflow.jobs))
      if (uses) expect(existsSync(join(FLEET, uses.replace(/^acme\/|@.*$/g, "")))).toBe(true);
  });
});

describe("the example", () => {
  const names = ["shop", "billing", "mailer"] as const;
  const folder = temporaryFolder("fleet");
  const repositories = new Map<string, TestRepository>();
  const claims = join(folder, "claims/acme");

  beforeAll(async () => {
    mkdirSync(claims, { recursive: true });
    cpSync(join(FLEET, "estate"), join(folder, "estate"), { recursive: true });
    for (const name of names) {
      const repository = new TestRepository(join(folder, name));
      cpSync(join(FLEET, name), repository.path, { recursive: true });
      repository.git("remote", "add", "origin", `git@github.com:acme/${name}.git`);
      repository.commit({});
      repositories.set(name, repository);
      const exported = await callIn(repository.path, "export", "--output", join(claims, `${name}.ndjson`));
      expect(exported).toMatchObject({ exitCode: 0, err: "" });
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("fits together", async () => {
    const policy = ["--policy", "estate/lambda-concurrency-policy.yml"];
    const { exitCode, out } = await callIn(folder, "estate", "claims", ...policy);
    expect(exitCode).toBe(0);
    expect(out).toContain("111122223333, eu-west-1: 750 of 900 taken, 150 left");
    expect(out).toMatch(/350 {2}acme\/shop .*\n.*300 {2}acme\/billing.*\n.*100 {2}acme\/mailer/);
  });

  it("makes a page of it", async () => {
    const { exitCode } = await callIn(folder, "estate", "claims", "--format", "html=estate.html");
    expect(exitCode).toBe(0);
    const text = readFileSync(join(folder, "estate.html"), "utf8");
    for (const name of names) expect(text).toContain(`<code>acme/${name}</code>`);
  });

  it("passes one by one, also the change that asks for too much", async () => {
    for (const name of names)
      expect(await callIn(join(folder, name), "run", "--claims", "../claims")).toMatchObject({ exitCode: 0 });
    await change();
    expect(await callIn(join(folder, "mailer"), "run", "--base", "main")).toMatchObject({ exitCode: 0 });
  });

  it("refuses that change because of what the other two take", async () => {
    await change();
    const { exitCode, out } = await callIn(
      join(folder, "mailer"),
      ...["run", "--base", "main", "--claims", "../claims"],
    );
    expect(exitCode).toBe(1);
    expect(out).toContain("50 too many");
    expect(out).toMatch(/^ {4}350 {2}acme\/shop\n {4}300 {2}mail\n {4}300 {2}acme\/billing$/m);
  });

  /** A pull request of mailer: 300 instead of 100. */
  async function change() {
    const repository = repositories.get("mailer");
    if (!repository || repository.git("branch", "--show-current") === "more") return;
    repository.git("checkout", "--quiet", "-b", "more");
    const text = readFileSync(join(repository.path, "serverless.yml"), "utf8");
    repository.commit({
      "serverless.yml": text.replace("reservedConcurrency: 100", "reservedConcurrency: 300"),
    });
  }
});
