import type { Coverage, UnreadEntry } from "../../finding.ts";
import { printable, printableFirst } from "./printable.ts";
import type { View } from "./view.ts";

/** Calls of one module beyond this say nothing more. */
const MOST_CALLS = 5;

/** What is left out and what is unread, one by one, with what would help. */
export function coverageText(coverage: Coverage, view: View): string[][] {
  const { checked, unread, leftOut } = coverage;
  const { paint } = view;
  return [
    [
      paint.bold(`Coverage: ${checked} checked, ${leftOut.length} left out, ${unread.length} unread`),
      ...leftOut.map(({ path, because }) => `  left out: ${printable(`${path}: ${because}`)}`),
    ],
    ...unread.map((each) => unreadText(each, view)),
  ];
}

function unreadText({ what, because, hint, calls, mayHoldFunctions }: UnreadEntry, view: View): string[] {
  const { paint, place } = view;
  const shown = calls.slice(0, MOST_CALLS);
  const more = calls.length - shown.length;
  return [
    `${paint.bold(printableFirst(what))}${mayHoldFunctions ? "" : paint.dim(" (nothing of it speaks of Lambda)")}`,
    `  ${printableFirst(because)}`,
    `  ${printableFirst(hint)}`,
    ...shown.map(({ at, address }) => paint.dim(`  ${place(at)} ${printable(address)}`)),
    ...(more > 0 ? [paint.dim(`  … and ${more} more`)] : []),
  ];
}

/** The entries of the policy that would describe modules, as one list that can be pasted. */
export function policyEntries({ unread }: Coverage): string[] {
  const entries = unread.flatMap(({ entry }) => entry?.trimEnd().split("\n") ?? []);
  const [key] = entries;
  if (key === undefined) return [];
  return [
    "For the policy, to be completed by who knows these modules:",
    key,
    ...entries.filter((line) => line !== key).map(printable),
  ];
}
