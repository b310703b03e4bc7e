import type { Edit, Finding } from "../../finding.ts";
import type { Format } from "../../model/model.ts";
import type { Parser } from "../../parser.ts";
import { append } from "../../source/append.ts";
import { sameEdit, withEdits } from "../../source/edit.ts";
import type { SourceFile } from "../../source/source-file.ts";
import type { ParsableRoot } from "../roots/roots.ts";
import type { FixOf, JudgedProblem } from "./findings.ts";

/** Asks the parser of a problem's format how its repairs are written. @param withheld problems that no edit may mend */
export function fixesBy(
  roots: readonly ParsableRoot[],
  sources: ReadonlyMap<string, SourceFile>,
  withheld: ReadonlySet<JudgedProblem>,
): FixOf {
  const parsers = new Map(roots.map(({ root, parser }): [Format, Parser] => [root.format, parser]));
  return (judged) => {
    const { problem, deployment } = judged;
    const repairs = withheld.has(judged) ? [] : (problem.repairs ?? []);
    const edits: Edit[] = [];
    for (const repair of repairs) {
      const file = sources.get(repair.entity.at.file);
      const written = file && deployment.format && parsers.get(deployment.format)?.edit?.(repair, file);
      if (!written) return undefined;
      append(edits, written);
    }
    return edits.length > 0 ? edits : undefined;
  };
}

/** The texts of the files that fixes change, by path. Each finding's fix is made whole or not at all; one that overlaps with another waits. */
export function applyFixes(
  findings: readonly Finding[],
  sources: ReadonlyMap<string, { text: string }>,
): Map<string, string> {
  const accepted = new Map<string, Edit[]>();
  for (const { fix, verdict, waiver } of findings) {
    if (!fix || waiver || verdict !== "violation") continue;
    const more = new Map<string, Edit[]>();
    for (const edit of fix) {
      const { file } = edit.at;
      const before = more.get(file) ?? accepted.get(file) ?? [];
      more.set(file, before.some((each) => sameEdit(each, edit)) ? before : [...before, edit]);
    }
    const fit = [...more].every(
      ([file, edits]) => withEdits(sources.get(file)?.text ?? "", edits) !== undefined,
    );
    if (fit) for (const [file, edits] of more) accepted.set(file, edits);
  }
  const texts = new Map<string, string>();
  for (const [file, edits] of accepted) {
    const before = sources.get(file)?.text;
    const after = before === undefined ? undefined : withEdits(before, edits);
    if (after !== undefined && after !== before) texts.set(file, after);
  }
  return texts;
}
