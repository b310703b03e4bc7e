// Other tools that look at Lambda's reserved concurrency or at the same files, each installed into bench/.cache by name.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const CACHE = fileURLToPath(new URL("../.cache/peers/", import.meta.url));
const input = (name) => fileURLToPath(new URL(`../inputs/${name}`, import.meta.url));
const INSTALL_MS = 20 * 60 * 1000;

/** What a tool is, how it is installed, and how it is run on a tree of `terraform` or `sam`. `found` counts functions without a reservation, where it can tell. */
export const PEERS = [
  {
    name: "Checkov, CKV_AWS_115 alone",
    install: () => python("checkov"),
    run: (at, tree, kind) => checkov(at, tree, kind, ["--check", "CKV_AWS_115"]),
    found: failedChecks,
  },
  {
    name: "Checkov, its default",
    install: () => python("checkov"),
    run: (at, tree, kind) => checkov(at, tree, kind, []),
    found: failedChecks,
  },
  {
    name: "cfn-lint",
    install: () => python("cfn-lint"),
    run: (at, tree, kind) =>
      kind === "sam"
        ? {
            command: "python3",
            args: [join(at, "bin/cfn-lint"), `${tree}/**/*.yaml`, "--format", "json"],
            env: { PYTHONPATH: at },
          }
        : undefined,
    found: () => "no such rule",
  },
  {
    name: "cfn-guard, one rule",
    install: () => cargo("cfn-guard"),
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
    install: () => npm("@aws/cloudformation-validate"),
    run: (at, tree, kind) =>
      kind === "sam"
        ? { command: process.execPath, args: [input("cloudformation-validate.mjs"), at, tree] }
        : undefined,
    found: () => "no such rule",
  },
  {
    name: "tflint, rules of AWS",
    install: () =>
      go("tflint", [
        "github.com/terraform-linters/tflint",
        "github.com/terraform-linters/tflint-ruleset-aws",
      ]),
    run: (at, tree, kind) =>
      kind === "terraform"
        ? {
            command: join(at, "tflint"),
            args: ["--recursive", "--chdir", tree, "--format", "json", "--enable-plugin", "aws"],
            env: { TFLINT_PLUGIN_DIR: at },
          }
        : undefined,
    found: () => "no such rule",
  },
  {
    name: "Trivy config",
    install: () => go("trivy", ["github.com/aquasecurity/trivy/cmd/trivy"]),
    run: (at, tree) => ({
      command: join(at, "trivy"),
      args: ["config", "--offline-scan", "--skip-check-update", "--format", "json", "--quiet", tree],
    }),
    found: () => "no such rule",
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

/** Each puts a tool into a folder of its own, once; they throw with the reason where it can't be had. */
function python(name) {
  return installed(name, (at) => ["python3", ["-m", "pip", "install", "--quiet", "--target", at, name]]);
}
function cargo(name) {
  return installed(name, (at) => ["cargo", ["install", "--quiet", name, "--root", at]]);
}
function npm(name) {
  return installed(name.replaceAll("/", "-"), (at) => ["npm", ["install", "--silent", "--prefix", at, name]]);
}
function go(name, modules) {
  const packages = modules.map((each) => `${each}@latest`);
  return installed(name, (at) => [
    "sh",
    ["-c", packages.map((each) => `GOBIN='${at}' go install ${each}`).join(" && ")],
  ]);
}

function installed(name, how) {
  const at = join(CACHE, name);
  if (existsSync(join(at, ".complete"))) return at;
  mkdirSync(at, { recursive: true });
  const [command, args] = how(at);
  const { status, stderr, error } = spawnSync(command, args, { encoding: "utf8", timeout: INSTALL_MS });
  if (status !== 0)
    throw new Error(error?.message ?? (stderr.trim().split("\n").at(-1) || `${command} failed`));
  spawnSync("touch", [join(at, ".complete")]);
  return at;
}
