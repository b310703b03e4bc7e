import { noResources } from "../../model/resources.ts";
import type { Parsed } from "../../parser.ts";
import type { SourceLocation } from "../../source/location.ts";
import { unknown } from "../../values/value.ts";

/** What a root comes to of which nothing is read. */
export function nothingRead(because: string, at: SourceLocation): Parsed {
  return {
    account: unknown(because, at),
    region: unknown(because, at),
    // One reading serves all regions of an environment.
    regionFixed: true,
    resources: noResources(),
    diagnostics: [],
    inputsFound: [],
  };
}
