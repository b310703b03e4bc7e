import { reporters as entries } from "../../src/reporters/index.ts";

/** All reporters, loaded. */
export const reporters = await Promise.all(entries.map(({ load }) => load()));
