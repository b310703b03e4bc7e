import { SourceFile } from "../../source/source-file.ts";

/** A plan or a state holds what was, too, and every resource's own ARN. */
const PLANNED = /^\s*\{\s*"format_version"/;
const PULUMI = /"urn:pulumi:/;
/** What a stack hands on, which whoever reads it may call. */
const STACK = '"pulumi:pulumi:Stack"';

/** What a file says of what will be, at its own places: of a plan, a preview or a state that is not all that it holds. */
export function whatWillBe(file: SourceFile): SourceFile {
  if (PLANNED.test(file.text)) return planned(file);
  return file.path.endsWith(".json") && PULUMI.test(file.text) ? previewed(file) : file;
}

/** A plan's planned values alone. */
function planned({ path, text }: SourceFile): SourceFile {
  const start = text.search(/"(?:planned_)?values"/);
  const ends = ["resource_drift", "resource_changes", "output_changes", "prior_state", "configuration"];
  const end = Math.min(
    ...ends.map((key) => text.indexOf(`"${key}":`, start)).filter((at) => at > start),
    text.length,
  );
  if (start === -1) return new SourceFile(path, "");
  return new SourceFile(path, `${blank(text.slice(0, start))}${text.slice(start, end)}`);
}

/** Of a stack of Pulumi's no states that were, and of its resources not what AWS has given to them: their own ARNs are among it. */
function previewed({ path, text }: SourceFile): SourceFile {
  let kept = "";
  let from = 0;
  for (const { start, end } of statesThatSayNothing(text)) {
    kept += text.slice(from, start) + blank(text.slice(start, end));
    from = end;
  }
  return new SourceFile(path, kept + text.slice(from));
}

function* statesThatSayNothing(text: string): Iterable<{ start: number; end: number }> {
  const open: number[] = [];
  // By where an object begins: it is looked through once, however often it says outputs.
  const stacks = new Map<number, boolean>();
  const isStack = (start: number, end: number) => {
    const is = stacks.get(start) ?? text.slice(start, end).includes(STACK);
    stacks.set(start, is);
    return is;
  };
  let leaving: { start: number; depth: number } | undefined;
  // A text with the colon after it where it is a key, or a bracket.
  for (const { 0: piece, index } of text.matchAll(/"(?:[^"\\]|\\.)*"(?:\s*:)?|[[\]{}]/gs)) {
    if (piece === "{" || piece === "[") open.push(index);
    else if (piece === "}" || piece === "]") {
      open.pop();
      if (leaving && open.length <= leaving.depth) {
        yield { start: leaving.start, end: index };
        leaving = undefined;
      }
    } else if (!leaving && piece.endsWith(":")) {
      const isOld = piece.startsWith('"oldState"');
      const isGiven = piece.startsWith('"outputs"') && !isStack(open.at(-1) ?? 0, index);
      if (isOld || isGiven) leaving = { start: index + piece.length, depth: open.length };
    }
  }
}

function blank(text: string): string {
  return text.replaceAll(/[^\n]/g, " ");
}
