// npm run new-function -- name : writes a function of Terraform and a case of it to fill in.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const name = process.argv[2] ?? "";
const functions = join(root, "src/parsers/terraform/functions");
const expressions = join(root, "test/parsers/terraform/expressions");
const fileName = name.replaceAll("_", "-");
const constant = `${name.replace(/_+([a-z0-9])/g, (_, letter) => letter.toUpperCase())}Function`;

if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name)) {
  console.error(
    'Usage: npm run new-function -- <name>, where the name is as it is called in Terraform: "startswith".',
  );
  process.exit(2);
}
if (isDefined() || existsSync(join(functions, `${fileName}.ts`))) {
  console.error(`There is a function ${name}() already, or a file of that name.`);
  process.exit(2);
}

writeFileSync(
  join(functions, `${fileName}.ts`),
  `import { str } from "../values/construct.ts";
import { STRING } from "../values/types.ts";
import { type FunctionDefinition, ofStrings } from "./definition.ts";

/** See https://developer.hashicorp.com/terraform/language/functions/${name} */
export const ${constant}: Readonly<Record<string, FunctionDefinition>> = {
  ${name}: ofStrings(1, STRING, (text) => str(text)),
};
`,
);
list();
const expression = `${name}("text")`;
const value =
  "Write here what Terraform gives, or let npm run referee record it where Terraform is installed.";
writeFileSync(join(expressions, "cases", `function-${fileName}.txt`), `${expression}\n`);
writeFileSync(
  join(expressions, "recorded", `function-${fileName}.json`),
  `[\n  ${JSON.stringify({ expression, type: "string", value })}\n]\n`,
);
console.log(
  `Wrote src/parsers/terraform/functions/${fileName}.ts, and a case of it in test/parsers/terraform/expressions/cases and recorded. Fill them in, then: npx vitest run test/parsers/terraform/expressions`,
);

function isDefined() {
  const key = new RegExp(`^ {2}${name}[:,]`, "m");
  return (
    ["try", "can"].includes(name) ||
    readdirSync(functions, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .some((file) => key.test(readFileSync(join(functions, file), "utf8")))
  );
}

/** Adds the file to the list of those that define functions, in order. */
function list() {
  const file = join(functions, "library.ts");
  const [, imports, between, entries, rest] = readFileSync(file, "utf8").match(
    /^((?:import .*\n)+)([\s\S]*?\n {2}\[\n)((?: {4}\w+,\n)+)([\s\S]*)$/,
  );
  const add = (lines, line, key) =>
    [...lines.trimEnd().split("\n"), line].sort((a, b) => (key(a) < key(b) ? -1 : 1)).join("\n");
  const path = (line) => line.slice(line.indexOf('"'));
  const importing = `import { ${constant} } from "./${fileName}.ts";`;
  writeFileSync(
    file,
    `${add(imports, importing, path)}\n${between}${add(entries, `    ${constant},`, String)}\n${rest}`,
  );
}
