// Records what Terraform itself makes of the tests' inputs. The recorded results are committed, so that no test needs a binary.
// `npm run referee` writes them; `npm run referee -- --check` writes nothing and fails where Terraform's results are others.
// Words after the options name the referees to run: `npm run referee -- expressions`.
//
// Every scripts/referee/<name>.mjs is a referee: it default-exports `async ({ terraform, root, check }) => ({ compared, differences })`,
// where `terraform(folder, args)` runs the binary, `compared` counts results, and `differences` are sentences.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const check = process.argv.includes("--check");
const wanted = process.argv.slice(2).filter((word) => !word.startsWith("-"));

const binary = ["terraform", "tofu"].find((name) => spawnSync(name, ["version"]).status === 0);
if (binary) await runAll();
else console.log("Skipped: neither terraform nor tofu is on the path.");

async function runAll() {
  console.log(spawnSync(binary, ["version"], { encoding: "utf8" }).stdout.split("\n")[0]);
  for (const file of readdirSync(join(root, "scripts/referee")).sort()) {
    const name = file.replace(/\.mjs$/, "");
    if (name === file || (wanted.length > 0 && !wanted.includes(name))) continue;
    const { default: referee } = await import(pathToFileURL(join(root, "scripts/referee", file)).href);
    const { compared, differences } = await referee({ terraform, root, check });
    console.log(`${name}: ${compared} results, ${differences.length} ${check ? "differ" : "changed"}`);
    for (const difference of differences) console.log(`  ${difference}`);
    if (check && differences.length > 0) process.exitCode = 1;
  }
}

/** Runs the binary in a folder, with nothing of this machine's configuration; returns its status and its output. */
function terraform(folder, args, environment = {}) {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith("TF_"));
  const { status, stdout, stderr } = spawnSync(binary, args, {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: {
      ...Object.fromEntries(own),
      CHECKPOINT_DISABLE: "1",
      TF_IN_AUTOMATION: "1",
      NO_COLOR: "1",
      ...environment,
    },
  });
  return { status, stdout, stderr };
}
