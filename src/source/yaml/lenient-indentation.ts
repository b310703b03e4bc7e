import { YAMLException } from "js-yaml";

/** A file with more such lines is not worth the time. */
const MAX_JOINED_LINES = 200;

/**
 * Parses a text whose lists and maps in brackets may be indented less than YAML 1.2 wants: `]` below the beginning of
 * the line that holds `[`. AWS's own tools read it, so it is what people write. Such a line is joined to the one before
 * it, which means the same and keeps every offset.
 */
export function parseLeniently<T>(text: string, parse: (text: string) => T): T {
  let joined = text;
  for (let lines = 0; ; lines++) {
    try {
      return parse(joined);
    } catch (error) {
      const next = lines < MAX_JOINED_LINES ? joinedAt(joined, error) : undefined;
      if (next === undefined) throw error;
      joined = next;
    }
  }
}

function joinedAt(text: string, error: unknown): string | undefined {
  if (!(error instanceof YAMLException) || error.reason !== "deficient indentation") return undefined;
  const position = error.mark?.position ?? 0;
  const end = text.lastIndexOf("\n", position - 1);
  if (end === -1) return undefined;
  const start = text.lastIndexOf("\n", end - 1) + 1;
  const comment = /(?:^|\s)#[^"']*$/.exec(text.slice(start, end));
  const from = comment ? start + comment.index : text[end - 1] === "\r" ? end - 1 : end;
  return text.slice(0, from) + " ".repeat(end + 1 - from) + text.slice(end + 1);
}
