import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { callIn } from "../support/command-line.ts";
import { folderWith, ONE_FUNCTION, ruleModule } from "./support.ts";

/** What is said on stderr of a policy with one plug-in. */
async function refusal(files: Record<string, string>, plugin = "./mine.mjs"): Promise<string> {
  const folder = folderWith({ "main.tf": ONE_FUNCTION, "policy.yml": `plugins: ["${plugin}"]\n`, ...files });
  const { exitCode, out, err } = await callIn(folder, "run", "--allow-plugins");
  expect([exitCode, out]).toEqual([2, ""]);
  expect(err).not.toMatch(/\n\s+at /);
  return err;
}

describe("a policy with plug-ins", () => {
  const files = {
    "main.tf": ONE_FUNCTION,
    "policy.yml": "plugins: [./mine.mjs]\nrules: { owner-named: error }\n",
    "mine.mjs": ruleModule(),
  };

  it("is refused without permission, and no code is run", async () => {
    const folder = folderWith({ ...files, "mine.mjs": 'throw new Error("it ran")' });
    for (const command of ["run", "model", "rules"]) {
      const { exitCode, err } = await callIn(folder, command);
      expect(exitCode).toBe(2);
      expect(err).toBe(
        "policy.yml:1:11: error: This policy has rules of its own in ./mine.mjs, and a module is code that is run only with permission.\n  On the command line: --allow-plugins. The Action never runs one.\n",
      );
    }
  });

  it("has rules like any other: set by the policy, found, waived, reported in every form", async () => {
    const folder = folderWith(files);
    const { exitCode, out } = await callIn(folder, "run", "--allow-plugins", "--format", "sarif");
    expect(exitCode).toBe(1);
    const [run] = JSON.parse(out).runs;
    expect(run.tool.driver.rules.find(({ id }: { id: string }) => id === "owner-named")).toMatchObject({
      shortDescription: { text: "Somebody owns it." },
      helpUri: "https://wiki.example.com/owner",
      defaultConfiguration: { level: "error" },
    });
    expect(run.results).toContainEqual(
      expect.objectContaining({
        ruleId: "owner-named",
        level: "error",
        message: { text: expect.stringContaining("Nobody owns aws_lambda_function.f.") },
      }),
    );
    const waived = folderWith({
      ...files,
      "policy.yml": "plugins: [./mine.mjs]\nwaivers: [{ rule: owner-named, function: f }]\n",
    });
    const report = JSON.parse((await callIn(waived, "run", "--allow-plugins", "--format", "json")).out);
    expect(
      report.findings.find((each: { ruleId: string }) => each.ruleId === "owner-named").waiver,
    ).not.toBeNull();
  });

  it("lists and explains them", async () => {
    const folder = folderWith(files);
    expect((await callIn(folder, "rules", "--allow-plugins")).out).toMatch(
      /^owner-named +error +Somebody owns it \(\.\/mine\.mjs\)$/m,
    );
    expect((await callIn(folder, "explain", "owner-named", "--allow-plugins")).out).toContain(
      "Severity: error under policy.yml. A rule of the plug-in ./mine.mjs.",
    );
  });

  it("may be a list of modules, each with a list of rules, named twice or in what it extends", async () => {
    const folder = folderWith({
      "main.tf": ONE_FUNCTION,
      "policy.yml": "extends: ./central/org.yml\nplugins: [./mine.mjs, ./central/theirs.mjs]\n",
      "mine.mjs": ruleModule(),
      "central/org.yml": "plugins: [theirs.mjs]\n",
      "central/theirs.mjs": ruleModule("", "theirs-named")
        .replace("export default", "export default [")
        .replace(/;\s*$/, "]"),
    });
    const { out, err } = await callIn(folder, "run", "--allow-plugins");
    expect(err).toBe("");
    expect(out).toContain("owner-named");
    expect(out).toContain("theirs-named");
  });

  it("may name a package that is installed next to it", async () => {
    const folder = folderWith({
      "main.tf": ONE_FUNCTION,
      "policy.yml": 'plugins: ["@acme/lambda-rules"]\n',
      "node_modules/@acme/lambda-rules/package.json":
        '{ "name": "@acme/lambda-rules", "type": "module", "exports": "./rules.js" }',
      "node_modules/@acme/lambda-rules/rules.js": ruleModule(),
    });
    expect((await callIn(folder, "run", "--allow-plugins")).out).toContain("owner-named");
  });
});

