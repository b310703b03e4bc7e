import { describe, expect, it } from "vitest";
import type { Root } from "../../src/parser.ts";
import type { Policy } from "../../src/policy/policy.ts";
import { line, load, loadGood, review, said } from "./support.ts";

const root = (path: string, more: Partial<Root> = {}): Root => ({ format: "terraform", path, ...more });

function inputs(policy: Policy, where: Root, name = "prod") {
  const [environment] = policy.environmentsNamed([name]);
  if (!environment) throw new Error(`There is no ${name}.`);
  return policy.inputsFor(environment, where, undefined);
}

function places(policy: Policy, where: Root, name = "prod") {
  const [environment] = policy.environmentsNamed([name]);
  if (!environment) throw new Error(`There is no ${name}.`);
  const { account, regions } = policy.placedAt(environment, where);
  return { account: account?.value, regions: regions.map(({ value }) => value) };
}

describe("placements", () => {
  const POLICY = `
environments:
  prod:
    production: true
    account: "111122223333"
    regions: [eu-west-1]
    terraform: { workspace: prod, variables: { stage: prod, size: 1 } }
    placements:
      - { paths: ["services/*"], regions: [us-east-1, us-west-2], terraform: { workspace: "{folder}-prod", variables: { size: 2, path: "{root}" } } }
      - { paths: ["services/pay"], account: "444455556666" }
      - { paths: ["old"], account: "444455556666" }
      - { stacks: ["*-eu"], regions: [eu-central-1] }
`;
  const policy = loadGood(POLICY);

  it("give a unit of Terragrunt its variables of the shell, by its own folder", () => {
    const unit = root("live/pay", { format: "terragrunt" });
    const given = loadGood(`
environments:
  prod:
    production: true
    terragrunt: { env: { STAGE: prod, SIZE: "1" } }
    placements:
      - { paths: ["live/*"], terragrunt: { env: { UNIT: "{folder}", SIZE: "2" } } }
`);
    const { variables } = inputs(given, unit).terragrunt;
    expect(Object.fromEntries(Object.entries(variables).map(([name, { value }]) => [name, value]))).toEqual({
      STAGE: "prod",
      SIZE: "2",
      UNIT: "pay",
    });
  });

  it("say what differs, and the environment the rest", () => {
    expect(places(policy, root("services/pay"))).toEqual({
      account: "111122223333",
      regions: ["us-east-1", "us-west-2"],
    });
    const { terraform, account } = inputs(policy, root("services/pay"));
    expect(account?.value).toBe("111122223333");
    expect(terraform.workspace?.value).toBe("pay-prod");
    expect(
      Object.fromEntries(Object.entries(terraform.variables).map(([name, { value }]) => [name, value])),
    ).toEqual({ stage: "prod", size: 2, path: "services/pay" });
    expect(places(policy, root("old"))).toEqual({ account: "444455556666", regions: ["eu-west-1"] });
  });

  it("are for the roots that fit, and leave the others as they are", () => {
    expect(inputs(policy, root("infra")).terraform.workspace?.value).toBe("prod");
    expect(places(policy, root("infra"))).toEqual({ account: "111122223333", regions: ["eu-west-1"] });
    expect(places(policy, root("cdk.out", { format: "cdk", stack: "shop-eu" })).regions).toEqual([
      "eu-central-1",
    ]);
    expect(places(policy, root("cdk.out", { format: "cdk", stack: "shop-us" })).regions).toEqual([
      "eu-west-1",
    ]);
  });

  it("choose no environment", () => {
    const two = loadGood(`
environments:
  prod: { production: true }
  dev: { placements: [{ paths: ["services/*"], terraform: { workspace: dev } }] }
`);
    expect(two.environmentsFor(root("services/pay")).map(({ name }) => name)).toEqual(["prod", "dev"]);
  });

  it("know the folder of a template, and none at the top, where a text with it is not given", () => {
    const templates = loadGood(`
environments:
  prod:
    production: true
    placements: [{ cloudformation: { stack-name: "{folder}-prod", parameters: { Path: "{root}", Kept: "{other}" } } }]
`);
    const { cloudformation } = inputs(templates, root("shop/template.yaml", { format: "sam" }));
    expect(cloudformation.stackName?.value).toBe("shop-prod");
    expect(cloudformation.parameters["Path"]?.value).toBe("shop/template.yaml");
    expect(cloudformation.parameters["Kept"]?.value).toBe("{other}");
    expect(
      inputs(templates, root("template.yaml", { format: "sam" })).cloudformation.stackName,
    ).toBeUndefined();
  });

  it("look an account up by a stack, else by the folder that the root is in", () => {
    const lookup = loadGood(`
environments:
  prod:
    production: true
    account: "999999999999"
    placements: [{ account: { pay: "111122223333", mail: "444455556666", shop-eu: "777788889999" } }]
`);
    expect(places(lookup, root("teams/pay/api")).account).toBe("111122223333");
    expect(places(lookup, root("cdk.out", { format: "cdk", stack: "shop-eu" })).account).toBe("777788889999");
    expect(places(lookup, root("teams/pay/mail")).account).toBeUndefined();
    expect(places(lookup, root("teams/other")).account).toBeUndefined();
    const roots = [root("teams/pay/mail"), root("teams/other"), root("teams/pay/api")];
    expect(review(lookup, { roots }).diagnostics.map(line)).toEqual([
      "policy.yml:6:18 warning: This placement of prod has no account for teams/pay/mail, teams/other: the folders pay and mail of teams/pay/mail have one each. (Add the folder, or give such roots a placement of their own before this one.)",
    ]);
  });

  it("keep a root that fixes an account to that one", () => {
    const fixed = loadGood(`
environments:
  prod: { production: true, placements: [{ stacks: ["pay*"], account: "111122223333" }] }
  dev: { placements: [{ stacks: ["pay*"], account: "444455556666" }] }
`);
    const stack = root("cdk.out", { format: "cdk", stack: "pay", account: "444455556666" });
    expect(fixed.environmentsFor(stack).map(({ name }) => name)).toEqual(["dev"]);
    expect(fixed.refusedByAccount(stack).map(({ name }) => name)).toEqual(["prod"]);
  });

  it("that are for no root are said with their line, and so are those of which an earlier one takes all", () => {
    const roots = [root("services/pay"), root("services/mail")];
    expect(review(policy, { roots }).diagnostics.map(line)).toEqual([
      "policy.yml:10:9 warning: This placement of prod is for no root: an earlier one takes services/pay. (Put it before that one, or narrow that one.)",
      "policy.yml:11:9 warning: This placement of prod is for no root. (Roots of prod: services/pay, services/mail.)",
      "policy.yml:12:9 warning: This placement of prod is for no root. (Roots of prod: services/pay, services/mail.)",
    ]);
    expect(review(policy, { roots, whole: false }).diagnostics).toEqual([]);
  });

  it("are told what is misspelt", () => {
    expect(
      said(`
environments:
  prod:
    production: true
    placements:
      - { path: ["a"], terraform: { workspace: "{foldr}-prod", var-files: ["{x}.tfvars"] } }
      - { paths: ["/a"], account: 12, regions: [eu-west-1, eu-west-1] }
`).map((each) => each.replace(/ \(.*/, "")),
    ).toEqual([
      'policy.yml:6:11 error: There is no key "path" in an entry of environments.prod.placements.',
      "policy.yml:7:35 error: environments.prod.placements.account must be an account id: 12 digits in quotes or a mapping, not 12.",
    ]);
    expect(
      said(`
environments:
  prod:
    production: true
    placements:
      - { paths: ["/a"], terraform: { workspace: "{foldr}-prod", var-files: ["{x}.tfvars"] }, regions: [eu-west-1, eu-west-1] }
`),
    ).toEqual([
      'policy.yml:6:19 error: The pattern "/a" begins with a slash, but paths are relative.',
      "policy.yml:6:50 error: There is no {foldr}. (Did you mean {folder}?)",
      "policy.yml:6:78 error: There is no {x}. ({folder} is the name of the root's folder, {root} its path.)",
      "policy.yml:6:116 warning: The region eu-west-1 is listed twice.",
    ]);
  });

  it("alone fill texts in", () => {
    expect(
      said(
        'environments:\n  prod: { production: true, terraform: { workspace: "{folder}-prod", var-files: ["{x}.tfvars"] } }\n',
      ),
    ).toEqual([
      "policy.yml:2:53 error: {folder} stands for nothing here: only placements fill it in. (Write it in a placement: placements: [{ terraform: { … } }])",
    ]);
  });

  it("name files for their own roots", () => {
    const files = {
      "policy.yml": `
environments:
  prod:
    production: true
    placements: [{ paths: ["services/*"], terraform: { var-files: ["{folder}.tfvars"] } }]
`,
      "services/pay/pay.tfvars": "",
    };
    const { policy: named } = load(files);
    if (!named) throw new Error("The policy is wrong.");
    expect(inputs(named, root("services/pay")).terraform.varFiles.map(({ value }) => value)).toEqual([
      "services/pay/pay.tfvars",
    ]);
    const told = (roots: Root[]) => review(named, { roots }).diagnostics.map(line);
    expect(told([root("services/pay"), root("infra")])).toEqual([]);
    expect(told([root("services/pay"), root("services/mail")])).toEqual([
      "policy.yml:5:68 note: The root services/mail has no mail.tfvars, so prod is evaluated there without it.",
    ]);
  });
});

describe("match.parameters", () => {
  const policy = loadGood(`
environments:
  prod: { production: true, match: { paths: ["**"], parameters: { Environment: [prod, production] } } }
  dev: { match: { paths: ["**"], parameters: { Environment: dev } } }
  tools: { match: { paths: ["tools/**"] } }
`);
  const taking = (path: string, ...values: string[]) =>
    root(path, {
      format: "cloudformation",
      parameters: () => [{ name: "Environment", mayBe: (value) => values.includes(value) }],
    });
  const names = (where: Root) => policy.environmentsFor(where).map(({ name }) => name);

  it("gives a root to all environments whose values its parameter may have", () => {
    expect(names(taking("a.yaml", "production", "dev"))).toEqual(["prod", "dev"]);
    expect(names(taking("a.yaml", "dev"))).toEqual(["dev"]);
    expect(names(taking("a.yaml", "prod"))).toEqual(["prod"]);
  });

  it("asks nothing of a root without the parameter", () => {
    expect(names(root("a.yaml", { format: "cloudformation", parameters: () => [] }))).toEqual([
      "prod",
      "dev",
    ]);
  });

  it("leaves what may have none of the values to others, else to nobody: it counts as production", () => {
    expect(names(taking("tools/a.yaml", "build"))).toEqual(["tools"]);
    expect(names(taking("a.yaml", "build"))).toEqual(["unmatched"]);
  });
});
