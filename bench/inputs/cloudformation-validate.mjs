// Runs AWS's cloudformation-validate over a tree of templates: node cloudformation-validate.mjs PACKAGE FOLDER
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [, , from, folder] = process.argv;
const { CelEngine, TemplateFile } = createRequire(`${from}/`)("@aws/cloudformation-validate");
const engine = new CelEngine();
let found = 0;
for (const name of readdirSync(folder, { recursive: true }).filter((each) => each.endsWith(".yaml")))
  found += engine.validateStandard(new TemplateFile(join(folder, name))).diagnostics.length;
engine.free();
console.log(JSON.stringify({ found }));
