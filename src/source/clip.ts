/** A part of a line with what stands around it. */
export interface ClippedLine {
  before: string;
  marked: string;
  after: string;
}

/** A line of at most so many characters around a range of it: what is left out on either side is one sign. @param range from 0, its end not included */
export function clippedLine(line: string, range: { from: number; to: number }, most: number): ClippedLine {
  const from = Math.min(Math.max(range.from, 0), line.length);
  const to = Math.min(Math.max(range.to, from), line.length);
  if (line.length <= most)
    return { before: line.slice(0, from), marked: line.slice(from, to), after: line.slice(to) };
  // A third before it shows where it is, and the rest what it is.
  const begin = Math.max(0, Math.min(from - Math.floor(most / 3), line.length - most));
  const end = Math.min(line.length, begin + most);
  const head = begin > 0 ? "…" : "";
  const tail = end < line.length ? "…" : "";
  const last = Math.max(end - tail.length, from);
  return {
    before: head + line.slice(begin + head.length, from),
    marked: line.slice(from, Math.min(to, last)),
    after: line.slice(Math.min(to, last), last) + tail,
  };
}

/** A sentence, a name or a path in what people read: more of it is no help to them, and five hundred of it have to be bearable. */
export const LONGEST_TEXT = 1000;

/** A text of at most so many characters. */
export function clippedText(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
