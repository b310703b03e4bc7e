import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { fn } from "../action/pull-request.ts";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";

const PROVIDER = 'provider "aws" {\n  region = "us-east-1"\n}\n';
const OK = PROVIDER + fn("orders", 10);
const BAD = OK + fn("careless");

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.remove());

/** What a change makes of a path: a text, a link, or nothing. */
type Made = string | { to: string } | null;

/** Puts a change on a branch of a base, everything added by force, and runs the gate. */
async function gate(
  base: Readonly<Record<string, Made>>,
  change: Readonly<Record<string, Made>>,
  ...words: string[]
) {
  make(base);
  repository.commit({});
  repository.git("checkout", "--quiet", "-b", "change");
  make(change);
  repository.git("add", "--all", "--force");
  repository.git("commit", "--quiet", "-m", "change");
  return callIn(repository.path, "run", ...words, "--base", "main");
}

function make(files: Readonly<Record<string, Made>>): void {
  for (const [path, made] of Object.entries(files)) {
    const absolute = join(repository.path, path);
    rmSync(absolute, { recursive: true, force: true });
    if (typeof made === "string") repository.write(path, made);
    if (made === null || typeof made === "string") continue;
    mkdirSync(dirname(absolute), { recursive: true });
    symlinkSync(made.to, absolute);
  }
}

describe("a path that is given is looked at where its link leads", () => {
  test.each<[string, Record<string, Made>, string]>([
    ["itself", { infra: { to: "hidden" }, "hidden/main.tf": BAD, "hidden/.gitignore": "*\n" }, "infra"],
    ["into a folder of tools", { infra: { to: "node_modules/x" }, "node_modules/x/main.tf": BAD }, "infra"],
    ["above it", { infra: { to: "h" }, "h/prod/main.tf": BAD, "h/.gitignore": "*\n" }, "infra/prod"],
  ])("%s", async (_, change, path) => {
    const { exitCode, out } = await gate({ [`${path}/main.tf`]: OK }, { infra: null, ...change }, path);
    expect(exitCode, out).toBe(1);
    expect(out).toContain(`${path}/main.tf`);
    expect(out).toContain("careless");
  });
});

describe("many links", () => {
  const links = (count: number, to: string) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`live/l${index}`, { to: `../${to}` }]));

  it("are followed where many roots share a folder", async () => {
    const { exitCode, out } = await gate({ "infra/main.tf": OK }, links(300, "infra"));
    expect(exitCode, out).toBe(0);
  });

  it("fail the gate where they are too many and lead to infrastructure", async () => {
    const { exitCode, out } = await gate({ "infra/main.tf": OK }, links(1001, "infra"));
    expect(exitCode, out).toBe(3);
    expect(out).toContain(
      "Too many links lead to folders here, so what is in infra was not checked by the name live/l",
    );
  });

  it("fail nothing where they lead to other things", async () => {
    const { exitCode, out } = await gate({ "infra/main.tf": OK, "docs/a.md": "a" }, links(1001, "docs"));
    expect(exitCode, out).toBe(0);
  });
});

describe("links in a repository with a strict policy", () => {
  const base = { "infra/main.tf": OK, "policy.yml": "extends: strict\n" };

  test.each<[string, Record<string, Made>]>([
    ["another name of a root", { current: { to: "infra" } }],
    [
      "a module that two roots share",
      {
        "m/main.tf": fn("z", 3),
        "a/main.tf": `${PROVIDER}module "x" {\n  source = "./m"\n}\n`,
        "a/m": { to: "../m" },
      },
    ],
    [
      "a file that two roots share",
      {
        "common/fn.tf": fn("a", 3),
        "a/fn.tf": { to: "../common/fn.tf" },
        "a/main.tf": PROVIDER,
      },
    ],
    [
      "what tools and people link that is no code",
      {
        ".venv/bin/python": { to: "/usr/bin/python3.99" },
        "node_modules/.bin/x": { to: "../x/cli.js" },
        "docs/x": { to: "/usr/share/nothing" },
        "README.md": { to: "../README.md" },
      },
    ],
  ])("are fine: %s", async (_, change) => {
    const { exitCode, out } = await gate(base, change);
    expect(exitCode, out).toBe(0);
  });

  test.each([
    "infra/x",
    "svc",
    "docs/template.yaml",
    "docs/more.json",
    "node_modules/x/main.tf",
    "docs/lambda.d",
  ])("fail where they lead out and may be code: %s", async (path) => {
    const { exitCode, out } = await gate(base, { [path]: { to: "/opt/nothing" } });
    expect(exitCode, out).toBe(1);
    expect(out).toContain("leads out of the checkout");
  });
});