describe("a plug-in that can't be loaded is said at its line", () => {
  it.each([
    [
      "./mine.mjs",
      {},
      "There is no plug-in ./mine.mjs next to policy.yml.\n  A path is relative to the file that says it.",
    ],
    [
      "acme-rules",
      {},
      "There is no plug-in acme-rules: no file next to policy.yml, and no package that can be found from there.\n  A file is a path such as ./acme-rules.mjs; a package wants npm install.",
    ],
    [
      "./mine.mjs",
      { "mine.mjs": 'throw new Error("no database.\\nmore")' },
      "The plug-in ./mine.mjs can't be loaded: no database.\n  docs/custom-rules.md shows a plug-in that works.",
    ],
    [
      "./mine.mjs",
      { "mine.mjs": "export const rule = {};" },
      "The plug-in ./mine.mjs has no default export.\n  export default defineRule({ … }), or a list of rules.",
    ],
    [
      "./mine.mjs",
      { "mine.mjs": "export default 3;" },
      "The plug-in ./mine.mjs can't be used: it exports something that is no rule.",
    ],
    [
      "./mine.mjs",
      { "mine.mjs": ruleModule("id: 'Owner'") },
      "in Owner, id is not words in kebab-case, such as owner-tag-required.",
    ],
    [
      "./mine.mjs",
      { "mine.mjs": ruleModule("title: undefined") },
      "in owner-named, title is missing or of another type.",
    ],
    [
      "./mine.mjs",
      { "mine.mjs": ruleModule("severity: 'fatal'") },
      "in owner-named, severity is none of the words that are known.",
    ],
    ["./mine.mjs", { "mine.mjs": ruleModule("check: 1") }, "in owner-named, check is not a function."],
    ["./mine.mjs", { "mine.mjs": ruleModule("references: []") }, "in owner-named, references is empty."],
    [
      "./mine.mjs",
      { "mine.mjs": ruleModule("options: { max: { type: 'int', description: 'x' } }") },
      "in owner-named, options.max.type is none of the words that are known.",
    ],
    [
      "./mine.mjs",
      {
        "mine.mjs": ruleModule(
          "options: { max: { type: 'integer', minimum: 5, default: 1, description: 'x' } }",
        ),
      },
      "in owner-named, a default of an option breaks the option's own bounds.",
    ],
    [
      "./mine.mjs",
      { "mine.mjs": ruleModule("", "alias-routing-valid") },
      "The plug-in ./mine.mjs brings a rule alias-routing-valid, but there is one already.\n  Give it an id of its own.",
    ],
  ])("%s %#", async (plugin, files, says) => {
    const err = await refusal(files as Record<string, string>, plugin);
    expect(err).toMatch(/^policy\.yml:1:11: error: /);
    expect(err).toContain(says);
  });
});

