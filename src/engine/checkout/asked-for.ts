import { parsers } from "../../parsers/index.ts";

/** Whether some parser asks for a file by its name. */
export function isAskedFor(path: string): boolean {
  return mayBeAskedFor().test(path) && parsers.some(({ claims }) => claims(path));
}

let anyName: RegExp | undefined;

/** All names at once, as large and small letters alike: what it doesn't fit no parser claims. */
function mayBeAskedFor(): RegExp {
  anyName ??= new RegExp(
    parsers.flatMap(({ names }) => names.map(({ source }) => `(?:${source})`)).join("|"),
    "i",
  );
  return anyName;
}
