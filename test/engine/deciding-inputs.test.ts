import { expect, test } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";

async function unreadIn(files: Record<string, string>) {
  const outcome = await runPolicy({ checkout: new MemoryCheckout(files), paths: ["."], today: "2026-01-01" });
  if (!("report" in outcome)) throw new Error(JSON.stringify(outcome.policyProblems));
  return outcome.report.coverage.unread.map(({ what }) => what);
}

const terraform = (reserved: string) =>
  `variable "r" {\n  default = 5\n}\nvariable "z" {\n  default = "a"\n}\nresource "aws_lambda_function" "a" {\n  function_name = var.z\n  reserved_concurrent_executions = ${reserved}\n}\n`;
const template = `Parameters:
  R: { Type: Number, Default: 5 }
  Z: { Type: String, Default: a }
Resources:
  A:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: !Ref Z
      ReservedConcurrentExecutions: !Ref R
`;

test.each<[string, Record<string, string>, string[]]>([
  [
    "a variable that is the number",
    { "main.tf": terraform("var.r"), "a.sh": "terraform apply -var r=-1 -var z=b\n" },
    ["r=-1 in a.sh"],
  ],
  [
    "a variable that a condition of it asks",
    { "main.tf": terraform("var.r == 5 ? 5 : null"), "a.sh": "tofu apply -var=r=0\n" },
    ["r=0 in a.sh"],
  ],
  [
    "a variable that goes into a module",
    {
      "main.tf": 'variable "r" {\n  default = 5\n}\nmodule "m" {\n  source = "./m"\n  r2 = var.r\n}\n',
      "m/main.tf": terraform("var.r2").replace('"r"', '"r2"'),
      "a.sh": "terraform apply -var r=-1\n",
    },
    ["r=-1 in a.sh"],
  ],
  [
    "a parameter",
    { "template.yaml": template, Makefile: "all:\n\tsam deploy --parameter-overrides R=0 Z=b\n" },
    ["R=0 in Makefile"],
  ],
  ["nothing of another format", { "template.yaml": template, "a.sh": "terraform apply -var R=0\n" }, []],
  [
    "nothing that decides other things",
    { "main.tf": terraform("5"), "a.sh": "terraform apply -var r=1 -var z=b\n" },
    [],
  ],
])("commands give %s", async (_, files, expected) => {
  expect(await unreadIn(files)).toEqual(expected);
});
