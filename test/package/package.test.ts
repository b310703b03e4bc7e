import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/temporary-folder.ts";

const top = join(import.meta.dirname, "../..");
const manifest = JSON.parse(readFileSync(join(top, "package.json"), "utf8"));
const onWindows = process.platform === "win32";

/** A project that has nothing but the packed package. */
const project = temporaryFolder("package");
let packed: string[] = [];
let packedBytes = 0;

function npm(args: string[], cwd: string): string {
  return execFileSync("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd,
    encoding: "utf8",
    shell: onWindows,
    env: { ...process.env, npm_config_cache: join(project, ".cache"), npm_config_update_notifier: "false" },
  });
}

beforeAll(() => {
  const [{ filename, files, size }] = JSON.parse(
    npm(["pack", "--json", "--ignore-scripts", "--pack-destination", project], top),
  );
  packedBytes = size;
  packed = files.map(({ path }: { path: string }) => path);
  writeFileSync(join(project, "package.json"), '{ "name": "empty", "private": true, "type": "module" }');
  npm(["install", "--offline", "--ignore-scripts", `./${filename}`], project);
  mkdirSync(join(project, "infra"));
  writeFileSync(
    join(project, "infra/main.tf"),
    'resource "aws_lambda_function" "f" {\n  function_name = "f"\n}\n',
  );
}, 120_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

function policy(...args: string[]) {
  const command = join(project, "node_modules/.bin", onWindows ? "policy.cmd" : "policy");
  return spawnSync(command, args, { cwd: project, encoding: "utf8", shell: onWindows });
}

describe("the package", () => {
  it("holds what is needed to run, and nothing else", () => {
    expect(packed.sort()).toEqual([
      "LICENSE",
      "README.md",
      "dist/account.js",
      "dist/asker.js",
      "dist/aws.js",
      "dist/cdk.js",
      "dist/change.js",
      "dist/claims.js",
      "dist/cli.js",
      "dist/commands.js",
      "dist/editor.js",
      "dist/estate.js",
      "dist/fix.js",
      "dist/forges.js",
      "dist/hcl.js",
      "dist/ignore.js",
      "dist/index.d.ts",
      "dist/index.js",
      "dist/jsonc-parser.js",
      "dist/licenses.txt",
      "dist/model.js",
      "dist/package.json",
      "dist/picomatch.js",
      "dist/plugins.js",
      "dist/policy-file.js",
      "dist/pulumi.js",
      "dist/re2js.js",
      "dist/reporters.js",
      "dist/rolldown-runtime.js",
      "dist/serverless.js",
      "dist/shared.js",
      "dist/smol-toml.js",
      "dist/snapshot.js",
      "dist/templates.js",
      "dist/terraform-plan.js",
      "dist/terraform.js",
      "dist/terragrunt.js",
      "docs/policy.schema.json",
      "docs/report.schema.json",
      "package.json",
    ]);
    expect(manifest.dependencies).toBeUndefined();
    expect(readdirSync(join(project, "node_modules")).filter((name) => !name.startsWith("."))).toEqual([
      manifest.name,
    ]);
  });

  it("is small", () => {
    expect(packedBytes).toBeLessThan(1_500_000);
  });

  it("has every file that its manifest points at", () => {
    const installed = join(project, "node_modules", manifest.name);
    const { types, default: main } = manifest.exports["."];
    for (const file of [types, main, ...Object.values<string>(manifest.bin)])
      expect(existsSync(join(installed, file))).toBe(true);
  });

  it("is a command", () => {
    expect(policy("--version")).toMatchObject({ status: 0, stdout: `${manifest.version}\n`, stderr: "" });
    const { status, stdout } = policy("run", "infra", "--format", "json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout).findings[0]).toMatchObject({ ruleId: "reserved-concurrency-required" });
  });

  it("brings along what few runs need", () => {
    mkdirSync(join(project, "rare"));
    writeFileSync(
      join(project, "rare/main.tf"),
      'resource "aws_lambda_function" "f" {\n  function_name = "f"\n  reserved_concurrent_executions = tonumber(regex("[0-9]+", "ab12"))\n}\n',
    );
    const { status, stdout } = policy("model", "rare", "--format", "json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout).deployments[0].functions[0].reservedConcurrency).toMatchObject({ value: 12 });
  });

  it("is a module", () => {
    writeFileSync(
      join(project, "check.mjs"),
      `import { defineRule, run } from "${manifest.name}";
const own = defineRule({ id: "own-rule", title: "T", severity: "note", rationale: "R", remedy: "M", references: ["https://example.com"],
  *check({ model }) { for (const fn of model.functions) yield { at: fn.at, subject: fn, message: "It is so." }; } });
const report = await run({ paths: ["infra"], rules: [own] });
console.log(report.findings.map(({ ruleId }) => ruleId).join(" "));
`,
    );
    const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env;
    const { status, stdout, stderr } = spawnSync(process.execPath, ["check.mjs"], {
      env,
      cwd: project,
      encoding: "utf8",
    });
    expect([status, stdout, stderr]).toEqual([0, "reserved-concurrency-required own-rule\n", ""]);
  });

  it("can be required", () => {
    const program = `console.log(require("${manifest.name}").version)`;
    const { stdout } = spawnSync(process.execPath, ["-e", program], { cwd: project, encoding: "utf8" });
    expect(stdout).toBe(`${manifest.version}\n`);
  });

  it("lets a plug-in import it", () => {
    writeFileSync(
      join(project, "mine.mjs"),
      `import { defineRule } from "${manifest.name}";
export default defineRule({ id: "own-rule", title: "T", severity: "error", rationale: "R", remedy: "M", references: ["https://example.com"],
  *check({ model }) { for (const fn of model.functions) yield { at: fn.at, subject: fn, message: "It is so." }; } });
`,
    );
    writeFileSync(join(project, "own.yml"), "plugins: [./mine.mjs]\n");
    const { status, stdout } = policy(
      "run",
      "infra",
      "--policy",
      "own.yml",
      "--allow-plugins",
      "--format",
      "json",
    );
    expect(status).toBe(1);
    expect(JSON.parse(stdout).findings.map(({ ruleId }: { ruleId: string }) => ruleId)).toContain("own-rule");
    expect(policy("run", "infra", "--policy", "own.yml").status).toBe(2);
  });

  it("has types that stand alone", () => {
    writeFileSync(
      join(project, "check.ts"),
      `import { defineRule, type Finding, run } from "${manifest.name}";
export async function worst(folder: string): Promise<Finding | undefined> {
  const { findings } = await run({ folder });
  return findings.find(({ severity }) => severity === "error");
}
export default defineRule({
  id: "own-rule", title: "T", severity: "note", rationale: "R", remedy: "M", references: ["https://example.com"],
  options: { max: { type: "integer", default: 5, description: "The most." }, mode: { type: "string", enum: ["a", "b"], description: "How." } },
  *check({ model, options: { max, mode } }) {
    const most: number = max;
    const how: "a" | "b" | undefined = mode;
    for (const fn of model.functions) yield { at: fn.at, subject: fn, message: \`\${most} \${how}\` };
  },
});
// @ts-expect-error: a rule has a remedy
defineRule({ id: "x-y", title: "T", severity: "note", rationale: "R", references: ["https://example.com"], *check() {} });
`,
    );
    const tsc = join(top, "node_modules/typescript/bin/tsc");
    for (const resolution of [
      ["--module", "nodenext"],
      ["--module", "esnext", "--moduleResolution", "bundler"],
    ]) {
      const { status, stdout } = spawnSync(
        process.execPath,
        [
          tsc,
          "--noEmit",
          "--strict",
          "--skipLibCheck",
          "false",
          "--target",
          "es2022",
          ...resolution,
          "check.ts",
        ],
        { cwd: project, encoding: "utf8" },
      );
      expect([status, stdout]).toEqual([0, ""]);
    }
  }, 60_000);
});
