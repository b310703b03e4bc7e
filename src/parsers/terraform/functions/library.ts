import { conversions } from "./conversions.ts";
import { dates } from "./date/dates.ts";
import type { FunctionDefinition } from "./definition.ts";
import { encodings } from "./encodings.ts";
import { files } from "./files.ts";
import { formats } from "./format/format.ts";
import { hashes } from "./hashes.ts";
import { impure } from "./impure.ts";
import { lists } from "./lists.ts";
import { maps } from "./maps.ts";
import { networks } from "./networks.ts";
import { numeric } from "./numeric.ts";
import { regularExpressions } from "./regular-expressions.ts";
import { sets } from "./sets.ts";
import { strings } from "./strings.ts";

/** Every function by its name. See https://developer.hashicorp.com/terraform/language/functions */
export const FUNCTIONS: ReadonlyMap<string, FunctionDefinition> = new Map(
  [
    conversions,
    dates,
    encodings,
    files,
    formats,
    hashes,
    impure,
    lists,
    maps,
    networks,
    numeric,
    regularExpressions,
    sets,
    strings,
  ].flatMap((group) => Object.entries(group)),
);
