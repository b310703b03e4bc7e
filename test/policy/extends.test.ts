import { describe, expect, it } from "vitest";
import { pluginsOf } from "../../src/policy/load.ts";
import { SourceFile } from "../../src/source/source-file.ts";
import { MemoryFileSystem } from "../support/memory-fs.ts";
import { deployment, lambda, load, loadGood, RULES, said } from "./support.ts";

const [required, inRange] = RULES as [(typeof RULES)[0], (typeof RULES)[0]];

describe("extends", () => {
  it("merges mappings by key and lets the extending file win", () => {
    const policy = loadGood({
      "policy.yml": `
extends: ./org.yml
environments:
  prod: { regions: [eu-west-1], terraform: { variables: { size: { b: 2 } } } }
accounts:
  "111122223333": { us-east-1: { limit: 3000 } }
rules: { reserved-concurrency-in-range: { max: 9 } }
`,
      "org.yml": `
environments:
  prod: { production: true, regions: [us-east-1, us-west-2], terraform: { workspace: prod, variables: { size: { a: 1 }, cap: 1 } } }
  dev: {}
accounts:
  "111122223333": { us-east-1: { limit: 2000, reserved-elsewhere: 5 }, eu-west-1: { limit: 500 } }
rules: { reserved-concurrency-in-range: { severity: error, min: 2, max: 5 } }
undetermined: note
`,
    });
    const [prod] = policy.environments;
    expect(policy.environmentNames).toEqual(["prod", "dev"]);
    expect(prod).toMatchObject({
      production: true,
      regions: [{ value: "eu-west-1", at: { file: "policy.yml" } }],
    });
    expect(prod?.inputs.workspace).toMatchObject({ value: "prod", at: { file: "org.yml" } });
    expect(prod?.inputs.variables).toMatchObject({ cap: { value: 1 }, size: { value: { b: 2 } } });
    expect(prod?.inputs.variables["size"]?.value).not.toHaveProperty("a");
    expect(policy.limitsFor("111122223333", "us-east-1")).toMatchObject({
      limit: 3000,
      reservedElsewhere: 5,
    });
    expect(policy.limitsFor("111122223333", "eu-west-1")).toMatchObject({ limit: 500 });
    expect(policy.settingsFor(inRange)).toEqual({
      severity: "error",
      undetermined: "note",
      options: { min: 2, max: 9 },
    });
  });

  it("joins the lists of critical paths, waivers, adapters and plugins", () => {
    const files = {
      "policy.yml":
        "extends: ./org.yml\ncritical-paths: [{ function: b }]\nplugins: [./b.mjs]\nmodule-adapters: [{ sources: [b], terraform: b }]\n",
      "org.yml":
        "critical-paths: [{ function: a }]\nplugins: [./a.mjs]\nmodule-adapters: [{ sources: [a], terraform: a }]\n",
    };
    const policy = loadGood(files, { pluginsLoaded: true });
    const covers = (name: string) => policy.view.criticalPathsFor(lambda(name), deployment("default")).length;
    expect([covers("a"), covers("b"), covers("c")]).toEqual([1, 1, 0]);
    const fs = new MemoryFileSystem(files);
    const plugins = pluginsOf("policy.yml", (path) => fs.read(path));
    expect(plugins.map(({ value, at }) => `${at.file} ${value}`)).toEqual([
      "org.yml ./a.mjs",
      "policy.yml ./b.mjs",
    ]);
  });

  it("lets later files win over earlier ones, and every file over presets, wherever they are named", () => {
    const org = {
      "a.yml": "rules: { reserved-concurrency-required: note }",
      "b.yml": "rules: { reserved-concurrency-required: warning }",
    };
    const severity = (list: string) =>
      loadGood({ "policy.yml": `extends: ${list}`, ...org }).settingsFor(required).severity;
    expect(severity("[./a.yml, ./b.yml]")).toBe("warning");
    expect(severity("[./b.yml, ./a.yml]")).toBe("note");
    expect(severity("[./a.yml, strict]")).toBe("note");
    expect(severity("[strict, deployable]")).toBe("off");
  });

  it("keeps what was said where a later file says nothing behind a key", () => {
    const policy = loadGood({
      "policy.yml":
        "extends: ./org.yml\nwaivers:\nenvironments:\n  prod:\nrules:\n  reserved-concurrency-required:\n",
      "org.yml":
        "environments: { prod: { production: true } }\nrules: { reserved-concurrency-required: note }\n",
    });
    expect(policy.environments).toMatchObject([{ name: "prod", production: true }]);
    expect(policy.settingsFor(required).severity).toBe("note");
  });

  it("lets a variable be null", () => {
    const policy = loadGood({
      "policy.yml":
        "extends: ./org.yml\nenvironments: { prod: { terraform: { variables: { cap: null } } } }\n",
      "org.yml": "environments: { prod: { production: true, terraform: { variables: { cap: 5 } } } }\n",
    });
    expect(policy.environments[0]?.inputs.variables["cap"]?.value).toBeNull();
  });

  it("turns a severity alone into one with options, and back", () => {
    const settings = (mine: string, theirs: string) =>
      loadGood({
        "policy.yml": `extends: ./org.yml\nrules: { reserved-concurrency-in-range: ${mine} }`,
        "org.yml": `rules: { reserved-concurrency-in-range: ${theirs} }`,
      }).settingsFor(inRange);
    expect(settings("{ max: 5 }", "note")).toMatchObject({ severity: "note", options: { max: 5 } });
    expect(settings("note", "{ max: 5, severity: error }")).toMatchObject({
      severity: "note",
      options: { max: 5 },
    });
    expect(settings("note", "error")).toMatchObject({ severity: "note" });
  });

  it("reads paths relative to the file that says them, also in another repository", () => {
    const files = new Map(
      [
        new SourceFile("policy.yml", "extends: ../central/teams/shop.yml"),
        new SourceFile(
          "../central/teams/shop.yml",
          "extends: ../org.json\nrules: { reserved-concurrency-required: note }",
        ),
        new SourceFile(
          "../central/org.json",
          '{ "undetermined": "error", "environments": { "prod": { "production": true } } }',
        ),
      ].map((file) => [file.path, file]),
    );
    const { policy, problems, sources } = load({}, { readFile: (path) => files.get(path) });
    expect(problems).toEqual([]);
    expect([...sources.keys()]).toEqual([...files.keys()]);
    expect(policy?.settingsFor(required)).toMatchObject({ severity: "note" });
    expect(policy?.environmentNames).toEqual(["prod"]);
  });

  it("reads a file once, where it is first named", () => {
    const files = {
      "policy.yml": "extends: [./a.yml, ./b.yml]",
      "a.yml": "extends: ./base.yml",
      "b.yml": "extends: ./base.yml",
      "base.yml": "critical-paths: [{ function: x }]",
    };
    expect(loadGood(files).view.criticalPathsFor(lambda("x"), deployment("default"))).toHaveLength(1);
  });
});

