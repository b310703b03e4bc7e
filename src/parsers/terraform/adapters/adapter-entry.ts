import { moduleIdentity } from "../modules/module-source.ts";

/** Attributes of a function, and what modules call the variables of each. */
const ATTRIBUTES: readonly (readonly [attribute: string, names: RegExp])[] = [
  ["function_name", /^(?:lambda_)?(?:function_)?name$/],
  ["reserved_concurrent_executions", /reserved.*concurren|^concurrency$/],
  ["memory_size", /^(?:lambda_)?(?:function_)?memory(?:_size|_mb|_in_mb)?$/],
  ["timeout", /^(?:lambda_)?(?:function_)?timeout(?:_seconds|_in_seconds)?$/],
  ["publish", /^publish(?:_version)?$/],
  ["architectures", /^architectures$/],
  ["tags", /^tags$/],
];
const PROVISIONED = /provisioned.*concurren/;

/**
 * An entry of `module-adapters` for a module that isn't here, as far as the arguments of a call tell: one function, with what it is
 * given. People who know the module complete it.
 */
export function adapterEntry(source: string, names: readonly string[]): string {
  const given = names.filter((name) => !META.has(name));
  const lines = given.map((name) => `variable "${name}" { default = null }`);
  const assigned = ATTRIBUTES.flatMap(([attribute, names]) => {
    const name = given.find((each) => names.test(each));
    return name === undefined ? [] : [`  ${attribute} = var.${name}`];
  });
  const provisioned = given.find((name) => PROVISIONED.test(name));
  const terraform = [
    ...lines,
    'resource "aws_lambda_function" "this" {',
    ...assigned,
    ...(provisioned === undefined ? [] : ["  publish = true"]),
    "}",
    ...(provisioned === undefined ? [] : provisionedLines(provisioned)),
  ];
  return [
    "module-adapters:",
    `  - sources: [${JSON.stringify(moduleIdentity(source))}]`,
    "    terraform: |",
    ...terraform.map((line) => `      ${line}`),
    "",
  ].join("\n");
}

/** Arguments of a call that its module doesn't get. */
const META: ReadonlySet<string> = new Set([
  "source",
  "version",
  "count",
  "for_each",
  "providers",
  "depends_on",
]);

function provisionedLines(variable: string): string[] {
  return [
    'resource "aws_lambda_provisioned_concurrency_config" "this" {',
    `  count = var.${variable} == null ? 0 : 1`,
    "  function_name = aws_lambda_function.this.function_name",
    "  qualifier = aws_lambda_function.this.version",
    `  provisioned_concurrent_executions = var.${variable}`,
    "}",
  ];
}
