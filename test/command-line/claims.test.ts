import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import type { Claim } from "../../src/claims/claim.ts";
import { claimLine } from "../../src/claims/claim-line.ts";
import { exactly } from "../../src/values/interval.ts";
import { claim } from "../claims/support.ts";
import { callIn, callWith } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";
import { expectToFollow } from "../support/json-schema.ts";

const code = (reserved: number, name = "checkout") => `provider "aws" { region = "eu-west-1" }
resource "aws_lambda_function" "${name}" {
  function_name                  = "${name}"
  reserved_concurrent_executions = ${reserved}
}
`;
const POLICY = `environments:
  prod: { production: true, account: "111122223333", regions: [eu-west-1] }
`;
const lines = (...claims: Claim[]) => claims.map((each) => `${claimLine(each)}\n`).join("");
const of = (repository: string, takes: number, more: Partial<Claim> = {}) =>
  claim({ repository, function: repository.slice(5), takes: exactly(takes), ...more });

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
  repository.git("remote", "add", "origin", "https://github.com/acme/shop.git");
});
afterEach(() => repository.remove());

const call = (...argv: string[]) => callIn(repository.path, ...argv);
async function pool(...argv: string[]) {
  const { exitCode, out, err } = await call("run", "--format", "json", ...argv);
  if (out === "") return { exitCode, err };
  const { ledger, findings, diagnostics } = JSON.parse(out);
  const said = [...findings, ...diagnostics].map(({ message }: { message: string }) => message).join("\n");
  return { exitCode, elsewhere: ledger[0].elsewhere, parts: ledger[0].elsewhereParts, said };
}

describe("policy export", () => {
  it("writes a line for each function, with the commit and the time, and comes back as it was", async () => {
    const commit = repository.commit({ "main.tf": code(400), "policy.yml": POLICY });
    const now = "2026-11-01T07:08:09Z";
    const { exitCode, out } = await callWith(repository.path, { now }, "export");
    expect(exitCode).toBe(0);
    const expected = claim({ commit, exportedAt: now, root: "." });
    expect(out).toBe(`${claimLine(expected)}\n`);
    expectToFollow("claim", JSON.parse(out));
    const again = await callWith(repository.path, { now }, "export", "--output", "out/claims.ndjson");
    expect([again.exitCode, again.out]).toEqual([0, ""]);
    // Its own claims take nothing from itself.
    expect(await pool("--claims", "out")).toMatchObject({ exitCode: 0, elsewhere: 0 });
  });

  it("succeeds whatever it finds, and says what it can't read", async () => {
    const unread =
      'module "fn" {\n  source = "git::https://example.com/lambda.git"\n  function_name = "x"\n}\n';
    repository.commit({ "main.tf": `${code(5000)}${unread}`, "policy.yml": POLICY });
    const { exitCode, out, err } = await call("export");
    expect([exitCode, out.split("\n").length]).toEqual([0, 2]);
    expect(err).toContain("isn't in the claims");
  });

  it("says which part it is, where it is not all of the repository", async () => {
    repository.commit({ "a/main.tf": code(4, "a"), "b/main.tf": code(5, "b"), "policy.yml": POLICY });
    const parts = async (...argv: string[]) => {
      const { out } = await call("export", ...argv);
      return out.split("\n").flatMap((line) => (line ? expectToFollow("claim", JSON.parse(line)).part : []));
    };
    expect(await parts()).toEqual([undefined, undefined]);
    expect(await parts("b")).toEqual(["b"]);
    expect(await parts("-e", "prod")).toEqual(["@prod", "@prod"]);
  });

  it("wants to know what the repository is called", async () => {
    repository.commit({ "main.tf": code(4) });
    repository.git("remote", "remove", "origin");
    expect(await call("export")).toMatchObject({ exitCode: 2, err: expect.stringContaining("--repository") });
    expect((await call("export", "--repository", "acme/x")).out).toContain('"repository":"acme/x"');
    const environment = { GITHUB_REPOSITORY: "acme/y" };
    const { out } = await callWith(repository.path, { environment }, "export");
    expect(out).toContain('"repository":"acme/y"');
  });
});

