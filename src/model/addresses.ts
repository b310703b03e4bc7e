/** The key of an instance in its address: `["eu"]`, `[0]`, and `[*]` for any. */
const KEY = /\[(?:"(?:[^"\\]|\\.)*"|\d+|\*)\]/g;

/** An address of an instance as that of its block: `module.api["eu"].aws_lambda_alias.live[0]` → `module.api.aws_lambda_alias.live`. */
export function withoutKeys(address: string): string {
  return address.replaceAll(KEY, "");
}

/** An address of an instance as that of any: `aws_lambda_alias.live[0]` → `aws_lambda_alias.live[*]`. */
export function ofAnyInstance(address: string): string {
  return address.replaceAll(KEY, "[*]");
}
