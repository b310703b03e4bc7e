// npm run new-rule -- thing-has-quality : writes a rule and its fixtures to fill in.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const id = process.argv[2] ?? "";

if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id)) {
  console.error(
    'Usage: npm run new-rule -- <id>, where the id is kebab-case, the thing first and then the law: "alias-pins-version".',
  );
  process.exit(2);
}
const file = join(root, "src/rules", `${id}.ts`);
const fixtures = join(root, "test/rules", id);
if (existsSync(file) || existsSync(fixtures)) {
  console.error(`There is a rule ${id} already.`);
  process.exit(2);
}

writeFileSync(
  file,
  `import { defineRule } from "../rule.ts";

export default defineRule({
  id: "${id}",
  title: "The law in a sentence, without a full stop",
  severity: "warning",
  since: "next",
  rationale: "Why it matters: what AWS does, what it costs.",
  remedy: "What to do.",
  references: ["https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html"],
  deployable: false,
  options: {},
  *check({ model }) {
    for (const fn of model.functions) {
      yield { at: fn.at, subject: fn, message: "What is so, with the values." };
    }
  },
});
`,
);
mkdirSync(fixtures, { recursive: true });
for (const verdict of ["bad", "good"]) {
  writeFileSync(
    join(fixtures, `${verdict}.tf`),
    'resource "aws_lambda_function" "api" {\n  function_name = "api"\n}\n',
  );
  writeFileSync(
    join(fixtures, `${verdict}.cloudformation.yaml`),
    "Resources:\n  Api:\n    Type: AWS::Lambda::Function\n    Properties:\n      FunctionName: api\n",
  );
}
console.log(
  `Wrote src/rules/${id}.ts and test/rules/${id}/. Fill them in, then: npm run generate && npx vitest run test/rules`,
);
