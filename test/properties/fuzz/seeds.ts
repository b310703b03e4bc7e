import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FIXTURE_FILES } from "../../support/fixtures.ts";
import type { Files } from "./targets.ts";

/** Lines of cases that are put into one input. */
const EXPRESSIONS = 12;

/** The fixtures of the rules, each as a checkout of one file. */
export function fixtureSeeds(tests: string, isWanted: (path: string) => boolean): Files[] {
  const folder = join(tests, "rules");
  return filesBelow(folder).flatMap((name) => {
    const suffix = Object.keys(FIXTURE_FILES).find((each) => name.endsWith(each)) ?? "";
    const file = FIXTURE_FILES[suffix];
    return file !== undefined && isWanted(file) ? [{ [file]: readFileSync(join(folder, name), "utf8") }] : [];
  });
}

/** Each folder of a folder, as the checkout that it is. */
export function folderSeeds(folder: string): Files[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? entry.name : []))
    .sort();
  return names.map((name) => {
    const files = filesBelow(join(folder, name)).filter((path) => !/^(?:expected|inputs)\.json$/.test(path));
    return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, name, path), "utf8")]));
  });
}

/** What the fuzzer alone begins with. */
export function ownSeeds(tests: string, target: string): Files[] {
  return folderSeeds(join(tests, "properties/fuzz/seeds", target));
}

/** The policies of the examples, each beside one small template. */
export function policySeeds(tests: string): Files[] {
  const template =
    "Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties: { FunctionName: pay }\n";
  const folders = [join(tests, "rules"), join(tests, "../examples")];
  return folders.flatMap((folder) =>
    filesBelow(folder)
      .filter((name) => /(?:^|[/.])policy\.ya?ml$/.test(name))
      .map((name) => ({
        "policy.yml": readFileSync(join(folder, name), "utf8"),
        "template.yaml": template,
      })),
  );
}

/** The expressions that are held against Terraform, each as the name of a function, where it has to be computed. */
export function expressionSeeds(tests: string): Files[] {
  const folder = join(tests, "parsers/terraform/expressions");
  const variables = readFileSync(join(folder, "variables.tf"), "utf8");
  return filesBelow(join(folder, "cases")).flatMap((name) => {
    const lines = readFileSync(join(folder, "cases", name), "utf8").split("\n");
    const expressions = lines.filter((line) => line.trim() !== "" && !line.startsWith("#"));
    const inputs: Files[] = [];
    for (let at = 0; at < expressions.length; at += EXPRESSIONS) {
      const functions = expressions
        .slice(at, at + EXPRESSIONS)
        .map(
          (each, i) => `resource "aws_lambda_function" "f${i}" {\n  function_name = jsonencode(${each})\n}\n`,
        );
      inputs.push({ "main.tf": functions.join(""), "variables.tf": variables });
    }
    return inputs;
  });
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
}
