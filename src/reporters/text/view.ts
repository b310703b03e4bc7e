import { posix } from "node:path";
import pico from "picocolors";
import type { ReporterOptions } from "../../reporter.ts";
import type { SourceLocation } from "../../source/location.ts";
import { printable } from "./printable.ts";

/** How text is shown to one reader. */
export interface View {
  /** Colours, or none. */
  paint: ReturnType<typeof pico.createColors>;
  /** `file:line:column` from where the reader stands, which terminals and editors open with a click. */
  place(at: SourceLocation): string;
}

/** What a reader sees who stands in a folder of the checkout. */
export function viewFor({ colour, folder }: Pick<ReporterOptions, "colour" | "folder">): View {
  return {
    paint: pico.createColors(colour),
    place: ({ file, start }) => `${printable(posix.relative(folder, file))}:${start.line}:${start.column}`,
  };
}
