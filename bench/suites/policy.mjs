import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inTurn, table } from "../lib/processes.mjs";

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

/** Policies of 5,000 lines, and 2,000 functions in 20 environments. The target of each is below two seconds. */
export default function policies() {
  const folder = mkdtempSync(join(tmpdir(), "bench-policy-"));
  try {
    const commands = [
      [
        "5,000 lines of critical paths and waivers, one function",
        { "policy.yml": longPolicy(), "main.tf": functions(1) },
      ],
      [
        "5,000 lines of environments, one function",
        { "policy.yml": manyEnvironments(), "main.tf": functions(1) },
      ],
      [
        "2,000 functions × 20 environments, one root",
        { "policy.yml": environments(20), "main.tf": functions(2000) },
      ],
      [
        "2,000 functions in 200 roots × 20 environments",
        {
          "policy.yml": environments(20),
          ...Object.fromEntries(upTo(200, (n) => [`r${n}/main.tf`, functions(10)])),
        },
      ],
      ["2,000 functions, 5,000 lines of policy", { "policy.yml": longPolicy(), "main.tf": functions(2000) }],
    ].map(([name, files], index) => ({
      name,
      command: process.execPath,
      args: [cli, "run", write(join(folder, String(index)), files), "--fail-on", "never", "--quiet"],
    }));
    const medians = inTurn(commands, 5);
    table([["policy", "median ms"], ...[...medians].map(([name, ms]) => [name, ms.toFixed(0)])]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function upTo(count, make) {
  return Array.from({ length: count }, (_, index) => make(index));
}

function longPolicy() {
  const paths = upTo(500, (n) =>
    [
      `  - function: "service-${n}-*"`,
      `    max-provisioned: ${n + 1}`,
      "    owner: team",
      "    reason: it is used",
      "    expires: 2099-12-31",
    ].join("\n"),
  );
  const waivers = upTo(416, (n) =>
    [
      "  - rule: reserved-concurrency-required",
      `    function: "legacy-${n}-*"`,
      "    environment: prod",
      "    owner: team",
      "    reason: it goes away",
      "    expires: 2099-12-31",
    ].join("\n"),
  );
  return `environments:\n  prod:\n    production: true\ncritical-paths:\n${paths.join("\n")}\nwaivers:\n${waivers.join("\n")}\n`;
}

function manyEnvironments() {
  const each = upTo(500, (n) =>
    [
      `  e${n}:`,
      `    production: ${n % 2 === 0}`,
      `    account: "${String(n).padStart(12, "1")}"`,
      "    regions: [eu-west-1, us-east-1]",
      "    match:",
      `      paths: ["live/e${n}/**"]`,
      "    rules:",
      "      reserved-concurrency-in-range:",
      "        min: 1",
      `        max: ${n + 10}`,
    ].join("\n"),
  );
  return `environments:\n${each.join("\n")}\n`;
}

function environments(count) {
  const each = upTo(
    count,
    (n) =>
      `  e${n}: { production: ${n === 0}, account: "${String(n).padStart(12, "1")}", regions: [eu-west-1] }`,
  );
  return `environments:\n${each.join("\n")}\n`;
}

function functions(count) {
  return upTo(
    count,
    (n) =>
      `resource "aws_lambda_function" "f${n}" {\n  function_name                  = "service-${n}"\n  reserved_concurrent_executions = ${n % 3 === 0 ? 1 : -1}\n}\n`,
  ).join("\n");
}

function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
