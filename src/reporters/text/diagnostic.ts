import type { Diagnostic } from "../../finding.ts";
import { printable } from "./printable.ts";
import type { View } from "./view.ts";

/** A diagnostic as compilers tell theirs, where and what; and below, what to do about it. */
export function diagnosticText({ severity, message, hint, at }: Diagnostic, { paint, place }: View): string {
  const word = { error: paint.red, warning: paint.yellow, note: (text: string) => text }[severity](severity);
  const where = at ? `${place(at)}: ` : "";
  return `${where}${word}: ${printable(message)}${hint ? `\n  ${printable(hint)}` : ""}`;
}
