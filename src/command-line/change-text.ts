import type { Comparison, Concurrency, FunctionChange } from "../engine/compare.ts";
import { printable } from "../reporters/text/printable.ts";
import type { View } from "../reporters/text/view.ts";

/** What a change does, for people: new and fixed findings, functions with other numbers. Empty without a comparison. */
export function changeText(comparison: Comparison | undefined, { place }: View): string {
  if (!comparison) return "";
  const { new: more, fixed, unchanged, functions } = comparison;
  const lines = [
    `Against the base: ${more.length} new, ${fixed.length} fixed, ${unchanged.length} unchanged.`,
    ...more.map(({ at, ruleId, subject }) => `  + ${place(at)} ${ruleId} ${subject}`),
    ...fixed.map(({ at, ruleId, subject }) => `  - ${place(at)} ${ruleId} ${subject}`),
    ...functions.map(functionLine),
  ];
  return `\n${lines.map(printable).join("\n")}\n`;
}

function functionLine({ kind, label, address, environments, before, after }: FunctionChange): string {
  return `  ${kind} ${label ?? address} (${environments.join(", ")}): ${numbers("reserved", before, after)}, ${numbers("provisioned", before, after)}`;
}

function numbers(
  what: keyof Concurrency,
  before: Concurrency | undefined,
  after: Concurrency | undefined,
): string {
  const [from, to] = [before?.[what], after?.[what]];
  return from === undefined || to === undefined || from === to
    ? `${what} ${to ?? from}`
    : `${what} ${from} → ${to}`;
}
