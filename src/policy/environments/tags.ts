import { nameMatcher } from "../patterns/glob.ts";
import type { TagMatcher } from "./tag-matcher.ts";

/** Compiles `match.tags`. */
export function tagMatcher(tags: Readonly<Record<string, string | string[]>> | undefined): TagMatcher {
  return new Map(
    Object.entries(tags ?? {}).map(([key, values]) => {
      const matchers = [values].flat().map(nameMatcher);
      return [key, (value: string) => matchers.some((matches) => matches(value))];
    }),
  );
}
