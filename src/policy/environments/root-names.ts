import type { Root } from "../../parser.ts";

/** A root as people know it. */
export function nameOf(root: Root): string {
  return root.stack === undefined ? root.path : `${root.path} (${root.stack})`;
}

const SHOWN = 5;

/** A few names, and how many more there are. */
export function list(names: readonly string[]): string {
  const more = names.length - SHOWN;
  return `${names.slice(0, SHOWN).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** `The root a` or `The roots a, b and 3 more` */
export function some(names: readonly string[]): string {
  return `The root${names.length === 1 ? "" : "s"} ${list(names)}`;
}
