import { allParsers } from "../../src/engine/load-parsers.ts";

/** All parsers, loaded. */
export const parsers = await allParsers();
