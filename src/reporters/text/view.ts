import pico from "picocolors";
import type { ReporterOptions } from "../../reporter.ts";
import type { SourceLocation } from "../../source/location.ts";
import { printableFirst } from "./printable.ts";
import { LONGEST_LINE } from "./wrap.ts";

/** How text is shown to one reader. */
export interface View {
  /** Colours, or none. */
  paint: ReturnType<typeof pico.createColors>;
  /** Columns that a line may have. */
  width: number;
  /** Columns that a line of code may have. */
  codeWidth: number;
  /** `file:line:column` from the reader's folder, which terminals and editors open with a click. */
  place(at: SourceLocation): string;
}

/** Where nobody tells the width, code that is longer is no help to a reader. */
const LONGEST_CODE = 160;
/** Narrower than this, nothing can be told. */
const NARROWEST = 40;

/** What a reader sees from a folder. */
export function viewFor({ colour, shown, width }: Pick<ReporterOptions, "colour" | "shown" | "width">): View {
  const columns = width === undefined ? undefined : Math.min(Math.max(width, NARROWEST), LONGEST_LINE);
  return {
    paint: pico.createColors(colour),
    width: columns ?? LONGEST_LINE,
    codeWidth: columns ?? LONGEST_CODE,
    place: ({ file, start }) => `${printableFirst(shown(file))}:${start.line}:${start.column}`,
  };
}
