import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { defineRule, PolicyError, render, run, UsageError } from "../../src/index.ts";
import { folderWith, ONE_FUNCTION, ruleModule } from "../plugins/support.ts";

const OWN = defineRule({
  id: "owner-named",
  title: "Somebody owns it",
  severity: "note",
  rationale: "People ask.",
  remedy: "Name somebody.",
  references: ["https://wiki.example.com/owner"],
  options: {
    least: { type: "integer", default: 3, description: "The least." },
    mode: { type: "string", enum: ["soft", "hard"], description: "How." },
  },
  *check({ model, options }) {
    const least: number = options.least;
    const mode: "soft" | "hard" | undefined = options.mode;
    for (const fn of model.functions) yield { at: fn.at, subject: fn, message: `${least} ${mode}` };
  },
});

describe("run", () => {
  it("returns the report on a folder", async () => {
    const folder = folderWith({ "main.tf": ONE_FUNCTION });
    const report = await run({ folder, today: "2026-06-15" });
    expect(report.summary).toMatchObject({ roots: 1, functions: 1, errors: 1 });
    expect(report.today).toBe("2026-06-15");
    expect(JSON.parse(await render(report, "json")).findings).toHaveLength(1);
    await expect(render(report, "jason")).rejects.toThrow(/There is no format "jason"/);
  });

  it("takes paths, a policy and environments", async () => {
    const folder = folderWith({
      ".git/HEAD": "ref: refs/heads/main\n",
      "a/main.tf": ONE_FUNCTION,
      "b/main.tf": ONE_FUNCTION,
      "org/policy.yml": "environments: { prod: { production: true }, dev: {} }\n",
    });
    const report = await run({ folder, paths: ["a"], policy: "org/policy.yml", environments: ["prod"] });
    expect(report.findings.map(({ root, environments }) => [root, environments])).toEqual([["a", ["prod"]]]);
  });

  it("takes rules, which the policy may set", async () => {
    const folder = folderWith({
      "main.tf": ONE_FUNCTION,
      "policy.yml":
        "rules: { owner-named: { severity: error, mode: hard }, reserved-concurrency-required: off }\n",
    });
    const { findings } = await run({ folder, rules: [OWN] });
    expect(findings).toMatchObject([{ ruleId: "owner-named", severity: "error", message: "3 hard" }]);
  });

  it("runs plug-ins with permission alone, also where rules are given", async () => {
    const folder = folderWith({
      "main.tf": ONE_FUNCTION,
      "policy.yml": "plugins: [./mine.mjs]\n",
      "mine.mjs": ruleModule("", "theirs-named"),
    });
    await expect(run({ folder, rules: [OWN] })).rejects.toThrow(/is run only with permission/);
    const { findings } = await run({ folder, rules: [OWN], allowPlugins: true });
    expect(findings.map(({ ruleId }) => ruleId).sort()).toEqual([
      "owner-named",
      "reserved-concurrency-required",
      "theirs-named",
    ]);
  });

  it("says what is wrong with a policy, a path, a rule", async () => {
    const folder = folderWith({ "main.tf": ONE_FUNCTION, "policy.yml": "rules: { no-such: off }\n" });
    const refused = await run({ folder }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(PolicyError);
    expect((refused as PolicyError).message).toBe(
      'policy.yml:1:10: There is no rule "no-such". policy rules lists them all.',
    );
    expect((refused as PolicyError).problems).toHaveLength(1);
    await expect(run({ folder: join(folder, "none") })).rejects.toBeInstanceOf(UsageError);
    await expect(run({ folder, rules: [{ ...OWN, title: "" }] })).rejects.toThrow(
      "One of the rules can't be used: in owner-named, title is empty.",
    );
    await expect(run({ folder, rules: [OWN, OWN] })).rejects.toThrow(
      "There are two rules with the id owner-named.",
    );
  });
});
