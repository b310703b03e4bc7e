import { allParsers } from "../../src/engine/roots/load-parsers.ts";

/** All parsers, loaded. */
export const parsers = await allParsers();
