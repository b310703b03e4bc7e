import type { Diagnostic } from "../../../finding.ts";
import type { FileSystem } from "../../../parser.ts";
import type { SourceFile } from "../../../source/source-file.ts";
import type { Attribute, Block, Body, Expression } from "../syntax/ast.ts";
import { moduleFiles } from "./files.ts";
import type { Module, ProviderBlock, ResourceBlock } from "./module.ts";
import { mergeOverride } from "./overrides.ts";
import { inFolder } from "./paths.ts";

/** The parsed files of a module: first those that declare, then those that are merged over them. */
export interface ModuleSyntax {
  primary: Body[];
  overrides: Body[];
  diagnostics: Diagnostic[];
}
