import pico from "picocolors";
import type { ReporterOptions } from "../../reporter.ts";
import type { SourceLocation } from "../../source/location.ts";
import { printableFirst } from "./printable.ts";

/** How text is shown to one reader. */
export interface View {
  /** Colours, or none. */
  paint: ReturnType<typeof pico.createColors>;
  /** `file:line:column` from the reader's folder, which terminals and editors open with a click. */
  place(at: SourceLocation): string;
}

/** What a reader sees from a folder. */
export function viewFor({ colour, shown }: Pick<ReporterOptions, "colour" | "shown">): View {
  return {
    paint: pico.createColors(colour),
    place: ({ file, start }) => `${printableFirst(shown(file))}:${start.line}:${start.column}`,
  };
}
