import { join } from "node:path";
import {
  type CodeAction,
  CodeActionKind,
  type Range,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { Edit, Finding, Report } from "../finding.ts";
import { printable } from "../reporters/text/printable.ts";
import { findingDiagnostic } from "./diagnostics.ts";
import { overlaps, rangeOf } from "./places.ts";
import { uriOf } from "./uris.ts";

/** A longer title is cut by every client. */
const LONGEST_TITLE = 80;

/** How edits are handed over: with versions where the client takes them, so that none is made in a text that has gone on. */
export interface EditTarget {
  top: string;
  /** The client's own URI of a file that is open, and its version. */
  openDocument(path: string): { uri: string; version: number } | undefined;
  takesVersions: boolean;
}

/** The repairs of the findings in a range of a file. */
export function codeActionsOf(report: Report, file: string, range: Range, target: EditTarget): CodeAction[] {
  return report.findings
    .filter(({ at, waiver, fix }) => at.file === file && !waiver && fix && overlaps(at, range))
    .map((finding) => ({
      title: titleOf(finding),
      kind: CodeActionKind.QuickFix,
      isPreferred: true,
      diagnostics: [findingDiagnostic(finding, report, target.top)],
      edit: workspaceEdit(finding.fix ?? [], target),
    }));
}

function titleOf({ fix = [] }: Finding): string {
  const [first] = fix;
  const rest = fix.length - 1;
  const more = rest > 0 ? `, and ${rest} more ${rest === 1 ? "edit" : "edits"}` : "";
  const text = printable(
    (first?.text ?? "")
      .trim()
      .split(/\s*\n\s*/)
      .join(" "),
  );
  const clipped = text.length > LONGEST_TITLE ? `${text.slice(0, LONGEST_TITLE)}…` : text;
  return clipped === "" ? `Remove what breaks the policy${more}` : `Write ${clipped}${more}`;
}

/** Edits as the protocol has them. */
export function workspaceEdit(edits: readonly Edit[], target: EditTarget): WorkspaceEdit {
  const byFile = new Map<string, TextEdit[]>();
  for (const { at, text } of edits) {
    const all = byFile.get(at.file) ?? [];
    all.push({ range: rangeOf(at), newText: text });
    byFile.set(at.file, all);
  }
  const files = [...byFile].map(([file, changes]) => {
    const path = join(target.top, file);
    const open = target.openDocument(path);
    return { uri: open?.uri ?? uriOf(path), version: open?.version ?? null, edits: changes };
  });
  if (!target.takesVersions)
    return { changes: Object.fromEntries(files.map(({ uri, edits }) => [uri, edits])) };
  return {
    documentChanges: files.map(({ uri, version, edits }) => ({ textDocument: { uri, version }, edits })),
  };
}
