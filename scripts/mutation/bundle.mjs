// Makes JavaScript of the tests that hold what is mutated, for mocha. Stryker runs this in its copy of the
// repository, after it has put the mutants in.
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { rolldown } from "rolldown";
import { RESOLVE } from "../lib/resolve.mjs";

const root = process.cwd();
const testsIn = (folder) =>
  readdirSync(join(root, "test", folder))
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => `${folder}/${name}`);
/** Tests of parsers that need no file: quick enough for each mutant. */
const ofParsers = [
  ...["conditions", "intrinsics", "properties", "existence"].map(
    (name) => `parsers/cloudformation/${name}.test.ts`,
  ),
  ...testsIn("parsers/terraform/instances"),
  "parsers/terraform/values/derive.test.ts",
  "engine/exports.test.ts",
  // What each resource becomes, over all cases of a format.
  ...["terraform", "cloudformation", "serverless"].map((format) => `parsers/${format}/${format}.test.ts`),
];
const tests = ["rules/rules.test.ts", ...["model", "values", "resources"].flatMap(testsIn), ...ofParsers];
const build = await rolldown({
  input: Object.fromEntries(tests.map((name) => [name.replace(/\.ts$/, ""), join(root, "test", name)])),
  platform: "node",
  resolve: { alias: { ...RESOLVE.alias, vitest: join(root, "scripts/mutation/vitest.mjs") } },
  plugins: [
    {
      name: "folders-of-the-sources",
      transform: (code, id) => code.replaceAll("import.meta.dirname", () => JSON.stringify(dirname(id))),
    },
  ],
});
await build.write({ dir: join(root, ".cache/mutation"), format: "esm", entryFileNames: "[name].mjs" });
