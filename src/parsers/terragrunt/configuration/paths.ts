import { resolvePath } from "../../../source/paths.ts";
import { pathIn } from "../../terraform/functions/setting.ts";

/** What absolute paths of the checkout begin with: where it lies is another place on every machine. */
export const CHECKOUT_AT = "/<checkout>";

/** A path of the checkout as Terragrunt's functions give it. */
export function absolutePath(path: string): string {
  return path === "." ? CHECKOUT_AT : `${CHECKOUT_AT}/${path}`;
}

/** The path in the checkout that a text means, as seen from a folder; undefined when it leads out. */
export function pathMeant(folder: string, text: string): string | undefined {
  return pathIn({ folder, checkoutAt: CHECKOUT_AT }, text);
}

/** The folders above one, the nearest first, up to the top. */
export function* foldersAbove(folder: string): Iterable<string> {
  let at: string | undefined = folder;
  while (at !== undefined && at !== ".") {
    at = resolvePath(at, "..");
    if (at !== undefined) yield at;
  }
}