describe("extends that can't be followed", () => {
  it.each([
    [
      "a misspelt preset",
      { "policy.yml": "extends: recomended" },
      'policy.yml:1:10 error: There is no preset "recomended". (Did you mean recommended? Presets are recommended, strict, deployable; a file is a path such as ./recomended.yml.)',
    ],
    [
      "a file that doesn't exist",
      { "policy.yml": "extends: [strict, ../none.yml]" },
      "policy.yml:1:19 error: There is no file ../none.yml, or it can't be read. (A path is relative to the file that says it.)",
    ],
    [
      "an address",
      { "policy.yml": "extends: https://example.com/policy.yml" },
      "policy.yml:1:10 error: extends names files, not addresses. (Check the other repository out next to this one and name its file.)",
    ],
    [
      "a file that extends itself",
      { "policy.yml": "extends: ./policy.yml" },
      "policy.yml:1:10 error: The policy extends itself: policy.yml → policy.yml. (Take one of them out of extends.)",
    ],
    [
      "a circle",
      {
        "policy.yml": "extends: a/one.yml",
        "a/one.yml": "extends: ./two.yml",
        "a/two.yml": "\nextends: [one.yml]",
      },
      "a/two.yml:2:11 error: The policy extends itself: a/one.yml → a/two.yml → a/one.yml. (Take one of them out of extends.)",
    ],
    [
      "something else",
      { "policy.yml": "extends: { file: a.yml }" },
      "policy.yml:1:10 error: extends must be the name of a preset, the path of a file, or a list of them. (Presets are recommended, strict, deployable.)",
    ],
  ])("%s", (_, files, expected) => {
    expect(said(files as Record<string, string>)).toEqual([expected]);
  });

  it("says mistakes in the file that makes them, the policy file's own first", () => {
    const files = {
      "policy.yml": "extends: [./a.yml]\nrules: { alias-routing-vald: off }\n",
      "a.yml": "waivers: [{ rule: alias-routing-valid }]\nundetermined: maybe\n",
    };
    expect(said(files)).toEqual([
      'policy.yml:2:10 error: There is no rule "alias-routing-vald". (Did you mean alias-routing-valid?)',
      'a.yml:1:11 error: An entry of waivers lacks the key "function".',
      'a.yml:2:15 error: undetermined must be error, warning, note or off, not "maybe".',
    ]);
  });

  it("stops at a hundred files", () => {
    const files = Object.fromEntries(
      Array.from({ length: 150 }, (_, i) => [`p${i}.yml`, `extends: ./p${i + 1}.yml`]),
    );
    expect(said({ "policy.yml": "extends: ./p0.yml", ...files })).toEqual([
      "p98.yml:1:10 error: A policy extends at most 100 files; the rest is not read. (Join some of them.)",
    ]);
  });
});

describe("the plugins of a policy", () => {
  it("can be asked before it is loaded", () => {
    const texts: Record<string, string> = {
      "policy.yml": "extends: ./org.yml\nplugins: [./mine.mjs]\nrules: { my-rule: error }\n",
      "org.yml": "plugins: [./theirs.mjs]\n",
    };
    const readFile = (path: string) =>
      texts[path] === undefined ? undefined : new SourceFile(path, texts[path]);
    expect(pluginsOf("policy.yml", readFile).map((each) => each.value)).toEqual([
      "./theirs.mjs",
      "./mine.mjs",
    ]);
    expect(pluginsOf("none.yml", readFile)).toEqual([]);
  });
});
