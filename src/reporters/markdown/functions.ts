import { type FunctionChange, reservationWords } from "../../model/estate-change.ts";
import { intervalWords } from "../../values/interval.ts";
import { code, escapeMarkdown } from "./escape.ts";
import { type LinkTo, place } from "./place.ts";
import { movement } from "./pools.ts";

/** The functions that a change adds, removes or gives other numbers, as a table. */
export function functionTable(
  changes: readonly FunctionChange[],
  linkTo: LinkTo,
  most: number,
  level = "####",
): string[] {
  if (changes.length === 0) return [];
  const shown = changes.slice(0, most);
  return [
    `${level} ${changes.length === 1 ? "1 function changes" : `${changes.length} functions change`}`,
    "",
    "| Function | | Reserved | Provisioned | Environments |",
    "| --- | --- | ---: | ---: | --- |",
    ...shown.map((change) => row(change, linkTo)),
    ...(changes.length > shown.length ? ["", omittedWords(changes.length - shown.length)] : []),
    "",
  ];
}

function omittedWords(count: number): string {
  return count === 1 ? "1 more function is not shown." : `${count} more functions are not shown.`;
}

function row({ kind, name, at, environments, before, after }: FunctionChange, linkTo: LinkTo) {
  // A function that is removed is nowhere in the commit that links lead to.
  const where = kind === "removed" ? code(at.file) : place(at, linkTo);
  const cells = [
    `${code(name)}<br>${where}`,
    kind,
    movement(before && reservationWords(before.reserved), after && reservationWords(after.reserved)),
    movement(before && intervalWords(before.provisioned), after && intervalWords(after.provisioned)),
    environments.map(escapeMarkdown).join(", "),
  ];
  return `| ${cells.join(" | ")} |`;
}
