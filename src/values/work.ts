/** Whoever bounds what is computed. */
export interface WorkCounter {
  /** Takes `values` more; throws where that is too much. One value is what a visit to a list's element takes, and so are eight new characters. */
  work(values: number): void;
}

let counter: WorkCounter | undefined;

/**
 * Hands all that is computed from now on to a counter, and returns the one before it, which has to be put back: operations on values
 * are called from everywhere, and none of them can be left out of a bound. Evaluation is synchronous, so that there is one at a time.
 */
export function countedBy(next: WorkCounter | undefined): WorkCounter | undefined {
  const before = counter;
  counter = next;
  return before;
}

/** Counts values that an operation goes through; without a counter nothing bounds it. */
export function work(values: number): void {
  counter?.work(values);
}

/** What it takes to make a value that is kept, beside what it takes to look at one. */
const MADE = 8;

/** Counts values that are made and kept. */
export function workToMake(values: number): void {
  counter?.work(MADE * values);
}

/** New characters that are counted as one value. */
const CHARACTERS = 8;

/** Counts the characters of a text that is made or gone through. */
export function workOnText(characters: number): void {
  counter?.work(characters / CHARACTERS);
}
