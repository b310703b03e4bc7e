import fc from "fast-check";
import { expect, it } from "vitest";
import { graphemeCount, graphemesOf } from "../../../src/parsers/terraform/functions/graphemes.ts";

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

it("a long text has the clusters that it has as a whole", () => {
  const unit = fc.constantFrom(
    "a",
    "b",
    "\r",
    "\n",
    "é",
    "e\u0301",
    "👩‍👩‍👧",
    "\u0600",
    "\u200d",
    "🇩🇪",
    "क्षि",
    "x".repeat(130),
  );
  fc.assert(
    fc.property(fc.array(unit, { minLength: 100, maxLength: 400 }), (units) => {
      const text = units.join("");
      const whole = Array.from(segmenter.segment(text), ({ segment }) => segment);
      expect(graphemesOf(text)).toEqual(whole);
      expect(graphemeCount(text)).toBe(whole.length);
    }),
    { numRuns: 40 },
  );
});
