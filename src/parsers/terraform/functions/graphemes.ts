import { work } from "../../../values/work.ts";

/** Made when a text wants it, since few do: Unicode's tables take longer to load than most files to evaluate. */
let segmenter: Intl.Segmenter | undefined;

/** Text that is one grapheme a code unit: ASCII without the one pair that belongs together. */
const PLAIN = /^(?:[\0-\x0c\x0e-\x7f]|\r(?!\n))*$/;

/** What a reader takes for the characters of a text: grapheme clusters, which Terraform counts lengths in. */
export function graphemesOf(text: string): string[] {
  work(text.length);
  if (PLAIN.test(text)) return text.split("");
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** The number of characters of a text. */
export function graphemeCount(text: string): number {
  return PLAIN.test(text) ? text.length : graphemesOf(text).length;
}
