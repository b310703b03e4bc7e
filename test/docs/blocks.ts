/** A fenced block of a page. */
export interface Block {
  language: string;
  text: string;
  /** Of the fence, from 1. */
  line: number;
  /** What comments right above it say: `<!-- with: sam -->`, `<!-- file: org.yml -->`. */
  notes: Readonly<Record<string, string>>;
}

/** The fenced blocks of a Markdown page. */
export function blocksOf(page: string): Block[] {
  const lines = page.split("\n");
  const blocks: Block[] = [];
  let notes: Record<string, string> = {};
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const note = /^<!-- ([a-z]+): (.*) -->$/.exec(line);
    const fence = /^(\s*)```([a-z]+)$/.exec(line);
    if (note?.[1]) notes[note[1]] = note[2] ?? "";
    else if (fence) {
      const end = lines.findIndex((each, index) => index > at && each.trim() === "```");
      const indent = fence[1]?.length ?? 0;
      const text = lines.slice(at + 1, end).map((each) => each.slice(indent));
      blocks.push({ language: fence[2] ?? "", text: `${text.join("\n")}\n`, line: at + 1, notes });
      notes = {};
      at = end;
    } else if (line.trim() !== "") notes = {};
  }
  return blocks;
}
