/** The type in the address of a resource: `module.a["x.y"].aws_lambda_function.f[0]` → `aws_lambda_function`. */
export function typeInAddress(address: string): string | undefined {
  return withoutModules(address).split(".")[0];
}

/** `module.a["x.y"].aws_lambda_function.f` → `aws_lambda_function.f` */
function withoutModules(address: string): string {
  return address.replace(/^(?:module\.[^.[]+(?:\[(?:"(?:[^"\\]|\\.)*"|\d+|\*)\])?\.)+/, "");
}
