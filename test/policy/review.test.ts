import { describe, expect, it } from "vitest";
import type { Root } from "../../src/parser.ts";
import { line, load, review } from "./support.ts";

function said(files: string | Record<string, string>, roots: (string | Root)[], whole = true): string[] {
  const { policy, problems } = load(files);
  if (!policy) throw new Error(problems.map(line).join("\n"));
  const all = roots.map(
    (root): Root => (typeof root === "string" ? { format: "terraform", path: root } : root),
  );
  return review(policy, { roots: all, whole }).diagnostics.map(line);
}

describe("what a policy says of the roots of a run", () => {
  it("is nothing when each belongs somewhere", () => {
    expect(said("environments: { prod: { production: true }, dev: {} }", ["app", "live"])).toEqual([]);
    expect(said("{}", ["app"])).toEqual([]);
  });

  it("names roots of no environment, once for all of them", () => {
    const policy = "environments:\n  prod:\n    production: true\n    match: { paths: [live/prod] }\n";
    expect(said(policy, ["live/prod", "live/test"])).toEqual([
      'policy.yml:4:5 warning: The root live/test belongs to no environment of the policy; checked as "unmatched", which counts as production and has no inputs. (Add it to the match of an environment.)',
    ]);
    const many = [
      "live/prod",
      "a",
      "b",
      "c",
      "d",
      "e",
      "f",
      { format: "cdk", path: "cdk.out", stack: "Shop" } as const,
    ];
    expect(said(policy, many)[0]).toContain("The roots a, b, c, d, e and 2 more belong to no environment");
    expect(said(policy, many, false)).toHaveLength(1);
  });

  it("names ties, once for each pair", () => {
    const policy =
      'environments:\n  prod: { production: true, match: { paths: ["live/**"] } }\n  dev: { match: { paths: [live/dev, ops] } }\n';
    expect(said(policy, ["live/dev/a", "live/dev/b", "ops"])).toEqual([
      "policy.yml:3:10 note: The roots live/dev/a, live/dev/b match prod and dev; prod comes first and takes them. (Narrow one of the two, put dev before prod, or give both the same pattern for what is deployed to both.)",
    ]);
  });

  it("names ties that leave an environment without a root, and says no more of it", () => {
    const policy =
      'environments:\n  prod: { production: true, match: { paths: ["live/**"] } }\n  dev: { match: { paths: [live/dev] } }\n';
    expect(said(policy, ["live/dev/a", "live/dev/b", "live/x"])).toEqual([
      "policy.yml:3:10 warning: The environment dev has no root: prod comes first and takes live/dev/a, live/dev/b. (Narrow prod, put dev before it, or give both the same pattern for what is deployed to both.)",
    ]);
  });

  it("names environments without a root, after a whole run that found any", () => {
    const policy = "environments:\n  prod: { production: true }\n  dev:\n    match: { paths: [live/dve] }\n";
    expect(said(policy, ["live/dev", "app"])).toEqual([
      "policy.yml:4:5 warning: The environment dev has no root. (Did you mean live/dev? Roots here: live/dev, app.)",
    ]);
    expect(said(policy, ["live/dev", { format: "terragrunt", path: "live/dev" }])).toEqual([
      "policy.yml:4:5 warning: The environment dev has no root. (Did you mean live/dev? Roots here: live/dev.)",
    ]);
    expect(said(policy, ["live/dev"], false)).toEqual([]);
    expect(said(policy, [])).toEqual([]);
  });
});

describe("what a policy says of files that it names", () => {
  const policy = `environments:
  prod:
    production: true
    terraform: { var-files: [env/prod.tfvars] }
    cloudformation: { parameter-files: [prod.json] }
`;

  it("is an error when no root has them", () => {
    expect(said(policy, ["app", { format: "sam", path: "mail/template.yaml" }])).toEqual([
      "policy.yml:4:30 error: There is no file env/prod.tfvars, neither next to the policy nor at the root app. (Paths are relative to the policy file or to the root.)",
      "policy.yml:5:41 error: There is no file prod.json, neither next to the policy nor at the root mail/template.yaml. (Paths are relative to the policy file or to the root.)",
    ]);
  });

  it("is a note when some have them", () => {
    const files = { "policy.yml": policy, "app/env/prod.tfvars": "" };
    expect(said(files, ["app", "net", "dns"])).toEqual([
      "policy.yml:4:30 note: The roots net, dns have no env/prod.tfvars, so prod is evaluated there without it.",
    ]);
  });

  it("is nothing when all have them, or none of that format is there", () => {
    expect(said({ "policy.yml": policy, "env/prod.tfvars": "", "prod.json": "" }, ["a", "b"])).toEqual([]);
    expect(said(policy, [{ format: "serverless", path: "serverless.yml" }])).toEqual([]);
  });
});
