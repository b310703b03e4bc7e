import type { Coverage, Diagnostic, Finding, Report, RuleInfo, UnreadEntry } from "./finding.ts";
import { defaultFailOn, type Verdict, verdictOf } from "./verdict.ts";

export interface ReporterOptions {
  /** ANSI colours, for a terminal. */
  colour: boolean;
  /** Findings only. */
  quiet: boolean;
  /** Names a file of the checkout from where the reader stands; text for people does so. */
  shown: (file: string) => string;
  version: string;
  /** What the run came to, with what it was told to fail on. Absent: what it comes to by itself. */
  verdict?: Verdict;
  /** Whether it goes to a service that takes every result for something to do: then what a change fixes is no part of it. */
  uploaded?: boolean;
  /** Whether what is left out and what is unread is listed. */
  coverage?: boolean;
}

/** What a report is told to have come to. */
export function verdictFor(report: Report, { verdict }: Pick<ReporterOptions, "verdict">): Verdict {
  return verdict ?? verdictOf({ report }, defaultFailOn(report.comparison !== undefined));
}

/** What of a checkout was not read, in a line; undefined where all of it was. */
export function coverageWords({ modules, unread, leftOut }: Coverage): string | undefined {
  const others = unread.length - modules.unread;
  const suspects = unread.filter(
    ({ kind, mayHoldFunctions, isBroken }) => isBroken === true || (mayHoldFunctions && kind !== "module"),
  ).length;
  const said = [
    ...(modules.unread > 0
      ? [
          `Read ${modules.read} of ${modules.read + modules.unread} Lambda modules; ${modules.unread} ${modules.unread === 1 ? "is" : "are"} not here: terraform get.`,
        ]
      : []),
    ...(others > 0
      ? [
          `${others}${modules.unread > 0 ? " more" : ""} unread, ${suspects === 0 ? "none" : suspects} of which may declare functions.`,
        ]
      : []),
    ...(leftOut.length > 0 ? [`${leftOut.length} left out.`] : []),
  ];
  return said.length === 0 ? undefined : said.join(" ");
}

/** Something unread, for where there is room for remarks on the input. */
export function unreadRemark({ what, because, hint, calls, mayHoldFunctions }: UnreadEntry): Diagnostic {
  const [first] = calls;
  return {
    severity: mayHoldFunctions ? "warning" : "note",
    message: `Not read: ${what}: ${because}.`,
    hint,
    ...(first ? { at: first.at } : {}),
  };
}

/** What to do about findings of one rule: what is said once above all of them, and whether each says its own below. */
export function remediesOf(
  group: readonly Finding[],
  { remedy: general }: Pick<RuleInfo, "remedy">,
): { above: string | undefined; isEachOwn: boolean } {
  const all = new Set(group.map(({ remedy = general }) => remedy));
  const [only] = all;
  if (all.size === 1) return { above: only, isEachOwn: false };
  return { above: all.has(general) ? general : undefined, isEachOwn: true };
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
