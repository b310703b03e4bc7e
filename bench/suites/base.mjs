import { fileURLToPath } from "node:url";
import { changedEstate, changedFiles } from "../lib/changed-estate.mjs";
import { terraformFiles } from "../lib/estates.mjs";
import { hasTime, measure } from "../lib/measure.mjs";
import { median, table } from "../lib/processes.mjs";
import { usualTemplates } from "../lib/usual-templates.mjs";

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 9);

const longer = (text) => text.replace("Timeout: 20", "Timeout: 25");
const others = (text) => text.replace("f0001 = ", "f0001 = 1");

/** What is changed, and how. */
const CHANGES = {
  "600 templates, one changed": () =>
    changedEstate("base-templates-one", usualTemplates(600), (path, text) =>
      path === "service-7/template.yaml" ? longer(text) : text,
    ),
  "200 Terraform roots, one changed": () =>
    changedEstate("base-roots-one", terraformFiles(200, 4), (path, text) =>
      path === "services/service-0007/env/prod.tfvars" ? others(text) : text,
    ),
  "600 templates, 300 changed": () =>
    changedEstate("base-templates-many", usualTemplates(600), (path, text) =>
      /^service-\d*[02468]\//.test(path) ? longer(text) : text,
    ),
};

/**
 * What a pull request costs, in times of the same run without a base: the CPU of whole processes, git's among them. Aim: 1.2. A round is a
 * run of each, one after the other, and the median is that of the ratios of the rounds, so that a machine that others use says the same.
 */
export default function base() {
  if (!hasTime) return console.log("Without GNU time there is no CPU to measure.");
  table([
    ["change", "files", "without, ms", "with a base, ms", "times"],
    ...Object.entries(CHANGES).map(([name, make]) => {
      const cwd = make();
      const run = (...more) => {
        const args = [cli, "run", ".", "--format", "json", "--fail-on", "never", ...more];
        return measure({ command: process.execPath, args, cwd }).cpu;
      };
      run("--base", "HEAD~1");
      const rounds = Array.from({ length: ROUNDS }, () => [run(), run("--base", "HEAD~1")]);
      return [
        name,
        changedFiles(cwd),
        median(rounds.map(([without]) => without)).toFixed(0),
        median(rounds.map(([, held]) => held)).toFixed(0),
        median(rounds.map(([without, held]) => held / without)).toFixed(2),
      ];
    }),
  ]);
}