describe("a plug-in that fails on the way", () => {
  it.each([
    ["throws", "*check() { throw new TypeError('fn is not a function'); }", "fn is not a function"],
    ["yields no list", "check() { return 3; }", "is not iterable"],
    [
      "yields what is no problem",
      "*check({ model }) { yield { subject: model.functions[0], message: 'x' }; }",
      "it yields a problem whose at is wrong",
    ],
    [
      "yields a problem of nothing",
      "*check({ model }) { const [fn] = model.functions; yield { at: fn.at, message: 'x', subject: { address: 'a', deploymentId: 'b' } }; }",
      "it yields a problem of a deployment that is not in the model",
    ],
  ])("%s: it is named, and the other rules still run", async (_, more, says) => {
    const folder = folderWith({
      "main.tf": ONE_FUNCTION,
      "policy.yml": "plugins: [./mine.mjs]\n",
      "mine.mjs": ruleModule(more),
    });
    const { exitCode, out } = await callIn(
      folder,
      "run",
      "--allow-plugins",
      "--format",
      "json",
      "--fail-on",
      "never",
    );
    const { findings, diagnostics } = JSON.parse(out);
    expect(exitCode).toBe(3);
    expect(findings.map((each: { ruleId: string }) => each.ruleId)).toContain(
      "reserved-concurrency-required",
    );
    const [fault, ...others] = diagnostics.filter((each: { severity: string }) => each.severity === "error");
    expect(others).toEqual([]);
    expect(fault.message).toMatch(/^The rule owner-named of the plug-in \.\/mine\.mjs failed: /);
    expect(fault.message).toContain(says);
    expect(fault.message).not.toMatch(/\n/);
  });
});

describe("the options of a plug-in's rule", () => {
  const options = `options: {
    least: { type: "integer", minimum: 1, default: 10, description: "The least." },
    mode: { type: "string", enum: ["soft", "hard"], description: "How." },
    teams: { type: "array", items: { type: "string" }, default: ["a"], description: "Which." },
    loud: { type: "boolean", default: false, description: "Whether." },
  },
  *check({ model, options }) { yield { at: model.functions[0].at, subject: model.functions[0], message: JSON.stringify(options) }; }`;
  const withRules = (rules: string) =>
    folderWith({
      "main.tf": ONE_FUNCTION,
      "policy.yml": `plugins: [./mine.mjs]\n${rules}`,
      "mine.mjs": ruleModule(options),
    });

  it("have defaults, and are the policy's where it sets them", async () => {
    const plain = await callIn(withRules(""), "run", "--allow-plugins", "--format", "json");
    expect(plain.out).toContain('{\\"least\\":10,\\"teams\\":[\\"a\\"],\\"loud\\":false}');
    const set = withRules("rules: { owner-named: { least: 2, mode: hard, teams: [b, c], loud: true } }\n");
    expect((await callIn(set, "run", "--allow-plugins", "--format", "json")).out).toContain(
      '{\\"least\\":2,\\"mode\\":\\"hard\\",\\"teams\\":[\\"b\\",\\"c\\"],\\"loud\\":true}',
    );
  });

  it("are checked like any other's", async () => {
    const folder = withRules("rules:\n  owner-named: { least: 0, mode: mild, team: [] }\n");
    const { exitCode, err } = await callIn(folder, "run", "--allow-plugins");
    expect(exitCode).toBe(2);
    expect(err).toBe(
      `policy.yml:3:25: error: rules.owner-named.least must be at least 1, not 0.
policy.yml:3:34: error: rules.owner-named.mode must be soft or hard, not "mild".
policy.yml:3:40: error: There is no key "team" in rules.owner-named.
  Did you mean teams?
`,
    );
  });
});

describe("the example of a custom rule", () => {
  it("finds what it is for", async () => {
    const folder = join(import.meta.dirname, "../../examples/custom-rule");
    const { exitCode, out } = await callIn(folder, "run", "--allow-plugins", "--format", "json", ".");
    const { findings, diagnostics } = JSON.parse(out);
    expect(exitCode).toBe(1);
    expect(diagnostics).toEqual([]);
    expect(findings).toMatchObject([
      {
        ruleId: "large-reservation-has-owner",
        severity: "error",
        message: "aws_lambda_function.invoices reserves 80 and has no tag owner.",
        location: { file: "examples/custom-rule/main.tf", startLine: 7 },
      },
    ]);
  });
});
