import type {
  Coverage,
  Diagnostic,
  Finding,
  Measure,
  RelatedLocation,
  Report,
  RuleInfo,
  UnreadEntry,
} from "./finding.ts";
import type { Listing } from "./model/listing.ts";
import type { SourceLocation } from "./source/location.ts";
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
  /** Whether text shows everything, however long that is. */
  all?: boolean;
  /** Columns of the terminal, at which text wraps. Absent: it doesn't, within what a line may hold at all. */
  width?: number;
}

/** What a report is told to have come to. */
export function verdictFor(report: Report, { verdict }: Pick<ReporterOptions, "verdict">): Verdict {
  return verdict ?? verdictOf({ report }, defaultFailOn(report.comparison !== undefined));
}

/** What a change does to a finding, in words: `new`, `worse: 30 → 110 instances over`. Undefined where nothing is to be told. */
export function changeWords({ change, measure, measureBefore }: Finding): string | undefined {
  if (change === undefined || change === "unchanged") return undefined;
  const moves = change !== "new" && measure && measureBefore && measure.over !== measureBefore.over;
  return moves ? `${change}: ${movementWords(measureBefore, measure)}` : change;
}

function movementWords({ over: from }: Measure, { over: to, unit }: Measure): string {
  const amount = (over: number) =>
    Number.isFinite(over) ? String(Math.round(Math.abs(over) * 100) / 100) : "any number of";
  if (from >= 0 && to >= 0) return `${amount(from)} → ${amount(to)} ${unit} over`;
  if (from <= 0 && to <= 0) return `${amount(from)} → ${amount(to)} ${unit} under`;
  const side = (over: number) => `${amount(over)} ${over < 0 ? "under" : "over"}`;
  return `${side(from)} → ${side(to)} (${unit})`;
}

/** How many findings there are of each severity, as a summary counts them: "300 errors, 1 warning and 2 undetermined". */
export function countsBySeverity(findings: readonly Finding[]): string {
  const count = (severity: Finding["severity"]) =>
    findings.filter((each) => each.severity === severity && each.verdict === "violation").length;
  const words = (["error", "warning", "note"] as const).flatMap((severity) => {
    const found = count(severity);
    return found === 0 ? [] : [`${found} ${severity}${found === 1 ? "" : "s"}`];
  });
  const open = findings.filter(({ verdict }) => verdict === "undetermined").length;
  if (open > 0) words.push(`${open} undetermined`);
  const last = words.pop() ?? "nothing";
  return words.length === 0 ? last : `${words.join(", ")} and ${last}`;
}

/** A finding where there is room for a list: what is so, who has how much, what follows; and the other places that the list doesn't have. */
export function listedOf(finding: Finding): Listing & { others: readonly RelatedLocation[] } {
  const { message, listing, at, related } = finding;
  if (!listing) return { lead: message, items: [], others: related };
  const key = ({ file, start }: SourceLocation) => `${file}:${start.offset}`;
  const listed = new Set(listing.items.flatMap((item) => (item.at ? [key(item.at)] : [])));
  // Where a finding stands, its head says.
  const items = listing.items.map(({ at: place, ...item }) =>
    place && key(place) !== key(at) ? { ...item, at: place } : item,
  );
  return { ...listing, items, others: related.filter((each) => !listed.has(key(each.at))) };
}

/** What of a checkout was not read, in a line; undefined where all of it was. */
export function coverageWords({ modules, unread, leftOut }: Coverage): string | undefined {
  const others = unread.length - modules.unread;
  const suspects = suspectsOf(unread).length;
  const said = [
    ...(modules.unread > 0
      ? [
          `Read ${modules.read} of ${modules.read + modules.unread} Lambda modules; ${modules.unread} ${modules.unread === 1 ? "is" : "are"} not here: terraform get.`,
        ]
      : []),
    ...(others > 0
      ? [
          `${others}${modules.unread > 0 ? " more" : ""} unread, ${suspectWords(suspects, others)} may declare functions.`,
        ]
      : []),
    ...(leftOut.length > 0 ? [`${leftOut.length} left out.`] : []),
  ];
  return said.length === 0 ? undefined : said.join(" ");
}

function suspectWords(suspects: number, of: number): string {
  if (suspects === 0) return "none of which";
  if (suspects === of) return of === 1 ? "which" : "all of which";
  return `${suspects} of which`;
}

/** The same where a change makes it other than it was, with what it was; undefined where it doesn't, and without a base. */
export function coverageMovement({
  coverage,
  comparison,
}: Pick<Report, "coverage" | "comparison">): string | undefined {
  if (!comparison) return undefined;
  const [before, after] = [coverageWords(comparison.coverage.before), coverageWords(coverage)];
  if (before === after || countsForLambda(comparison.coverage.before) === countsForLambda(coverage))
    return undefined;
  return `${after ?? "All was read."} Before: ${before ?? "all was read."}`;
}

/** What of it a gate rests on: one more file that can't hold functions is nobody's concern. */
function countsForLambda({ modules, unread, leftOut }: Coverage): string {
  const left = leftOut.map(({ path }) => path);
  return JSON.stringify([modules.unread, suspectsOf(unread).length, left]);
}

function suspectsOf(unread: readonly UnreadEntry[]): UnreadEntry[] {
  return unread.filter(
    ({ kind, mayHoldFunctions, isBroken }) => isBroken === true || (mayHoldFunctions && kind !== "module"),
  );
}

/** What is unread in the head and was read, or wasn't there, in the base; all of it without one. */
export function newlyUnread({
  coverage,
  comparison,
}: Pick<Report, "coverage" | "comparison">): UnreadEntry[] {
  const keyOf = ({ kind, what, because }: UnreadEntry) => [kind, what, because].join("\n");
  const before = new Set(comparison?.coverage.before.unread.map(keyOf));
  return coverage.unread.filter((each) => !before.has(keyOf(each)));
}

/**
 * What there is to say of a run: of a change, what wasn't to be said of its base. An error is always told, and so is all that may be
 * why nothing was read.
 */
export function remarksOf({ diagnostics, comparison, summary }: Report): readonly Diagnostic[] {
  if (!comparison || summary.roots === 0) return diagnostics;
  // Remarks stay the same while lines move.
  const keyOf = ({ severity, message, at }: Diagnostic) => [severity, message, at?.file].join("\n");
  const before = new Set(comparison.remarksBefore.map(keyOf));
  return diagnostics.filter((each) => each.severity === "error" || !before.has(keyOf(each)));
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
