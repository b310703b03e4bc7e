import type { Edit, Repair } from "../../finding.ts";
import { lineBreakOf } from "../../source/edit.ts";
import type { SourceFile } from "../../source/source-file.ts";
import type { Block, Expression } from "./syntax/ast.ts";
import { parseHcl } from "./syntax/parse.ts";

/** Writes a repair into the block of a resource. Code that `terraform init` fetched, and JSON, are left alone. */
export function editResource(repair: Repair, file: SourceFile): Edit[] | undefined {
  if (!/\.(?:tf|tofu)$/.test(file.path) || /(?:^|\/)\.terraform\//.test(file.path)) return undefined;
  const { offset } = repair.entity.at.start;
  const block = parseHcl(file).body.blocks.find((each) => each.start === offset);
  if (block?.type !== "resource") return undefined;
  const edit = editOf(repair, block);
  return edit && [edit];
}

function editOf(repair: Repair, block: Block): Edit | undefined {
  const type = block.labels[0]?.value;
  switch (repair.set) {
    case "reservedConcurrency":
      return setAttribute(block, "reserved_concurrent_executions", String(repair.to));
    case "publishesVersions":
      return type === "aws_lambda_function" ? setAttribute(block, "publish", "true") : undefined;
    case "version":
      return repair.to === null ? pinVersion(block) : undefined;
    case "policyType":
      return block.body.blocks.some((each) => each.type === "target_tracking_scaling_policy_configuration")
        ? setAttribute(block, "policy_type", `"${repair.to}"`)
        : undefined;
    case "survivesDestroy":
      return setAttribute(block, "skip_destroy", "false");
    case "initialOnly":
      return type === "aws_lambda_provisioned_concurrency_config"
        ? ignoreChanges(block, "provisioned_concurrent_executions")
        : undefined;
  }
}

/** Writes an attribute where it is missing, or in the place of a literal. What an expression makes is somebody's decision. */
function setAttribute(block: Block, name: string, value: string): Edit | undefined {
  const attribute = block.body.attributes.get(name);
  if (!attribute) return append(block, [`${name} = ${value}`]);
  return isLiteral(attribute.value) ? replace(attribute.value, value) : undefined;
}

function isLiteral(expression: Expression): boolean {
  return (
    expression.kind === "literal" ||
    (expression.kind === "unary" && expression.operand.kind === "literal") ||
    (expression.kind === "parentheses" && isLiteral(expression.inner))
  );
}

/** Points an alias at the version that the function of its `function_name` publishes. */
function pinVersion(block: Block): Edit | undefined {
  const name = block.body.attributes.get("function_name")?.value;
  const version = block.body.attributes.get("function_version")?.value;
  if (name?.kind !== "attribute" || version?.kind !== "literal") return undefined;
  if (name.name !== "function_name" && name.name !== "arn") return undefined;
  const { file, start, end } = name.object;
  return replace(version, `${file.text.slice(start, end)}.version`);
}

function ignoreChanges(block: Block, attribute: string): Edit | undefined {
  const lifecycle = block.body.blocks.find((each) => each.type === "lifecycle");
  if (!lifecycle) return append(block, ["lifecycle {", `  ignore_changes = [${attribute}]`, "}"]);
  const ignored = lifecycle.body.attributes.get("ignore_changes")?.value;
  if (!ignored) return append(lifecycle, [`ignore_changes = [${attribute}]`]);
  if (ignored.kind !== "tuple") return undefined;
  const last = ignored.items.at(-1);
  if (!last) return replace(ignored, `[${attribute}]`);
  return { at: last.file.locate(last.end), text: `, ${attribute}` };
}

function replace({ file, start, end }: Expression, text: string): Edit {
  return { at: file.locate(start, end), text };
}

/** Writes lines before the brace that closes a block, as a paragraph of their own: `terraform fmt` aligns within paragraphs only. */
function append(block: Block, lines: readonly string[]): Edit | undefined {
  const { file } = block;
  const brace = file.locate(block.end - 1).start;
  const before = file.line(brace.line).slice(0, brace.column - 1);
  // A block on one line holds one attribute at most.
  if (before.trim() !== "") return undefined;
  const previous = file.line(brace.line - 1).trim();
  const apart = previous === "" || previous.endsWith("{") ? [] : [""];
  const text = [...apart, ...lines.map((line) => `${before}  ${line}`)].map(
    (line) => line + lineBreakOf(file),
  );
  return { at: file.locate(brace.offset - before.length), text: text.join("") };
}
