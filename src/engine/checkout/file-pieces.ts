import { closeSync, openSync, readSync } from "node:fs";
import { JSON_FILE } from "./file-bounds.ts";

const PIECE = 4 * 1024 * 1024;
/** So that no word is cut in two. */
const OVERLAP = 256;

/**
 * The bytes of a large file as Latin-1, piece by piece, so that it is never held as a whole. What begins as a list in JSON
 * has none: it is data, neither a template nor a plan.
 */
export function* pieces(path: string, real: string): Iterable<string> {
  const file = openSync(real, "r");
  try {
    const buffer = Buffer.allocUnsafe(PIECE);
    let kept = 0;
    for (let isFirst = true; ; isFirst = false) {
      const read = readSync(file, buffer, kept, PIECE - kept, null);
      if (read === 0) return;
      const text = buffer.toString("latin1", 0, kept + read);
      if (isFirst && JSON_FILE.test(path) && /^(?:\xef\xbb\xbf)?\s*\[/.test(text)) return;
      yield text;
      kept = Math.min(OVERLAP, kept + read);
      buffer.copy(buffer, 0, text.length - kept, text.length);
    }
  } finally {
    closeSync(file);
  }
}
