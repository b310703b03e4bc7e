// Other tools that look at Lambda's reserved concurrency or at the same files, each installed into bench/.cache by name.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const CACHE = fileURLToPath(new URL("../.cache/peers/", import.meta.url));
const input = (name) => fileURLToPath(new URL(`../inputs/${name}`, import.meta.url));
const INSTALL_MS = 20 * 60 * 1000;

/** What a tool is, how it is installed, and how it is run on a tree of `terraform` or `sam`. `found` counts functions without a reservation, where it can tell. */
export const PEERS = [
  {
    name: "Checkov, CKV_AWS_115 alone",
    install: () => python("checkov", "3.3.30"),
    run: (at, tree, kind) => checkov(at, tree, kind, ["--check", "CKV_AWS_115"]),
    found: failedChecks,
  },
  {
    name: "Checkov, its default",
    install: () => python("checkov", "3.3.30"),
    run: (at, tree, kind) => checkov(at, tree, kind, []),
    found: failedChecks,
  },
  {
    name: "cfn-lint",
    install: () => python("cfn-lint", "1.58.0"),
    run: (at, tree, kind) =>
      kind === "sam"
        ? {
            command: "python3",
            args: [join(at, "bin/cfn-lint"), `${tree}/**/*.yaml`, "--format", "json"],
            env: { PYTHONPATH: at },
          }
        : undefined,
    found: noSuchRule,
  },
  {
    name: "cfn-guard, one rule",
    install: () => cargo("cfn-guard", "3.2.1"),
    run: (at, tree, kind) =>
      kind === "sam"
        ? {
            command: join(at, "bin/cfn-guard"),
            args: [
              "validate",
              "-r",
              input("reserved.guard"),
              "-d",
              tree,
              "-o",
              "json",
              "-S",
              "none",
              "--structured",
            ],
          }
        : undefined,
    found: (stdout) =>
      JSON.parse(stdout).reduce((sum, { not_compliant: failed }) => sum + countMissing(failed), 0),
  },
  {
    name: "cloudformation-validate",
    install: () => npm("@aws/cloudformation-validate", "1.9.0-beta"),
    run: (at, tree, kind) =>
      kind === "sam"
        ? { command: process.execPath, args: [input("cloudformation-validate.mjs"), at, tree] }
        : undefined,
    found: noSuchRule,
  },
  {
    // The rules of AWS are a plugin of their own, and none of them is on concurrency.
    name: "tflint, its bundled rules",
    install: () => go("tflint", "github.com/terraform-linters/tflint", "v0.64.0"),
    run: (at, tree, kind) =>
      kind === "terraform"
        ? { command: join(at, "tflint"), args: ["--recursive", "--chdir", tree, "--format", "json"] }
        : undefined,
    found: noSuchRule,
  },
  {
    name: "Trivy config",
    // Trivy reads JSON with the package that Go 1.26 has only as an experiment.
    install: () =>
      go("trivy", "github.com/aquasecurity/trivy/cmd/trivy", "v0.74.0", { GOEXPERIMENT: "jsonv2" }),
    run: (at, tree) => ({
      command: join(at, "trivy"),
      args: ["config", "--skip-check-update", "--format", "json", "--quiet", tree],
      env: {
        TRIVY_CACHE_DIR: join(at, "cache"),
        TRIVY_DISABLE_TELEMETRY: "true",
        TRIVY_SKIP_VERSION_CHECK: "true",
      },
    }),
    found: noSuchRule,
  },
];

function checkov(at, tree, kind, more) {
  const framework = kind === "sam" ? "cloudformation" : "terraform";
  return {
    command: "python3",
    args: [
      join(at, "bin/checkov"),
      "-d",
      tree,
      "--framework",
      framework,
      "--compact",
      "--quiet",
      "-o",
      "json",
      ...more,
    ],
    env: { PYTHONPATH: at },
  };
}

function failedChecks(stdout) {
  const reports = [JSON.parse(stdout)].flat();
  return reports
    .flatMap(({ results }) => results?.failed_checks ?? [])
    .filter(({ check_id: id }) => id === "CKV_AWS_115").length;
}

function countMissing(failed) {
  return JSON.stringify(failed).split('"UnResolved"').length - 1;
}

/** A tool that answered nothing has not looked: what it took is no figure. */
function noSuchRule(stdout) {
  JSON.parse(stdout);
  return "no such rule";
}

/** Each puts a tool into a folder of its own, once; they throw with the reason where it can't be had. */
function python(name, version) {
  return installed(name, version, (at) => [
    "python3",
    ["-m", "pip", "install", "--quiet", "--target", at, `${name}==${version}`],
  ]);
}
function cargo(name, version) {
  return installed(name, version, (at) => [
    "cargo",
    ["install", "--quiet", "--version", version, name, "--root", at],
  ]);
}
function npm(name, version) {
  return installed(name.replaceAll("/", "-"), version, (at) => [
    "npm",
    ["install", "--silent", "--prefix", at, `${name}@${version}`],
  ]);
}
function go(name, from, version, env) {
  return installed(name, version, (at) => ["go", ["install", `${from}@${version}`], { GOBIN: at, ...env }]);
}

function installed(name, version, how) {
  const at = join(CACHE, `${name}-${version}`);
  if (existsSync(join(at, ".complete"))) return { at, version };
  mkdirSync(at, { recursive: true });
  const [command, args, env] = how(at);
  const { status, stderr, error } = spawnSync(command, args, {
    encoding: "utf8",
    timeout: INSTALL_MS,
    env: { ...process.env, ...env },
  });
  if (status !== 0)
    throw new Error(error?.message ?? (stderr.trim().split("\n").at(-1) || `${command} failed`));
  writeFileSync(join(at, ".complete"), "");
  return { at, version };
}
