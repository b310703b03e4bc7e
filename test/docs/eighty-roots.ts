/** The teams of an estate in which each has its accounts. */
export const TEAMS =
  "pay cart search stock users mail ship tax risk ads blog chat geo jobs logs media news poll rate sync".split(
    " ",
  );
const SERVICES = ["api", "worker", "events", "batch"];

/** Twenty teams with four root modules each, whose numbers depend on the workspace. */
export function eightyRoots(): Record<string, string> {
  return Object.fromEntries(
    TEAMS.flatMap((team) =>
      SERVICES.map((service) => [
        `teams/${team}/${service}/main.tf`,
        rootModule(`${team}-${service}`, service),
      ]),
    ),
  );
}

function rootModule(name: string, service: string): string {
  return `terraform {
  backend "s3" {}
}
provider "aws" {}
resource "aws_lambda_function" "this" {
  function_name                  = "${name}"
  role                           = "arn:aws:iam::111122223333:role/lambda"
  reserved_concurrent_executions = terraform.workspace == "${service}-prod" ? 20 : 2
}
`;
}
