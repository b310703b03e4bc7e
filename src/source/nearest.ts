import { distance } from "fastest-levenshtein";

/** The candidate that a misspelt or shortened word most likely means; undefined when none is near. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  const parts = new Set<string>();
  for (const candidate of candidates) {
    const [said, known] = [word.toLowerCase(), candidate.toLowerCase()];
    // As many letters must change as one has more than the other.
    const far = Math.abs(said.length - known.length) < least ? distance(said, known) : least;
    if (far < least) {
      best = candidate;
      least = far;
    }
    if (isBeginning(said, known) || isBeginning(known, said) || isEnding(said, known)) parts.add(candidate);
  }
  if (best !== undefined) return best;
  const [only, ...others] = parts;
  return others.length === 0 ? only : undefined;
}

/** `max` of `maximum`, `env` of `environment`; two letters begin too much. */
function isBeginning(short: string, long: string): boolean {
  return short.length > 2 && long.startsWith(short);
}

/** `concurrency-required` of `reserved-concurrency-required`: whole words, and more than one. */
function isEnding(short: string, long: string): boolean {
  return short.includes("-") && long.endsWith(`-${short}`);
}
