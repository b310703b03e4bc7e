import { nearest } from "../../../source/nearest.ts";
import type { SourceFile } from "../../../source/source-file.ts";
import { parseHcl } from "../syntax/parse.ts";
import type { SyntaxProblem } from "../syntax/problem.ts";

/** What a module is described with. */
const BLOCKS = ["variable", "locals", "resource", "data", "output", "module", "provider", "terraform"];

/** What is wrong with the description of a module: its syntax, and blocks that Terraform does not have. */
export function adapterProblems(file: SourceFile): SyntaxProblem[] {
  const { body, problems } = parseHcl(file);
  const strange = body.blocks
    .filter(({ type }) => !BLOCKS.includes(type))
    .map(({ type, header }): SyntaxProblem => {
      const meant = nearest(type, BLOCKS);
      const hint = meant ? ` Did you mean ${meant}?` : "";
      return {
        message: `Terraform has no block "${type}".${hint}`,
        at: header.file.locate(header.start, header.start + type.length),
      };
    });
  return [...problems, ...strange];
}
