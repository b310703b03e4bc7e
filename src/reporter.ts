import type { Report } from "./finding.ts";

export interface ReporterOptions {
  /** ANSI colours, for a terminal. */
  colour: boolean;
  /** Findings only. */
  quiet: boolean;
  /** Names a file of the checkout from where the reader stands; text for people does so. */
  shown: (file: string) => string;
  version: string;
}

/** A pure function from the outcome to a text; the doors write it. */
export interface Reporter {
  /** As in `--format`; the file's name. */
  name: string;
  /** For `--help`. */
  description: string;
  render(report: Report, options: ReporterOptions): string;
}

/** A reporter that is loaded when it is asked for. */
export interface ReporterEntry {
  /** As in `--format`. */
  name: string;
  load(): Promise<Reporter>;
}
