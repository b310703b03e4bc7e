import { append } from "../../../source/append.ts";
import { work } from "../../../values/work.ts";

/** Made when a text wants it, since few do: Unicode's tables take longer to load than most files to evaluate. */
let segmenter: Intl.Segmenter | undefined;

/** Text that is one grapheme a code unit: ASCII without the one pair that belongs together. */
const PLAIN = /^(?:[\0-\x0c\x0e-\x7f]|\r(?!\n))*$/;

/** What a reader takes for the characters of a text: grapheme clusters, which Terraform counts lengths in. */
export function graphemesOf(text: string): string[] {
  if (PLAIN.test(text)) {
    work(text.length);
    return text.split("");
  }
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  const graphemes: string[] = [];
  for (const piece of piecesOf(text)) {
    // V8 looks at the whole text for each of its clusters.
    work(piece.length * (16 + piece.length / 64));
    append(
      graphemes,
      Array.from(segmenter.segment(piece), ({ segment }) => segment),
    );
  }
  return graphemes;
}

/** The number of characters of a text. */
export function graphemeCount(text: string): number {
  return PLAIN.test(text) ? text.length : graphemesOf(text).length;
}

/** Pieces are no shorter, where there is more. */
const PIECE = 128;

/** The text in pieces that hold whole clusters: two characters of ASCII, but for a line break of Windows, are never one. */
function* piecesOf(text: string): Iterable<string> {
  let start = 0;
  for (let at = PIECE; at < text.length; at++) {
    const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
    if (before > 0x7f || after > 0x7f || (before === 13 && after === 10)) continue;
    yield text.slice(start, at);
    start = at;
    at += PIECE - 1;
  }
  yield text.slice(start);
}
