import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import type { Finding, Report } from "../../src/finding.ts";
import { rules } from "../../src/rules/index.ts";

/** What a fixture is called in its checkout, by how its name ends. */
const FORMATS: Readonly<Record<string, string>> = {
  ".tf": "main.tf",
  ".plan.json": "plan.json",
  ".cloudformation.yaml": "template.yaml",
  ".sam.yaml": "template.yaml",
  ".serverless.yml": "serverless.yml",
};

/** What breaks a law can't be said in every format. */
const CANNOT_BREAK: Readonly<Record<string, string>> = {
  "alias-routing-valid.sam.yaml": "SAM's alias has no weights of its own",
  "alias-routing-valid.serverless.yml": "the framework's alias has no weights",
  "provisioned-alias-pins-version.sam.yaml": "SAM always points its alias at the version that it publishes",
  "provisioned-alias-pins-version.serverless.yml": "the framework always points its alias at a version",
  "provisioned-alias-unweighted.sam.yaml": "SAM's alias has no weights of its own",
  "provisioned-alias-unweighted.serverless.yml": "the framework's alias has no weights",
  "provisioned-concurrency-on-alias.cloudformation.yaml": "only aliases and versions have the property",
  "provisioned-concurrency-on-alias.serverless.yml": "the framework always makes an alias",
  "provisioned-concurrency-once-per-version.sam.yaml": "SAM makes one alias",
  "provisioned-concurrency-once-per-version.serverless.yml": "the framework makes one alias",
  "provisioned-concurrency-positive.serverless.yml": "the framework leaves 0 out",
  "provisioned-concurrency-reachable.serverless.yml": "the framework's events call the alias",
  "provisioned-concurrency-released.sam.yaml": "SAM provisions on the alias, not on the retained version",
  "provisioned-concurrency-released.serverless.yml": "the framework provisions on the alias",
  "provisioned-concurrency-supported.serverless.yml": "the framework rejects it itself",
  "qualifier-declared.serverless.yml": "the framework makes the alias that it names",
  "scaled-concurrency-left-to-scaling.cloudformation.yaml": "it is a law for Terraform",
  "scaled-concurrency-left-to-scaling.sam.yaml": "it is a law for Terraform",
  "scaled-concurrency-left-to-scaling.serverless.yml": "it is a law for Terraform",
  "scaling-max-within-reserved.serverless.yml": "scaling is a plug-in's, or CloudFormation in resources",
  "scaling-target-has-initial-capacity.serverless.yml":
    "scaling is a plug-in's, or CloudFormation in resources",
  "scaling-target-has-policy.serverless.yml": "scaling is a plug-in's, or CloudFormation in resources",
  "scaling-target-well-formed.serverless.yml": "scaling is a plug-in's, or CloudFormation in resources",
};

const here = import.meta.dirname;

for (const rule of rules) {
  describe(rule.id, () => {
    const folder = join(here, rule.id);
    const names = existsSync(folder) ? readdirSync(folder) : [];
    const fixtures = names.filter((name) => /^(?:bad|good|undetermined)\b/.test(name));

    it("has fixtures in every format that can say it", () => {
      for (const suffix of [".tf", ".cloudformation.yaml", ".sam.yaml", ".serverless.yml"]) {
        if (`${rule.id}${suffix}` in CANNOT_BREAK) continue;
        expect(names).toContain(`bad${suffix}`);
        expect(names).toContain(`good${suffix}`);
      }
    });

    it("yields what it should", async () => {
      const told = fixtures.map(
        (name) => `## ${name}\n${findingsIn(folder, name, rule.id).map(tell).join("")}`,
      );
      await expect(told.join("\n")).toMatchFileSnapshot(join(folder, "expected.txt"));
    });

    for (const name of fixtures) {
      const verdict = name.split(/[-.]/, 1)[0];
      it(`${name} ${verdict === "good" ? "keeps" : verdict === "bad" ? "breaks" : "may break"} it`, () => {
        const found = findingsIn(folder, name, rule.id).map((finding) => finding.verdict);
        if (verdict === "good") expect(found).toEqual([]);
        else expect(found).toContain(verdict === "bad" ? "violation" : "undetermined");
      });
    }

    it("says the same in every format", () => {
      const bad = fixtures.filter((name) => /^bad\.(?!plan)/.test(name));
      const told = bad.map((name) => findingsIn(folder, name, rule.id).map(withoutAddress).sort());
      for (const each of told) expect(each).toEqual(told[0]);
    });
  });
}

it("has no fixtures of rules that are not there", () => {
  const folders = readdirSync(here, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? entry.name : [],
  );
  expect(folders).toEqual(rules.map((rule) => rule.id));
});

function findingsIn(folder: string, name: string, ruleId: string): Finding[] {
  return reportOf(folder, name).findings.filter((finding) => finding.ruleId === ruleId);
}

function reportOf(folder: string, name: string): Report {
  const suffix = Object.keys(FORMATS).find((each) => name.endsWith(each)) ?? "";
  const policy = join(folder, "policy.yml");
  const checkout = new MemoryCheckout({
    [FORMATS[suffix] ?? name]: readFileSync(join(folder, name), "utf8"),
    ...(existsSync(policy) ? { "policy.yml": readFileSync(policy, "utf8") } : {}),
  });
  const outcome = runPolicy({ checkout, paths: ["."], today: "2026-01-01" });
  if (!("report" in outcome)) throw new Error(`The policy of ${folder} is wrong.`);
  expect(outcome.report.diagnostics.filter((each) => each.severity === "error")).toEqual([]);
  return outcome.report;
}

function tell({ at, severity, verdict, message, subject, related }: Finding): string {
  const place = (where: Finding["at"]) => `${where.file}:${where.start.line}:${where.start.column}`;
  const others = related.map((each) => `    ${place(each.at)} ${each.message}\n`).join("");
  return `${place(at)} ${severity} ${verdict} ${subject}\n  ${message}\n${others}`;
}

/** Formats differ in what they call things. */
function withoutAddress({ verdict, severity, message, subject }: Finding): string {
  const names = /\b(?:aws_lambda_function\.\w+|Pay|Mail|pay|mail)\b/g;
  return `${severity} ${verdict} ${message.replaceAll(subject, "…").replace(names, "…")}`;
}
