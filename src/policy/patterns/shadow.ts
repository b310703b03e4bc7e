import { nameMatcher } from "./glob.ts";

/** What decides when an entry of a list holds. */
export interface Scope {
  function: string;
  environment?: string | readonly string[] | undefined;
  expires?: string | undefined;
}

/** A test whether an entry holds wherever and as long as another does. It is made once for entries of which there are thousands. */
export function holdsWherever(wide: Scope): (narrow: Scope) => boolean {
  const covers = patternCovers(wide.function);
  const environments = wide.environment === undefined ? undefined : [wide.environment].flat();
  return (narrow) =>
    covers(narrow.function) &&
    (environments === undefined ||
      (narrow.environment !== undefined &&
        [narrow.environment].flat().every((each) => environments.includes(each)))) &&
    (wide.expires === undefined || (narrow.expires !== undefined && narrow.expires <= wide.expires));
}

/** Whether one pattern surely matches all that another does: a `*` takes in any text, wildcards too. */
function patternCovers(wide: string): (narrow: string) => boolean {
  if (wide === "*") return () => true;
  if (!wide.includes("*") || /[?{]/.test(wide)) return (narrow) => narrow === wide;
  const matches = nameMatcher(wide);
  return (narrow) => narrow === wide || (!narrow.includes("{") && matches(narrow));
}
