import { lstatSync, realpathSync } from "node:fs";
import { dirname, sep } from "node:path";

/**
 * The link through which writing a file would leave the checkout; undefined where none does. The checkout is a stranger's: a link in
 * it must not carry a text elsewhere. What is written outside of it was named so by whoever made the call.
 * @param top absolute
 * @param path absolute
 */
export function linkOutOf(top: string, path: string): string | undefined {
  if (!isWithin(top, path)) return undefined;
  const real = realpathSync(top);
  for (let at = path; at !== top && isWithin(top, at); at = dirname(at)) {
    if (!isLink(at)) continue;
    const target = targetOf(at);
    if (target === undefined || !isWithin(real, target)) return at;
  }
  return undefined;
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    // What isn't there, or lies below a file, is no link: writing says what is wrong with it.
    return false;
  }
}

/** Undefined for a link that leads nowhere: writing to it would make what it names. */
function targetOf(link: string): string | undefined {
  try {
    return realpathSync(link);
  } catch {
    return undefined;
  }
}

function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
