import type { Report } from "../../finding.ts";
import { onBothSides, poolsWorthShowing, unchangedPools } from "../../model/estate-change.ts";
import { type Reporter, type ReporterOptions, verdictFor } from "../../reporter.ts";
import { changeText } from "./change.ts";
import { costText } from "./cost.ts";
import { coverageText, policyEntries } from "./coverage.ts";
import {
  BRIEF,
  type Detail,
  EVERYTHING,
  FEW_FINDINGS,
  FEW_KINDS,
  FULL,
  SCREEN_LINES,
  TERSE,
} from "./detail.ts";
import { findingSections } from "./findings.ts";
import { ledgerSections } from "./ledger.ts";
import { remarksText } from "./remarks.ts";
import { summaryText } from "./summary.ts";
import { type View, viewFor } from "./view.ts";
import { waivedText } from "./waived.ts";
import { wrapped } from "./wrap.ts";

const text: Reporter = {
  name: "text",
  description: "for people: findings with code frames, the ledger, a summary",
  render(report, options) {
    const view = viewFor(options);
    const others = (detail: Detail) => (options.quiet ? [] : otherSections(report, view, detail));
    const end = options.quiet ? [] : endSections(report, options, view);
    const told = (detail: Detail, room: number) => {
      const rest = [...others(detail), ...end];
      const { shown, of, sections } = fittingFindings(report, view, detail, room - linesOf(rest));
      return { sections: [...sections, ...rest], isEnough: shown >= Math.min(of, FEW_KINDS) };
    };
    let { sections: screen } = told(options.all ? EVERYTHING : FULL, Number.POSITIVE_INFINITY);
    // With more to tell than a screen holds, less is said of each thing; and then fewer things are told.
    if (!options.all && linesOf(screen) > SCREEN_LINES) {
      const brief = told(BRIEF, SCREEN_LINES);
      screen = (brief.isEnough ? brief : told(TERSE, SCREEN_LINES)).sections;
    }
    // What was asked for comes on top of a screen, before the verdict.
    const asked = options.coverage && !options.quiet ? coverageSections(report, view) : [];
    return [...screen.slice(0, screen.length - end.length), ...asked, ...end]
      .map((each) => `${each.join("\n")}\n`)
      .join("\n");
  },
};

export default text;

/** As many kinds of findings as so many lines hold, one at least; and a few findings in any case. */
function fittingFindings(
  report: Report,
  view: View,
  detail: Detail,
  room: number,
): { sections: string[][]; shown: number; of: number } {
  const { sections, count, restOf } = findingSections(report, view, detail);
  const found = laidOut(sections, view);
  let shown = found.length;
  const fitting = () => [...found.slice(0, shown), ...laidOut([restOf(shown)], view)];
  while (count > FEW_FINDINGS && shown > 1 && linesOf(fitting()) >= room) shown--;
  return { sections: fitting(), shown, of: found.length };
}

/** What there is to tell besides findings. */
function otherSections(report: Report, view: View, detail: Detail): string[][] {
  const { comparison, ledger, cost } = report;
  const pools = comparison?.pools ?? unchangedPools(ledger.pools);
  return laidOut(
    [
      changeText(report, view, detail),
      waivedText(report, view, detail),
      remarksText(report, view, detail),
      ...ledgerSections(
        detail === EVERYTHING ? pools.map(onBothSides) : poolsWorthShowing(pools),
        view,
        detail,
      ),
      costText(cost, comparison, detail),
    ],
    view,
  );
}

function coverageSections({ coverage }: Report, view: View): string[][] {
  const entries = policyEntries(coverage);
  // What is to be pasted stays as it is.
  return [...laidOut(coverageText(coverage, view), view), ...(entries.length > 0 ? [entries] : [])];
}

function endSections(report: Report, options: ReporterOptions, view: View): string[][] {
  return laidOut([summaryText(report, view, verdictFor(report, options))], view);
}

/** Sections at the width of the reader's lines; empty ones are none. */
function laidOut(sections: readonly string[][], { width }: View): string[][] {
  return sections
    .map((each) => each.flatMap((line) => wrapped(line, width)))
    .filter((each) => each.length > 0);
}

/** With the empty line between each two. */
function linesOf(sections: readonly string[][]): number {
  return sections.reduce((sum, { length }) => sum + length, 0) + Math.max(0, sections.length - 1);
}
