import type { SourceLocation } from "../../source/location.ts";
import type { SourceFile } from "../../source/source-file.ts";

/** A comment that waives: `# policy-waive: <rule>[, <rule>] [until <date>] <reason>`. */
export interface InlineWaiver {
  rules: readonly string[];
  /** As written; it may be no date. */
  expires?: string;
  reason?: string;
  /** The comment without its mark. */
  at: SourceLocation;
}

const MARK = "policy-waive:";
const COMMENT = /(?:^|\s)(?:#|\/\/|\/\*)\s*(policy-waive:.*?)\s*(?:\*\/)?\s*$/;
const WORDS = /^policy-waive:\s*([\w-]+(?:\s*,\s*[\w-]+)*)(?:\s+until\s+(\S+))?\s*(.*)$/;
const COMMENT_LINE = /^\s*(?:#|\/\/|\/\*|\*)/;

/** The waivers at a place: on its line, or in the comment lines right above. */
export function inlineWaiversAt(file: SourceFile, offset: number): InlineWaiver[] {
  let line = lineAround(file.text, offset);
  const lines = [line];
  while (line.start > 0) {
    line = lineAround(file.text, line.start - 1);
    if (!COMMENT_LINE.test(line.text)) break;
    lines.push(line);
  }
  return lines.flatMap((each) => inlineWaiverOn(file, each) ?? []);
}

/** Every waiver in a file. */
export function inlineWaiversIn(file: SourceFile): InlineWaiver[] {
  const found: InlineWaiver[] = [];
  for (let at = file.text.indexOf(MARK); at !== -1; at = file.text.indexOf(MARK, at + 1)) {
    const waiver = inlineWaiverOn(file, lineAround(file.text, at));
    if (waiver?.at.start.offset === at) found.push(waiver);
  }
  return found;
}

interface Line {
  start: number;
  text: string;
}

/** The line that an offset lies in; a line break belongs to the line that it ends. */
function lineAround(text: string, offset: number): Line {
  const start = offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", start);
  return { start, text: text.slice(start, end === -1 ? text.length : end) };
}

function inlineWaiverOn(file: SourceFile, line: Line): InlineWaiver | undefined {
  const comment = line.text.includes(MARK) ? COMMENT.exec(line.text)?.[1] : undefined;
  if (comment === undefined) return undefined;
  const [, rules, expires, reason] = WORDS.exec(comment) ?? [];
  const start = line.start + line.text.lastIndexOf(comment);
  return {
    rules: rules?.split(/\s*,\s*/) ?? [],
    ...(expires ? { expires } : {}),
    ...(reason ? { reason } : {}),
    at: file.locate(start, start + comment.length),
  };
}
