import { createTwoFilesPatch } from "diff";
import pico from "picocolors";
import type { FixedFile } from "../engine/run-fixed.ts";
import { printable } from "../reporters/text/printable.ts";

/** What fixes change, as a patch that `git apply` takes, and how many files that are. */
export function fixText(fixed: readonly FixedFile[], written: boolean, colour: boolean): string {
  if (fixed.length === 0) return "Nothing here can be fixed without a decision of yours.\n\n";
  const files = fixed.length === 1 ? "1 file" : `${fixed.length} files`;
  const told = written
    ? `Changed ${files}. What is left:`
    : `Would change ${files}; policy run --fix does. What would be left:`;
  return `${fixed.map((each) => patchOf(each, colour)).join("")}\n${told}\n\n`;
}

function patchOf({ path, before, after }: FixedFile, colour: boolean): string {
  const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after).split("\n").slice(1);
  return patch.map((line) => painted(shown(line), colour)).join("\n");
}

/** Tabs and the end of a CRLF line are part of the patch. */
function shown(line: string): string {
  const [, text = "", end] = /^(.*?)(\r?)$/s.exec(line) ?? [];
  return text.split("\t").map(printable).join("\t") + end;
}

function painted(line: string, colour: boolean): string {
  const paint = pico.createColors(colour);
  const colours: Readonly<Record<string, (text: string) => string>> = {
    "+": paint.green,
    "-": paint.red,
    "@": paint.cyan,
  };
  return colours[line[0] ?? ""]?.(line) ?? line;
}
