import type { Diagnostic } from "../finding.ts";
import type { Parser, Root } from "../parser.ts";
import { compareText } from "../source/location.ts";
import type { Checkout } from "./checkout.ts";

/** A root with the parser that reads it. */
export interface ParsableRoot {
  root: Root;
  parser: Parser;
}

/** Asks each parser by name, then by content, what there is to deploy. Sorted by path. */
export function findRoots(
  parsers: readonly Parser[],
  files: readonly string[],
  checkout: Checkout,
): { roots: ParsableRoot[]; diagnostics: Diagnostic[] } {
  const roots: ParsableRoot[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const parser of parsers) {
    const claimed = files.filter((file) => parser.claims(file));
    const found = parser.roots(claimed, checkout);
    diagnostics.push(...found.diagnostics);
    roots.push(...found.roots.map((root) => ({ root, parser })));
  }
  roots.sort(
    (a, b) => compareText(a.root.path, b.root.path) || compareText(a.root.stack ?? "", b.root.stack ?? ""),
  );
  return { roots, diagnostics };
}
