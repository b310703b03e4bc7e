import type { Root } from "../../parser.ts";
import { folderOf } from "../document/paths.ts";

/** Formats whose roots are folders. */
const FOLDERS: ReadonlySet<Root["format"]> = new Set(["terraform", "terragrunt", "cdk"]);

/** The folder of a root: of a template or a plan, the one that it lies in. */
export function rootFolder(root: Pick<Root, "format" | "path">): string {
  return FOLDERS.has(root.format) ? root.path : folderOf(root.path);
}