describe("policy run --claims", () => {
  beforeEach(() => {
    repository.commit({ "main.tf": code(400), "policy.yml": POLICY });
    repository.write("fetched/acme/billing.ndjson", lines(of("acme/billing", 250)));
    repository.write("fetched/acme/search.ndjson", lines(of("acme/search", 280)));
    repository.write("fetched/acme/shop.ndjson", lines(claim({ takes: exactly(390) })));
  });

  it("counts what others take, and names them", async () => {
    const { exitCode, elsewhere, said } = await pool("--claims", "fetched");
    expect({ exitCode, elsewhere }).toEqual({ exitCode: 1, elsewhere: 530 });
    expect(said).toContain("30 too many");
    expect(said).toContain("acme/search takes 280, acme/billing takes 250");
    const { out } = await call("run", "--claims", "fetched");
    expect(out).toMatch(/280 {2}acme\/search, elsewhere/);
  });

  it("takes files too, several, and each once", async () => {
    const billing = ["--claims", "fetched/acme/billing.ndjson"];
    expect(await pool(...billing)).toMatchObject({ exitCode: 0, elsewhere: 250 });
    expect(await pool(...billing, ...billing, "--claims", "fetched")).toMatchObject({ elsewhere: 530 });
  });

  it("leaves out functions that are declared here, whoever claims them", async () => {
    repository.write("fetched/copy.ndjson", lines(claim({ repository: "acme/fork", takes: exactly(700) })));
    expect(await pool("--claims", "fetched")).toMatchObject({ elsewhere: 530 });
  });

  it("counts claims of the same account and region alone", async () => {
    const other = lines(
      of("acme/a", 100, { account: "999999999999" }),
      of("acme/b", 100, { region: "us-east-1" }),
      of("acme/c", 100, { account: null }),
    );
    repository.write("fetched/other.ndjson", other);
    expect(await pool("--claims", "fetched")).toMatchObject({ elsewhere: 530 });
  });

  it("wins over a number that is kept by hand, which holds where nobody claims anything", async () => {
    const accounts = 'accounts:\n  "111122223333":\n    eu-west-1: { reserved-elsewhere: 100 }\n';
    repository.commit({ "policy.yml": POLICY + accounts });
    expect(await pool()).toMatchObject({ elsewhere: 100, parts: [{ by: "hand", takes: 100 }] });
    expect(await pool("--claims", "fetched")).toMatchObject({ elsewhere: 530 });
    expect(await pool("--claims", "fetched/acme/shop.ndjson")).toMatchObject({ elsewhere: 100 });
  });

  it("counts a function that two repositories claim once, by the larger amount, and says so", async () => {
    const twice = of("acme/ledger", 260, { function: "billing" });
    repository.write("fetched/ledger.ndjson", lines(twice));
    const { elsewhere, said } = await pool("--claims", "fetched");
    expect(elsewhere).toBe(540);
    expect(said).toContain("is claimed twice: by acme/billing and acme/ledger. It counts once, with 260.");
  });

  it("counts stale claims, and says whose they are", async () => {
    repository.write(
      "fetched/acme/billing.ndjson",
      lines(of("acme/billing", 250, { exportedAt: "2026-09-01T00:00:00Z" })),
    );
    const { elsewhere, said } = await pool("--claims", "fetched");
    expect(elsewhere).toBe(530);
    expect(said).toContain("The claims of acme/billing are stale: exported 61 days ago");
    repository.commit({ "policy.yml": `${POLICY}claims: { max-age-days: 61 }\n` });
    expect((await pool("--claims", "fetched")).said).not.toContain("stale");
  });

  it("does not certainly fail for what isn't settled elsewhere", async () => {
    const open = { takes: { atLeast: 200, atMost: Number.POSITIVE_INFINITY } };
    repository.write("fetched/acme/billing.ndjson", lines(of("acme/billing", 0, open)));
    const { exitCode, said } = await pool("--claims", "fetched");
    expect(exitCode).toBe(0);
    expect(said).toContain("what acme/billing takes");
  });

  it("does not count what is provisioned here on a function that reserves elsewhere twice", async () => {
    const provisioned = `${code(400)}resource "aws_lambda_provisioned_concurrency_config" "x" {
  function_name = "billing"
  qualifier     = "live"
  provisioned_concurrent_executions = 10
}
`;
    repository.commit({ "main.tf": provisioned });
    expect(await pool("--claims", "fetched")).toMatchObject({ elsewhere: 520 });
  });

  test.each([
    ["a line that is cut off", "fetched/acme/billing.ndjson", "billing.ndjson:2:1"],
    ["a file that isn't there", undefined, "There are no claims at fetched/none.ndjson"],
    ["a folder without claims", "fetched/empty/readme.txt", "holds no claims"],
  ])("%s ends the run", async (_, file, said) => {
    if (file?.endsWith(".ndjson"))
      repository.write(file, `${lines(of("acme/billing", 250))}{"schemaVersion":1,"re`);
    else if (file) repository.write(file, "");
    const named =
      file === undefined ? "fetched/none.ndjson" : file.endsWith(".txt") ? "fetched/empty" : "fetched";
    const { exitCode, err } = await pool("--claims", named);
    expect(exitCode).toBe(2);
    expect(err).toContain(said);
  });

  it("says when nobody knows which repository this is", async () => {
    repository.git("remote", "remove", "origin");
    const { said, elsewhere } = await pool("--claims", "fetched");
    expect(elsewhere).toBe(530);
    expect(said).toContain("Nothing says which repository this is");
  });

  it("reads the files that the policy names, in the checkout alone", async () => {
    repository.commit({ "policy.yml": `${POLICY}claims: { files: [fetched] }\n` });
    expect(await pool()).toMatchObject({ elsewhere: 530 });
    repository.commit({ "policy.yml": `${POLICY}claims: { files: [../elsewhere] }\n` });
    expect(await pool()).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining("outside of the checkout"),
    });
    symlinkSync("/usr", join(repository.path, "linked"));
    repository.commit({ "policy.yml": `${POLICY}claims: { files: [linked/claims.ndjson] }\n` });
    expect(await pool()).toMatchObject({ exitCode: 2 });
  });
});

