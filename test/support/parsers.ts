import { parsers as entries } from "../../src/parsers/index.ts";

/** All parsers, loaded. */
export const parsers = await Promise.all(entries.map(({ load }) => load()));
