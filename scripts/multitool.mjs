// node scripts/multitool.mjs [file.sarif…] : Microsoft's SARIF validator with GitHub's rules over SARIF files, or over what
// `policy run` makes of the examples and of every rule's fixtures. The validator is installed on demand (100 MB, from npm).
// Its exit code is 0 whatever it finds, so its own report is read.
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installed } from "./lib/on-demand.mjs";

const VERSION = "5.7.0";
const root = fileURLToPath(new URL("..", import.meta.url));
const platform = { win32: "win32", darwin: "darwin", linux: "linux" }[process.platform];
const name = `@microsoft/sarif-multitool-${platform}`;
const folder = installed(name, VERSION);
const tool = join(folder, process.platform === "win32" ? "Sarif.Multitool.exe" : "Sarif.Multitool");
chmodSync(tool, 0o755);

const temporary = mkdtempSync(join(tmpdir(), "multitool-"));
const given = process.argv.slice(2);
const files = given.length > 0 ? given : madeHere();
const remarks = remarksOf(files);
for (const { level, ruleId, text, where } of remarks) console.log(`${where}: ${level} ${ruleId}: ${text}`);
const failed = remarks.filter(({ level }) => level === "error" || level === "warning").length;
rmSync(temporary, { recursive: true });
console.log(`${files.length} files, ${failed} of errors and warnings`);
process.exitCode = failed === 0 ? 0 : 1;

/** What the validator says of some files, which it reads in one go: it takes seconds to start. */
function remarksOf(targets) {
  const output = join(temporary, "remarks.json");
  const args = ["validate", ...targets, "--rule-kind", "Sarif;Ghas", "-o", output, "--log", "ForceOverwrite"];
  // Without this it needs ICU, which small images don't have.
  const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" };
  const { status, stdout, stderr, error } = spawnSync(tool, args, { env, encoding: "utf8" });
  if (error || status !== 0) throw new Error(`${tool} failed: ${error?.message ?? `${stdout}${stderr}`}`);
  const scanned = Number(/(\d+) files? scanned/.exec(stdout)?.[1]);
  if (scanned !== targets.length)
    throw new Error(`${scanned} of ${targets.length} files were read: ${stdout}`);
  const log = JSON.parse(readFileSync(output, "utf8").replace(/^\uFEFF/, ""));
  return log.runs.flatMap(({ tool: { driver }, results = [] }) =>
    results.map(({ level = "warning", ruleId, message, locations }) => {
      const strings = driver.rules?.find(({ id }) => id === ruleId)?.messageStrings ?? {};
      const format = message.text ?? strings[message.id]?.text ?? message.id;
      const text = format.replace(/\{(\d+)\}/g, (_, index) => message.arguments?.[index] ?? "");
      const where = locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? "?";
      return { level, ruleId, text, where };
    }),
  );
}

function madeHere() {
  const fixtures = readdirSync(join(root, "test/rules"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `test/rules/${entry.name}`);
  return ["examples/storefront", "examples/storefront-fixed", ...fixtures].map((path) => {
    const file = join(temporary, `${path.replaceAll("/", "-")}.sarif`);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(root, "dist/cli.js"), "run", path, "--format", "sarif", "--fail-on", "never"],
      { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 },
    );
    if (!stdout) throw new Error(`policy run ${path} exited ${status}: ${stderr}`);
    writeFileSync(file, stdout);
    return file;
  });
}
