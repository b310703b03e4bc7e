import type { Root } from "../../parser.ts";
import { folderOf } from "../document/paths.ts";

/** The folder of a root: of a template or a plan, the one that it lies in. */
export function rootFolder(root: Pick<Root, "format" | "path">): string {
  return root.format === "terraform" || root.format === "cdk" ? root.path : folderOf(root.path);
}