describe("in the run of a change, claims that git tracks are the base's:", () => {
  const TRACKED = `${POLICY}claims: { files: [claims] }\n`;
  const none = lines(of("acme/billing", 0));
  const base = {
    "main.tf": code(300),
    "policy.yml": TRACKED,
    "claims/billing.ndjson": lines(of("acme/billing", 500)),
  };
  const gate = (change: Record<string, string | null>, ...argv: string[]) => {
    repository.commit(base);
    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit({ "main.tf": code(450), ...change });
    return pool("--base", "main", ...argv);
  };

  test.each<[string, Record<string, string | null>]>([
    ["a change that leaves them alone", {}],
    ["one that rewrites them", { "claims/billing.ndjson": none }],
    ["one that deletes them", { "claims/billing.ndjson": null }],
    ["one that takes them out of the policy", { "policy.yml": POLICY }],
    [
      "one that names others",
      { "policy.yml": `${POLICY}claims: { files: [mine] }\n`, "mine/a.ndjson": none },
    ],
    [
      "one that adds newer ones",
      { "claims/newer.ndjson": lines(of("acme/billing", 0, { exportedAt: "2026-10-31T00:00:00Z" })) },
    ],
    ["one that claims them for itself", { "claims/billing.ndjson": lines(claim({ takes: exactly(500) })) }],
  ])("%s is as red", async (_, change) => {
    for (const argv of [[], ["--claims", "claims"], ["--claims", "claims/billing.ndjson"]])
      expect(await gateAgain(change, argv)).toMatchObject({ exitCode: 1, elsewhere: 500 });
  });

  /** Each call has a repository of its own. */
  async function gateAgain(change: Record<string, string | null>, argv: readonly string[]) {
    repository.remove();
    repository = new TestRepository(repository.path);
    repository.git("remote", "add", "origin", "https://github.com/acme/shop.git");
    return gate(change, ...argv);
  }

  it("a link in the place of the folder leads nowhere", async () => {
    repository.commit(base);
    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit({ claims: null, "mine/billing.ndjson": none, "main.tf": code(450) });
    symlinkSync("mine", join(repository.path, "claims"));
    repository.commit({});
    expect(await pool("--base", "main")).toMatchObject({ exitCode: 1, elsewhere: 500 });
  });

  it("what the workflow fetched counts, and not what a change commits in its place", async () => {
    const { "claims/billing.ndjson": _, ...bare } = base;
    const fetch = () => repository.write("claims/billing.ndjson", lines(of("acme/billing", 500)));
    repository.commit({ ...bare, "policy.yml": POLICY });
    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit({ "main.tf": code(450) });
    fetch();
    expect(await pool("--base", "main", "--claims", "claims")).toMatchObject({ exitCode: 1, elsewhere: 500 });
    repository.commit({ "claims/billing.ndjson": none });
    fetch();
    const { exitCode, err } = await pool("--base", "main", "--claims", "claims");
    expect(exitCode).toBe(2);
    expect(err).toContain("claims/billing.ndjson is committed by this change");
  });

  it("with the policy of the head, the head's count", async () => {
    expect(await gate({ "claims/billing.ndjson": none }, "--policy-from", "head")).toMatchObject({
      elsewhere: 0,
    });
  });
});
